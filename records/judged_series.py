"""What judges a series: its points in phases, the goal in force, and what is known around them.

A student's page and the caseload both begin here, so that they say the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from probes.progress.accuracy import accuracy_rule
from probes.progress.dose import Dose
from probes.progress.goal import Goal
from probes.progress.menu import CHOICES, RecordShows
from probes.progress.norms import Norms, season_of
from probes.progress.phases import (
    MASTERY_SCHOOL_WEEKS,
    REVIEW_SCHOOL_WEEKS,
    Break,
    PhasePoints,
    PlanPhase,
    review_day,
    split,
)
from probes.progress.run_rules import Run
from probes.progress.series import Occasion, SchoolDays, ScoredProbe, occasions, weekdays
from probes.progress.trend import Prior
from probes.progress.verdict import Judgement, Setting, judge
from records.delivery import Delivery
from records.plan_goals import KeptGoal
from records.plan_phases import KeptPhase
from records.plans import Plan, SeriesKey


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesScores:
    """A student's scores in one series, in any order, and what was said of those left out."""

    probes: tuple[ScoredProbe, ...] = ()
    brought_in: frozenset[str] = frozenset()
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPlans:
    """A student's plans of one series, the latest begun last, their goals and decisions."""

    plans: tuple[Plan, ...] = ()
    goals: tuple[KeptGoal, ...] = ()
    decisions: tuple[KeptPhase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """What is known of the school: norms, days of school, days without; None where unknown.

    ``years_end`` returns the last day of the school year that a day lies in. ``run`` is the
    district's rule of points in a row, None for none. ``choices`` is the school's menu of what
    next.
    """

    norms: Norms | None = None
    run: Run | None = None
    choices: tuple[str, ...] = CHOICES
    school_days: SchoolDays = weekdays
    breaks: tuple[Break, ...] = ()
    years_end: Callable[[date], date | None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCloser:
    """What takes replays of probes, or everybody's scores, to know: where one student is looked at.

    ``prior`` is the caseload's own, None while it can't be had.
    """

    error_pattern: bool = False
    odd_form: bool = False
    prior: Prior | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSeries:
    """A series as of a day: ``probes`` up to then, and the last of its ``parts`` judged.

    ``current`` are the plans that go on, or the one that ended last; the last of them is ``plan``.
    ``goals`` are theirs, the last one in force as ``goal``; ``decisions`` are of all plans.
    ``answered`` is the decision to change nothing that was made since the last point, if any.
    ``delivery`` is what was given since the last part, or the plan, began; None while unknown.
    """

    probes: tuple[ScoredProbe, ...]
    current: tuple[Plan, ...]
    goals: tuple[KeptGoal, ...]
    goal: Goal | None
    decisions: tuple[KeptPhase, ...]
    points: tuple[Occasion, ...]
    parts: tuple[PhasePoints, ...]
    answered: KeptPhase | None
    delivery: Delivery | None
    judgement: Judgement

    @property
    def plan(self) -> Plan | None:
        """The plan that goes on, the latest begun of several, or the one that ended last."""
        return self.current[-1] if self.current else None


Delivered = Callable[[date, date], Delivery | None]
"""What a student was given from a day to a day; None while nothing is known."""


def _nothing_known(_first: date, _last: date) -> None:
    return None


def judged(
    grade: str,
    series: SeriesKey,
    day: date,
    *,
    scores: SeriesScores,
    plans: SeriesPlans,
    school: School,
    delivered: Delivered = _nothing_known,
    group_below: bool = False,
    closer: SeenCloser | None = None,
) -> JudgedSeries:
    """Return a series as of a day; what is later makes no difference.

    Args:
        grade: the student's; norms are for a series on this level alone.
        delivered: what was given from a day to a day, None while nothing is known.
        group_below: most of the student's group is below on this series.
        closer: None where nobody looked so closely: then it is unknown, and decides nothing.
    """
    probes = tuple(probe for probe in scores.probes if probe.day <= day)
    going = [plan for plan in plans.plans if plan.goes_on(day)]
    ended = sorted(plans.plans, key=lambda p: (p.ended or date.max, p.since, p.when, p.id))
    current = going or ended[-1:]
    plan = current[-1] if current else None
    ids = {one.id for one in current}
    goals = tuple(goal for goal in plans.goals if goal.plan in ids)
    goal = goals[-1].line() if goals else None
    first_ids = frozenset(goals[0].probes) if goals else frozenset()
    points = occasions(probes, baseline=first_ids)
    every = {one.id for one in plans.plans}
    decisions = tuple(one for one in plans.decisions if one.plan in every)
    beginnings = _beginnings(plans.plans, current, decisions, probes, first_ids, day)
    pauses = [one for one in school.breaks if one.last <= day]
    parts = split(points, beginnings, pauses) if points or beginnings else ()
    last = parts[-1] if parts else None
    judged_on = day if going or plan is None else min(day, plan.ended or day)
    delivery = None
    if plan is not None and last is not None:
        delivery = delivered(max(last.phase.start, plan.since), judged_on)
    setting = _setting(
        series,
        grade,
        day,
        plan=plan,
        phase=last.phase if last else None,
        decided=max((one.day for one in decisions if one.day <= day), default=None),
        mastery=goal is not None and goal.kind == "mastery",
        screening=_is_screening(goals[-1] if goals else None, probes),
        school=school,
        closer=closer or SeenCloser(),
        dose=delivery.dose if delivery else None,
        group_below=group_below,
    )
    return JudgedSeries(
        probes=probes,
        current=tuple(current),
        goals=goals,
        goal=goal,
        decisions=decisions,
        points=points,
        parts=parts,
        answered=_answered(decisions, points, day),
        delivery=delivery,
        judgement=judge(last.points if last else (), goal, judged_on, setting),
    )


def _answered(
    decisions: Iterable[KeptPhase], points: Sequence[Occasion], day: date
) -> KeptPhase | None:
    last = points[-1].day if points else None
    found = [
        one
        for one in decisions
        if not one.breaks and one.day <= day and (last is None or one.day >= last)
    ]
    return found[-1] if found else None


def _beginnings(
    plans: Iterable[Plan],
    current: Sequence[Plan],
    decisions: Iterable[KeptPhase],
    probes: Iterable[ScoredProbe],
    first_ids: Collection[str],
    day: date,
) -> list[PlanPhase]:
    """Return what begins a phase: each plan, with its baseline, and each decision of a change."""
    found = [PlanPhase(start=plan.since) for plan in plans if plan not in current]
    if current:
        measured = [p.day for p in probes if p.id in first_ids and p.use == "monitoring"]
        found.append(PlanPhase(start=min([*(plan.since for plan in current), *measured])))
    found += [PlanPhase(start=one.day, id=one.id) for one in decisions if one.breaks]
    return [one for one in found if one.start <= day]


def _is_screening(goal: KeptGoal | None, probes: Iterable[ScoredProbe]) -> bool:
    used = {p.use for p in probes if goal is not None and p.id in goal.probes}
    return used == {"benchmark"}


def _setting(
    series: SeriesKey,
    grade: str,
    day: date,
    *,
    plan: Plan | None,
    phase: PlanPhase | None,
    decided: date | None,
    mastery: bool,
    screening: bool,
    school: School,
    closer: SeenCloser,
    dose: Dose | None,
    group_below: bool,
) -> Setting:
    norms, on_grade = school.norms, bool(grade) and series.level == grade
    target = norms.target(series.measure, grade, season_of(day)) if norms and on_grade else None
    rates = norms.rates(series.measure, grade) if norms and on_grade else ()
    review = None
    if plan is not None and phase is not None and plan.goes_on(day):
        since = max(phase.start, plan.since, decided or phase.start)
        weeks = MASTERY_SCHOOL_WEEKS if mastery else REVIEW_SCHOOL_WEEKS
        review = review_day(since, weeks=weeks, school_days=school.school_days)
    return Setting(
        measure=series.measure,
        started=phase.start if phase and plan else None,
        review=review,
        interval=plan.every if plan else Setting().interval,
        school_days=school.school_days,
        accuracy=accuracy_rule(series.measure, series.level),
        prior=closer.prior or (norms.prior(series.measure, series.level) if norms else None),
        benchmark=target.value if target else None,
        peers=next((rate.weekly for rate in rates if rate.pace == "typical"), None),
        run=school.run,
        choices=school.choices,
        screening_baseline=screening,
        shows=RecordShows(
            dose=dose,
            group_below=group_below,
            error_pattern=closer.error_pattern,
            odd_form=closer.odd_form,
        ),
    )
