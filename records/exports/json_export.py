"""Everything on this device as one JSON value, and such a value taken in again."""

from dataclasses import asdict
from typing import Any, NamedTuple

from probes.administration import Administration, UnreadableAdministration
from probes.forms.form import Form
from records.exports.export_format import ROWS, Export, exported
from records.open_records import OpenRecords
from records.record_store import Row


class NotTransferred(ValueError):
    """It can't be done whole, so nothing of it was done; the sentence says why."""


class TakenIn(NamedTuple):
    """What came in, and how many students were here already and stayed as they are."""

    students: int
    probes: int
    known: int


def everything(records: OpenRecords) -> dict[str, Any]:
    """Return all that is kept, in the exported layout.

    Raises:
        NotTransferred: a probe can't be read; an export without it would look whole.
    """
    given, lost = [], 0
    for row_id, row in records.store.rows("administrations").items():
        form = records.forms.get(str(row.get("form", "")))
        try:
            if form is not None:
                given.append(Administration.kept(row_id, row, form))
        except UnreadableAdministration:
            form = None
        lost += form is None
    if lost:
        raise NotTransferred(
            f"{lost} probes can't be read, or their forms are not here; nothing was written"
        )
    own, lost = records.forms.own()
    if lost:
        raise NotTransferred(
            f"{lost} of your own forms can't be read here; nothing was written. Update Aimline"
        )
    rows = {table: records.store.rows(table) for table in ROWS}
    here = {one.form.id for one in given} | {form.id for form in own}
    named = {
        str(row.get("after")) for row in rows["amendments"].values() if row.get("what") == "form"
    }
    others = [form for form in map(records.forms.get, named - here) if form is not None]
    return exported(rows, given, own, others)


def take_in(records: OpenRecords, found: Export) -> TakenIn:
    """Keep what an export holds and this device lacks: all of it in one append, or nothing.

    A student who is here already stays as here, and so does what is said of a form; so does a
    probe, which must be the same.

    Raises:
        NotTransferred: a probe or a form of the same id is another one here.
        OSError: it could not be written; nothing has changed.
    """
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
