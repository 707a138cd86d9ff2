"""Problems dealt so that no form, and no part of one, is more work than another.

Of the next few that a source deals, the one is taken with which the work so far comes nearest
to what it should be: so many problems of the source's mean. Which target it is makes no
difference as long as all forms have the same one.

Work is counted in whole units, not in fractions of a second: sums of those are rounded in ways
that differ between versions of Python, and a tablet would make another form of the same seed.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from probes.forms.digits import possible_steps
from probes.forms.written_problem import WrittenProblem, decimals, problem_of, units

T = TypeVar("T")

HAND = 8  # how many are looked at: more would use up what there is

# Units of work, some 53 a second: one is what a product that is larger by 1 adds.
CARRIED, STEP = 80, 64  # for a digit that is carried or borrowed (1.5 s), one of the steps (1.2 s)
SMALLER = 8  # for each of a sum's smaller number (0.15 s): as much as a product that is 8 larger


def balanced(
    deal: Iterator[T], of_all: Sequence[int], work: Callable[[T], int], hand: int
) -> Iterator[T]:
    """Yield what a source deals, with the sum of its work near the mean's after each.

    ``of_all`` is the work of each of those the mean is taken of; ``hand`` is how many are looked
    at; with 1 the order is the source's.
    """
    each = ((dealt, work(dealt) * len(of_all)) for dealt in deal)
    held = list(islice(each, hand))
    due, total = 0, sum(of_all)
    while held:
        due += total
        chosen = held.pop(min(range(len(held)), key=lambda at: abs(held[at][1] - due)))
        due -= chosen[1]
        held.extend(islice(each, 1))
        yield chosen[0]


def work_of(text: str) -> int:
    """Return how much work a problem is beyond writing its answer, some 53 units a second.

    A fact's grows with its smaller number, or with its product (after Groen and Parkman 1972 and
    Campbell and Graham 1985, not looked up); what is written out has its carried digits and its
    steps. How much each weighs is our assumption.
    """
    problem = problem_of(text)
    if problem.shape == "fraction":
        return STEP * possible_steps(text)
    places = max(decimals(problem.one), decimals(problem.other))
    one, other = units(problem.one, places), units(problem.other, places)
    if problem.shape == "whole" and one <= 100 and other <= 10:
        return _of_fact(problem, one, other)
    return CARRIED * _carried(problem, one, other) + STEP * possible_steps(text)


def _of_fact(problem: WrittenProblem, one: int, other: int) -> int:
    match problem.sign:
        case "+":
            return SMALLER * (0 if one == other else min(one, other))
        case "−":
            return SMALLER * min(other, one - other)
        case "×":
            return one * other if min(one, other) > 1 else 0
    return (one if other > 1 else 0) + STEP * possible_steps(" ".join(problem))


def _carried(problem: WrittenProblem, one: int, other: int) -> int:
    match problem.sign:
        case "+":
            return (_sum(one) + _sum(other) - _sum(one + other)) // 9
        case "−":
            return (_sum(one - other) + _sum(other) - _sum(one)) // 9
        case "×":
            digits = (problem.one.replace(".", ""), problem.other.replace(".", ""))
            return sum(int(a) * int(b) > 9 for a in digits[0] for b in digits[1])
    return 0


def _sum(value: int) -> int:
    """Return the sum of a number's digits."""
    return sum(map(int, str(value)))
