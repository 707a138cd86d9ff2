"""The export of everything as one JSON value, read back completely or refused with a sentence."""

import copy
import json

import pytest

from probes import json_values
from probes.administration import Administration
from probes.forms.form import Form
from records.exports.export_format import ROWS, UnreadableExport, exported, read, read_text, text_of
from tests.probes.probe_sheets import CHILD, EXPORTED

STUDENTS = {
    "s2": {"name": CHILD, "grade": "2", "group": "Blue", "archived": False},
    "s1": {"name": "é “ 😀", "grade": "", "group": "", "archived": True, "sample": True},
}
AMENDMENTS = {
    "m1": {"administration": "a1", "what": "spoil", "why": "", "who": "RT", "when": ""},
    "m2": {"administration": "a1", "what": "item", "item": 3, "before": None, "after": "error"},
    "m3": {"administration": "a1", "what": "counts", "before": True, "after": False, "when": "z"},
    "m4": {"administration": "a1", "undoes": "m3", "when": "zz"},
}
GIVEN = [Administration.read({**EXPORTED, "id": name}) for name in ("a2", "a1")]
MERGES = {"g2": {"undoes": "g1", "from": "s2"}, "g1": {"from": "s2", "into": "s1"}}
OWN = [
    Form(id=name, measure="wrf", level="2", items=("sun", "hat"), lines=(0,), title="Ours")
    for name in ("F2", "F1")
]
GROUPS = {"b1": {"name": "Blue", "sample": False}}
MEMBERSHIPS = {"n1": {"student": "s2", "group": "b1", "removed": False}}
PLANS = {"p1": {"student": "s2", "measure": "orf", "level": "2", "every": 5, "since": "2026-09-08"}}
GOALS = {
    "t1": {"plan": "p1", "baseline": 38, "probes": ["a1", "a2"], "goal": 86.5, "when": "z"},
    "t2": {"plan": "p1", "undoes": "t1", "when": "zz"},
}
PHASES = {"f1": {"plan": "p1", "day": "2026-11-10", "changed": ["minutes"], "why": "below"}}
OLD_SCORES = {"o1": {"student": "s2", "correct": 38, "seconds": 22.4, "day": "2025-09-15"}}
ROWS_KEPT = {
    **{table: {} for table in ROWS},
    "students": STUDENTS,
    "groups": GROUPS,
    "memberships": MEMBERSHIPS,
    "amendments": AMENDMENTS,
    "merges": MERGES,
    "calendar": {"c1": {"kind": "break", "name": "Fall", "first": "2026-10-12", "removed": False}},
    "plans": PLANS,
    "goals": GOALS,
    "phases": PHASES,
    "old_scores": OLD_SCORES,
}
EVERYTHING = exported(ROWS_KEPT, GIVEN, OWN)


def damaged(table, place, **fields):
    """Return the export with other fields in one row; ... removes a field."""
    data = copy.deepcopy(EVERYTHING)
    row = data[table][place]
    row.update(fields)
    data[table][place] = {name: value for name, value in row.items() if value is not ...}
    return data


def test_exported_and_read_it_is_the_same():
    found = read(json.loads(json.dumps(EVERYTHING)))
    assert found.students == STUDENTS
    assert found.administrations == {one.id: one for one in GIVEN}
    assert found.rows == ROWS_KEPT
    assert found.forms == {form.id: form for form in OWN}
    again = exported(found.rows, found.administrations.values(), found.forms.values())
    assert json.dumps(again) == json.dumps(EVERYTHING)


def test_rows_are_sorted_whatever_order_they_came_in():
    rows = {table: dict(reversed(some.items())) for table, some in ROWS_KEPT.items()}
    other = exported(rows, GIVEN[::-1], OWN[::-1])
    assert json.dumps(other) == json.dumps(EVERYTHING)
    assert [row["id"] for row in EVERYTHING["administrations"]] == ["a1", "a2"]


def test_an_empty_export_is_one():
    assert read({"format": 1}) == ({table: {} for table in ROWS_KEPT}, {}, {}, {}, ())


def test_what_it_has_beside_is_noted_by_its_place():
    assert read({"x": [], **EVERYTHING, "y": 5}).unknown == (1, len(EVERYTHING) + 2)


def test_its_text_comes_in_pieces():
    whole = json.dumps(EVERYTHING, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert "".join(text_of(EVERYTHING)) == whole
    assert max(map(len, text_of(EVERYTHING))) < len(whole) / 4


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "this is no export of Aimline in format 1"),
        ({}, "this is no export of Aimline in format 1"),
        ({"format": 2}, "this export has format 2, which a newer Aimline wrote"),
        ({"format": "2"}, "this is no export of Aimline in format 1"),
        ({"format": True}, "this is no export of Aimline in format 1"),
        ({"format": 1, "students": {}}, "“students” must be a list"),
        (damaged("merges", 0, into=5), "“into” of merge 1 must be a text"),
        (damaged("forms", 1, measure="x"), "“measure” of form 2 must be one of orf, wrf"),
        (damaged("forms", 0, items=[]), "form 1: a form needs at least one item"),
        (damaged("forms", 0, lines=["a"]), "form 1: "),
        ({"format": 1, "students": [5]}, "student 1 needs an “id” of 1 to 64 characters"),
        (damaged("students", 0, id=...), "student 1 needs an “id”"),
        (damaged("students", 0, id=""), "student 1 needs an “id”"),
        (damaged("students", 0, id="x" * 65), "student 1 needs an “id”"),
        (damaged("students", 0, id=7), "student 1 needs an “id”"),
        (damaged("students", 0, id="a/b"), "the “id” of student 1 may have letters, digits"),
        (damaged("students", 0, id="é"), "the “id” of student 1 may have letters, digits"),
        (damaged("students", 1, id="s1"), "student 2 has the “id” of an earlier one"),
        (damaged("students", 1, iq=90), "student 2 has a field this Aimline doesn't know"),
        (damaged("students", 1, name=5), "“name” of student 2 must be a text up to 2000"),
        (damaged("students", 1, name="x" * 2001), "“name” of student 2 must be a text"),
        (damaged("students", 1, name="\udc00"), "“name” of student 2 must be a text"),
        (damaged("students", 1, archived=1), "“archived” of student 2 must be true or false"),
        (damaged("students", 1, archived="no"), "“archived” of student 2 must be true or false"),
        (damaged("amendments", 0, why=None), "“why” of amendment 1 must be a text"),
        (damaged("plans", 0, every=True), "“every” of plan 1 must be a number up to"),
        (damaged("plans", 0, every=10**12), "“every” of plan 1 must be a number up to"),
        (damaged("goals", 0, goal="90"), "“goal” of goal 1 must be a number up to"),
        (damaged("goals", 0, goal=float("nan")), "“goal” of goal 1 must be a number up to"),
        (damaged("goals", 0, probes="a1"), "“probes” of goal 1 must be a list of at most 100"),
        (damaged("goals", 0, probes=[{}]), "“probes” of goal 1 must be a list of at most 100"),
        (damaged("phases", 0, changed=["x" * 201]), "“changed” of phase 1 must be a list"),
        (damaged("phases", 0, changed=["x"] * 101), "“changed” of phase 1 must be a list"),
        (damaged("old_scores", 0, seconds=None), "“seconds” of old score 1 must be a number"),
        (damaged("administrations", 1, id="a1"), "administration 2 has the “id” of an earlier"),
        (damaged("administrations", 1, seconds=0), "administration 2: “seconds” must be"),
        (damaged("administrations", 1, given_at=""), "administration 2 needs “given_at”"),
        (damaged("administrations", 1, student="s3"), "the student of administration 2 is not in"),
        (
            damaged("administrations", 1, events=[{"do": "undo", "at_ms": 0}]),
            "administration 2: event 1: there is nothing to take back",
        ),
        (
            damaged("administrations", 1, form={**EXPORTED["form"], "id": ""}),
            "administration 2 needs “given_at” and a form with an id",
        ),
    ],
)
def test_one_bad_row_refuses_the_whole_and_is_named(data, says):
    with pytest.raises(UnreadableExport) as refused:
        read(data)
    assert says in str(refused.value)
    assert CHILD not in str(refused.value)


# As a text: nesting would end the tablet's interpreter for good


def test_an_export_is_read_from_its_text():
    assert read_text(json.dumps(EVERYTHING)) == read(EVERYTHING)
    assert read_text(json.dumps(EVERYTHING, ensure_ascii=False, indent=1)) == read(EVERYTHING)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        '{"students": ' + "[" * 1_000_000 + "]" * 1_000_000 + "}",
        '{"a":' * 1_000_000,
        '{"a\\\\": "[", "groups": ' + "[" * 22,
    ],
)
def test_a_text_nested_deeper_than_ours_is_not_parsed_at_all(text, monkeypatch):
    loads = json.loads
    deep = pytest.fail
    monkeypatch.setattr(
        json_values.json, "loads", lambda t: deep("parsed") if len(t) > 20 else loads(t)
    )
    with pytest.raises(UnreadableExport, match="nested more than 20 deep"):
        read_text(text)


@pytest.mark.parametrize("text", ["", "{", '"' + '\\"' * 100_000, '"' * 100_001, "[1,]", "\ud800"])
def test_a_text_that_is_no_json_is_refused(text):
    with pytest.raises(UnreadableExport, match="this is not JSON"):
        read_text(text)


def test_brackets_within_a_text_are_not_nesting():
    student = {"id": "s1", "name": "[{" * 100 + '\\"' + "[" * 50, "grade": "["}
    found = read_text(json.dumps({"format": 1, "students": [student]}))
    assert found.students["s1"]["grade"] == "["
    assert json_values.parsed("[" * 20 + "]" * 20)
    assert json_values.parsed("[" + "[]," * 50 + "[]]") == [[]] * 51
