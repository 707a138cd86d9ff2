"""How the cells of each measure are set: what the student sees, and what the examiner marks.

Widths and heights are in letter sizes, so they hold at every size. Problems stand by themselves,
in ``problem_cells``.
"""

from functools import partial

from probes.forms.form import Form
from probes.measures.measure import MEASURES
from screens.paper.cell_style import Copy, Style
from screens.paper.page_cells import PageCell
from screens.paper.pdf_document import BOLD, PLAIN, READING, PdfDocument
from screens.paper.problem_cells import problem_style

PARAGRAPH = 0.35  # room above a paragraph, in rows
BESIDE = 0.5  # on both sides of a number in its box
BOX = 1.65  # height of a box
APART = 1.3  # more between two words, whose sounds stand almost as far from each other


def style_of(form: Form, copy: Copy, *, steps: bool = False) -> Style:
    """Return how a form is set on one of its copies, with ``steps`` where their digits count."""
    student = copy == "student"
    measure = MEASURES[form.measure]
    match measure.layout:
        case "passage" if student:
            return Style(
                points=(10, 24),
                leading=(1.35, 1.7),
                width=_text_width,
                draw=_text,
                paragraph=PARAGRAPH,
            )
        case "passage":
            return Style(points=(10, 14), leading=(1.3, 2.3), width=_text_width, draw=_text)
        case "problems":
            return problem_style(form, student=student, steps=steps)
        case "chips" if not student:
            # Five words of five sounds beside each other would be small.
            least = 12 if measure.marked == "segments" else 10
            return Style(points=(least, 17), leading=(2.3, 4), width=_apart_width, draw=_apart)
    if measure.item in ("pair", "row"):
        draw = partial(_boxes, key=not student)
        if not student:
            return Style(points=(10, 16), leading=(1.9, 3), width=_boxes_width, draw=draw)
        # Five rows of four numbers beside each other would be small on an upright page.
        wide = measure.item == "row"
        return Style(points=(14, 24), leading=(2, 2.9), width=_boxes_width, draw=draw, wide=wide)
    if not student:
        return Style(points=(10, 17), leading=(1.45, 2.2), width=_text_width, draw=_text)
    return Style(points=(15, 26), leading=(1.6, 2.6), width=_text_width, draw=_text)


def _text_width(sheet: PdfDocument, cell: PageCell) -> float:
    return sheet.measure(READING, 1, cell.text)


def _text(
    sheet: PdfDocument, cell: PageCell, left: float, top: float, room: float, points: float
) -> None:
    sheet.write(left, top + points, READING, points, cell.text, room)


def _places(sheet: PdfDocument, cell: PageCell) -> tuple[list[str], float]:
    """Return the numbers of a cell, and how wide each one's place is, the empty one too."""
    numbers = cell.text.split(" ")
    most = max(sheet.measure(READING, 1, number) for number in numbers)
    return numbers, most + BESIDE


def _boxes_width(sheet: PdfDocument, cell: PageCell) -> float:
    numbers, place = _places(sheet, cell)
    return len(numbers) * place


def _boxes(
    sheet: PdfDocument,
    cell: PageCell,
    left: float,
    top: float,
    room: float,
    points: float,
    *,
    key: bool,
) -> None:
    """Numbers in boxes; with the key, the right one of a pair or the missing one in bold."""
    numbers, place = _places(sheet, cell)
    points = min(points, room / (place * len(numbers)))
    width, baseline = place * points, top + points * 1.18
    sheet.pdf.rect(left, top, width * len(numbers), points * BOX)
    for number, text in enumerate(numbers):
        at = left + width * number
        if number:
            sheet.pdf.line(at, top, at, top + points * BOX)
        if key and (text in ("_", cell.key)):
            sheet.write_middle(at, baseline, BOLD, points, cell.key, width)
            sheet.line(at + width * 0.2, at + width * 0.8, baseline + points * 0.2)
        elif text != "_":
            sheet.write_middle(at, baseline, READING, points, text, width)


def _sounds(cell: PageCell) -> str:
    return "   ".join(cell.parts)


def _apart_width(sheet: PdfDocument, cell: PageCell) -> float:
    widest = max(sheet.measure(READING, 1, cell.text), sheet.measure(READING, 1, _sounds(cell)))
    return widest + APART


def _apart(
    sheet: PdfDocument, cell: PageCell, left: float, top: float, room: float, points: float
) -> None:
    """A word, and below it its sounds with room between them to underline each by itself."""
    sheet.write(left, top + points * 0.9, PLAIN, points, cell.text, room)
    sheet.write(left, top + points * 1.85, READING, points, _sounds(cell), room)
