"""The median of three, asked for again when they spread."""

from datetime import timedelta

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from progress_points import START, probe, scored_probes

from probes.progress.baseline import Baseline, BaselineMissing, baseline, screening_baseline


def on(*days_and_values, **more):
    return [probe(day, value, i, **more) for i, (day, value) in enumerate(days_and_values)]


def test_three_days():
    """IRIS, progress monitoring: 7, 5 and 8 on three days come to 7."""
    found = baseline(on((0, 7), (1, 5), (2, 8)))
    assert (found.value, found.day, found.wide) == (7, START + timedelta(days=1), False)
    assert len(found.ids) == 3


def test_three_in_one_sitting():
    assert baseline(on((0, 61), (0, 74), (0, 66))).value == 66


@pytest.mark.parametrize(
    ("values", "wide"),
    [
        pytest.param((30, 40, 46), False, id="40 % exactly"),
        pytest.param((30, 40, 47), True, id="over 40 % and over 10"),
        pytest.param((10, 12, 20), False, id="over 40 %, but ten words"),
        pytest.param((10, 12, 20.5), True, id="over ten words"),
        pytest.param((80, 90, 101), False, id="21 words of 90"),
        pytest.param((0, 0, 11), True, id="no median to divide by"),
    ],
)
def test_a_spread_asks_for_one_more(values, wide):
    found = baseline(on(*((i, v) for i, v in enumerate(values))))
    assert found.wide is wide


def test_the_fourth_joins_and_settles_it():
    found = baseline(on((0, 20), (1, 40), (2, 60), (3, 44)))
    assert (found.value, found.wide, len(found.probes)) == (42, False, 4)


def test_a_fourth_is_not_looked_for_where_three_agree():
    found = baseline(on((0, 40), (1, 42), (2, 41), (3, 90)))
    assert (found.value, len(found.probes)) == (41, 3)


def test_a_day_counts_whole():
    found = baseline(on((0, 40), (0, 42), (1, 41), (1, 43)))
    assert (found.value, len(found.probes)) == (41.5, 4)


def test_within_ten_days_of_school():
    assert isinstance(baseline(on((0, 40), (7, 42), (14, 41))), Baseline)
    missing = baseline(on((0, 40), (7, 42), (15, 41)))
    assert isinstance(missing, BaselineMissing)
    assert ([p.value for p in missing.have], missing.more) == ([42, 41], 1)


def test_a_calendar_with_a_break_gives_more_time():
    no_school = lambda after, upto: 0  # noqa: E731
    assert baseline(on((0, 40), (30, 42), (60, 41)), school_days=no_school).value == 41


def test_a_later_three_is_found_where_the_first_probes_lie_apart():
    found = baseline(on((0, 90), (40, 40), (41, 42), (42, 44)))
    assert found.value == 42


def test_none_yet():
    assert baseline([]) == BaselineMissing(have=(), more=3)
    assert baseline(on((0, 40))).more == 2


def test_what_was_left_out_never_enters():
    assert baseline([*on((0, 40), (1, 42)), probe(2, 41, 9, spoiled=True)]).more == 1


def test_a_benchmark_may_be_offered_and_says_so():
    taken = on((0, 40), (0, 44), (0, 42), use="benchmark")
    found = screening_baseline(taken, START + timedelta(days=14))
    assert (found.value, found.screening) == (42, True)
    assert screening_baseline(taken, START - timedelta(days=14)).value == 42
    assert screening_baseline(taken, START + timedelta(days=15)) is None
    assert screening_baseline(taken[:2], START) is None
    assert screening_baseline(on((0, 40), (0, 44), (0, 42)), START) is None


@given_any(scored_probes(), st.randoms())
def test_the_order_of_probes_never_matters(probes, random):
    mixed = probes[:]
    random.shuffle(mixed)
    assert baseline(mixed) == baseline(probes)


@given_any(scored_probes(), st.integers(-3000, 3000).map(lambda weeks: 7 * weeks))
def test_shifting_by_whole_weeks_shifts_it(probes, days):
    moved = baseline([p._replace(day=p.day + timedelta(days=days)) for p in probes])
    here = baseline(probes)
    assert isinstance(here, Baseline) == isinstance(moved, Baseline)
    if isinstance(here, Baseline):
        assert (moved.value, moved.day) == (here.value, here.day + timedelta(days=days))
