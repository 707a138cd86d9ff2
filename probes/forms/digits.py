"""Which digits of a written answer are right: docs/scoring.md, "Digits".

A problem is written as on the sheet: two whole numbers and one of + − × ÷,
"46 × 23". A key is its answer digit by digit: those of the sum, difference,
product or quotient, then those of the remainder where one is left.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from probes.forms.form import BadForm, Form

LONGEST_ANSWER = 40  # characters

DigitMark = Literal["error", "missing"]

_PROBLEM = re.compile(r"([0-9]{1,9}) ([+−×÷]) ([0-9]{1,9})")
_ANSWER = re.compile(r"\s*(?P<whole>[0-9_]*)\s*(?:[Rr]\s*(?P<rest>[0-9_]*)\s*)?")


class BadProblem(ValueError):
    """A problem that is not of the kind above, or has no whole answer."""


class BadAnswer(ValueError):
    """A text that is no answer: something else than digits, blanks and one R."""


class Compared(NamedTuple):
    """What is wrong with each digit of the key (None: right), and the digits too many."""

    marks: tuple[DigitMark | None, ...]
    extra: int


class _Problem(NamedTuple):
    left: int
    sign: str
    right: int


def key(problem: str) -> tuple[str, ...]:
    """Return the digits of a problem's answer.

    Raises:
        BadProblem: it can't be read, is below zero, or divides by zero.
    """
    whole, rest = _answer(_read(problem))
    return tuple(whole + rest)


def before_remainder(problem: str, digits: int) -> int:
    """Return how many of an answer's digits come before its remainder's.

    All of them where there is no remainder, or the problem can't be read.
    """
    try:
        whole, rest = _answer(_read(problem))
    except BadProblem:
        return digits
    return len(whole) if len(whole + rest) == digits else digits


def compare(problem: str, digits: Sequence[str], text: str) -> Compared:
    """Compare what a student wrote with the digits of the key.

    Columns are counted from the right; those of a quotient from the left. What
    follows R is compared by itself. A blank, ``_``, is a digit missing. A
    remainder of zero where none is left is no digit too many.

    Raises:
        BadAnswer: the text is no answer.
    """
    found = _ANSWER.fullmatch(text) if len(text) <= LONGEST_ANSWER else None
    if found is None:
        raise BadAnswer(
            f"an answer is digits, _ for a blank, and R before a remainder, "
            f"{LONGEST_ANSWER} characters at most"
        )
    at = before_remainder(problem, len(digits))
    rest = found["rest"] or ""
    if at == len(digits) and not rest.strip("0_"):
        rest = ""
    whole = _columns(digits[:at], found["whole"], from_left="÷" in problem)
    after = _columns(digits[at:], rest, from_left=False)
    return Compared(whole.marks + after.marks, whole.extra + after.extra)


def possible_steps(problem: str) -> int:
    """Return how many digits the longest written method has below the line, answer left out.

    A product has a row for each digit of the multiplier but zeros, with its
    placeholder zeros, if there is more than one row. A quotient of several digits
    has for each of them the product taken away and what is left, the next digit
    brought down. Nothing else has steps, nor has what can't be read.
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
    """See that a form's digits are the answers to its problems.

    Raises:
        BadForm: a problem is missing, can't be read, or has another answer.
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
        said = found[place : place + 1]
        if said in ("", "_"):
            marks.append("missing")
        else:
            marks.append(None if said == digit else "error")
    extra = len(found[len(expected) :].replace("_", ""))
    return Compared(tuple(marks[::step]), extra)


def _long_division(left: int, right: int) -> int:
    """Count the digits below the line: 92 ÷ 4 has 8, 12, 12 and 0."""
    quotient, dividend = str(left // right), str(left)
    at = len(dividend) - len(quotient) + 1
    digits, over = 0, int(dividend[:at])
    for place, digit in enumerate(quotient):
        product = right * int(digit)
        over -= product
        following = dividend[at + place : at + place + 1]
        over = int(f"{over}{following}")
        digits += len(str(product)) + len(str(over))
    return digits
