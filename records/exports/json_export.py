"""Everything on this device as one JSON value, and such a value taken in again."""

from dataclasses import asdict
from typing import Any, NamedTuple

from probes.administration import Administration, UnreadableAdministration
from probes.forms.form import Form
from records.exports.layout import Export, exported
from records.merges import TABLE as MERGES
from screens.desk import Desk, Row


class NotTransferred(ValueError):
    """It can't be done whole, so nothing of it was done; the sentence says why."""


class TakenIn(NamedTuple):
    """What came in, and how many students were here already and stayed as they are."""

    students: int
    probes: int
    known: int


def everything(desk: Desk) -> dict[str, Any]:
    """Return all that is kept, in the exported layout.

    Raises:
        NotTransferred: a probe can't be read; an export without it would look whole.
    """
    given, lost = [], 0
    for row_id, row in desk.records.rows("administrations").items():
        form = desk.form(str(row.get("form", "")))
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
    own, lost = desk.all_own_forms()
    if lost:
        raise NotTransferred(
            f"{lost} of your own forms can't be read here; nothing was written. Update Aimline"
        )
    rows = desk.records.rows
    return exported(rows("students"), given, rows("amendments"), rows(MERGES), own)


def take_in(desk: Desk, found: Export) -> TakenIn:
    """Keep what an export holds and this device lacks: all of it in one append, or nothing.

    A student who is here already stays as here; so does a probe, which must be the same.

    Raises:
        NotTransferred: a probe or a form of the same id is another one here.
        OSError: it could not be written; nothing has changed.
    """
    records = desk.records
    here, amended = records.rows("administrations"), records.rows("amendments")
    students = {i: row for i, row in found.students.items() if records.row("students", i) is None}
    rows: list[tuple[str, str, Row]] = [("students", i, row) for i, row in students.items()]
    forms: dict[str, Form] = {}
    kept: set[str] = set()  # ids of forms that go along with a probe
    new = 0
    for number, (row_id, given) in enumerate(found.administrations.items(), start=1):
        if given.form.id not in forms:
            forms[given.form.id] = _here(desk, given.form)
        if forms[given.form.id] != given.form:
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
    rows += [("amendments", i, row) for i, row in found.amendments.items() if i not in amended]
    merged = records.rows(MERGES)
    rows += [(MERGES, i, row) for i, row in found.merges.items() if i not in merged]
    for number, form in enumerate(found.forms.values(), start=1):
        if (forms.get(form.id) or _here(desk, form)) != form:
            raise NotTransferred(f"form {number} has the id of another form")
        rows += desk.listing(form)
    records.put(*rows)
    return TakenIn(len(students), new, len(found.students) - len(students))


def _here(desk: Desk, form: Form) -> Form:
    """Return the form of the same id that is here, the form itself where there is none."""
    here = desk.form(form.id)
    if here is None and desk.has_form(form.id):
        raise NotTransferred(
            f"form {form.id} is here already, and can't be read by this Aimline; update it first"
        )
    return here or form
