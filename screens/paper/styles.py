"""How the cells of each measure are drawn: what the student sees, and what the examiner marks.

Widths and heights are in letter sizes, so they hold at every size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from probes.forms.form import Form
from probes.measures.measure import MEASURES
from screens.paper.column_problem import DIGIT, NUMBER, WRITING, answer, leaves_rest, parted
from screens.paper.page_cells import PageCell, lines_of
from screens.paper.pdf_document import BOLD, LINE, PLAIN, READING, THICK, PdfDocument

Copy = Literal["student", "examiner"]

BESIDE = 0.5  # on both sides of a number in its box
BOX = 1.65  # height of a box
BLANK = 2.0  # room for an answer beside its problem
REST = 2.3  # room for R and what remains
GAP = 0.7  # between two cells
APART = 1.3  # more between two words, whose sounds stand almost as far from each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How cells are set.

    ``points`` and ``leading`` (row to row) say how far letters and rows may go, least
    and most. ``draw`` gets a cell's left, its row's top, and the room to the next cell.
    ``wide`` pages lie on their side.
    """

    points: tuple[float, float]
    leading: tuple[float, float]
    width: Callable[[PdfDocument, PageCell], float]
    draw: Callable[[PdfDocument, PageCell, float, float, float, float], None]
    wide: bool = False


def style_of(form: Form, copy: Copy) -> Style:
    """Return how a form is set on one of its copies."""
    student = copy == "student"
    measure = MEASURES[form.measure]
    match measure.layout:
        case "passage" if student:
            return Style(points=(10, 24), leading=(1.35, 1.7), width=_text_width, draw=_text)
        case "passage":
            return Style(points=(8, 14), leading=(1.4, 2.3), width=_text_width, draw=_text)
        case "problems":
            return _problems(form, student=student)
        case "chips" if not student:
            return Style(points=(9, 14), leading=(2.5, 3.3), width=_apart_width, draw=_apart)
    if measure.item in ("pair", "row"):
        draw = partial(_boxes, key=not student)
        if not student:
            return Style(points=(8, 13), leading=(1.9, 2.6), width=_boxes_width, draw=draw)
        # Five rows of four numbers beside each other would be small on an upright page.
        wide = measure.item == "row"
        return Style(points=(14, 24), leading=(2, 2.9), width=_boxes_width, draw=draw, wide=wide)
    if not student:
        return Style(points=(9, 17), leading=(1.45, 2.2), width=_text_width, draw=_text)
    return Style(points=(15, 26), leading=(1.6, 2.6), width=_text_width, draw=_text)


def _problems(form: Form, *, student: bool) -> Style:
    cells = [cell for line in lines_of(form) for cell in line.cells]
    facts = form.measure == "facts"
    if not student:
        # Beside each other five computations would be small.
        width, draw = partial(_keyed_width, below=not facts), partial(_keyed, below=not facts)
        leading = (1.5, 2.3) if facts else (2.5, 3.3)
        return Style(points=(8, 13), leading=leading, width=width, draw=draw)
    # One box for a remainder everywhere, or each would say which problem leaves one.
    rest = any(map(leaves_rest, cells))
    if facts:
        width, draw = partial(_beside_width, rest=rest), partial(_beside, rest=rest)
        return Style(points=(13, 18), leading=(2, 3.6), width=width, draw=draw)
    height = _height(cells)
    width, draw = partial(_below_width, rest=rest), partial(_below, rest=rest)
    return Style(points=(14, 19), leading=(height, height * 1.4), width=width, draw=draw)


def _height(cells: Sequence[PageCell]) -> float:
    problems = (parted(cell.text) for cell in cells)
    return max((problem.height for problem in problems if problem), default=2)


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
    sheet.write(left, top + points * 0.8, PLAIN, points * 0.8, cell.text, room)
    sheet.write(left, top + points * 1.95, READING, points, _sounds(cell), room)


def _keyed_width(sheet: PdfDocument, cell: PageCell, *, below: bool) -> float:
    problem = sheet.measure(PLAIN, 1, f"{cell.text} = ")
    right = sheet.measure(BOLD, 1, answer(cell))
    return max(problem, right) if below else problem + right


def _keyed(
    sheet: PdfDocument,
    cell: PageCell,
    left: float,
    top: float,
    room: float,
    points: float,
    *,
    below: bool,
) -> None:
    """A problem and its answer, or its answer ``below`` it."""
    points = min(points, room / _keyed_width(sheet, cell, below=below))
    baseline = top + points
    written = sheet.write(left, baseline, PLAIN, points, f"{cell.text} = ")
    if below:
        written, baseline = 0, baseline + points * 1.1
    sheet.write(left + written, baseline, BOLD, points, answer(cell))


def _beside_width(sheet: PdfDocument, cell: PageCell, *, rest: bool) -> float:
    return sheet.measure(READING, 1, f"{cell.text} =") + BLANK + (REST if rest else 0)


def _beside(
    sheet: PdfDocument,
    cell: PageCell,
    left: float,
    top: float,
    room: float,
    points: float,
    *,
    rest: bool,
) -> None:
    """A problem and a line to write its answer on, at the right: the lines stand in columns."""
    points = min(points, room / _beside_width(sheet, cell, rest=rest))
    baseline, right = top + points * 1.3, left + room
    if rest:
        right -= REST * points
        _remainder(sheet, right, baseline, points)
    blank = right - BLANK * points
    sheet.line(blank + points * 0.3, right, baseline + points * 0.2)
    sheet.write_right(blank, baseline, READING, points, f"{cell.text} =")


def _remainder(sheet: PdfDocument, left: float, baseline: float, points: float) -> None:
    sheet.write(left + points * 0.2, baseline, READING, points * 0.8, "R")
    sheet.line(left + points * 0.8, left + points * REST, baseline + points * 0.2)


def _below_width(sheet: PdfDocument, cell: PageCell, *, rest: bool) -> float:
    problem = parted(cell.text)
    if problem is None:
        return sheet.measure(READING, 1, cell.text)
    return problem.width + (REST if rest and problem.sign == "÷" else 0)


def _below(
    sheet: PdfDocument,
    cell: PageCell,
    left: float,
    top: float,
    room: float,
    points: float,
    *,
    rest: bool,
) -> None:
    """A problem with room below to work in; a quotient is written above its bracket."""
    problem = parted(cell.text)
    if problem is None:
        sheet.write(left, top + points, READING, points, cell.text, room)
        return
    points = min(points, room / _below_width(sheet, cell, rest=rest))
    if problem.sign == "÷":
        baseline = top + points * (WRITING + 1)
        inside = left + (len(problem.other) * DIGIT + 0.5) * points
        right = inside + len(problem.one) * DIGIT * points
        _columns(sheet, inside - points * 0.5, baseline, points, problem.other)
        _columns(sheet, right, baseline, points, problem.one)
        _bracket(sheet, inside, right + points * 0.2, top + points * (WRITING + 0.1), points)
        if rest:
            _remainder(sheet, right + points * 0.2, top + points, points)
    else:
        right = left + problem.width * points
        lower = top + points * (1 + NUMBER)
        digits = max(len(problem.one), len(problem.other)) * DIGIT * points
        _columns(sheet, right, top + points, points, problem.one)
        sheet.write_right(right - digits - points * 0.25, lower, READING, points, problem.sign)
        _columns(sheet, right, lower, points, problem.other)
        sheet.pdf.set_line_width(THICK)
        sheet.line(left, right + points * 0.1, lower + points * 0.3)
        sheet.pdf.set_line_width(LINE)


def _columns(sheet: PdfDocument, right: float, baseline: float, points: float, number: str) -> None:
    """A number whose digits stand in columns."""
    left = right - len(number) * DIGIT * points
    for place, digit in enumerate(number):
        at = left + place * DIGIT * points
        sheet.write_middle(at, baseline, READING, points, digit, DIGIT * points)


def _bracket(sheet: PdfDocument, inside: float, right: float, top: float, points: float) -> None:
    left, bow = inside - points * 0.4, inside - points * 0.1
    sheet.pdf.set_line_width(THICK)
    sheet.line(left, right, top)
    sheet.pdf.bezier(
        [
            (left, top),
            (bow, top + points * 0.35),
            (bow, top + points * 0.75),
            (left, top + points * 1.1),
        ]
    )
    sheet.pdf.set_line_width(LINE)
