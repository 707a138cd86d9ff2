"""Who was absent on a day, or refused: never a score, and due again on the next day of school."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple, get_args

from records.calendar_days import read_day
from records.derived_ids import absence_id
from records.record_store import RecordStore
from records.students import Students
from records.tables import checked

TABLE = "absences"

Why = Literal["absent", "refused"]


class Absence(NamedTuple):
    """A student gave no probe on a day, because they were absent or refused."""

    student: str
    day: date
    why: Why


class Absences:
    """Every absence that wasn't taken back, one a student and day."""

    def __init__(self, records: RecordStore, students: Students) -> None:
        self._records = records
        self._students = students
        self._version = -1
        self._found: dict[str, dict[date, Why]] = {}

    def of(self, student_id: str) -> dict[date, Why]:
        """Return a student's absences by day, the latest last."""
        self._look()
        return self._found.get(self._students.merges().resolve(student_id), {})

    def on(self, day: date) -> list[Absence]:
        """Return the absences of a day."""
        self._look()
        return [Absence(s, day, days[day]) for s, days in self._found.items() if day in days]

    def note(self, students: Iterable[str], day: date, why: Why) -> None:
        """Note that students were absent, or refused.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        row = {"day": day.isoformat(), "why": why, "removed": False}
        self._records.put(
            *((TABLE, absence_id(s, day.isoformat()), {"student": s, **row}) for s in students)
        )

    def take_back(self, students: Iterable[str], day: date) -> None:
        """Take a day's absences back.

        Raises:
            OSError: as of ``note``.
        """
        wanted = {*map(self._students.merges().resolve, students)}
        text = day.isoformat()
        parts = {part for one in wanted for part in self._students.merges().parts(one)}
        ids = [absence_id(part, text) for part in sorted(parts)]
        here = [i for i in ids if self._records.row(TABLE, i) is not None]
        self._records.put(*((TABLE, row_id, {"removed": True}) for row_id in here))

    def _look(self) -> None:
        if self._version == self._records.version:
            return
        resolve = self._students.merges().resolve
        reasons: dict[str, Why] = {why: why for why in get_args(Why)}
        found: dict[str, dict[date, Why]] = {}
        for row in self._records.rows(TABLE).values():
            fields = checked(TABLE, row)
            why = reasons.get(fields.get("why", ""))
            if fields.get("removed", False) or why is None or not fields.get("student"):
                continue
            day = read_day(fields.get("day", ""))
            if day is None:  # another device's, which is newer, or wrong
                continue
            student = found.setdefault(resolve(fields["student"]), {})
            if student.get(day) != "refused":  # of two who were merged, the one that says more
                student[day] = why
        self._found = {student: dict(sorted(days.items())) for student, days in found.items()}
        self._version = self._records.version
