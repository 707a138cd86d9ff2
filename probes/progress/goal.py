"""A goal and its aim line.

There is one aim line, from the baseline on its day to the goal on its day, and it is straight over
calendar weeks. docs/decisions.md, "Goals".
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from probes.progress.trend import weeks_between

GoalKind = Literal["norm", "growth", "own growth", "typed", "mastery"]
HIGHEST = 1_000  # correct items a minute that are still a goal of somebody's
Wrong = Literal["ends before it starts", "not above the baseline", "no number"]


class BadGoal(ValueError):
    """A goal that no line can be drawn to; ``wrong`` says why."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(f"a goal that {wrong}" if wrong.startswith("ends") else f"goal: {wrong}")
        self.wrong: Wrong = wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A score to reach on a day, from a measured baseline.

    ``kind`` says how it was set: by a norm, by a published rate, by the student's own growth, typed
    (as an IEP's is), or as a criterion of mastery, whose line is level. ``source`` is a key of
    docs/decisions.md, or the school's own words.

    Raises:
        BadGoal: it ends before it starts, isn't above the baseline (but for mastery), or has no
            number.
    """

    kind: GoalKind
    baseline: float
    start: date
    target: float
    end: date
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse what no line can be drawn to."""
        if not (0 <= self.baseline < 10_000 and 0 < self.target < 10_000):
            raise BadGoal("no number")
        if self.end <= self.start:
            raise BadGoal("ends before it starts")
        if self.kind != "mastery" and self.target <= self.baseline:
            raise BadGoal("not above the baseline")

    @property
    def weeks(self) -> float:
        """Calendar weeks from the baseline's day to the goal's."""
        return weeks_between(self.start, self.end)

    @property
    def slope(self) -> float:
        """What the goal asks for a calendar week; 0 for mastery."""
        return 0.0 if self.kind == "mastery" else (self.target - self.baseline) / self.weeks

    def at(self, day: date) -> float:
        """Return the aim line's height on a day: level before its start and after its end."""
        if self.kind == "mastery":
            return self.target
        share = (day - self.start).days / (self.end - self.start).days
        return self.baseline + (self.target - self.baseline) * min(max(share, 0.0), 1.0)
