"""Everything on this device as one JSON value, and such a value taken in again."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, NamedTuple

from probes.administration import Administration, UnreadableAdministration
from probes.forms.form import Form
from records.exports.export_format import (
    ROWS,
    Export,
    UnknownPart,
    exported,
    is_id,
    taken_back,
    text_of,
)
from records.exports.whole_students import WholeStudents
from records.open_records import OpenRecords
from records.record_store import Row


class NotTransferred(ValueError):
    """It can't be done whole, so nothing of it was done; the sentence says why."""


class TakenIn(NamedTuple):
    """What came in, and how many students were here already and stayed as they are."""

    students: int
    probes: int
    known: int


class Everything:
    """All that is kept, in the exported layout: iterate it once for its JSON text, in pieces.

    What can be read is in it, and import takes it back; what can't is left out and counted, so
    that one damaged line never stands between a teacher and all other scores. A probe whose
    student's own record is lost comes with a student in its place, to be named anew.

    Afterwards ``students`` and ``probes`` are how many are in it, ``lost_probes`` and
    ``lost_forms`` (forms of one's own) how many are not since they can't be read here,
    ``lost_rows`` how many other rows, and ``nameless`` how many students have a name in it that
    stands for a lost one.

    With some students chosen, all that is theirs is in it, and nothing of anybody else
    (``whole_students``).
    """

    def __init__(self, records: OpenRecords, students: Iterable[str] | None = None) -> None:
        """Take the ids of the students that are chosen, None for everything."""
        self._records = records
        self._whole = None if students is None else WholeStudents(records, students)
        self.students = self.probes = 0
        self.lost_probes = self.lost_forms = self.lost_rows = self.nameless = 0
        self._grades: dict[str, str] = {}  # of each student in a probe, the grade then
        self._forms: set[str] = set()  # ids of those that are in it

    def __iter__(self) -> Iterator[str]:
        own, self.lost_forms = self._records.forms.own()
        if self._whole is not None:  # a form comes with the probe that was given on it
            own, self.lost_forms = [], 0
        self._forms = {form.id for form in own}
        parts: dict[str, Any] = exported({}, (), own)
        parts |= {table: self._rows(table) for table in ROWS}
        parts |= {"administrations": self._given(), "other_forms": self._other_forms()}
        parts |= {"students": self._all_students()}
        return text_of(parts)  # in the order of their names: the probes first

    def _given(self) -> Iterator[dict[str, Any]]:
        for row_id, row in sorted(self._records.store.rows("administrations").items()):
            if self._whole is not None and row_id not in self._whole.probes:
                continue
            form = self._records.forms.get(str(row.get("form", "")), str(row.get("measure")))
            try:
                given = None if form is None else Administration.kept(row_id, row, form)
            except UnreadableAdministration:
                given = None
            if given is None or not (given.given_at and is_id(row_id) and is_id(given.student)):
                self.lost_probes += 1
                continue
            self.probes += 1
            self._grades[given.student] = given.grade
            self._forms.add(given.form.id)
            yield given.exported()

    def _rows(self, table: str) -> Iterator[dict[str, Any]]:
        for row_id, row in self._kept(table):
            if is_id(row_id):
                yield {"id": row_id, **taken_back(table, row)}
            else:
                self.lost_rows += 1

    def _kept(self, table: str) -> Iterator[tuple[str, Row]]:
        whole = self._whole
        for row_id, row in sorted(self._records.store.rows(table).items()):
            going = row if whole is None else whole.row(table, row_id, row)
            if going is not None:
                yield row_id, going

    def _other_forms(self) -> Iterator[dict[str, Any]]:
        rows = (row for _, row in self._kept("amendments"))
        named = {str(row.get("after")) for row in rows if row.get("what") == "form"}
        found = map(self._records.forms.get, named - self._forms)
        others = [form for form in found if form is not None]
        yield from exported({}, (), (), others)["other_forms"]

    def _all_students(self) -> Iterator[dict[str, Any]]:
        kept = {row["id"]: row for row in self._rows("students")}
        lost = {
            student: self._in_place(student, grade)
            for student, grade in self._grades.items()
            if student not in kept
        }
        for _, row in sorted((kept | lost).items()):
            self.students += 1
            if not str(row.get("name", "")).strip():
                self.nameless += 1
                row["name"] = f"Unknown student {self.nameless}"
            yield row

    def _in_place(self, student: str, grade: str) -> dict[str, Any]:
        """Return a student in the place of one whose record is lost, or who was not chosen.

        Under that one a probe was given that is another's by now: the entry is archived.
        """
        row: dict[str, Any] = {"id": student, "grade": grade}
        return row if self._whole is None else {**row, "archived": True}


def everything(records: OpenRecords, students: Iterable[str] | None = None) -> dict[str, Any]:
    """Return the export of all that is kept, or of some students, as one JSON value."""
    found: dict[str, Any] = json.loads("".join(Everything(records, students)))
    return found


def take_in(records: OpenRecords, found: Export) -> TakenIn:
    """Keep what an export holds and this device lacks: all of it in one append, or nothing.

    A student who is here already stays as here, and so does what is said of a form; so does a
    probe, which must be the same.

    Raises:
        NotTransferred: a probe or a form of the same id is another one here.
        OSError: it could not be written; nothing has changed.
    """
    if found.unknown:
        raise NotTransferred(str(UnknownPart(found.unknown[0])))
    if not any((found.administrations, found.forms, found.other_forms, *found.rows.values())):
        raise NotTransferred("there is nothing in this file to import")
    store = records.store
    here = store.rows("administrations")
    rows: list[tuple[str, str, Row]] = [
        (table, i, row)
        for table, some in found.rows.items()
        for i, row in some.items()
        if store.row(table, i) is None
    ]
    students = sum(table == "students" for table, _, _ in rows)
    forms: dict[str, Form] = {}
    kept: set[str] = set()  # ids of forms that go along with a probe
    new = 0
    for number, (row_id, given) in enumerate(found.administrations.items(), start=1):
        if given.form.id not in forms:
            forms[given.form.id] = _here(records, given.form)
        if forms[given.form.id].content != given.form.content:
            raise NotTransferred(
                f"administration {number} was given with another form of the same id"
            )
        if row_id not in here:
            new += 1
            if given.form.id not in kept:
                kept.add(given.form.id)
                rows.append(("forms", given.form.id, asdict(given.form)))
            rows.append(("administrations", row_id, given.record()))
        elif dict(here[row_id]) != given.record():
            raise NotTransferred(
                f"administration {number} is here already, and differs; a kept probe never changes"
            )
    for number, form in enumerate(found.forms.values(), start=1):
        if (forms.get(form.id) or _here(records, form)).content != form.content:
            raise NotTransferred(f"form {number} has the id of another form")
        rows += records.forms.rows_to_list(form)
    for number, form in enumerate(found.other_forms.values(), start=1):
        if (forms.get(form.id) or _here(records, form)).content != form.content:
            raise NotTransferred(f"other form {number} has the id of another form")
        if store.row("forms", form.id) is None and form.id not in kept:
            rows.append(("forms", form.id, asdict(form)))
    store.put(*rows)
    return TakenIn(students, new, len(found.students) - students)


def _here(records: OpenRecords, form: Form) -> Form:
    """Return the form of the same id that is here, the form itself where there is none."""
    here = records.forms.get(form.id)
    if here is None and records.forms.has(form.id):
        raise NotTransferred(
            f"form {form.id} is here already, and can't be read by this Aimline; update it first"
        )
    return here or form
