"""Who was told what of a student, when and how: a row for each time.

A note of a page that was given out has its kind and its day; the page itself can be made again,
and a period report's numbers are kept (``periods``).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Self, get_args

from records.calendar_days import is_plausible, read_day
from records.record_store import Row
from records.reports.student_rows import StudentRows
from records.tables import checked

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


class Contacts(StudentRows):
    """Every contact that stands."""

    table = TABLE

    def of(self, student_id: str) -> list[Contact]:
        """Return a student's contacts, the latest first."""
        read = (Contact.read(row_id, row) for row_id, row in self._rows(student_id))
        found = [one for one in read if one is not None]
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
            "day": day.isoformat(),
            "how": how,
            "whom": whom.strip(),
            "page": page,
            "language": language,
            "note": note.strip(),
            "who": who.strip(),
        }
        return self._add(student_id, row)
