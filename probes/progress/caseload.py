"""Every slope of a caseload at once.

The one part of ``probes`` that needs numpy, and imported only where a caseload is asked for. Where
numpy can't be had, ``trend.fit`` says the same of one student after another: a property test holds
that they are equal. Arrays stay in here; what comes out are the values that one student has.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from probes.progress.series import Occasion
from probes.progress.student_t import quantile
from probes.progress.trend import DAYS, Fit

K = TypeVar("K", bound=Hashable)
Floats = NDArray[np.float64]


class Slopes(NamedTuple):
    """The least squares lines of all series: arrays of one value a series, in the series' order.

    ``n`` counts points. What isn't known is nan: everything where a series has no two different
    times, the errors and bounds where it has two points. Units as in ``trend.Fit``.
    """

    n: NDArray[np.int64]
    slope: Floats
    intercept: Floats
    mean_x: Floats
    sxx: Floats
    see: Floats
    se: Floats
    low: Floats
    high: Floats


def slopes(owner: ArrayLike, weeks: ArrayLike, values: ArrayLike, count: int) -> Slopes:
    """Return the line of each series.

    Args:
        owner: shape (p,), which series a point is of, from 0 to ``count`` - 1, in any order.
        weeks: shape (p,), calendar weeks.
        values: shape (p,), scores.

    Raises:
        ValueError: the shapes differ, a number isn't finite, or an owner is out of range.
    """
    who = np.asarray(owner, np.int64)
    x, y = np.asarray(weeks, np.float64), np.asarray(values, np.float64)
    if not (who.shape == x.shape == y.shape and who.ndim == 1):
        raise ValueError(f"need three equal rows, not shapes {who.shape}, {x.shape}, {y.shape}")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("weeks and scores must be finite")
    if who.size and not (who.min() >= 0 and who.max() < count):
        raise ValueError(f"an owner must lie in 0..{count - 1}")

    if who.size and (np.diff(who) < 0).any():
        order = np.argsort(who, kind="stable")
        who, x, y = who[order], x[order], y[order]
    n = np.bincount(who, minlength=count)
    there = np.flatnonzero(n)  # whoever has no point has no place in the rows
    sizes = n[there]
    begins = np.cumsum(sizes) - sizes

    def total(row: Floats) -> Floats:
        found = np.full(count, np.nan)
        found[there] = np.add.reduceat(row, begins) if row.size else ()
        return found

    def each(column: Floats) -> Floats:
        return np.repeat(column[there], sizes)

    with np.errstate(invalid="ignore", divide="ignore"):
        mean_x, mean_y = total(x) / n, total(y) / n
        dx, dy = x - each(mean_x), y - each(mean_y)
        sxx = total(dx * dx)
        slope = np.where(sxx > 0, total(dx * dy) / sxx, np.nan)
        dy -= each(slope) * dx
        freedom = n - 2
        see = np.where(freedom > 0, np.sqrt(total(dy * dy) / freedom), np.nan)
        se = see / np.sqrt(sxx)
        reach = _reaches(freedom) * se
    return Slopes(
        n=n,
        slope=slope,
        intercept=mean_y - slope * mean_x,
        mean_x=mean_x,
        sxx=sxx,
        see=see,
        se=se,
        low=slope - reach,
        high=slope + reach,
    )


def _reaches(freedom: NDArray[np.int64]) -> Floats:
    """Return Student's t of 97.5 % for each series' degrees of freedom."""
    known, where = np.unique(freedom, return_inverse=True)
    each = [quantile(0.975, int(one)) if one > 0 else np.nan for one in known]
    return np.asarray(each, np.float64)[where]


def fits(series: Mapping[K, Sequence[Occasion]]) -> dict[K, Fit | None]:
    """Return the line of each series' points as ``trend.trend`` would, None where there is none.

    Weeks count from each series' first day.
    """
    keys = list(series)
    sizes = [len(series[key]) for key in keys]
    starts = [min((p.day for p in series[key]), default=None) for key in keys]
    days = [
        (point.day - start).days
        for key, start in zip(keys, starts, strict=True)
        if start is not None
        for point in series[key]
    ]
    values = [point.value for key in keys for point in series[key]]
    owner = np.repeat(np.arange(len(keys)), sizes)
    lines = slopes(owner, np.asarray(days, np.float64) / DAYS, values, len(keys))
    columns = [column.tolist() for column in lines]
    return {key: _fit(*row) for key, *row in zip(keys, *columns, strict=True)}


def _fit(
    n: int,
    slope: float,
    intercept: float,
    mean_x: float,
    sxx: float,
    see: float,
    se: float,
    low: float,
    high: float,
) -> Fit | None:
    if slope != slope:  # nan
        return None
    exact = n > 2
    return Fit(
        n=n,
        slope=slope,
        intercept=intercept,
        mean_x=mean_x,
        sxx=sxx,
        see=see if exact else None,
        se=se if exact else None,
        low=low if exact else float("-inf"),
        high=high if exact else float("inf"),
    )
