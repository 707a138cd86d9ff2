"""A student's own graph: their scores, their best, their goal, and nobody to compare with."""

from records.reports.family_report import FamilyReport
from screens.paper.chart_drawing import draw_chart
from screens.paper.family_page import chart_words, family_chart, unit_of
from screens.paper.report_sheet import ReportSheet
from screens.words.family.language import FamilyLanguage
from screens.words.figures import whole

CHART = 300.0
LETTERS = 1.25  # of the usual size: a child reads it


def draw_own_graph(sheet: ReportSheet, report: FamilyReport, words: FamilyLanguage) -> None:
    """Draw the page, in the family's language."""
    progress = report.progress
    sheet.title(words.say("family.own.title", name=report.name))
    unit = unit_of(progress, words)
    spec = family_chart(progress, words)
    if spec is None:
        sheet.text(words.say("family.scores.none"))
        return
    best = max(progress.points, key=lambda point: (point.occasion.value, point.occasion.day))
    day = words.long_day(best.occasion.day)
    sheet.text(words.say("family.own.best", value=whole(best.occasion.value), unit=unit, day=day))
    if progress.goal is not None:
        value = whole(progress.goal.target)
        sheet.text(words.say("family.own.goal", value=value, unit=unit))
    sheet.gap(8)
    draw_chart(sheet, spec, chart_words(words), CHART)
    sheet.gap(10)
    sheet.text(words.say("family.own.next"))
    sheet.blanks(2)
