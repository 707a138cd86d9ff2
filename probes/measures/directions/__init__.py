"""What the examiner says to the student before a probe, in Aimline's own words.

spoken      directions and practice items, as values
english     the directions in English
spanish     the directions in Spanish; items stay in English, as on the forms
reminding   what is said while it goes on, in both
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from probes.measures.directions.english import ENGLISH
from probes.measures.directions.reminding import REMINDING, Reminded
from probes.measures.directions.spanish import SPANISH
from probes.measures.directions.spoken import Directions, Practice

__all__ = ["LANGUAGES", "Directions", "Language", "Practice", "directions", "reminder"]

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_TEXTS: Mapping[Language, Mapping[str, Directions]] = MappingProxyType(
    {"en": ENGLISH, "es": SPANISH}
)


def directions(measure: str, mode: str, language: Language) -> Directions:
    """Return the directions of a measure and input mode, in a language.

    Raises:
        KeyError: there is no such measure.
    """
    texts = _TEXTS[language]
    return texts.get(f"{measure} {mode}") or texts[measure]


def reminder(which: Reminded, language: Language) -> str:
    """Return what is said to remind a student, or to help one on, in quotation marks."""
    return REMINDING[language][which]
