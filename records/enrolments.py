"""How many students a grade has in a school year, as the school typed it.

Whoever is on record here may be a caseload; a local norm needs to know of how many they are.
"""

from datetime import date

from records.derived_ids import enrolment_id
from records.record_store import RecordStore
from records.tables import checked

TABLE = "enrolments"
MOST = 100_000
_BEGINS = (8, 1)  # month and day of a school year


class BadEnrolment(ValueError):
    """A number of students that can't be; the sentence says what can."""


def school_year(day: date) -> int:
    """Return the year in which a day's school year began, on the first of August."""
    return day.year - ((day.month, day.day) < _BEGINS)


class Enrolments:
    """A number a grade and year, the same row on every device."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records

    def of(self, grade: str, day: date) -> int | None:
        """Return how many a grade has in a day's school year, None where nobody said so."""
        row = self._records.row(TABLE, enrolment_id(grade, school_year(day)))
        count = checked(TABLE, row or {}).get("students", 0)
        return count if 0 < count <= MOST else None

    def set(self, grade: str, day: date, students: int) -> None:
        """Say how many a grade has in a day's school year; 0 takes that back.

        Raises:
            BadEnrolment: it can't be; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        if not 0 <= students <= MOST:
            raise BadEnrolment(f"a grade has 0 to {MOST} students, not {students}")
        year = school_year(day)
        row = {"grade": grade, "year": year, "students": students}
        self._records.put((TABLE, enrolment_id(grade, year), row))
