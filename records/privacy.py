"""Which events may leave this device. What can't be told stays: privacy fails closed."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from records.tables import TABLES

Row = Mapping[str, Any]

Leaves = Literal["shared", "stays", "unknown"]
"""``unknown``: of a table that this version doesn't declare; nothing after it is sealed either."""


def leaves(row: Callable[[str, str], Row | None], table: str, row_id: str, fields: Row) -> Leaves:
    """Tell of an event whether it may be shared.

    What stays: tables of this device alone, all that is about a sample student, sample groups,
    and what names no student that is here, as nobody can tell whether they are a sample.

    Args:
        row: returns a record as it is here, None if it isn't.
        table: the event's table.
        row_id: the id of its record.
        fields: what it sets.
    """
    declaration = TABLES.get(table)
    if declaration is None:
        return "unknown"
    if declaration.stays_on_device:
        return "stays"
    about = {**(row(table, row_id) or {}), **fields}
    if about.get("sample") is True:
        return "stays"
    students = _students(row, declaration.about, row_id, about)
    if students is None:
        return "shared"
    found = [row("students", student) for student in students if isinstance(student, str)]
    known = [one for one in found if one is not None]
    if not known or any(one.get("sample") is True for one in known):
        return "stays"
    return "shared"


def _students(
    row: Callable[[str, str], Row | None], about: str, row_id: str, fields: Row
) -> list[object] | None:
    """Return the ids of the students that a row is about, None if it is about nobody."""
    match about:
        case "":
            return None
        case "id":
            return [row_id]
        case "student":
            return [fields.get("student")]
        case "administration" | "plan":
            named = fields.get(about)
            found = row(f"{about}s", named) if isinstance(named, str) else None
            return [(found or {}).get("student")]
        case "head":
            head = fields.get("head")
            return [head.get("student") if isinstance(head, Mapping) else None]
        case _:
            return [fields.get("from"), fields.get("into")]
