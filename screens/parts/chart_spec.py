"""What a chart of scores shows, in days and scores: the screen draws it, and so can paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

AHEAD = timedelta(weeks=3)
HEADROOM = 1.08  # above the highest of what is drawn
FAR_OUT = 1.5  # times the highest that counts: a slip left out beyond it lies at the sheet's edge


class MarkKind(Enum):
    """What a point stands for; each is drawn differently, and none by colour alone."""

    SCORE = "score"
    LEFT_OUT = "left_out"
    IMPORTED = "imported"
    BENCHMARK = "benchmark"


class LineKind(Enum):
    """What a straight line stands for."""

    AIM = "aim"
    TREND = "trend"
    TREND_BEFORE = "trend_before"  # of a phase that is over
    NORM = "norm"  # the published middle of the grade in a season


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A score on its day; ``said`` is what is said of it besides, "left out: fire drill"."""

    day: date
    score: float
    kind: MarkKind = MarkKind.SCORE
    said: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two days, as for a phase; never across the start of another."""

    kind: LineKind
    first: date
    first_score: float
    last: date
    last_score: float


@dataclass(frozen=True, slots=True)
class Band:
    """Where a trend likely lies: on each day, from its low to its high end."""

    days: tuple[date, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """The day on which something was changed, and what; ``brief`` says the day alone."""

    day: date
    label: str
    brief: str = ""


@dataclass(frozen=True, slots=True)
class SchoolBreak:
    """Days without school, both ends among them."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class GoalMark:
    """The goal on its day, which may lie beyond the sheet: then only ``said`` is written."""

    day: date
    score: float
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """All that a chart shows. ``first`` to ``last`` are its days; scores begin at 0.

    ``unit`` is what is counted, as it is shortened to: "WCPM". ``sentence`` says what can be
    seen, for whoever can't see it.
    """

    first: date
    last: date
    top: float
    unit: str
    sentence: str
    marks: tuple[ChartMark, ...]
    lines: tuple[Line, ...] = ()
    bands: tuple[Band, ...] = ()
    phases: tuple[PhaseLine, ...] = ()
    breaks: tuple[SchoolBreak, ...] = ()
    goal: GoalMark | None = None

    @property
    def latest(self) -> ChartMark | None:
        """The last score that counts."""
        counted = [m for m in self.marks if m.kind in (MarkKind.SCORE, MarkKind.IMPORTED)]
        return max(counted, key=lambda mark: mark.day, default=None)

    @property
    def near(self) -> "ChartSpec":
        """The same up to a little after the latest point: for a sheet too narrow for a school year.

        The aim line is cut off there, and the goal lies beyond.
        """
        days = [mark.day for mark in self.marks]
        if not days:
            return self
        last = max(days) + max(AHEAD, (max(days) - self.first) / 3)
        if last + AHEAD >= self.last:
            return self
        lines = tuple(_upto(line, last) for line in self.lines if line.first < last)
        heights = heights_of(self.marks) + [line.last_score for line in lines]
        return replace(self, last=last, top=max(heights) * HEADROOM, lines=lines)


def heights_of(marks: Sequence[ChartMark]) -> list[float]:
    """Return the scores that decide how high a sheet is: what was left out doesn't flatten it."""
    counted = [mark.score for mark in marks if mark.kind is not MarkKind.LEFT_OUT]
    if not counted:
        return [mark.score for mark in marks]
    return [mark.score for mark in marks if mark.score <= FAR_OUT * max(counted)]


def _upto(line: Line, last: date) -> Line:
    """Return the part of a line up to a day."""
    if line.last <= last:
        return line
    part = (last - line.first).days / (line.last - line.first).days
    score = line.first_score + (line.last_score - line.first_score) * part
    return replace(line, last=last, last_score=score)
