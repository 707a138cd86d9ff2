"""Lines through points: the published numbers, and the laws."""

import csv
import random
from datetime import timedelta
from math import sqrt

import pytest
from hypothesis import assume
from hypothesis import given as given_any
from hypothesis import strategies as st
from progress_points import START, drawn_points, points

from probes.progress.series import Occasion
from probes.progress.student_t import quantile, within
from probes.progress.trend import (
    Fit,
    Prior,
    caseload_prior,
    fit,
    median_of_last,
    sem_band,
    shrunken,
    theil_sen,
    theil_sen_interval,
    trend,
    tukey,
    unusual,
)

TEN = [42, 40, 45, 47, 44, 49, 46, 50, 53, 51]


@pytest.fixture(scope="module")
def reference(shared_data):
    series = {}
    with (shared_data / "reference" / "series.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            xs, ys = series.setdefault(row["series"], ([], []))
            xs.append(float(row["x"]))
            ys.append(float(row["y"]))
    return series


# The published numbers


def test_norris(reference):
    line = fit(*reference["nist_norris"])
    assert line.slope == pytest.approx(1.00211681802045, rel=0, abs=1e-9)
    assert line.se == pytest.approx(0.429796848199937e-3, rel=1e-9)
    assert line.intercept == pytest.approx(-0.262323073774029, rel=0, abs=1e-9)
    assert line.see == pytest.approx(0.884796396144373, rel=0, abs=1e-9)


def test_sen(reference):
    assert theil_sen(*reference["sen1968"]) == (4, 6)
    low, high = theil_sen_interval(*reference["sen1968"], share=0.93)
    assert (low, high) == pytest.approx((26 / 7, 35 / 8), rel=0, abs=1e-9)


def test_a_published_series_of_oral_reading(reference):
    xs, ys = reference["swiper"]
    line = fit(xs, ys)
    assert line.slope == pytest.approx(2.513765182186235, rel=0, abs=1e-9)
    assert line.intercept == pytest.approx(42.112550607287446, rel=0, abs=1e-9)
    assert line.see == pytest.approx(12.390136, abs=5e-7)
    assert line.se == pytest.approx(0.826845, abs=5e-7)
    assert theil_sen(xs, ys)[0] == 2.75


def test_ten_weekly_scores():
    line = trend(points(TEN))
    assert line.fit.slope == pytest.approx(1.206, abs=5e-4)
    assert line.fit.see == pytest.approx(2.00, abs=5e-3)
    assert line.fit.se == pytest.approx(0.221, abs=5e-4)
    assert (line.fit.low, line.fit.high) == pytest.approx((0.70, 1.71), abs=5e-3)
    assert line.theil_sen == pytest.approx(1.333, abs=5e-4)
    assert tukey(range(10), TEN) == pytest.approx(1.286, abs=5e-4)
    assert median_of_last(points(TEN)) == 51


@pytest.mark.parametrize("n", range(3, 41))
def test_the_error_of_a_slope_with_one_probe_a_week(n):
    """The residuals are +1 and -1 in a pattern without slope, so the formula can be checked."""
    xs = list(range(n))
    ys = [(-1.0) ** x for x in xs]
    line = fit(xs, ys)
    assert line.se == pytest.approx(line.see * sqrt(12 / (n * (n * n - 1))), rel=1e-12)


@pytest.mark.parametrize(
    ("probability", "freedom", "value"),
    [(0.975, 1, 12.7062047362), (0.975, 2, 4.3026527297), (0.975, 8, 2.3060041352),
     (0.975, 34, 2.0322445093), (0.95, 5, 2.0150483727), (0.975, 1000, 1.9623390808)],
)  # fmt: skip
def test_the_table_of_student(probability, freedom, value):
    assert quantile(probability, freedom) == pytest.approx(value, rel=0, abs=1e-9)


@given_any(st.floats(0.5001, 0.9999), st.integers(1, 300))
def test_a_quantile_is_the_inverse(probability, freedom):
    t = quantile(probability, freedom)
    assert within(t, freedom) == pytest.approx(2 * probability - 1, rel=0, abs=1e-11)


@pytest.mark.parametrize(("probability", "freedom"), [(0.4, 3), (1.0, 3), (0.9, 0)])
def test_what_has_no_quantile(probability, freedom):
    with pytest.raises(ValueError, match=r"must lie|needs a degree"):
        quantile(probability, freedom)


# Edges


@pytest.mark.parametrize(("xs", "ys"), [([], []), ([1], [5]), ([2, 2, 2], [1, 2, 3])])
def test_no_line_goes_through_one_day(xs, ys):
    assert fit(xs, ys) is None
    assert theil_sen(xs, ys) is None
    assert theil_sen_interval(xs, ys) is None
    assert tukey(xs, ys) is None


def test_two_points_have_a_slope_and_no_interval():
    line = fit([0, 1], [4, 6])
    assert (line.slope, line.se, line.see) == (2, None, None)
    assert (line.low, line.high) == (float("-inf"), float("inf"))
    assert line.band(0.5) is None


def test_pairs_are_asked_for():
    with pytest.raises(ValueError, match="2 times and 1 scores"):
        fit([1, 2], [3])


def test_no_points_no_trend():
    assert trend([]) is None
    assert median_of_last(points([1, 2])) is None
    assert trend(points([5])).fit is None


@pytest.mark.parametrize(
    ("count", "thirds"), [(3, (1, 1)), (4, (1, 1)), (5, (2, 2)), (7, (2, 2)), (8, (3, 3))]
)
def test_the_thirds_of_tukey(count, thirds):
    """By hand: a step up after the first third, and one before the last, shows their sizes."""
    first, last = thirds
    ys = [0] * first + [50] * (count - first - last) + [100] * last
    middle = (count - last + count - 1) / 2 - (first - 1) / 2
    assert tukey(range(count), ys) == pytest.approx(100 / middle)


def test_a_score_far_off_is_named_with_the_slope_without_it():
    scores = [*TEN[:4], 20, *TEN[5:]]
    line = trend(points(scores))
    assert line.unusual == START + timedelta(weeks=4)
    rest = fit([x for x in range(10) if x != 4], [*scores[:4], *scores[5:]])
    assert line.slope_without == pytest.approx(rest.slope)


def test_a_score_off_an_exact_line_is_named():
    assert trend(points([1, 2, 3, 4, 5, 16])).unusual == START + timedelta(weeks=5)


def test_scores_as_they_usually_are_have_no_unusual_one():
    assert trend(points(TEN)).unusual is None
    assert trend(points([1, 2, 3, 4, 5, 6])).unusual is None
    assert trend(points([40, 40, 40, 90])).unusual is None  # too few to tell


@pytest.mark.parametrize("n", [6, 15])
def test_chance_brings_an_unusual_score_in_one_series_of_twenty(n):
    source = random.Random(18)
    xs = list(range(n))
    called = [unusual(xs, [source.gauss(0, 8) for _ in xs]) is not None for _ in range(400)]
    assert 0.02 <= sum(called) / 400 <= 0.09


# Priors


def test_a_slope_is_drawn_to_the_prior_by_its_error():
    prior = Prior(1.0, 0.7, "ncii-13405")
    assert shrunken(3.0, 0.7, prior) == pytest.approx(2.0)
    assert shrunken(3.0, 0.0, prior) == 3.0
    assert shrunken(3.0, 1e9, prior) == pytest.approx(1.0)
    assert shrunken(3.0, 0.0, Prior(1.0, 0.0, "caseload")) == 3.0


def _line(slope, se, n=10):
    return Fit(n=n, slope=slope, intercept=0, mean_x=0, sxx=1, see=se, se=se, low=slope, high=slope)


def test_the_caseloads_own_prior():
    lines = [_line(1 + 0.1 * (i % 3 - 1), 0.01) for i in range(30)]
    prior = caseload_prior(lines)
    assert prior.mean == pytest.approx(1)
    assert prior.sd == pytest.approx(sqrt(0.01 * 20 / 29 - 0.0001))
    assert prior.source == "caseload"
    assert caseload_prior(lines[1:]) is None
    assert caseload_prior([*lines[1:], _line(1, 0.1, n=9)]) is None


def test_slopes_that_differ_by_their_errors_alone_have_no_spread():
    assert caseload_prior([_line(i % 2, 5) for i in range(40)]).sd == 0


def test_the_band_of_a_score():
    assert sem_band(66, 7) == (59, 73)
    assert sem_band(3, 7) == (0, 10)


# Laws


@given_any(drawn_points(), st.randoms())
def test_the_order_of_points_never_matters(drawn, random):
    mixed = drawn[:]
    random.shuffle(mixed)
    assert trend(mixed) == trend(drawn)


@given_any(drawn_points(), st.integers(-10_000, 10_000))
def test_shifting_all_dates_changes_no_slope(drawn, days):
    shifted = [point._replace(day=point.day + timedelta(days=days)) for point in drawn]
    here, there = trend(drawn), trend(shifted)
    assert (here.fit, here.theil_sen) == (there.fit, there.theil_sen)


@given_any(drawn_points(least=3), st.integers(0, 400))
def test_a_point_exactly_on_the_trend_never_widens_the_interval(drawn, day):
    line = trend(drawn)
    when = START + timedelta(days=day)
    assume(all(point.day != when for point in drawn))
    more = trend([*drawn, Occasion(day=when, value=line.at(when))])
    assert more.fit.slope == pytest.approx(line.fit.slope, abs=1e-7, rel=1e-7)
    width = line.fit.high - line.fit.low
    assert more.fit.high - more.fit.low <= width * (1 + 1e-9) + 1e-6


@given_any(drawn_points(least=3), st.floats(-5, 5), st.floats(-50, 50))
def test_a_line_added_is_a_slope_added(drawn, slope, level):
    tilted = [p._replace(value=p.value + level + slope * (p.day - START).days / 7) for p in drawn]
    here, there = trend(drawn), trend(tilted)
    assert there.fit.slope == pytest.approx(here.fit.slope + slope, abs=1e-6)
    assert there.theil_sen == pytest.approx(here.theil_sen + slope, abs=1e-6)


@given_any(drawn_points(least=3))
def test_the_band_is_narrowest_in_the_middle(drawn):
    line = trend(drawn)
    middle = START + timedelta(days=sum((p.day - START).days for p in drawn) / len(drawn))
    assert line.band(middle) <= line.band(drawn[0].day) + 1e-9
    assert line.band(middle) <= line.band(drawn[-1].day) + 1e-9
