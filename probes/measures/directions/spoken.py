"""Directions and practice, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Practice:
    """One untimed item before the clock.

    ``shows`` is what the student looks at, nothing where it is only heard. What
    is said after a wrong answer gives the right one and asks again, once.
    """

    shows: str
    ask: str
    right: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Directions:
    """What is said; its last word is the one that begins the probe."""

    say: str
    practice: tuple[Practice, ...] = ()
