"""Rows about a student that somebody wrote and can take back: they stay, and are ``removed``."""

from collections.abc import Callable

from records.record_store import Clock, RecordStore, Row
from records.students import Students
from records.taken_back import stamp


class StudentRows:
    """The rows of one ``table``; who inherits says which, and reads them."""

    table: str

    def __init__(
        self, records: RecordStore, students: Students, clock: Clock, new_id: Callable[[], str]
    ) -> None:
        self._records = records
        self._students = students
        self._clock = clock
        self._new_id = new_id

    def take_back(self, row_id: str, *, removed: bool = True) -> None:
        """Take a row back, or put it back.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self._records.put((self.table, row_id, {"removed": removed}))

    def _rows(self, student_id: str) -> list[tuple[str, Row]]:
        """Return a student's rows with their ids; of two who are one, those of both."""
        merges = self._students.merges()
        mine = {*merges.parts(merges.resolve(student_id))}
        rows = self._records.rows(self.table).items()
        return [(row_id, row) for row_id, row in rows if str(row.get("student")) in mine]

    def _add(self, student_id: str, row: Row) -> str:
        """Put a row of a student, as of now; return its id."""
        row_id = self._new_id()
        student = self._students.merges().resolve(student_id)
        written = {"student": student, **row, "when": stamp(self._clock.now()), "removed": False}
        self._records.put((self.table, row_id, written))
        return row_id
