"""A desk whose records came from several devices: merged students, changes, probes given twice."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from types import SimpleNamespace

import flet as ft
import pytest
from test_sharing_screen import texts
from test_sitting import FORM, Clock, Records, new_desk

from probes.giving import events
from records.duplicates import twice
from records.exports.json_export import NotTransferred, everything, take_in
from records.exports.layout import read
from screens.desk import Student
from screens.parts.theme import LIGHT
from screens.students.change_log import changes
from screens.students.merge_students import merged_in, take_apart
from screens.students.student_page import RECENT, StudentScreen

ONE, TWO = Student("one", "R. T.", "2", "Robins"), Student("two", "R T", "", "")


class Past(Records):
    """Rows that remember every change, each a second after the last, by device."""

    def __init__(self):
        super().__init__()
        self.changes = []
        self.by = "device"

    def put(self, *rows):
        for table, row_id, row in rows:
            at_ms = int(datetime(2026, 11, 24, tzinfo=UTC).timestamp() * 1000)
            self.changes.append((table, row_id, self.by, at_ms + 1000 * len(self.changes), row))
            merged = {**self.rows(table).get(row_id, {}), **row}
            super().put((table, row_id, merged))

    def past(self, table, row_id):
        return [(by, at, row) for t, i, by, at, row in self.changes if (t, i) == (table, row_id)]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(clock):
    desk = new_desk(clock, records=Past())
    for student in (ONE, TWO):
        row = {"name": student.name, "grade": student.grade, "group": student.group}
        desk.records.put(("students", student.id, {**row, "archived": False}))
    return desk


def give(desk, clock, student):
    """Keep a probe of ten words in a minute."""
    desk.start(student, FORM)
    clock.pass_ms(60_000)
    desk.sitting.tick()
    desk.sitting.do(events.Last, item=9)
    desk.keep()


def merge(desk, from_, into):
    desk.records.put(("merges", desk.new_id(), {"from": from_.id, "into": into.id}))


def test_merged_students_are_shown_once_with_the_probes_of_both(desk, clock):
    give(desk, clock, ONE)
    give(desk, clock, TWO)
    merge(desk, TWO, ONE)
    assert [student.id for student in desk.students()] == ["one"]
    assert desk.student("two") == desk.student("one")
    history, unreadable = desk.history("one")
    assert [given.student for given in history] == ["one", "two"]  # each keeps its id
    assert unreadable == 0
    assert set(desk.last_days()) == {"one"}
    assert desk.given_last("one") is not None
    assert all(reading.by_student for reading in desk.readings(ONE))


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
def test_a_probe_on_a_form_that_cant_be_read_is_counted_and_the_others_are_shown(desk, clock, form):
    give(desk, clock, ONE)
    (row,) = desk.records.rows("administrations").values()
    whole = {**asdict(FORM), **form}
    desk.records.put(
        ("forms", "odd", form if "level" in form else whole),
        ("own_forms", "odd", {"measure": "orf", "level": "2", "listed": True}),
        ("administrations", "odd", {**row, "form": "odd"}),
    )
    history, unreadable = desk.history("one")
    assert (len(history), unreadable) == (1, 1)
    assert all(listed.id != "odd" for listed in desk.forms_of("2"))
    with pytest.raises(NotTransferred):
        everything(desk)  # without it, it would look whole


def test_what_comes_in_on_a_form_that_cant_be_read_here_is_refused_whole(desk, clock):
    give(desk, clock, ONE)
    found = read(everything(desk))
    other = new_desk(clock, records=Past())
    other.forms = {}
    other.records.put(("forms", FORM.id, {"level": "2"}))
    before = dict(other.records.rows("administrations"))
    with pytest.raises(NotTransferred, match="update it first"):
        take_in(other, found)
    assert other.records.rows("administrations") == before


def test_a_merge_can_be_taken_back_and_nothing_is_lost(desk, clock):
    give(desk, clock, TWO)
    merge(desk, TWO, ONE)
    merge(desk, TWO, ONE)  # two devices had the same thought
    assert merged_in(desk, "one") == {"two": "R T"}
    take_apart(desk, "one", "two")
    assert {student.id for student in desk.students()} == {"one", "two"}
    assert merged_in(desk, "one") == {}
    assert len(desk.history("one")[0]) == 0
    assert len(desk.history("two")[0]) == 1


def test_two_merged_into_each_other_come_apart_in_one_go(desk):
    merge(desk, TWO, ONE)
    merge(desk, ONE, TWO)
    (whole,) = desk.students()
    (part,) = merged_in(desk, whole.id)
    take_apart(desk, whole.id, part)
    assert len(desk.students()) == 2


def test_the_history_says_who_changed_what(desk):
    desk.records.by = "other"
    desk.records.put(("students", "one", {"grade": "3", "group": ""}))
    desk.records.by = "device"
    desk.records.put(("students", "one", {"archived": True}))
    merge(desk, TWO, ONE)
    take_apart(desk, "one", "two")
    said = [(change.device, change.said) for change in changes(desk, "one")]
    assert said == [
        ("device", ("A merge taken back",)),
        ("device", ("Merged with another entry",)),
        ("device", ("Archived",)),
        ("other", ("Grade: 2, now 3", "Group: Robins taken out")),
        ("device", ("Added as “R. T.”",)),
    ]


def test_two_probes_of_one_form_on_one_day_are_pointed_out_and_not_dropped(desk, clock):
    give(desk, clock, ONE)
    assert twice(desk.history("one")[0]) == []
    give(desk, clock, TWO)
    assert twice(desk.history("one")[0]) == []
    merge(desk, TWO, ONE)
    history, _ = desk.history("one")
    assert [len(same) for same in twice(history)] == [2]
    assert len(history) == 2
    later = replace(history[0], given_at="2026-11-25T09:15:00+00:00")
    assert twice([history[1], later]) == []


def test_the_latest_probes_are_listed_and_the_earlier_ones_when_asked_for(desk, clock):
    for _ in range(RECENT + 2):
        give(desk, clock, ONE)
    nav = SimpleNamespace(**dict.fromkeys(("students", "edit", "ready", "changes", "merging")))
    window = SimpleNamespace(palette=LIGHT, wide=True, phone=False, chart_labels=8)
    screen = StudentScreen(SimpleNamespace(**vars(nav), desk=desk, window=window), "one")
    window.draw = lambda: None

    def listed():
        return [text for text in texts(screen.build()) if " WCPM" in text]

    assert len(listed()) == RECENT
    (more,) = buttons(screen.build(), "Show 2 earlier probes")
    more.on_click()
    assert len(listed()) == RECENT + 2
    assert not [text for text in texts(screen.build()) if "earlier" in text]


def buttons(control, text):
    """Every button in a control that has such a text."""
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or ())]
    if isinstance(control, ft.OutlinedButton):
        return [control] if control.content.value == text else []
    return [one for part in inside if isinstance(part, ft.Control) for one in buttons(part, text)]
