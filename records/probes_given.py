"""The probes on record by student, found without looking at those of everybody else.

A probe is written once and never taken away, so what was looked at needs no second look:
with 20,000 on record a screen opens as it does with 200.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from screens.desk import Records

TABLE = "administrations"


class ProbesGiven:
    """Catches up with the records whenever it is asked."""

    def __init__(self, records: "Records") -> None:
        self._records = records
        self._seen = 0
        self._ids: dict[str, list[str]] = {}
        self._days: dict[str, str] = {}

    def of(self, students: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return the rows of the probes given under some ids, by their own."""
        rows = self._caught_up()
        return {i: rows[i] for student in students for i in self._ids.get(student, ())}

    def last_days(self) -> Mapping[str, str]:
        """Return the day of the latest probe given under each id, such as 2026-11-24."""
        self._caught_up()
        return self._days

    def _caught_up(self) -> Mapping[str, dict[str, Any]]:
        rows = self._records.rows(TABLE)
        if len(rows) < self._seen:
            self._seen, self._ids, self._days = 0, {}, {}
        for row_id, row in islice(rows.items(), self._seen, None):
            student, day = str(row.get("student", "")), _day(row.get("given_at"))
            self._ids.setdefault(student, []).append(row_id)
            self._days[student] = max(day, self._days.get(student, ""))
        self._seen = len(rows)
        return rows


def _day(given_at: object) -> str:
    """Return the day of a stamp, "" if it is none: another device may be newer, or wrong."""
    try:
        return date.fromisoformat(str(given_at)[:10]).isoformat()
    except ValueError:
        return ""
