"""What is said to the student before a probe, in our own words, in English and in Spanish.

spoken      directions, and untimed practice with what to say afterwards
english     the texts
spanish     the texts; what is read or said stays English, as the forms are
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from probes.measures.directions.english import ENGLISH
from probes.measures.directions.spanish import SPANISH
from probes.measures.directions.spoken import Directions, Practice

__all__ = ["LANGUAGES", "Directions", "Language", "Practice", "directions"]

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_TEXTS: Mapping[Language, Mapping[str, Directions]] = MappingProxyType(
    {"en": ENGLISH, "es": SPANISH}
)


def directions(measure: str, mode: str, language: Language) -> Directions:
    """Return what is said before a measure that is answered in a mode.

    Raises:
        KeyError: there is no such measure.
    """
    texts = _TEXTS[language]
    return texts.get(f"{measure} {mode}") or texts[measure]
