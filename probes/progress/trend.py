"""Straight lines through points, and how sure they are.

Time is in calendar weeks, a real number: the days between two dates divided by 7. Slopes are in
units of the score a week. docs/decisions.md has the formulas and their sources.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, inf, sqrt
from operator import mul
from statistics import NormalDist, mean, median, stdev

from probes.progress.series import BY_DAY, Occasion
from probes.progress.student_t import quantile

DAYS = 7
SEM = 7.0  # words correct a minute: the middle of the likely 5 to 9 (Christ and Silberglitt 2007)
UNUSUAL_FROM, UNUSUAL_CHANCE = 5, 0.05
CASELOAD_STUDENTS = 30
CASELOAD_POINTS = 10


def weeks_between(start: date, end: date) -> float:
    """Return calendar weeks from one day to another."""
    return (end - start).days / DAYS


def weeks_since(start: date, points: Sequence[Occasion]) -> list[float]:
    """Return calendar weeks from a day to each point."""
    first = start.toordinal()
    return [(point.day.toordinal() - first) / DAYS for point in points]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """An ordinary least squares line ``intercept + slope * x`` through n points.

    ``see`` is the standard error of estimate, the SD of the residuals with n - 2 degrees of
    freedom, and ``se`` the slope's standard error; both are None for two points. ``low`` and
    ``high`` bound the slope's 95 % interval by Student's t, minus and plus infinity while there
    is none.
    """

    n: int
    slope: float
    intercept: float
    mean_x: float
    sxx: float
    see: float | None
    se: float | None
    low: float
    high: float

    def at(self, x: float) -> float:
        """Return the line's height."""
        return self.intercept + self.slope * x

    def error(self, x: float) -> float | None:
        """Return the standard error of the line's height, None for two points."""
        if self.see is None:
            return None
        far = x - self.mean_x
        return self.see * sqrt(1 / self.n + far * far / self.sxx)

    def band(self, x: float) -> float | None:
        """Return half the width of the 95 % interval of the line's height, None for two points."""
        error = self.error(x)
        return None if error is None else quantile(0.975, self.n - 2) * error


def fit(xs: Sequence[float], ys: Sequence[float]) -> Fit | None:
    """Return the least squares line, None unless there are two different x.

    Raises:
        ValueError: there are not as many x as y.
    """
    n = len(xs)
    if n != len(ys):
        raise ValueError(f"{n} times and {len(ys)} scores are not pairs")
    if n < 2 or min(xs) == max(xs):
        return None
    mean_x, mean_y = fsum(xs) / n, fsum(ys) / n
    dx, dy = [x - mean_x for x in xs], [y - mean_y for y in ys]
    sxx = fsum(map(mul, dx, dx))
    slope = fsum(map(mul, dx, dy)) / sxx
    intercept = mean_y - slope * mean_x
    see = se = None
    reach = inf
    if n > 2:
        left = [y - slope * x for x, y in zip(dx, dy, strict=True)]
        see = sqrt(fsum(map(mul, left, left)) / (n - 2))
        se = see / sqrt(sxx)
        reach = quantile(0.975, n - 2) * se
    return Fit(
        n=n,
        slope=slope,
        intercept=intercept,
        mean_x=mean_x,
        sxx=sxx,
        see=see,
        se=se,
        low=slope - reach,
        high=slope + reach,
    )


def theil_sen(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float] | None:
    """Return the median of the slopes of all pairs, and the median of ``y - slope * x``.

    None unless there are two different x. Source: Sen (1968).
    """
    pairs = sorted(zip(xs, ys, strict=True))
    slopes = _slopes(pairs)
    if not slopes:
        return None
    slope = median(slopes)
    return slope, median(y - slope * x for x, y in pairs)


def theil_sen_interval(
    xs: Sequence[float], ys: Sequence[float], share: float = 0.95
) -> tuple[float, float] | None:
    """Return between which slopes the Theil-Sen slope lies with that share, None if there is none.

    The ranks of Sen (1968) by the variance of Kendall's S, which takes ties out of both.
    """
    slopes = sorted(_slopes(sorted(zip(xs, ys, strict=True))))
    ties = [n for tied in (xs, ys) for n in Counter(tied).values()]
    variance = _kendall(len(xs)) - sum(map(_kendall, ties))
    if not slopes or variance < 0:  # nearly all are ties
        return None
    reach = NormalDist().inv_cdf((1 + share) / 2) * sqrt(variance)
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return slopes[low], slopes[high]


def _slopes(pairs: Sequence[tuple[float, float]]) -> list[float]:
    return [
        (y2 - y1) / (x2 - x1)
        for i, (x1, y1) in enumerate(pairs)
        for x2, y2 in pairs[i + 1 :]
        if x2 > x1
    ]


def _kendall(n: int) -> float:
    return n * (n - 1) * (2 * n + 5) / 18


def tukey(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return the slope between the medians of the first and last third.

    The paper method, kept to explain older graphs. Of n = 3k + 1 points the middle third has one
    more, of 3k + 2 the outer ones. None unless there are three points and the thirds differ in x.
    """
    pairs = sorted(zip(xs, ys, strict=True))
    third = (len(pairs) + 1) // 3
    if len(pairs) < 3:
        return None
    first, last = pairs[:third], pairs[-third:]
    across = median(x for x, _ in last) - median(x for x, _ in first)
    if not across:
        return None
    return (median(y for _, y in last) - median(y for _, y in first)) / across


@dataclass(frozen=True, slots=True)
class Prior:
    """What slopes of such students usually are: mean and SD in units a week, and where from.

    ``source`` is a key of docs/decisions.md, or "caseload".
    """

    mean: float
    sd: float
    source: str


def shrunken(slope: float, se: float, prior: Prior) -> float:
    """Return a slope drawn towards a prior, the more the less sure it is.

    ``w = sd² / (sd² + se²)``, and the slope is ``w * slope + (1 - w) * mean``. Less biased and more
    precise on short real series (Van Norman and Nelson 2019).
    """
    weight = prior.sd**2 / (prior.sd**2 + se**2) if prior.sd or se else 1.0
    return weight * slope + (1 - weight) * prior.mean


def caseload_prior(fits: Iterable[Fit]) -> Prior | None:
    """Return what the caseload's own slopes say, None before 30 students have 10 points each.

    Their variance less what the slopes' own errors explain, by the method of moments; if that is
    nothing, the prior's SD is 0.
    """
    known = [(one.slope, one.se) for one in fits if one.n >= CASELOAD_POINTS and one.se is not None]
    if len(known) < CASELOAD_STUDENTS:
        return None
    slopes = [slope for slope, _ in known]
    real = stdev(slopes) ** 2 - mean(se * se for _, se in known)
    return Prior(mean(slopes), sqrt(max(real, 0.0)), "caseload")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The lines through a phase's points, x in calendar weeks since ``start``, its first day.

    ``fit`` is None below two days. ``unusual`` is the day of the one score that stands out,
    None if none does, and ``slope_without`` the least squares slope of all others.
    """

    start: date
    points: tuple[Occasion, ...]
    fit: Fit | None
    unusual: date | None
    slope_without: float | None

    @property
    def theil_sen(self) -> float | None:
        """The Theil-Sen slope: all pairs are gone through each time it is asked for."""
        xs = weeks_since(self.start, self.points)
        found = theil_sen(xs, [point.value for point in self.points])
        return None if found is None else found[0]

    def at(self, day: date) -> float | None:
        """Return the least squares line's height on a day."""
        return None if self.fit is None else self.fit.at(weeks_between(self.start, day))

    def band(self, day: date) -> float | None:
        """Return half the width of the line's 95 % interval on a day."""
        return None if self.fit is None else self.fit.band(weeks_between(self.start, day))


def trend(points: Sequence[Occasion]) -> Trend | None:
    """Return the lines through points, in whatever order they come; None if there are none."""
    if not points:
        return None
    points = sorted(points, key=BY_DAY)
    start = points[0].day
    xs, ys = weeks_since(start, points), [point.value for point in points]
    line = fit(xs, ys)
    odd = unusual(xs, ys, line)
    return Trend(
        start=start,
        points=tuple(points),
        fit=line,
        unusual=None if odd is None else points[odd[0]].day,
        slope_without=None if odd is None else odd[1],
    )


def unusual(
    xs: Sequence[float], ys: Sequence[float], line: Fit | None = None
) -> tuple[int, float] | None:
    """Return which point is unusual, and the slope without it; None if none is.

    The point furthest from the line through the others, in its own standard errors, if that is so
    far that chance would bring it in one series of twenty: the studentized deleted residual,
    corrected for n points (Bonferroni). It may pull the slope, and always widens its interval.
    None below five points.

    Args:
        line: the one through all points, where it is known already.
    """
    line = line or fit(xs, ys)
    if line is None or len(xs) < UNUSUAL_FROM or not line.see:
        return None
    a, b, mean_x, sxx, own = line.intercept, line.slope, line.mean_x, line.sxx, 1 - 1 / line.n
    squares = [  # of the residuals, each by what its leverage leaves of 1
        (y - a - b * x) ** 2 / max(own - (x - mean_x) ** 2 / sxx, 1e-12)
        for x, y in zip(xs, ys, strict=True)
    ]
    most, which = max(zip(squares, range(line.n), strict=True))
    share = most / line.see**2  # of n - 2, all of it if the others lie on one line
    left = max(line.n - 2 - share, 0.0)
    limit = quantile(1 - UNUSUAL_CHANCE / 2 / line.n, line.n - 3)
    if share * (line.n - 3) <= limit * limit * left:
        return None
    rest = fit([*xs[:which], *xs[which + 1 :]], [*ys[:which], *ys[which + 1 :]])
    return None if rest is None else (which, rest.slope)


def median_of_last(points: Sequence[Occasion], count: int = 3) -> float | None:
    """Return the median of the last three values, None if there are fewer."""
    if len(points) < count:
        return None
    latest = sorted(points, key=BY_DAY)[-count:]
    return float(median(point.value for point in latest))


def sem_band(value: float, sem: float = SEM) -> tuple[float, float]:
    """Return a score less and plus one standard error of measurement, never below 0."""
    return max(0.0, value - sem), value + sem
