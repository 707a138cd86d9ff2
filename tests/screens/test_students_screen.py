"""The list of students: how much of it is drawn, and what stays when something comes in."""

from types import SimpleNamespace

import flet as ft
import pytest
from test_sharing_screen import Window, texts
from test_sitting import Clock, Records, new_desk

from screens.students.student_list import FIRST, SEARCH_FROM, Students
from screens.words.catalogue import say


@pytest.fixture
def desk():
    return new_desk(Clock(), records=Records())


@pytest.fixture
def screen(desk):
    window = Window()
    ways = ("student", "ready", "group", "edit", "to_score")
    window.screen = Students(SimpleNamespace(desk=desk, window=window, **dict.fromkeys(ways)))
    return window.screen


def add(desk, *numbers, group="Robins"):
    for number in numbers:
        row = {"name": f"R. {number:03}", "grade": "2", "group": group, "archived": False}
        desk.records.put(("students", f"s{number}", row))


def named(control):
    return [text for text in texts(control) if text.startswith("R. ")]


def test_a_whole_school_is_drawn_in_parts(desk, screen):
    add(desk, *range(FIRST + FIRST // 4))
    assert len(named(screen.build())) == FIRST + FIRST // 4  # for so few more nobody has to tap
    add(desk, 998, 999)
    screen.refresh()
    assert len(named(screen._list)) == FIRST
    rest = screen._list.controls[-1].controls[0]
    assert rest.content.value == f"Show the other {FIRST // 4 + 2} students"
    rest.on_click()
    assert len(named(screen._list)) == FIRST + FIRST // 4 + 2
    assert not [one for one in screen._list.controls if isinstance(one, ft.Row)]


def test_what_comes_in_leaves_the_search_alone(desk, screen):
    add(desk, *range(SEARCH_FROM))
    screen.build()
    add(desk, 500)
    screen.refresh()
    assert screen._nav.window.drawn == ["status"]  # the field is not among them
    assert "R. 500" in named(screen._list)
    add(desk, 501, group="Wrens")
    screen.refresh()
    assert {"Robins", "Wrens"} <= set(texts(screen._above))
    assert screen._nav.window.drawn == ["status", "status"]


def test_who_is_in_no_group_does_not_stand_under_the_last_one(desk, screen):
    add(desk, 1, group="")
    screen.build()
    assert say("students.no_group") not in texts(screen._list)  # there are no others
    add(desk, 2, group="Wrens")
    screen.refresh()
    said = texts(screen._list)
    assert said.index("R. 001") == said.index(say("students.no_group")) + 1
    assert said.index("R. 002") == said.index("Wrens") + 1


def test_what_comes_in_may_need_more_than_there_was(desk, screen):
    screen.build()
    add(desk, *range(SEARCH_FROM - 1))
    screen.refresh()
    add(desk, 500)  # now there is something to search
    screen.refresh()
    assert screen._nav.window.drawn == ["all", "all"]


def test_what_comes_in_while_the_lock_is_in_front_waits(desk, screen):
    screen._nav.window.covered = True  # from the start: the list was never built
    add(desk, *range(SEARCH_FROM))
    screen.refresh()
    assert screen._nav.window.drawn == []


def test_the_list_waits_for_no_probe(desk, screen):
    add(desk, 1, 2)
    probe = {"student": "s1", "given_at": "2026-11-24T09:00:00+00:00"}
    desk.records.put(("administrations", "a1", probe))
    rows, asked = desk.records.rows, []
    desk.records.loaded = False
    desk.records.rows = lambda table: asked.append(table) or rows(table)
    assert "Grade 2 · …" in texts(screen.build())
    assert not screen._above.controls
    assert "administrations" not in asked
    desk.records.loaded = True
    screen.refresh()
    said = texts(screen._list)
    assert "Grade 2 · Last probe today" in said
    assert "Grade 2 · No probe yet" in said
