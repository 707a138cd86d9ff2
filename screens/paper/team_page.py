"""The pages for a team: a student's whole record in one series, every number with its unit.

What is said of the scores is what the student's screen says (``screens/words/verdict_words``).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from probes.measures.measure import MEASURES
from probes.progress.baseline import Baseline
from probes.progress.error_patterns import ErrorPattern
from probes.progress.norms import Norms
from records.plan_phases import KeptPhase
from records.reports.team_report import TeamGroup, TeamReport
from records.score_entry import ScoreEntry
from records.student_progress import StudentProgress
from screens.paper.chart_drawing import ChartWords, draw_chart
from screens.paper.report_sheet import ReportSheet
from screens.parts.chart_spec import ChartMark, ChartSpec, LineKind, MarkKind
from screens.parts.progress_chart import baseline_note, progress_chart
from screens.parts.score_text import flags, percent_text, rate_text, unit_name
from screens.words.catalogue import count_of, say
from screens.words.figures import percent, tenth, whole
from screens.words.goal_words import (
    every_text,
    goal_day,
    measured_text,
    series_title,
    source_text,
)
from screens.words.one_line import one_line
from screens.words.verdict_words import (
    because_text,
    group_below_text,
    more_numbers,
    verdict_text,
)

CHART, SMALL_CHART = 210.0, 110.0
COLUMNS = (17, 13, 13, 17, 40)  # of the table of scores
MOST_WORDS = 6  # of an error pattern
LEAST_DAYS = 2  # with an accuracy, from which it is drawn


def draw_team_pages(sheet: ReportSheet, report: TeamReport, norms: Norms | None) -> None:
    """Draw the pages, in the order in which a meeting asks."""
    progress = report.progress
    sheet.title(report.name)
    series = series_title(progress.series)
    about = say("reports.team.about", grade=report.grade, series=series)
    sheet.text(about if report.grade else series)
    sheet.quiet(say("reports.team.what"))
    sheet.quiet(say("reports.unit", unit=unit_name(progress.series.measure)))
    _verdict(sheet, progress)
    _charts(sheet, progress, norms)
    _goal(sheet, progress)
    _delivery(sheet, progress, report.groups)
    sheet.heading(say("phase.title"))
    for line in phase_lines(progress) or [say("reports.none_kept")]:
        sheet.text(line)
    sheet.heading(say("reports.team.errors"))
    for line in error_lines(report):
        sheet.text(line)
    sheet.heading(say("reports.team.agreement"))
    sheet.text(_agreement(report))
    _next(sheet, progress)
    _scores(sheet, report)
    sheet.heading(say("reports.team.there"), keep=90)
    sheet.blanks(3)


def _verdict(sheet: ReportSheet, progress: StudentProgress) -> None:
    text = verdict_text(progress)
    sheet.heading(text.name)
    sheet.text(text.sentence)
    sheet.text(one_line(text.numbers))
    if progress.group is not None:
        sheet.text(group_below_text(progress.group))
    sheet.quiet(" ".join(text.notes))
    for line in more_numbers(progress):
        sheet.quiet(line)


def _charts(sheet: ReportSheet, progress: StudentProgress, norms: Norms | None) -> None:
    spec = progress_chart(progress, norms=norms)
    if spec is None:
        return
    words = ChartWords(lambda plot, day: plot.day_text(day), say("chart.break"))
    sheet.gap(6)
    draw_chart(sheet, spec, words, CHART)
    legend = {mark.kind for mark in spec.marks} - {MarkKind.SCORE}
    told = [say(f"reports.legend.{kind.value}") for kind in MarkKind if kind in legend]
    lines = {line.kind for line in spec.lines}
    told += [say(f"reports.legend.{kind.value}") for kind in LineKind if kind in lines]
    sheet.quiet(one_line(told))
    accuracy = accuracy_chart(progress, spec)
    if accuracy is not None:
        sheet.gap(4)
        sheet.need(SMALL_CHART + 30)
        sheet.quiet(say("reports.team.accuracy"))
        draw_chart(sheet, accuracy, words, SMALL_CHART)


def accuracy_chart(progress: StudentProgress, beside: ChartSpec) -> ChartSpec | None:
    """Return the accuracy of each day over the same days; None where fewer than two have one."""
    known = [
        (point.occasion.day, point.occasion.accuracy)
        for point in progress.points
        if point.occasion.accuracy is not None
    ]
    if len(known) < LEAST_DAYS:
        return None
    said = "; ".join(f"{goal_day(day, progress.day)}: {percent(value)}" for day, value in known)
    return replace(
        beside,
        top=100.0,
        unit="%",
        sentence=say("reports.team.accuracy.said", values=said),
        marks=tuple(ChartMark(day, value) for day, value in known),
        lines=(),
        bands=(),
        phases=tuple(replace(phase, label="") for phase in beside.phases),
        goal=None,
    )


def _goal(sheet: ReportSheet, progress: StudentProgress) -> None:
    sheet.heading(say("goal.title"))
    for line in goal_lines(progress):
        sheet.text(line)


def goal_lines(progress: StudentProgress) -> list[str]:
    """Return the goal, its kind and source, and the baseline with the scores it comes from."""
    goal, kept, day = progress.goal, progress.kept_goal, progress.day
    if goal is None:
        lines = [say("verdict.no_goal")]
    else:
        unit = say(f"goal.unit.{progress.series.measure}")
        lines = [
            say(
                "goal.line",
                baseline=whole(goal.baseline),
                goal=whole(goal.target),
                unit=unit,
                day=goal_day(goal.end, day),
            )
        ]
        about = [say("goal.asks", slope=tenth(goal.slope))] if goal.slope else [say("goal.level")]
        about.append(source_text(goal.kind, goal.source))
        if kept is not None and kept.criterion:
            about.append(kept.criterion)
        if kept is not None and kept.who:
            about.append(say("reports.set_by", who=kept.who))
        lines.append(one_line(about))
    if progress.plan is not None:
        lines.append(say("goal.every", every=every_text(progress.plan.every).lower()).capitalize())
    if isinstance(progress.baseline, Baseline):
        lines.append(say("reports.baseline", measured=measured_text(progress.baseline, day)))
    else:
        lines.append(count_of("goal.missing", progress.baseline.more))
    return lines


def _delivery(sheet: ReportSheet, progress: StudentProgress, groups: tuple[TeamGroup, ...]) -> None:
    sheet.heading(say("reports.team.given"))
    for group in groups:
        sheet.text(_group_line(group))
    for line in delivery_lines(progress):
        sheet.text(line)


def delivery_lines(progress: StudentProgress) -> list[str]:
    """Return the minutes and sessions given of those planned, and the steps that were followed."""
    delivery = progress.delivery
    dose = delivery.dose if delivery is not None else None
    if delivery is None or dose is None or dose.share is None:
        return [say("reports.team.given.unknown")]
    lines = [
        say(
            "reports.team.minutes",
            given=whole(dose.given_minutes),
            planned=whole(dose.planned_minutes),
            share=percent(100 * dose.share),
        ),
        say("reports.team.sessions", given=dose.given_sessions, planned=dose.planned_sessions),
    ]
    lines.append(
        say(
            "reports.team.missed",
            absent=whole(dose.absent_minutes),
            not_offered=whole(dose.not_offered_minutes),
        )
    )
    if delivery.fidelity is None:
        lines.append(say("reports.team.steps.unknown"))
    else:
        share = percent(100 * delivery.fidelity)
        done, seen = delivery.steps_done, delivery.steps_seen
        lines.append(say("reports.team.steps", done=done, seen=seen, share=share))
    return lines


def _group_line(group: TeamGroup) -> str:
    told = [group.name, count_of("reports.members", group.size)]
    if group.days:
        told.append(count_of("reports.days", group.days))
    if group.minutes:
        told.append(say("reports.minutes", count=group.minutes))
    if group.protocol:
        told.append(group.protocol)
    return one_line(told)


def phase_lines(progress: StudentProgress) -> list[str]:
    """Return each decision: its day, what changed or that nothing did, why, and who decided."""
    return [_decision(one, progress) for one in progress.decisions]


def _decision(one: KeptPhase, progress: StudentProgress) -> str:
    label = one.label if one.breaks else say("phase.no_change")
    told = [say("chart.phase", day=goal_day(one.day, progress.day), label=label)]
    told.append(say("phase.why", why=one.why))
    if one.who:
        told.append(say("reports.decided_by", who=one.who))
    return one_line(told)


def error_lines(report: TeamReport) -> list[str]:
    """Return what errors have in common in plain words, each with its items."""
    if not report.looked_at:
        return [say("reports.errors.unknown")]
    if not report.patterns:
        return [count_of("reports.errors.none", report.looked_at)]
    lines = [_pattern(one) for one in report.patterns[:MOST_WORDS]]
    return [*lines, count_of("reports.errors.of", report.looked_at)]


def _pattern(one: ErrorPattern) -> str:
    common = one.common.replace(" ", "_").replace("-", "_")
    if one.common == "kind":
        name = say(f"kind.{one.detail}")
    elif one.detail:
        name = say(f"reports.errors.{common}", detail=one.detail)
    else:
        name = say(f"reports.errors.{common}")
    items = ", ".join(f"{text} ({times})" for text, times in one.items[:MOST_WORDS])
    if one.of is None:
        return say("reports.errors.line", name=name, count=one.count, items=items)
    return say("reports.errors.line.of", name=name, count=one.count, of=one.of, items=items)


def _agreement(report: TeamReport) -> str:
    found = report.agreement
    if not found.scored_twice or found.by_item is None:
        if not found.probes:
            return say("reports.agreement.nothing")
        return count_of("reports.agreement.none", found.probes)
    return say(
        "reports.agreement",
        count=found.scored_twice,
        probes=found.probes,
        percent=percent_text(found.by_item),
    )


def _next(sheet: ReportSheet, progress: StudentProgress) -> None:
    sheet.heading(say("reports.team.next"))
    for line in because_text(progress):
        sheet.text(line)
    answered = progress.answered
    if answered is not None and progress.ended is None:
        day = goal_day(answered.day, progress.day)
        sheet.text(say("next.answered", day=day, why=answered.why))
    else:
        sheet.text(verdict_text(progress).todo)
    review = progress.judgement.review
    if review is not None and review > progress.day and progress.ended is None:
        sheet.text(say("reports.review", day=goal_day(review, progress.day)))
    sheet.blanks(2)


def _scores(sheet: ReportSheet, report: TeamReport) -> None:
    """Write every score with how it was given, those too that don't count."""
    progress = report.progress
    sheet.heading(say("reports.team.scores"))
    if not report.entries and not progress.brought_in:
        sheet.text(say("student.none"))
        return
    heads = ("day", "score", "accuracy", "rules", "notes")
    cells = [say(f"reports.column.{one}") for one in heads]
    rows = [
        (date.fromisoformat(entry.day), [*_score_cells(entry, progress)])
        for entry in report.entries
    ]
    if progress.brought_in:
        sheet.quiet(say("chart.brought_in", count=progress.brought_in))
    for point in progress.points:
        if point.brought_in:
            one = point.occasion
            accuracy = "" if one.accuracy is None else percent_text(one.accuracy)
            notes = [say("chart.legend.imported"), baseline_note(progress, point)]
            day = goal_day(one.day, progress.day)
            rows.append((one.day, [day, whole(one.value), accuracy, "", one_line(notes)]))
    in_order = [row for _, row in sorted(rows, key=lambda row: row[0])]
    sheet.table(cells, in_order, COLUMNS)


def _score_cells(entry: ScoreEntry, progress: StudentProgress) -> Iterator[str]:
    yield goal_day(date.fromisoformat(entry.day), progress.day)
    yield rate_text(entry)
    yield "" if entry.accuracy is None else percent_text(entry.accuracy)
    modes = MEASURES[entry.measure].modes
    yield one_line([entry.profile, *([say(f"mode.{entry.mode}")] if len(modes) > 1 else [])])
    why = [entry.left_out_because] if entry.left_out_because else []
    yield one_line([*flags(entry), *why, *entry.notes])
