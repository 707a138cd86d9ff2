"""What a grade came to in a season, whose percentiles are local, and whose cut points hold."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from record_doubles import Clock, open_records

from probes.progress.series import Occasion
from records.benchmark_standings import Standing
from records.cut_points import BadCutPoint, CutPoint
from records.enrolments import MOST, BadEnrolment, school_year
from records.instructional_days import Span
from records.judged_series import SeenCloser
from records.plans import SeriesKey
from records.student_progress import BenchmarkMark

KEY = SeriesKey("orf", "2", "oral")
FALL, TODAY = date(2026, 9, 15), date(2026, 11, 24)


@pytest.fixture
def records():
    return open_records(Clock())


def add(records, student, *scores, day=FALL, season="fall", grade="2", form="", **more):
    """A student with a benchmark of some scores, as a file brings it in."""
    records.store.put(("students", student, {"name": student, "grade": grade, **more}))
    for number, correct in enumerate(scores):
        row = {"student": student, **KEY._asdict(), "day": day.isoformat(), "season": season}
        row |= {"correct": correct, "seconds": 60, "form": form}
        records.store.put(("old_scores", f"{student}-{day}-{number}", row))


def grade_of(records, count):
    for number in range(count):
        add(records, f"s{number:02}", number, number + 2, number + 1)


def test_a_grade_has_a_median_of_the_medians_of_its_sets(records):
    grade_of(records, 9)
    add(records, "monitored", 90, season="")
    add(records, "other grade", 90, grade="3")
    [found] = records.benchmark_results.of(TODAY)
    assert found.season.season == "fall"
    assert (found.result.n, found.result.median) == (9, 5)
    assert found.of(["s00", "s01", "s02", "s03", "monitored"]) is None  # four are no class
    assert found.of(f"s{n:02}" for n in range(5)).median == 3
    assert found.local() is None
    assert found.standing(5) is None


def test_of_two_benchmarks_of_a_season_the_later_one_counts_and_of_two_seasons_each(records):
    for number in range(5):
        add(records, f"s{number}", 40)
        add(records, f"s{number}", 50, day=FALL + timedelta(weeks=3))
        add(records, f"s{number}", 60, day=date(2026, 12, 8), season="winter")
    found = records.benchmark_results.of(date(2026, 12, 20))
    assert [(one.season.season, one.result.median) for one in found] == [
        ("fall", 50),
        ("winter", 60),
    ]


def test_a_season_has_the_days_that_the_calendar_names(records):
    window = Span("window", "Fall benchmark", date(2026, 9, 1), date(2026, 9, 30))
    records.calendar.add(window)
    fall, winter, spring = records.benchmark_results.seasons(TODAY)
    assert fall == ("fall", window.first, window.last, True)
    assert winter == ("winter", date(2026, 12, 1), date(2027, 2, 28), False)
    assert spring == ("spring", date(2027, 3, 1), date(2027, 7, 31), False)
    add(records, "late", 40, day=date(2026, 10, 20))
    assert records.benchmark_results.of(TODAY) == []


@pytest.mark.parametrize(
    ("tested", "enrolled", "local"), [(50, 55, True), (50, 56, False), (49, 49, False)]
)
def test_local_percentiles_take_fifty_students_and_nine_tenths_of_the_grade(
    records, tested, enrolled, local
):
    grade_of(records, tested)
    records.enrolments.set("2", TODAY, enrolled)
    [found] = records.benchmark_results.of(TODAY)
    assert (found.local() is not None) is local
    percentile = records.benchmark_results.percentile(KEY, FALL, 26)
    assert percentile == (51 if local else None)
    records.enrolments.set("2", TODAY, 0)
    assert records.benchmark_results.percentile(KEY, FALL, 26) is None


def test_a_sample_class_is_no_part_of_a_grade(records):
    grade_of(records, 5)
    add(records, "made up", 300, sample=True)
    [found] = records.benchmark_results.of(TODAY)
    assert "made up" not in found.scores


def test_a_number_of_students_is_of_a_school_year(records):
    assert [school_year(day) for day in (date(2026, 7, 31), date(2026, 8, 1))] == [2025, 2026]
    records.enrolments.set("2", TODAY, 60)
    assert records.enrolments.of("2", date(2027, 5, 1)) == 60
    assert records.enrolments.of("2", date(2027, 9, 1)) is None
    for wrong in (-1, MOST + 1):
        with pytest.raises(BadEnrolment):
            records.enrolments.set("2", TODAY, wrong)


# Cut points


CUT = CutPoint(publisher="Acme", measure="orf", level="2", season="fall", benchmark=52, risk=37)


def mark(*forms, value=45.0):
    return BenchmarkMark(
        occasion=Occasion(FALL, value), season="fall", brought_in=False, forms=forms
    )


def test_cut_points_hold_for_that_publishers_forms_alone(records):
    records.cut_points.set(CUT)
    found = records.standings.of
    assert found(KEY, "2", mark("f1")) == Standing(None, None)
    records.cut_points.mark("f1", "acme ")
    assert found(KEY, "2", mark("f1")).cut == CUT
    assert found(KEY, "2", mark("f1", "ours")).cut is None
    assert found(KEY, "2", mark()).cut is None
    assert found(KEY, "3", mark("f1")).cut is None  # off level
    records.cut_points.remove(CUT)
    assert found(KEY, "2", mark("f1")).cut is None
    records.cut_points.remove(CUT, removed=False)
    assert records.cut_points.publishers() == ["Acme"]
    records.cut_points.mark("f1", "")
    assert found(KEY, "2", mark("f1")).cut is None


def test_a_score_at_a_cut_point_has_reached_it():
    assert [CUT.standing(value) for value in (52, 51.9, 37, 36.9)] == [
        "at benchmark",
        "below benchmark",
        "below benchmark",
        "well below benchmark",
    ]


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"publisher": " "}, "publisher"),
        ({"publisher": "x" * 61}, "publisher"),
        ({"measure": "chess"}, "series"),
        ({"level": ""}, "series"),
        ({"benchmark": 0}, "benchmark"),
        ({"benchmark": float("nan")}, "benchmark"),
        ({"risk": 53}, "risk"),
    ],
)
def test_cut_points_that_cannot_be_are_refused_and_those_that_came_are_left_out(
    records, changed, part
):
    with pytest.raises(BadCutPoint) as raised:
        records.cut_points.set(replace(CUT, **changed))
    assert raised.value.part == part
    row = {"season": "fall", "measure": "orf", "level": "2", "publisher": "A", "benchmark": 52}
    records.store.put(("cut_points", "x", {**row, **changed}))
    assert records.cut_points.all() == []


# What takes longer to know


def test_the_districts_rule_is_one_for_all_and_opens_the_menu(records):
    assert records.decision_rules.run is None
    records.decision_rules.set_run(3)
    assert records.monitoring.school().run == 3
    records.store.put(("decision_rules", "district", {"run": 7}))
    assert records.monitoring.school().run is None


def test_a_form_of_a_caseload_is_odd_and_its_own_growth_a_prior(records):
    forms, chance = [f"form {n}" for n in range(8)], random.Random(18)
    for number in range(30):
        student = f"s{number:02}"
        records.store.put(("students", student, {"name": student, "grade": "2"}))
        for week in range(12):
            form = forms[(week + number) % len(forms)]
            noise = round(chance.gauss(0, 6))
            row = {"student": student, **KEY._asdict(), "seconds": 60, "form": form}
            row["day"] = (FALL - timedelta(weeks=3) + timedelta(weeks=week)).isoformat()
            row["correct"] = 40 + number + week + noise + 12 * (form == forms[0])
            records.store.put(("old_scores", f"{student}-{week}", row))
    assert records.form_effects.odd(KEY) == {forms[0]}
    assert records.closer("s00", KEY, TODAY) == SeenCloser(
        odd_form=forms[0] in {forms[n % 8] for n in (9, 10, 11)}
    )
    assert records.closer("s05", KEY, TODAY).odd_form
    begins = FALL - timedelta(weeks=3)
    everybody = [f"s{n:02}" for n in range(30)]
    plans = records.plans.begin(everybody, KEY, every=5, since=begins, who="")
    assert records.closer.prior(KEY, TODAY).source == "caseload"
    shown = records.monitoring.of_series("s05", KEY, TODAY, records.closer)
    assert shown.judgement.prior.source == "caseload"
    records.plans.take_back(plans.plans[0])
    assert records.closer.prior(KEY, TODAY) is None
