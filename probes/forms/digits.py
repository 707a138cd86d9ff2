"""Which digits of a written answer are correct: docs/scoring.md, "Digits".

The key of a problem such as "46 × 23" has the digits of its answer, part after part
(``written_problem``): a quotient and a remainder that is not 0, a decimal before and after the
point, a whole number, a numerator and a denominator.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import Literal, NamedTuple

from probes.forms.form import BadForm, Form
from probes.forms.written_problem import (
    BadProblem,
    Shape,
    WrittenAnswer,
    WrittenProblem,
    answer_of,
    number,
    problem_of,
)

LONGEST_ANSWER = 40  # characters

DigitMark = Literal["error", "missing"]

_WHOLE = re.compile(r"\s*([0-9_]*)\s*(?:[Rr]\s*([0-9_]*)\s*)?")
_DECIMAL = re.compile(r"\s*([0-9_]*)(?:\.([0-9_]*))?\s*")
_FRACTION = re.compile(r"\s*(?:([0-9_]*)\s+)?([0-9_]*)\s*/\s*([0-9_]*)\s*")
_ALLOWED: Mapping[Shape, str] = {
    "whole": "R before a remainder",
    "decimal": "a decimal point",
    "fraction": "/ in a fraction, with a space after a whole number before it",
}


class BadAnswer(ValueError):
    """A text that is not an answer to its problem, such as one with two remainders."""


class Compared(NamedTuple):
    """What is wrong with each digit of the key (None: nothing), and the number of extra digits."""

    marks: tuple[DigitMark | None, ...]
    extra: int


def key(problem: str) -> tuple[str, ...]:
    """Return the digits of a problem's answer.

    Raises:
        BadProblem: it is not a problem, or has no answer of the allowed kind.
    """
    return tuple("".join(answer_of(problem_of(problem)).parts))


def signs(problem: str, digits: int) -> dict[int, str]:
    """Return what stands between an answer's digits, by the digit that it stands before.

    "R" before a remainder, ".", "/", " " before the fraction of a mixed number; "0." before the
    first digit of 0.24. Nothing if the text is not a problem or its answer has not so many digits.
    """
    answer = _answer(problem, digits)
    if answer is None:
        return {}
    starts = accumulate(map(len, answer.parts), initial=0)
    return {at: sign for at, sign in zip(starts, answer.signs, strict=False) if sign}


def signs_allowed(problem: str) -> str:
    """Return the signs that an answer may have besides digits and blanks; "" of no problem."""
    try:
        taken = problem_of(problem)
    except BadProblem:
        return ""
    if taken.shape == "whole":
        return "R" if taken.sign == "÷" else ""
    return "." if taken.shape == "decimal" else " /"


def written(problem: str, digits: Sequence[str]) -> str:
    """Return an answer's digits as it is written: "1305", "3 R2", "6.15", "1 2/5"."""
    between = signs(problem, len(digits))
    spaced = {at: " R" if sign == "R" else sign for at, sign in between.items()}
    return "".join(spaced.get(at, "") + digit for at, digit in enumerate(digits))


def compare(problem: str, digits: Sequence[str], text: str) -> Compared:
    """Compare what a student wrote with the digits of the key.

    Columns are counted from the right, or from the left in a quotient; outward from a decimal
    point. The parts of a fraction are compared each by itself, and so is a remainder. A fraction
    of the same value is all right, however it is written. A blank, ``_``, is a missing digit.
    No digit too many are a remainder of 0 if there is none, a zero alone before the point, and
    zeros at the end of the decimals.

    Raises:
        BadAnswer: the text is not an answer.
    """
    answer = _answer(problem, len(digits))
    shape = problem_of(problem).shape if answer else "whole"
    if len(text) > LONGEST_ANSWER or (found := _parts(shape, text)) is None:
        raise BadAnswer(
            f"an answer is digits, _ for a blank, and {_ALLOWED[shape]}, "
            f"{LONGEST_ANSWER} characters at most"
        )
    parts, split = _parts_of(digits, answer)
    if shape == "fraction":
        return _compared_fraction(parts, answer, found)
    if shape == "decimal":
        return _compared_decimal(parts, answer, found, from_left="÷" in problem)
    whole, rest = found
    if not split and not rest.strip("0_"):
        rest = ""
    result = _columns(parts[0], whole, from_left="÷" in problem)
    remainder = _columns(parts[1] if split else (), rest, from_left=False)
    return Compared(result.marks + remainder.marks, result.extra + remainder.extra)


def possible_steps(problem: str) -> int:
    """Return how many digits the longest written method has besides the answer.

    A product with more than one partial product has all of them, one for each nonzero
    digit of the multiplier, with their placeholder zeros. A quotient of several digits
    has for each of them the product that is subtracted, and the difference with the
    next digit brought down. Decimals have the same without their points. Fractions that are
    written anew with one denominator, and a divisor that is turned over, have their digits.
    Nothing else has steps, nor has a text that is not a problem.
    """
    try:
        taken = problem_of(problem)
        if taken.shape == "fraction":
            answer_of(taken)
            return _fraction_steps(taken)
        if taken.sign not in "×÷":
            return 0
        answer = answer_of(taken)
    except BadProblem:
        return 0
    if taken.sign == "×":
        left, right = (int(text.replace(".", "")) for text in (taken.one, taken.other))
        rows = [
            len(str(left * int(digit))) + place
            for place, digit in enumerate(reversed(str(right)))
            if digit != "0" and left
        ]
        return sum(rows) if len(rows) > 1 else 0
    if taken.sign == "÷":
        dividend, divisor = number(taken.one), int(taken.other.replace(".", ""))
        if taken.shape == "decimal":  # with the zeros that are brought down to its last decimal
            dividend = Fraction(int("".join(answer.parts)) * divisor)
        if dividend // divisor > 9:
            return _long_division(int(dividend), divisor)
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


def _answer(problem: str, digits: int) -> WrittenAnswer | None:
    """Return a problem's answer; None if there is none of so many digits."""
    try:
        answer = answer_of(problem_of(problem))
    except BadProblem:
        return None
    return answer if len("".join(answer.parts)) == digits else None


def _parts(shape: Shape, text: str) -> tuple[str, ...] | None:
    """Return the parts of what was written: whole and remainder, or before and after the point.

    Of a fraction: whole, numerator, denominator. None if the text is no answer of that shape.
    """
    if shape == "fraction" and "/" in text:
        pattern = _FRACTION
    else:
        pattern = _DECIMAL if shape == "decimal" else _WHOLE
    found = pattern.fullmatch(text)
    if found is None or (shape == "fraction" and "R" in text.upper()):
        return None
    parts = found.groups(default="")
    return (parts[0], "", "") if shape == "fraction" and pattern is _WHOLE else parts


def _parts_of(
    digits: Sequence[str], answer: WrittenAnswer | None
) -> tuple[list[Sequence[str]], bool]:
    """Return the key's digits by part, and whether there is more than one part."""
    if answer is None:
        return [digits], False
    ends = list(accumulate(map(len, answer.parts)))
    starts = [0, *ends[:-1]]
    return [digits[a:b] for a, b in zip(starts, ends, strict=True)], len(ends) > 1


def _compared_decimal(
    parts: list[Sequence[str]],
    answer: WrittenAnswer | None,
    found: tuple[str, ...],
    *,
    from_left: bool,
) -> Compared:
    assert answer is not None
    before: Sequence[str] = () if answer.signs[0] else parts[0]
    after: Sequence[str] = parts[-1] if "." in answer.signs[-1] else ()
    whole, decimals = found
    if not before and not whole.strip("0"):
        whole = ""
    decimals = decimals[: len(after)] + decimals[len(after) :].rstrip("0")
    # With a point in the key or in the answer, columns are counted from it.
    left = from_left and not after and not decimals
    one = _columns(before, whole, from_left=left)
    other = _columns(after, decimals, from_left=True)
    return Compared(one.marks + other.marks, one.extra + other.extra)


def _compared_fraction(
    parts: list[Sequence[str]], answer: WrittenAnswer | None, found: tuple[str, ...]
) -> Compared:
    assert answer is not None
    right = ("", *answer.parts) if len(answer.parts) == 2 else answer.parts
    if _value(found) == _value((*right, "", "")[:3]):
        return Compared((None,) * sum(map(len, parts)), 0)
    expected: list[Sequence[str]] = [(), (), ()]
    if len(parts) == 2:
        expected[1:] = parts
    else:
        expected[: len(parts)] = parts
    each = [
        _columns(part, text, from_left=False) for part, text in zip(expected, found, strict=True)
    ]
    marks = tuple(mark for one in each for mark in one.marks)
    return Compared(marks, sum(one.extra for one in each))


def _value(found: tuple[str, ...]) -> Fraction | None:
    """Return the value of a fraction or whole number as written; None if it has none."""
    whole, numerator, denominator = found
    if "_" in "".join(found) or bool(numerator) != bool(denominator) or not any(found):
        return None
    if not denominator:
        return Fraction(int(whole))
    if not int(denominator):
        return None
    return int(whole or "0") + Fraction(int(numerator), int(denominator))


def _columns(digits: Sequence[str], text: str, *, from_left: bool) -> Compared:
    step = 1 if from_left else -1
    expected, found = "".join(digits)[::step], text[::step]
    marks: list[DigitMark | None] = []
    for place, digit in enumerate(expected):
        written_digit = found[place : place + 1]
        if written_digit in ("", "_"):
            marks.append("missing")
        else:
            marks.append(None if written_digit == digit else "error")
    extra = len(found[len(expected) :].replace("_", ""))
    return Compared(tuple(marks[::step]), extra)


def _fraction_steps(problem: WrittenProblem) -> int:
    """Return the digits of what is written between a problem of fractions and its answer.

    With + and −: each fraction that is written anew over the least common denominator. With ÷:
    the divisor turned over.
    """
    if problem.sign == "÷":
        turned = number(problem.other)
        return len(f"{turned.numerator}{turned.denominator}")
    fractions = [text.split(" ")[-1] for text in (problem.one, problem.other) if "/" in text]
    if problem.sign == "×" or len(fractions) < 2:
        return 0
    pairs = [tuple(map(int, fraction.split("/"))) for fraction in fractions]
    common = lcm(*(below for _, below in pairs))
    anew = [(above * common // below, common) for above, below in pairs if below != common]
    return sum(len(f"{above}{below}") for above, below in anew)


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
