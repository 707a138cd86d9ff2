"""Problems of two whole numbers, and the sources that a skill takes them from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from probes.forms.seeded_random import SeededRandom


class Problem(NamedTuple):
    """Two whole numbers and a sign: + − × ÷."""

    one: int
    sign: str
    other: int

    def __str__(self) -> str:
        return f"{self.one} {self.sign} {self.other}"

    @property
    def possible(self) -> int:
        """How many digits the answer has, including a remainder's."""
        one, sign, other = self
        if sign == "÷":
            quotient, remainder = divmod(one, other)
            return len(str(quotient)) + (len(str(remainder)) if remainder else 0)
        return len(str(one + other if sign == "+" else one - other if sign == "−" else one * other))

    @property
    def trivial(self) -> bool:
        """Whether a rule gives the answer: + 0, − 0, 8 − 8, × 0, × 1, 0 ÷ 8, 8 ÷ 8, ÷ 1."""
        one, sign, other = self
        match sign:
            case "+":
                return 0 in (one, other)
            case "−":
                return other == 0 or one == other
            case "×":
                return min(one, other) < 2
        return other == 1 or one in (0, other)

    @property
    def regroups(self) -> bool:
        """Whether a sum carries, or a difference borrows, in some column."""
        one, other = self.one, self.other
        while one and other:
            if self.sign == "+" and one % 10 + other % 10 > 9:
                return True
            if self.sign == "−" and one % 10 < other % 10:
                return True
            one, other = one // 10, other // 10
        return False


@dataclass(frozen=True, slots=True)
class RandomProblems:
    """Problems made at random, for skills with too many to list.

    ``digits`` is how many digits each of the two numbers has, ``possible`` how many the
    answer has. ``regroup`` is None if regrouping doesn't matter. Without ``remainder`` a
    division has no remainder; ``quotient`` is how many digits it has, 0 if that doesn't matter.
    """

    sign: str
    digits: tuple[int, int]
    possible: int
    regroup: bool | None = None
    remainder: bool = False
    quotient: int = 0

    def deal(self, rng: SeededRandom) -> Iterator[Problem]:
        """Yield different problems; one with its numbers swapped counts as the same.

        There must be more of them than are asked for, as otherwise this never returns.
        """
        ones, others = map(self._numbers, self.digits)
        seen: set[Problem] = set()
        while True:
            problem = Problem(rng.among(ones), self.sign, rng.among(others))
            if self.sign == "÷" and not self.remainder:
                problem = problem._replace(one=problem.one - problem.one % problem.other)
            swapped = Problem(problem.other, self.sign, problem.one)
            if self._fits(problem) and seen.isdisjoint((problem, swapped)):
                seen.add(problem)
                yield problem

    def _numbers(self, digits: int) -> range:
        if digits == 1:
            return range(2 if self.sign in "×÷" else 1, 10)
        return range(10 ** (digits - 1), 10**digits)

    def _fits(self, problem: Problem) -> bool:
        one, sign, other = problem
        if sign == "÷":
            even = one % other == 0
            if even and (one // other % 10 == 0 or one // other in (11, 111)):
                return False  # 90 ÷ 9 and 77 ÷ 7 are read off
            return (
                len(str(one)) == self.digits[0]
                and one // other > 1
                and (other < 10 or other % 10 > 0)  # dividing by 20 is dividing by 2
                and even is not self.remainder
                and problem.possible == self.possible
                and self.quotient in (0, len(str(one // other)))
            )
        # A 0 at the end makes a column trivial, and a difference must be above 0.
        if one % 10 == 0 or other % 10 == 0 or (sign == "−" and one <= other):
            return False
        regroup = self.regroup in (None, problem.regroups)
        return regroup and problem.possible == self.possible


@dataclass(frozen=True, slots=True)
class ListedProblems:
    """Problems from a list, for facts."""

    problems: tuple[Problem, ...]

    def deal(self, rng: SeededRandom) -> Iterator[Problem]:
        """Yield the problems forever, each once before any is repeated."""
        return rng.cycle(self.problems)
