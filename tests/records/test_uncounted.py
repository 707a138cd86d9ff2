"""What doesn't count never looks like what was given: doubtful, interrupted or left out."""

from datetime import date

import pytest
from record_doubles import FORM, Clock, open_records

from probes.giving import events
from records.students import Student

ANA = Student("ana", "", "2", "")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    found = open_records(clock, forms=(FORM,))
    found.store.put(("students", "ana", {"name": "ana", "archived": False}))
    return found


def give(records, clock, ms, *done):
    """Give a probe that was finished after so many milliseconds; return its id."""
    records.sittings.start(ANA, FORM)
    clock.pass_ms(ms)
    sitting = records.sittings.current
    sitting.do(events.Finish)
    for what, fields in done:
        sitting.do(what, **fields)
    records.sittings.keep()
    return sitting.head.administration


def test_a_doubtful_score_counts_once_somebody_says_that_it_is_right(records, clock):
    probe = give(records, clock, 3_000)
    [entry] = records.history.entries("ana")[0]
    assert (entry.doubt, entry.spoiled, entry.left_out) == ("too soon", True, False)
    assert records.history.last_days() == {}
    assert records.history.still_to_do()["ana"].id == probe
    records.corrections.count_again(probe)
    [entry] = records.history.entries("ana")[0]
    assert (entry.doubt, entry.spoiled, entry.left_out_later) == ("", False, False)
    assert records.history.last_days().keys() == {"ana"}
    assert records.history.still_to_do() == {}


def test_a_doubtful_score_that_is_left_out_asks_no_more(records, clock):
    probe = give(records, clock, 3_000)
    records.corrections.leave_out(probe, "slip")
    [entry] = records.history.entries("ana")[0]
    assert (entry.doubt, entry.left_out, entry.left_out_later) == ("", True, False)


def test_a_doubtful_score_with_a_note_was_not_left_out_later(records, clock):
    probe = give(records, clock, 3_000)
    records.corrections.note(probe, "a bell rang")
    [entry] = records.history.entries("ana")[0]
    assert (entry.doubt, entry.left_out_later) == ("too soon", False)


def test_an_answer_given_at_once_is_kept_with_the_probe(records, clock):
    give(records, clock, 3_000, (events.Confirm, {}))
    [entry] = records.history.entries("ana")[0]
    assert (entry.doubt, entry.spoiled) == ("", False)


def test_an_interrupted_probe_is_still_to_do_until_one_counts(records, clock):
    give(records, clock, 30_000)
    clock.pass_ms(86_400_000)
    first = records.history.last_days()["ana"]
    probe = give(records, clock, 30_000, (events.Spoil, {"reason": "interrupted"}))
    assert records.history.last_days()["ana"] == first
    assert records.history.still_to_do()["ana"].id == probe
    clock.pass_ms(60_000)
    give(records, clock, 30_000)
    assert records.history.still_to_do() == {}
    assert isinstance(records.history.last_days()["ana"], date)
