"""How often each rule errs: students whose true growth is known, judged at every look.

Scores are a straight line plus independent normal errors. Random numbers are handed in. What is
said of a simulated student is said by the functions that judge a real one.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from probes.progress.goal import Goal
from probes.progress.look import (
    SAY_BELOW,
    SUGGESTION,
    VERDICT,
    Look,
    Verdict,
    held_above,
    held_below,
    look,
)
from probes.progress.run_rules import Run, run_rule
from probes.progress.series import Occasion

Normal = Callable[[], float]
"""The next of independent standard normal numbers."""

RUNS: tuple[Run, ...] = (3, 4)
_START = date(2026, 9, 7)
_LEVEL = 40.0  # any, as nothing here depends on it
_GOAL_WEEKS = 36  # far enough for no goal to be met


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """So many forms every so many weeks; one point, their median."""

    every_weeks: int
    forms: int


WEEKLY = Schedule(every_weeks=1, forms=1)
THREE_WEEKLY = Schedule(every_weeks=1, forms=3)
THREE_EVERY_THREE = Schedule(every_weeks=3, forms=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Students who grow by ``slope`` a week, of whom ``goal_slope`` is asked.

    ``sd`` is a form's error. The aim line begins at the median of so many ``baseline_forms``, which
    is a point of the phase, too; if there are none, on the true line, and no point is there.
    """

    slope: float
    goal_slope: float
    sd: float
    schedule: Schedule
    baseline_forms: int
    first_week: int = 6
    last_week: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What each rule said of one student by each look; None where it never did.

    ``verdicts`` are by week. The others are the first week in which the house algorithm suggested
    a change or a raise; in which it would have without its guard, the trend, and on "below goal
    pace" alone; in which the least squares slope lay under the goal's from six points on; and the
    number of the point at which a run of three or four below the line had come up, counted from
    the first point.
    """

    verdicts: Mapping[int, Verdict]
    change: int | None
    raised: int | None
    unguarded: int | None
    by_pace: int | None
    trend_alone: int | None
    runs: Mapping[Run, int | None]


def student(scenario: Scenario, normal: Normal) -> tuple[Goal, list[Occasion]]:
    """Return one student's goal and points, up to the scenario's last week."""

    def read(week: float, forms: int) -> float:
        truth = _LEVEL + scenario.slope * week
        return float(median(truth + scenario.sd * normal() for _ in range(forms)))

    def point(week: int, value: float, forms: int, *, baseline: bool = False) -> Occasion:
        ids = tuple(f"{week}.{form}" for form in range(forms))
        day = _START + timedelta(weeks=week)
        return Occasion(day=day, value=value, probes=ids, baseline=baseline)

    points = []
    start = _LEVEL
    if scenario.baseline_forms:
        start = read(0, scenario.baseline_forms)
        points.append(point(0, start, scenario.baseline_forms, baseline=True))
    schedule = scenario.schedule
    weeks = range(schedule.every_weeks, scenario.last_week + 1, schedule.every_weeks)
    points += [point(week, read(week, schedule.forms), schedule.forms) for week in weeks]
    goal = Goal(
        kind="growth",
        baseline=start,
        start=_START,
        target=start + scenario.goal_slope * _GOAL_WEEKS,
        end=_START + timedelta(weeks=_GOAL_WEEKS),
    )
    return goal, points


def looked(scenario: Scenario, normal: Normal) -> Looked:
    """Return what is said of one student at each look of a scenario: at its probe days."""
    goal, points = student(scenario, normal)
    verdicts: dict[int, Verdict] = {}
    first: dict[str, int] = {}
    before: Look | None = None
    for number, point in enumerate(points, start=1):
        week = (point.day - _START).days // 7
        now = look(points[:number], goal)
        if week >= scenario.first_week:
            verdicts[week] = now.verdict
            for name, said in _said(before, now, goal).items():
                if said:
                    first.setdefault(name, week)
        before = now
    return Looked(
        verdicts=verdicts,
        change=first.get("change"),
        raised=first.get("raise"),
        unguarded=first.get("unguarded"),
        by_pace=first.get("pace"),
        trend_alone=first.get("trend"),
        runs={run: first_run(points, goal, run) for run in RUNS},
    )


def _said(before: Look | None, now: Look, goal: Goal) -> dict[str, bool]:
    flat = now.fit is not None and now.counted >= VERDICT and now.fit.slope < goal.slope
    said = {"trend": flat}
    if before is not None and now.counted >= SUGGESTION:
        said["change"] = held_below(before, now)
        said["raise"] = held_above(before, now)
        said["unguarded"] = {before.verdict, now.verdict} <= SAY_BELOW
        said["pace"] = {before.verdict, now.verdict} == {Verdict.BELOW}
    return said


def first_run(points: Sequence[Occasion], goal: Goal, run: Run) -> int | None:
    """Return the number of the point at which a run below the line had come up, None if never."""
    for number in range(run, len(points) + 1):
        if run_rule(points[number - run : number], goal, run).says == "below":
            return number
    return None


def share_by(weeks: Sequence[int | None], last: int) -> float:
    """Return the share of students of whom it was said by a week, or a number of points."""
    return sum(week is not None and week <= last for week in weeks) / len(weeks)


def verdict_shares(students: Sequence[Looked], week: int) -> dict[str, float]:
    """Return how often each verdict was said at a look, most frequent first."""
    said = Counter(str(one.verdicts[week]) for one in students if week in one.verdicts)
    return {verdict: count / len(students) for verdict, count in said.most_common()}
