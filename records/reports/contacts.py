"""Who was told what of a student, when and how: a row for each time.

A note of a page that was given out has its kind and its day; the page itself can be made again,
and a period report's numbers are kept (``periods``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self, get_args

from records.calendar_days import is_plausible, read_day
from records.record_store import Clock, RecordStore, Row
from records.students import Students
from records.tables import checked
from records.taken_back import stamp

TABLE = "contacts"
How = Literal["letter", "email", "call", "meeting", "hand"]
HOWS: tuple[How, ...] = get_args(How)
PAGES = ("family", "team", "own", "period", "class", "meeting")
LONGEST_NAME, LONGEST_NOTE = 80, 500


class BadContact(ValueError):
    """A contact can't be noted so; the sentence says why, and nothing was written."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody (``whom``) was told on a ``day``, by a ``page`` of a kind or, "", without one."""

    id: str
    student: str
    day: date
    how: How
    whom: str
    page: str
    language: str
    note: str
    who: str
    when: str

    @classmethod
    def read(cls, contact_id: str, row: Row) -> Self | None:
        """Return the contact of a row; None if it makes no sense, or was taken back."""
        fields = checked(TABLE, row)
        day = read_day(fields.get("day", ""))
        how = next((one for one in HOWS if one == fields.get("how")), None)
        if day is None or how is None or fields.get("removed", False):
            return None
        names = ("whom", "page", "language", "note", "who", "when")
        texts = {name: fields.get(name, "")[:LONGEST_NOTE] for name in names}
        if texts["page"] not in PAGES:  # a newer Aimline's
            texts["page"] = ""
        return cls(contact_id, fields.get("student", ""), day, how, **texts)


class Contacts:
    """Every contact that stands."""

    def __init__(
        self, records: RecordStore, students: Students, clock: Clock, new_id: Callable[[], str]
    ) -> None:
        self._records = records
        self._students = students
        self._clock = clock
        self._new_id = new_id

    def of(self, student_id: str) -> list[Contact]:
        """Return a student's contacts, the latest first."""
        merges = self._students.merges()
        mine = {*merges.parts(merges.resolve(student_id))}
        rows = self._records.rows(TABLE)
        found = [
            one
            for row_id, row in rows.items()
            if str(row.get("student")) in mine and (one := Contact.read(row_id, row)) is not None
        ]
        return sorted(found, key=lambda one: (one.day, one.when, one.id), reverse=True)

    def note(
        self,
        student_id: str,
        *,
        day: date,
        how: How,
        whom: str,
        who: str,
        page: str = "",
        language: str = "",
        note: str = "",
    ) -> str:
        """Note that somebody was told; return the row's id.

        Raises:
            BadContact: it can't be so; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        if not whom.strip() or len(whom) > LONGEST_NAME or len(who) > LONGEST_NAME:
            raise BadContact(f"say who was told, in 1 to {LONGEST_NAME} characters")
        if len(note) > LONGEST_NOTE or not is_plausible(day):
            raise BadContact(f"a note has at most {LONGEST_NOTE} characters, and a day of our time")
        row: Row = {
            "student": self._students.merges().resolve(student_id),
            "day": day.isoformat(),
            "how": how,
            "whom": whom.strip(),
            "page": page,
            "language": language,
            "note": note.strip(),
            "who": who.strip(),
            "when": stamp(self._clock.now()),
            "removed": False,
        }
        contact_id = self._new_id()
        self._records.put((TABLE, contact_id, row))
        return contact_id

    def take_back(self, contact_id: str, *, removed: bool = True) -> None:
        """Take a contact back, or put it back.

        Raises:
            OSError: as of ``note``.
        """
        self._records.put((TABLE, contact_id, {"removed": removed}))
