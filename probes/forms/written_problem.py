"""A written problem taken apart: two numbers and a sign, and the answer in its parts.

Numbers are whole ("46"), decimals ("3.45", "0.6") or fractions ("3/8", "1 2/5"). An answer's
parts are what is compared by itself: a quotient and its remainder; what stands before a
decimal point and after it; the whole number of a mixed number, a numerator and a denominator.
"""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

MOST_DECIMALS = 6

Shape = Literal["whole", "decimal", "fraction"]

_NUMBER = r"(?:[0-9]{1,6} )?[0-9]{1,6}/[0-9]{1,6}|[0-9]{1,6}\.[0-9]{1,4}|[0-9]{1,9}"
_PROBLEM = re.compile(rf"({_NUMBER}) ([+−×÷]) ({_NUMBER})")


class BadProblem(ValueError):
    """A text that is not a problem as above, or that has no answer as above."""


class WrittenProblem(NamedTuple):
    """Two numbers as they are written, and one of + − × ÷."""

    one: str
    sign: str
    other: str

    @property
    def shape(self) -> Shape:
        """What its answer is written as, if it isn't a whole number."""
        if "/" in self.one + self.other:
            return "fraction"
        return "decimal" if "." in self.one + self.other else "whole"


class WrittenAnswer(NamedTuple):
    """The digits of each part, and the signs that stand before the parts: R . / and a space.

    The first sign is empty, but "0." before the only part of a number such as 0.24: a zero
    before the point is written or not, and is no digit that counts.
    """

    parts: tuple[str, ...]
    signs: tuple[str, ...]
    value: Fraction


@lru_cache(maxsize=512)  # a form has few, and each is asked for many times
def problem_of(text: str) -> WrittenProblem:
    """Return the problem that a text is.

    Raises:
        BadProblem: it is none, divides by zero within a number, or mixes decimals and fractions.
    """
    found = _PROBLEM.fullmatch(text)
    if found is None:
        raise BadProblem(
            "a problem is two numbers and a sign, such as “46 × 23”, “2.5 + 1.75” or “3/8 + 2/8”"
        )
    problem = WrittenProblem(*found.groups())
    if "." in text and "/" in text:
        raise BadProblem("a problem has decimals or fractions, not both")
    if re.search(r"/0+(?![0-9])", text):
        raise BadProblem("a fraction's denominator is not 0")
    return problem


def number(text: str) -> Fraction:
    """Return the value of a number as it is written: "1 2/5", "3.45", "46"."""
    return sum(map(Fraction, text.split(" ")), Fraction(0))


@lru_cache(maxsize=512)
def answer_of(problem: WrittenProblem) -> WrittenAnswer:
    """Return the right answer: a fraction in lowest terms, a mixed number where it is above 1.

    Raises:
        BadProblem: it is below zero, divides by zero, or has more than six decimals.
    """
    one, other = number(problem.one), number(problem.other)
    match problem.sign:
        case "+":
            value = one + other
        case "×":
            value = one * other
        case "−" if one >= other:
            value = one - other
        case "÷" if other and problem.shape == "whole":
            quotient, rest = divmod(int(one), int(other))
            parts = (str(quotient), *([str(rest)] if rest else []))
            return WrittenAnswer(parts, ("", "R")[: len(parts)], Fraction(quotient))
        case "÷" if other:
            value = one / other
        case _:
            raise BadProblem("a problem's answer must be a number from 0 up")
    return _as_fraction(value) if problem.shape == "fraction" else _as_decimal(value)


def _as_fraction(value: Fraction) -> WrittenAnswer:
    whole, rest = divmod(value, 1)
    if not rest:
        return WrittenAnswer((str(whole),), ("",), value)
    parts, signs = (str(rest.numerator), str(rest.denominator)), ("", "/")
    if whole:
        return WrittenAnswer((str(whole), *parts), ("", " ", "/"), value)
    return WrittenAnswer(parts, signs, value)


def _as_decimal(value: Fraction) -> WrittenAnswer:
    places = next((n for n in range(MOST_DECIMALS + 1) if 10**n % value.denominator == 0), None)
    if places is None:
        raise BadProblem(f"a decimal answer must come out even, with {MOST_DECIMALS} decimals")
    whole, after = divmod(int(value * 10**places), 10**places)
    if not places:
        return WrittenAnswer((str(whole),), ("",), value)
    decimals = f"{after:0{places}}"
    if not whole:
        return WrittenAnswer((decimals,), ("0.",), value)
    return WrittenAnswer((str(whole), decimals), ("", "."), value)
