"""Reports laid out and printed: one file for several students, or a file each."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from records.reports.family_report import FamilyReport
from records.reports.report_texts import SchoolHead
from screens.paper.drawn_page import DrawnPage
from screens.paper.family_page import SIZES, draw_family_page
from screens.paper.pdf_document import BOLD, PLAIN, PdfDocument, Size
from screens.paper.report_sheet import PageFrame, ReportSheet
from screens.paper.tagged_pdf import draw_pages
from screens.words.family.language import FamilyLanguage

FONTS = (PLAIN, BOLD)
ZIPPED = (1980, 1, 1, 0, 0, 0)  # no time in an archive: the same pages give the same bytes

LaidOut = Sequence[DrawnPage]


class PrintedReport(NamedTuple):
    """A file's bytes, and the characters that it shows as "?" because the fonts lack them."""

    raw: bytes
    lacking: str


class ReportPrinter:
    """Lays out reports and prints them, all with one set of fonts."""

    def __init__(self, size: Size, title: str) -> None:
        """``title`` is the file's own: a kind of page, and nobody's name."""
        self._size: Size = size
        self._title = title
        self._measuring = self.new_file()
        self._measuring.only_measures()

    def family(
        self, report: FamilyReport, words: FamilyLanguage, head: SchoolHead
    ) -> tuple[DrawnPage, ...]:
        """Return a family's page: one, unless so much was typed that letters would be too small."""
        frame = PageFrame(
            school=head.school,
            head=head.head,
            day=words.long_day(report.progress.day),
            foot=words.say("family.foot"),
            page=words.sentences["family.page"],
            lang=words.tag,
        )
        pages: tuple[DrawnPage, ...] = ()
        for scale, chart_height in SIZES:
            sheet = ReportSheet(self._measuring, frame, scale)
            draw_family_page(sheet, report, words, head.contact, chart_height)
            pages = sheet.pages()
            if len(pages) == 1:
                break
        return pages

    def measure(self, font: str, points: float, text: str) -> float:
        """Return how wide a text is."""
        return self._measuring.measure(font, points, text)

    def new_file(self) -> PdfDocument:
        """Return a file without pages, to be filled by ``draw_pages``."""
        return PdfDocument(self._size, self._title, FONTS)

    def one_file(self, reports: Iterable[LaidOut]) -> PrintedReport:
        """Return one PDF of all reports, one after the other."""
        document = self.new_file()
        for report in reports:
            draw_pages(document, report)
        return finished(document)


def finished(document: PdfDocument) -> PrintedReport:
    """Return a file that was filled."""
    return PrintedReport(document.to_bytes(), "".join(sorted(document.lacking)))


class ReportArchive:
    """A ZIP archive with a PDF a report, each named by its place and never by a person."""

    def __init__(self) -> None:
        self._raw = io.BytesIO()
        self._archive = zipfile.ZipFile(self._raw, "w", zipfile.ZIP_STORED)

    def add(self, name: str, printed: PrintedReport) -> None:
        """Put a file into it."""
        self._archive.writestr(zipfile.ZipInfo(name, ZIPPED), printed.raw)

    def finish(self) -> bytes:
        """Return the whole archive."""
        self._archive.close()
        return self._raw.getvalue()
