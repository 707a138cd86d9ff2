"""What is said in Spanish. Words, letters, sounds and numbers are answered in English."""

from collections.abc import Mapping
from types import MappingProxyType

from probes.measures.directions.spoken import Directions, Practice

_ON_PAPER = (
    "“Aquí hay una hoja con problemas de matemáticas. Cuando yo diga ‘begin’, {write} las "
    "respuestas. Empieza por el primer problema, sigue por la fila y luego pasa a la siguiente. "
    "Intenta resolver cada uno; si de verdad no lo sabes, {leave} y sigue. Trabaja hasta que yo "
    "diga ‘stop’. ¿Alguna pregunta? {ready} Begin.”"
)
_WRITTEN = _ON_PAPER.format(write="escribe", leave="táchalo con una X", ready="¿Lápices listos?")
_TYPED = _ON_PAPER.format(write="escribe o teclea", leave="déjalo en blanco", ready="¿Todo listo?")

SPANISH: Mapping[str, Directions] = MappingProxyType(
    {
        "orf": Directions(
            "“Aquí hay un texto en inglés. Cuando yo diga ‘begin’, empieza arriba y lee en voz "
            "alta, lo mejor que puedas. Si no sabes una palabra, te la diré y sigues. ¿Alguna "
            "pregunta? Pon el dedo en la primera palabra. Begin.”"
        ),
        "wrf": Directions(
            "“Aquí hay unas palabras en inglés. Cuando yo diga ‘begin’, léelas en voz alta. "
            "Empieza aquí, sigue por la fila y luego pasa a la siguiente. Si una palabra es "
            "demasiado difícil, te ayudaré a seguir. ¿Alguna pregunta? Pon el dedo en la primera "
            "palabra. Begin.”"
        ),
        "lnf": Directions(
            "“Aquí hay unas letras. Dime en inglés el nombre de cada una. Empieza aquí, sigue por "
            "la fila y luego pasa a la siguiente. Si no sabes una letra, te la diré y sigues. Pon "
            "el dedo en la primera letra. ¿Todo listo? Begin.”",
            (
                Practice(
                    "B",
                    "“¿Cómo se llama esta letra en inglés?”",
                    "“Sí, en inglés es ‘bee’ (B).”",
                    "“En inglés esta letra se llama ‘bee’ (B). Ahora tú: ¿cómo se llama?”",
                ),
                Practice(
                    "k",
                    "“¿Y esta?”",
                    "“Sí, en inglés es ‘kay’ (k).”",
                    "“En inglés se llama ‘kay’ (k). Ahora tú: ¿cómo se llama?”",
                ),
            ),
        ),
        "lsf": Directions(
            "“Aquí hay unas letras. Dime qué sonido tiene cada una en inglés, no su nombre. "
            "Empieza aquí, sigue por la fila y luego pasa a la siguiente. Si no sabes un sonido, "
            "te lo diré y sigues. Pon el dedo en la primera letra. ¿Todo listo? Begin.”",
            (
                Practice(
                    "m",
                    "“¿Qué sonido hace esta letra en inglés?”",
                    "“Sí, /m/.”",
                    "“Esta letra suena /m/, como en ‘moon’. Ahora tú: ¿qué sonido?”",
                ),
                Practice(
                    "a",
                    "“¿Qué sonido hace esta letra en inglés?”",
                    "“Sí, /a/, como en ‘apple’.”",
                    "“Esta letra suena /a/, como en ‘apple’. Ahora tú: ¿qué sonido?”",
                ),
            ),
        ),
        "nwf": Directions(
            "“Estas palabras son inventadas: no significan nada. Léelas como en inglés, lo mejor "
            "que puedas. Si puedes leer la palabra entera, hazlo; si no, dime todos los sonidos "
            "que sepas. Empieza aquí, sigue por la fila y luego pasa a la siguiente. Pon el dedo "
            "en la primera palabra. ¿Todo listo? Begin.”",
            (
                Practice(
                    "fep",
                    "“Esta palabra es inventada. Léela, o dime sus sonidos.”",
                    "“Sí: fep.” O, después de los sonidos: “Sí, /f/ /e/ /p/. Todo junto es fep.”",
                    "“Escucha: /f/ /e/ /p/, fep. Ahora tú.”",
                ),
                Practice(
                    "tib",
                    "“¿Y esta?”",
                    "“Sí: tib.”",
                    "“Escucha: /t/ /i/ /b/, tib. Ahora tú.”",
                ),
            ),
        ),
        "psf": Directions(
            "“Voy a decir unas palabras en inglés. Después de cada palabra, dime todos sus "
            "sonidos, uno tras otro. ¿Todo listo? La primera palabra es…”",
            (
                Practice(
                    "",
                    "“Dime todos los sonidos de ‘mat’.”",
                    "“Sí: /m/ /a/ /t/.”",
                    "“Los sonidos de ‘mat’ son /m/ /a/ /t/. Ahora tú: todos los sonidos de ‘mat’.”",
                ),
                Practice(
                    "",
                    "“Dime todos los sonidos de ‘ship’.”",
                    "“Sí: /sh/ /i/ /p/.”",
                    "“Los sonidos de ‘ship’ son /sh/ /i/ /p/. Ahora tú: todos los sonidos de "
                    "‘ship’.”",
                ),
            ),
        ),
        "oc": Directions(
            "“Me gustaría que contaras en voz alta, en inglés. Empieza por el uno y llega hasta "
            "donde puedas, hasta que yo diga ‘stop’. Si no sabes cuál sigue, te ayudaré una vez. "
            "¿Todo listo? Begin.”"
        ),
        "ni": Directions(
            "“Aquí hay unos números. Dime en inglés qué número es cada uno. Empieza aquí, sigue "
            "por la fila y luego pasa a la siguiente. Si no sabes un número, te lo diré y sigues. "
            "Pon el dedo en el primer número. ¿Todo listo? Begin.”",
            (
                Practice(
                    "4",
                    "“¿Qué número es este, en inglés?”",
                    "“Sí, es ‘four’.”",
                    "“Es ‘four’. Ahora tú: ¿qué número es?”",
                ),
                Practice(
                    "9",
                    "“¿Y este?”",
                    "“Sí, ‘nine’.”",
                    "“Es ‘nine’. Ahora tú: ¿qué número es?”",
                ),
            ),
        ),
        "qd": Directions(
            "“Aquí hay pares de números. En cada par, dime en inglés el número que es mayor. "
            "Empieza aquí, sigue por la fila y luego pasa a la siguiente. Si tienes dudas, te "
            "mostraré por dónde seguir. Pon el dedo en el primer par. ¿Todo listo? Begin.”",
            (
                Practice(
                    "3  8",
                    "“¿Qué número es mayor?”",
                    "“Sí, ‘eight’ es mayor que ‘three’.”",
                    "“‘Eight’ es mayor que ‘three’. Ahora tú: ¿qué número es mayor?”",
                ),
                Practice(
                    "10  6",
                    "“Y aquí: ¿cuál es mayor?”",
                    "“Sí, ‘ten’ es mayor que ‘six’.”",
                    "“‘Ten’ es mayor que ‘six’. Ahora tú: ¿qué número es mayor?”",
                ),
            ),
        ),
        "mn": Directions(
            "“En cada una de estas filas falta un número. Dime en inglés el número que va en el "
            "lugar vacío. Empieza aquí, sigue hacia el lado y luego pasa a la fila siguiente. Si "
            "tienes dudas, te mostraré por dónde seguir. Pon el dedo en la primera. ¿Todo listo? "
            "Begin.”",
            (
                Practice(
                    "1  2  _",
                    "“¿Qué número falta?”",
                    "“Sí: ‘one, two, three’.”",
                    "“Falta ‘three’: ‘one, two, three’. Ahora tú: ¿qué número falta?”",
                ),
                Practice(
                    "5  _  7",
                    "“Y aquí: ¿cuál falta?”",
                    "“Sí: ‘five, six, seven’.”",
                    "“Falta ‘six’: ‘five, six, seven’. Ahora tú: ¿qué número falta?”",
                ),
            ),
        ),
        "facts": Directions(_WRITTEN),
        "facts oral": Directions(
            "“Aquí hay una hoja con problemas de matemáticas. Mira cada uno y dime en inglés solo "
            "la respuesta. Empieza por el primer problema, sigue por la fila y luego pasa a la "
            "siguiente. Si no sabes uno, te mostraré por dónde seguir. Pon el dedo en el primer "
            "problema. ¿Todo listo? Begin.”"
        ),
        "facts tablet": Directions(_TYPED),
        "comp": Directions(_WRITTEN),
        "comp tablet": Directions(_TYPED),
    }
)
