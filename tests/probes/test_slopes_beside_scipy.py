"""Slopes, errors and intervals beside SciPy's, on real series and on random ones.

SciPy is compiled, so this file isn't run on the tablet's Python.
"""

import csv
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import assume
from hypothesis import given as given_any
from hypothesis import strategies as st
from scipy import stats

from probes.progress.student_t import quantile
from probes.progress.trend import fit, theil_sen, theil_sen_interval


def same(xs, ys):
    """Compare all that both know of a line; a slope's error is compared beside the scores' size."""
    mine, scipys = fit(xs, ys), stats.linregress(xs, ys)
    size = max(map(abs, ys)) + 1
    assert mine.slope == pytest.approx(scipys.slope, rel=1e-9, abs=1e-9 * size)
    assert mine.intercept == pytest.approx(scipys.intercept, rel=1e-9, abs=1e-8 * size)
    with np.errstate(invalid="ignore"):  # its interval has none where all scores are equal
        sen = stats.theilslopes(ys, xs, method="joint")
    assert theil_sen(xs, ys) == pytest.approx(sen[:2], rel=1e-9, abs=1e-9 * size)
    interval = theil_sen_interval(xs, ys)
    if interval is not None:
        assert interval == pytest.approx((sen.low_slope, sen.high_slope), abs=1e-9 * size)
    if len(xs) > 2 and len(set(ys)) > 1:  # SciPy knows no error of a level line
        # SciPy takes the error from 1 - r², which loses half of the digits where r is near 1.
        assert mine.se == pytest.approx(scipys.stderr, rel=1e-6, abs=1e-7 * size)
        reach = stats.t.ppf(0.975, len(xs) - 2) * mine.se
        assert mine.high - mine.slope == pytest.approx(reach, rel=1e-9, abs=1e-12)


def test_every_phase_of_the_sample(shared_data):
    phases = defaultdict(lambda: ([], []))
    with (shared_data / "wrcm_series_sample.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            xs, ys = phases[row["study"], row["case"], row["phase"]]
            xs.append(float(row["session"]))
            ys.append(float(row["wrcm"]))
    compared = 0
    for xs, ys in phases.values():
        if len(set(xs)) > 1:
            same(xs, ys)
            compared += 1
    assert compared > 90


@st.composite
def messy(draw):
    """Draw series with repeated days and repeated scores."""
    n = draw(st.integers(2, 40))
    xs = draw(st.lists(st.integers(0, 60).map(lambda day: day / 7), min_size=n, max_size=n))
    ys = draw(st.lists(st.integers(0, 200).map(float), min_size=n, max_size=n))
    assume(len(set(xs)) > 1)
    return xs, ys


@given_any(messy())
def test_random_series_with_ties_and_repeated_days(series):
    same(*series)


@pytest.mark.parametrize("probability", [0.6, 0.8, 0.9, 0.95, 0.975, 0.995, 0.9995])
def test_quantiles_of_t(probability):
    for freedom in (*range(1, 60), 100, 1000):
        expected = stats.t.ppf(probability, freedom)
        assert quantile(probability, freedom) == pytest.approx(expected, rel=1e-11, abs=1e-9)
