"""How often each rule errs, on few students; bench/progress.py has many."""

import random
from math import sqrt

import pytest

from probes.progress.run_rules import false_alarm
from probes.progress.simulate import (
    RUNS,
    THREE_EVERY_THREE,
    WEEKLY,
    Scenario,
    first_run,
    looked,
    share_by,
    student,
    verdict_shares,
)


def scenario(slope=1.5, sd=8.0, schedule=WEEKLY, baseline_forms=0):
    return Scenario(
        slope=slope,
        goal_slope=1.5,
        sd=sd,
        schedule=schedule,
        baseline_forms=baseline_forms,
    )


def normal(seed):
    source = random.Random(seed)
    return lambda: source.gauss(0, 1)


def test_points_in_a_row_match_the_exact_table():
    source, students = normal(1), 2000
    drawn = [student(scenario(), source) for _ in range(students)]
    for run in RUNS:
        first = [first_run(points, goal, run) for goal, points in drawn]
        for looks in (6, 10, 12, 15, 20):
            exact = false_alarm(run, looks)
            error = sqrt(exact * (1 - exact) / students)
            assert share_by(first, looks) == pytest.approx(exact, abs=4 * error)


def test_the_aims_hold_from_a_start_on_the_line():
    source, students = normal(2), 300
    fine = [looked(scenario(), source) for _ in range(students)]
    half = [looked(scenario(slope=0.75), source) for _ in range(students)]
    assert share_by([one.change for one in fine], 20) <= 0.05 + 2 * sqrt(0.05 * 0.95 / students)
    assert share_by([one.change for one in half], 15) >= 0.5 - 2 * sqrt(0.25 / students)
    assert share_by([one.unguarded for one in fine], 20) > 0.2


def test_students_look_as_they_should():
    source = normal(3)
    goal, points = student(scenario(sd=0), source)
    assert [p.value for p in points] == [40 + 1.5 * week for week in range(1, 21)]
    assert all(p.value == pytest.approx(goal.at(p.day)) for p in points)
    goal, points = student(scenario(schedule=THREE_EVERY_THREE, baseline_forms=3), source)
    assert [len(p.probes) for p in points] == [3] * 7
    assert (points[0].baseline, points[0].value) == (True, goal.baseline)


def test_looks_are_probe_days_from_week_six():
    one = looked(scenario(schedule=THREE_EVERY_THREE), normal(4))
    assert sorted(one.verdicts) == [6, 9, 12, 15, 18]
    assert sorted(looked(scenario(), normal(4)).verdicts) == list(range(6, 21))
    assert sum(verdict_shares([one], 9).values()) == 1
    assert verdict_shares([one], 10) == {}


def test_the_same_numbers_make_the_same_student():
    assert looked(scenario(), normal(5)) == looked(scenario(), normal(5))
