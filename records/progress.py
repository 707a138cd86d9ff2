"""From scores, plan, goal and phases to what may be said of them: one function for all who say it.

The screens, the pages and the command line print what ``series_progress`` returns;
``records/monitoring.py`` collects what it needs. Scores come from the index: no probe is replayed.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from probes.progress.baseline import Baseline, BaselineMissing, baseline, screening_baseline
from probes.progress.norms import Norms, season_of
from probes.progress.phases import PhasePoints
from probes.progress.proposals import Proposal, propose
from probes.progress.series import Occasion, SchoolDays, ScoredProbe, occasions
from probes.progress.trend import Fit, trend, weeks_between
from probes.progress.verdict import Judgement
from records.judged_series import (
    Delivered,
    School,
    SeenCloser,
    SeriesPlans,
    SeriesScores,
    judged,
)
from records.plan_goals import KeptGoal
from records.plan_phases import KeptPhase
from records.plans import Plan, SeriesKey
from records.student_progress import (
    Agreed,
    BenchmarkMark,
    GroupBelow,
    LeftOutPoint,
    PhaseProgress,
    ProgressPoint,
    StudentProgress,
)

BASELINE_SPAN = 10  # days of school before a plan in which its baseline may have been given
YEARS_END = (5, 31)  # month and day, where no calendar says when the school year ends
SHORTEST = timedelta(weeks=6)  # from today to the day that a goal is proposed for
SET = 3  # forms of a benchmark


def series_progress(
    student: str,
    grade: str,
    series: SeriesKey,
    day: date,
    *,
    scores: SeriesScores,
    plans: SeriesPlans,
    school: School,
    delivered: Delivered = lambda _first, _last: None,
    group: GroupBelow | None = None,
    agreed: Agreed = lambda _probes: None,
    closer: SeenCloser | None = None,
) -> StudentProgress:
    """Return what may be said of a series as of a day; what is later makes no difference.

    Args:
        grade: the student's; norms are for a series on this level alone.
        delivered: what was given from a day to a day, None while nothing is known.
        group: a group of the student's of which most are below on this series.
        agreed: how two people who scored some probes agree, None where nobody looks.
        closer: what takes replays or everybody's scores to know, None where nobody looked.
    """
    found = judged(
        grade,
        series,
        day,
        scores=scores,
        plans=plans,
        school=school,
        delivered=delivered,
        group_below=group is not None,
        closer=closer,
    )
    probes, plan, judgement = found.probes, found.plan, found.judgement
    measured, recent = _baselines(probes, found.current, school.school_days)
    if found.goals:
        measured = _of_goal(found.goals[-1], probes)
    fresh = plan if plan is not None and plan.goes_on(day) and found.goal is None else None
    start = measured if fresh else recent  # as ``StudentProgress.start``
    about = fresh.since if fresh else day
    screening = screening_baseline(probes, about, school_days=school.school_days)
    proposed_day = _proposed_day(day, school)
    first_day = found.points[0].day if found.points else day
    return StudentProgress(
        student=student,
        grade=grade,
        series=series,
        day=day,
        plan=plan,
        plans=found.current,
        goal=found.goal,
        kept_goal=found.goals[-1] if found.goals else None,
        goals=found.goals,
        decisions=found.decisions,
        points=tuple(
            ProgressPoint(
                occasion=point,
                weeks=weeks_between(first_day, point.day),
                phase=number,
                brought_in=not scores.brought_in.isdisjoint(point.probes),
            )
            for number, part in enumerate(found.parts)
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
        phases=_phases(found.parts, found.decisions, judgement),
        answered=found.answered,
        delivery=found.delivery,
        agreement=agreed(_own(found.parts, scores.brought_in)),
        judgement=judgement,
        group=group,
        breaks=school.breaks,
        brought_in=sum(one in scores.brought_in for point in found.points for one in point.probes),
    )


def _own(parts: Sequence[PhasePoints], brought_in: Collection[str]) -> list[str]:
    """Return the probes of the last phase that were given in Aimline."""
    points = parts[-1].points if parts else ()
    return [one for point in points for one in point.probes if one not in brought_in]


def first_day(start: Baseline | None, today: date, school_days: SchoolDays) -> date:
    """Return the day on which a plan begins that is made today: its baseline's, if that is near.

    From older scores it begins today: nobody was due, and no session was planned, in between.
    """
    near = start is not None and school_days(start.day, today) <= BASELINE_SPAN
    return min(start.day, today) if start is not None and near else today


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


def _of_goal(goal: KeptGoal, probes: Iterable[ScoredProbe]) -> Baseline:
    """Return the baseline that a goal line begins at, with those of its scores that count now."""
    own = [probe for probe in probes if probe.id in goal.probes and probe.counts]
    return Baseline(
        value=goal.baseline,
        day=goal.baseline_day,
        probes=tuple(sorted(own, key=lambda p: (p.day, p.id))),
        wide=False,
        screening={probe.use for probe in own} == {"benchmark"},
    )


def _phases(
    parts: Sequence[PhasePoints],
    decisions: Iterable[KeptPhase],
    judgement: Judgement,
) -> tuple[PhaseProgress, ...]:
    changes = [one for one in decisions if one.breaks]
    return tuple(
        PhaseProgress(
            start=part.phase.start,
            decisions=tuple(
                one for one in changes if part.phase.id and one.day == part.phase.start
            ),
            summer=part.phase.summer,
            trend=judgement.trend if part is parts[-1] else trend(part.points),
        )
        for part in parts
    )


def _benchmarks(
    probes: Sequence[ScoredProbe],
    series: SeriesKey,
    grade: str,
    brought_in: Collection[str],
    norms: Norms | None,
) -> tuple[BenchmarkMark, ...]:
    def standing(mark: Occasion) -> tuple[int, int] | None:
        if norms is None or not grade or series.level != grade or len(mark.probes) < SET:
            return None
        return norms.standing(series.measure, grade, season_of(mark.day), mark.value)

    forms = {probe.id: probe.form for probe in probes}
    return tuple(
        BenchmarkMark(
            occasion=mark,
            season=season_of(mark.day),
            forms=tuple(sorted({forms[one] for one in mark.probes})),
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
