"""Which rows go out with some students whole, for a family or another school: theirs alone.

What is about nobody goes along where a row of theirs names it: a group, a protocol, the file that
brought something in. A school's calendar, rules and texts stay. Of a session of a group goes out
who of the chosen were there, and its note only if nobody else was.
"""

from collections.abc import Iterable

from records.amendments import amended_student
from records.brought_in import brought_by
from records.open_records import OpenRecords
from records.record_store import Row
from records.tables import TABLES, checked

_BROUGHT = ("students", "groups", "memberships", "plans", "old_scores", "import_changes")


class WholeStudents:
    """Tells of each row whether it goes out with some students, and how."""

    def __init__(self, records: OpenRecords, students: Iterable[str]) -> None:
        """Take the students' ids; those who were merged into one of them belong to it."""
        store, merges = records.store, records.students.merges()
        self._amendments = records.amendments
        self._students = {part for one in students for part in merges.parts(one)}
        self.probes = {
            i
            for i, row in store.rows("administrations").items()
            if amended_student(row, self._amendments.of(i)) in self._students
        }
        attendance = [checked("attendance", one) for one in store.rows("attendance").values()]
        mine = {one.get("session", "") for one in attendance if self._is_theirs(one)}
        others = {one.get("session", "") for one in attendance if not self._is_theirs(one)}
        self._noted = mine - others
        sessions = {i: checked("sessions", one) for i, one in store.rows("sessions").items()}
        self._named: dict[str, set[str]] = {
            "administration": {*self.probes},
            "plan": {i for i, row in store.rows("plans").items() if self._is_theirs(row)},
            "session": {i for i, row in sessions.items() if i in mine or self._is_theirs(row)},
        }
        told = [row for row in store.rows("memberships").values() if self._is_theirs(row)]
        told += [row for i, row in sessions.items() if i in self._named["session"]]
        self._named["groups"] = {str(row.get("group")) for row in told}
        self._named["protocols"] = {str(row.get("protocol")) for row in told}
        forms = (store.row("administrations", i) or {} for i in self.probes)
        self._named["published_forms"] = {str(row.get("form")) for row in forms}
        self._named["imports"] = {
            brought_by(row)
            for table in _BROUGHT
            for i, row in store.rows(table).items()
            if self.row(table, i, row) is not None
        }

    def row(self, table: str, row_id: str, row: Row) -> Row | None:
        """Return a row as it goes out, None if it stays."""
        if not self._goes(table, row_id, row):
            return None
        if table == "sessions" and row.get("group") and row_id not in self._noted:
            return {name: value for name, value in row.items() if name != "note"}
        return row

    def _goes(self, table: str, row_id: str, row: Row) -> bool:
        match TABLES[table].about:
            case "id":
                return row_id in self._students
            case "student":
                return self._is_theirs(row)
            case "administration" | "plan" | "session" as named:
                return str(row.get(named)) in self._named[named]
            case "scored":
                probe = row.get("administration")
                return str(probe) in self.probes if probe else self._is_theirs(row)
            case "whose":
                return row_id in self._named["session"]
            case "merge":
                both = {str(row.get(side)) for side in ("from", "into") if row.get(side)}
                return bool(both) and both <= self._students
            case _:
                return row_id in self._named.get(table, ())

    def _is_theirs(self, row: Row) -> bool:
        return str(row.get("student")) in self._students
