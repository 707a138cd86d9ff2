"""What a team record and a meeting list say in Spanish; each says what the English one says."""

SENTENCES = {
    "day.today": "hoy",
    "day.yesterday": "ayer",
    "day.on": "el {weekday}",
    "day.monday": "lunes",
    "day.tuesday": "martes",
    "day.wednesday": "miércoles",
    "day.thursday": "jueves",
    "day.friday": "viernes",
    "day.saturday": "sábado",
    "day.sunday": "domingo",
    "counted.orf": "palabras",
    "counted.wrf": "palabras",
    "counted.lnf": "letras",
    "counted.lsf": "sonidos de letras",
    "counted.nwf": "sonidos de letras",
    "counted.psf": "segmentos",
    "counted.oc": "números",
    "counted.ni": "números",
    "counted.qd": "pares",
    "counted.mn": "números",
    "counted.facts": "dígitos",
    "counted.comp": "dígitos",
    "season.fall": "evaluación de otoño",
    "season.winter": "evaluación de invierno",
    "season.spring": "evaluación de primavera",
    # The graph
    "chart.label.one": "Gráfica de 1 resultado: {last} {counted} por minuto",
    "chart.label.many": "Gráfica de {count} resultados, de {first} a {last} {counted} por minuto",
    "chart.label.goal": "La línea de la meta llega a {goal} el {day}",
    "chart.goal.day": "meta {score}, {day}",
    "chart.break": "receso",
    "chart.baseline": "la línea base, un punto",
    "chart.baseline.first": "la primera línea base, un punto",
    "chart.baseline.of": "de la línea base de la meta",
    "chart.left_out.why": "sin contar: {why}",
    "chart.standing": "{season}, entre los percentiles {low} y {high}",
    "chart.phase": "{day} · {label}",
    "chart.legend.imported": "traído",
    "chart.brought_in": "Resultados de un archivo: {count}.",
    "phase.summer": "después del verano",
    "reports.legend.left_out": "aro: sin contar",
    "reports.legend.imported": "cuadro: traído de otro lugar",
    "reports.legend.benchmark": "rombo: evaluación de la temporada",
    "reports.legend.aim": "de rayas: línea de la meta",
    "reports.legend.trend": "gruesa: tendencia, con su rango probable",
    "reports.legend.trend_before": "delgada: tendencia de una fase anterior",
    "reports.legend.norm": "de puntos: la mitad del grado en cada temporada",
    # What is said of the scores
    "verdict.little_given": "{name}; se dio el {share}",
    "verdict.range": "{low} a {high}",
    "verdict.short.stale": "Primero dar una prueba: la última, {day}",
    "verdict.short.early": "Es pronto: {count} de {of} días con prueba",
    "verdict.short.span": "Es pronto: {weeks} de {of} semanas",
    "verdict.short.collecting": "Reuniendo: {count} de {of} días con prueba",
    "verdict.short.twice": "{name}, dos veces",
    "verdict.short.review": "{reason} · día de revisión",
    "verdict.short.provisional": "{name}, provisional",
    "verdict.sentence.judged": (
        "Probablemente {range} {counted} por semana desde el {day}; la meta pide {goal}."
    ),
    "verdict.sentence.goal": (
        "Los últimos tres, {values}, tienen una mediana de {lately}. La meta es {goal}."
    ),
    "verdict.sentence.never": "Todavía no cuenta ningún resultado.",
    "verdict.sentence.stale": (
        "El último resultado es del {day}: es muy antiguo para juzgar con él."
    ),
    "verdict.sentence.early": "{count} de los {of} días con prueba que hacen falta para juzgar.",
    "verdict.sentence.span": (
        "Los días con prueba abarcan {weeks} de las {of} semanas que hacen falta para juzgar."
    ),
    "verdict.sentence.collecting.one": (
        "1 día con prueba hasta ahora; para una línea hacen falta {of}."
    ),
    "verdict.sentence.collecting.many": (
        "{count} días con prueba hasta ahora; para una línea hacen falta {of}."
    ),
    "verdict.sentence.no_goal": ("Sin una meta no hay línea con la cual comparar los resultados."),
    "verdict.todo.ended": "El seguimiento terminó el {day}.",
    "verdict.todo.stale": "Dar una prueba; luego volver a mirar.",
    "verdict.todo.no_goal": "Poner una meta a partir de tres resultados medidos.",
    "verdict.todo.day_met": "Poner la meta que sigue, o terminar el plan.",
    "verdict.todo.day_not_met": "Poner una meta nueva y decidir qué cambiar.",
    "verdict.todo.collecting": "Seguir dando las pruebas a su tiempo.",
    "verdict.todo.early": "Seguir así, y dar las pruebas a su tiempo.",
    "verdict.todo.below": "Decidir qué cambiar cuando haya sido así en dos días con prueba.",
    "verdict.todo.decide": "Decidir qué cambiar.",
    "verdict.todo.catching_up": ("Todavía bajo la línea de la meta, pero acercándose: seguir así."),
    "verdict.todo.slowing": (
        "Por ahora en la línea de la meta, pero la tendencia es más lenta que ella: observar."
    ),
    "verdict.todo.on_track": "Seguir así.",
    "verdict.todo.at_line": (
        "Seguir dando pruebas: los resultados todavía podrían estar sin cambio."
    ),
    "verdict.todo.below_line": "Seguir dando pruebas, y revisar cómo se dan las sesiones.",
    "verdict.todo.cannot_tell": "Seguir dando pruebas: tres en un día lo dicen antes.",
    "verdict.todo.practising": (
        "Seguir practicando esta destreza; se juzga después de dos a cuatro semanas."
    ),
    "verdict.todo.not_mastered": "Decidir qué cambiar para esta destreza.",
    "verdict.todo.raise": "Subir la meta.",
    "verdict.todo.fade": "Subir la meta, o dar menos apoyo poco a poco.",
    "verdict.todo.accurate_first": "Primero la precisión; luego subir la meta.",
    "verdict.todo.deliver": (
        "Primero volver a dar las sesiones: se dio el {share} de los minutos planeados, {why}. "
        "Esto no retrasa ninguna evaluación que alguien pida."
    ),
    "verdict.given": "{given} de {planned} sesiones dadas",
    "verdict.steps": "{share} de los pasos hechos",
    "verdict.agreed": "{twice} de {probes} pruebas calificadas dos veces, {share} de acuerdo",
    "verdict.given.unknown": "sesiones sin anotar",
    "verdict.given.absent": "sobre todo por ausencias",
    "verdict.given.not_offered": "sobre todo porque no hubo sesiones",
    "verdict.given.both": "algunas no se dieron, a otras se faltó",
    "verdict.trend": "tendencia {slope} por semana",
    "verdict.lately": "últimos tres {values}, línea de la meta {line}",
    "verdict.accuracy": "precisión {percent}",
    "verdict.rule.median_of_three": "Regla: la mediana de los últimos tres contra la meta.",
    "verdict.rule.trend_and_median_of_three": (
        "Regla: el rango del 95 % de la tendencia contra el paso de la meta, y la mediana de los "
        "últimos tres contra la línea de la meta."
    ),
    "verdict.rule.criterion": "Regla: la mediana de los últimos tres contra el criterio.",
    "verdict.flag.provisional": "Provisional: se puede confiar desde {of} días con prueba.",
    "verdict.flag.accuracy": (
        "Primero la precisión: por debajo del {cut}, trabajar la precisión antes que la velocidad."
    ),
    "verdict.flag.unusual": (
        "Un resultado se sale de lo común, el del {day}; sin él, la tendencia es de {slope} por "
        "semana: mirar esa prueba."
    ),
    "verdict.flag.dose": "Solo se dio el {share} de los minutos planeados, {why}.",
    "verdict.flag.screening": (
        "La línea base es de una evaluación de la temporada y puede quedar baja."
    ),
    "because.below_twice": (
        "Bajo la línea de la meta en dos días con prueba, y la tendencia es más lenta que ella."
    ),
    "because.run_below": "La regla de puntos seguidos de su distrito dice que está bajo la línea.",
    "because.above_twice": "Sobre el paso de la meta en dos días con prueba.",
    "because.review": (
        "El día de revisión fue el {day}: mirar el plan, digan lo que digan los resultados."
    ),
    "more.theil_sen": (
        "Tendencia por la mediana de todos los pares (Theil-Sen): {slope} por semana."
    ),
    "more.shrunken": (
        "Acercada a lo que suelen avanzar estos estudiantes ({mean} por semana, {source}): "
        "{slope} por semana."
    ),
    "more.prior.caseload": "sus propios estudiantes",
    "more.prior.published": "crecimiento publicado de estudiantes con seguimiento",
    "more.forecast": "A ese paso: cerca de {score} el {day}.",
    "more.see": "Cada resultado queda a unos {see} {counted} de la tendencia.",
    "more.one_score": (
        "Una sola lectura no es más exacta: la última, {score}, equivale a unas {low} a {high}."
    ),
    "more.gap": "Faltan {gap} {counted} para la meta: {weekly} por semana desde ahora.",
    "more.run.below": (
        "{run} puntos seguidos quedan abajo. Con {points} puntos eso le pasa al {chance} de los "
        "estudiantes que van al paso."
    ),
    "more.run.above": (
        "{run} puntos seguidos quedan arriba. Con {points} puntos eso le pasa al {chance} de los "
        "estudiantes que van al paso."
    ),
    "more.run.nothing": (
        "No hay {run} puntos seguidos. Con {points} puntos eso le pasa al {chance} de los "
        "estudiantes que van al paso."
    ),
    "caseload.below": "{group}: {below} de {judged} están bajo la línea.",
    "caseload.below.todo": (
        "Revisar cómo se lleva el grupo antes de cambiar el plan de cada estudiante."
    ),
    "caseload.nobody": "Todavía no se sigue a nadie.",
    # The goal
    "goal.line": "De {baseline} a {goal} {unit} para el {day}",
    "goal.asks": "Pide {slope} por semana",
    "goal.level": "Un nivel que hay que alcanzar y mantener",
    "goal.missing.one": "Para la línea base hace falta 1 resultado más.",
    "goal.missing.many": "Para la línea base hacen falta {count} resultados más.",
    "goal.baseline": "{value}: la mediana de {values} · {day}",
    "goal.baseline.alone": "{value} · {day}",
    "goal.baseline.since": "{value} al ponerse la meta · {day}; ahora {now}: {values}",
    "goal.baseline.screening": (
        "{value}: la mediana de la evaluación de la temporada {values} · {day}. Puede quedar baja."
    ),
    "goal.kind.norm": "un nivel publicado",
    "goal.kind.growth": "crecimiento publicado",
    "goal.kind.own_growth": "una vez y media el crecimiento propio del estudiante",
    "goal.kind.typed": "puesta por el equipo",
    "goal.kind.mastery": "el criterio de la escuela",
    "goal.every": "una prueba {every}",
    "every.3": "Dos veces por semana",
    "every.5": "Cada semana",
    "every.10": "Cada dos semanas",
    "every.20": "Cada cuatro semanas",
    "every.other": "Cada {count} días de clase",
    "source.hasbrouck-tindal-2017": "Hasbrouck y Tindal 2017",
    "source.hasbrouck-tindal-2006": "Hasbrouck y Tindal 2006",
    "source.fuchs-1993": "Fuchs y otros 1993",
    "source.ncii-13405": "estudiantes con seguimiento de una muestra publicada",
    "source.burns-2006": "Burns y otros 2006",
    "source.own-growth": "una vez y media el crecimiento propio del estudiante",
    "source.local": "la norma propia de la escuela",
    "reports.set_by": "puesta por {who}",
    "reports.baseline": "Línea base {measured}",
    # The record
    "phase.title": "Cambios y decisiones",
    "phase.why": "Porque: {why}",
    "phase.no_change": "sin cambio",
    "next.answered": "Decidido el {day}: sin cambio, porque {why}",
    "reports.none_kept": "No se cambió nada.",
    "reports.decided_by": "decidido por {who}",
    "reports.members.one": "1 estudiante",
    "reports.members.many": "{count} estudiantes",
    "reports.days.one": "1 día por semana",
    "reports.days.many": "{count} días por semana",
    "reports.minutes": "{count} minutos",
    "reports.review": "Se vuelve a mirar el {day}, digan lo que digan los resultados.",
    "reports.team.what": (
        "Información de evaluaciones cortas y de seguimiento. Por sí sola no decide nada."
    ),
    "reports.team.about": "En grado {grade}. Se mide con: {series}",
    "reports.team.accuracy": "Precisión en los mismos días, en porcentaje",
    "reports.team.accuracy.said": "Precisión en porcentaje: {values}",
    "reports.team.given": "Lo que se dio",
    "reports.team.given.unknown": "Se anotaron muy pocas sesiones para decir qué se dio.",
    "reports.team.minutes": "Se dieron {given} de {planned} minutos planeados ({share}).",
    "reports.team.sessions": "Se dieron {given} de {planned} sesiones planeadas.",
    "reports.team.missed": (
        "Minutos perdidos: {absent} por ausencia, {not_offered} que no se ofrecieron."
    ),
    "reports.team.steps": "Se siguieron {done} de {seen} pasos del protocolo ({share}).",
    "reports.team.steps.unknown": "Los pasos del protocolo no se anotaron.",
    "reports.team.errors": "Errores",
    "reports.team.agreement": "Acuerdo entre dos calificadores",
    "reports.team.next": "Paso siguiente",
    "reports.team.there": "Quiénes estuvieron",
    "reports.agreement": (
        "{count} de {probes} pruebas calificadas dos veces; de acuerdo en el {percent} de lo leído."
    ),
    "reports.agreement.nothing": "Ninguna prueba dada aquí se pudo calificar dos veces.",
    "reports.agreement.none.one": "La única prueba no la calificó otra persona.",
    "reports.agreement.none.many": "Ninguna de {count} pruebas la calificó otra persona.",
    "reports.errors.unknown": "No hay ninguna prueba con errores marcados.",
    "reports.errors.none.one": "Nada se repitió tres veces en la última prueba.",
    "reports.errors.none.many": "Nada se repitió tres veces en las últimas {count} pruebas.",
    "reports.errors.of.one": "De la última prueba.",
    "reports.errors.of.many": (
        "De las últimas {count} pruebas; se nombra lo que pasó tres veces o más."
    ),
    "reports.errors.same_item": "“{detail}”, una y otra vez",
    "reports.errors.long_words": "palabras largas",
    "reports.errors.look_alikes": "letras que se parecen",
    "reports.errors.vowels": "vocales",
    "reports.errors.zeros": "problemas con un cero",
    "reports.errors.sign": "problemas con {detail}",
    "reports.errors.line": "{name}: {count} errores: {items}",
    "reports.errors.line.of": "{name}: {count} errores en {of}: {items}",
    "reports.column.rules": "Reglas",
    "reports.column.notes": "Notas",
    "kind.error": "un error",
    "kind.substitution": "sustitución",
    "kind.substitution.other": "sustitución",
    "kind.mispronunciation": "mala pronunciación",
    "kind.omission": "omisión",
    "kind.reversal": "inversión",
    "kind.supplied": "palabra dicha por quien evalúa",
    "kind.self_correction": "autocorrección",
    "kind.none": "no es error",
    "student.none": "Aquí todavía no se hizo ninguna prueba. La primera aparece al guardarse.",
    "student.no_rate": "Sin resultado",
    "student.not_counted": "sin contar",
    "student.set_part": "texto {place} de {of}",
    "student.left_out_later": "se dejó de contar después",
    "student.to_check": "por revisar, todavía no cuenta",
    "student.prorated": "terminó antes",
    "student.discontinued": "detenida por la regla",
    "student.interrupted": "interrumpida",
    "student.slept": "el aparato se durmió",
    "result.skipped.one": "1 línea saltada",
    "result.skipped.many": "{count} líneas saltadas",
    # The list of a meeting
    "reports.meeting.title": "{whose}: lista para la reunión",
    "reports.meeting.what": (
        "Por necesidad, lo más urgente primero. Escriba lo que se decida; luego guárdelo en la "
        "página de cada estudiante, en “What next?”."
    ),
    "reports.meeting.there": "Quiénes estuvieron, y cuándo nos reunimos otra vez:",
    "reports.meeting.likely": "probablemente {range} {counted} por semana",
    "reports.meeting.goal": "meta {goal} para el {day}, {slope} por semana",
    "reports.meeting.lately": "mediana de los últimos tres {lately}",
    "reports.column.number": "N.º",
    "reports.column.numbers": "Lo que permiten los números",
    "reports.column.decided": "Decidido: qué, por qué, quién, desde cuándo",
}
