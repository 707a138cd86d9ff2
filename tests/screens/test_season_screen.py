"""A benchmark season on screen: coverage, make-ups first, and one tap to the next student."""

from dataclasses import replace
from datetime import date

import pytest
from record_doubles import FORM, Clock, open_records
from test_ready import Page
from test_sharing_screen import texts
from test_today_screens import tap, view

from probes.administration import PartOfSet
from probes.giving import events
from records.instructional_days import Span
from screens.app import Tab
from screens.giving.ready import Ready
from screens.running_app import App
from screens.settings.calendar_screen import CalendarScreen
from screens.shell.routes import SeasonRoute
from screens.words.catalogue import count_of, say
from tests.probes.form_texts import TEXTS

WINDOW = Span("window", "Winter", date(2026, 11, 16), date(2026, 12, 11))


@pytest.fixture
def records():
    forms = [replace(FORM, id=f"F{n}", title=f"F{n}") for n in range(4)]
    found = open_records(Clock(), texts=lambda: TEXTS, forms=forms)
    for name in ("Ana", "Ben"):
        found.students.add(name=name, grade="2", group="")
    found.students.add(name="Eve", grade="3", group="")
    return found


@pytest.fixture
def tab(records):
    return Tab(Page(), App(records=records))


def give(records, student):
    for place in range(3):
        part = PartOfSet(f"set-{student.id}", place, 3)
        records.sittings.start(student, records.forms.get(f"F{place}"), part=part)
        records.clock.pass_ms(60_000)
        records.sittings.current.tick()
        records.sittings.current.do(events.Last, item=9)
        records.sittings.keep()


def test_without_a_window_it_leads_to_the_calendar(tab):
    tab.nav.go(SeasonRoute())
    assert say("season.none") in texts(view(tab))
    tap(tab, say("season.calendar"))
    assert isinstance(tab.window.screen, CalendarScreen)


def test_who_is_done_who_is_left_and_who_is_next(records, tab):
    records.calendar.add(WINDOW)
    ana, ben, eve = records.students.all()
    give(records, ana)
    records.absences.note([eve.id], date(2026, 11, 23), "absent")
    tab.nav.go(SeasonRoute())
    said = texts(view(tab))
    assert say("season.coverage", done=1, of=3) in said
    assert count_of("season.make_up", 1) in said
    assert count_of("season.left", 1) in said
    tap(tab, say("students.grade", grade="2"))
    assert say("season.coverage", done=1, of=2) in texts(view(tab))
    tab.nav.go(SeasonRoute())  # where it was left
    assert say("season.coverage", done=1, of=2) in texts(view(tab))
    tap(tab, say("season.next", name=ben.name))
    ready = tab.window.screen
    assert isinstance(ready, Ready)
    assert (ready._student.id, ready._three, ready._level) == (ben.id, True, "2")


def test_one_tap_marks_absent_and_makes_a_make_up(records, tab):
    records.calendar.add(WINDOW)
    tab.nav.go(SeasonRoute())
    tap(tab, say("today.absent"))
    assert count_of("season.make_up", 1) in texts(view(tab))
    assert [a.why for a in records.absences.on(date(2026, 11, 24))] == ["absent"]


def test_the_schools_own_levels_once_a_grade_is_whole(records, tab):
    records.calendar.add(WINDOW)
    for name in ("Cem", "Dev", "Fay"):
        records.students.add(name=name, grade="2", group="")
    for student in [one for one in records.students.all() if one.grade == "2"]:
        tab.nav.go(SeasonRoute())
        assert say("season.norms") not in texts(view(tab))
        give(records, student)
    tab.nav.go(SeasonRoute())
    assert say("season.norms") in texts(view(tab))
