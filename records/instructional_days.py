"""Which days children are taught on, and how such days are counted.

Due dates and the weeks of a goal that is being proposed count these; a verdict counts calendar
weeks, as the trend does.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

SCHOOL_WEEK = 5  # days, Monday to Friday
DAY = timedelta(days=1)
UNTYPED = timedelta(weeks=14)  # after the last school year that is known
LONGEST_COUNTED = 3  # years, of which the days are remembered
FARTHEST = timedelta(days=800)  # a calendar without a school day ahead is looked through no farther

SpanKind = Literal["year", "break", "window"]


class Span(NamedTuple):
    """Days from ``first`` to ``last``, both included: a school year, a break or a window."""

    kind: SpanKind
    name: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class InstructionalDays:
    """The days of a school: Monday to Friday, within a school year, in no break.

    Where no school year is known, every weekday counts that is in no break. So does each one before
    the first year, and from ``UNTYPED`` after the last: nobody is forgotten in September because
    nobody typed the next year in.
    """

    spans: tuple[Span, ...] = ()
    _counts: dict[int, list[int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def taught(self, day: date) -> bool:
        """Return whether children are taught on a day."""
        if day.weekday() >= SCHOOL_WEEK:
            return False
        years = [span for span in self.spans if span.kind == "year"]
        if any(span.kind == "break" and span.holds(day) for span in self.spans):
            return False
        if not years or any(span.holds(day) for span in years):
            return True
        return day < min(y.first for y in years) or day - max(y.last for y in years) > UNTYPED

    def after(self, day: date, count: int) -> date:
        """Return the day that is ``count`` instructional days after a day; the day itself for 0.

        Where the calendar has too few of them ahead, weekdays count.
        """
        found, at, end = 0, day, _plus(day, FARTHEST)
        while found < count and at < end:
            at = _plus(at, DAY)
            found += self.taught(at)
        return at if found >= count or not self.spans else InstructionalDays().after(day, count)

    def first_from(self, day: date) -> date:
        """Return the first instructional day that isn't before a day."""
        return day if self.taught(day) else self.after(day, 1)

    def between(self, first: date, last: date) -> int:
        """Return how many instructional days come after ``first``, up to and with ``last``."""
        if first >= last:
            return 0
        if last.year - first.year <= LONGEST_COUNTED:
            whole = sum(self._up_to(year)[-1] for year in range(first.year, last.year))
            return (
                whole
                + self._up_to(last.year)[_place(last)]
                - self._up_to(first.year)[_place(first)]
            )
        count, at = 0, first
        while at < last:
            at += DAY
            count += self.taught(at)
        return count

    def _up_to(self, year: int) -> list[int]:
        """Return how many instructional days a year has up to and with each of its days.

        Remembered: a list of who is due asks for thousands of spans.
        """
        found = self._counts.get(year)
        if found is None:
            day, found, count = date(year, 1, 1), [], 0
            for n in range(_place(date(year, 12, 31)) + 1):
                count += self.taught(day + n * DAY)
                found.append(count)
            self._counts[year] = found
        return found

    def window(self, day: date) -> Span | None:
        """Return the benchmark window that a day lies in; of several, the one that ends first."""
        found = [span for span in self.spans if span.kind == "window" and span.holds(day)]
        return min(found, key=lambda span: (span.last, span.first, span.name), default=None)

    def year(self, day: date) -> Span | None:
        """Return the school year that a day lies in, or the next one; None if none is known."""
        found = [span for span in self.spans if span.kind == "year" and day <= span.last]
        return min(found, key=lambda span: (span.first, span.last), default=None)

    def breaks(self) -> list[tuple[date, date]]:
        """Return the first and last day of each break, and of what lies between school years."""
        years = sorted((s.first, s.last) for s in self.spans if s.kind == "year")
        found = [(s.first, s.last) for s in self.spans if s.kind == "break"]
        found += [(a[1] + DAY, b[0] - DAY) for a, b in pairwise(years) if b[0] - a[1] > DAY]
        return sorted(found)


def _place(day: date) -> int:
    """Return a day's place in its year, from 0."""
    return day.timetuple().tm_yday - 1


def _plus(day: date, more: timedelta) -> date:
    """Return a later day, the last one that a calendar has where it would lie beyond."""
    return day + more if date.max - day >= more else date.max
