"""Problems dealt so that no form, and no part of one, is more work than another.

Of the next few that a source deals, the one is taken with which the work so far comes nearest
to what it should be: so many problems of the source's mean. Which target it is makes no
difference as long as all forms have the same one.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from probes.forms.digits import possible_steps
from probes.forms.written_problem import WrittenProblem, problem_of

T = TypeVar("T")

HAND = 8  # how many are looked at: more would use up what there is

CARRIED, STEP = 1.5, 1.2  # seconds for a digit that is carried or borrowed, for one of the steps
BY_SIZE = 8  # a product as large as this is as much more work as a sum whose smaller number is 1


def balanced(deal: Iterator[T], mean: float, work: Callable[[T], float], hand: int) -> Iterator[T]:
    """Yield what a source deals, with the sum of its work near the mean's after each.

    ``hand`` is how many are looked at; with 1 the order is the source's.
    """
    held = list(islice(deal, hand))
    done, dealt = 0.0, 0
    while held:
        dealt += 1
        due = mean * dealt - done
        best = min(range(len(held)), key=lambda at: abs(work(held[at]) - due))
        chosen = held.pop(best)
        done += work(chosen)
        held.extend(islice(deal, 1))
        yield chosen


@lru_cache(maxsize=4096)
def work_of(text: str) -> float:
    """Return how much work a problem is beyond writing its answer: in seconds, roughly.

    A fact's grows with its smaller number, or with its product (Groen and Parkman 1972, Campbell
    and Graham 1985); what is written out has its carried digits and its steps.
    """
    problem = problem_of(text)
    if problem.shape == "fraction":
        return STEP * possible_steps(text)
    places = max(len(number.partition(".")[2]) for number in (problem.one, problem.other))
    one, other = (_units(number, places) for number in (problem.one, problem.other))
    if problem.shape == "whole" and one <= 100 and other <= 10:
        return _of_fact(problem, one, other)
    return CARRIED * _carried(problem, one, other) + STEP * possible_steps(text)


def _of_fact(problem: WrittenProblem, one: int, other: int) -> float:
    match problem.sign:
        case "+":
            return 0.15 * (0 if one == other else min(one, other))
        case "−":
            return 0.15 * min(other, one - other)
        case "×":
            return 0.15 * (one * other / BY_SIZE if min(one, other) > 1 else 0)
    return 0.15 * (one / BY_SIZE if other > 1 else 0) + STEP * possible_steps(" ".join(problem))


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


def _units(number: str, places: int) -> int:
    """Return a number in units of its so many decimals."""
    whole, _, after = number.partition(".")
    return int(whole + after.ljust(places, "0"))


def _sum(value: int) -> int:
    """Return the sum of a number's digits."""
    return sum(map(int, str(value)))
