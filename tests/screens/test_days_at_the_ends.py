"""Days at the ends of the calendar: bounded where they come in, harmless where they stand."""

from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from record_doubles import Clock, Rows, open_records
from test_ready import Page

from commands import machine_clock
from probes.administration import Administration
from probes.giving import events
from probes.json_values import moment
from records.exports.export_format import UnreadableExport, read
from records.exports.json_export import everything
from screens.app import Tab
from screens.giving.give import Give
from screens.running_app import App
from screens.shell import routes
from tests.probes.form_texts import TEXTS

FAR = [
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00-12:00",
    "0002-03-04T09:00:00+00:00",
    "1969-12-31T00:00:00+00:00",
    "2101-01-01T00:00:00+00:00",
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59+14:00",
]
NEAR = [  # what a clock without a battery says, or one that was set wrong
    "1970-01-01T00:00:00+14:00",
    "1970-01-01T00:05:00+00:00",
    "1999-12-31T23:59:59-05:00",
    "2099-12-31T23:59:59-12:00",
]
AT = "2026-11-20T09:00:00+00:00"


def given(records, given_at, row_id="a"):
    """Keep a probe as another device may have."""
    form = records.forms.of("3", "wrf")[0]
    one = Administration(
        id=row_id, measure="wrf", profile="house", profile_version=1, form=form, seconds=60,
        student="s", grade="3", given_at=given_at, examiner="", input_mode="oral", conditions=(),
        part=None,
        events=(events.Start(), events.TimeUp(at_ms=60_000), events.Last(at_ms=61_000, item=40)),
    )  # fmt: skip
    records.store.put(("forms", form.id, asdict(form)), ("administrations", row_id, one.record()))
    return one


@pytest.fixture
def records():
    found = open_records(Clock(), store=Rows(), texts=lambda: TEXTS)
    row = {"name": "R. T.", "grade": "3", "group": "Robins", "archived": False}
    found.store.put(("students", "s", row), ("students", "t", {**row, "name": "B. C."}))
    return found


@pytest.mark.parametrize("given_at", FAR)
def test_an_export_with_such_a_day_is_refused_with_its_place(records, given_at):
    given(records, AT)
    data = everything(records)
    data["administrations"][0]["given_at"] = given_at
    with pytest.raises(UnreadableExport, match=r"administration 1: .* from 1970 to 2100"):
        read(data)


@pytest.mark.parametrize("given_at", NEAR)
def test_what_a_wrong_clock_said_comes_out_and_in(records, given_at):
    given(records, given_at)
    assert list(read(everything(records)).administrations) == ["a"]


@pytest.mark.parametrize("given_at", [*FAR, *NEAR])
def test_every_screen_opens_and_a_probe_can_be_given(records, given_at):
    given(records, AT, "b")
    one = given(records, given_at)
    paper = {
        name: value for name, value in one.record().items()
        if name in ("student", "grade", "form", "measure", "profile", "profile_version", "seconds",
                    "given_at", "examiner")
    }  # fmt: skip
    paper |= {"wall_ms": 0, "input_mode": "oral", "device": "d", "used_ms": None, "left_out": ""}
    records.store.put(("papers", "p", paper))
    day = {"day": given_at[:10]}
    records.store.put(
        ("amendments", "m", {"administration": "b", "what": "day", "after": given_at[:10],
                             "when": given_at, "who": "", "device": "d", "why": ""}),
        ("absences", "n", {"student": "s", "measure": "wrf", "reason": "absent", **day}),
    )  # fmt: skip
    tab = Tab(Page(), App(records=records))
    for route in (
        routes.StudentListRoute(),
        routes.StudentRoute("s"),
        routes.NewGoalRoute("s"),
        routes.ChangeLogRoute("s"),
        routes.MergeStudentsRoute("s"),
        routes.GroupSetupRoute("Robins"),
        routes.PapersRoute(),
        routes.SettingsRoute(),
        routes.ReadyRoute("s"),
    ):
        tab.nav.go(route)
        tab.window.draw()
    records.clock.pass_ms(1_000)
    tab.window.screen._start()
    assert isinstance(tab.window.screen, Give)
    records.clock.pass_ms(61_000)
    sitting = records.sittings.current
    sitting.tick()
    sitting.do(events.Last, item=3)
    tab.nav.go(routes.ResultRoute())
    records.sittings.keep()
    *_, last = records.history.last_given("s").values()
    assert last.at.date().isoformat() == "2026-11-24"
    assert records.history.last_days()["s"].isoformat() == "2026-11-24"


@pytest.mark.parametrize(
    ("year", "told"), [(1, "1970"), (1900, "1970"), (2026, "2026"), (2106, "2099"), (9999, "2099")]
)
def test_what_a_clock_of_another_century_says_can_be_read(monkeypatch, year, told):
    class Odd(datetime):
        @classmethod
        def now(cls):
            return cls(year, 2, 28, 23, 59, tzinfo=UTC)

        def astimezone(self):
            return self

    monkeypatch.setattr(machine_clock, "datetime", Odd)
    said = machine_clock.MachineClock().now().isoformat(timespec="seconds")
    assert moment(said)[:4] == told
