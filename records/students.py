"""The students on record, and who of them is the same as whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from tinydb import where

from records.group_ids import group_id, membership_id
from records.merges import TABLE as MERGES
from records.merges import Merges
from records.name_comparison import tidied
from records.record_store import RecordStore, Row
from records.tables import checked

TABLE = "students"
GRADES = ("K", "1", "2", "3", "4", "5", "6", "7", "8")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Student:
    """One student as the records have it; ``name`` is whatever the examiner chose.

    ``group`` is the name of the group they are shown in, "" for none.
    """

    id: str
    name: str
    grade: str
    group: str
    archived: bool = False
    sample: bool = False

    @classmethod
    def read(cls, student_id: str, row: Mapping[str, object]) -> Self:
        """Return the student of a row; a field of the wrong type reads as its default."""
        fields = checked(TABLE, row)
        return cls(
            student_id,
            fields.get("name", ""),
            fields.get("grade", ""),
            fields.get("group", ""),
            fields.get("archived", False),
            fields.get("sample", False),
        )


class Students:
    """All students, archived ones too; those who were merged are one."""

    def __init__(self, records: RecordStore, new_id: Callable[[], str]) -> None:
        self._records = records
        self._new_id = new_id
        self._version = -1
        self._merges = Merges.read({}, ())

    def all(self) -> list[Student]:
        """Return all students by group and name, those without a group last."""
        rows, merges = self._records.rows(TABLE), self.merges()
        found = [self._read(i, row) for i, row in rows.items() if merges.resolve(i) == i]
        return sorted(found, key=lambda s: (s.group == "", s.group.casefold(), s.name.casefold()))

    def get(self, student_id: str) -> Student | None:
        """Return one student; of one who was merged into another, the other."""
        resolved = self.merges().resolve(student_id)
        row = self._records.row(TABLE, resolved)
        return None if row is None else self._read(resolved, row)

    def _read(self, student_id: str, row: Row) -> Student:
        """Return a student, in the group that the rows of groups say where they say otherwise."""
        student = Student.read(student_id, row)
        if not self._records.rows("memberships"):
            return student
        text = membership_id(group_id(student.group), student_id) if student.group else ""
        if text and (self._records.row("memberships", text) or {}).get("removed") is not True:
            return student
        mine = self._records.find("memberships", where("student") == student_id)
        groups = [
            checked("groups", self._records.row("groups", str(one.get("group"))) or {})
            for one in mine.values()
            if one.get("removed") is not True
        ]
        names = sorted(name for group in groups if (name := tidied(group.get("name", ""))))
        return replace(student, group=names[0] if names else "")

    def merges(self) -> Merges:
        """Return who is the same as whom."""
        if self._version != self._records.version:
            rows = self._records.rows
            self._merges = Merges.read(rows(MERGES), rows(TABLE).keys())
            self._version = self._records.version
        return self._merges

    def merged_into(self, student_id: str) -> dict[str, str]:
        """Return the entries that are shown as part of a student: their names, by id."""
        names, merges = {}, self.merges()
        resolved = merges.resolve(student_id)
        for merge in merges.of(student_id):
            if merge.from_ == resolved:  # merged in a circle
                continue
            row = checked(TABLE, self._records.row(TABLE, merge.from_) or {})
            names[merge.from_] = row.get("name", "")
        return names

    def add(self, *, name: str, grade: str, group: str) -> str:
        """Put a new student on record; return the id.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        student_id = self._new_id()
        row: Row = {"name": name, "grade": grade, "group": group, "archived": False}
        self._records.put((TABLE, student_id, row))
        return student_id

    def change(self, student_id: str, **fields: str) -> None:
        """Change a student's name, grade or group.

        Raises:
            OSError: as of ``add``.
        """
        rows: list[tuple[str, str, Row]] = [(TABLE, student_id, dict(fields))]
        membership = membership_id(group_id(fields.get("group", "")), student_id)
        if (self._records.row("memberships", membership) or {}).get("removed") is True:
            rows.append(("memberships", membership, {"removed": False}))  # back in it
        self._records.put(*rows)

    def archive(self, student_id: str, *, archived: bool = True) -> None:
        """Take a student off the list, or back onto it; nothing of theirs is lost.

        Raises:
            OSError: as of ``add``.
        """
        self._records.put((TABLE, student_id, {"archived": archived}))

    def merge(self, student_id: str, other: str) -> None:
        """Say that another entry is this student, whose name, grade and group stay.

        Raises:
            OSError: as of ``add``.
        """
        self._records.put((MERGES, self._new_id(), {"from": other, "into": student_id}))

    def separate(self, student_id: str, part: str) -> None:
        """Take a merge back: the part is a student again, with the probes given to them.

        Raises:
            OSError: as of ``add``.
        """
        merges = self.merges()
        both = {merges.resolve(student_id), part}
        found = [one for one in merges.of(student_id) if one.from_ == part or {*one[1:]} == both]
        rows = [(MERGES, self._new_id(), {"undoes": one.id, "from": one.from_}) for one in found]
        self._records.put(*rows)
