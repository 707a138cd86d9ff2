"""Measure decisions: ``uv run --group test python -m bench.progress [STUDENTS]``. Prints JSON.

How often the house algorithm and other rules err on simulated students whose true growth is known:
equal to the goal, half and one and a half times; form errors of SD 6, 8 and 10; one probe a week,
and three forms every three weeks; looks from week 6 to 20; the start on the line, and measured by
three forms. Data-point rules run from the first point and stand beside the exact chances of a coin.
Then what a caseload costs: every slope of 50,000 series beside DuckDB's ``regr_slope``, and 200
students judged. 2,000 students a scenario take about two minutes.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import sqrt
from typing import Any

import duckdb
import numpy as np

from probes.progress.accuracy import accuracy_rule
from probes.progress.caseload import slopes
from probes.progress.goal import Goal
from probes.progress.run_rules import false_alarm
from probes.progress.series import Occasion
from probes.progress.simulate import (
    RUNS,
    THREE_EVERY_THREE,
    THREE_WEEKLY,
    WEEKLY,
    Looked,
    Scenario,
    Schedule,
    first_run,
    looked,
    share_by,
    student,
    verdict_shares,
)
from probes.progress.trend import Prior, fit, theil_sen, unusual
from probes.progress.verdict import Setting, judge

GOAL = 1.5  # a week
GROWTH = {"as the goal": 1.0, "half": 0.5, "one and a half": 1.5}
SDS = (6.0, 8.0, 10.0)
SCHEDULES: dict[str, Schedule] = {"weekly": WEEKLY, "three every three weeks": THREE_EVERY_THREE}
STARTS = {"start on the line": 0, "start measured by three": 3}
WEEKS = (6, 10, 12, 15, 20)
STUDENTS = 2000
FALSE_BAR, OPENED_BAR = 0.05, 0.5
SERIES, POINTS = 50_000, 40
SLOPES_BAR_SECONDS, CASELOAD_BAR_SECONDS = 0.5, 0.5


def main() -> None:
    """Simulate, measure, print."""
    students = int(sys.argv[1]) if len(sys.argv) > 1 else STUDENTS
    print(
        json.dumps(
            {
                "students_a_scenario": students,
                "points_in_a_row": points_in_a_row(students * 5),
                "aims": aims(students),
                "more_forms": more_forms(students),
                "scenarios": scenarios(students),
                "score_that_stands_out": stands_out(students),
                "slopes": every_slope(),
                "judging": judging(),
            },
            indent=1,
        )
    )


def _normal(*names: object) -> Callable[[], float]:
    source = random.Random(" ".join(map(str, names)))
    return lambda: source.gauss(0, 1)


def _looked(
    students: int, ratio: float, sd: float, schedule: Schedule, baseline_forms: int
) -> list[Looked]:
    normal = _normal(ratio, sd, schedule, baseline_forms)
    scenario = Scenario(
        slope=GOAL * ratio,
        goal_slope=GOAL,
        sd=sd,
        schedule=schedule,
        baseline_forms=baseline_forms,
    )
    return [looked(scenario, normal) for _ in range(students)]


def points_in_a_row(students: int) -> dict[str, Any]:
    """Return how often each rule had said "below" of students who grow as the goal asks."""
    normal = _normal("runs")
    scenario = Scenario(slope=GOAL, goal_slope=GOAL, sd=8, schedule=WEEKLY, baseline_forms=0)
    first: dict[int, list[int | None]] = {run: [] for run in RUNS}
    for _ in range(students):
        goal, points = student(scenario, normal)
        for run in RUNS:
            first[run].append(first_run(points, goal, run))
    found: dict[str, Any] = {"students": students}
    for run in RUNS:
        rows = {}
        for looks in WEEKS:
            exact, seen = false_alarm(run, looks), share_by(first[run], looks)
            error = sqrt(exact * (1 - exact) / students)
            rows[looks] = {
                "exact": round(exact, 4),
                "simulated": round(seen, 4),
                "errors_apart": round((seen - exact) / error, 1),
            }
        found[f"{run} in a row"] = rows
    return found


def aims(students: int) -> dict[str, Any]:
    """Return both aims side by side, for the rule and for those it could have been: the trade."""
    found: dict[str, Any] = {
        "false_change_by_week_20_bar": FALSE_BAR,
        "half_the_goal_opened_by_week_15_bar": OPENED_BAR,
    }
    rules: dict[str, Callable[[Looked], int | None]] = {
        "house: below twice, and the trend too": lambda one: one.change,
        "as first written: below twice": lambda one: one.unguarded,
        "below goal pace twice": lambda one: one.by_pace,
        "trend flatter than the aim line": lambda one: one.trend_alone,
        "3 in a row": lambda one: one.runs[3],
        "4 in a row": lambda one: one.runs[4],
    }
    for start, forms in STARTS.items():
        fine = _looked(students, 1.0, 8.0, WEEKLY, forms)
        half = _looked(students, 0.5, 8.0, WEEKLY, forms)
        rows = {}
        for name, week in rules.items():
            false = share_by([week(one) for one in fine], 20)
            opened = share_by([week(one) for one in half], 15)
            rows[name] = {
                "false_change": round(false, 3),
                "opened": round(opened, 3),
                "both_hold": false <= FALSE_BAR and opened >= OPENED_BAR,
            }
        found[start] = rows
    return found


def more_forms(students: int) -> list[dict[str, Any]]:
    """Return what more forms at the start, or at each probe day, do for both aims; SD 8."""
    rows = []
    for name, schedule, forms in (
        ("weekly, baseline of three", WEEKLY, 3),
        ("weekly, baseline of six", WEEKLY, 6),
        ("weekly, baseline of nine", WEEKLY, 9),
        ("three forms weekly, baseline of three", THREE_WEEKLY, 3),
        ("three forms weekly, baseline of six", THREE_WEEKLY, 6),
        ("three every three weeks, baseline of three", THREE_EVERY_THREE, 3),
        ("three every three weeks, baseline of six", THREE_EVERY_THREE, 6),
    ):
        fine = _looked(students, 1.0, 8.0, schedule, forms)
        half = _looked(students, 0.5, 8.0, schedule, forms)
        rows.append(
            {
                "plan": name,
                "false_change_by_week_20": round(share_by([one.change for one in fine], 20), 3),
                "opened_by_week_15": round(share_by([one.change for one in half], 15), 3),
                "opened_by_week_20": round(share_by([one.change for one in half], 20), 3),
            }
        )
    return rows


def scenarios(students: int) -> list[dict[str, Any]]:
    """Return, for each scenario, how often each rule had spoken by a week, and all verdicts."""
    return [
        {"start": start, "schedule": name, "sd": sd, "growth": growth}
        | _scenario(_looked(students, ratio, sd, schedule, forms))
        for start, forms in STARTS.items()
        for name, schedule in SCHEDULES.items()
        for sd in SDS
        for growth, ratio in GROWTH.items()
    ]


def _scenario(students: Sequence[Looked]) -> dict[str, Any]:
    def by(weeks: Sequence[int | None]) -> dict[int, float]:
        return {week: round(share_by(weeks, week), 3) for week in WEEKS}

    return {
        "change_suggested": by([one.change for one in students]),
        "change_as_first_written": by([one.unguarded for one in students]),
        "raise_suggested": by([one.raised for one in students]),
        "trend_alone_below": by([one.trend_alone for one in students]),
        "3_in_a_row_by_points": by([one.runs[3] for one in students]),
        "4_in_a_row_by_points": by([one.runs[4] for one in students]),
        "verdicts": {
            week: {says: round(share, 3) for says, share in shares.items()}
            for week in sorted({week for one in students for week in one.verdicts})
            if (shares := verdict_shares(students, week)) and week in (6, 9, 10, 12, 15, 18, 20)
        },
    }


def stands_out(students: int) -> list[dict[str, Any]]:
    """Return how often a score is called unusual in clean series, and where one is 5 SDs low."""
    rows = []
    for n in (6, 8, 10, 12, 15, 20):
        normal = _normal("unusual", n)
        called = dict.fromkeys(("clean", "slopes_apart_by_half_a_word", "one_5_sds_low"), 0)
        for number in range(students):
            xs = [float(week) for week in range(n)]
            ys = [40 + GOAL * x + 8 * normal() for x in xs]
            line, robust = fit(xs, ys), theil_sen(xs, ys)
            assert line is not None
            assert robust is not None
            called["clean"] += unusual(xs, ys) is not None
            called["slopes_apart_by_half_a_word"] += abs(line.slope - robust[0]) > 0.5
            ys[number % n] -= 40
            odd = unusual(xs, ys)
            called["one_5_sds_low"] += odd is not None and odd[0] == number % n
        rows.append({"points": n} | {name: round(k / students, 3) for name, k in called.items()})
    return rows


def every_slope() -> dict[str, Any]:
    """Time all slopes of 50,000 series of 40 points, beside DuckDB's on the same columns."""
    source = np.random.default_rng(18)
    owner = np.repeat(np.arange(SERIES), POINTS)
    weeks = np.tile(np.arange(POINTS, dtype=float), SERIES) + source.integers(0, 5, owner.size) / 7
    values = 40 + source.normal(1, 0.5, SERIES)[owner] * weeks + source.normal(0, 8, owner.size)
    ours, theirs, work = [], [], []
    with duckdb.connect() as database:
        database.register("points", {"owner": owner, "weeks": weeks, "words": values})
        database.execute("create table kept as select * from points")
        asked = "select owner, regr_slope(words, weeks) from kept group by owner order by owner"
        for _ in range(5):
            began, busy = time.perf_counter(), time.process_time()
            found = slopes(owner, weeks, values, SERIES)
            ours.append(time.perf_counter() - began)
            work.append(time.process_time() - busy)
            began = time.perf_counter()
            columns = database.execute(asked).fetchnumpy()
            theirs.append(time.perf_counter() - began)
    [slope_column] = [column for name, column in columns.items() if name != "owner"]
    apart = float(np.abs(np.asarray(slope_column) - found.slope).max())
    return {
        "series": SERIES,
        "points": POINTS,
        "seconds": round(sorted(ours)[2], 3),
        "processor_seconds": round(sorted(work)[2], 3),
        "seconds_bar": SLOPES_BAR_SECONDS,
        "duckdb_seconds_slope_alone": round(sorted(theirs)[2], 3),
        "largest_difference": apart,
    }


def judging() -> dict[str, Any]:
    """Time the judging of 200 students of 40 points in the standard library, as a tablet has it."""
    normal = _normal("judging")
    start = date(2026, 9, 7)
    setting = Setting(accuracy=accuracy_rule("orf", "2"), prior=Prior(1.0, 0.7, "ncii-13405"))
    goal = Goal(
        kind="growth", baseline=40, start=start, target=120, end=start + timedelta(weeks=50)
    )
    students = [
        [
            Occasion(day=start + timedelta(weeks=week), value=40 + week + 8 * normal())
            for week in range(POINTS)
        ]
        for _ in range(200)
    ]
    times = []
    for _ in range(3):
        began = time.process_time()
        for points in students:
            judge(points, goal, points[-1].day, setting)
        times.append(time.process_time() - began)
    return {
        "students": 200,
        "points": POINTS,
        "processor_seconds": round(sorted(times)[1], 3),
        "seconds_bar": CASELOAD_BAR_SECONDS,
    }


if __name__ == "__main__":
    main()
