"""Directions and practice, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Practice:
    """One untimed practice item.

    ``shows`` is what the student sees, empty if the item is only heard. ``right`` and
    ``wrong`` are said after the answer; ``wrong`` gives the right answer and asks once more.
    """

    shows: str
    ask: str
    right: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Directions:
    """What the examiner says; the last word of ``say`` starts the probe."""

    say: str
    practice: tuple[Practice, ...] = ()
