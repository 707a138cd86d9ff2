"""Goals, their aim line, the goals side by side and the level to monitor on."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from progress_points import START, goal, probe

from probes.progress.baseline import baseline
from probes.progress.goal import BadGoal, Goal
from probes.progress.norms import GrowthRate, Norms, Target
from probes.progress.proposals import LevelTried, monitoring_level, propose
from probes.progress.trend import fit

NORMS = Norms(
    {
        path.stem: path.read_text("utf-8")
        for path in (Path(__file__).parents[2] / "probes/progress/norms").glob("*.csv")
    }
)
THREE = baseline([probe(0, 38, 0), probe(0, 36, 1), probe(0, 41, 2)])
END = START + timedelta(weeks=30)
FALL_TO_SPRING = {
    "targets": [NORMS.target("orf", "2", "spring")],
    "rates": NORMS.rates("orf", "2"),
}


# The aim line


def test_the_aim_line():
    """From 38 to 100 in 30 weeks: 2.07 a week, and 62.8 in week 12."""
    line = Goal(kind="norm", baseline=38, start=START, target=100, end=END)
    assert line.slope == pytest.approx(2.0667, abs=5e-5)
    assert line.at(START + timedelta(weeks=12)) == pytest.approx(62.8)
    assert (line.at(START), line.at(END)) == (38, 100)


def test_it_is_level_outside():
    line = goal(weekly=1, baseline=40, weeks=30)
    assert line.at(START - timedelta(days=50)) == 40
    assert line.at(START + timedelta(weeks=90)) == 70


def test_a_criterion_of_mastery_is_a_level_line():
    line = Goal(kind="mastery", baseline=12, start=START, target=40, end=END)
    assert (line.slope, line.at(START), line.at(END)) == (0, 40, 40)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"end": START}, "ends before it starts"),
        ({"end": START - timedelta(days=1)}, "ends before it starts"),
        ({"target": 38}, "not above the baseline"),
        ({"target": float("nan")}, "no number"),
        ({"baseline": float("inf")}, "no number"),
        ({"baseline": -1}, "no number"),
        ({"target": 10_000}, "no number"),
    ],
)
def test_what_no_line_can_be_drawn_to(changed, wrong):
    good = {"kind": "typed", "baseline": 38, "start": START, "target": 100, "end": END}
    with pytest.raises(BadGoal) as raised:
        Goal(**good | changed)
    assert raised.value.wrong == wrong


@given_any(st.integers(1, 400), st.floats(0, 100), st.floats(1, 100), st.integers(0, 400))
def test_the_line_rises_by_its_slope(days, start, rise, on):
    line = Goal(
        kind="typed",
        baseline=start,
        start=START,
        target=start + rise,
        end=START + timedelta(days=days),
    )
    on = min(on, days)
    expected = start + line.slope * on / 7
    assert line.at(START + timedelta(days=on)) == pytest.approx(expected, abs=1e-9)


# Side by side


def test_goals_side_by_side():
    """Grade 2 in fall, 38 words: the norm asks for 2.07 a week, realistic is 83, ambitious 98."""
    found = propose(THREE, END, **FALL_TO_SPRING)
    assert [(one.goal.kind, one.goal.target) for one in found] == [
        ("norm", 100),
        ("growth", 83),
        ("growth", 98),
    ]
    assert [one.faster for one in found] == [True, False, False]
    assert [one.proposed for one in found] == [False, False, True]
    assert found[0].goal.slope == pytest.approx(2.07, abs=5e-3)
    assert [one.goal.source for one in found] == [
        "hasbrouck-tindal-2017", "fuchs-1993", "fuchs-1993",
    ]  # fmt: skip


def test_the_norm_is_proposed_to_whoever_is_nearly_there():
    near = baseline([probe(0, 48, 0), probe(0, 46, 1), probe(0, 50, 2)])
    found = propose(near, END, **FALL_TO_SPRING)
    assert [one.pace or one.goal.kind for one in found if one.proposed] == ["norm"]
    assert not found[0].faster


def test_no_norm_for_whoever_is_past_it():
    past = baseline([probe(0, 108, 0), probe(0, 106, 1), probe(0, 110, 2)])
    found = propose(past, END, **FALL_TO_SPRING)
    assert [one.pace for one in found] == ["realistic", "ambitious"]


def test_own_growth_is_one_and_a_half_times_of_eight_points():
    eight = fit(list(range(8)), [38 + week for week in range(8)])
    (only,) = propose(THREE, END, own=eight)
    assert (only.goal.kind, only.goal.target, only.proposed) == ("own growth", 83, True)
    assert propose(THREE, END, own=fit(list(range(7)), list(range(7)))) == ()
    # One probe of a mistap makes a line so steep that it ends at no score there is.
    assert propose(THREE, END, own=fit(list(range(8)), [*range(7), 9_000])) == ()
    assert propose(THREE, END, own=fit(list(range(8)), list(range(8, 0, -1)))) == ()


def test_a_norm_alone_is_not_proposed_where_no_growth_says_how_far_it_is():
    found = propose(THREE, END, targets=[Target(value=60, source="local")])
    assert [one.proposed for one in found] == [False]


def test_a_goal_lies_after_its_baseline():
    with pytest.raises(ValueError, match="after its baseline"):
        propose(THREE, START)


@given_any(st.floats(1, 120), st.integers(2, 52), st.floats(20, 200))
def test_at_most_one_is_proposed_and_all_ask_what_they_say(start, weeks, norm):
    from_here = baseline([probe(0, start, n) for n in range(3)])
    found = propose(
        from_here,
        START + timedelta(weeks=weeks),
        targets=[Target(value=norm, source="local")],
        rates=[GrowthRate("realistic", 1, "fuchs-1993"), GrowthRate("ambitious", 2, "fuchs-1993")],
    )
    assert sum(one.proposed for one in found) == 1
    for one in found:
        assert one.goal.baseline + one.goal.slope * weeks == pytest.approx(one.goal.target)
        assert one.faster == (one.goal.kind == "norm" and one.goal.slope > 2)


# The level


TRIED = [
    LevelTried(level="1", value=38, accuracy=96),
    LevelTried(level="2", value=21, accuracy=94),
    LevelTried(level="3", value=12, accuracy=88),
    LevelTried(level="4", value=6, accuracy=70),
]


@pytest.mark.parametrize(
    ("grade", "tried", "level", "why"),
    [
        ("3", TRIED[:3], "3", "on grade"),
        ("4", TRIED, "2", "off level"),
        ("4", TRIED[3:], "4", "nothing fits"),
        ("4", [], "4", "on grade"),
        ("4", [LevelTried(level="1", value=12, accuracy=None), TRIED[3]], "1", "off level"),
    ],
)
def test_the_level_to_monitor_on(grade, tried, level, why):
    found = monitoring_level(tried, grade)
    assert (found.level, found.why) == (level, why)


def test_a_day_of_the_goal_is_a_date():
    assert goal().end == date(2027, 4, 5)
