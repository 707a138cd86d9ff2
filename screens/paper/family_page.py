"""The page for a family: plain words in their language, their own child's graph and goal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from probes.measures.measure import MEASURES
from records.plan_phases import KeptPhase
from records.reports.family_report import FamilyReport
from records.student_progress import StudentProgress
from screens.paper.chart_drawing import ChartWords, draw_chart
from screens.paper.report_sheet import ReportSheet
from screens.parts.chart_plot import Plot
from screens.parts.chart_scale import by_month
from screens.parts.chart_spec import (
    ChartSpec,
    GoalMark,
    LineKind,
    MarkKind,
    PhaseLine,
)
from screens.parts.progress_chart import progress_chart
from screens.words.family.language import FamilyLanguage
from screens.words.figures import whole
from screens.words.measure_names import skill_kind
from screens.words.one_line import without_stop

# Tried in turn, until all is on one page: the scale of the letters, and the chart's height.
SIZES = ((1.08, 215.0), (1.0, 195.0), (0.93, 165.0), (0.85, 150.0))
UNITS = {"credits": "sound", "segments": "sound", "digits": "digit"}


def draw_family_page(
    sheet: ReportSheet,
    report: FamilyReport,
    words: FamilyLanguage,
    contact: str,
    chart_height: float,
) -> None:
    """Draw the page. ``contact`` says whom to ask, "" if the school didn't say."""
    name, progress = report.name, report.progress
    area = MEASURES[progress.series.measure].area
    sheet.title(words.say(f"family.title.{area}", name=name))
    sheet.text(" ".join(_intro(report, words)))
    spec = family_chart(progress, words)
    if spec is not None:
        sheet.gap(6)
        draw_chart(sheet, spec, chart_words(words), chart_height)
        sheet.gap(4)
        sheet.quiet(" ".join(_caption(spec, words)))
    sheet.gap(4)
    sheet.text(" ".join(_goal_and_news(report, words)))
    sheet.heading(words.say("family.school"))
    sheet.text(report.choice.done or " ".join(school_words(report, words)))
    sheet.heading(words.say("family.home"))
    typed = report.choice.home
    for idea in [typed] if typed else home_words(report, words):
        sheet.text(idea)
    sheet.heading(words.say("family.ask"))
    sheet.text(contact or words.say("family.ask.school"))
    sheet.quiet(words.say("family.rights"))


def _intro(report: FamilyReport, words: FamilyLanguage) -> Iterator[str]:
    """Yield what is counted and how it was given, the first score, and where it is lately."""
    progress, series = report.progress, report.progress.series
    measure = MEASURES[series.measure]
    yield words.say(f"family.how.{measure.id}", name=report.name)
    if len(measure.modes) > 1:
        yield words.say(f"family.mode.{series.mode}")
    kind = skill_kind(series.level)
    if kind:
        yield words.say(f"family.skill.{kind}")
    else:
        yield words.say("family.level", grade=series.level)
    unit = unit_of(progress, words)
    if not progress.points:
        yield words.say("family.scores.none")
        return
    first, last = progress.points[0].occasion, progress.points[-1].occasion
    if len(progress.points) == 1:
        day = words.long_day(first.day)
        yield words.say("family.scores.one", day=day, value=whole(first.value), unit=unit)
        return
    yield words.say(
        "family.scores.first", value=whole(first.value), unit=unit, day=words.long_day(first.day)
    )
    lately = progress.judgement.lately
    if lately is not None:
        yield words.say("family.scores.lately", value=whole(lately))
    else:
        yield words.say("family.scores.last", value=whole(last.value), day=words.long_day(last.day))


def _goal_and_news(report: FamilyReport, words: FamilyLanguage) -> Iterator[str]:
    """Yield the goal, what the scores allow one to say, and where most of the grade is."""
    progress, goal = report.progress, report.progress.goal
    unit = unit_of(progress, words)
    if goal is not None:
        value = whole(goal.target)
        if goal.kind == "mastery":
            yield words.say("family.goal.hold", value=value, unit=unit)
        else:
            yield words.say("family.goal", value=value, unit=unit, day=words.long_day(goal.end))
    yield words.say(f"family.news.{report.news.value}", name=report.name)
    if report.typical is not None:
        low, high = map(whole, report.typical)
        yield words.say("family.typical", grade=progress.grade, low=low, high=high)


def school_words(report: FamilyReport, words: FamilyLanguage) -> list[str]:
    """Return what is done at school, of what is on record."""
    found: list[str] = []
    group, name = report.group, report.name
    if group is not None:
        one = ".one" if group.days == 1 else ""
        minutes = ".minutes" if group.minutes else ""
        values = {"name": name, "days": group.days, "minutes": group.minutes}
        wanted = f"family.school.group{one}{minutes}"
        found.append(words.say(wanted, **values))
    dose = report.progress.judgement.dose
    if dose is not None and dose.planned_sessions and dose.given_sessions <= dose.planned_sessions:
        given, planned = dose.given_sessions, dose.planned_sessions
        found.append(words.say("family.school.given", planned=planned, given=given, name=name))
    if report.change is not None:
        day, what = words.long_day(report.change.day), _changed(report.change, words)
        found.append(words.say("family.school.change", day=day, what=what))
    return found or [words.say("family.school.plan")]


def home_words(report: FamilyReport, words: FamilyLanguage) -> list[str]:
    """Return what may help at home, by what the record shows."""
    return [words.say(f"family.idea.{idea}", name=report.name) for idea in report.ideas]


def unit_of(progress: StudentProgress, words: FamilyLanguage) -> str:
    """Return what is counted."""
    measure = MEASURES[progress.series.measure]
    unit = UNITS.get(measure.marked, measure.item)
    return words.say(f"family.unit.{'number' if unit == 'row' else unit}")


def family_chart(progress: StudentProgress, words: FamilyLanguage) -> ChartSpec | None:
    """Return the screen's chart without trend, band, norm, and scores that don't count."""
    spec = progress_chart(progress)
    if spec is None:
        return None
    kept = (MarkKind.SCORE, MarkKind.IMPORTED)
    marks = tuple(replace(m, kind=MarkKind.SCORE) for m in spec.marks if m.kind in kept)
    if not marks:
        return None
    goal = spec.goal
    values = [
        words.say("family.chart.point", day=words.short_day(m.day), value=whole(m.score))
        for m in marks
    ]
    said = words.say(
        "family.chart.said", first=words.long_day(marks[0].day), last=words.long_day(marks[-1].day)
    )
    return replace(
        spec,
        sentence=" ".join([said, "; ".join(values)]),
        marks=marks,
        bands=(),
        lines=tuple(line for line in spec.lines if line.kind is LineKind.AIM),
        phases=tuple(dict.fromkeys(_phase_line(phase, words) for phase in spec.phases)),
        goal=GoalMark(goal.day, goal.score, words.say("family.chart.goal", value=whole(goal.score)))
        if goal
        else None,
    )


def chart_words(words: FamilyLanguage) -> ChartWords:
    """Return the words of a chart in a language."""

    def day_text(plot: Plot, day: date) -> str:
        if not by_month(plot.days):
            return words.short_day(day)
        return str(day.year) if day.month == 1 and plot.spans_years else words.short_month(day)

    return ChartWords(day_text, words.say("family.chart.break"))


def _phase_line(phase: PhaseLine, words: FamilyLanguage) -> PhaseLine:
    day = words.short_day(phase.day)
    return PhaseLine(phase.day, f"{day} · {words.say('family.chart.change')}", day)


def _caption(spec: ChartSpec, words: FamilyLanguage) -> Iterator[str]:
    yield words.say("family.chart.points")
    if spec.lines:
        yield words.say("family.chart.line")
    if spec.phases:
        yield words.say("family.chart.change.line")


def _changed(change: KeptPhase, words: FamilyLanguage) -> str:
    """Return what was changed: entries of our menu in the language, a school's own as typed."""
    ours = [f"family.change.{one.replace(' ', '_')}" for one in change.changed]
    known = [words.say(key) for key in ours if words.knows(key)]
    return "; ".join(known) if len(known) == len(ours) else without_stop(change.label)
