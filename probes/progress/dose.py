"""How much of a plan was given. What wasn't recorded is unknown, not little."""

from dataclasses import dataclass
from typing import Literal

ENOUGH = 0.80  # of planned minutes (docs/decisions.md, D37)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """Minutes planned in a phase so far and given, and why the rest wasn't.

    ``not_offered`` are the minutes of sessions that weren't held or were cut, ``absent`` those of
    sessions that were held without the student. Sessions count likewise, for the sentence.
    """

    planned_minutes: float
    given_minutes: float
    not_offered_minutes: float = 0
    absent_minutes: float = 0
    planned_sessions: int = 0
    given_sessions: int = 0

    @property
    def share(self) -> float | None:
        """Given by planned, None while nothing was planned."""
        return self.given_minutes / self.planned_minutes if self.planned_minutes > 0 else None

    @property
    def is_low(self) -> bool:
        """Whether less than four fifths was given: give it first. It delays no decision."""
        return self.share is not None and self.share < ENOUGH

    @property
    def mostly(self) -> Literal["not offered", "absent", ""]:
        """What most of the rest was: "not offered", "absent", or "" if neither."""
        if self.absent_minutes == self.not_offered_minutes:
            return ""
        return "absent" if self.absent_minutes > self.not_offered_minutes else "not offered"
