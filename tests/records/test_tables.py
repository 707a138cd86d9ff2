"""Tables are declared once: what isn't declared can't be written, shown, exported or shared."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import Rows, open_records

from records.caseload_reading import CaseloadReading
from records.exports.export_format import ROWS
from records.exports.json_export import everything
from records.exports.progress_json import progress_json
from records.privacy import leaves
from records.student_changes import student_changes
from records.students import Student
from records.tables import TABLES, UndeclaredTable, checked, fields_of, fits

ROOT = Path(__file__).parents[2]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=6,
)


def test_an_undeclared_table_cannot_be_written():
    store = Rows()
    with pytest.raises(UndeclaredTable, match="moods"):
        store.put(("students", "s", {"name": "A"}), ("moods", "m", {"mood": "fine"}))
    assert store.tables == {}


def test_every_table_that_is_named_anywhere_is_declared():
    named = set()
    for room in ("records", "screens"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                    names = [t.id for t in node.targets if isinstance(t, ast.Name)]
                    if names in (["TABLE"], ["_TABLE"], ["SEEN"], ["GROUPS"], ["MEMBERSHIPS"]):
                        named.add(node.value.value)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    first = node.args[0] if node.args else None
                    if node.func.attr in ("rows", "row", "find", "past") and isinstance(
                        first, ast.Constant
                    ):
                        named.add(first.value)
    assert named <= set(TABLES)
    assert {"students", "administrations", "amendments", "merges"} <= named


def test_what_is_exported_is_what_the_declarations_say():
    exported = {name for name, table in TABLES.items() if table.exported}
    assert {*ROWS, "administrations", "own_forms"} == exported


def test_the_docs_name_every_table():
    text = (ROOT / "docs/format.md").read_text("utf-8")
    section = text.split("**Tables.**", 1)[1].split("\n\n**", 1)[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(TABLES)


@given(st.sampled_from([*TABLES]), st.dictionaries(st.text(max_size=12), JSON))
def test_a_field_of_the_wrong_type_reads_as_missing(table, row):
    wanted = fields_of(table)
    mixed = {**row, **dict.fromkeys(list(wanted)[:3], ...)}
    found = checked(table, mixed)
    assert set(found) <= set(wanted)
    assert all(fits(value, wanted[name]) for name, value in found.items())
    assert all(value is not ... for value in found.values())


@given(st.dictionaries(st.sampled_from(["name", "grade", "group", "archived", "sample"]), JSON))
def test_a_student_of_any_row_is_shown(row):
    student = Student.read("s", row)
    assert isinstance(student.name, str)
    assert isinstance(student.group, str)
    assert student.archived in (True, False)
    records = open_records()
    records.store.put(("students", "s", row))
    assert [one.id for one in records.students.all()] == ["s"]
    assert len(everything(records)["students"]) == 1


# Privacy fails closed

KNOWN = {
    ("students", "real"): {"name": "R"},
    ("students", "sample"): {"name": "S", "sample": True},
    ("groups", "robins"): {"name": "R"},
    ("groups", "table"): {"name": "T", "sample": True},
    ("sessions", "g"): {"group": "robins"},
    ("sessions", "h"): {"group": "table"},
    ("administrations", "a"): {"student": "real"},
    ("administrations", "b"): {"student": "sample"},
    ("administrations", "c"): {"student": "gone"},
    ("plans", "p"): {"student": "real"},
    ("plans", "q"): {"student": "sample"},
    ("plans", "r"): {"student": "gone"},
    ("plans", "nobody's"): {"every": 5},
}


@pytest.mark.parametrize(
    ("table", "fields", "answer"),
    [
        ("students", {"name": "N"}, "shared"),
        ("administrations", {"student": "real"}, "shared"),
        ("administrations", {"student": "sample"}, "stays"),
        ("administrations", {"student": "gone"}, "stays"),
        ("administrations", {}, "stays"),
        ("administrations", {"student": ["real"]}, "stays"),
        ("amendments", {"administration": "a"}, "shared"),
        ("second_scores", {"administration": "a", "student": "sample"}, "shared"),
        ("second_scores", {"administration": "b"}, "stays"),
        ("amendments", {"administration": "b"}, "stays"),
        ("amendments", {"administration": "c"}, "stays"),
        ("amendments", {"administration": "not here"}, "stays"),
        ("amendments", {"administration": 7}, "stays"),
        ("memberships", {"student": "real", "group": "g"}, "shared"),
        ("memberships", {"student": "sample", "group": "g"}, "stays"),
        ("groups", {"name": "Robins"}, "shared"),
        ("groups", {"name": "Made-up table", "sample": True}, "stays"),
        ("papers", {"student": "sample"}, "stays"),
        ("merges", {"from": "real", "into": "real"}, "shared"),
        ("merges", {"from": "sample", "into": "real"}, "stays"),
        ("merges", {"undoes": "m", "from": "real"}, "shared"),
        ("merges", {"undoes": "m"}, "stays"),
        ("plans", {"student": "real"}, "shared"),
        ("plans", {"student": "sample"}, "stays"),
        ("plans", {"ended": "2026-11-24"}, "stays"),
        *(
            (table, {"plan": plan}, answer)
            for table in ("goals", "phases")
            for plan, answer in (
                ("p", "shared"),
                ("q", "stays"),
                ("r", "stays"),
                ("nobody's", "stays"),
                ("not here", "stays"),
                (7, "stays"),
            )
        ),
        ("goals", {"goal": 90}, "stays"),
        ("phases", {"undoes": "f"}, "stays"),
        ("phases", {"undoes": "f", "plan": "q"}, "stays"),
        ("old_scores", {"student": "real"}, "shared"),
        ("old_scores", {"student": "sample"}, "stays"),
        ("report_texts", {"language": "es", "key": "school", "text": "Lincoln"}, "shared"),
        ("family_pages", {"student": "real", "language": "es"}, "shared"),
        ("family_pages", {"student": "sample", "language": "es"}, "stays"),
        ("imports", {"name": "roster.csv"}, "shared"),
        ("import_changes", {"student": "real"}, "shared"),
        ("import_changes", {"student": "sample"}, "stays"),
        ("contacts", {"student": "real", "whom": "the family"}, "shared"),
        ("contacts", {"student": "sample", "whom": "the family"}, "stays"),
        ("periods", {"student": "real", "numbers": "{}"}, "shared"),
        ("periods", {"student": "gone", "numbers": "{}"}, "stays"),
        ("set_aside", {"head": {"student": "real"}}, "shared"),
        ("set_aside", {"head": {"student": "sample"}}, "stays"),
        ("set_aside", {"head": "torn"}, "stays"),
        ("settings", {"examiner": "Ms A"}, "stays"),
        ("forms", {"items": []}, "shared"),
        ("own_forms", {"listed": True}, "shared"),
        ("calendar", {"kind": "year"}, "shared"),
        ("decision_rules", {"run": 3}, "shared"),
        ("menu_choices", {"change": "A reading buddy"}, "shared"),
        ("enrolments", {"grade": "2", "students": 60}, "shared"),
        ("cut_points", {"publisher": "Acme", "benchmark": 52}, "shared"),
        ("published_forms", {"publisher": "Acme"}, "shared"),
        ("protocols", {"name": "Three sounds"}, "shared"),
        ("absences", {"student": "real"}, "shared"),
        ("absences", {"student": "sample"}, "stays"),
        ("prepared_forms", {"student": "real"}, "shared"),
        ("prepared_forms", {"student": "sample"}, "stays"),
        ("attendance", {"session": "g", "student": "sample"}, "stays"),
        ("attendance", {"session": "g", "student": "real"}, "shared"),
        ("sessions", {"student": "sample"}, "stays"),
        ("sessions", {"student": "real"}, "shared"),
        ("sessions", {"student": "", "group": "robins"}, "shared"),
        ("sessions", {"student": "", "group": "table"}, "stays"),
        ("sessions", {"student": "", "group": "gone"}, "stays"),
        ("sessions", {"group": ["robins"]}, "stays"),
        ("steps_done", {"session": "g"}, "shared"),
        ("steps_done", {"session": "h"}, "stays"),
        ("steps_done", {"session": "gone"}, "stays"),
        ("devices", {"name": "Room 4"}, "shared"),
        ("seen", {"0123456789abcdef": True}, "shared"),
        ("moods", {"student": "real"}, "unknown"),
    ],
)
def test_what_leaves_the_device(table, fields, answer):
    rows = {**KNOWN, ("students", "x"): {"name": "N"}}
    found = leaves(lambda t, i: rows.get((t, i)), table, "x", fields)
    assert found == answer


def test_every_declared_table_is_among_the_cases():
    marks = test_what_leaves_the_device.pytestmark[0].args[1]
    assert {case[0] for case in marks} >= set(TABLES)


# A row of any shape stops nothing

ODD = JSON | st.sampled_from(
    ["real", "device", 10**40, -1, "9999-99-99", "2026-11-24T09:15:00+00:00"]
)


@st.composite
def odd_rows(draw):
    """A table, and a row whose declared fields have any values."""
    table = draw(st.sampled_from([name for name in TABLES if name != "seen"]))
    fields = fields_of(table) or {"theme": str, "profile": str, "lock": str, "passage_size": int}
    named = dict.fromkeys(fields, ODD)
    return table, draw(st.fixed_dictionaries({}, optional=named))


@given(st.lists(odd_rows(), min_size=1, max_size=4))
def test_a_row_of_any_shape_stops_neither_list_nor_start(odd):
    store = Rows()
    store.put(("students", "real", {"name": "R", "group": "Robins"}))
    for number, (table, row) in enumerate(odd):
        row_id = "here" if table == "settings" else f"x{number}"
        store.put((table, row_id, row))
    records = open_records(store=store)
    everybody = records.students.all()
    records.groups.all()
    records.papers.waiting()
    records.papers.left_out()
    records.forms.levels("facts")
    records.history.last_days()
    records.menu_choices.all()
    while records.scores.read_on():
        pass
    for student in everybody:
        assert isinstance(student.name + student.group + student.grade, str)
        records.history.entries(student.id)
        records.history.last_given(student.id)
        records.history.form_uses(student)
        plans = [plan.id for plan in records.plans.of(student.id)]
        records.goals.of(plans)
        records.phases.of(plans)
        records.old_scores.of(student.id)
        for one in records.monitoring.progress(student.id, date(2026, 11, 24)):
            json.dumps(progress_json(one), allow_nan=False)
        student_changes(store, records.students, student.id)
    reading = CaseloadReading(
        records.students, records.groups, records.monitoring, date(2026, 11, 24)
    )
    while reading.read_on():
        pass
    reading.caseload()
    assert any(student.id == "real" for student in everybody) or store.rows("merges")
