"""The school's calendar as it is kept: school years, breaks and benchmark windows."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import get_args

from records.instructional_days import InstructionalDays, Span, SpanKind
from records.name_comparison import tidied
from records.record_store import RecordStore, Row
from records.tables import checked

TABLE = "calendar"
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
LONGEST = {"year": timedelta(days=400), "break": timedelta(days=200), "window": timedelta(days=120)}
LONGEST_NAME = 60


class BadSpan(ValueError):
    """Days that can't be a school year, a break or a window. Whoever typed them sees why.

    ``why`` is "order", "range" or "long", for which the screen has a sentence.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SchoolCalendar:
    """What is known of the school's days; each year, break or window is a row of its own."""

    def __init__(self, records: RecordStore, new_id: Callable[[], str]) -> None:
        self._records = records
        self._new_id = new_id
        self._version = -1
        self._days = InstructionalDays()

    def spans(self) -> dict[str, Span]:
        """Return the years, breaks and windows by id, in the order of their days."""
        found = {}
        for row_id, row in self._records.rows(TABLE).items():
            span = _read(row)
            if span is not None:
                found[row_id] = span
        return dict(sorted(found.items(), key=lambda one: (one[1][2:], one[1], one[0])))

    def days(self) -> InstructionalDays:
        """Return what counts the days; what is said twice counts once."""
        if self._version != self._records.version:
            spans = tuple(dict.fromkeys(self.spans().values()))
            if spans != self._days.spans:  # else what was counted of them still holds
                self._days = InstructionalDays(spans)
            self._version = self._records.version
        return self._days

    def add(self, *spans: Span) -> list[str]:
        """Keep years, breaks or windows that aren't there yet; return the ids of the new rows.

        Raises:
            BadSpan: one of them can't be; nothing was kept.
            OSError: it could not be written; nothing has changed.
        """
        for span in spans:
            check(span)
        here = {*self.spans().values()}
        new = [span for span in dict.fromkeys(spans) if span not in here]
        rows = [(self._new_id(), span) for span in new]
        self._records.put(*((TABLE, row_id, _row(span)) for row_id, span in rows))
        return [row_id for row_id, _ in rows]

    def change(self, row_id: str, span: Span) -> None:
        """Change a year, break or window.

        Raises:
            BadSpan, OSError: as of ``add``.
        """
        check(span)
        self._records.put((TABLE, row_id, _row(span)))

    def remove(self, row_ids: Iterable[str], *, removed: bool = True) -> None:
        """Take rows out of the calendar, or put them back.

        Raises:
            OSError: as of ``add``.
        """
        self._records.put(*((TABLE, row_id, {"removed": removed}) for row_id in row_ids))


def check(span: Span) -> None:
    """See whether days can be a school year, a break or a window.

    Raises:
        BadSpan: they end before they begin, lie outside 2000 to 2100, or are too many.
    """
    if span.first < EARLIEST or span.last > LATEST:
        raise BadSpan("range")
    if span.last < span.first:
        raise BadSpan("order")
    if span.last - span.first > LONGEST[span.kind]:
        raise BadSpan("long")


def _row(span: Span) -> Row:
    return {
        "kind": span.kind,
        "name": tidied(span.name)[:LONGEST_NAME],
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "removed": False,
    }


def _read(row: Row) -> Span | None:
    """Return the days of a row; None if it was taken out, or says nothing that can be."""
    fields = checked(TABLE, row)
    kinds: dict[str, SpanKind] = {kind: kind for kind in get_args(SpanKind)}
    kind = kinds.get(fields.get("kind", ""))
    if fields.get("removed", False) or kind is None:
        return None
    try:
        first, last = (date.fromisoformat(fields.get(name, "")) for name in ("first", "last"))
        span = Span(kind, tidied(fields.get("name", ""))[:LONGEST_NAME], first, last)
        check(span)
    except ValueError:
        return None
    return span
