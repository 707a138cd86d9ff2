"""Days of school between two days, counted once and then looked up: a caseload asks thousands."""

from datetime import date

from probes.progress.series import weekdays
from records.instructional_days import InstructionalDays

_EARLIER = 400  # days: what is asked next may lie a little before


class CountedDays:
    """How many days of school lie after one day, up to and including another."""

    def __init__(self, days: InstructionalDays) -> None:
        self._days = days
        self._first = 0  # the day, as an ordinal, that the counts begin with
        self._counts: list[int] = []  # how many up to and including each day since

    def __call__(self, after: date, upto: date) -> int:
        """Return the number; 0 where the second day isn't later."""
        if upto <= after:
            return 0
        if not self._days.spans:
            return weekdays(after, upto)
        before = self._upto(after)  # first, as it may begin the counts anew
        return self._upto(upto) - before

    def _upto(self, day: date) -> int:
        at = day.toordinal()
        if not self._counts or at < self._first:
            self._first, self._counts = max(1, at - _EARLIER), [0]
        counts = self._counts
        while len(counts) <= at - self._first:
            following = date.fromordinal(self._first + len(counts))
            counts.append(counts[-1] + self._days.taught(following))
        return counts[at - self._first]
