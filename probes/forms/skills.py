"""The skills of math forms: basic facts, and written computation with all kinds of numbers.

A skill is data. Its forms are made of blocks with the same mix of problems: a fixed
number with a short answer, and a fixed number with a long one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import product

from probes.forms.decimals_and_fractions import (
    FractionProblems,
    RandomDecimals,
    like,
    mixed,
    products,
    quotients,
    unit_quotients,
    unlike,
    whole_times,
)
from probes.forms.problems import ListedProblems, Problem, RandomProblems

Source = RandomProblems | ListedProblems | RandomDecimals | FractionProblems

FACTS = 60  # problems on a form: more than anyone can answer in a minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """What the problems of a form practise. Its id is the form's level.

    ``grades`` are the grades in which it is usual. ``mix`` has the number of problems in
    each block from each source; a form has ``blocks`` blocks.
    """

    id: str
    measure: str
    grades: tuple[str, ...]
    mix: tuple[tuple[int, Source], ...]
    blocks: int

    @property
    def problems(self) -> int:
        """The number of problems on a form."""
        return self.blocks * sum(count for count, _ in self.mix)


@cache
def skills() -> dict[tuple[str, str], Skill]:
    """Return all skills by measure and id."""
    return {
        (skill.measure, skill.id): skill
        for skill in (*_facts(), *_computation(), *_decimals(), *_fractions())
    }


def _facts() -> Iterator[Skill]:
    small = range(11)
    sums = [Problem(a, "+", b) for a, b in product(small, small)]
    differences = [Problem(a + b, "−", b) for a, b in product(small, small)]
    products = [Problem(a, "×", b) for a, b in product(range(10), range(10))]
    quotients = [Problem(q * d, "÷", d) for q, d in product(range(10), range(1, 10))]
    sums_10 = [p for p in sums if p.one + p.other <= 10]
    differences_10 = [p for p in differences if p.one <= 10]
    early, late = ("K", "1", "2"), ("3", "4", "5")
    for skill, grades, pools in (
        ("add-10", early, (sums_10,)),
        ("sub-10", early, (differences_10,)),
        ("add-sub-10", early, (sums_10, differences_10)),
        ("add-20", ("1", "2", "3"), (sums,)),
        ("sub-20", ("1", "2", "3"), (differences,)),
        ("add-sub-20", ("1", "2", "3"), (sums, differences)),
        ("mul", late, (products,)),
        ("div", late, (quotients,)),
        ("mul-div", late, (products, quotients)),
        ("facts-mixed", late, (sums, differences, products, quotients)),
    ):
        yield _facts_of(skill, grades, pools)
    for n in range(2, 10):
        for name, pool in (("add", sums), ("sub", differences), ("mul", products)):
            with_n = [p for p in pool if p.other == n or (p.one == n and p.sign != "−")]
            grades = late if name == "mul" else ("1", "2", "3")
            yield _facts_of(f"{name}-{n}s", grades, (with_n,))
        yield _facts_of(f"div-{n}s", late, ([p for p in quotients if p.other == n],))


def _facts_of(skill: str, grades: tuple[str, ...], pools: Sequence[list[Problem]]) -> Skill:
    """Return a skill whose blocks have one trivial problem and nine others.

    The nine are shared evenly among the pools, and a pool's share between short and long
    answers in the pool's own proportion.
    """
    # One digit each, so that it makes no difference which of them is used.
    easy = [p for pool in pools for p in pool if p.trivial and p.possible == 1]
    mix: list[tuple[int, Source]] = [(1, ListedProblems(tuple(easy)))]
    for index, pool in enumerate(pools):
        count = (9 + index) // len(pools)  # 9; 4 + 5; 2 + 2 + 2 + 3
        short = tuple(p for p in pool if not p.trivial and p.possible == 1)
        long = tuple(p for p in pool if not p.trivial and p.possible == 2)
        longer = round(count * len(long) / len(short + long))
        mix += [(count - longer, ListedProblems(short)), (longer, ListedProblems(long))]
    mix = [(count, share) for count, share in mix if count]
    return Skill(id=skill, measure="facts", grades=grades, mix=tuple(mix), blocks=FACTS // 10)


def _computation() -> Iterator[Skill]:
    def skill(name: str, grades: str, rows: int, *mix: tuple[int, RandomProblems]) -> Skill:
        return Skill(id=name, measure="comp", grades=tuple(grades), mix=mix, blocks=rows)

    def plus(digits: tuple[int, int], possible: int, regroup: bool | None = None) -> RandomProblems:
        return RandomProblems("+", digits, possible, regroup)

    def minus(
        digits: tuple[int, int], possible: int, regroup: bool | None = None
    ) -> RandomProblems:
        return RandomProblems("−", digits, possible, regroup)

    def times(one: int, other: int, possible: int) -> RandomProblems:
        return RandomProblems("×", (one, other), possible)

    def divided(one: int, other: int, possible: int, *, rest: bool = False) -> RandomProblems:
        return RandomProblems("÷", (one, other), possible, remainder=rest)

    ones, twos, threes, fours = (1, 1), (2, 2), (3, 3), (4, 4)
    # Mixed, by grade: each row of five has one of each.
    yield skill(
        "1", "1", 6,
        (1, plus(ones, 1)), (1, plus(ones, 2)), (1, minus(ones, 1)),
        (1, plus((2, 1), 2, regroup=False)), (1, minus((2, 1), 2, regroup=False)),
    )  # fmt: skip
    yield skill(
        "2", "2", 6,
        (1, plus(twos, 2, regroup=False)), (1, plus(twos, 2, regroup=True)),
        (1, plus(twos, 3, regroup=True)),
        (1, minus(twos, 2, regroup=False)), (1, minus(twos, 2, regroup=True)),
    )  # fmt: skip
    yield skill(
        "3", "3", 5,
        (1, plus(threes, 3, regroup=True)), (1, minus(threes, 3, regroup=False)),
        (1, minus(threes, 3, regroup=True)), (1, times(1, 1, 2)), (1, divided(2, 1, 1)),
    )  # fmt: skip
    yield skill(
        "4", "4", 5,
        (1, plus(threes, 4, regroup=True)), (1, minus(fours, 4, regroup=True)),
        (1, times(2, 1, 3)), (1, divided(2, 1, 2)), (1, divided(2, 1, 3, rest=True)),
    )  # fmt: skip
    yield skill(
        "5", "5", 5,
        (1, minus(fours, 4, regroup=True)), (1, times(3, 1, 4)), (1, times(2, 2, 4)),
        (1, divided(3, 1, 3)), (1, divided(3, 1, 3, rest=True)),
    )  # fmt: skip
    yield skill(
        "6", "6", 5,
        (1, times(2, 2, 4)), (1, times(3, 2, 5)), (1, divided(3, 2, 2)),
        (1, divided(3, 2, 3, rest=True)), (1, divided(4, 1, 4, rest=True)),
    )  # fmt: skip
    # One skill.
    yield skill("add-2", "12", 6, (5, plus(twos, 2, regroup=False)))
    yield skill(
        "add-2-regroup", "23", 6,
        (3, plus(twos, 2, regroup=True)), (2, plus(twos, 3, regroup=True)),
    )  # fmt: skip
    yield skill("add-3", "23", 6, (5, plus(threes, 3, regroup=False)))
    yield skill(
        "add-3-regroup", "34", 6,
        (3, plus(threes, 3, regroup=True)), (2, plus(threes, 4, regroup=True)),
    )  # fmt: skip
    yield skill(
        "add-4-regroup", "45", 5,
        (3, plus(fours, 4, regroup=True)), (2, plus(fours, 5, regroup=True)),
    )  # fmt: skip
    yield skill("sub-2", "12", 6, (5, minus(twos, 2, regroup=False)))
    yield skill(
        "sub-2-regroup", "23", 6,
        (4, minus(twos, 2, regroup=True)), (1, minus(twos, 1, regroup=True)),
    )  # fmt: skip
    yield skill(
        "sub-3", "23", 6,
        (4, minus(threes, 3, regroup=False)), (1, minus(threes, 2, regroup=False)),
    )  # fmt: skip
    yield skill(
        "sub-3-regroup", "34", 6,
        (3, minus(threes, 3, regroup=True)), (2, minus(threes, 2, regroup=True)),
    )  # fmt: skip
    yield skill(
        "sub-4-regroup", "45", 5,
        (3, minus(fours, 4, regroup=True)), (2, minus(fours, 3, regroup=True)),
    )  # fmt: skip
    yield skill("mul-2x1", "34", 5, (1, times(2, 1, 2)), (4, times(2, 1, 3)))
    yield skill("mul-3x1", "45", 5, (2, times(3, 1, 3)), (3, times(3, 1, 4)))
    yield skill("mul-2x2", "45", 5, (2, times(2, 2, 3)), (3, times(2, 2, 4)))
    yield skill("mul-3x2", "56", 5, (2, times(3, 2, 4)), (3, times(3, 2, 5)))
    for name, grades, digits, short, shorter, rest in (
        ("div-2x1", "34", (2, 1), 2, 5, False),
        ("div-2x1-remainder", "45", (2, 1), 2, 3, True),
        ("div-3x1", "45", (3, 1), 2, 3, False),
        ("div-3x1-remainder", "45", (3, 1), 3, 3, True),
        ("div-3x2", "56", (3, 2), 1, 2, False),
    ):
        mix = [
            (shorter, divided(*digits, short, rest=rest)),
            (5 - shorter, divided(*digits, short + 1, rest=rest)),
        ]
        yield skill(name, grades, 5, *(share for share in mix if share[0]))
    # A quotient of one digit has no steps: as many of them on every form.
    three_by_two = partial(RandomProblems, "÷", (3, 2), remainder=True)
    yield skill(
        "div-3x2-remainder", "56", 5,
        (2, three_by_two(3, quotient=1)), (1, three_by_two(3, quotient=2)), (2, three_by_two(4)),
    )  # fmt: skip


def _decimals() -> Iterator[Skill]:
    """Yield the skills of decimals: what is added in grades 4 and 5, and multiplied from 5 on."""

    def of(sign: str, one: tuple[int, int], other: tuple[int, int], digits: int) -> RandomDecimals:
        return RandomDecimals(sign, one, other, digits)

    # Digits before and after the point.
    tenths, hundredths, tens, below_1, whole = (1, 1), (1, 2), (2, 1), (0, 1), (1, 0)
    for name, grades, mix in (
        ("dec-add", "45", ((2, of("+", tenths, tenths, 3)), (1, of("+", hundredths, hundredths, 3)),
                           (2, of("+", tens, hundredths, 4)))),
        ("dec-sub", "45", ((2, of("−", tenths, tenths, 2)), (1, of("−", hundredths, hundredths, 3)),
                           (2, of("−", tens, hundredths, 4)))),
        ("dec-mul", "56", ((2, of("×", tenths, whole, 3)), (3, of("×", hundredths, whole, 4)))),
        ("dec-mul-dec", "56", ((1, of("×", below_1, below_1, 2)), (2, of("×", tenths, below_1, 3)),
                               (2, of("×", tenths, tenths, 4)))),
        ("dec-div", "56", ((2, of("÷", tenths, whole, 2)), (3, of("÷", hundredths, whole, 3)))),
        ("dec-div-dec", "6", ((2, of("÷", tenths, below_1, 1)), (1, of("÷", hundredths, tenths, 2)),
                              (2, of("÷", hundredths, below_1, 2)))),
    ):  # fmt: skip
        yield Skill(id=name, measure="comp", grades=tuple(grades), mix=mix, blocks=5)


def _fractions() -> Iterator[Skill]:
    """Yield the skills of fractions: with one denominator from grade 4 on, with two from 5 on."""
    for name, grades, mix in (
        ("frac-add-like", "45", ((3, like, "+", 2), (2, like, "+", 3))),
        ("frac-sub-like", "45", ((3, like, "−", 2), (2, like, "−", 3))),
        ("frac-mixed-like", "45", ((3, mixed, "+", 3), (2, mixed, "−", 3))),
        ("frac-whole", "45", ((3, whole_times, "×", 2), (2, whole_times, "×", 3))),
        ("frac-add-unlike", "56", ((1, unlike, "+", 2), (1, unlike, "+", 3), (3, unlike, "+", 4))),
        ("frac-sub-unlike", "56", ((1, unlike, "−", 2), (3, unlike, "−", 3), (1, unlike, "−", 4))),
        ("frac-mul", "56", ((3, products, "×", 3), (2, products, "×", 4))),
        ("frac-unit-div", "56", ((2, unit_quotients, "÷", 2), (3, unit_quotients, "÷", 3))),
        ("frac-div", "6", ((3, quotients, "÷", 3), (2, quotients, "÷", 4))),
    ):
        shares = tuple(
            (count, FractionProblems(source, sign, possible))
            for count, source, sign, possible in mix
        )
        yield Skill(id=name, measure="comp", grades=tuple(grades), mix=shares, blocks=5)
