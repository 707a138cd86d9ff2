"""What may be said of a student's series: scores, plan, goal and phases into one value."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import Clock, open_records, written

from probes.progress.baseline import Baseline, BaselineMissing
from probes.progress.look import Verdict
from probes.progress.series import ScoredProbe
from records.exports.progress_json import progress_json
from records.judged_series import School, SeriesPlans, SeriesScores
from records.plan_goals import KeptGoal
from records.plan_phases import KeptPhase
from records.plans import Plan, SeriesKey
from records.progress import series_progress

KEY = SeriesKey("orf", "2", "oral")
START = date(2026, 9, 7)  # a Monday
PLAN = Plan("p", "s", KEY, 5, START, "RT", "2026-09-07T08:00:00.000+00:00")
VALUES = (38, 41, 36, 44, 42, 46, 43, 45, 44, 49, 46, 55)


def weekly(*values, start=START, **more):
    return [
        ScoredProbe(id=f"a{n}", day=start + timedelta(weeks=n), value=float(v), **more)
        for n, v in enumerate(values)
    ]


def goal_of(probes, target=86, day=date(2027, 4, 12), **more):
    fields = {"id": "g", "plan": "p", "kind": "typed", "source": "", "who": "", "criterion": ""}
    fields |= {"when": "2026-09-22", "baseline": 38.0, "baseline_day": START + timedelta(7)}
    fields |= {"probes": tuple(p.id for p in probes), "target": float(target), "day": day}
    return KeptGoal(**{**fields, **more})


def phase(day, *changed, name="f", plan="p"):
    return KeptPhase(name, plan, day, "more minutes", changed, "below", "RT", day.isoformat())


def progress(probes, *, day=None, plans=(PLAN,), goals=(), phases=(), school=None, **more):
    last = max((p.day for p in probes), default=START)
    return series_progress(
        "s",
        "2",
        KEY,
        day or last,
        scores=SeriesScores(probes=tuple(probes), **more),
        plans=SeriesPlans(plans=tuple(plans), goals=tuple(goals), decisions=tuple(phases)),
        school=school or School(),
    )


def test_nothing_is_a_value_too():
    found = progress([], plans=())
    assert (found.points, found.phases, found.plan, found.goal) == ((), (), None, None)
    assert isinstance(found.baseline, BaselineMissing)
    assert found.judgement.verdict is Verdict.NO_GOAL
    assert not found.is_monitored


@pytest.mark.parametrize(("kind", "weeks"), [("typed", 8), ("mastery", 4)])
def test_a_skill_with_a_criterion_has_its_review_day_when_it_is_judged(kind, weeks):
    probes = weekly(*VALUES[:3])
    found = progress(probes, goals=[goal_of(probes, kind=kind)])
    assert found.judgement.review == START + timedelta(weeks=weeks)


def test_what_is_printed_has_the_review_day_and_when_monitoring_ended():
    probes = weekly(*VALUES[:3])
    said = progress_json(progress(probes))
    assert (said["review"], said["ended"]) == ((START + timedelta(weeks=8)).isoformat(), None)
    over = replace(PLAN, ended=START + timedelta(weeks=2))
    said = progress_json(progress(probes, plans=[over], day=START + timedelta(weeks=3)))
    assert (said["review"], said["ended"]) == (None, (START + timedelta(days=15)).isoformat())


def benchmark(day, *values):
    return [
        ScoredProbe(id=f"b{day}{n}", day=day, value=float(value), use="benchmark")
        for n, value in enumerate(values)
    ]


def test_a_benchmark_may_be_a_start_within_ten_days_of_school_whatever_lies_between():
    given = benchmark(START - timedelta(weeks=4), 40, 44, 42)

    def school_days(first, last):
        return sum(first < START + timedelta(days=n) <= last for n in range(-1, 10))

    assert progress(given, day=START).screening is None
    found = progress(given, day=START, school=School(school_days=school_days))
    assert found.screening.value == 42


def test_a_plan_that_is_over_offers_the_benchmark_of_today_and_not_the_one_it_began_with():
    today = START + timedelta(weeks=52)
    over = replace(PLAN, ended=START + timedelta(weeks=30))
    given = [*benchmark(START, 20, 24, 22), *benchmark(today, 40, 44, 42)]
    assert progress(given, day=today, plans=[over]).screening.value == 42
    assert progress(given, day=today).screening.value == 22


def test_the_baseline_is_one_point_and_the_goal_line_begins_there():
    probes = weekly(*VALUES)
    found = progress(probes, goals=[goal_of(probes[:3])])
    assert [p.occasion.value for p in found.points] == [38, *VALUES[3:]]
    assert found.points[0].occasion.baseline
    assert found.judgement.n == 10
    assert found.goal.at(found.goal.start) == 38
    assert found.judgement.goal_slope == pytest.approx(
        (86 - 38) / ((date(2027, 4, 12) - START).days - 7) * 7
    )
    assert found.points[-1].weeks == 10


def test_without_a_goal_there_is_no_verdict_but_there_are_proposals_only_from_three():
    assert progress(weekly(38, 41)).judgement.verdict is Verdict.NO_GOAL
    assert progress(weekly(38, 41)).baseline.more == 1
    found = progress(weekly(38, 41, 36))
    assert isinstance(found.baseline, Baseline)
    assert found.baseline.value == 38


def test_the_latest_goal_of_plans_that_go_on_is_in_force_whoever_made_it():
    probes = weekly(*VALUES)
    other = Plan("q", "s", KEY, 10, START + timedelta(1), "", "z")
    early, late = goal_of(probes[:3]), goal_of(probes[:3], 90, id="h", plan="q", when="2026-10-01")
    for plans in ([PLAN, other], [other, PLAN]):
        for goals in ([early, late],):
            found = progress(probes, plans=sorted(plans, key=lambda p: p.since), goals=goals)
            assert found.goal.target == 90
            assert found.kept_goal.id == "h"
            assert len(found.goals) == 2
            assert found.plan.id == "q"


def test_a_change_begins_a_phase_judged_by_its_own_points_and_no_line_crosses():
    probes = weekly(*VALUES)
    changed = phase(probes[6].day, "more minutes")
    kept = phase(probes[9].day, name="n")
    found = progress(probes, goals=[goal_of(probes[:3])], phases=[changed, kept])
    assert [one.start for one in found.phases] == [START, probes[6].day]
    assert found.phases[1].decisions == (changed,)
    assert found.judgement.n == 6
    assert found.judgement.trend is found.phases[1].trend
    assert [p.phase for p in found.points] == [0] * 4 + [1] * 6
    assert found.decisions == (changed, kept)
    assert found.answered is None, "a point came after it was decided to change nothing"
    assert progress(probes[:10], phases=[kept]).answered is kept


def test_a_phase_of_tomorrow_is_known_and_has_not_begun():
    probes = weekly(*VALUES)
    found = progress(probes, phases=[phase(probes[-1].day + timedelta(1), "minutes")])
    assert len(found.phases) == 1
    assert len(found.decisions) == 1


def test_a_plan_after_one_that_ended_begins_a_phase_with_its_baseline():
    ended = Plan("o", "s", KEY, 5, START, "", "a", ended=START + timedelta(weeks=5))
    probes = weekly(*VALUES)
    later = Plan("p", "s", KEY, 5, probes[8].day, "", "b")
    new = goal_of(probes[6:9], baseline_day=probes[7].day)
    old = goal_of(probes[:3], 120, id="old", plan="o", when="2027-01-01")
    found = progress(probes, plans=[ended, later], goals=[old, new])
    assert found.kept_goal is new, "the goal of an ended plan is over"
    assert [one.start for one in found.phases] == [START, probes[6].day]
    assert found.judgement.n == 4


def test_a_plan_that_ended_is_judged_as_of_its_last_day():
    probes = weekly(*VALUES)
    ended = Plan("p", "s", KEY, 5, START, "", "a", ended=probes[-1].day)
    found = progress(probes, plans=[ended], goals=[goal_of(probes[:3])], day=date(2027, 3, 1))
    assert not found.is_monitored
    assert found.plan is ended
    assert found.judgement.verdict is not Verdict.STALE
    assert found.judgement.suggestion is None or "review" not in found.judgement.suggestion.because


def test_benchmarks_are_marks_of_their_own_and_left_out_points_change_nothing():
    probes = weekly(*VALUES)
    more = [
        ScoredProbe(id="b1", day=START, value=60.0, use="benchmark"),
        ScoredProbe(id="x", day=probes[4].day, value=5.0, spoiled=True),
    ]
    bare = progress(probes, goals=[goal_of(probes[:3])])
    found = progress([*probes, *more], goals=[goal_of(probes[:3])], notes={"x": ("fire drill",)})
    assert found.judgement == bare.judgement
    assert found.points == bare.points
    assert [mark.occasion.value for mark in found.benchmarks] == [60]
    assert [(one.value, one.notes) for one in found.left_out] == [(5, ("fire drill",))]


def test_what_a_file_brought_is_marked_on_its_point():
    found = progress(weekly(*VALUES), brought_in=frozenset({"a0", "a1"}))
    assert [point.brought_in for point in found.points[:3]] == [True, True, False]
    assert found.brought_in == 2


def test_what_is_later_than_the_day_makes_no_difference():
    probes = weekly(*VALUES)
    day = probes[7].day
    assert progress(probes, day=day) == progress(probes[:8], day=day)


@given(st.permutations(range(12)), st.integers(-600, 600))
def test_order_never_matters_and_shifting_all_days_changes_no_slope(order, days):
    probes = weekly(*VALUES)
    goal = goal_of(probes[:3])
    one = progress(probes, goals=[goal])
    assert progress([probes[n] for n in order], goals=[goal]) == one
    moved = [ScoredProbe(id=p.id, day=p.day + timedelta(days), value=p.value) for p in probes]
    plan = Plan("p", "s", KEY, 5, START + timedelta(days), "", "")
    other = progress(moved, plans=[plan], goals=[])
    bare = progress(probes, goals=[])
    if len(other.phases) == len(bare.phases) == 1:
        assert other.judgement.slope == pytest.approx(bare.judgement.slope)


# Of students on record


@pytest.fixture
def records():
    records = open_records(Clock())
    records.store.put(("students", "s", {"name": "A", "grade": "2", "group": ""}))
    return records


def old(number, rate, **more):
    row = {"student": "s", "measure": "orf", "level": "2", "mode": "oral", "seconds": 60}
    day = (START + timedelta(weeks=number)).isoformat()
    return ("old_scores", f"o{number}", {**row, "day": day, "correct": rate, **more})


def test_series_of_a_student_those_monitored_first(records):
    records.store.put(*(old(n, v) for n, v in enumerate(VALUES)))
    records.store.put(old(20, 30, level="1"))
    records.plans.begin(["s"], KEY, every=5, since=START, who="")
    first, second = records.monitoring.progress("s", date(2027, 2, 1))
    assert (first.series, second.series.level) == (KEY, "1")
    assert first.brought_in == 12
    assert records.monitoring.of_series("s", KEY, date(2027, 2, 1)) == first
    assert records.monitoring.progress("nobody", START) == []


def test_a_goal_set_from_a_measured_baseline_is_in_force_and_taken_back(records):
    records.store.put(*(old(n, v) for n, v in enumerate(VALUES)))
    (plan,) = records.plans.begin(["s"], KEY, every=5, since=START, who="").plans
    (one,) = records.monitoring.progress("s", date(2026, 11, 24))
    made = written(
        records,
        records.goals.row_to_set(
            plan, kind="typed", baseline=one.baseline, target=90, day=date(2027, 5, 28), who="RT"
        ),
    )
    (one,) = records.monitoring.progress("s", date(2026, 11, 24))
    assert (one.goal.target, one.goal.baseline, one.kept_goal.who) == (90, 38, "RT")
    back = written(records, records.goals.row_to_take_back(made, who="RT"))
    assert records.monitoring.progress("s", date(2026, 11, 24))[0].goal is None
    written(records, records.goals.row_to_take_back(back, who="RT"))
    assert records.monitoring.progress("s", date(2026, 11, 24))[0].goal == one.goal


def test_a_raised_goal_keeps_the_points_that_its_baseline_comes_from():
    probes = weekly(*VALUES)
    first = goal_of(probes[:3])
    raised = goal_of(
        probes[7:10], 99, id="h", when="2026-11-20", baseline=45.0, baseline_day=probes[8].day
    )
    found = progress(probes, goals=[first, raised])
    assert found.goal.target == 99
    assert len(found.points) == 10, "the first three are one point, the later three are three"
    assert found.judgement.n == 10
    assert (found.baseline.value, found.baseline.day) == (45, probes[8].day)
    assert [probe.id for probe in found.baseline.probes] == ["a7", "a8", "a9"]
    assert isinstance(found.recent, Baseline)
    assert found.recent.value == 49
    (own,) = found.proposals
    assert (own.goal.kind, own.goal.baseline) == ("own growth", 49), "no norm is known here"


def test_two_changes_of_one_day_begin_one_phase_and_both_are_named():
    probes = weekly(*VALUES)
    day = START + timedelta(weeks=6)
    two = [phase(day, "more minutes", name="e"), phase(day, "smaller group", name="f")]
    nothing = phase(day, name="n")
    found = progress(probes, goals=[goal_of(probes[:3])], phases=[*two, nothing])
    assert [one.decisions for one in found.phases] == [(), tuple(two)]
    (_, begun) = progress_json(found)["phases"]
    assert begun["label"] == "more minutes; more minutes"
    assert begun["changed"] == ["more minutes", "smaller group"]
