"""Today and the week: who stands there, what a tap does, and what an empty day says."""

import asyncio
import io
from datetime import date, timedelta
from types import SimpleNamespace

import flet as ft
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from record_doubles import Clock, open_records
from test_ready import Page
from test_sharing_screen import texts

from probes.giving import events
from records.group_settings import GroupSettings
from records.history import LastGiven
from records.instructional_days import Span
from records.plans import SeriesKey
from screens.app import Tab
from screens.giving.ready import Ready
from screens.paper.list_page import ListSection, print_list
from screens.progress.group_goals import GroupGoals
from screens.review.review import Review
from screens.running_app import App
from screens.shell.routes import ReadyRoute, StudentRoute, TodayRoute, WeekRoute
from screens.students.student_list import StudentList
from screens.today.today_screen import TodayScreen
from screens.words.catalogue import count_of, say
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
    assert "30\u00a0min planned" in shown
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


@pytest.mark.parametrize("ended", [events.Finish, events.Spoil])
def test_a_probe_of_today_is_opened_from_its_row(records, tab, ended):
    planned(records, "a")
    sitting = records.sittings.start(records.students.get("a"), records.forms.of("2")[0])
    records.clock.pass_ms(40_000)
    sitting.end(ended, **({"reason": "interrupted"} if ended is events.Spoil else {}))
    records.sittings.keep()
    tab.nav.go(TodayRoute())
    tap(tab, say("today.probe"))
    assert isinstance(tab.window.screen, Review)


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


def test_a_plan_for_a_whole_group_is_two_taps_from_the_empty_day(records, tab):
    tab.nav.go(TodayRoute())
    tap(tab, say("today.teach.plan"))
    assert isinstance(tab.window.screen, GroupGoals)
    tap(tab, count_of("group_goals.begin", 2))
    assert isinstance(tab.window.screen, TodayScreen)
    assert [one.series for s in ("a", "b") for one in records.plans.of(s)] == [SERIES, SERIES]
    assert records.plans.of("c") == []
    assert count_of("today.due", 2, minutes=6) in texts(view(tab))[1]


def test_of_several_groups_each_is_one_tap_from_its_plan(records, tab):
    records.groups.add(records.students.get("c"), records.groups.get(_group(records, "Wrens")))
    tab.nav.go(TodayRoute())
    tap(tab, "Wrens")
    tap(tab, count_of("group_goals.begin", 1))
    assert len(records.plans.of("c")) == 1


def _group(records, name):
    return records.groups.save(GroupSettings(name=name, weekdays=(1,)))


def test_the_group_that_is_shown_is_remembered_for_the_day(records, tab):
    planned(records, "a", "b", "c")
    tab.nav.go(TodayRoute())
    tap(tab, say("today.others"))
    tab.nav.go(TodayRoute())
    assert "Cai D." in texts(view(tab))
    assert "Amara O." not in texts(view(tab))
    records.clock.pass_ms(24 * 3_600_000)  # tomorrow nobody is left out
    tab.nav.go(TodayRoute())
    assert {"Amara O.", "Cai D."} <= {*texts(view(tab))}


def test_todays_list_and_the_week_are_printed(records, tab, monkeypatch):
    kept = []

    async def save_file(self, *, file_name, src_bytes):
        kept.append((file_name, src_bytes))
        return "/somewhere"

    monkeypatch.setattr(ft.FilePicker, "save_file", save_file)
    planned(records, "a", "b", "c")
    records.absences.note(["b"], TODAY, "absent")
    tab.nav.go(TodayRoute())
    asyncio.run(tab.window.screen._print())
    tab.nav.go(WeekRoute())
    asyncio.run(tab.window.screen._print())
    said = ["".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages) for _, pdf in kept]
    assert [name for name, _ in kept] == ["aimline-today.pdf", "aimline-week.pdf"]
    assert all(say("paper.confidential") in text for text in said)
    assert "Amara O." in said[0]
    assert "Bento R." not in said[0]  # away today
    assert "Bento R." in said[1]


@settings(max_examples=12)
@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=8),
    st.sampled_from(["letter", "a4"]),
    st.booleans(),
)
def test_a_printed_list_names_everybody_once(rows, size, boxes):
    sections = [
        ListSection(f"Group {n}", [(f"Name{n}x{i}.", "due today") for i in range(count)])
        for n, count in enumerate(rows)
    ]
    found = print_list("Today", "Tuesday", sections, size, boxes=boxes)
    text = "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(found.pdf)).pages)
    for section in sections:
        assert section.title in text
        for name, _ in section.rows:
            assert text.count(name) == 1


def test_on_a_day_without_school_nobody_who_was_due_before_is_due_today(tab, records):
    planned(records, "a")
    tab.nav.go(TodayRoute())
    assert say("today.chip.new") in texts(view(tab))
    records.calendar.add(Span("break", "", TODAY + timedelta(days=1), TODAY + timedelta(days=3)))
    records.clock.wall += timedelta(days=1)
    tab.nav.go(TodayRoute())
    assert say("today.chip.since", day="Tuesday") in texts(view(tab))
    assert not {say("today.chip.today"), say("today.chip.new")} & {*texts(view(tab))}


def test_a_row_opens_what_is_due_on_the_students_page(tab, records):
    """Of two series the page begins with the one given last: that is not the one asked for."""
    math = SeriesKey("facts", "add-10", "paper")
    planned(records, "a")
    records.plans.begin(["a"], math, every=5, since=TODAY, who="")
    tab.nav.go(TodayRoute())
    screen = tab.window.screen
    for section in screen._today.sections:
        for one in section.due:
            tab.nav.go(TodayRoute())
            row = tab.window.screen._row(one, "Amara O.", TODAY, next_step=False)
            next(c for c in every(row) if getattr(c, "on_click", None)).on_click()
            assert tab.window.screen._progress._series == one.plan.series


def test_a_probe_from_a_list_is_of_what_the_student_is_monitored_on(tab, records):
    """Not of what was given last, which may have been a benchmark of another level."""
    tab.nav.go(ReadyRoute("a"))
    assert tab.window.screen._measure.id == "orf"
    math = SeriesKey("facts", "add-10", "paper")
    records.plans.begin(["a"], math, every=5, since=TODAY, who="")
    tab.nav.go(ReadyRoute("a"))
    assert (tab.window.screen._measure.id, tab.window.screen._level) == ("facts", "add-10")
    records.plans.begin(["a"], math._replace(level="add-20"), every=5, since=TODAY, who="")
    for series in (math, math._replace(level="add-20")):
        tab.nav.go(StudentRoute("a", series))
        tab.window.screen.build()
        tab.window.screen._give(records.students.get("a"))
        ready = tab.window.screen
        assert (ready._measure.id, ready._level) == (series.measure, series.level)


def test_of_two_levels_it_is_the_one_given_last_or_begun_last(tab, records, monkeypatch):
    first, second = (SeriesKey("facts", level, "paper") for level in ("add-10", "add-20"))
    records.plans.begin(["a"], second, every=5, since=TODAY, who="")
    records.plans.begin(["a"], first, every=5, since=TODAY - timedelta(days=7), who="")
    tab.nav.go(ReadyRoute("a"))
    assert tab.window.screen._level == "add-20"
    at = records.clock.now() - timedelta(days=1)
    given = LastGiven("facts", "add-10", 60, "paper", at)
    monkeypatch.setattr(records.history, "last_given", lambda _: {"facts": given})
    tab.nav.go(ReadyRoute("a"))
    assert tab.window.screen._level == "add-10"
