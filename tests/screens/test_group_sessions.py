"""Groups, their sessions and protocols, and the school's calendar, as taps see them."""

import inspect
from datetime import date, timedelta

import flet as ft
import pytest
from test_sharing_screen import texts
from test_today_screens import TODAY, every, planned, records, tab, tap, view  # noqa: F401

from screens.groups.edit_group import EditGroup
from screens.groups.group_session import GroupSession
from screens.settings.calendar_screen import CalendarScreen
from screens.shell.routes import (
    CalendarRoute,
    EditGroupRoute,
    EditProtocolRoute,
    GroupSessionRoute,
    GroupsRoute,
    ProtocolsRoute,
    TodayRoute,
)
from screens.today.today_screen import TodayScreen
from screens.words.catalogue import say


@pytest.fixture
def group(records):  # noqa: F811
    return records.groups.all()[0]


def test_a_session_as_planned_is_two_taps_from_today(records, tab, group):  # noqa: F811
    tab.nav.go(TodayRoute())
    tap(tab, say("session.open"))
    tap(tab, say("session.keep"))
    (kept,) = records.sessions.all()
    assert (kept.group, kept.day, kept.minutes, kept.planned) == (group.id, TODAY, 30, 30)
    assert kept.present == {"a": 30, "b": 30}
    assert kept.steps == {}
    assert isinstance(tab.window.screen, TodayScreen)
    assert say("session.open.kept") in texts(view(tab))


def test_who_was_away_how_long_and_which_steps(records, tab, group):  # noqa: F811
    protocol = records.protocols.save("Sounds", ["Say it", "Tap it", "Write it"])
    settings = group.settings
    records.groups.save(type(settings)(**{**_fields(settings), "protocol": protocol}), group.id)
    tab.nav.go(GroupSessionRoute(group.id))
    screen = tab.window.screen
    tap(tab, "Amara O.")
    tap(tab, "Amara O. · absent")
    tap(tab, "25")
    assert say("session.steps.none") in texts(view(tab))
    screen._step_tapped(1)(type("Event", (), {"control": type("C", (), {"value": True})()})())
    assert say("session.steps.count", done=1, of=3) in texts(view(tab))
    tap(tab, say("session.keep"))
    (kept,) = records.sessions.all()
    assert (kept.present, kept.missed, kept.minutes) == ({"b": 25}, {"a": "pulled"}, 25)
    assert kept.steps == {0: False, 1: True, 2: False}
    tab.nav.go(GroupSessionRoute(group.id))
    shown = texts(view(tab))
    assert say("session.kept") in shown
    assert "Amara O. · pulled out" in shown


def _fields(settings):
    return {name: getattr(settings, name) for name in type(settings).__dataclass_fields__}


def test_a_session_that_was_not_held_is_one_tap_and_can_be_put_right(records, tab, group):  # noqa: F811
    tab.nav.go(GroupSessionRoute(group.id))
    tap(tab, say("session.not_held"))
    (kept,) = records.sessions.all()
    assert (kept.cancelled, kept.planned, kept.held) == ("other", 30, False)
    tap(tab, say("session.cancelled.event"))
    assert records.sessions.all()[0].cancelled == "event"
    tap(tab, say("session.held"))
    tap(tab, say("session.keep"))
    assert records.sessions.all()[0].held


def test_on_friday_the_days_of_the_week_are_offered(records, tab, group):  # noqa: F811
    friday = TODAY + timedelta(days=3)
    records.clock.wall += timedelta(days=3)
    tab.nav.go(GroupSessionRoute(group.id))
    assert "Tuesday, Nov 24" in texts(view(tab))
    tap(tab, "Tuesday, Nov 24")
    tap(tab, say("session.keep"))
    assert [one.day for one in records.sessions.all()] == [TODAY]
    tab.nav.go(GroupSessionRoute(group.id, friday))
    assert "Tuesday, Nov 24 · kept" in texts(view(tab))


def test_who_left_the_school_stays_in_the_sessions_they_were_in(records, tab, group):  # noqa: F811
    tab.nav.go(GroupSessionRoute(group.id))
    tap(tab, say("session.keep"))
    records.students.archive("b")
    tab.nav.go(GroupSessionRoute(group.id))
    tap(tab, "25")
    tap(tab, say("session.keep"))
    assert records.sessions.all()[0].present == {"a": 25, "b": 25}


def test_minutes_that_cannot_be_are_not_kept(records, tab, group):  # noqa: F811
    tab.nav.go(GroupSessionRoute(group.id))
    tap(tab, say("session.other"))
    screen = tab.window.screen
    for typed in ("", "0", "-5", "241", "½", "9" * 400, "twenty"):
        screen._typed.value = typed
        screen._type_minutes()
        assert screen._typed.error == say("session.minutes.wrong", most=240)
        screen._keep()
        assert isinstance(tab.window.screen, GroupSession)
    assert records.sessions.all() == []
    screen._typed.value = "17"
    screen._type_minutes()
    screen._keep()
    assert records.sessions.all()[0].minutes == 17


def test_a_group_is_made_and_students_join_it_from_today_on(records, tab):  # noqa: F811
    tab.nav.go(GroupsRoute())
    assert "Robins" in texts(view(tab))
    tap(tab, say("groups.add"))
    tap(tab, say("save"))
    assert say("groups.name.wrong") == tab.window.screen._fields["name"].error
    for name, value in (("name", "Wrens"), ("starts", "9:40"), ("minutes", "25")):
        tab.window.screen._fields[name].value = value
        tab.window.screen._typed()
    tap(tab, say("weekday.short.1"))
    tap(tab, say("save"))
    tap(tab, "Cai D.")
    wrens = next(one for one in records.groups.all() if one.name == "Wrens")
    assert wrens.members == {"c"}
    assert (wrens.settings.starts, wrens.settings.weekdays) == ("09:40", (1,))
    (joined,) = [one for one in records.groups.memberships() if one.group == wrens.id]
    assert joined.since == TODAY
    assert [one.name for one in records.groups.meeting(TODAY)] == ["Robins", "Wrens"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("starts", "25:00"), ("starts", "noon"), ("minutes", "300"), ("minutes", "x")],
)
def test_what_a_group_cannot_be_is_said_at_its_field(records, tab, group, name, value):  # noqa: F811
    tab.nav.go(EditGroupRoute(group.id))
    tab.window.screen._fields[name].value = value
    tap(tab, say("save"))
    assert isinstance(tab.window.screen, EditGroup)
    assert tab.window.screen._fields[name].error
    assert records.groups.get(group.id).settings == group.settings


def test_protocols_are_written_taken_and_changed(records, tab):  # noqa: F811
    tab.nav.go(ProtocolsRoute())
    tap(tab, say("protocol.sounds"))
    (ours,) = records.protocols.current()
    assert len(ours.steps) == 6
    tab.nav.go(EditProtocolRoute(ours.id))
    tab.window.screen._typed_steps.value = "\n \n"
    tap(tab, say("save"))
    assert tab.window.screen._typed_steps.error == say("protocols.wrong.steps")
    tab.window.screen._typed_steps.value = "One\nTwo\n"
    tap(tab, say("save"))
    (changed,) = records.protocols.current()
    assert (changed.steps, changed.replaces) == (("One", "Two"), ours.id)


def test_the_calendar_is_typed_and_taken_from_a_file(records, tab, monkeypatch):  # noqa: F811
    tab.nav.go(CalendarRoute())
    screen = tab.window.screen
    assert isinstance(screen, CalendarScreen)
    screen._fields["first"].value = "soon"
    tap(tab, say("calendar.add"))
    assert screen._fields["first"].error
    screen._fields["first"].value, screen._fields["last"].value = "Aug 24, 2026", "6/4/2027"
    tap(tab, say("calendar.add"))
    assert records.calendar.days().year(TODAY).last == date(2027, 6, 4)
    screen._fields["first"].value, screen._fields["last"].value = "11/27/2026", "11/25/2026"
    tap(tab, say("calendar.add"))
    assert screen._fields["last"].error == say("calendar.wrong.order")
    screen._fields["last"].value = "11/30/2026"
    tap(tab, say("calendar.add"))
    assert not records.calendar.days().taught(date(2026, 11, 30))


def test_no_button_takes_what_flet_would_pass(records, tab, group):  # noqa: F811
    """Flet hands its event to whatever has a parameter, a keyword alone too."""
    planned(records, "a", "b", "c")
    for route in (
        TodayRoute(),
        GroupSessionRoute(group.id),
        GroupsRoute(),
        EditGroupRoute(group.id),
        ProtocolsRoute(),
        EditProtocolRoute(),
        CalendarRoute(),
    ):
        tab.nav.go(route)
        for one in every(view(tab)):
            if isinstance(one, ft.OutlinedButton | ft.FilledButton | ft.TextButton | ft.IconButton):
                assert not inspect.signature(one.on_click).parameters, route
