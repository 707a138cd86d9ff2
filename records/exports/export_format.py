"""Everything there is, as one JSON value, and back.

``format`` 1 holds the rows of every table that ``records/tables.py`` says is exported, the
administrations as they were kept (each one as ``main.py score`` takes it), forms of one's own,
and other forms that an amendment names, each sorted by id, so that two exports can be compared
line by line. Settings stay with their device.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from probes import json_values
from probes.administration import FORMAT, Administration, UnreadableAdministration
from probes.forms.form import BadForm, Form
from probes.forms.form_json import read_form, written_form
from probes.json_values import BadValue
from probes.measures.measure import MEASURES
from records.amended import amended
from records.exports.json_stream import JsonStream, TextSource
from records.name_comparison import tidied
from records.tables import checked, fields_of, fits

LONGEST_ID = 64
LONGEST_TEXT = 2_000
LONGEST_EVENTS = 300_000  # letters: as many events as an administration may have
LONGEST_LIST = 100
LARGEST_NUMBER = 10**9
MOST = 500_000
MOST_PARTS = 100
# The tables whose rows are exported as they are kept, and what one of their rows is called.
ROWS = {
    "students": "student",
    "groups": "group",
    "memberships": "membership",
    "amendments": "amendment",
    "second_scores": "second score",
    "merges": "merge",
    "calendar": "calendar row",
    "decision_rules": "decision rules",
    "menu_choices": "choice of what next",
    "enrolments": "enrolment",
    "cut_points": "cut point",
    "published_forms": "published form",
    "protocols": "protocol",
    "sessions": "session",
    "attendance": "attendance row",
    "steps_done": "step",
    "absences": "absence",
    "prepared_forms": "printed form",
    "plans": "plan",
    "goals": "goal",
    "phases": "phase",
    "old_scores": "old score",
    "report_texts": "text on pages",
    "family_pages": "family page",
    "imports": "import",
    "import_changes": "import change",
    "contacts": "contact",
    "periods": "period report",
}
PARTS = ("format", *ROWS, "administrations", "forms", "other_forms")
_NO_EXPORT = (
    f"this is no export of Aimline in format {FORMAT}; choose a file that “main.py export” wrote"
)

Rows = Mapping[str, Mapping[str, Any]]


class UnreadableExport(ValueError):
    """A file that is no export, or one with a part that can't be read."""


class UnknownPart(UnreadableExport):
    """A file with a part that this Aimline doesn't know, which a newer one may have written."""

    def __init__(self, part: int) -> None:
        super().__init__(
            f"part {part} of this file is none that this Aimline knows, which are "
            f"{', '.join(PARTS)}. Correct its name, or update Aimline"
        )


class Export(NamedTuple):
    """What an export holds, by id."""

    rows: dict[str, dict[str, dict[str, Any]]]  # of each table in ROWS
    administrations: dict[str, Administration]
    forms: dict[str, Form]
    other_forms: dict[str, Form]
    unknown: tuple[int, ...] = ()  # which of its parts this Aimline doesn't know, from 1

    @property
    def students(self) -> dict[str, dict[str, Any]]:
        """The students' rows, by id."""
        return self.rows["students"]

    def amended(self) -> dict[str, Administration]:
        """Return the administrations with their amendments applied, by id: what counts."""
        about: dict[str, dict[str, dict[str, Any]]] = {}
        for row_id, row in self.rows["amendments"].items():
            about.setdefault(row.get("administration", ""), {})[row_id] = row
        forms = {one.form.id: one.form for one in self.administrations.values()}
        forms |= self.other_forms | self.forms
        return {
            i: amended(one, about.get(i, {}), forms.get).administration
            for i, one in self.administrations.items()
        }


def exported(
    rows: Mapping[str, Rows],
    given: Iterable[Administration],
    forms: Iterable[Form],
    other_forms: Iterable[Form] = (),
) -> dict[str, Any]:
    """Return everything as plain JSON values in a stable order.

    Args:
        rows: the rows of each table in ``ROWS``, by id.
        given: every administration, each with its form.
        forms: the forms of one's own that are on the list.
        other_forms: forms that an amendment names and no administration has.
    """
    return {
        "format": FORMAT,
        **{
            table: [{"id": row_id, **checked(table, row)} for row_id, row in sorted(some.items())]
            for table, some in rows.items()
        },
        "administrations": [one.exported() for one in sorted(given, key=lambda one: one.id)],
        "forms": _written_forms(forms),
        "other_forms": _written_forms(other_forms),
    }


def _written_forms(forms: Iterable[Form]) -> list[dict[str, Any]]:
    return [
        {"measure": form.measure, **written_form(form)}
        for form in sorted(forms, key=lambda form: form.id)
    ]


def text_of(parts: Mapping[str, Any]) -> Iterator[str]:
    """Yield the JSON text of an export in pieces, one for each row: a whole one can be large.

    Args:
        parts: what ``exported`` returned; a list of it may be any iterable, taken in order.
    """
    yield "{"
    for place, (name, part) in enumerate(sorted(parts.items())):
        yield f"{',' if place else ''}\n {json.dumps(name)}: "
        if isinstance(part, int):
            yield str(part)
            continue
        empty = True
        for row in part:
            text = json.dumps(row, ensure_ascii=False, indent=1, sort_keys=True)
            yield ("[\n  " if empty else ",\n  ") + text.replace("\n", "\n  ")
            empty = False
        yield "[]" if empty else "\n ]"
    yield "\n}\n"


def read_text(text: str) -> Export:
    """Read an export from its JSON text.

    Raises:
        UnreadableExport: as ``read``, or it is no JSON, or nested too deep to be ours.
    """
    return read_stream(io.StringIO(text))


def read_stream(source: TextSource) -> Export:
    """Read an export row by row from what its JSON text is read from.

    Raises:
        UnreadableExport: as ``read_text``.
    """
    stream = JsonStream(source)
    try:
        return _read(stream.members()) if stream.is_object() else read(stream.all())
    except BadValue as problem:
        raise UnreadableExport(str(problem)) from None


def read(data: object) -> Export:
    """Read an export; the whole of it, or nothing.

    Raises:
        UnreadableExport: the sentence names the part and its number, counted from 1.
    """
    if not isinstance(data, Mapping):
        raise UnreadableExport(_NO_EXPORT)
    return _read(data.items())


def _read(parts: Iterable[tuple[str, object]]) -> Export:
    rows: dict[str, dict[str, dict[str, Any]]] = {table: {} for table in ROWS}
    forms: dict[str, dict[str, Form]] = {"forms": {}, "other_forms": {}}
    administrations: dict[str, Administration] = {}
    seen: list[str] = []
    for part, (name, value) in enumerate(parts, start=1):
        if part > MOST_PARTS:
            raise UnreadableExport(_NO_EXPORT)
        if name in seen:
            raise UnreadableExport(f"part {part} of this file has the name of an earlier one")
        seen.append(name)
        if name == "format":
            _check_format(value)
        elif name in ROWS:
            rows[name] = {
                row_id: _fields(f"{ROWS[name]} {n}", name, row)
                for n, row_id, row in _numbered(value, name, ROWS[name])
            }
        elif name in forms:
            one = name.removesuffix("s").replace("_", " ")
            forms[name] = {i: _form(f"{one} {n}", row) for n, i, row in _numbered(value, name, one)}
        elif name == "administrations":
            administrations = _administrations(value)
        elif isinstance(value, Iterator):
            raise UnknownPart(part)  # before its rows are read
    if "format" not in seen:
        raise UnreadableExport(_NO_EXPORT)
    for number, student in enumerate(rows["students"].values(), start=1):
        if not tidied(str(student.get("name", ""))):
            raise UnreadableExport(f"student {number} needs a “name”")
    for number, given in enumerate(administrations.values(), start=1):
        if given.student not in rows["students"]:
            raise UnreadableExport(f"the student of administration {number} is not in this file")
    unknown = tuple(n for n, name in enumerate(seen, start=1) if name not in PARTS)
    return Export(rows, administrations, forms["forms"], forms["other_forms"], unknown)


def _check_format(told: object) -> None:
    if type(told) is int and told > FORMAT:
        raise UnreadableExport(
            f"this export has format {told}, which a newer Aimline wrote; update Aimline, then "
            "try again"
        )
    if told != FORMAT or told is True:
        raise UnreadableExport(_NO_EXPORT)


def _administrations(value: object) -> dict[str, Administration]:
    found = {}
    forms: dict[Form, Form] = {}  # thousands of probes share a few
    for number, row_id, row in _numbered(value, "administrations", "administration"):
        try:
            given = Administration.read(row)
        except UnreadableAdministration as problem:
            raise UnreadableExport(f"administration {number}: {problem}") from None
        if not (given.given_at and given.form.id):
            raise UnreadableExport(
                f"administration {number} needs “given_at” and a form with an id"
            )
        found[row_id] = replace(given, form=forms.setdefault(given.form, given.form))
    return found


def _form(which: str, row: Mapping[str, Any]) -> Form:
    measure = row.get("measure")
    if not isinstance(measure, str) or measure not in MEASURES:
        raise UnreadableExport(f"“measure” of {which} must be one of {', '.join(MEASURES)}")
    try:
        return read_form(row, measure)
    except (BadValue, BadForm) as problem:
        raise UnreadableExport(f"{which}: {problem}") from None


def is_id(text: str) -> bool:
    """Return whether a text is an id that an import takes."""
    plain = text.isascii() and text.replace("-", "").replace("_", "").isalnum()
    return plain and len(text) <= LONGEST_ID


def taken_back(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a kept row that an import takes back; others read as their defaults."""
    return {name: value for name, value in checked(table, row).items() if _is_bounded(name, value)}


def _numbered(rows: object, name: str, one: str) -> Iterable[tuple[int, str, Mapping[str, Any]]]:
    if not isinstance(rows, list | Iterator):
        raise UnreadableExport(f"“{name}” must be a list of at most {MOST}")
    seen = set()
    for number, row in enumerate(rows, start=1):
        if number > MOST:
            raise UnreadableExport(f"“{name}” must be a list of at most {MOST}")
        row_id = row.get("id") if isinstance(row, Mapping) else None
        if not isinstance(row_id, str) or not 0 < len(row_id) <= LONGEST_ID:
            raise UnreadableExport(f"{one} {number} needs an “id” of 1 to {LONGEST_ID} characters")
        if not is_id(row_id):
            raise UnreadableExport(f"the “id” of {one} {number} may have letters, digits, - and _")
        if row_id in seen:
            raise UnreadableExport(f"{one} {number} has the “id” of an earlier one")
        seen.add(row_id)
        yield number, row_id, row


def _fields(which: str, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    types = fields_of(table)
    fields = {name: value for name, value in row.items() if name != "id"}
    for name, value in fields.items():
        if name not in types:
            raise UnreadableExport(f"{which} has a field this Aimline doesn't know")
        if not fits(value, types[name]) or not _is_bounded(name, value):
            raise UnreadableExport(f"“{name}” of {which} must be {_kind(types[name])}")
    return fields


def _is_bounded(name: str, value: object) -> bool:
    if isinstance(value, list):
        return len(value) <= LONGEST_LIST and all(json_values.is_text(one, 200) for one in value)
    if isinstance(value, int | float):
        return abs(value) <= LARGEST_NUMBER  # NaN is not
    longest = LONGEST_EVENTS if name in ("events", "numbers") else LONGEST_TEXT
    return not isinstance(value, str) or json_values.is_text(value, longest)


def _kind(wanted: object) -> str:
    if wanted is bool:
        return "true or false"
    if wanted is str:
        return f"a text up to {LONGEST_TEXT}"
    if wanted == list[Any]:
        return f"a list of at most {LONGEST_LIST} short texts"
    if wanted in (int, int | float):
        return f"a number up to {LARGEST_NUMBER}"
    return "of another kind"
