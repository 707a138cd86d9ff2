"""Student's t distribution for whole degrees of freedom, exactly summed."""

from functools import lru_cache
from math import atan, cos, exp, lgamma, log, log1p, pi, sin, sqrt


def within(t: float, freedom: int) -> float:
    """Return the probability that \\|T\\| is at most ``t``.

    Source: Abramowitz and Stegun (1964), 26.7.3 and 26.7.4, finite sums for whole degrees.
    """
    angle = atan(t / sqrt(freedom))
    c = cos(angle)
    total, term = 0.0, 1.0 if freedom % 2 == 0 else c
    for k in range(1 + freedom % 2, freedom, 2):
        total += term
        term *= c * c * k / (k + 1)
    if freedom % 2 == 0:
        return sin(angle) * total
    return 2 / pi * (angle + sin(angle) * total)


@lru_cache(maxsize=4096)
def quantile(probability: float, freedom: int) -> float:
    """Return the value below which T lies with a probability, such as .975: correct to 1e-9.

    Raises:
        ValueError: the probability does not lie between .5 and 1, or there is no degree of freedom.
    """
    if not 0.5 <= probability < 1:
        raise ValueError(f"the probability must lie in .5 to 1, not {probability}")
    if freedom < 1:
        raise ValueError(f"a slope's interval needs a degree of freedom, not {freedom}")
    wanted = 2 * probability - 1
    low, high = 0.0, 1.0
    while within(high, freedom) < wanted:
        low, high = high, high * 2
    t = (low + high) / 2
    for _ in range(200):
        gap = within(t, freedom) - wanted
        low, high = (low, t) if gap > 0 else (t, high)
        step = t - gap / (2 * _density(t, freedom))  # Newton, held in the bracket
        following = step if low < step < high else (low + high) / 2
        if abs(following - t) <= 1e-15 * max(1.0, t):
            return following
        t = following
    return t


def _density(t: float, freedom: int) -> float:
    scale = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * pi) / 2
    return exp(scale - (freedom + 1) / 2 * log1p(t * t / freedom))
