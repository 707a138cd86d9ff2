"""Which events may leave this device. What can't be told stays: privacy fails closed."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from records.tables import TABLES

Row = Mapping[str, Any]

Leaves = Literal["shared", "stays", "unknown"]
"""``unknown``: of a table that this version doesn't declare; nothing after it is sealed either."""


def leaves(row: Callable[[str, str], Row | None], table: str, row_id: str, fields: Row) -> Leaves:
    """Tell of an event whether it may be shared.

    What stays: tables of this device alone, all that is about a sample student or group, and
    what names no student, or no group, that is here: nobody can tell whether it is a sample.

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
    found = _subjects(row, declaration.about, row_id, about)
    if found is None:
        return "shared"
    known = [one for one in found if one is not None]
    if not known or any(one.get("sample") is True for one in known):
        return "stays"
    return "shared"


def _subjects(
    row: Callable[[str, str], Row | None], about: str, row_id: str, fields: Row
) -> list[Row | None] | None:
    """Return the rows of the students, or of the group, that a row is about; None: nobody."""

    def named(table: str, told: object) -> Row | None:
        return row(table, told) if isinstance(told, str) else None

    match about:
        case "":
            return None
        case "id":
            return [row("students", row_id)]
        case "student":
            return [named("students", fields.get("student"))]
        case "administration" | "plan":
            found = named(f"{about}s", fields.get(about)) or {}
            return [named("students", found.get("student"))]
        case "scored":
            near = "administration" if fields.get("administration") else "student"
            return _subjects(row, near, row_id, fields)
        case "head":
            head = fields.get("head")
            student = head.get("student") if isinstance(head, Mapping) else None
            return [named("students", student)]
        case "whose":
            if fields.get("student"):
                return [named("students", fields.get("student"))]
            return [named("groups", fields.get("group"))]
        case "session":
            session = named("sessions", fields.get("session")) or {}
            return _subjects(row, "whose", "", session)
        case _:
            return [named("students", fields.get(side)) for side in ("from", "into")]
