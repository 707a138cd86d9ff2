"""The tables that may be shown, and where."""

import csv
from datetime import date
from pathlib import Path

import pytest

from probes.progress.norms import SOURCES, Norms, local_percentile, local_target, season_of

ROOT = Path(__file__).parents[2]
TEXTS = {path.stem: path.read_text("utf-8") for path in (ROOT / "probes/progress/norms").glob("*")}
NORMS = Norms(TEXTS)
DECISIONS = (ROOT / "docs/decisions.md").read_text("utf-8")


def test_levels_of_a_grade_and_season():
    spring = NORMS.target("orf", "2", "spring")
    assert (spring.value, spring.percentile) == (100, 50)
    assert NORMS.target("orf", "2", "spring", 25).value == 72
    assert NORMS.target("orf", "1", "fall") is None
    assert NORMS.target("nwf", "1", "spring") is None
    assert NORMS.target("orf", "8", "spring").source == "hasbrouck-tindal-2006"


@pytest.mark.parametrize(
    ("value", "between"),
    [(42, (0, 10)), (43, (10, 25)), (99.5, (25, 50)), (100, (50, 75)), (148, (90, 100))],
)
def test_a_benchmark_lies_between_two_percentiles(value, between):
    assert NORMS.standing("orf", "2", "spring", value) == between


def test_no_standing_without_a_norm():
    assert NORMS.standing("orf", "K", "spring", 20) is None
    assert NORMS.standing("comp", "2", "spring", 20) is None


def test_growth():
    rates = {rate.pace: rate.weekly for rate in NORMS.rates("orf", "2")}
    assert rates == {"typical": 1.56, "realistic": 1.5, "ambitious": 2.0}
    assert NORMS.rates("comp", "3") == ()


def test_the_prior_of_monitored_students():
    prior = NORMS.prior("orf", "2")
    assert (prior.mean, prior.source) == (1.025, "ncii-13405")
    assert prior.sd == pytest.approx((1.57 - 0.616) / 1.349, abs=1e-4)
    assert NORMS.prior("orf", "7") is None


@pytest.mark.parametrize(
    ("grade", "digits", "level"),
    [("3", 13.9, "frustration"), ("3", 14, "instructional"), ("2", 31.9, "instructional"),
     ("2", 32, "mastery"), ("5", 23, "frustration"), ("5", 50, "mastery"), ("6", 50, None),
     ("K", 50, None), ("4", 0, "frustration")],
)  # fmt: skip
def test_the_bands_of_computation(grade, digits, level):
    assert NORMS.computation_level(grade, digits) == level


@pytest.mark.parametrize(
    ("day", "season"),
    [(date(2026, 8, 1), "fall"), (date(2026, 11, 30), "fall"), (date(2026, 12, 1), "winter"),
     (date(2027, 2, 28), "winter"), (date(2027, 3, 1), "spring"), (date(2027, 7, 31), "spring")],
)  # fmt: skip
def test_seasons(day, season):
    assert season_of(day) == season


def test_every_row_has_a_source_that_the_documents_name():
    for text in TEXTS.values():
        assert {row["source"] for row in csv.DictReader(text.splitlines())} <= {*SOURCES}
        assert "unconfirmed" not in text
    for source in SOURCES:
        assert f"`{source}`" in DECISIONS


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_row_stands_twice(name):
    rows = TEXTS[name].splitlines()
    assert len(rows) == len(set(rows))


def test_levels_rise_with_percentiles():
    for (grade, season), levels in NORMS._levels.items():
        in_order = [levels[p][0] for p in sorted(levels)]
        assert in_order == sorted(in_order), (grade, season)


def test_a_grade_of_its_own():
    scores = [float(n) for n in range(1, 102)]
    assert local_target(scores, 110, "fall").value == 51
    assert local_target(scores, 110, "fall", 25).value == 26
    assert local_percentile(scores, 110, 51) == pytest.approx(50)
    assert local_target(scores, 113, "fall") is None
    assert local_percentile(scores[:49], 49, 20) is None
