"""Rows that somebody with the passphrase made, in every table: each screen shows, and all exports.

What comes by sync is tried in tests/sync/test_hostile_events.py; here every screen is built.
Of a full run ``AIMLINE_CASES`` says how many events, ``AIMLINE_SEED`` which.
"""

import asyncio
import json
import os
from contextlib import suppress
from datetime import date
from random import Random

import flet as ft
import pytest
from forms_once import read_forms_once
from hostile_events import NOW, hostile, likely
from sync_doubles import Disk
from test_ready import Page

from commands.wiring import open_logs, wire_records
from records.caseload_reading import CaseloadReading
from records.exports.json_export import Everything
from records.tables import TABLES, fields_of
from screens.app import Tab
from screens.parts.controls import FOOT
from screens.running_app import App
from screens.shell import flet_speed, routes
from store.event import decode

TODAY = date(2026, 11, 30)
read_forms_once()
BATCH = 100
MANY = int(os.environ.get("AIMLINE_CASES", "10000"))  # events
OTHER = "0123456789abcdef"
MOST = 6  # students, groups and probes of which every screen is opened


def opened(disk):
    logs = asyncio.run(open_logs(disk))
    return logs, wire_records(logs)


@pytest.fixture(scope="module")
def school():
    """A class and a group with a session, as a log's bytes."""
    disk = Disk()
    _, records = opened(disk)
    rows = [
        (table, id_, {**row, "sample": False} if "sample" in row else row)
        for table, id_, row in records.sample(TODAY)
    ]
    records.store.put(*rows)
    students = [student.id for student in records.students.all()]
    records.store.put(
        ("groups", "groups-0", {"name": "Robins", "days": [1, 2, 3, 4, 5], "minutes": 30}),
        *(
            ("memberships", f"m{n}", {"group": "groups-0", "student": one, "since": "2026-09-01"})
            for n, one in enumerate(students[:3])
        ),
        ("protocols", "protocols-0", {"name": "Repeated reading", "steps": ["Read", "Again"]}),
    )
    known = {(table, id_) for table, id_, _ in rows} | {("groups", "groups-0")}
    return disk, known


def sent(school, random):
    """Return the records of a device that got hostile events."""
    disk, known = school
    here = disk.copy()
    logs, _ = opened(here)
    lines = [random.choice([hostile, likely, likely])(random, known) for _ in range(BATCH)]
    events = [line for line in lines if decode(line)]
    logs.database.receive(OTHER, [*enumerate(events, start=1)])
    return events, here


def every_route(records, tab):
    """Yield a route to every screen that rows decide about."""
    yield from (routes.TodayRoute(), routes.WeekRoute(), routes.SeasonRoute())
    yield from (routes.StudentListRoute(), routes.EditStudentRoute(), routes.GroupsRoute())
    yield from (routes.EditGroupRoute(), routes.ProtocolsRoute(), routes.EditProtocolRoute())
    yield from (routes.CaseloadRoute(), routes.PapersRoute(), routes.FormListRoute())
    yield from (routes.SettingsRoute(), routes.CalendarRoute(), routes.ExaminersRoute())
    yield from (routes.GroupSetupRoute(), routes.SchoolHeadRoute())
    for group in records.groups.all()[:MOST]:
        yield routes.EditGroupRoute(group.id)
        yield routes.GroupSessionRoute(group.id)
        yield routes.GroupGoalsRoute(group.id)
        yield routes.GroupSetupRoute(group.id)
    for protocol in records.protocols.current(archived=True)[:MOST]:
        yield routes.EditProtocolRoute(protocol.id)
    everybody = records.students.all()
    for student in [*everybody[:MOST], *everybody[-MOST:]]:
        yield routes.StudentRoute(student.id)
        yield routes.EditStudentRoute(student.id)
        yield routes.NewGoalRoute(student.id)
        yield routes.MergeStudentsRoute(student.id)
        yield routes.ChangeLogRoute(student.id)
        yield routes.ReadyRoute(student.id)
        for plan in records.plans.of(student.id)[:MOST]:
            yield routes.StudentRoute(student.id, plan.series)
            yield routes.StudentPagesRoute(student.id, plan.series)
            progress = records.monitoring.of_series(student.id, plan.series, TODAY)
            if progress is not None and progress.plan is not None:
                yield routes.DecideRoute(student.id, plan.series)
    for entry in records.scores.all()[:3]:
        yield routes.ReviewRoute(entry.id)
        yield routes.ReplayRoute(entry.id)
        yield routes.AgreementRoute(entry.id)


def shows_everything(records):
    """Build every screen, judge everybody, and export."""
    tab = Tab(Page(), App(records=records))
    tab.flow.begin()
    for route in every_route(records, tab):
        try:
            tab.nav.go(route)
        except Exception as problem:
            problem.add_note(f"at {type(route).__name__}")
            raise
    reading = CaseloadReading(records.students, records.groups, records.monitoring, TODAY)
    while reading.read_on():
        pass
    reading.caseload()
    records.week.ahead(TODAY, 5)
    text = "".join(Everything(records))
    assert json.loads(text)["format"] == 1


@pytest.mark.parametrize(
    "many",
    [1, pytest.param(MANY // BATCH, marks=[pytest.mark.full, pytest.mark.long])],
)
def test_no_row_of_somebody_else_stops_a_screen(school, many):
    random = Random(int(os.environ.get("AIMLINE_SEED", "16")))
    for place in range(many):
        events, disk = sent(school, random)
        try:
            _, records = opened(disk)
            shows_everything(records)
        except Exception as problem:
            problem.add_note(f"batch {place}: {events!r}"[:20_000])
            raise
        with suppress(OSError):
            records.students.add(name="Written after", grade="2", group="")


@pytest.mark.parametrize(
    "value",
    [
        ["a", 1],
        *(pytest.param(v, marks=pytest.mark.long) for v in ({"a": []}, None, "x" * 5000, -1, True)),
    ],
    ids=["list", "object", "null", "text", "number", "true"],
)
def test_no_table_needs_a_field_to_have_its_type(school, value):
    disk, known = school
    here = disk.copy()
    logs, _ = opened(here)
    rows = [(table, id_) for table in TABLES for id_ in ("new", *_some(known, table))]
    events = [
        json.dumps([NOW, table, id_, dict.fromkeys(fields_of(table), value)]).encode()
        for table, id_ in rows
    ]
    logs.database.receive(OTHER, [*enumerate(events, start=1)])
    _, records = opened(here)
    shows_everything(records)


def _some(known, table):
    """Return the id of a row of a table that is there, if there is one."""
    return sorted(id_ for name, id_ in known if name == table)[:1]


def _inside(control):
    """Yield a control, and all that is in it."""
    yield control
    for part in [*(getattr(control, "controls", None) or []), getattr(control, "content", None)]:
        if isinstance(part, ft.Control):
            yield from _inside(part)


def test_what_is_said_in_passing_lies_over_no_foot_on_any_screen(school, monkeypatch):
    monkeypatch.setattr(flet_speed, "send", lambda page, control: None)
    _, records = opened(school[0].copy())
    tab = Tab(Page(), App(records=records))
    tab.flow.begin()
    seen, with_foot = set(), 0
    for route in every_route(records, tab):
        if type(route) in seen:
            continue
        seen.add(type(route))
        tab.nav.go(route)
        tab.window.notice("Said in passing")
        shown = [*_inside(tab.window.page.views[0].controls[0])]
        feet = [one for one in shown if one.data == FOOT]
        (over,) = [
            one
            for one in shown
            if isinstance(one, ft.Stack)
            and any(getattr(part, "value", "") == "Said in passing" for part in _inside(one))
        ]
        assert not any(foot is part for foot in feet for part in _inside(over)), route
        assert len(feet) == 1 or not tab.window.screen.foot, route
        with_foot += len(feet)
    assert with_foot > 10
