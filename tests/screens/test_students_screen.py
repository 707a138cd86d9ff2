"""The screens of students: how much of a list is drawn, what stays, what a change says."""

from types import SimpleNamespace

import flet as ft
import pytest
from record_doubles import FORM, MINUTE, open_records
from test_ready import Page
from test_sharing_screen import Window, texts

from probes.giving import events
from records.student_changes import FieldChange
from screens.app import Tab
from screens.running_app import App
from screens.shell import routes
from screens.students.change_log import change_text
from screens.students.edit_student import EditStudent
from screens.students.reminders import Reminders
from screens.students.student_list import FIRST, SEARCH_FROM, StudentList
from screens.words.catalogue import say


@pytest.fixture
def records():
    return open_records()


@pytest.fixture
def screen(records):
    window = Window()
    nav = SimpleNamespace(window=window)
    window.screen = StudentList(
        nav,
        records.students,
        records.papers,
        records.history,
        records.clock,
        Reminders(nav, records.store, records.settings, None, None, None),
        records.settings,
        add_sample=records.add_sample,
    )
    return window.screen


def add(records, *numbers, group="Robins"):
    for number in numbers:
        row = {"name": f"R. {number:03}", "grade": "2", "group": group, "archived": False}
        records.store.put(("students", f"s{number}", row))


def named(control):
    return [text for text in texts(control) if text.startswith("R. ")]


def test_a_whole_school_is_drawn_in_parts(records, screen):
    add(records, *range(FIRST + FIRST // 4))
    assert len(named(screen.build())) == FIRST + FIRST // 4  # for so few more nobody has to tap
    add(records, 998, 999)
    screen.refresh()
    assert len(named(screen._list)) == FIRST
    rest = screen._list.controls[-1].controls[0]
    assert rest.content.value == f"Show the other {FIRST // 4 + 2} students"
    rest.on_click()
    assert len(named(screen._list)) == FIRST + FIRST // 4 + 2
    assert not [one for one in screen._list.controls if isinstance(one, ft.Row)]


def test_what_comes_in_leaves_the_search_alone(records, screen):
    add(records, *range(SEARCH_FROM))
    screen.build()
    add(records, 500)
    screen.refresh()
    assert screen._nav.window.drawn == ["status"]  # the field is not among them
    assert "R. 500" in named(screen._list)
    add(records, 501, group="Wrens")
    screen.refresh()
    assert {"Robins", "Wrens"} <= set(texts(screen._above))
    assert screen._nav.window.drawn == ["status", "status"]


def test_who_is_in_no_group_does_not_stand_under_the_last_one(records, screen):
    add(records, 1, group="")
    screen.build()
    assert say("students.no_group") not in texts(screen._list)  # there are no others
    add(records, 2, group="Wrens")
    screen.refresh()
    said = texts(screen._list)
    assert said.index("R. 001") == said.index(say("students.no_group")) + 1
    assert said.index("R. 002") == said.index("Wrens") + 1


def test_what_comes_in_may_need_more_than_there_was(records, screen):
    screen.build()
    add(records, *range(SEARCH_FROM - 1))
    screen.refresh()
    add(records, 500)  # now there is something to search
    screen.refresh()
    assert screen._nav.window.drawn == ["all", "all"]


def test_what_comes_in_while_the_lock_is_in_front_waits(records, screen):
    screen._nav.window.covered = True  # from the start: the list was never built
    add(records, *range(SEARCH_FROM))
    screen.refresh()
    assert screen._nav.window.drawn == []


def test_the_list_waits_for_no_probe(records, screen):
    add(records, 1, 2)
    store = records.store
    records.sittings.start(records.students.get("s1"), FORM)
    records.clock.pass_ms(MINUTE)
    records.sittings.current.tick()
    records.sittings.current.do(events.Last, item=5)
    records.sittings.keep()
    rows, asked = store.rows, []
    store.loaded = False
    store.rows = lambda table: asked.append(table) or rows(table)
    assert "Grade 2 · …" in texts(screen.build())
    assert not screen._above.controls
    assert "administrations" not in asked
    store.loaded = True
    screen.refresh()
    said = texts(screen._list)
    assert "Grade 2 · Last probe today" in said
    assert "Grade 2 · No probe given here yet" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (FieldChange("added", after="R. T."), "Added as “R. T.”"),
        (FieldChange("merged"), "Merged with another entry"),
        (FieldChange("separated"), "A merge taken back"),
        (FieldChange("archived", False, True), "Archived"),
        (FieldChange("archived", True, False), "Taken out of the archive"),
        (FieldChange("grade", "2", "3"), "Grade: 2, now 3"),
        (FieldChange("group", "", "Robins"), "Group: Robins"),
        (FieldChange("group", "Robins", ""), "Group: Robins taken out"),
        (FieldChange("group", None, 5), "Group:  taken out"),  # a newer Aimline's
    ],
)
def test_what_a_change_says(change, said):
    assert change_text(change) == said


@pytest.fixture
def tab(records):
    tab = Tab(Page(), App(records=records))
    tab.offered = []
    tab.window.notice = lambda text, undo=None: tab.offered.append(undo)
    return tab


def open_edit(tab, student_id=None):
    tab.nav.go(routes.EditStudentRoute(student_id))
    return tab.window.screen


def test_a_student_is_added_and_changed(tab, records):
    screen = open_edit(tab)
    screen._save()
    assert screen._name.error == say("edit.name.missing")
    screen._name.value, screen._group.value = " R. T. ", "Robins"
    screen._choose_grade("2")
    screen._save()
    (student,) = records.students.all()
    assert (student.name, student.grade, student.group) == ("R. T.", "2", "Robins")
    assert {"R. T.", "Grade 2 · Robins"} <= set(texts(tab.window.screen.build()))
    screen = open_edit(tab, student.id)
    screen._group.value = ""
    records.store.full = True
    screen._save()
    assert tab.window.screen is screen
    records.store.full = False
    screen._save()
    (student,) = records.students.all()
    assert (student.name, student.group) == ("R. T.", "")


def test_archiving_is_undone(tab, records):
    add(records, 1)
    open_edit(tab, "s1")._archive()
    assert records.students.get("s1").archived
    tab.offered[-1]()
    assert not records.students.get("s1").archived
    assert isinstance(tab.window.screen, StudentList)


def test_merging_is_undone(tab, records):
    add(records, 1, 2)
    tab.nav.go(routes.MergeStudentsRoute("s1"))
    screen = tab.window.screen
    (other,) = screen._others()
    screen._merge(other)
    assert say("merging.with", name="R. 002") in texts(tab.window.screen.build())
    assert [student.id for student in records.students.all()] == ["s1"]
    tab.offered[-1]()
    assert say("merging.with", name="R. 002") not in texts(tab.window.screen.build())
    assert len(records.students.all()) == 2


def test_one_student_shows_every_probe_and_one_line_of_scores(tab, records):
    add(records, 1)
    for item in (7, 9):
        records.sittings.start(records.students.get("s1"), FORM)
        records.clock.pass_ms(MINUTE)
        records.sittings.current.tick()
        records.sittings.current.do(events.Last, item=item)
        records.sittings.keep()
    tab.nav.go(routes.StudentRoute("s1"))
    said = texts(tab.window.screen.build())
    assert {"8\u00a0WCPM · 100\u00a0%", "10\u00a0WCPM · 100\u00a0%"} <= set(said)
    assert say("student.twice", count=2, form=FORM.title, day="today") in said
    given = sum(one.startswith("Form given before: today, ") for one in said)
    assert given == 1  # of the later one
    assert not any("this device" in one for one in said)  # all of this one: nobody needs to be told
    one, _ = records.store.rows("administrations")
    records.store.put(("devices", "far", {"name": "Room 4 tablet"}))
    records.store.maker = lambda table, row_id: "far" if row_id == one else records.store.device
    said = texts(tab.window.screen.build())
    assert sum("Room 4 tablet" in one for one in said) == 1
    assert sum("Device devi, this device" in one for one in said) == 1
    tab.nav.go(routes.ChangeLogRoute("s1"))
    assert "Added as “R. 001”" in texts(tab.window.screen.build())


def put(records, **names):
    for student_id, name in names.items():
        row = {"name": name, "grade": "2", "group": "Robins", "archived": False}
        records.store.put(("students", student_id, row))


def test_two_of_one_name_and_grade_are_told_apart(records, screen):
    put(records, a="Élodie", b="E\u0301lodie ", c="Elodie")
    told = [text for text in texts(screen.build()) if "of this name" in text]
    assert sorted(text.split(" · ")[-1] for text in told) == [
        "no. 1 of 2 of this name",
        "no. 2 of 2 of this name",
    ]


def test_a_search_finds_names_with_accents(records, screen):
    put(records, a="Élodie B.", b="Eloise", c="Núñez")
    screen.build()
    for typed, found in (
        ("elodie", {"Élodie B."}),
        ("nunez", {"Núñez"}),
        ("b elodie", {"Élodie B."}),
    ):
        screen._search = typed
        screen._refill()
        assert {t for t in texts(screen._list) if t in {"Élodie B.", "Eloise", "Núñez"}} == found


def test_a_name_of_nothing_is_said_to_be_none(records, screen):
    put(records, a="\u200b\u2060")
    assert "No name" in texts(screen.build())


def new_entry(records, student=None):
    nav = SimpleNamespace(window=Window())
    return EditStudent(nav, records.students, student, records.groups, records.clock)


def test_whoever_types_a_name_that_is_there_is_told(records):
    put(records, a="Ann O’Neil")
    edit = new_entry(records)
    edit.build()
    edit._name.value = "ann o'neil"
    edit._typed()
    assert edit._name.helper == say("edit.name.help")
    edit._choose_grade("2")
    assert edit._name.helper == say("edit.alike")
    itself = new_entry(records, records.students.get("a"))
    itself.build()
    assert itself._name.helper == say("edit.name.help")


def test_a_name_that_cant_be_seen_is_not_kept(records):
    edit = new_entry(records)
    edit.build()
    edit._name.value = "\u200b \u2060"
    edit._save()
    assert edit._name.error == say("edit.name.missing")
    assert records.students.all() == []
