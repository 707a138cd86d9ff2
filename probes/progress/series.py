"""Scored probes, and the points they come to.

A series is one student's probes of one measure, level and set of forms. Probes of one day are
one point, their median: two forms read in one sitting say less than two days do.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from operator import attrgetter
from statistics import median
from typing import Literal, NamedTuple

Use = Literal["monitoring", "benchmark"]

SchoolDays = Callable[[date, date], int]
"""How many days of school lie after the first day, up to and including the second."""

FORMS_AS_THREE = 3  # forms on one day from which the day counts three
LEAN_DAYS = 5  # probe days below which no day counts more than one
LEAN_DAYS_OF = {"nwf": 7}  # by measure


def weekdays(after: date, upto: date) -> int:
    """Count Mondays to Fridays after one day, up to and including another: no calendar is kept."""
    return _weekdays_since_monday(upto) - _weekdays_since_monday(after)


def _weekdays_since_monday(day: date) -> int:
    weeks, weekday = divmod(day.toordinal() - 1, 7)  # 1 January of year 1 was a Monday
    return weeks * 5 + min(weekday + 1, 5)


class ScoredProbe(NamedTuple):
    """One probe's score, as far as progress goes. A tuple, as a caseload makes thousands of them.

    ``value`` is the score in its measure's unit, None while it isn't known. ``accuracy`` is a
    percentage and ``attempted`` counts items. ``use`` says whether it was a part of a benchmark:
    those are a mark of their own and never a point of the line.
    """

    id: str
    day: date
    value: float | None
    accuracy: float | None = None
    attempted: float = 0
    use: Use = "monitoring"
    spoiled: bool = False
    form: str = ""

    @property
    def counts(self) -> bool:
        """Whether the score may be used at all."""
        return self.value is not None and not self.spoiled


class Occasion(NamedTuple):
    """One point: what was read on one day. A tuple, as a probe is.

    ``value``, ``accuracy`` and ``attempted`` are medians over the day's ``probes`` (ids, sorted).
    ``baseline`` marks the one point that a baseline is, whatever days it took.
    """

    day: date
    value: float
    accuracy: float | None = None
    attempted: float = 0
    probes: tuple[str, ...] = ()
    baseline: bool = False

    @property
    def weight(self) -> int:
        """3 for a day of three forms or more, else 1; a baseline is one point."""
        return 3 if len(self.probes) >= FORMS_AS_THREE and not self.baseline else 1


BY_DAY: Callable[[Occasion], date] = attrgetter("day")
"""What points are sorted by."""


def occasions(
    probes: Iterable[ScoredProbe], *, use: Use = "monitoring", baseline: Collection[str] = ()
) -> tuple[Occasion, ...]:
    """Return the points that probes come to, oldest first.

    Whatever is spoiled, unscored or of another use makes no difference.

    Args:
        baseline: ids of the probes that are one baseline: they are one point, on their middle day.
    """
    scored = [p for p in probes if p.use == use and not p.spoiled and p.value is not None]
    first = sorted(p.day for p in scored if p.id in baseline) if baseline else ()
    middle = first[(len(first) - 1) // 2] if first else None
    by_day: dict[date, list[ScoredProbe]] = {}
    for probe in scored:
        day = middle if middle and probe.id in baseline else probe.day
        if day in by_day:
            by_day[day].append(probe)
        else:
            by_day[day] = [probe]
    return tuple([_occasion(day, by_day[day], baseline) for day in sorted(by_day)])


def _occasion(day: date, parts: Sequence[ScoredProbe], baseline: Collection[str]) -> Occasion:
    if len(parts) == 1:  # of one probe nothing needs a median: a caseload has thousands of these
        own, _, value, exact, tried, *_ = parts[0]
        return Occasion(day, float(value or 0), exact, tried, (own,), own in baseline)
    known = [probe.accuracy for probe in parts if probe.accuracy is not None]
    return Occasion(
        day=day,
        value=float(median(probe.value or 0 for probe in parts)),
        accuracy=median(known) if known else None,
        attempted=median(probe.attempted for probe in parts),
        probes=tuple(sorted(probe.id for probe in parts)),
        baseline=any(probe.id in baseline for probe in parts),
    )


def evidence(points: Sequence[Occasion], measure: str = "") -> int:
    """Return how many points count towards the six of a verdict and the nine of a suggestion.

    A day of three forms counts three, from five probe days on (seven for nonsense words): three
    passages every three weeks decided as well as one a week (Jenkins and others 2017).
    """
    if len(points) < LEAN_DAYS_OF.get(measure, LEAN_DAYS):
        return len(points)
    return len(points) + sum(p.weight - 1 for p in points if len(p.probes) >= FORMS_AS_THREE)


def middle_day(points: Sequence[Occasion]) -> date:
    """Return the middle day of some points; of an even number, the day between the middle two.

    Raises:
        IndexError: there are no points.
    """
    days = sorted(point.day for point in points)
    low, high = days[(len(days) - 1) // 2], days[len(days) // 2]
    return low + timedelta(days=(high - low).days // 2)
