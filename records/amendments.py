"""What was changed about an administration after it was kept; the kept one never changes.

A row amends one target (``TARGETS``), or takes an earlier row back (``undoes``). Rows have an
order, that of (``when``, id), whatever order they came in. ``amended`` applies those that stand.
"""

from collections.abc import Mapping
from datetime import datetime

from records.record_store import RecordStore, Row
from records.tables import checked
from records.taken_back import next_when, standing

TABLE = "amendments"
TARGETS = (
    "item",
    "word",
    "answer",
    "extra",
    "steps",
    "line",
    "last",
    "end",
    "used",
    "seconds",
    "form",
    "student",
    "day",
    "counts",
    "note",
)


class Amendments:
    """The amendments on record, by administration."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records
        self._version = -1
        self._by_administration: dict[str, dict[str, Row]] = {}

    def of(self, administration: str) -> Mapping[str, Row]:
        """Return the rows about an administration, by id."""
        return self._rows().get(administration, {})

    def all(self) -> Mapping[str, Mapping[str, Row]]:
        """Return all rows by administration, for those that have any."""
        return self._rows()

    def next_when(self, now: datetime) -> str:
        """Return the time for a new row: now, and later than every row seen."""
        seen = (str(r.get("when", "")) for some in self._rows().values() for r in some.values())
        return next_when(seen, now)

    def _rows(self) -> dict[str, dict[str, Row]]:
        if self._version != self._records.version:
            found: dict[str, dict[str, Row]] = {}
            for row_id, row in self._records.rows(TABLE).items():
                fields = checked(TABLE, row)
                found.setdefault(fields.get("administration", ""), {})[row_id] = fields
            self._by_administration, self._version = found, self._records.version
        return self._by_administration


def amended_student(row: Row, rows: Mapping[str, Row]) -> str:
    """Return the student of a kept row after its amendments, without looking at its events."""
    for _, one in standing(rows) if rows else ():
        after = one.get("after")
        if one.get("what") == "student" and isinstance(after, str) and after:
            return after
    return str(row.get("student", ""))
