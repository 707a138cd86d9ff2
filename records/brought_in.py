"""Files that were brought in: what each put on record, and taking it back as one thing.

An import is one row of ``imports``; what came of it names it in ``brought``. To take it back is to
set ``removed`` there, and to put back the fields it changed: nothing is deleted. Who reads rows
that a file can bring leaves out those of imports that don't stand (``gone``). A student of such an
import is archived, so that a probe which another device gave meanwhile is never lost from sight.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from records.record_store import RecordStore, Row
from records.tables import checked

IMPORTS = "imports"
CHANGES = "import_changes"
FIELD = "brought"
CHANGEABLE = ("name", "grade", "school", "district_id", "roster_id", "archived")  # of a student
BUILT_ON = {  # tables whose rows are built on a student, and the field that names the student
    "administrations": "student",
    "papers": "student",
    "sessions": "student",
    "attendance": "student",
    "absences": "student",
    "plans": "student",
    "old_scores": "student",
    "merges": "into",
}


def gone(records: RecordStore) -> frozenset[str]:
    """Return the ids of the imports that were taken back."""
    return frozenset(
        i for i, row in records.rows(IMPORTS).items() if checked(IMPORTS, row).get("removed", False)
    )


def brought_by(row: Row | None) -> str:
    """Return the import that a row came with, "" for none."""
    found = "" if row is None else row.get(FIELD, "")
    return found if isinstance(found, str) else ""


def standing(rows: Mapping[str, Row], taken_back: frozenset[str]) -> Mapping[str, Row]:
    """Return the rows of a table but those of imports that were taken back."""
    if not taken_back:
        return rows
    return {i: row for i, row in rows.items() if brought_by(row) not in taken_back}


class BuiltOn(ValueError):
    """An import can't be taken back: there is something by now that would hang in the air.

    ``students`` are how many of its students have something since.
    """

    def __init__(self, students: int) -> None:
        super().__init__(f"{students} of its students have something on record since")
        self.students = students


@dataclass(frozen=True, slots=True)
class Import:
    """A file that was brought in, and how much came of it; ``changed`` are students' fields."""

    id: str
    name: str
    students: int
    changed: int
    scores: int
    when: str
    removed: bool

    @classmethod
    def read(cls, import_id: str, row: Row) -> Self:
        """Return the import of a row."""
        found: Mapping[str, Any] = checked(IMPORTS, row)
        return cls(
            import_id,
            found.get("name", ""),
            max(found.get("students", 0), 0),
            max(found.get("changed", 0), 0),
            max(found.get("scores", 0), 0),
            found.get("when", ""),
            found.get("removed", False),
        )


class Imports:
    """Every file that was brought in."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records

    def all(self) -> list[Import]:
        """Return those that stand, the latest first."""
        found = [Import.read(i, row) for i, row in self._records.rows(IMPORTS).items()]
        here = [one for one in found if not one.removed]
        return sorted(here, key=lambda one: (one.when, one.id), reverse=True)

    def get(self, import_id: str) -> Import | None:
        """Return one, standing or not; None if there is none."""
        row = self._records.row(IMPORTS, import_id)
        return None if row is None else Import.read(import_id, row)

    def built_on(self, import_id: str) -> int:
        """Return how many of its students have something on record that didn't come with it."""
        mine = {
            i for i, row in self._records.rows("students").items() if brought_by(row) == import_id
        }
        found: set[str] = set()
        left_out = gone(self._records) | {import_id}
        for table, field in BUILT_ON.items():
            for row in standing(self._records.rows(table), left_out).values():
                told = str(row.get(field)), str(row.get("from"))
                if told[0] in mine and not row.get("removed", False):
                    found.add(told[0])
                elif table == "merges" and told[1] in mine:
                    found.add(told[1])
        return len(found | self._with_goals(import_id))

    def _with_goals(self, import_id: str) -> set[str]:
        """Return the students with a goal or phase of their own on what the import brought.

        A goal may stand on a score of it as well, in a plan that was here.
        """
        rows = self._records.rows
        plans = {i: str(r.get("student", "")) for i, r in rows("plans").items()}
        mine = {i for i, row in rows("plans").items() if brought_by(row) == import_id}
        scores = {i for i, row in rows("old_scores").items() if brought_by(row) == import_id}
        found = set()
        for row in rows("goals").values():
            told = checked("goals", row)
            probes = {str(one).partition(".")[0] for one in told.get("probes", ())}
            if told.get("plan") in mine or probes & scores:
                found.add(plans.get(told.get("plan", ""), ""))
        return found

    def take_back(self, import_id: str) -> None:
        """Take all of an import back.

        Raises:
            BuiltOn: something was built on it; nothing has changed.
            OSError: it could not be written; nothing has changed.
        """
        if built := self.built_on(import_id):
            raise BuiltOn(built)
        self._put(import_id, removed=True)

    def bring_back(self, import_id: str) -> None:
        """Undo ``take_back``.

        Raises:
            OSError: as of ``take_back``.
        """
        self._put(import_id, removed=False)

    def _put(self, import_id: str, *, removed: bool) -> None:
        rows: list[tuple[str, str, Row]] = [(IMPORTS, import_id, {"removed": removed})]
        for change in self._records.rows(CHANGES).values():
            if brought_by(change) != import_id:
                continue
            told = checked(CHANGES, change)
            field, student = told.get("what", ""), told.get("student", "")
            if field not in CHANGEABLE:
                continue
            was, now = told.get("after", ""), told.get("before", "")
            if not removed:
                was, now = now, was
            here = self._records.row("students", student) or {}
            if here.get(field, "" if isinstance(was, str) else False) == was:
                rows.append(("students", student, {field: now}))
        self._records.put(*rows)
