"""Reports laid out and printed: one file for several students, or a file each."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from probes.progress.norms import Norms
from records.reports.class_report import ClassReport, MeetingReport
from records.reports.family_report import FamilyReport
from records.reports.period_reports import PeriodReport
from records.reports.report_texts import SchoolHead
from records.reports.team_report import TeamReport
from screens.paper.class_pages import draw_class_page, draw_meeting_list
from screens.paper.drawn_page import DrawnPage
from screens.paper.family_page import SIZES, draw_family_page
from screens.paper.own_graph_page import LETTERS, draw_own_graph
from screens.paper.pdf_document import BOLD, PLAIN, PdfDocument, Size
from screens.paper.period_page import draw_period_page
from screens.paper.report_sheet import PageFrame, ReportSheet
from screens.paper.tagged_pdf import draw_pages
from screens.paper.team_page import draw_team_pages
from screens.words.catalogue import say
from screens.words.family.language import FamilyLanguage

FONTS = (PLAIN, BOLD)
ZIPPED = (1980, 1, 1, 0, 0, 0)  # no time in an archive: the same pages give the same bytes

LaidOut = tuple[DrawnPage, ...]


class PrintedReport(NamedTuple):
    """A file's bytes, and the characters that it shows as "?" because the fonts lack them."""

    raw: bytes
    lacking: str


class ReportPrinter:
    """Lays out reports and prints them, all with one set of fonts."""

    def __init__(self, size: Size) -> None:
        self._size: Size = size
        self._measuring = self.new_file()
        self._measuring.only_measures()

    def family(
        self, report: FamilyReport, words: FamilyLanguage, head: SchoolHead
    ) -> tuple[DrawnPage, ...]:
        """Return a family's page: one, unless so much was typed that letters would be too small."""
        frame = _family_frame("family", head, words, report.progress.day)
        pages: tuple[DrawnPage, ...] = ()
        for scale, chart_height in SIZES:
            sheet = ReportSheet(self._measuring, frame, scale)
            draw_family_page(sheet, report, words, head.contact, chart_height)
            pages = sheet.pages()
            if len(pages) == 1:
                break
        return pages

    def team(self, report: TeamReport, norms: Norms | None, head: SchoolHead) -> LaidOut:
        """Return a student's whole record."""
        sheet = ReportSheet(self._measuring, _frame("team", head, report.progress.day))
        draw_team_pages(sheet, report, norms)
        return sheet.pages()

    def own_graph(self, report: FamilyReport, words: FamilyLanguage, head: SchoolHead) -> LaidOut:
        """Return a student's own graph."""
        frame = _family_frame("own", head, words, report.progress.day)
        sheet = ReportSheet(self._measuring, frame, LETTERS)
        draw_own_graph(sheet, report, words)
        return sheet.pages()

    def period(self, report: PeriodReport, name: str, head: SchoolHead) -> LaidOut:
        """Return a period report as it was kept."""
        sheet = ReportSheet(self._measuring, _frame("period", head, report.day))
        draw_period_page(sheet, report, name)
        return sheet.pages()

    def class_page(self, report: ClassReport, head: SchoolHead) -> LaidOut:
        """Return a line a student of a class."""
        sheet = ReportSheet(self._measuring, _frame("class", head, report.day))
        draw_class_page(sheet, report)
        return sheet.pages()

    def meeting(self, report: MeetingReport, head: SchoolHead) -> LaidOut:
        """Return a meeting's list."""
        sheet = ReportSheet(self._measuring, _frame("meeting", head, report.day))
        draw_meeting_list(sheet, report)
        return sheet.pages()

    def measure(self, font: str, points: float, text: str) -> float:
        """Return how wide a text is."""
        return self._measuring.measure(font, points, text)

    def new_file(self) -> PdfDocument:
        """Return a file without pages, to be filled by ``draw_pages``."""
        return PdfDocument(self._size, "", FONTS)

    def one_file(self, reports: Iterable[LaidOut]) -> PrintedReport:
        """Return one PDF of all reports, one after the other."""
        document = self.new_file()
        for report in reports:
            draw_pages(document, report)
        return finished(document)


def _family_frame(kind: str, head: SchoolHead, words: FamilyLanguage, day: date) -> PageFrame:
    return PageFrame(
        school=head.school,
        head=head.head,
        day=words.long_day(day),
        foot=words.say("family.foot"),
        page=words.sentences["family.page"],
        kind=words.say(f"family.kind.{kind}"),
        lang=words.tag,
    )


def _frame(kind: str, head: SchoolHead, day: date) -> PageFrame:
    return PageFrame(
        school=head.school,
        head=head.head,
        day=say("day.date.year", day=day.day, month=say(f"month.{day.month}"), year=day.year),
        foot=say("reports.foot"),
        page=say("reports.page", number="{number}", of="{of}"),
        kind=say(f"reports.kind.{kind}"),
        lang=say("reports.lang"),
    )


def finished(document: PdfDocument) -> PrintedReport:
    """Return a file that was filled."""
    return PrintedReport(document.to_bytes(), "".join(sorted(document.lacking)))


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files by name as a ZIP archive; the same ones always give the same bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, ZIPPED), content)
    return raw.getvalue()
