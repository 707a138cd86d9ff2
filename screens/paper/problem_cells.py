"""How problems are set: to be worked by the student, and with their keys for the examiner."""

from collections.abc import Sequence
from functools import partial

from probes.forms.digits import possible_steps, signs, written
from probes.forms.form import Form
from screens.paper import fraction_problem
from screens.paper.cell_style import Style
from screens.paper.column_problem import (
    DIGIT,
    NUMBER,
    WRITING,
    ColumnProblem,
    columns_of,
    parted,
)
from screens.paper.fraction_problem import AnswerBoxes, boxes_for, is_fraction
from screens.paper.page_cells import PageCell, lines_of
from screens.paper.pdf_document import BOLD, LINE, PLAIN, READING, THICK, PdfDocument

BLANK, BLANK_HEIGHT = 2.0, 1.5  # the box for an answer beside its problem
REST = 0.5  # room for R, before the box of what remains
REST_DIGIT = (0, 0.92, 1.3)  # width of that box by its number of digits
COUNT = 0.92  # size of the letters of what is possible
APART = 0.6  # more to the next problem, whose first number could be taken for that count


def problem_style(form: Form, *, student: bool, steps: bool) -> Style:
    """Return how a form of problems is set; the key says its ``steps`` where they count."""
    cells = [cell for line in lines_of(form) for cell in line.cells]
    facts = form.measure == "facts"
    if not student:
        # Beside each other five computations would be small.
        width = partial(_keyed_width, below=not facts, steps=steps)
        draw = partial(_keyed, below=not facts, steps=steps)
        leading = (1.5, 2.3) if facts else (2.5, 4.5)
        return Style(points=(11, 14), leading=leading, width=width, draw=draw)
    rest = _rest_columns(cells)
    if facts:
        width, draw = partial(_beside_width, rest=rest), partial(_beside, rest=rest)
        return Style(points=(13, 18), leading=(2, 3.6), width=width, draw=draw)
    height = _height(cells)
    fractions = [cell.text for cell in cells if is_fraction(cell.text)]
    boxes = boxes_for(fractions)
    width = partial(_below_width, rest=rest, boxes=boxes)
    draw = partial(_below, rest=rest, boxes=boxes)
    least = 12 if fractions else 13
    # Beside each other five that have a box for a whole number, too, would be small.
    wide = bool(fractions) and boxes.whole > 0
    return Style(
        points=(least, 20), leading=(height, height * 1.4), width=width, draw=draw, wide=wide
    )


def _rest_columns(cells: Sequence[PageCell]) -> int:
    """Return how many digits the box after each R has room for: those of the longest divisor.

    None if no division of the form leaves a remainder; otherwise every one has it, or it
    would say which leaves one.
    """
    if not any("R" in signs(cell.text, len(cell.parts)).values() for cell in cells):
        return 0
    problems = (parted(cell.text) for cell in cells)
    longest = max(len(one.other) for one in problems if one and one.sign == "÷")
    return min(longest, len(REST_DIGIT) - 1)


def _height(cells: Sequence[PageCell]) -> float:
    problems = (parted(cell.text) for cell in cells)
    columns = max((problem.height for problem in problems if problem), default=2)
    fraction = fraction_problem.BOXED + fraction_problem.WORKING
    return max(columns, fraction if any(is_fraction(cell.text) for cell in cells) else 0)


def _possible(cell: PageCell, *, steps: bool) -> str:
    """Return how many digits can be right, those of the written steps after a plus."""
    more = possible_steps(cell.text) if steps else 0
    return f"{len(cell.parts)}+{more}" if more else str(len(cell.parts))


def _keyed_width(sheet: PdfDocument, cell: PageCell, *, below: bool, steps: bool) -> float:
    problem = sheet.measure(PLAIN, 1, f"{cell.text} = ")
    right = sheet.measure(BOLD, 1, written(cell.text, cell.parts))
    right += sheet.measure(PLAIN, COUNT, _possible(cell, steps=steps)) + 0.5
    return max(problem, right) if below else problem + right + APART


def _keyed(
    sheet: PdfDocument,
    cell: PageCell,
    left: float,
    top: float,
    room: float,
    points: float,
    *,
    below: bool,
    steps: bool,
) -> None:
    """A problem and its answer, or its answer ``below`` it, and how many digits it has."""
    points = min(points, room / _keyed_width(sheet, cell, below=below, steps=steps))
    baseline = top + points
    at = left + sheet.write(left, baseline, PLAIN, points, f"{cell.text} = ")
    if below:
        at, baseline = left, baseline + points * 1.1
    at += sheet.write(at, baseline, BOLD, points, written(cell.text, cell.parts))
    sheet.pdf.set_text_color(90)
    sheet.write(at + points * 0.4, baseline, PLAIN, points * COUNT, _possible(cell, steps=steps))
    sheet.pdf.set_text_color(0)


def _beside_width(sheet: PdfDocument, cell: PageCell, *, rest: int) -> float:
    return sheet.measure(READING, 1, f"{cell.text} =") + BLANK + 0.3 + _rest_width(rest)


def _beside(
    sheet: PdfDocument,
    cell: PageCell,
    left: float,
    top: float,
    room: float,
    points: float,
    *,
    rest: int,
) -> None:
    """A problem and a box for its answer, at the right: the boxes stand in columns."""
    points = min(points, room / _beside_width(sheet, cell, rest=rest))
    baseline, right = top + points * 1.1, left + room
    if rest:
        right -= _rest_width(rest) * points
        _remainder(sheet, right, baseline, points, rest)
    blank = right - BLANK * points
    sheet.box(blank, baseline - points * 1.1, BLANK * points, points * BLANK_HEIGHT)
    sheet.write_right(blank - points * 0.3, baseline, READING, points, f"{cell.text} =")


def _rest_width(rest: int) -> float:
    return REST + REST_DIGIT[rest] if rest else 0


def _remainder(sheet: PdfDocument, left: float, baseline: float, points: float, rest: int) -> None:
    sheet.write(left + points * 0.06, baseline, READING, points * 0.6, "R")
    top, across = baseline - points * 1.1, REST_DIGIT[rest] * points
    sheet.box(left + points * REST, top, across, WRITING * points)


def _below_width(sheet: PdfDocument, cell: PageCell, *, rest: int, boxes: AnswerBoxes) -> float:
    if is_fraction(cell.text):
        return fraction_problem.width(sheet, cell.text, boxes)
    problem = parted(cell.text)
    if problem is None:
        return sheet.measure(READING, 1, cell.text)
    return problem.width + (_rest_width(rest) if problem.sign == "÷" else 0)


def _below(
    sheet: PdfDocument,
    cell: PageCell,
    left: float,
    top: float,
    room: float,
    points: float,
    *,
    rest: int,
    boxes: AnswerBoxes,
) -> None:
    """A problem with room below to work in; a quotient is written above its bracket."""
    points = min(points, room / _below_width(sheet, cell, rest=rest, boxes=boxes))
    problem = parted(cell.text)
    if is_fraction(cell.text):
        fraction_problem.draw(sheet, cell.text, left, top, points, boxes)
    elif problem is None:
        sheet.write(left, top + points, READING, points, cell.text, room)
    elif problem.sign == "÷":
        _division(sheet, problem, left, top, points, rest=rest)
    else:
        _stacked(sheet, problem, left, top, points)


def _division(
    sheet: PdfDocument,
    problem: ColumnProblem,
    left: float,
    top: float,
    points: float,
    *,
    rest: int,
) -> None:
    column = DIGIT * points
    baseline = top + points * (WRITING + 1.1)
    inside = left + columns_of(problem.other).total * column + 0.5 * points
    right = inside + columns_of(problem.one).total * column
    _columns(sheet, inside - points * 0.5, baseline, points, problem.other)
    _columns(sheet, right, baseline, points, problem.one)
    _bracket(sheet, inside, right + points * 0.1, top + points * (WRITING + 0.1), points)
    boxes = problem.answer.total
    sheet.box(inside, top, boxes * column, points * WRITING, boxes)
    if rest:
        _remainder(sheet, right, top + points * 1.1, points, rest)


def _stacked(
    sheet: PdfDocument, problem: ColumnProblem, left: float, top: float, points: float
) -> None:
    column = DIGIT * points
    answer = problem.answer
    right = left + problem.width * points
    lower = top + points * (1 + NUMBER)
    ends = [right - (answer.after - columns_of(number).after) * column * (problem.sign != "×")
            for number in (problem.one, problem.other)]  # fmt: skip
    first = min(
        end - columns_of(number).total * column
        for end, number in zip(ends, (problem.one, problem.other), strict=True)
    )
    _columns(sheet, ends[0], top + points, points, problem.one)
    sheet.write_middle(first - column, lower, READING, points, problem.sign, column)
    _columns(sheet, ends[1], lower, points, problem.other)
    sheet.pdf.set_line_width(THICK)
    sheet.line(left, right + points * 0.1, lower + points * 0.3)
    sheet.pdf.set_line_width(LINE)
    boxes = right - answer.total * column
    down = lower + points * (0.3 + WRITING * (problem.steps - 1) + 0.1)
    sheet.box(boxes, down, answer.total * column, points * WRITING, answer.total)


def _columns(sheet: PdfDocument, right: float, baseline: float, points: float, number: str) -> None:
    """A number whose digits stand in columns, its point on the line between two of them."""
    column = DIGIT * points
    left = right - columns_of(number).total * column
    place = 0
    for digit in number:
        if digit == ".":
            at = left + place * column - points * 0.5
            sheet.write_middle(at, baseline, READING, points, digit, points)
            continue
        sheet.write_middle(left + place * column, baseline, READING, points, digit, column)
        place += 1


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
