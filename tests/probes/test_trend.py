"""Lines through points: the published numbers, and the laws."""

import csv
from datetime import date, timedelta

import pytest

from probes.progress.series import Occasion
from probes.progress.trend import fit, theil_sen, trend, tukey

TEN = [42, 40, 45, 47, 44, 49, 46, 50, 53, 51]
START = date(2026, 9, 7)


def points(values, every=7, start=START):
    return [
        Occasion(day=start + timedelta(days=every * i), value=float(value))
        for i, value in enumerate(values)
    ]


@pytest.fixture(scope="module")
def reference(shared_data):
    series = {}
    with (shared_data / "reference" / "series.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            xs, ys = series.setdefault(row["series"], ([], []))
            xs.append(float(row["x"]))
            ys.append(float(row["y"]))
    return series


def test_norris(reference):
    line = fit(*reference["nist_norris"])
    assert line.slope == pytest.approx(1.00211681802045, rel=0, abs=1e-9)
    assert line.se == pytest.approx(0.429796848199937e-3, rel=1e-9)
    assert line.intercept == pytest.approx(-0.262323073774029, rel=0, abs=1e-9)
    assert line.see == pytest.approx(0.884796396144373, rel=0, abs=1e-9)


def test_sen(reference):
    assert theil_sen(*reference["sen1968"]) == (4, 6)


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
    assert (line.fit.low, line.fit.high) == pytest.approx((0.70, 1.71), abs=1e-2)
    assert line.theil_sen == pytest.approx(1.333, abs=5e-4)
    assert tukey(range(10), TEN) == pytest.approx(1.286, abs=5e-4)
