"""The pace of a probe, as far as its taps show it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from probe_sheets import sheet

from probes.giving.events import Finish, Last, Mark, Reached, Start, TimeUp, Unmark
from probes.giving.session import new, replay
from probes.measures.measure import ORAL_READING
from probes.scoring.pace import pace

FORM = sheet(50, 50, 50)


def given_events(*events):
    return replay(new(FORM, ORAL_READING), [Start(), *events])


def read(*places, last=89, finish=None):
    seen = [Reached(at_ms=at, item=item) for at, item in places]
    if finish:
        return given_events(*seen, Finish(at_ms=finish))
    return given_events(*seen, TimeUp(at_ms=60_000), Last(at_ms=62_000, item=last))


def test_an_even_pace_without_a_tap_says_nothing_of_its_change():
    found = pace(read())
    assert [one.items for one in found.stretches] == [15] * 6
    assert [one.rate for one in found.stretches] == [90] * 6
    assert (found.known, found.says_something) == (0, False)


def test_taps_show_where_it_was_quick_and_slow():
    found = pace(read((20_000, 39), (30_000, 44), (50_000, 79)))
    assert [one.items for one in found.stretches] == [20, 20, 5, 17.5, 17.5, 10]
    assert found.says_something


def test_an_early_finish_has_a_shorter_last_stretch():
    found = pace(read(finish=45_000))
    assert [(s.from_ms, s.to_ms) for s in found.stretches][-1] == (40_000, 45_000)
    assert found.items == len(FORM.items)


def test_errors_stand_where_they_were_marked_and_late_ones_at_the_end():
    session = given_events(
        Mark(at_ms=5_000, item=9),
        Mark(at_ms=15_000, item=20),
        Mark(at_ms=16_000, item=21, kind="self_correction"),
        TimeUp(at_ms=60_000),
        Mark(at_ms=70_000, item=50),
        Last(at_ms=72_000, item=89),
        Mark(at_ms=73_000, item=95),
    )
    found = pace(session)
    assert [one.errors for one in found.stretches] == [1, 1, 0, 0, 0, 1]
    assert found.errors == (9, 20, 50)


def test_a_mark_that_was_taken_off_is_no_place():
    session = given_events(
        Mark(at_ms=5_000, item=80),
        Unmark(at_ms=6_000, item=80),
        TimeUp(at_ms=60_000),
        Last(at_ms=62_000, item=89),
    )
    assert pace(session).places == ((0, 0), (60_000, 90))


def test_without_an_end_or_a_last_word_there_is_none():
    assert pace(given_events(Mark(at_ms=5_000, item=3))) is None
    assert pace(given_events(TimeUp(at_ms=60_000))) is None


@given(st.lists(st.tuples(st.integers(1, 59_999), st.integers(0, 149)), max_size=12).map(sorted))
def test_the_stretches_add_up_and_none_goes_back(places):
    found = pace(read(*places, last=120))
    assert sum(one.items for one in found.stretches) == pytest.approx(121)
    assert all(one.items >= 0 for one in found.stretches)
    assert list(found.places) == sorted(found.places)
