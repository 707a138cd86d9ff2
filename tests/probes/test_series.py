"""Scored probes into points."""

from datetime import date, timedelta

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from progress_points import START, points, probe, scored_probes

from probes.progress.series import evidence, middle_day, occasions, weekdays


def test_probes_of_one_day_are_one_point_their_median():
    day = [
        probe(0, 61, 0, accuracy=90.0, attempted=66),
        probe(0, 74, 1, accuracy=95.0, attempted=78),
        probe(0, 66, 2, attempted=70),
    ]
    (point,) = occasions(day)
    assert (point.value, point.accuracy, point.attempted) == (66, 92.5, 70)
    assert point.probes == ("0.0", "0.1", "0.2")
    assert point.weight == 3


@pytest.mark.parametrize(
    "left_out",
    [probe(7, 12, spoiled=True), probe(7, None), probe(7, 12, use="benchmark")],
    ids=["spoiled", "no score", "benchmark"],
)
def test_what_is_no_point(left_out):
    others = [probe(0, 40), probe(7, 44, 1), probe(14, 43)]
    assert occasions([*others, left_out]) == occasions(others)


def test_benchmarks_are_marks_of_their_own():
    assert [p.value for p in occasions([probe(0, 40, use="benchmark")], use="benchmark")] == [40]


def test_a_baseline_is_one_point_on_its_middle_day():
    given = [probe(0, 40), probe(2, 50), probe(3, 44), probe(10, 47)]
    start, later = occasions(given, baseline={"0.0", "2.0", "3.0"})
    assert (start.day, start.value, start.baseline, start.weight) == (
        START + timedelta(days=2), 44, True, 1,
    )  # fmt: skip
    assert later.value == 47


@pytest.mark.parametrize(
    ("days", "forms", "measure", "counted"),
    [
        (6, 1, "orf", 6),
        (6, 2, "orf", 6),
        (4, 3, "orf", 4),
        (5, 3, "orf", 15),
        (5, 4, "orf", 15),
        (6, 3, "nwf", 6),
        (7, 3, "nwf", 21),
        (0, 1, "orf", 0),
    ],
)
def test_what_days_count(days, forms, measure, counted):
    assert evidence(points([40] * days, forms=forms), measure) == counted


def test_days_of_one_form_beside_days_of_three():
    mixed = points([40] * 3, forms=3) + points([40] * 3, start=START + timedelta(weeks=9))
    assert evidence(mixed) == 12


@given_any(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_weekdays_are_counted(day, later):
    end = day + timedelta(days=later)
    by_hand = sum((day + timedelta(days=n)).weekday() < 5 for n in range(1, later + 1))
    assert weekdays(day, end) == by_hand
    assert weekdays(end, day) == -by_hand


@given_any(scored_probes(), st.randoms())
def test_the_order_of_probes_never_matters(probes, random):
    mixed = probes[:]
    random.shuffle(mixed)
    assert occasions(mixed) == occasions(probes)


@given_any(scored_probes())
def test_points_are_days_in_order(probes):
    days = [point.day for point in occasions(probes)]
    assert days == sorted({probe.day for probe in probes})


@given_any(scored_probes(), st.integers(0, 200), st.integers(0, 300))
def test_adding_a_spoiled_probe_changes_nothing(probes, day, value):
    spoiled = probe(day, value, number=999, spoiled=True)
    assert occasions([*probes, spoiled]) == occasions(probes)


def test_the_middle_day():
    assert middle_day(points([1, 2, 3])) == START + timedelta(days=7)
    assert middle_day(points([1, 2])) == START + timedelta(days=3)
    assert middle_day(points([1])) == START
