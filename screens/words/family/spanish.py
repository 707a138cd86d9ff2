"""What a family reads, in Spanish: as the English; the child has no gender in it."""

SENTENCES = {
    "family.lang": "es",
    "family.language": "Español",
    "family.title.reading": "Cómo va {name} en lectura",
    "family.title.math": "Cómo va {name} en matemáticas",
    "family.date": "{day} de {month} de {year}",
    "family.month.1": "enero",
    "family.month.2": "febrero",
    "family.month.3": "marzo",
    "family.month.4": "abril",
    "family.month.5": "mayo",
    "family.month.6": "junio",
    "family.month.7": "julio",
    "family.month.8": "agosto",
    "family.month.9": "septiembre",
    "family.month.10": "octubre",
    "family.month.11": "noviembre",
    "family.month.12": "diciembre",
    "family.short.1": "ene",
    "family.short.2": "feb",
    "family.short.3": "mar",
    "family.short.4": "abr",
    "family.short.5": "may",
    "family.short.6": "jun",
    "family.short.7": "jul",
    "family.short.8": "ago",
    "family.short.9": "sep",
    "family.short.10": "oct",
    "family.short.11": "nov",
    "family.short.12": "dic",
    "family.day": "{day} {month}",
    "family.how.orf": (
        "{name} lee un cuento en voz alta. Contamos las palabras que lee bien en un minuto."
    ),
    "family.how.wrf": ("{name} lee una lista de palabras. Contamos las que lee bien en un minuto."),
    "family.how.lnf": "{name} dice el nombre de las letras. Contamos las correctas en un minuto.",
    "family.how.lsf": "{name} dice el sonido de las letras. Contamos los correctos en un minuto.",
    "family.how.nwf": (
        "{name} lee palabras inventadas. Contamos los sonidos correctos en un minuto."
    ),
    "family.how.psf": (
        "Decimos una palabra y {name} dice cada sonido. Contamos los correctos en un minuto."
    ),
    "family.how.oc": "{name} cuenta en voz alta. Contamos los números correctos en un minuto.",
    "family.how.ni": "{name} lee números. Contamos los que lee bien en un minuto.",
    "family.how.qd": (
        "{name} dice cuál de dos números es mayor. Contamos las respuestas correctas en un minuto."
    ),
    "family.how.mn": (
        "{name} dice qué número falta. Contamos las respuestas correctas en un minuto."
    ),
    "family.how.facts": ("{name} hace cuentas cortas. Contamos las cifras correctas en un minuto."),
    "family.how.comp": "{name} hace cuentas. Contamos las cifras correctas en un minuto.",
    "family.mode.oral": "Las respuestas se dicen en voz alta.",
    "family.mode.paper": "Las respuestas se escriben en papel.",
    "family.mode.tablet": "Las respuestas se escriben en una tableta.",
    "family.level": "Es del nivel del grado {grade}.",
    "family.skill.add": "Se trata de sumar.",
    "family.skill.sub": "Se trata de restar.",
    "family.skill.add-sub": "Se trata de sumar y restar.",
    "family.skill.mul": "Se trata de multiplicar.",
    "family.skill.div": "Se trata de dividir.",
    "family.skill.mul-div": "Se trata de multiplicar y dividir.",
    "family.skill.facts-mixed": "Se trata de sumar, restar, multiplicar y dividir.",
    "family.unit.word": "palabras",
    "family.unit.letter": "letras",
    "family.unit.sound": "sonidos",
    "family.unit.number": "números",
    "family.unit.pair": "respuestas",
    "family.unit.digit": "cifras",
    "family.scores.none": "Aún no hay puntos. La gráfica empieza con la primera prueba.",
    "family.scores.one": "El {day} tuvo el primer resultado: {value} {unit}.",
    "family.scores.first": "El primer resultado fue de {value} {unit}, el {day}.",
    "family.scores.last": "El último fue de {value}, el {day}.",
    "family.scores.lately": "En estos días está cerca de {value}.",
    "family.typical": (
        "En esta época, la mitad de los niños del grado {grade} lee de {low} a {high} palabras."
    ),
    "family.news.no_score": "Si tiene preguntas, hable con nosotros.",
    "family.news.no_goal": "Aún no tenemos una meta.",
    "family.news.too_soon": "Es pronto para decir más. Primero hacen falta más resultados.",
    "family.news.old": "El último resultado no es nuevo. Ya toca hacer otra prueba.",
    "family.news.on_track": "{name} está creciendo y va bien hacia la meta.",
    "family.news.ahead": "{name} está creciendo más de lo que pide la meta. ¡Muy buen trabajo!",
    "family.news.catching_up": (
        "Los resultados aún están bajo la línea de la meta. Están creciendo más que la línea."
    ),
    "family.news.at_line": (
        "Los resultados están en la línea de la meta. Hacen falta más para estar seguros."
    ),
    "family.news.watched": (
        "Por ahora los resultados están en la línea de la meta. La línea sube más, y por eso "
        "miramos con cuidado."
    ),
    "family.news.below": (
        "Los resultados están bajo la línea de la meta. Por eso vemos qué puede ayudar más."
    ),
    "family.news.below_for_now": (
        "Los últimos resultados están bajo la línea de la meta. Hacen falta más para estar seguros."
    ),
    "family.news.reached": "Los últimos resultados están en la meta. ¡Muy buen trabajo!",
    "family.news.day_reached": "Llegó el día de la meta, y los resultados están en la meta.",
    "family.news.day_not_yet": (
        "Llegó el día de la meta. Los resultados aún no están en la meta. Vamos a planear lo que "
        "sigue."
    ),
    "family.news.practising": "{name} sigue con la práctica de esta parte.",
    "family.news.more_time": "Esta parte pide más tiempo. Por eso vemos qué puede ayudar más.",
    "family.goal": "La meta es de {value} {unit} para el {day}.",
    "family.goal.hold": "La meta es llegar a {value} {unit} y seguir así.",
    "family.chart.goal": "meta {value}",
    "family.chart.break": "receso",
    "family.chart.change": "cambio",
    "family.chart.points": "Cada punto es el resultado de un día.",
    "family.chart.line": "La línea de rayas es el camino a la meta.",
    "family.chart.change.line": "Una línea de arriba abajo es un día en que hubo un cambio.",
    "family.chart.said": "Gráfica de los resultados del {first} al {last}.",
    "family.chart.point": "{day}: {value}",
    "family.school": "Lo que hacemos en la escuela",
    "family.school.group": "{name} trabaja en un grupo chico, {days} días por semana.",
    "family.school.group.one": "{name} trabaja en un grupo chico, un día por semana.",
    "family.school.group.minutes": (
        "{name} trabaja en un grupo chico, {days} días por semana, {minutes} minutos cada vez."
    ),
    "family.school.group.one.minutes": (
        "{name} trabaja en un grupo chico, un día por semana, {minutes} minutos cada vez."
    ),
    "family.school.given": "Planeamos {planned} clases, y {name} estuvo en {given}.",
    "family.school.change": "Desde el {day} esto es nuevo: {what}.",
    "family.school.plan": "Medimos una y otra vez para ver qué ayuda.",
    "family.change.restore_delivery": "se dan todas las clases del plan",
    "family.change.check_delivery": "vemos cómo van las clases",
    "family.change.accuracy_first": "primero hacerlo bien, luego más rápido",
    "family.change.other_protocol": "lo enseñamos de otra manera",
    "family.change.check_the_form": "usamos otras hojas para medir",
    "family.change.move_the_level": "trabajamos en otro nivel",
    "family.change.more_minutes": "hay más tiempo de práctica",
    "family.change.smaller_group": "el grupo es más chico",
    "family.home": "Lo que ayuda en casa",
    "family.idea.read_twice": (
        "Escuche a {name} leer la misma hoja corta dos veces. Hágalo tres días por semana. Si una "
        "palabra cuesta, dígala a los tres segundos. Gocen el cuento."
    ),
    "family.idea.read_right": (
        "Elija libros fáciles. Si una palabra sale mal, diga cómo es. Luego {name} lee la línea "
        "otra vez."
    ),
    "family.idea.read_to": (
        "Lea en voz alta para {name} diez minutos al día. Puede ser en su idioma. Hablen del "
        "cuento."
    ),
    "family.idea.word_cards": (
        "Escriba diez palabras en tarjetas. Léanlas cada día. Quite las fáciles y ponga nuevas."
    ),
    "family.idea.letters": "Busquen letras en la calle y en las cajas. Digan su nombre por turnos.",
    "family.idea.sounds": (
        "Señale una letra y diga su sonido. Luego le toca a {name}. Bastan cinco minutos."
    ),
    "family.idea.hear_sounds": (
        "Diga una palabra corta, como “sol”. Diga cada sonido: s, o, l. Luego {name} dice otra."
    ),
    "family.idea.count": "Cuenten cosas: pasos, platos, carros. Lean los números que ven.",
    "family.idea.compare": "Diga dos números. ¿Cuál es mayor? ¿Qué número sigue?",
    "family.idea.facts": "Hagan diez cuentas al día. Si una tarda, diga cuánto es y sigan.",
    "family.idea.facts_right": (
        "Hagan las cuentas con calma. Usen frijoles para contar. Vean si cada una está bien."
    ),
    "family.idea.explain": "Miren una hoja de cuentas de la escuela. {name} le dice cada paso.",
    "family.idea.be_there": (
        "Cada día en la escuela ayuda. Si algo hace difícil venir, por favor díganos."
    ),
    "family.ask": "¿Preguntas?",
    "family.ask.school": "Hable con la escuela. Nos da gusto hablar con usted.",
    "family.rights": (
        "Usted puede ver todo lo que guardamos de su niño o niña. Puede pedir que se corrija lo "
        "que esté mal."
    ),
    "family.foot": (
        "Registro escolar confidencial. Las pruebas cortas ayudan a planear las clases. No son un "
        "diagnóstico."
    ),
    "family.kind.family": "Hoja para la familia",
    "family.kind.own": "Mi gráfica",
    "family.page": "Hoja {number} de {of}",
    "family.own.title": "La gráfica de {name}",
    "family.own.best": "El mejor resultado hasta hoy: {value} {unit}, el {day}.",
    "family.own.goal": "La meta: {value} {unit}.",
    "family.own.next": "Lo que voy a intentar ahora:",
}
