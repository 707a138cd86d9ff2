"""A benchmark season: who is done, who is left, make-ups, and by whom."""

from dataclasses import replace
from datetime import date

import pytest
from record_doubles import FORM, Clock, open_records

from probes.administration import PartOfSet
from probes.giving import events
from records.instructional_days import Span

TUESDAY = date(2026, 11, 24)
WINDOW = Span("window", "Winter", date(2026, 11, 16), date(2026, 12, 11))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    forms = [replace(FORM, id=f"F{n}", title=f"F{n}") for n in range(4)]
    found = open_records(clock, forms=forms)
    for name in ("Ana", "Ben", "Cem", "Dev"):
        found.students.add(name=name, grade="2", group="")
    found.students.add(name="Eve", grade="3", group="")
    found.calendar.add(WINDOW)
    return found


def named(records, name):
    return next(one for one in records.students.all() if one.name == name)


def give(records, clock, name, *places, last=9, who="JL"):
    """Give passages of a set."""
    records.settings.change(examiner=who)
    student = named(records, name)
    for place in places:
        part = PartOfSet(f"set-{name}", place, 3)
        records.sittings.start(student, records.forms.get(f"F{place}"), part=part)
        clock.pass_ms(60_000)
        sitting = records.sittings.current
        sitting.tick()
        sitting.do(events.Last, item=last)
        records.sittings.keep()
        clock.pass_ms(60_000)


def season(records, grade=None, today=TUESDAY):
    return records.seasons.coverage(records.seasons.window(today), "orf", grade, today)


def test_done_begun_make_ups_and_left(records, clock):
    give(records, clock, "Ana", 0, 1, 2, who="JL")
    give(records, clock, "Ben", 0, 1, 2, who="MK")
    give(records, clock, "Cem", 0)
    records.absences.note([named(records, "Dev").id], date(2026, 11, 20), "absent")
    found = season(records)
    assert [(one.student.name, one.step) for one in found.students] == [
        ("Dev", "make_up"),
        ("Cem", "begun"),
        ("Eve", "left"),
        ("Ana", "done"),
        ("Ben", "done"),
    ]
    assert found.by_examiner == {"JL": 1, "MK": 1}
    assert found.by_grade == {"2": (2, 4), "3": (0, 1)}
    assert not found.whole
    assert len(season(records, "2").students) == 4
    assert found.students[1].given == 1
    assert found.scores("2") == [10, 10]


def test_one_passage_for_monitoring_is_no_benchmark_and_another_season_is_not_this_one(
    records, clock
):
    student = named(records, "Ana")
    records.sittings.start(student, records.forms.get("F0"))
    clock.pass_ms(60_000)
    records.sittings.current.tick()
    records.sittings.current.do(events.Last, item=9)
    records.sittings.keep()
    assert {one.step for one in season(records).students} == {"left"}
    give(records, clock, "Ben", 0, 1, 2)
    records.calendar.add(Span("window", "Spring", date(2027, 4, 1), date(2027, 4, 30)))
    assert {one.step for one in season(records, today=date(2027, 4, 2)).students} == {"left"}


def test_a_grade_is_whole_once_everybody_on_the_list_has_a_score(records, clock):
    for name in ("Ana", "Ben", "Cem", "Dev"):
        assert not season(records, "2").whole
        give(records, clock, name, 0, 1, 2)
    assert season(records, "2").whole
    assert not season(records).whole
    records.students.archive(named(records, "Eve").id)
    assert season(records).whole


def test_the_window_of_a_day_the_last_one_the_next_one_or_none(records):
    seasons = records.seasons
    assert seasons.window(TUESDAY) == WINDOW
    assert seasons.window(date(2027, 1, 8)) == WINDOW
    assert seasons.window(date(2026, 9, 8)) == WINDOW
    assert open_records().seasons.window(TUESDAY) is None


def test_an_absence_outside_the_window_asks_for_no_make_up(records):
    records.absences.note([named(records, "Dev").id], date(2026, 11, 2), "absent")
    assert {one.step for one in season(records).students} == {"left"}


def test_a_benchmark_that_a_file_brought_is_one_and_what_was_given_here_goes_before_it(
    records, clock
):
    def brought(name, day, correct, season="winter"):
        row = {"student": named(records, name).id, "measure": "orf", "level": "2", "mode": "oral"}
        row |= {"day": day, "season": season, "correct": correct, "seconds": 60}
        records.store.put(("old_scores", f"{name} {day} {correct}", row))

    give(records, clock, "Ana", 0, 1, 2)
    brought("Ana", "2026-11-23", 70)
    for correct in (40, 46, 44):
        brought("Ben", "2026-11-20", correct)
    brought("Ben", "2026-11-17", 90)
    brought("Cem", "2026-11-20", 50, season="")  # monitoring
    brought("Dev", "2026-09-15", 50, season="fall")
    done = {one.student.name: one.score for one in season(records).done}
    assert done == {"Ana": 10, "Ben": 44}
    assert season(records).by_examiner == {"JL": 1, "": 1}
    assert season(records, today=date(2026, 11, 18)).scores("2") == [90]
