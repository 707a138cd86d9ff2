"""A list of students to carry along: sections of rows, with boxes to tick by hand."""

from collections.abc import Sequence
from typing import NamedTuple

from screens.paper import Printed
from screens.paper.pdf_document import BOLD, LINE, PLAIN, Area, PdfDocument, Size
from screens.words.catalogue import say

TITLE, SECTION, TEXT, SMALL = 20.0, 13.0, 11.0, 9.0  # letters
ROW, HEAD = 27.0, 34.0  # heights: of a row, and of a section's title
BOX, COLUMN = 11.0, 46.0  # a box to tick, and the column it stands in
BOXES = ("list.given", "list.absent", "list.refused")


class ListSection(NamedTuple):
    """A title over rows, each a name and what there is to say of it."""

    title: str
    rows: Sequence[tuple[str, str]]


def print_list(
    title: str, about: str, sections: Sequence[ListSection], size: Size, *, boxes: bool
) -> Printed:
    """Return the list as a PDF; a section's title never stands alone at the end of a page.

    ``boxes`` draws columns to tick. The document's own title names nobody.
    """
    sheet = PdfDocument(size, title=say("list.document"))
    area = sheet.area()
    y = _begin(sheet, area, 1)
    sheet.write(area.left, y + TITLE, BOLD, TITLE, title, area.width)
    sheet.write(area.left, y + TITLE + 18, PLAIN, TEXT, about, area.width)
    y += TITLE + 30
    page = 1
    for section in sections:
        for number, (name, said) in enumerate(section.rows or [("", "")]):
            first = number == 0
            if y + (HEAD if first else 0) + ROW > area.bottom:
                page += 1
                y = _begin(sheet, area, page)
                first = True  # what continues says what it is again
            if first:
                _title(sheet, area, y, section.title, boxes=boxes and bool(section.rows))
                y += HEAD
            if not name:
                sheet.write(area.left, y + 12, PLAIN, TEXT, said or say("week.none"))
            else:
                _row(sheet, area, y, name, said, boxes=boxes)
            y += ROW
    return Printed(sheet.to_bytes(), "".join(sorted(sheet.lacking)))


def _begin(sheet: PdfDocument, area: Area, page: int) -> float:
    """Begin a page, with its foot; return where its first line goes."""
    sheet.add_page()
    sheet.write(area.left, area.bottom + 22, PLAIN, SMALL, say("paper.confidential"))
    sheet.write_right(area.right, area.bottom + 22, PLAIN, SMALL, str(page))
    return area.top


def _title(sheet: PdfDocument, area: Area, y: float, title: str, *, boxes: bool) -> None:
    room = area.width - (COLUMN * len(BOXES) if boxes else 0) - 8
    sheet.write(area.left, y + 24, BOLD, SECTION, title, room)
    if boxes:
        for left, key in zip(_columns(area), BOXES, strict=True):
            sheet.write_middle(left, y + 24, PLAIN, SMALL, say(key), COLUMN)


def _row(sheet: PdfDocument, area: Area, y: float, name: str, said: str, *, boxes: bool) -> None:
    right = area.right - (COLUMN * len(BOXES) if boxes else 0)
    third = area.left + (right - area.left) * 0.38
    sheet.pdf.set_line_width(LINE)
    sheet.line(area.left, area.right, y)
    sheet.write(area.left, y + 18, BOLD, TEXT, name, third - area.left - 8)
    sheet.write(third, y + 18, PLAIN, TEXT, said, right - third - 8)
    if boxes:
        for left in _columns(area):
            sheet.pdf.rect(left + (COLUMN - BOX) / 2, y + (ROW - BOX) / 2, BOX, BOX)


def _columns(area: Area) -> list[float]:
    return [area.right - COLUMN * n for n in range(len(BOXES), 0, -1)]
