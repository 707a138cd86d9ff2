"""What a class came to in a season: its median and how scores are spread.

Where most of a class is below, the class is taught, not one child after another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from statistics import median, quantiles

LEAST = 5  # scores, below which a median says whose scores they are


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassResult:
    """One class, one measure and level, one season; a score a student.

    ``quartiles`` are the 25th and 75th percentile. ``bins`` counts scores in steps of ``step`` from
    ``first`` on. ``reached`` counts those at the target or above, and ``median_below`` says whether
    the class's median is under it; both None without a target.
    """

    n: int
    median: float
    quartiles: tuple[float, float]
    lowest: float
    highest: float
    first: float
    step: float
    bins: tuple[int, ...]
    reached: int | None
    median_below: bool | None


def class_result(
    scores: Sequence[float], target: float | None = None, *, step: float = 10
) -> ClassResult | None:
    """Return what a class came to, None for fewer than five students.

    Raises:
        ValueError: the step isn't above 0.
    """
    if step <= 0:
        raise ValueError(f"a step of scores must be above 0, not {step}")
    if len(scores) < LEAST:
        return None
    low, high = min(scores), max(scores)
    first = floor(low / step)
    bins = [0] * (floor(high / step) - first + 1)
    for score in scores:
        bins[floor(score / step) - first] += 1
    quarter, _, three_quarters = quantiles(scores, n=4, method="inclusive")
    middle = float(median(scores))
    return ClassResult(
        n=len(scores),
        median=middle,
        quartiles=(quarter, three_quarters),
        lowest=low,
        highest=high,
        first=first * step,
        step=step,
        bins=tuple(bins),
        reached=None if target is None else sum(score >= target for score in scores),
        median_below=None if target is None else middle < target,
    )
