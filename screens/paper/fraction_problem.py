"""A problem of fractions on paper: its numbers on one line, and boxes where the answer goes.

Widths are in letter sizes. Every problem of a form has the same boxes, so that they don't tell
which answer is a whole number or a fraction.
"""

import re
from typing import NamedTuple

from probes.forms.written_problem import BadProblem, answer_of, problem_of
from screens.paper.pdf_document import LINE, READING, THICK, PdfDocument

PART = 0.9  # size of a numerator's letters
BOX, BETWEEN = 1.35, 0.16  # height of a box; from a box to the bar
BOXED = 2 * (BOX + BETWEEN)  # height of the boxes of a fraction
COLUMN = 0.92  # width of a box for each digit
WORKING = 3.2  # room below to work in
SIGN, EQUALS = 1.15, 1.1


class AnswerBoxes(NamedTuple):
    """How many digits each box of a form's answers has room for; none where it is 0."""

    whole: int
    part: int

    @property
    def width(self) -> float:
        """How wide the boxes stand."""
        return (self.whole + self.part) * COLUMN + (0.2 if self.whole else 0)


def boxes_for(prompts: list[str]) -> AnswerBoxes:
    """Return the boxes that suit all of a form's problems of fractions."""
    whole = part = 0
    for prompt in prompts:
        problem = problem_of(prompt)
        if problem.shape != "fraction":
            continue
        answer = answer_of(problem)
        parts, signs = answer.parts, answer.signs
        if "/" not in signs or " " in signs:
            whole = max(whole, len(parts[0]))
        if "/" in signs:
            part = max(part, *map(len, parts[-2:]))
    return AnswerBoxes(whole, part or 2)


def is_fraction(text: str) -> bool:
    """Whether a text is a problem of fractions."""
    try:
        return problem_of(text).shape == "fraction"
    except BadProblem:
        return False


def width(sheet: PdfDocument, text: str, boxes: AnswerBoxes) -> float:
    """Return how wide a problem and its boxes are."""
    problem = problem_of(text)
    numbers = _width(sheet, problem.one) + _width(sheet, problem.other)
    return numbers + SIGN + EQUALS + boxes.width


def draw(
    sheet: PdfDocument, text: str, left: float, top: float, points: float, boxes: AnswerBoxes
) -> None:
    """Draw a problem and its boxes."""
    problem = problem_of(text)
    middle = top + points * BOXED / 2
    for part, after in ((problem.one, problem.sign), (problem.other, "=")):
        left += _draw_number(sheet, part, left, middle, points)
        room = (SIGN if after != "=" else EQUALS) * points
        sheet.write_middle(left, middle + points * 0.35, READING, points, after, room)
        left += room
    _draw_boxes(sheet, left, middle, points, boxes)


def _draw_boxes(
    sheet: PdfDocument, left: float, middle: float, points: float, boxes: AnswerBoxes
) -> None:
    high = BOX * points
    if boxes.whole:
        across = boxes.whole * COLUMN * points
        sheet.box(left, middle - high / 2, across, high)
        left += across + points * 0.2
    across = boxes.part * COLUMN * points
    sheet.box(left, middle - points * BETWEEN - high, across, high)
    sheet.box(left, middle + points * BETWEEN, across, high)
    _bar(sheet, left, across, middle)


def _width(sheet: PdfDocument, number: str) -> float:
    whole, above, below = _read(number)
    part = max(sheet.measure(READING, PART, above), sheet.measure(READING, PART, below))
    return sheet.measure(READING, 1, whole) + (part + 0.3 if below else 0)


def _draw_number(
    sheet: PdfDocument, number: str, left: float, middle: float, points: float
) -> float:
    """Draw a whole number, a fraction, or both; return how wide it is."""
    whole, above, below = _read(number)
    at = left + sheet.write(left, middle + points * 0.35, READING, points, whole) if whole else left
    if below:
        across = (_width(sheet, number) - sheet.measure(READING, 1, whole) - 0.1) * points
        at += points * 0.1
        small = points * PART
        sheet.write_middle(at, middle - points * 0.25, READING, small, above, across)
        sheet.write_middle(at, middle + small * 1.1, READING, small, below, across)
        _bar(sheet, at, across, middle)
    return _width(sheet, number) * points


def _bar(sheet: PdfDocument, left: float, across: float, middle: float) -> None:
    sheet.pdf.set_line_width(THICK)
    sheet.line(left, left + across, middle)
    sheet.pdf.set_line_width(LINE)


def _read(number: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"(?:([0-9]+) ?)??(?:([0-9]+)/([0-9]+))?", number)
    assert found is not None, number
    whole, above, below = found.groups(default="")
    return whole, above, below
