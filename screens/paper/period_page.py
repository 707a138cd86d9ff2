"""The page of a period report: the goal's sentence, the numbers of its day, what the team says."""

from records.reports.frozen_numbers import FrozenNumbers
from records.reports.period_reports import PeriodReport
from screens.paper.report_sheet import ReportSheet
from screens.parts.score_text import percent_text, unit_name
from screens.words.catalogue import count_of, say
from screens.words.figures import percent, tenth, whole
from screens.words.goal_words import goal_day, series_title
from screens.words.verdict_words import KEYS

COLUMNS = (30, 20, 50)


def draw_period_page(sheet: ReportSheet, report: PeriodReport, name: str) -> None:
    """Draw the page, from what was kept alone: numbers of later days make no difference."""
    unit = unit_name(report.series.measure)
    sheet.title(say("reports.period.title", name=name))
    sheet.text(series_title(report.series))
    sheet.quiet(say("reports.unit", unit=unit))
    sheet.heading(say("goal.title"))
    sheet.text(report.sentence or say("reports.period.no_sentence"))
    sheet.heading(say("reports.period.numbers", day=goal_day(report.day, report.day)))
    for line in number_lines(report.numbers, report.series.measure):
        sheet.text(line)
    sheet.heading(say("reports.period.words"))
    sheet.text(report.words)
    if report.who:
        sheet.quiet(report.who)
    if report.numbers.points:
        sheet.heading(say("reports.team.scores"))
        cells = [say(f"reports.column.{one}") for one in ("day", "score", "accuracy")]
        rows = [
            [
                goal_day(point.day, report.day),
                whole(point.value),
                "" if point.accuracy is None else percent_text(point.accuracy),
            ]
            for point in report.numbers.points
        ]
        sheet.table(cells, rows, COLUMNS)


def number_lines(found: FrozenNumbers, measure: str) -> list[str]:
    """Return the numbers in words, each with its unit; what wasn't known is left out."""
    unit = say(f"goal.unit.{measure}")
    lines: list[str] = []
    if found.verdict is not None:
        lines.append(say(f"verdict.{KEYS[found.verdict]}"))
    if found.lately is not None:
        lines.append(say("reports.period.lately", value=whole(found.lately), unit=unit))
    if found.baseline is not None and found.target is not None:
        goal = say("reports.period.goal", baseline=whole(found.baseline), goal=whole(found.target))
        lines.append(goal)
    if found.line is not None:
        lines.append(say("reports.period.line", value=whole(found.line)))
    if found.slope is not None and found.low is not None and found.high is not None:
        low, high = tenth(found.low), tenth(found.high)
        lines.append(say("reports.period.slope", slope=tenth(found.slope), low=low, high=high))
    days, weeks = count_of("verdict.days", found.n), found.weeks
    if weeks is not None and found.n > 1:
        span = count_of("verdict.weeks", int(whole(weeks)))
        days = say("verdict.days_in_weeks", days=days, weeks=span)
    lines.append(days)
    if found.accuracy is not None:
        lines.append(say("reports.period.accuracy", percent=percent(found.accuracy)))
    if found.given_share is not None:
        lines.append(say("reports.meeting.given", share=percent(100 * found.given_share)))
    return lines
