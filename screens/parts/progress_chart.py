"""What the chart of a student's progress shows: one function, for the screen and for paper."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from probes.progress.goal import Goal
from probes.progress.norms import Norms, season_of
from probes.progress.phases import Break
from probes.progress.trend import Trend
from records.student_progress import PhaseProgress, ProgressPoint, StudentProgress
from screens.parts.chart_spec import (
    HEADROOM,
    Band,
    ChartMark,
    ChartSpec,
    GoalMark,
    Line,
    LineKind,
    MarkKind,
    PhaseLine,
    SchoolBreak,
    heights_of,
)
from screens.parts.score_text import counted, unit_short
from screens.words.catalogue import count_of, say
from screens.words.figures import whole
from screens.words.one_line import one_line
from screens.words.verdict_words import verdict_text

LEAST_DAYS = timedelta(days=27)
DAY = timedelta(days=1)
LONG = timedelta(days=4)  # from which days without school are drawn
LINE_POINTS = 3  # of a phase, from which it has a line,
LINE_SPAN = timedelta(days=14)  # if they span that: the readings of a baseline have no trend
BAND_STEPS = 8
SEASON_STARTS = (3, 8, 12)  # months; see ``probes.progress.norms.season_of``

Span = tuple[date, date]


def progress_chart(
    progress: StudentProgress,
    new: ChartMark | None = None,
    norms: Norms | None = None,
    stands: Mapping[date, str] | None = None,
) -> ChartSpec | None:
    """Return what is drawn of a series; None where there is no score at all.

    Args:
        progress: of the series.
        new: a score that isn't on record yet.
        norms: published levels; they are drawn beside benchmarks on the student's grade alone.
        stands: where a day's benchmark stands by what the school entered, as it is said.
    """
    marks = _marks(progress, stands or {}) + ((new,) if new else ())
    if not marks:
        return None
    goal = progress.goal
    breaks = [one for one in progress.breaks if one.last - one.first >= LONG]
    first = min([mark.day for mark in marks] + ([goal.start] if goal else []))
    last = max([first + LEAST_DAYS, *(mark.day for mark in marks)] + ([goal.end] if goal else []))
    scores = heights_of(marks) + ([goal.target] if goal else [])
    levels = [*_norms(progress, norms, first, last)]
    scores += [line.first_score for line in levels]
    trends = [one for one in progress.phases if one.trend and _has_line(one.trend)]
    return ChartSpec(
        first=first,
        last=last,
        top=HEADROOM * max(scores),
        unit=unit_short(progress.series.measure),
        sentence=chart_sentence(progress, new),
        marks=marks,
        lines=(
            *levels,
            *_aim(progress, breaks),
            *_trends(progress, trends, breaks),
        ),
        bands=tuple(_bands(trends, breaks)),
        phases=tuple(_phase_lines(progress, first)),
        breaks=tuple(SchoolBreak(one.first, one.last) for one in breaks),
        goal=GoalMark(goal.end, goal.target, _goal_said(goal)) if goal else None,
    )


def chart_sentence(progress: StudentProgress, new: ChartMark | None = None) -> str:
    """Return in words what the chart shows, for whoever can't see it."""
    values = [point.occasion.value for point in progress.points]
    values += [new.score] if new else []
    said = []
    if values:
        said.append(
            count_of(
                "chart.label",
                len(values),
                counted=counted(progress.series.measure),
                first=whole(values[0]),
                last=whole(values[-1]),
            )
        )
    if progress.goal is not None:
        day = _day(progress.goal.end)
        said.append(say("chart.label.goal", goal=whole(progress.goal.target), day=day))
    if new is None:
        text = verdict_text(progress)
        said.append(f"{text.name}: {text.sentence}")
    return ". ".join(said)


def baseline_note(progress: StudentProgress, point: ProgressPoint) -> str:
    """Return whether a point is of a baseline: the goal line's, or the plan's first one."""
    kept, first = progress.kept_goal, point.occasion.baseline
    now = kept is None or any(one in kept.probes for one in point.occasion.probes)
    if first:
        return say("chart.baseline" if now else "chart.baseline.first")
    return say("chart.baseline.of") if kept is not None and now else ""


def _marks(progress: StudentProgress, stands: Mapping[date, str]) -> tuple[ChartMark, ...]:
    found = [
        ChartMark(
            point.occasion.day,
            point.occasion.value,
            MarkKind.IMPORTED if point.brought_in else MarkKind.SCORE,
            baseline_note(progress, point),
        )
        for point in progress.points
    ]
    for out in progress.left_out:
        if out.value is not None:
            why = say("chart.left_out.why", why=one_line(out.notes)) if out.notes else ""
            found.append(
                ChartMark(out.day, out.value, MarkKind.LEFT_OUT, why or say("student.not_counted"))
            )
    for one in progress.benchmarks:
        said = say(f"season.{one.season}")
        if one.percentiles is not None:
            low, high = one.percentiles
            said = say("chart.standing", season=said, low=low, high=high)
        said = ", ".join(filter(None, [said, stands.get(one.occasion.day, "")]))
        found.append(ChartMark(one.occasion.day, one.occasion.value, MarkKind.BENCHMARK, said))
    return tuple(sorted(found, key=lambda mark: mark.day))


def _aim(progress: StudentProgress, breaks: Iterable[Break]) -> list[Line]:
    """Return the aim line, from the baseline to the goal, with no line across a break."""
    goal = progress.goal
    if goal is None:
        return []
    spans = _without(breaks, goal.start, goal.end)
    return [Line(LineKind.AIM, a, goal.at(a), b, goal.at(b)) for a, b in spans]


def _norms(
    progress: StudentProgress, norms: Norms | None, first: date, last: date
) -> Iterator[Line]:
    """Yield the middle of the grade in each season, level: seasons are what is published.

    They are for benchmarks on grade, so without one there is none (docs/decisions.md, "Norms").
    """
    on_grade = bool(progress.grade) and progress.series.level == progress.grade
    if norms is None or not on_grade or not progress.benchmarks:
        return
    starts = [
        day
        for year in range(first.year, last.year + 1)
        for month in SEASON_STARTS
        if first < (day := date(year, month, 1)) <= last
    ]
    for begin, end in pairwise([first, *starts, last + DAY]):
        target = norms.target(progress.series.measure, progress.grade, season_of(begin))
        if target is not None:
            yield Line(LineKind.NORM, begin, target.value, end - DAY, target.value)


def _has_line(trend: Trend) -> bool:
    points = trend.points
    return len(points) >= LINE_POINTS and points[-1].day - points[0].day >= LINE_SPAN


def _trends(
    progress: StudentProgress, trends: Iterable[PhaseProgress], breaks: Iterable[Break]
) -> Iterator[Line]:
    """Yield each phase's trend, from its first point to its last."""
    for phase in trends:
        kind = LineKind.TREND if phase is progress.phases[-1] else LineKind.TREND_BEFORE
        for first, last in _spans_of(phase.trend, breaks):
            ends = (phase.trend.at(first), phase.trend.at(last)) if phase.trend else (None, None)
            if ends[0] is not None and ends[1] is not None:
                yield Line(kind, first, ends[0], last, ends[1])


def _bands(trends: Iterable[PhaseProgress], breaks: Iterable[Break]) -> Iterator[Band]:
    """Yield where each phase's trend likely lies."""
    for phase in trends:
        trend = phase.trend
        for first, last in _spans_of(trend, breaks):
            days = [
                first + timedelta(days=(last - first).days * n // BAND_STEPS)
                for n in range(BAND_STEPS + 1)
            ]
            known = []
            for day in dict.fromkeys(days):
                middle, half = (trend.at(day), trend.band(day)) if trend else (None, None)
                if middle is not None and half is not None:
                    known.append((day, middle - half, middle + half))
            if len(known) > 1:
                yield Band(*(tuple(part) for part in zip(*known, strict=True)))


def _spans_of(trend: Trend | None, breaks: Iterable[Break]) -> list[Span]:
    if trend is None or not trend.points:
        return []
    return _without(breaks, trend.points[0].day, trend.points[-1].day)


def _phase_lines(progress: StudentProgress, first: date) -> Iterator[PhaseLine]:
    """Yield the days on which something changed; the first phase began with the first point."""
    for phase in progress.phases:
        if phase.start <= first:
            continue
        labels = [one.label for one in phase.decisions]
        for label in labels or [say("phase.summer")] * phase.summer:
            day = _day(phase.start)
            yield PhaseLine(phase.start, say("chart.phase", day=day, label=label), day)


def _without(breaks: Iterable[Break], first: date, last: date) -> list[Span]:
    """Return the parts of a time that lie in no break."""
    found, start = [], first
    for one in sorted(breaks, key=lambda one: one.first):
        found.append((start, min(last, one.first - DAY)))
        start = max(start, one.last + DAY)
    return [(a, b) for a, b in [*found, (start, last)] if a < b]


def _goal_said(goal: Goal) -> str:
    return say("chart.goal.day", score=whole(goal.target), day=_day(goal.end))


def _day(day: date) -> str:
    return say("day.date", day=day.day, month=say(f"month.{day.month}"))
