"""Groups and who is in them. Until rows exist, both follow from the text kept with a student.

Before groups had ids, a student had a free text. It is taken over without writing: the ids of
group and membership are made from the normalised name and the student's id, so that devices
which do it apart, late, or beside an older Aimline come to the same. A row under such an id rules
over the text: a removal wins.
"""

from dataclasses import dataclass

from tinydb import where

from records.group_ids import group_id, membership_id
from records.name_comparison import normalised, tidied
from records.record_store import RecordStore, Row
from records.students import TABLE as STUDENTS
from records.students import Student, Students
from records.tables import checked

GROUPS, MEMBERSHIPS = "groups", "memberships"


@dataclass(frozen=True, slots=True)
class Group:
    """A group: its id, what it is called, and the ids of its members, archived ones too."""

    id: str
    name: str
    members: frozenset[str]
    sample: bool = False


class Groups:
    """All groups: from rows, and from the text kept with students where no row says otherwise."""

    def __init__(self, records: RecordStore, students: Students) -> None:
        self._records = records
        self._students = students

    def all(self) -> list[Group]:
        """Return the groups that have a name, by name."""
        found: dict[str, set[str]] = {}
        names: dict[str, str] = {}
        sample: dict[str, bool] = {}
        for row_id, row in self._records.rows(GROUPS).items():
            fields = checked(GROUPS, row)
            found[row_id], names[row_id] = set(), fields.get("name", "")
            sample[row_id] = fields.get("sample", False)
        removed = set()
        rows = self._records.rows(MEMBERSHIPS)
        resolve = self._students.merges().resolve
        for row_id, row in rows.items():
            fields = checked(MEMBERSHIPS, row)
            student, group = fields.get("student", ""), fields.get("group", "")
            if fields.get("removed", False):
                removed.add(row_id)
            elif group in found and student:
                found[group].add(resolve(student))
        told: dict[str, set[str]] = {}
        kept = self._records.rows(STUDENTS)
        for student in (Student.read(i, row) for i, row in kept.items() if resolve(i) == i):
            if not normalised(student.group):
                continue
            group = group_id(student.group)
            if membership_id(group, student.id) in removed:
                continue
            told.setdefault(group, set()).add(tidied(student.group))
            sample[group] = sample.get(group, True) and student.sample
            found.setdefault(group, set()).add(student.id)
        for group, texts in told.items():
            names.setdefault(group, min(texts))  # the same one everywhere
        groups = [
            Group(i, name, frozenset(found[i]), sample.get(i, False))
            for i, name in names.items()
            if normalised(name)
        ]
        return sorted(groups, key=lambda group: (normalised(group.name), group.id))

    def mates(self, student_id: str) -> set[str]:
        """Return the ids of all who are in a group with a student, the student's own among them."""
        resolved = self._students.merges().resolve(student_id)
        together = [group.members for group in self.all() if resolved in group.members]
        return {resolved}.union(*together)

    def add(self, student: Student, group: Group) -> None:
        """Put a student into a group.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self._records.put(*self._rows(student, group, removed=False))

    def remove(self, student: Student, group: Group) -> None:
        """Take a student out of a group, also where only the text says they are in it.

        Raises:
            OSError: as of ``add``.
        """
        self._records.put(*self._rows(student, group, removed=True))

    def _rows(self, student: Student, group: Group, *, removed: bool) -> list[tuple[str, str, Row]]:
        row: Row = {"student": student.id, "group": group.id, "removed": removed}
        rows = [(MEMBERSHIPS, membership_id(group.id, student.id), row)]
        rows += [
            (MEMBERSHIPS, row_id, {"removed": removed})
            for row_id in self._records.find(
                MEMBERSHIPS, (where("student") == student.id) & (where("group") == group.id)
            )
            if row_id != rows[0][1]
        ]
        if self._records.row(GROUPS, group.id) is None:
            rows.insert(0, (GROUPS, group.id, {"name": group.name, "sample": student.sample}))
        return rows
