"""The page a student reads or writes on: large, and nothing that says how hard or long it is."""

from collections.abc import Sequence

from probes.forms.form import Form
from probes.measures.measure import MEASURES
from screens.paper.cell_style import Style
from screens.paper.pdf_document import LINE, MARGIN, PLAIN, READING, Area, PdfDocument
from screens.paper.row_layout import Row, RowLayout, draw
from screens.paper.styles import style_of
from screens.words.catalogue import say

TITLE_ROWS = 1.7  # from the title of a passage to its first line
NAME = 58.0  # height of the line for a name, with room below: math sheets are collected
SMALL = 9.0
SENTENCE = 14.0


def room(sheet: PdfDocument, form: Form) -> tuple[Area, float]:
    """Return the room there is for the lines, and how many rows stand above them."""
    area = sheet.area(wide=style_of(form, "student").wide)
    match MEASURES[form.measure].layout:
        case "passage":
            return area, TITLE_ROWS
        case "problems":
            return area._replace(top=area.top + NAME), 0
    return area, 0


def has_page(form: Form) -> bool:
    """Whether the student looks at anything: not while counting or taking words apart."""
    measure = MEASURES[form.measure]
    return measure.layout != "count" and measure.marked != "segments"


def draw_page(
    sheet: PdfDocument, form: Form, style: Style, table: RowLayout, page: int, name: str = ""
) -> None:
    """Add one of the form's pages, with its id in the corner to match the copies by.

    ``name`` is whose it is, small in the other corner, or on the line for it.
    """
    sheet.add_page(wide=style.wide)
    area, above = room(sheet, form)
    rows: Sequence[Row] = table.pages[page]
    left, top = area.left, area.top
    if above:
        left += (area.width - table.width) / 2
        points = table.points * 1.2
        if page == 0:
            sheet.write(left, top + table.points, READING, points, form.title, area.right - left)
        top += table.step * above
    elif MEASURES[form.measure].layout == "problems":
        _draw_name(sheet, area, name)
    if name and MEASURES[form.measure].layout != "problems":
        corner = area.bottom + MARGIN / 2
        sheet.write(area.left - MARGIN / 2, corner, PLAIN, SMALL, name, area.width / 2)
    draw(sheet, rows, style, table, left, top, counted=False)
    many = len(table.pages) > 1
    _draw_corner(sheet, area, f"{form.id}  {page + 1}/{len(table.pages)}" if many else form.id)


def draw_nothing(sheet: PdfDocument, form: Form) -> None:
    """Add the page of a form that is only heard: a sentence for whoever printed it."""
    sheet.add_page()
    area = sheet.area()
    baseline = area.top + SENTENCE
    for text in sheet.wrap(PLAIN, SENTENCE, say(f"paper.only_heard.{form.measure}"), area.width):
        sheet.write(area.left, baseline, PLAIN, SENTENCE, text)
        baseline += SENTENCE * 1.4
    _draw_corner(sheet, area, form.id)


def _draw_name(sheet: PdfDocument, area: Area, name: str) -> None:
    baseline = area.top - NAME + 12
    middle = area.left + area.width * 0.62
    for left, right, label, known in (
        (area.left, middle, say("paper.name"), name),
        (middle + 18, area.right, say("paper.date"), ""),
    ):
        written = sheet.write(left, baseline, PLAIN, 12, label) + 5
        sheet.write(left + written + 3, baseline, PLAIN, 12, known, right - left - written - 6)
        sheet.pdf.set_line_width(LINE)
        sheet.line(left + written, right, baseline + 2)


def _draw_corner(sheet: PdfDocument, area: Area, text: str) -> None:
    sheet.write_right(area.right + MARGIN / 2, area.bottom + MARGIN / 2, PLAIN, SMALL, text)
