"""Tables are declared once: what isn't declared can't be written, shown, exported or shared."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import Rows, open_records

from records.exports.export_format import ROWS
from records.exports.json_export import everything
from records.privacy import leaves
from records.students import Student
from records.tables import TABLES, UndeclaredTable, checked, fields_of, unfit

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
    mixed = {**row, **dict.fromkeys(list(wanted)[:3], 7.5)}
    found = checked(table, mixed)
    assert set(found) <= set(wanted)
    assert not unfit(table, found) or TABLES[table].any_field
    assert all(value != 7.5 for value in found.values())


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
    ("administrations", "a"): {"student": "real"},
    ("administrations", "b"): {"student": "sample"},
    ("administrations", "c"): {"student": "gone"},
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
        ("set_aside", {"head": {"student": "real"}}, "shared"),
        ("set_aside", {"head": {"student": "sample"}}, "stays"),
        ("set_aside", {"head": "torn"}, "stays"),
        ("settings", {"examiner": "Ms A"}, "stays"),
        ("forms", {"items": []}, "shared"),
        ("own_forms", {"listed": True}, "shared"),
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
