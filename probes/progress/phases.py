"""Dated changes of a plan, across which no line is drawn.

A phase begins with a change: of minutes, of the group, of the level. Each is judged by its own
points. The long summer break begins one by itself. docs/decisions.md, "Phases".
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, zip_longest

from probes.progress.series import BY_DAY, Occasion, SchoolDays, weekdays

LONG_BREAK = timedelta(weeks=5)
REVIEW_SCHOOL_WEEKS = 8
MASTERY_SCHOOL_WEEKS = 4  # of a skill with a criterion
A_WEEK = 5  # days of school


@dataclass(frozen=True, slots=True)
class Break:
    """A time without school, from the first day to the last."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPhase:
    """A phase of a plan: from ``start`` to the day before the next one.

    ``id`` is the record's, "" for the phase before the first record and for a summer's.
    """

    start: date
    id: str = ""
    summer: bool = False


@dataclass(frozen=True, slots=True)
class PhasePoints:
    """A phase with its points, oldest first."""

    phase: PlanPhase
    points: tuple[Occasion, ...]


def split(
    points: Iterable[Occasion], phases: Iterable[PlanPhase], breaks: Sequence[Break] = ()
) -> tuple[PhasePoints, ...]:
    """Return each phase with the points that fall into it, oldest first.

    Points before the first phase have one of their own, which begins with them. A summer between
    two points begins a phase, unless one begins in it anyway. Of two that begin on one day the
    one later in ``phases`` holds.
    """
    ordered = sorted(points, key=BY_DAY)
    dated = {phase.start: phase for phase in sorted(phases, key=lambda phase: phase.start)}
    for last, back in summers([point.day for point in ordered], breaks):
        if not any(last < start <= back for start in dated):
            dated[back] = PlanPhase(start=back, summer=True)
    if ordered and (not dated or ordered[0].day < min(dated)):
        dated[ordered[0].day] = PlanPhase(start=ordered[0].day)
    starts = sorted(dated)
    return tuple(
        PhasePoints(
            dated[start],
            tuple(p for p in ordered if start <= p.day and (end is None or p.day < end)),
        )
        for start, end in zip_longest(starts, starts[1:])
    )


def summers(days: Iterable[date], breaks: Sequence[Break] = ()) -> list[tuple[date, date]]:
    """Return the summers between days: the last day before each, and the first day after it.

    With a calendar a summer is a break of five weeks or more, and it ends with the break; without
    one it is five weeks without a probe that hold the 15th of July.
    """
    ordered = sorted(set(days))
    if breaks:
        return [
            (before, min(back, after))
            for pause in breaks
            if pause.last - pause.first + timedelta(days=1) >= LONG_BREAK
            for before, after in pairwise(ordered)
            if before < pause.first and pause.last < after
            for back in (pause.last + timedelta(days=1),)
        ]
    return [
        (before, after)
        for before, after in pairwise(ordered)
        if after - before >= LONG_BREAK and _holds_mid_july(before, after)
    ]


def _holds_mid_july(before: date, after: date) -> bool:
    return any(before < date(year, 7, 15) < after for year in range(before.year, after.year + 1))


def review_day(
    start: date, *, weeks: int = REVIEW_SCHOOL_WEEKS, school_days: SchoolDays = weekdays
) -> date:
    """Return the day by which a phase has had so many weeks of school; the menu opens then.

    At most two years on, if the calendar says that there is no school.
    """
    wanted = weeks * A_WEEK
    days = range(1, 730)
    later = bisect_left(days, wanted, key=lambda n: school_days(start, start + timedelta(n)))
    return start + timedelta(days=later + 1)
