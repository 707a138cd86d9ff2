"""Problems of two whole numbers, and where those of a kind come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from probes.forms.chance import Chance


class Problem(NamedTuple):
    """Two whole numbers and a sign: + − × ÷."""

    one: int
    sign: str
    other: int

    def __str__(self) -> str:
        return f"{self.one} {self.sign} {self.other}"

    @property
    def possible(self) -> int:
        """The digits of the answer, those of a remainder too."""
        one, sign, other = self
        if sign == "÷":
            whole, rest = divmod(one, other)
            return len(str(whole)) + (len(str(rest)) if rest else 0)
        return len(str(one + other if sign == "+" else one - other if sign == "−" else one * other))

    @property
    def trivial(self) -> bool:
        """Whether a rule answers it, and no fact: + 0, − 0, 8 − 8, × 0, × 1, 0 ÷ 8, 8 ÷ 8, ÷ 1."""
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
class Drawn:
    """Problems too many to list: what is known of them.

    ``digits`` are those of the two numbers. None where it doesn't matter
    whether they regroup. Without ``remainder`` a division comes out even.
    """

    sign: str
    digits: tuple[int, int]
    possible: int
    regroup: bool | None = None
    remainder: bool = False

    def deal(self, chance: Chance) -> Iterator[Problem]:
        """Deal such problems, none of them twice, nor with its numbers changed round.

        There have to be more of them than a page needs: who asks for more waits for ever.
        """
        ones, others = map(self._numbers, self.digits)
        dealt: set[Problem] = set()
        while True:
            problem = Problem(chance.among(ones), self.sign, chance.among(others))
            if self.sign == "÷" and not self.remainder:
                problem = problem._replace(one=problem.one - problem.one % problem.other)
            turned = Problem(problem.other, self.sign, problem.one)
            if self._fits(problem) and dealt.isdisjoint((problem, turned)):
                dealt.add(problem)
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
                and (other < 10 or other % 10 > 0)  # dividing by 20 is moving a digit
                and even is not self.remainder
                and problem.possible == self.possible
            )
        # A 0 at the end makes a column trivial, and a difference must be above 0.
        if one % 10 == 0 or other % 10 == 0 or (sign == "−" and one <= other):
            return False
        regroup = self.regroup in (None, problem.regroups)
        return regroup and problem.possible == self.possible


@dataclass(frozen=True, slots=True)
class Listed:
    """Facts: all of them that belong to a share of the page."""

    problems: tuple[Problem, ...]

    def deal(self, chance: Chance) -> Iterator[Problem]:
        """Deal them without end, each once before one comes again."""
        return chance.deck(self.problems)
