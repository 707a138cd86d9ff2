"""Records that came from several devices: merged students, changes, probes given twice."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from record_doubles import FORM, Clock, Rows, open_records

from probes.giving import events
from records.exports.export_format import read
from records.exports.json_export import Everything, NotTransferred, everything, take_in
from records.history import given_before, repeated
from records.student_changes import FieldChange, student_changes
from records.students import Student

ONE, TWO = Student("one", "R. T.", "2", "Robins"), Student("two", "R T", "", "")


class Past(Rows):
    """Rows that remember every change, each a second after the last, by device."""

    def __init__(self):
        super().__init__()
        self.changes = []
        self.by = "device"

    def put(self, *rows):
        for table, row_id, row in rows:
            at_ms = int(datetime(2026, 11, 24, tzinfo=UTC).timestamp() * 1000)
            self.changes.append((table, row_id, self.by, at_ms + 1000 * len(self.changes), row))
            super().put((table, row_id, row))

    def maker(self, table, row_id):
        return next((by for t, i, by, *_ in self.changes if (t, i) == (table, row_id)), "")

    def past(self, table, row_id):
        return [(by, at, row) for t, i, by, at, row in self.changes if (t, i) == (table, row_id)]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    records = open_records(clock, store=Past())
    for student in (ONE, TWO):
        row = {"name": student.name, "grade": student.grade, "group": student.group}
        records.store.put(("students", student.id, {**row, "archived": False}))
    return records


def give(records, clock, student):
    """Keep a probe of ten words in a minute."""
    records.sittings.start(student, FORM)
    clock.pass_ms(60_000)
    records.sittings.current.tick()
    records.sittings.current.do(events.Last, item=9)
    records.sittings.keep()


def merge(records, from_, into):
    records.store.put(("merges", records.new_id(), {"from": from_.id, "into": into.id}))


def test_merged_students_are_shown_once_with_the_probes_of_both(records, clock):
    give(records, clock, ONE)
    give(records, clock, TWO)
    merge(records, TWO, ONE)
    assert [student.id for student in records.students.all()] == ["one"]
    assert records.students.get("two") == records.students.get("one")
    history, unreadable = records.history.entries("one")
    assert [given.student for given in history] == ["one", "two"]  # each keeps its id
    assert unreadable == 0
    assert set(records.history.last_days()) == {"one"}
    assert records.history.last_given("one") is not None
    assert all(reading.by_student for reading in records.history.form_uses(ONE))


@pytest.mark.parametrize(
    "form",
    [
        {"level": "2"},
        {"items": 5},
        {"items": [["a"], ["b"]], "lines": [0]},
        {"items": ["a"], "lines": ["0"]},
        {"title": 5},
        {"title": ["a"]},
        {"measure": "none"},
    ],
)
def test_a_probe_on_a_form_that_cant_be_read_is_counted(records, clock, form):
    give(records, clock, ONE)
    (row,) = records.store.rows("administrations").values()
    whole = {**asdict(FORM), **form}
    records.store.put(
        ("forms", "odd", form if "level" in form else whole),
        ("own_forms", "odd", {"measure": "orf", "level": "2", "listed": True}),
        ("administrations", "odd", {**row, "form": "odd"}),
    )
    history, unreadable = records.history.entries("one")
    assert (len(history), unreadable) == (1, 1)
    assert all(listed.id != "odd" for listed in records.forms.of("2"))
    found = Everything(records)
    assert len(json.loads("".join(found))["administrations"]) == 1
    assert (found.probes, found.lost_probes, found.lost_forms) == (1, 1, 1)


def test_what_comes_in_on_a_form_that_cant_be_read_here_is_refused_whole(records, clock):
    give(records, clock, ONE)
    found = read(everything(records))
    other = open_records(clock, store=Past())
    other.forms.built_in.clear()
    other.store.put(("forms", FORM.id, {"level": "2"}))
    before = dict(other.store.rows("administrations"))
    with pytest.raises(NotTransferred, match="update it first"):
        take_in(other, found)
    assert other.store.rows("administrations") == before


def test_a_merge_can_be_taken_back_and_nothing_is_lost(records, clock):
    give(records, clock, TWO)
    merge(records, TWO, ONE)
    merge(records, TWO, ONE)  # two devices had the same thought
    assert records.students.merged_into("one") == {"two": "R T"}
    records.students.separate("one", "two")
    assert {student.id for student in records.students.all()} == {"one", "two"}
    assert records.students.merged_into("one") == {}
    assert len(records.history.entries("one")[0]) == 0
    assert len(records.history.entries("two")[0]) == 1


def test_two_merged_into_each_other_come_apart_in_one_go(records):
    merge(records, TWO, ONE)
    merge(records, ONE, TWO)
    (whole,) = records.students.all()
    (part,) = records.students.merged_into(whole.id)
    records.students.separate(whole.id, part)
    assert len(records.students.all()) == 2


def test_the_history_says_who_changed_what(records):
    records.store.by = "other"
    records.store.put(("students", "one", {"grade": "3", "group": ""}))
    records.store.by = "device"
    records.store.put(("students", "one", {"archived": True}))
    merge(records, TWO, ONE)
    records.students.separate("one", "two")
    found = student_changes(records.store, records.students, "one")
    assert [(change.device, change.fields) for change in found] == [
        ("device", (FieldChange("separated"),)),
        ("device", (FieldChange("merged"),)),
        ("device", (FieldChange("archived", False, True),)),
        ("other", (FieldChange("grade", "2", "3"), FieldChange("group", "Robins", ""))),
        ("device", (FieldChange("added", after="R. T."),)),
    ]


def test_two_probes_of_one_form_on_one_day_are_pointed_out_and_not_dropped(records, clock):
    give(records, clock, ONE)
    assert repeated(records.history.entries("one")[0]) == []
    give(records, clock, TWO)
    assert repeated(records.history.entries("one")[0]) == []
    merge(records, TWO, ONE)
    history, _ = records.history.entries("one")
    assert [len(same) for same in repeated(history)] == [2]
    assert len(history) == 2
    later = history[0]._replace(given_at="2026-11-25T09:15:00+00:00")
    assert repeated([history[1], later]) == []


@pytest.mark.parametrize(("days", "said"), [(0, True), (27, True), (28, False)])
def test_a_form_given_again_within_its_rest_is_told_with_the_one_before(records, clock, days, said):
    give(records, clock, ONE)
    (first,), _ = records.history.entries("one")
    at = datetime.fromisoformat(first.given_at) + timedelta(days=days)
    again = first._replace(id="again", given_at=at.isoformat(), spoiled=True)
    other = first._replace(id="other", form="another", given_at=at.isoformat())
    assert given_before([first, again, other]) == ({"again": first} if said else {})
