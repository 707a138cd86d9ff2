"""What is said while a probe goes on: reminders, and what helps a student on.

Like the directions in Spanish, these say that names, sounds and numbers are the English ones.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Reminded = Literal["names", "sounds", "spelled", "apart", "each", "keep going", "go on"]

REMINDING: Mapping[str, Mapping[Reminded, str]] = MappingProxyType(
    {
        "en": {
            "names": "“Remember to tell me the letter’s name, not its sound.”",
            "sounds": "“Remember to tell me the letter’s sound, not its name.”",
            "spelled": "“Remember to tell me the sounds in the word, not its letters.”",
            "apart": "“Remember to tell me all the sounds in the word.”",
            "each": "“Try to name each letter.”",
            "keep going": "“Keep going.”",
            "go on": "“Go on.”",
        },
        "es": {
            "names": "“Recuerda: dime el nombre de la letra en inglés, no su sonido.”",
            "sounds": "“Recuerda: dime el sonido de la letra en inglés, no su nombre.”",
            "spelled": "“Recuerda: dime los sonidos de la palabra, no sus letras.”",
            "apart": "“Recuerda: dime todos los sonidos de la palabra.”",
            "each": "“Intenta decir el nombre de cada letra.”",
            "keep going": "“Sigue, por favor.”",
            "go on": "“Sigue.”",
        },
    }
)
