"""What a student's errors have in common: over the probes that count, with the words."""

from datetime import timedelta

import pytest
from record_doubles import Clock, open_records

from probes.forms.form import Form
from probes.giving import events
from records.error_history import PROBES
from records.plans import SeriesKey
from records.students import Student

FORM = Form(
    id="T",
    measure="orf",
    level="2",
    items=("The", "animals", "ran", "home", "yesterday", "and", "ate", "a", "banana", "today."),
    lines=(0, 5),
)
KEY = SeriesKey("orf", "2", "oral")
PUPIL = Student("pupil", "", "2", "")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    found = open_records(clock, forms=(FORM,))
    found.store.put(("students", PUPIL.id, {"name": "P", "grade": "2"}))
    return found


def give(records, clock, *wrong, kind="error", last=9):
    records.sittings.start(PUPIL, FORM)
    sitting = records.sittings.current
    for item in wrong:
        clock.pass_ms(1_000)
        sitting.do(events.Mark, item=item, kind=kind)
    clock.pass_ms(60_000)
    sitting.tick()
    sitting.do(events.Last, item=last)
    records.sittings.keep()
    clock.pass_ms(0)
    clock.wall += timedelta(days=7)
    return sitting.head.administration


def patterns(records, clock):
    return records.error_history.patterns(PUPIL.id, KEY, clock.now().date())


def test_nothing_is_named_before_it_happened_three_times(records, clock):
    give(records, clock, 1, 8)
    assert patterns(records, clock) == ()
    give(records, clock, 1, 2)
    [long] = patterns(records, clock)
    assert (long.common, long.count, long.of) == ("long words", 3, 6)
    assert long.items == (("animals", 2), ("banana", 1))
    assert [count for _, count in long.days] == [2, 1]


def test_the_same_word_on_two_days_and_the_same_kind(records, clock):
    for _ in range(3):
        give(records, clock, 3, kind="substitution")
    found = {one.common: one for one in patterns(records, clock)}
    assert found["same item"].detail == "home"
    assert found["kind"].detail == "substitution"
    assert records.closer(PUPIL.id, KEY, clock.now().date()).error_pattern


def test_what_was_left_out_or_stands_after_the_last_word_is_no_error(records, clock):
    for _ in range(3):
        probe = give(records, clock, 8, last=5)
    assert patterns(records, clock) == ()
    for _ in range(3):
        probe = give(records, clock, 3)
    assert patterns(records, clock)
    records.corrections.leave_out(probe, "a fire drill")
    assert patterns(records, clock) == ()


def test_only_the_latest_probes_are_looked_at(records, clock):
    for _ in range(3):
        give(records, clock, 3)
    for _ in range(PROBES):
        give(records, clock)
    assert patterns(records, clock) == ()
