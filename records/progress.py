"""From scores, plan, goal and phases to what may be said of them: one function for all who say it.

The screens, the pages and the command line print what ``series_progress`` returns;
``records/monitoring.py`` collects what it needs. Scores come from the index: no probe is replayed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from probes.progress.accuracy import accuracy_rule
from probes.progress.baseline import Baseline, BaselineMissing, baseline, screening_baseline
from probes.progress.dose import Dose
from probes.progress.menu import RecordShows
from probes.progress.norms import Norms, season_of
from probes.progress.phases import Break, PhasePoints, PlanPhase, review_day, split
from probes.progress.proposals import Proposal, propose
from probes.progress.series import Occasion, SchoolDays, ScoredProbe, occasions, weekdays
from probes.progress.trend import Fit, trend, weeks_between
from probes.progress.verdict import Judgement, Setting, judge
from records.plan_goals import KeptGoal
from records.plan_phases import KeptPhase
from records.plans import Plan, SeriesKey
from records.student_progress import (
    BenchmarkMark,
    LeftOutPoint,
    PhaseProgress,
    ProgressPoint,
    StudentProgress,
)

BASELINE_SPAN = 10  # days of school before a plan in which its baseline may have been given
YEARS_END = (5, 31)  # month and day, where no calendar says when the school year ends
SHORTEST = timedelta(weeks=6)  # from today to the day that a goal is proposed for
SET = 3  # forms of a benchmark


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

    ``years_end`` returns the last day of the school year that a day lies in.
    """

    norms: Norms | None = None
    school_days: SchoolDays = weekdays
    breaks: tuple[Break, ...] = ()
    years_end: Callable[[date], date | None] = lambda _: None


def series_progress(
    student: str,
    grade: str,
    series: SeriesKey,
    day: date,
    *,
    scores: SeriesScores,
    plans: SeriesPlans,
    school: School,
    dose: Dose | None = None,
) -> StudentProgress:
    """Return what may be said of a series as of a day; what is later makes no difference.

    Args:
        grade: the student's; norms are for a series on this level alone.
        dose: how much of the plan was given since its last phase began, None while unknown.
    """
    probes = [probe for probe in scores.probes if probe.day <= day]
    going = [plan for plan in plans.plans if plan.goes_on(day)]
    ended = sorted(plans.plans, key=lambda p: (p.ended or date.max, p.since, p.when, p.id))
    current = going or ended[-1:]
    plan = current[-1] if current else None
    goals = [goal for goal in plans.goals if any(goal.plan == one.id for one in current)]
    kept_goal = goals[-1] if goals else None
    goal = kept_goal.line() if kept_goal else None
    first_ids = frozenset(goals[0].probes) if goals else frozenset()
    points = occasions(probes, baseline=first_ids)
    decisions = [
        one for one in plans.decisions if any(one.plan == other.id for other in plans.plans)
    ]
    beginnings = _beginnings(plans.plans, current, decisions, probes, first_ids, day)
    pauses = [one for one in school.breaks if one.last <= day]
    parts = split(points, beginnings, pauses) if points or beginnings else ()
    measured, recent = _baselines(probes, current, school.school_days)
    screening = screening_baseline(probes, plan.since if plan else day)
    last = parts[-1] if parts else None
    judged_on = day if going or plan is None else min(day, plan.ended or day)
    setting = _setting(
        series,
        grade,
        day,
        plan=plan,
        phase=last.phase if last else None,
        decided=max((one.day for one in decisions if one.day <= day), default=None),
        screening=_is_screening(kept_goal, probes),
        school=school,
        dose=dose,
    )
    judgement = judge(last.points if last else (), goal, judged_on, setting)
    start = recent if goal else measured
    proposed_day = _proposed_day(day, school)
    first_day = points[0].day if points else day
    return StudentProgress(
        student=student,
        grade=grade,
        series=series,
        day=day,
        plan=plan,
        plans=tuple(current),
        goal=goal,
        kept_goal=kept_goal,
        goals=tuple(goals),
        decisions=tuple(decisions),
        points=tuple(
            ProgressPoint(
                occasion=point,
                weeks=weeks_between(first_day, point.day),
                phase=number,
                brought_in=not scores.brought_in.isdisjoint(point.probes),
            )
            for number, part in enumerate(parts)
            for point in part.points
        ),
        left_out=tuple(
            LeftOutPoint(probe=p.id, day=p.day, value=p.value, notes=scores.notes.get(p.id, ()))
            for p in sorted(probes, key=lambda p: (p.day, p.id))
            if p.spoiled
        ),
        benchmarks=_benchmarks(probes, series, grade, scores.brought_in, school.norms),
        baseline=measured,
        recent=recent,
        screening=screening,
        proposals=proposals(
            start if isinstance(start, Baseline) else screening,
            proposed_day,
            series,
            grade,
            school.norms,
            judgement.trend.fit if judgement.trend else None,
        ),
        proposed_day=proposed_day,
        phases=_phases(parts, decisions, judgement, school.school_days),
        judgement=judgement,
        breaks=school.breaks,
        brought_in=sum(one in scores.brought_in for part in points for one in part.probes),
    )


def proposals(
    start: Baseline | None,
    end: date,
    series: SeriesKey,
    grade: str,
    norms: Norms | None,
    own: Fit | None,
) -> tuple[Proposal, ...]:
    """Return the goals that could be set from a baseline to a day; none without a baseline.

    Norms only where the series is on the student's grade; published growth is that of the level.
    """
    if start is None or end <= start.day:
        return ()
    target = (
        norms.target(series.measure, grade, season_of(end))
        if norms and grade and series.level == grade
        else None
    )
    rates = norms.rates(series.measure, series.level) if norms else ()
    return propose(start, end, targets=[target] if target else [], rates=rates, own=own)


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


def _baselines(
    probes: Sequence[ScoredProbe], current: Sequence[Plan], school_days: SchoolDays
) -> tuple[Baseline | BaselineMissing, Baseline | BaselineMissing]:
    """Return the baseline about a plan's first day, and what the latest probes would come to."""
    scored = sorted(
        (p for p in probes if p.use == "monitoring" and p.counts), key=lambda p: (p.day, p.id)
    )
    third = scored[-SET].day if len(scored) >= SET else None
    latest = [p for p in scored if third is None or p.day >= third]
    recent = baseline(latest, school_days=school_days)
    if not current:
        return recent, recent
    since = min(plan.since for plan in current)
    near = [p for p in scored if p.day >= since or school_days(p.day, since) <= BASELINE_SPAN]
    return baseline(near, school_days=school_days), recent


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
    screening: bool,
    school: School,
    dose: Dose | None,
) -> Setting:
    norms, on_grade = school.norms, bool(grade) and series.level == grade
    target = norms.target(series.measure, grade, season_of(day)) if norms and on_grade else None
    rates = norms.rates(series.measure, grade) if norms and on_grade else ()
    review = None
    if plan is not None and phase is not None and plan.goes_on(day):
        since = max(phase.start, plan.since, decided or phase.start)
        review = review_day(since, school_days=school.school_days)
    return Setting(
        measure=series.measure,
        started=phase.start if phase and plan else None,
        review=review,
        interval=plan.every if plan else Setting().interval,
        school_days=school.school_days,
        accuracy=accuracy_rule(series.measure, series.level),
        prior=norms.prior(series.measure, series.level) if norms else None,
        benchmark=target.value if target else None,
        peers=next((rate.weekly for rate in rates if rate.pace == "typical"), None),
        screening_baseline=screening,
        shows=RecordShows(dose=dose),
    )


def _phases(
    parts: Sequence[PhasePoints],
    decisions: Iterable[KeptPhase],
    judgement: Judgement,
    school_days: SchoolDays,
) -> tuple[PhaseProgress, ...]:
    by_id = {one.id: one for one in decisions}
    return tuple(
        PhaseProgress(
            start=part.phase.start,
            decision=by_id.get(part.phase.id),
            summer=part.phase.summer,
            trend=judgement.trend if part is parts[-1] else trend(part.points),
            review=review_day(part.phase.start, school_days=school_days),
        )
        for part in parts
    )


def _benchmarks(
    probes: Iterable[ScoredProbe],
    series: SeriesKey,
    grade: str,
    brought_in: Collection[str],
    norms: Norms | None,
) -> tuple[BenchmarkMark, ...]:
    def standing(mark: Occasion) -> tuple[int, int] | None:
        if norms is None or not grade or series.level != grade or len(mark.probes) < SET:
            return None
        return norms.standing(series.measure, grade, season_of(mark.day), mark.value)

    return tuple(
        BenchmarkMark(
            occasion=mark,
            season=season_of(mark.day),
            brought_in=any(one in brought_in for one in mark.probes),
            percentiles=standing(mark),
        )
        for mark in occasions(probes, use="benchmark")
    )


def _proposed_day(day: date, school: School) -> date:
    """Return the last day of the school year, where that is not too near."""
    known = school.years_end(day)
    if known is not None and known >= day + SHORTEST:
        return known
    found = date(day.year, *YEARS_END)
    return found if found >= day + SHORTEST else date(day.year + 1, *YEARS_END)
