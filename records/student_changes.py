"""What was changed in a student's entry: which device, when, what. Nothing is written over."""

from typing import Literal, NamedTuple

from records.merges import TABLE as MERGES
from records.record_store import RecordStore
from records.students import LATEST_MS, Students
from records.students import TABLE as STUDENTS
from records.tables import checked

# What people change; the rest is Aimline's.
FIELDS: tuple[Literal["name", "grade", "group", "language", "archived"], ...] = (
    "name",
    "grade",
    "group",
    "language",
    "archived",
)


class FieldChange(NamedTuple):
    """One field, before and after; of what was added, the name."""

    what: Literal["added", "merged", "separated", "name", "grade", "group", "language", "archived"]
    before: object = None
    after: object = None


class StudentChange(NamedTuple):
    """Changes made at once: the device, and when by its clock in milliseconds since 1970 UTC."""

    device: str
    at_ms: int
    fields: tuple[FieldChange, ...]


def student_changes(
    records: RecordStore, students: Students, student_id: str
) -> list[StudentChange]:
    """Return every change of a student's entries, those that were merged too, newest first.

    Reads all that is kept: for a screen that somebody asked for.
    """
    parts = students.merges().parts(student_id)
    found = [change for part in parts for change in _of(records, part)]
    rows = {row_id: checked(MERGES, row) for row_id, row in records.rows(MERGES).items()}
    merged = {i for i, row in rows.items() if {row.get("from"), row.get("into")} & {*parts}}
    for row_id, row in rows.items():
        if row_id in merged or row.get("undoes") in merged:
            what = FieldChange("separated" if "undoes" in row else "merged")
            past = records.past(MERGES, row_id)
            found += [StudentChange(device, _bounded(at), (what,)) for device, at, _ in past[:1]]
    return sorted(found, key=lambda change: (change.at_ms, change.device), reverse=True)


def _of(records: RecordStore, student_id: str) -> list[StudentChange]:
    before: dict[str, object] = {}
    found = []
    for device, at_ms, fields in records.past(STUDENTS, student_id):
        if not before:
            changed = [FieldChange("added", after=fields.get("name", ""))]
        else:
            changed = [
                FieldChange(name, before.get(name), fields[name])
                for name in FIELDS
                if name in fields
            ]
        before = {**before, **fields}
        if changed:
            found.append(StudentChange(device, _bounded(at_ms), tuple(changed)))
    return found


def _bounded(at_ms: int) -> int:
    """Return a time that a calendar has: a device's clock may have said anything."""
    return min(max(at_ms, 0), LATEST_MS)
