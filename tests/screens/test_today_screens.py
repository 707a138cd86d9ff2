"""Today and the week: who stands there, what a tap does, and what an empty day says."""

from datetime import date, timedelta
from types import SimpleNamespace

import flet as ft
import pytest
from record_doubles import Clock, open_records
from test_ready import Page
from test_sharing_screen import texts

from records.group_settings import GroupSettings
from records.plans import SeriesKey
from screens.app import Tab
from screens.giving.ready import Ready
from screens.running_app import App
from screens.shell.routes import TodayRoute, WeekRoute
from screens.students.student_list import StudentList
from screens.today.today_screen import TodayScreen
from screens.words.catalogue import say
from tests.probes.form_texts import TEXTS

TODAY = date(2026, 11, 24)  # a Tuesday, the clock's
SERIES = SeriesKey("orf", "2", "oral")


@pytest.fixture
def records():
    found = open_records(Clock(), texts=lambda: TEXTS)
    for student, name, group in (
        ("a", "Amara O.", "Robins"),
        ("b", "Bento R.", "Robins"),
        ("c", "Cai D.", ""),
    ):
        found.store.put(("students", student, {"name": name, "grade": "2", "group": group}))
    found.groups.save(GroupSettings(name="Robins", weekdays=(1,), starts="09:15", minutes=30))
    return found


@pytest.fixture
def tab(records):
    return Tab(Page(), App(records=records))


def planned(records, *students, since=TODAY, every=5):
    records.plans.begin(students, SERIES, every=every, since=since, who="")


def view(tab):
    return tab.window.page.views[0]


def every(control):
    """Yield a control and all within it."""
    yield control
    for name in ("content", "controls", "title", "subtitle"):
        inside = getattr(control, name, None)
        for one in inside if isinstance(inside, list) else [inside]:
            if isinstance(one, ft.Control):
                yield from every(one)


def tap(tab, text, number=0):
    """Tap one of the buttons that say a text."""
    kinds = ft.OutlinedButton | ft.FilledButton | ft.TextButton
    found = [
        one
        for one in every(view(tab))
        if isinstance(one, kinds) and getattr(one.content, "value", "") == text
    ]
    found[number].on_click()


def test_it_opens_on_the_day_once_anybody_has_a_plan(records, tab):
    tab.flow.begin()
    assert isinstance(tab.window.screen, StudentList)
    planned(records, "a")
    tab.flow.begin()
    assert isinstance(tab.window.screen, TodayScreen)


def test_who_is_due_stands_by_the_groups_that_meet(records, tab):
    planned(records, "a", "b", "c")
    tab.nav.go(TodayRoute())
    shown = texts(view(tab))
    order = ["Robins · 9:15", "Amara O.", "Bento R.", "No group", "Cai D."]
    chips = ["Robins · 9:15", "No group"]
    assert [text for text in shown if text in order] == [*chips, *order]
    assert "Tuesday, Nov 24 · 3 probes to give, about 9 minutes" in shown
    assert "30 min planned" in shown
    tap(tab, say("today.give"))
    assert isinstance(tab.window.screen, Ready)


def test_one_tap_marks_who_is_absent_and_they_come_first_tomorrow(records, tab):
    planned(records, "a", "b")
    tab.nav.go(TodayRoute())
    tap(tab, say("today.absent"))
    assert records.absences.of("a") == {TODAY: "absent"}
    shown = texts(view(tab))
    names = [text for text in shown if text in ("Amara O.", "Bento R.")]
    assert names == ["Bento R.", "Amara O."]
    assert any("absent today" in text for text in shown)
    tap(tab, say("today.refused"))
    assert records.absences.of("a") == {TODAY: "refused"}
    tap(tab, say("today.here"))
    assert records.absences.of("a") == {}
    tap(tab, say("today.absent"))
    records.clock.wall += timedelta(days=1)
    tab.nav.go(TodayRoute())
    shown = texts(view(tab))
    assert next(text for text in shown if text in ("Amara O.", "Bento R.")) == "Amara O."
    assert any("absent yesterday" in text for text in shown)


def test_whoever_refused_twice_gets_a_reason_asked_for_and_no_score(records, tab):
    planned(records, "a")
    for back in (1, 4):
        records.absences.note(["a"], TODAY + timedelta(days=back), "refused")
    records.clock.wall += timedelta(days=7)
    tab.nav.go(TodayRoute())
    assert any("refused 2 times" in text for text in texts(view(tab)))
    assert records.store.rows("administrations") == {}


def test_an_empty_day_says_who_is_next(records, tab):
    planned(records, "a", since=TODAY + timedelta(days=2))
    tab.nav.go(TodayRoute())
    shown = texts(view(tab))
    assert say("today.empty.title") in shown
    assert "Next: Amara O., on Thursday." in shown
    tap(tab, say("today.week"))
    assert "Thursday, Nov 26" in texts(view(tab))


def test_a_day_without_any_plan_teaches_the_first_steps(tab):
    tab.nav.go(TodayRoute())
    assert say("today.teach.two") in texts(view(tab))


def test_the_week_lists_each_day_of_school(records, tab):
    planned(records, "a", "b")
    tab.nav.go(WeekRoute())
    shown = texts(view(tab))
    assert shown.index("Today, Tuesday, Nov 24") < shown.index("Amara O.")
    assert shown.count(say("week.none")) == 5
    tab.window.screen.key(SimpleNamespace(key="Escape"))
    assert isinstance(tab.window.screen, TodayScreen)


def test_no_score_stands_on_today_until_it_is_asked_for(records, tab):
    planned(records, "a")
    row = {
        "student": "a", **SERIES._asdict(), "day": "2026-11-10", "correct": 52, "attempted": 55,
        "seconds": 60, "source": "test",
    }  # fmt: skip
    records.store.put(("old_scores", "o", row))
    tab.nav.go(TodayRoute())
    assert not any("52" in text for text in texts(view(tab)))
    tab.window.screen._toggle_scores()
    assert any("last 52" in text for text in texts(view(tab)))
