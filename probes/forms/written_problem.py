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

_BELOW_ZERO = "a problem's answer must be a number from 0 up"

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


@lru_cache(maxsize=4096)  # a form has few, and each is asked for many times
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


@lru_cache(maxsize=4096)
def answer_of(problem: WrittenProblem) -> WrittenAnswer:
    """Return the right answer: a fraction in lowest terms, a mixed number where it is above 1.

    Raises:
        BadProblem: it is below zero, divides by zero, or has more than six decimals.
    """
    if problem.shape == "fraction":
        return _of_fractions(problem)
    places = decimals(problem.one), decimals(problem.other)
    one, other = units(problem.one, max(places)), units(problem.other, max(places))
    match problem.sign:
        case "+":
            return _as_decimal(one + other, max(places))
        case "×":
            return _as_decimal(
                units(problem.one, places[0]) * units(problem.other, places[1]), sum(places)
            )
        case "−" if one >= other:
            return _as_decimal(one - other, max(places))
        case "÷" if other and not max(places):
            quotient, rest = divmod(one, other)
            if rest:
                return WrittenAnswer((str(quotient), str(rest)), ("", "R"))
            return WrittenAnswer((str(quotient),), ("",))
        case "÷" if other:
            quotient, rest = divmod(one * 10**MOST_DECIMALS, other)
            return _as_decimal(quotient, MOST_DECIMALS, even=not rest)
    raise BadProblem(_BELOW_ZERO)


def decimals(number: str) -> int:
    """Return how many digits a decimal has after the point."""
    return len(number.partition(".")[2])


def units(number: str, places: int) -> int:
    """Return a decimal in units of its so many places: 345 of "3.45" in hundredths."""
    whole, _, after = number.partition(".")
    return int(whole + after.ljust(places, "0"))


def _of_fractions(problem: WrittenProblem) -> WrittenAnswer:
    one, other = number(problem.one), number(problem.other)
    match problem.sign:
        case "+":
            value = one + other
        case "×":
            value = one * other
        case "−" if one >= other:
            value = one - other
        case "÷" if other:
            value = one / other
        case _:
            raise BadProblem(_BELOW_ZERO)
    whole, rest = divmod(value, 1)
    if not rest:
        return WrittenAnswer((str(whole),), ("",))
    parts, signs = (str(rest.numerator), str(rest.denominator)), ("", "/")
    if whole:
        return WrittenAnswer((str(whole), *parts), ("", " ", "/"))
    return WrittenAnswer(parts, signs)


def _as_decimal(value: int, places: int, *, even: bool = True) -> WrittenAnswer:
    """Return a value in units of so many places, as it is written; ``even``: nothing is left."""
    while places and value % 10 == 0:
        value, places = value // 10, places - 1
    if places > MOST_DECIMALS or not even:
        raise BadProblem(f"a decimal answer must come out even, with {MOST_DECIMALS} decimals")
    if not places:
        return WrittenAnswer((str(value),), ("",))
    whole, after = divmod(value, 10**places)
    if not whole:
        return WrittenAnswer((f"{after:0{places}}",), ("0.",))
    return WrittenAnswer((str(whole), f"{after:0{places}}"), ("", "."))
