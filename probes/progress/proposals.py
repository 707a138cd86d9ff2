"""Goals side by side, each with what it asks for a week, and the level to monitor on.

Nothing is chosen for anybody: one is proposed, and a person takes it or another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal

from probes.progress.baseline import Baseline
from probes.progress.goal import HIGHEST, Goal, GoalKind
from probes.progress.norms import OWN_GROWTH, GrowthRate, Pace, Target
from probes.progress.trend import Fit, weeks_between

OWN_GROWTH_TIMES = 1.5
OWN_GROWTH_POINTS = 8
FLOOR = 10  # of the score: under it a probe hardly tells growth from chance
INSTRUCTIONAL = 93.0  # percent correct


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One goal that could be set. ``goal.slope`` is what it asks a week.

    ``pace`` names the published rate it comes from, None for another kind. ``faster`` says that it
    asks for more than the published ambitious rate. One of a list is ``proposed``, or none.
    """

    goal: Goal
    pace: Pace | None = None
    percentile: int | None = None
    faster: bool = False
    proposed: bool = False


def propose(
    start: Baseline,
    end: date,
    *,
    targets: Sequence[Target] = (),
    rates: Sequence[GrowthRate] = (),
    own: Fit | None = None,
) -> tuple[Proposal, ...]:
    """Return the goals that could be set from a baseline to a day, one of them proposed.

    By norm where the student isn't there yet; by each rate of growth, rounded up to a whole score;
    by one and a half times the student's own growth, if that was measured by eight points or more
    and rises. Proposed is the first target that asks for no more than the ambitious rate (nearly
    there); else the ambitious rate (far below); else, where no rate is published, own growth.

    Args:
        own: the least squares line through the student's points before this goal.

    Raises:
        ValueError: the day isn't after the baseline's.
    """
    weeks = weeks_between(start.day, end)
    if weeks <= 0:
        raise ValueError("a goal's day lies after its baseline's")
    ambitious = next((rate.weekly for rate in rates if rate.pace == "ambitious"), None)

    def goal(kind: GoalKind, value: float, source: str) -> Goal:
        return Goal(
            kind=kind,
            baseline=start.value,
            start=start.day,
            target=value,
            end=end,
            source=source,
        )

    found = [
        Proposal(goal=goal("norm", target.value, target.source), percentile=target.percentile)
        for target in targets
        if start.value < target.value <= HIGHEST
    ]
    found += [
        Proposal(goal=goal("growth", value, rate.source), pace=rate.pace)
        for rate in rates
        if rate.pace != "typical"  # which closes no gap
        and start.value < (value := _whole(start.value + rate.weekly * weeks)) <= HIGHEST
    ]
    if own is not None and own.n >= OWN_GROWTH_POINTS:
        value = _whole(start.value + own.slope * OWN_GROWTH_TIMES * weeks)
        # One probe that can't be makes a line so steep that its end is no goal of anybody's.
        if start.value < value <= HIGHEST:
            found.append(Proposal(goal=goal("own growth", value, OWN_GROWTH)))
    return _with_one_proposed(found, ambitious, weeks)


def _with_one_proposed(
    found: Sequence[Proposal], ambitious: float | None, weeks: float
) -> tuple[Proposal, ...]:
    """Mark what is faster than the ambitious rate (up to its rounding), and propose one."""
    slack = 1 / weeks
    within = [
        ambitious is None or one.goal.slope <= ambitious + slack * (one.goal.kind != "norm")
        for one in found
    ]
    order = [
        *(i for i, one in enumerate(found) if one.goal.kind == "norm" and within[i] and ambitious),
        *(i for i, one in enumerate(found) if one.pace == "ambitious"),
        *(i for i, one in enumerate(found) if one.goal.kind == "own growth"),
    ]
    chosen = order[0] if order else None
    return tuple(
        Proposal(
            goal=one.goal,
            pace=one.pace,
            percentile=one.percentile,
            faster=not within[i],
            proposed=i == chosen,
        )
        for i, one in enumerate(found)
    )


def _whole(value: float) -> float:
    return float(ceil(value - 1e-9))


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTried:
    """What a student scored on a level, easiest first in a list; ``accuracy`` is a percentage."""

    level: str
    value: float
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class MonitoringLevel:
    """The level to monitor on, and why; whatever it is, screening stays on grade."""

    level: str
    why: Literal["on grade", "off level", "nothing fits"]


def monitoring_level(tried: Sequence[LevelTried], grade: str) -> MonitoringLevel:
    """Return the highest level, not above the grade's, on which a student reads with success.

    On grade unless the score there is under 10, the probe's floor (house). Off level the highest
    one tried with at least 10, and 93 % where accuracy is known.

    Args:
        tried: from the easiest level to the hardest; levels above the grade's aren't in it.
    """
    at_grade = next((one for one in tried if one.level == grade), None)
    if at_grade is None or at_grade.value >= FLOOR:
        return MonitoringLevel(grade, "on grade")
    for one in reversed(tried):
        accurate = one.accuracy is None or one.accuracy >= INSTRUCTIONAL
        if one.value >= FLOOR and accurate:
            return MonitoringLevel(one.level, "off level")
    return MonitoringLevel(grade, "nothing fits")
