"""A line a student: the page for a classroom teacher, and the list for a meeting."""

from records.caseload_reading import CaseloadRow
from records.reports.class_report import ClassLine, ClassReport, MeetingReport
from records.reports.family_report import news_of
from screens.paper.report_sheet import ReportSheet
from screens.parts.score_text import counted, unit_short
from screens.words.catalogue import count_of, say
from screens.words.figures import percent, tenth, whole
from screens.words.goal_words import goal_day, series_title
from screens.words.one_line import one_line
from screens.words.verdict_words import likely_range, short_reason

CLASS_COLUMNS = (22, 20, 20, 30, 32)
MEETING_COLUMNS = (4, 17, 41, 38)
TO_WRITE = 34.0  # points, for what was decided


def draw_class_page(sheet: ReportSheet, report: ClassReport) -> None:
    """Draw the page of a class: last score, direction, what to practise."""
    sheet.title(say("reports.class.title", whose=report.whose))
    sheet.quiet(say("reports.class.what"))
    sheet.gap(6)
    if report.lines:
        heads = ("student", "measure", "last", "direction", "practice")
        cells = [say(f"reports.column.{one}") for one in heads]
        rows = [class_cells(line) for line in report.lines]
        sheet.table(cells, rows, CLASS_COLUMNS, strong=(0,))
    else:
        sheet.text(say("reports.class.nobody"))
    if report.unmonitored:
        sheet.gap(8)
        sheet.quiet(say("reports.class.unmonitored", names=", ".join(report.unmonitored)))


def class_cells(line: ClassLine) -> list[str]:
    """Return what stands in a student's line."""
    progress = line.progress
    last = say("reports.class.no_score")
    if progress.points:
        one = progress.points[-1].occasion
        last = say(
            "reports.class.score",
            score=whole(one.value),
            unit=unit_short(progress.series.measure),
            day=goal_day(one.day, progress.day),
        )
    practice = say(f"reports.practice.{line.practice}")
    direction = say(f"reports.direction.{news_of(progress).value}")
    return [line.name, series_title(progress.series), last, direction, practice]


def draw_meeting_list(sheet: ReportSheet, report: MeetingReport) -> None:
    """Draw the list: by need, the group before the child, room to write what was decided."""
    sheet.title(say("reports.meeting.title", whose=report.whose))
    sheet.quiet(say("reports.meeting.what"))
    for group, below, judged in report.below:
        said = say("caseload.below", group=group, below=below, judged=judged)
        sheet.text(f"{said} {say('caseload.below.todo')}")
    sheet.gap(6)
    if not report.rows:
        sheet.text(say("caseload.nobody"))
        return
    heads = ("number", "student", "numbers", "decided")
    cells = [say(f"reports.column.{one}") for one in heads]
    rows = [
        [f"{place}.", *meeting_cells(row, report), ""]
        for place, row in enumerate(report.rows, start=1)
    ]
    sheet.table(cells, rows, MEETING_COLUMNS, strong=(1,), least=TO_WRITE)
    sheet.gap(10)
    sheet.quiet(say("reports.meeting.there"))
    sheet.blanks(1)


def meeting_cells(row: CaseloadRow, report: MeetingReport) -> list[str]:
    """Return a student's name, and what is measured with what the numbers allow."""
    found, series = row.judged.judgement, row.series
    told = [series_title(series)]
    told.append(short_reason(found, report.day, answered=row.judged.answered is not None))
    if found.interval is not None and likely_range(found) != say("figure.none"):
        told.append(
            say(
                "reports.meeting.likely", range=likely_range(found), counted=counted(series.measure)
            )
        )
    if found.goal is not None:
        told.append(
            say(
                "reports.meeting.goal",
                goal=whole(found.goal.target),
                day=goal_day(found.goal.end, report.day),
                slope=tenth(found.goal.slope),
            )
        )
    if found.lately is not None:
        told.append(say("reports.meeting.lately", lately=whole(found.lately)))
    share = found.dose.share if found.dose is not None else None
    if share is not None:
        told.append(say("reports.meeting.given", share=percent(100 * share)))
    told.append(count_of("verdict.days", found.n))
    return [row.student.name, one_line(told)]
