"""Which digits of a written answer are correct: docs/scoring.md, "Digits".

A problem is two whole numbers and one of + − × ÷, such as "46 × 23". Its key has the
digits of the sum, difference, product or quotient, then those of a remainder that
is not 0.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from probes.forms.form import BadForm, Form

LONGEST_ANSWER = 40  # characters

DigitMark = Literal["error", "missing"]

_PROBLEM = re.compile(r"([0-9]{1,9}) ([+−×÷]) ([0-9]{1,9})")
_ANSWER = re.compile(r"\s*(?P<result>[0-9_]*)\s*(?:[Rr]\s*(?P<remainder>[0-9_]*)\s*)?")


class BadProblem(ValueError):
    """A text that is not a problem as above, or whose answer is no whole number."""


class BadAnswer(ValueError):
    """A text that is not an answer: it has more than digits, blanks and one R."""


class Compared(NamedTuple):
    """What is wrong with each digit of the key (None: nothing), and the number of extra digits."""

    marks: tuple[DigitMark | None, ...]
    extra: int


class _Problem(NamedTuple):
    left: int
    sign: str
    right: int


def key(problem: str) -> tuple[str, ...]:
    """Return the digits of a problem's answer.

    Raises:
        BadProblem: it is not a problem, its answer is below zero, or it divides by zero.
    """
    result, remainder = _answer(_read(problem))
    return tuple(result + remainder)


def before_remainder(problem: str, digits: int) -> int:
    """Return how many of an answer's digits come before its remainder.

    All of them if there is no remainder, or the text is not a problem.
    """
    try:
        result, remainder = _answer(_read(problem))
    except BadProblem:
        return digits
    return len(result) if len(result + remainder) == digits else digits


def compare(problem: str, digits: Sequence[str], text: str) -> Compared:
    """Compare what a student wrote with the digits of the key.

    Columns are counted from the right, or from the left in a quotient. The remainder
    after R is compared separately. A blank, ``_``, is a missing digit. Writing a
    remainder of 0 if there is none adds no extra digit.

    Raises:
        BadAnswer: the text is not an answer.
    """
    found = _ANSWER.fullmatch(text) if len(text) <= LONGEST_ANSWER else None
    if found is None:
        raise BadAnswer(
            f"an answer is digits, _ for a blank, and R before a remainder, "
            f"{LONGEST_ANSWER} characters at most"
        )
    at = before_remainder(problem, len(digits))
    written = found["remainder"] or ""
    if at == len(digits) and not written.strip("0_"):
        written = ""
    result = _columns(digits[:at], found["result"], from_left="÷" in problem)
    remainder = _columns(digits[at:], written, from_left=False)
    return Compared(result.marks + remainder.marks, result.extra + remainder.extra)


def possible_steps(problem: str) -> int:
    """Return how many digits the longest written method has besides the answer.

    A product with more than one partial product has all of them, one for each nonzero
    digit of the multiplier, with their placeholder zeros. A quotient of several digits
    has for each of them the product that is subtracted, and the difference with the
    next digit brought down. Nothing else has steps, nor has a text that is not a problem.
    """
    try:
        left, sign, right = _read(problem)
    except BadProblem:
        return 0
    if sign == "×":
        rows = [
            len(str(left * int(digit))) + place
            for place, digit in enumerate(reversed(str(right)))
            if digit != "0" and left
        ]
        return sum(rows) if len(rows) > 1 else 0
    if sign == "÷" and right and left // right > 9:
        return _long_division(left, right)
    return 0


def check(form: Form) -> None:
    """Check that a form's digits are the answers to its problems.

    Raises:
        BadForm: the form has no problems, or a text is not a problem, or has another answer.
    """
    if not form.prompts:
        raise BadForm("a form of problems needs groups, and prompts such as “8 + 7”")
    for group, prompt in enumerate(form.prompts):
        try:
            right = key(prompt)
        except BadProblem as problem:
            raise BadForm(f"problem {group + 1}: {problem}") from None
        if tuple(form.items[item] for item in form.group(group)) != right:
            raise BadForm(f"problem {group + 1} has other digits than its answer")


def _read(problem: str) -> _Problem:
    found = _PROBLEM.fullmatch(problem)
    if found is None:
        raise BadProblem("a problem is two whole numbers and a sign, such as “46 × 23”")
    return _Problem(int(found[1]), found[2], int(found[3]))


def _answer(problem: _Problem) -> tuple[str, str]:
    left, sign, right = problem
    match sign:
        case "+":
            return str(left + right), ""
        case "×":
            return str(left * right), ""
        case "−" if left >= right:
            return str(left - right), ""
        case "÷" if right:
            return str(left // right), str(left % right or "")
    raise BadProblem("a problem's answer must be a whole number from 0 up")


def _columns(digits: Sequence[str], written: str, *, from_left: bool) -> Compared:
    step = 1 if from_left else -1
    expected, found = "".join(digits)[::step], written[::step]
    marks: list[DigitMark | None] = []
    for place, digit in enumerate(expected):
        written_digit = found[place : place + 1]
        if written_digit in ("", "_"):
            marks.append("missing")
        else:
            marks.append(None if written_digit == digit else "error")
    extra = len(found[len(expected) :].replace("_", ""))
    return Compared(tuple(marks[::step]), extra)


def _long_division(left: int, right: int) -> int:
    """Return the number of digits of the steps: those of 92 ÷ 4 are 8, 12, 12 and 0."""
    quotient, dividend = str(left // right), str(left)
    at = len(dividend) - len(quotient) + 1
    digits, difference = 0, int(dividend[:at])
    for place, digit in enumerate(quotient):
        product = right * int(digit)
        difference -= product
        following = dividend[at + place : at + place + 1]
        difference = int(f"{difference}{following}")
        digits += len(str(product)) + len(str(difference))
    return digits
