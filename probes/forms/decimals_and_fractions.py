"""Problems of decimals and of fractions, and the sources that their skills take them from.

All fractions of a kind are listed; decimals are made at random, as whole numbers are. Every
answer can be written in one way only: sums of fractions are below 1 and in lowest terms before
anything is reduced, and no decimal ends in 0.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, product
from math import gcd
from typing import NamedTuple

from probes.forms.digits import key
from probes.forms.seeded_random import SeededRandom
from probes.forms.written_problem import units


class ProblemText(NamedTuple):
    """Two numbers as they are written, and a sign."""

    one: str
    sign: str
    other: str

    def __str__(self) -> str:
        return f"{self.one} {self.sign} {self.other}"

    @property
    def possible(self) -> int:
        """How many digits the answer has."""
        return len(key(str(self)))

    @property
    def trivial(self) -> bool:
        """None of them is: no source has + 0, × 1 or the like."""
        return False


@dataclass(frozen=True, slots=True)
class RandomDecimals:
    """Decimals made at random.

    ``one`` and ``other`` have the number of digits before and after the point; a 0 before it
    is no digit. ``possible`` is how many digits the answer has. In a division ``one`` is what
    the quotient and the divisor make, and has to come out with as many digits.
    """

    sign: str
    one: tuple[int, int]
    other: tuple[int, int]
    possible: int

    def deal(self, rng: SeededRandom) -> Iterator[ProblemText]:
        """Yield different problems; one with its numbers swapped counts as the same.

        There must be more of them than are asked for, as otherwise this never returns.
        """
        seen: set[ProblemText] = set()
        while True:
            problem = self._any(rng)
            swapped = ProblemText(problem.other, self.sign, problem.one)
            if self._fits(problem) and seen.isdisjoint((problem, swapped)):
                seen.add(problem)
                yield problem

    def _any(self, rng: SeededRandom) -> ProblemText:
        one, other = rng.among(_with_digits(self.one)), rng.among(_with_digits(self.other))
        if self.sign == "÷":
            one -= one % other
        return ProblemText(_decimal(one, self.one[1]), self.sign, _decimal(other, self.other[1]))

    def _fits(self, problem: ProblemText) -> bool:
        written = (problem.one, self.one), (problem.other, self.other)
        if any(_digits(text) != digits or text[-1] == "0" for text, digits in written):
            return False
        if self.sign in "×÷" and "1" in (_bare(problem.one), _bare(problem.other)):
            return False
        places = max(self.one[1], self.other[1])
        one, other = units(problem.one, places), units(problem.other, places)
        if self.sign == "−" and 10 * (one - other) < 10**places:
            return False
        if self.sign == "÷" and _is_read_off(one, other):
            return False  # 7.7 ÷ 7
        answer = "".join(key(str(problem)))
        return len(answer) == self.possible and answer[-1] != "0"


def _with_digits(digits: tuple[int, int]) -> range:
    """Return the numbers of so many digits, in units of their last place."""
    return range(10 ** (sum(digits) - 1), 10 ** sum(digits))


def _decimal(units: int, places: int) -> str:
    if not places:
        return str(units)
    return f"{units // 10**places}.{units % 10**places:0{places}}"


def _bare(text: str) -> str:
    """Return a number without its point and the zeros around it: "1" of 0.1."""
    return text.replace(".", "").strip("0")


def _is_read_off(one: int, other: int) -> bool:
    """Return whether a quotient has no digit but 0 and 1."""
    common = gcd(one, other)
    return set(f"{one // common}{other // common}") <= set("01")


def _digits(text: str) -> tuple[int, int]:
    whole, _, after = text.partition(".")
    return len(whole.lstrip("0")), len(after)


def _written(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def _unreduced(sources: Iterable[tuple[str, str, str, int, int]]) -> Iterator[ProblemText]:
    """Yield the problems whose answer, before anything is reduced, is below 1 and can't be."""
    for one, sign, other, above, below in sources:
        if 0 < above < below and gcd(above, below) == 1:
            yield ProblemText(one, sign, other)


def _proper(denominators: Iterable[int]) -> list[Fraction]:
    return sorted({Fraction(n, d) for d in denominators for n in range(1, d)})


def like(sign: str) -> Iterator[ProblemText]:
    """Yield sums or differences of two fractions with one denominator, 3 to 12."""
    for below in range(3, 13):
        for a, b in combinations_with_replacement(range(1, below), 2):
            # Of two orders one, by turns: neither is on a form beside the other.
            high, low = (b, a) if sign == "−" or (a + b + below) % 2 else (a, b)
            above = high + low if sign == "+" else high - low
            if 0 < above < below and gcd(above, below) == 1:
                yield ProblemText(f"{high}/{below}", sign, f"{low}/{below}")


def mixed(sign: str) -> Iterator[ProblemText]:
    """Yield sums or differences of two mixed numbers with one denominator, 3 to 9.

    Nothing is regrouped: the whole numbers and the fractions are each worked by themselves.
    """
    for part in like(sign):
        below = int(part.one.split("/")[1])
        for one, other in product(range(1, 9), repeat=2):
            whole = one + other if sign == "+" else one - other
            swapped = sign == "+" and part.one == part.other and one > other
            if below < 10 and 1 <= whole <= 9 and not swapped:
                yield ProblemText(f"{one} {part.one}", sign, f"{other} {part.other}")


def whole_times(sign: str = "×") -> Iterator[ProblemText]:
    """Yield whole numbers, 2 to 9, times fractions with denominators 5 to 12; below 1."""
    yield from _unreduced(
        (str(n), sign, f"{above}/{below}", n * above, below)
        for n, below in product(range(2, 10), range(5, 13))
        for above in range(1, below)
        if gcd(above, below) == 1
    )


def unlike(sign: str) -> Iterator[ProblemText]:
    """Yield sums or differences of two fractions with two denominators, at most 30 in common."""
    for one, other in product(_proper((2, 3, 4, 5, 6, 8, 9, 10, 12)), repeat=2):
        common = one.denominator * other.denominator // gcd(one.denominator, other.denominator)
        high, low = one * common, other * common
        ordered = one > other if sign == "−" or (high + low) % 2 else one < other
        if ordered and one.denominator != other.denominator and common <= 30:
            above = int(high + low if sign == "+" else high - low)
            yield from _unreduced([(_written(one), sign, _written(other), above, common)])


def products(sign: str = "×") -> Iterator[ProblemText]:
    """Yield products of two fractions with denominators to 9, in which nothing cancels."""
    for one, other in combinations_with_replacement(_proper(range(2, 10)), 2):
        above = one.numerator * other.numerator
        below = one.denominator * other.denominator
        first, second = (one, other) if (above + below) % 2 else (other, one)
        yield from _unreduced([(_written(first), sign, _written(second), above, below)])


def unit_quotients(sign: str = "÷") -> Iterator[ProblemText]:
    """Yield unit fractions divided by whole numbers, and whole numbers by unit fractions."""
    for n, below in product(range(2, 10), range(2, 10)):
        yield ProblemText(f"1/{below}", sign, str(n))
        yield ProblemText(str(n), sign, f"1/{below}")


def quotients(sign: str = "÷") -> Iterator[ProblemText]:
    """Yield quotients of two fractions with denominators to 9, below 1, nothing cancelled."""
    for one, other in product(_proper(range(2, 10)), repeat=2):
        above = one.numerator * other.denominator
        below = one.denominator * other.numerator
        if other.numerator > 1 and one != other:
            yield from _unreduced([(_written(one), sign, _written(other), above, below)])


@dataclass(frozen=True, slots=True)
class FractionProblems:
    """The problems of a function above whose answers have so many digits; with ``sign``, its.

    They are listed when the first form asks for them, since that takes some milliseconds.
    """

    source: Callable[[str], Iterator[ProblemText]]
    sign: str
    possible: int

    def deal(self, rng: SeededRandom) -> Iterator[ProblemText]:
        """Yield the problems forever, each once before any is repeated."""
        return rng.cycle(_listed(self.source, self.sign, self.possible))


@cache
def _listed(
    source: Callable[[str], Iterator[ProblemText]], sign: str, possible: int
) -> tuple[ProblemText, ...]:
    return tuple(problem for problem in source(sign) if problem.possible == possible)
