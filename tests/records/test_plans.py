"""Plans, goals, phases: checked when they are set, merged whoever set them, never deleted."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import FULL, Clock, Rows, open_records, written

from probes.progress.baseline import Baseline
from probes.progress.goal import Goal
from probes.progress.series import ScoredProbe
from records.caseload_reading import CaseloadReading
from records.counted_days import CountedDays
from records.exports.export_format import read
from records.exports.json_export import everything, take_in
from records.exports.progress_json import progress_json
from records.instructional_days import InstructionalDays, Span
from records.plan_goals import KeptGoal
from records.plan_phases import KeptPhase
from records.plans import CannotPlan, Plan, SeriesKey
from records.plans_with_goals import Wanted
from records.tables import fields_of

KEY = SeriesKey("orf", "2", "oral")
SINCE = date(2026, 9, 7)
START = Baseline(
    value=38,
    day=SINCE,
    probes=tuple(ScoredProbe(id=f"a{n}", day=SINCE, value=38.0) for n in range(3)),
    wide=False,
)


@pytest.fixture
def records():
    records = open_records(Clock())
    for name in ("Ann", "Ben", "Cy"):
        records.store.put(("students", name, {"name": name, "grade": "2", "group": "Robins"}))
    return records


@pytest.fixture
def plan(records):
    return records.plans.begin(["Ann"], KEY, every=5, since=SINCE, who="RT").plans[0]


def set_goal(records, plan, target=86.0, **more):
    fields = {"kind": "typed", "baseline": START, "day": date(2027, 4, 12), "who": "RT"}
    return written(records, records.goals.row_to_set(plan, target=target, **{**fields, **more}))


def add_phase(records, plan, **more):
    fields = {"day": SINCE + timedelta(weeks=9), "label": "5 × 30 min", "who": "RT"}
    fields |= {"changed": ("more minutes",), "why": "Below goal pace"}
    return records.phases.add(plan, **{**fields, **more})


# A plan


def test_a_whole_group_at_once_and_who_has_it_already_keeps_it(records, plan):
    begun = records.plans.begin(["Ann", "Ben", "Cy", "Ben"], KEY, every=10, since=SINCE, who="")
    assert len(begun.plans) == 2
    assert begun.already == ("Ann",)
    assert [one.every for one in records.plans.of("Ann")] == [5]
    assert records.monitoring.monitored(SINCE) == {name: [KEY] for name in ("Ann", "Ben", "Cy")}


def test_a_group_is_planned_for_whole_or_not_at_all(records):
    records.store.full = True
    with pytest.raises(OSError, match="No space"):
        records.plans.begin(["Ann", "Ben"], KEY, every=5, since=SINCE, who="")
    assert records.store.rows("plans") == {}
    assert FULL.errno == 28


def test_ended_taken_back_and_gone_on(records, plan):
    records.plans.end(plan, day=SINCE + timedelta(weeks=6, days=1))
    (one,) = records.plans.of("Ann")
    assert one.goes_on(SINCE + timedelta(weeks=6))
    assert not one.goes_on(SINCE + timedelta(weeks=6, days=1))
    records.plans.go_on(plan)
    assert records.plans.of("Ann")[0].ended is None
    records.plans.end(plan, day=SINCE)
    assert records.plans.of("Ann") == [], "it never ran"
    records.plans.go_on(plan)
    records.plans.take_back(plan)
    assert records.plans.of("Ann") == []
    assert plan in records.store.rows("plans"), "kept, and counting nowhere"
    records.plans.go_on(plan)
    records.store.put(records.plans.to_change_interval(plan, 10))
    assert records.plans.of("Ann")[0].every == 10


def test_a_student_merged_into_another_has_the_plans_of_both(records, plan):
    (other,) = records.plans.begin(["Ben"], KEY, every=10, since=SINCE, who="").plans
    set_goal(records, plan)
    set_goal(records, other, 90)
    records.students.merge("Ann", "Ben")
    (one,) = records.monitoring.progress("Ann", SINCE + timedelta(weeks=2))
    assert {p.id for p in one.plans} == {plan, other}
    assert one.goal.target == 90, "the later one is in force"
    records.students.separate("Ann", "Ben")
    assert records.monitoring.progress("Ann", SINCE)[0].goal.target == 86


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"students": []}, "choose one student or more who are on record"),
        ({"students": ["nobody"]}, "choose one student or more who are on record"),
        ({"series": SeriesKey("x", "2", "oral")}, "choose a measure, one of its levels"),
        ({"series": SeriesKey("orf", "2", "tablet")}, "choose a measure, one of its levels"),
        ({"series": SeriesKey("orf", "", "oral")}, "choose a measure, one of its levels"),
        ({"every": 0}, "probes come every 1 to 60 days of school, not 0"),
        ({"since": date(1, 1, 1)}, "choose a day from 1990-01-01 to 2099-12-31"),
        ({"who": "x" * 61}, "a name has at most 60 characters"),
    ],
)
def test_a_plan_that_cannot_be_is_a_sentence(records, change, says):
    asked = {"students": ["Ann"], "series": KEY, "every": 5, "since": SINCE, "who": "", **change}
    students, series = asked.pop("students"), asked.pop("series")
    with pytest.raises(CannotPlan, match=says):
        records.plans.begin(students, series, **asked)
    assert records.store.rows("plans") == {}


# A goal


def test_a_new_goal_replaces_and_taking_it_back_brings_the_one_before(records, plan):
    first, second = set_goal(records, plan), set_goal(records, plan, 92)
    assert [goal.target for goal in records.goals.of([plan])] == [86, 92]
    back = written(records, records.goals.row_to_take_back(second, who="RT"))
    assert [goal.id for goal in records.goals.of([plan])] == [first]
    written(records, records.goals.row_to_take_back(back, who="RT"))
    assert records.goals.of([plan])[-1].id == second
    assert len(records.store.rows("goals")) == 4


def test_a_goal_knows_the_probes_that_its_baseline_comes_from(records, plan):
    kept = KeptGoal.read("g", records.store.row("goals", set_goal(records, plan)))
    assert (kept.baseline, kept.baseline_day, kept.probes) == (38, SINCE, ("a0", "a1", "a2"))
    assert kept.line().at(SINCE) == 38
    assert kept.line().at(kept.day) == 86


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"target": 38}, "the goal has to be higher than the baseline"),
        ({"target": 0}, "the goal has to be a number up to 1000"),
        ({"target": 1e9}, "the goal has to be a number up to 1000"),
        ({"target": float("nan")}, "the goal has to be a number up to 1000"),
        ({"day": SINCE}, "the goal's day has to come after the baseline's"),
        ({"criterion": "x" * 501}, "a source and a criterion have at most 500 characters"),
    ],
)
def test_a_goal_that_cannot_be_is_a_sentence(records, plan, change, says):
    with pytest.raises(CannotPlan, match=says):
        set_goal(records, plan, **change)
    assert records.store.rows("goals") == {}


def test_a_level_goal_may_be_under_the_baseline_as_mastery_is_a_criterion(records, plan):
    set_goal(records, plan, 30, kind="mastery")
    assert records.goals.of([plan])[0].line().slope == 0


# A phase


def test_a_decision_is_kept_with_its_reason_and_no_change_is_one_too(records, plan):
    add_phase(records, plan)
    add_phase(records, plan, changed=(), label="", why="Ill for two weeks")
    changed, kept = records.phases.of([plan])
    assert (changed.breaks, changed.label, changed.who) == (True, "5 × 30 min", "RT")
    assert (kept.breaks, kept.why) == (False, "Ill for two weeks")
    records.phases.take_back(changed.id, who="RT")
    assert records.phases.of([plan]) == [kept]
    assert len(records.store.rows("phases")) == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"why": "  "}, "say why, in 1 to 500 characters"),
        ({"label": ""}, "say what changed, in 1 to 60 characters"),
        ({"day": SINCE - timedelta(1)}, "the plan began on 2026-09-07"),
        ({"changed": ("x",) * 13}, "choose at most 12 changes"),
        ({"changed": ("",)}, "choose at most 12 changes"),
    ],
)
def test_a_phase_that_cannot_be_is_a_sentence(records, plan, change, says):
    with pytest.raises(CannotPlan, match=says):
        add_phase(records, plan, **change)
    assert records.store.rows("phases") == {}


def test_what_is_not_on_record_cannot_be_taken_back(records):
    for take_back in (records.goals.row_to_take_back, records.phases.take_back):
        with pytest.raises(CannotPlan, match="not on record"):
            take_back("gone", who="")


# Devices apart

IDS = st.sampled_from(["r1", "r2", "r3", "r4"])
WHEN = st.sampled_from(["2026-10-01", "2026-10-02", "2026-10-03"])
GOALS = st.fixed_dictionaries(
    {"plan": st.sampled_from(["p", "q"]), "when": WHEN, "goal": st.integers(50, 99)}
).map(lambda row: {**row, "type": "typed", "baseline": 38, "baseline_day": "2026-09-07"})
BACKS = st.fixed_dictionaries({"plan": st.just("p"), "when": WHEN, "undoes": IDS})


@given(st.dictionaries(IDS, GOALS | BACKS, min_size=1), st.randoms())
def test_goals_of_devices_apart_come_to_the_same_in_any_order(rows, chance):
    rows = {i: {**row, "day": "2027-04-12"} for i, row in rows.items()}
    found = []
    for _ in range(2):
        order = [*rows.items()]
        chance.shuffle(order)
        store = Rows()
        store.put(*(("goals", i, row) for i, row in order))
        found.append(open_records(store=store).goals.of(["p", "q"]))
    assert found[0] == found[1]
    assert {goal.id for goal in found[0]} <= {i for i, row in rows.items() if "undoes" not in row}


def test_a_later_row_is_later_than_all_that_were_seen_whatever_the_clock_says(records, plan):
    ahead = {**KeptGoal.row(KeptGoal.read("g", _goal_row(plan))), "when": "2031-01-01T00:00:00"}
    records.store.put(("goals", "ahead", ahead))
    set_goal(records, plan, 91)
    assert records.goals.of([plan])[-1].target == 91


def _goal_row(plan):
    row = {"plan": plan, "type": "typed", "baseline": 38, "baseline_day": "2026-09-07"}
    return {**row, "goal": 70, "day": "2027-04-12", "when": "2026-10-01"}


# Files


def test_everything_comes_along_in_an_export(records, plan):
    set_goal(records, plan)
    back = written(records, records.goals.row_to_take_back(set_goal(records, plan, 92), who=""))
    add_phase(records, plan)
    old = {"student": "Ann", **KEY._asdict(), "day": "2026-09-07", "correct": 22.5, "seconds": 60}
    records.store.put(("old_scores", "o", old))
    exported = everything(records)
    other = open_records(Clock())
    take_in(other, read(json.loads(json.dumps(exported))))
    assert everything(other) == exported
    assert other.goals.of([plan]) == records.goals.of([plan])
    assert back in other.store.rows("goals")
    day = SINCE + timedelta(weeks=10)
    assert other.monitoring.progress("Ann", day) == records.monitoring.progress("Ann", day)


# Rows of any shape

ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
ODD |= st.sampled_from(
    ["orf", "2026-09-07", "9999-12-31", "0001-01-01", "typed", "mastery", 10**40]
)
ODD |= st.lists(ODD, max_size=2)


@given(st.data())
def test_a_row_of_any_shape_is_one_that_makes_sense_or_none(data):
    for table, kept in (("plans", Plan), ("goals", KeptGoal), ("phases", KeptPhase)):
        row = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(fields_of(table), ODD)))
        found = kept.read("x", row)
        if isinstance(found, KeptGoal):
            assert found.line().target > 0


# Days of school


@given(
    st.dates(date(2026, 8, 1), date(2027, 9, 1)),
    st.integers(-30, 300),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30)), max_size=3),
)
def test_days_counted_once_are_the_days_between(first, more, pauses):
    spans = [
        Span("break", "", date(2026, 8, 1) + timedelta(a), date(2026, 8, 1) + timedelta(a + b))
        for a, b in pauses
    ]
    days = InstructionalDays(tuple(spans))
    counted = CountedDays(days)
    last = first + timedelta(more)
    for start, end in ((first, last), (last, first), (first - timedelta(500), last)):
        assert counted(start, end) == days.between(start, end)


# Rows that make sense one by one, in any combination

DAYS = st.sampled_from(["1990-01-01", "2026-06-30", "2026-09-07", "2026-09-08", "2099-12-31"])
SERIES = {"measure": st.sampled_from(["orf", "facts", "nwf"]), "level": st.just("2")}
SERIES |= {"mode": st.just("oral"), "student": st.sampled_from(["Ann", "Ben"])}
NAMED = {"plan": IDS, "when": WHEN, "who": st.just("")}
PLAUSIBLE = {
    "plans": {**SERIES, "every": st.integers(1, 60), "since": DAYS, "ended": DAYS | st.just("")},
    "goals": {
        **NAMED,
        "type": st.sampled_from(["typed", "norm", "growth", "own growth", "mastery"]),
        "baseline": st.integers(0, 60) | st.floats(0, 60),
        "probes": st.lists(IDS, max_size=3),
        "baseline_day": DAYS,
        "goal": st.integers(1, 1000) | st.just(5e-324),
        "day": DAYS,
    },
    "phases": {
        **NAMED,
        "day": DAYS,
        "label": st.just("x"),
        "changed": st.lists(st.just("minutes"), max_size=1),
        "why": st.just("y"),
    },
    "old_scores": {
        **SERIES,
        "day": DAYS,
        "season": st.sampled_from(["", "fall"]),
        "correct": st.integers(0, 1000) | st.floats(0, 1000),
        "seconds": st.just(60) | st.sampled_from([5e-324, 3600]),
    },
    "calendar": {
        "kind": st.sampled_from(["year", "break"]),
        "name": st.just(""),
        "first": DAYS,
        "last": DAYS,
    },
}


@st.composite
def plausible_rows(draw):
    table = draw(st.sampled_from(list(PLAUSIBLE)))
    row_id = draw(IDS if table in ("plans", "old_scores") else st.text("abc", min_size=1))
    return table, row_id, draw(st.fixed_dictionaries(PLAUSIBLE[table]))


@given(st.lists(plausible_rows(), max_size=12), st.sampled_from([SINCE, date(2099, 12, 31)]))
def test_whatever_rows_there_are_something_may_be_said_of_everybody(rows, day):
    records = open_records(Clock())
    for name in ("Ann", "Ben"):
        records.store.put(("students", name, {"name": name, "grade": "2", "group": "Robins"}))
    records.store.put(*rows)
    for name in ("Ann", "Ben"):
        for one in records.monitoring.progress(name, day):
            json.dumps(progress_json(one), allow_nan=False)
    reading = CaseloadReading(records.students, records.groups, records.monitoring, day)
    while reading.read_on():
        pass
    for row in reading.caseload().by_need:
        page = records.monitoring.of_series(row.student.id, row.series, day)
        if page.group is None:
            assert page.judgement == row.judged.judgement


# Plans and goals in one write


def wanted(records, student, target=90, **more):
    fields = {"plan": None, "since": SINCE, "every": 5, "baseline": START}
    goal = Goal(kind="typed", baseline=38, start=START.day, target=target, end=date(2027, 4, 12))
    return Wanted(student=student, **{**fields, "goal": goal, **more})


def test_a_whole_group_is_planned_in_one_write_and_taken_back_in_one(records, plan):
    events = records.store.version
    asked = [
        wanted(records, "Ann", every=10, plan=records.plans.get(plan)),
        wanted(records, "Ben"),
        wanted(records, "Cy", baseline=None, goal=None),
    ]
    puts, put = [], records.store.put
    records.store.put = lambda *rows: (puts.append(len(rows)), put(*rows))
    done = records.planned.set(asked, KEY, who="RT")
    assert puts == [5]  # an interval, two goals, two plans
    assert records.store.version > events
    assert records.plans.get(plan).every == 10
    assert [len(records.plans.of(one)) for one in ("Ann", "Ben", "Cy")] == [1, 1, 1]
    ids = {one: [plan.id for plan in records.plans.of(one)] for one in ("Ann", "Ben")}
    assert all(records.goals.of(plans) for plans in ids.values())
    records.planned.take_back(done, who="RT")
    assert puts == [5, 5]
    assert records.plans.get(plan).every == 5
    assert records.goals.of([plan]) == []
    assert [len(records.plans.of(one)) for one in ("Ann", "Ben", "Cy")] == [1, 0, 0]


def test_one_goal_that_cannot_be_keeps_the_whole_group_from_being_planned(records):
    asked = [wanted(records, "Ann"), wanted(records, "Ben", since=date(1900, 1, 1))]
    with pytest.raises(CannotPlan):
        records.planned.set(asked, KEY, who="RT")
    assert records.plans.all() == {}
    assert records.store.rows("goals") == {}


def test_a_plan_that_began_meanwhile_is_gone_on_with(records, plan):
    done = records.planned.set([wanted(records, "Ann")], KEY, who="RT")
    assert done.plans == ()
    assert [goal.plan for goal in records.goals.of([plan])] == [plan]
