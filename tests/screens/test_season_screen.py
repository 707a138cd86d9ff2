"""A benchmark season on screen: coverage, make-ups first, and one tap to the next student."""

from dataclasses import replace
from datetime import date

import pytest
from record_doubles import FORM, Clock, open_records
from test_ready import Page
from test_sharing_screen import texts
from test_today_screens import tap, view

from probes.administration import Administration, PartOfSet
from probes.giving import events
from probes.measures.profiles import HOUSE
from records.instructional_days import Span
from screens.app import Tab
from screens.giving.ready import Ready
from screens.running_app import App
from screens.settings.calendar_screen import CalendarScreen
from screens.shell.routes import CalendarRoute, SeasonRoute
from screens.words.catalogue import count_of, say
from tests.probes.form_texts import TEXTS

LONG = replace(FORM, items=tuple(f"w{n}" for n in range(60)), lines=tuple(range(0, 60, 10)))
WINDOW = Span("window", "Winter", date(2026, 11, 16), date(2026, 12, 11))


@pytest.fixture
def records():
    forms = [replace(LONG, id=f"F{n}", title=f"F{n}") for n in range(4)]
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


def test_without_a_window_it_leads_to_the_calendar_to_add_one(records, tab):
    tab.nav.go(SeasonRoute())
    assert say("season.none") in texts(view(tab))
    tap(tab, say("season.calendar"))
    screen = tab.window.screen
    assert isinstance(screen, CalendarScreen)
    screen.build()
    screen._fields["name"].value, screen._fields["first"].value = "Winter benchmark", "1/11/2027"
    screen._fields["last"].value = "1/15/2027"
    screen._add()
    assert [span.kind for span in records.calendar.spans().values()] == ["window"]


def test_days_of_the_calendar_whose_year_was_mistyped_are_asked_for_again(tab):
    tab.nav.go(CalendarRoute())
    screen = tab.window.screen
    for first, last, wrong in [("1/1/0001", "1/5", "first"), ("1/4", "1/5/2207", "last")]:
        screen.build()
        screen._fields["first"].value, screen._fields["last"].value = first, last
        screen._add()
        assert [*screen._wrong] == [wrong]


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


def test_a_grades_own_norm_once_the_whole_grade_was_tested(records, tab):
    records.calendar.add(WINDOW)
    for student in records.students.all():
        records.students.archive(student.id)
    for number in range(50):
        student = records.students.add(name=f"S{number:02}", grade="2", group="")
        parts = [PartOfSet(f"set-{student}", place, 3) for place in range(3)]
        records.store.put(*(benchmark(student, part, number) for part in parts))
    while records.scores.read_on():
        pass
    tab.nav.go(SeasonRoute())
    assert say("season.norms") in texts(view(tab))  # nobody said how many the grade has
    records.enrolments.set("2", WINDOW.first, 52)
    tab.nav.go(SeasonRoute())
    said = texts(view(tab))
    assert say("season.local") in said
    assert (
        "Grade 2: 25th percentile 13\u00a0WCPM, 50th 26, 75th 38 (50 of the grade’s 52 students)"
        in said
    )
    assert say("season.norms") not in said
    records.enrolments.set("2", WINDOW.first, 60)  # under nine tenths
    tab.nav.go(SeasonRoute())
    assert say("season.local") not in texts(view(tab))


def benchmark(student, part, correct):
    """Return the row of a passage of a set, with so many words right."""
    given = Administration(
        id=f"{part.id}-{part.index}",
        measure="orf",
        profile=HOUSE.id,
        profile_version=HOUSE.version,
        form=replace(LONG, id=f"F{part.index}"),
        seconds=60,
        student=student,
        grade="2",
        given_at=f"2026-11-24T09:1{part.index}:00+00:00",
        examiner="",
        input_mode="oral",
        conditions=(),
        part=part,
        events=(
            events.Start(),
            events.TimeUp(at_ms=60_000),
            events.Last(item=correct, at_ms=61_000),
        ),
    )
    return "administrations", given.id, given.record()
