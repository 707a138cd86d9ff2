"""What may be said of a phase, and when a change is suggested."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from progress_points import START, drawn_points, goal, points, probe, scored_probes

from probes.progress.accuracy import accuracy_rule, lately_accurate
from probes.progress.dose import Dose
from probes.progress.gap import gap
from probes.progress.look import JUDGED, Verdict
from probes.progress.menu import CHOICES, RecordShows, menu
from probes.progress.run_rules import false_alarm, run_rule
from probes.progress.series import occasions
from probes.progress.trend import Prior
from probes.progress.verdict import Setting, group_first, judge

TEN = [42, 40, 45, 47, 44, 49, 46, 50, 53, 51]
FLAT = [40, 41, 39, 40, 41, 39, 40, 41, 39, 40, 41, 39]
STEEP = [40, 43, 45, 49, 51, 55, 57, 60, 64, 66, 69, 72]


def judged(values, goal_line=None, setting=None, every=7, forms=1, later=1):
    """Judge weekly points a day after the last one."""
    given = points(values, every=every, forms=forms)
    today = (given[-1].day if given else START) + timedelta(days=later)
    return judge(given, goal_line or goal(weekly=1), today, setting)


# The verdicts


@pytest.mark.parametrize(
    ("values", "weekly", "says"),
    [
        pytest.param(TEN, 1, Verdict.ON_TRACK, id="the ten weekly scores of section 3"),
        pytest.param([40], 1, Verdict.COLLECTING, id="one point"),
        pytest.param([], 1, Verdict.COLLECTING, id="none"),
        pytest.param([40, 41, 42], 1, Verdict.TOO_EARLY, id="three points"),
        pytest.param(TEN[:5], 1, Verdict.TOO_EARLY, id="five points"),
        pytest.param(FLAT, 1, Verdict.BELOW, id="flat"),
        pytest.param(STEEP, 1, Verdict.ABOVE, id="twice as steep and more"),
        pytest.param([v - 25 for v in STEEP], 1, Verdict.CATCHING_UP, id="steep, and under it"),
        pytest.param([v + 15 for v in FLAT], 1, Verdict.SLOWING, id="flat, and over it"),
        pytest.param([52, 38, 55, 40, 60, 42, 58], 1, Verdict.AT_LINE, id="too noisy for growth"),
        pytest.param(
            [40, 52, 41, 53, 40, 52, 36, 35, 48], 1, Verdict.BELOW_LINE, id="noisy, far under it"
        ),
        pytest.param([40, 52, 41, 53, 42, 55, 43], 1, Verdict.CANNOT_TELL, id="noisy, under it"),
        pytest.param([40, 71, 73], 1, Verdict.GOAL_MET, id="met from three"),
        pytest.param([40, 70, 73], 1, Verdict.GOAL_MET, id="met is reached"),
        pytest.param([40, 69.9, 73], 1, Verdict.TOO_EARLY, id="nearly met is not"),
        pytest.param([71, 73], 1, Verdict.COLLECTING, id="not from two"),
    ],
)
def test_verdicts(values, weekly, says):
    assert judged(values, goal(weekly=weekly)).verdict is says


@pytest.mark.parametrize("weekly", [0.1, 0.7, 1, 1.1, 1.9, 2.3])
def test_whoever_follows_the_aim_line_exactly_is_on_track(weekly):
    line = goal(weekly=weekly)
    on_it = [line.at(START + timedelta(weeks=week)) for week in range(12)]
    assert judged(on_it, line).verdict is Verdict.ON_TRACK
    assert run_rule(points(on_it), line, 3).says is None
    assert judged([40] * 12).verdict is Verdict.BELOW


def test_a_verdict_takes_five_weeks_as_well():
    assert judged(TEN, every=3).verdict is Verdict.TOO_EARLY
    assert judged(TEN[:6], every=6).verdict is Verdict.TOO_EARLY
    assert judged(TEN[:6], every=7).verdict in JUDGED


def test_three_forms_on_five_days_are_enough_for_a_verdict():
    assert judged(FLAT[:5], every=21, forms=3).verdict in JUDGED
    assert judged(FLAT[:5], every=21, forms=1).verdict is Verdict.TOO_EARLY
    assert judged(FLAT[:4], every=21, forms=3).verdict is Verdict.TOO_EARLY
    nonsense = Setting(measure="nwf")
    assert judged(FLAT[:5], every=21, forms=3, setting=nonsense).verdict is Verdict.TOO_EARLY


def test_without_a_measured_start_there_is_no_goal():
    assert judge(points(TEN), None, START + timedelta(weeks=10)).verdict is Verdict.NO_GOAL


@pytest.mark.parametrize(
    ("later", "interval", "stale"),
    [(28, 5, False), (29, 5, True), (28, 15, False), (42, 15, False), (43, 15, True)],
)
def test_old_points_are_stale(later, interval, stale):
    """Mondays: four weeks of school, or twice the interval where that is longer."""
    found = judged(TEN, setting=Setting(interval=interval), later=later)
    assert (found.verdict is Verdict.STALE) is stale


def test_a_break_makes_nothing_stale():
    no_school = Setting(school_days=lambda after, upto: 0)
    assert judged(TEN, setting=no_school, later=80).verdict is Verdict.ON_TRACK


def test_a_phase_that_had_no_probe_for_long_is_stale():
    begun = Setting(started=START)
    assert judge([], goal(), START + timedelta(weeks=5), begun).verdict is Verdict.STALE
    assert judge([], goal(), START + timedelta(weeks=3), begun).verdict is Verdict.COLLECTING


@pytest.mark.parametrize(
    ("values", "weeks", "says"),
    [
        ([38, 52, 50, 52], 3, Verdict.GOAL_DAY_MET),
        ([38, 48, 50, 49], 3, Verdict.GOAL_DAY_NOT_MET),
        ([38, 48], 2, Verdict.COLLECTING),
    ],
)
def test_when_the_goals_day_is_past(values, weeks, says):
    short = goal(weekly=10 / weeks, weeks=weeks, baseline=40)
    for later in (1, 20, 400):  # what was fresh on the goal's day stays so
        assert judged(values, short, later=later).verdict is says


def test_a_skill_is_judged_by_its_criterion_over_two_to_four_weeks():
    criterion = goal(kind="mastery", baseline=12, weekly=1, weeks=28)  # 40
    twice = {"every": 3, "goal_line": criterion}
    assert judged([12, 20, 22], **twice).verdict is Verdict.TOO_EARLY
    assert judged([12, 20, 22, 24, 26, 30], **twice).verdict is Verdict.PRACTISING
    assert judged([12, 20, 22, 24, 26, 30] * 2, **twice).verdict is Verdict.NOT_MASTERED
    assert judged([12, 41, 44], **twice).verdict is Verdict.GOAL_MET


# What is said with a verdict


def test_a_judgement_has_all_its_numbers():
    found = judged(TEN, setting=Setting(prior=Prior(1.025, 0.707, "ncii-13405")))
    assert (found.n, found.counted, found.weeks) == (10, 10, 9)
    assert (found.last_values, found.lately, found.line) == ((50, 53, 51), 51, 48)
    assert found.line_day == START + timedelta(weeks=8)
    assert found.slope == pytest.approx(1.206, abs=5e-4)
    assert found.interval == pytest.approx((0.70, 1.71), abs=5e-3)
    assert found.theil_sen == pytest.approx(1.333, abs=5e-4)
    weight = 0.707**2 / (0.707**2 + 0.2205**2)
    assert found.shrunken == pytest.approx(weight * found.slope + (1 - weight) * 1.025, abs=1e-3)
    assert found.forecast == pytest.approx(46.7 + found.shrunken * (30 - 4.5))
    assert found.goal_slope == pytest.approx(1)
    assert (found.rule, found.flags) == ("trend and median of three", ("provisional",))
    assert found.gap.weekly == pytest.approx((70 - 51) / (20 + 6 / 7))


def test_twelve_days_are_dependable():
    assert judged(FLAT).flags == ()
    assert judged(FLAT[:11]).flags == ("provisional",)


def test_before_is_the_verdict_of_the_probe_day_before():
    assert judged(TEN[:6]).before is Verdict.TOO_EARLY
    assert judged(TEN[:1]).before is None


def test_one_unusual_score_is_flagged():
    found = judged([40, 41, 42, 43, 4, 45, 46, 47])
    assert "unusual score" in found.flags
    assert found.unusual == START + timedelta(weeks=4)
    assert found.slope_without == pytest.approx(1)


# Accuracy, dose, group


@pytest.mark.parametrize(
    ("measure", "level", "percent"),
    [("orf", "2", 93), ("orf", "8", 93), ("orf", "1", None), ("orf", "K", None), ("wrf", "2", None),
     ("nwf", "1", None), ("lnf", "K", None), ("psf", "K", None), ("facts", "3", 95),
     ("comp", "4", 95), ("qd", "1", None)],
)  # fmt: skip
def test_where_accuracy_is_read(measure, level, percent):
    rule = accuracy_rule(measure, level)
    assert (rule and rule.percent) == percent


def test_other_levels_have_what_the_school_keeps():
    assert accuracy_rule("orf", "1", {"1": 90.0}).percent == 90
    assert accuracy_rule("orf", "3", {"3": 95.0}).percent == 95
    assert accuracy_rule("lnf", "1", {"1": 90.0}) is None


def test_inaccurate_reading_comes_first():
    rule = accuracy_rule("orf", "2")
    read = points(TEN, accuracy=90.0, attempted=50)
    found = judge(read, goal(), START + timedelta(weeks=9), Setting(accuracy=rule))
    assert found.flags == ("accuracy first", "provisional")
    assert (found.accuracy, found.may_raise) == (90, False)
    exact = [p._replace(accuracy=93.0) for p in read]
    found = judge(exact, goal(), START + timedelta(weeks=9), Setting(accuracy=rule))
    assert (found.flags, found.may_raise) == (("provisional",), True)


def test_a_short_reading_says_nothing_of_accuracy():
    rule = accuracy_rule("orf", "2")
    read = points([10, 11, 12], accuracy=60.0, attempted=19)
    assert lately_accurate(read, rule) is None
    longer = [*read[:1], *(p._replace(attempted=20) for p in read[1:])]
    assert lately_accurate(longer, rule) == 60
    assert judge(read, goal(), START, Setting(accuracy=rule)).may_raise is None


LOW = Dose(planned_minutes=300, given_minutes=183, not_offered_minutes=90, absent_minutes=27)


def test_a_low_dose_hides_nobody_and_delays_nothing():
    full = judged(FLAT)
    low = judged(FLAT, setting=Setting(shows=RecordShows(dose=LOW)))
    assert low.verdict is full.verdict is Verdict.BELOW
    assert low.flags == ("too little given",)
    assert low.suggestion.kind == full.suggestion.kind == "change"
    assert low.suggestion.menu[0].change == "restore delivery"
    assert low.suggestion.menu[0].because == ("too little given", "not offered")


def test_a_dose_that_was_not_recorded_is_unknown():
    assert judged(FLAT).dose is None
    nothing_planned = Dose(planned_minutes=0, given_minutes=0)
    assert (nothing_planned.share, nothing_planned.is_low) == (None, False)
    assert Dose(planned_minutes=100, given_minutes=80).is_low is False
    assert Dose(planned_minutes=100, given_minutes=79).is_low is True
    assert Dose(planned_minutes=100, given_minutes=79, absent_minutes=21).mostly == "absent"


def test_the_group_comes_before_the_child():
    below, fine, early = judged(FLAT), judged(TEN), judged(TEN[:4])
    found = group_first([below, below, fine])
    assert (found.below, found.judged) == (2, 3)
    assert group_first([below, below, fine, fine]) is None
    assert group_first([below, below]) is None
    assert group_first([below, below, early]) is None
    assert below.is_below
    assert not fine.is_below


# What is suggested


def test_a_change_is_suggested_from_two_looks_with_nine():
    suggested = [judged(FLAT[:n]).suggestion for n in range(1, 12)]
    assert suggested[:9] == [None] * 9
    assert suggested[9].kind == "change"
    assert suggested[9].because == ("below twice",)


def test_one_look_is_not_enough():
    """Nine points on the line, then three far under it: below at the last two looks, or not."""
    climbing = [40 + week for week in range(12)]
    values = [*climbing, 30, 30, 30, 30]
    looks = [judged(values[:n]) for n in range(12, 17)]
    assert all(
        now.suggestion is None or (now.is_below and before.is_below)
        for before, now in pairwise(looks)
    )
    assert looks[-1].suggestion is not None


def test_a_lean_schedule_is_suggested_a_change_from_the_second_look_with_five_days():
    assert judged(FLAT[:5], every=21, forms=3).suggestion is None
    assert judged(FLAT[:6], every=21, forms=3).suggestion.because == ("below twice",)


def test_above_twice_is_a_raise():
    found = judged(STEEP[:11], goal(weekly=1)).suggestion
    assert (found.kind, found.because, found.menu) == ("raise", ("above twice",), ())


def test_the_review_day_opens_the_menu_whatever_the_verdict():
    day = START + timedelta(days=15)
    for setting, kind in ((Setting(review=day), "review"), (Setting(), None)):
        found = judge(points([40, 41]), goal(), day, setting)
        assert found.verdict is Verdict.COLLECTING
        assert (found.suggestion and found.suggestion.kind) == kind
    before = judge(points([40, 41]), goal(), day - timedelta(days=1), Setting(review=day))
    assert before.suggestion is None
    both = judged(FLAT, setting=Setting(review=day))
    assert (both.suggestion.kind, both.suggestion.because) == ("change", ("below twice", "review"))


def test_nothing_is_suggested_of_old_points():
    assert judged(FLAT, later=40).verdict is Verdict.STALE
    assert judged(FLAT, later=40).suggestion is None


def test_fading_takes_the_seasons_benchmark_and_accuracy():
    assert judged(TEN, setting=Setting(benchmark=51)).may_fade is True
    assert judged(TEN, setting=Setting(benchmark=52)).may_fade is False
    assert judged(TEN).may_fade is None
    rule = accuracy_rule("orf", "2")
    assert judged(TEN, setting=Setting(benchmark=51, accuracy=rule)).may_fade is None


def test_the_menu_begins_with_what_the_record_shows():
    shows = RecordShows(
        dose=Dose(planned_minutes=100, given_minutes=95),
        accuracy_low=True,
        error_pattern=True,
        under_floor=True,
    )
    offered = menu(shows)
    assert [one.change for one in offered] == [
        "accuracy first", "other protocol", "move the level",
        "check delivery", "more minutes", "smaller group", "check the form",
    ]  # fmt: skip
    assert [one.because for one in offered[:3]] == [
        ("accuracy is low",), ("error pattern",), ("under the floor",),
    ]  # fmt: skip


def test_delivery_is_looked_at_first_where_nobody_recorded_it():
    assert menu(RecordShows())[0].change == "check delivery"
    group = menu(RecordShows(dose=Dose(planned_minutes=9, given_minutes=9), group_below=True))
    assert group[0].because == ("group is below",)


def test_what_was_not_given_comes_first_where_no_change_is_suggested_too():
    setting = Setting(measure="lsf", shows=RecordShows(dose=LOW))
    found = judged(FLAT[:3], None, setting)
    assert found.suggestion is None
    assert found.menu[0].change == "restore delivery"


def test_a_score_under_the_floor_speaks_for_an_easier_level_where_there_is_one():
    low = [value - 35 for value in FLAT]
    for measure, spoken_for in (("orf", True), ("lsf", False)):
        found = judged(low, goal(baseline=5), Setting(measure=measure)).suggestion.menu
        assert (found[1].because == ("under the floor",)) is spoken_for


def test_a_school_has_its_own_menu():
    offered = menu(RecordShows(dose=LOW, accuracy_low=True), ("Ask the reading coach",))
    assert [one.change for one in offered] == ["restore delivery", "Ask the reading coach"]


def test_each_choice_is_offered_once():
    everything = RecordShows(
        dose=LOW, accuracy_low=True, error_pattern=True, odd_form=True, unusual=True,
        under_floor=True, group_below=True,
    )  # fmt: skip
    changes = [one.change for one in menu(everything)]
    assert sorted(changes) == sorted({"restore delivery", *CHOICES})


# Districts' rules

COINS = {
    3: {6: 0.3125, 10: 0.5078, 12: 0.5837, 15: 0.6762, 20: 0.7870},
    4: {6: 0.1250, 10: 0.2451, 12: 0.2988, 15: 0.3723, 20: 0.4780},
}


@pytest.mark.parametrize("run", [3, 4])
def test_how_often_points_in_a_row_err(run):
    for looks, chance in COINS[run].items():
        assert false_alarm(run, looks) == pytest.approx(chance, abs=5e-5)
    assert false_alarm(run, run - 1) == 0
    assert false_alarm(run, run) == 0.5**run


def test_points_in_a_row():
    line = goal(weekly=1)
    assert run_rule(points([39, 40, 41]), line, 3).says == "below"
    assert run_rule(points([39, 40, 41]), line, 4).says is None
    assert run_rule(points([39, 41, 41]), line, 3).says is None  # on the line is not under it
    assert run_rule(points([41, 42, 43, 44]), line, 4).says == "above"
    assert run_rule([], line, 3).says is None


def test_a_districts_rule_opens_the_menu_from_nine_points_and_says_how_often_it_errs():
    values = [42, 38, 44, 40, 46, 42, 46, 44, 45, 46]
    setting = Setting(run=3)
    eight = judged([*values[:5], 42, 45, 46], setting=setting)
    assert (eight.run.says, eight.counted, eight.suggestion) == ("below", 8, None)
    found = judged(values, setting=setting)
    assert found.suggestion.because == ("run below",)
    assert found.run.false_alarm == pytest.approx(0.5078, abs=5e-5)
    assert judged(values).suggestion is None


# How far


def test_the_gap():
    """100 against 38, peers 1.6 a week, 20 weeks left."""
    found = gap(38, 100, weeks_left=20, own=2.5, peers=1.6)
    assert found.ratio == pytest.approx(2.63, abs=5e-3)
    assert (found.gap, found.weekly) == (62, pytest.approx(3.1))
    assert found.weeks_to_close == pytest.approx(68.9, abs=0.05)
    assert gap(38, 100, own=1.5, peers=1.6).weeks_to_close == inf
    assert gap(0, 100).ratio is None
    assert gap(110, 100, own=1, peers=2).weeks_to_close == 0
    assert gap(38, 100, weeks_left=0).weekly is None


# Laws

lines = st.builds(
    goal, weekly=st.floats(0.1, 5), baseline=st.floats(0, 150), weeks=st.integers(6, 52)
)
settings = st.builds(
    Setting, run=st.sampled_from((None, 3, 4)), measure=st.sampled_from(("", "nwf"))
)
days = st.integers(0, 300).map(lambda n: START + timedelta(days=n))


@given_any(drawn_points(least=0), lines, days, settings, st.randoms())
def test_the_order_of_points_never_matters(drawn, line, today, setting, random):
    mixed = drawn[:]
    random.shuffle(mixed)
    assert judge(mixed, line, today, setting) == judge(drawn, line, today, setting)


@given_any(drawn_points(least=0), lines, days, settings)
def test_nothing_is_said_or_suggested_from_too_little(drawn, line, today, setting):
    found = judge(drawn, line, today, setting)
    counted = sum(p.weight for p in drawn) if len(drawn) >= 5 else len(drawn)
    if counted < 6:
        assert found.verdict not in JUDGED
    if counted < 9:
        assert found.suggestion is None
    if len(drawn) < 3:
        assert found.verdict in (Verdict.COLLECTING, Verdict.STALE)


@given_any(drawn_points(least=9), lines, settings)
def test_a_verdict_follows_from_its_numbers(drawn, line, setting):
    found = judge(drawn, line, drawn[-1].day, setting)
    if found.verdict in JUDGED:
        low, high = found.interval
        at_line, slope = found.lately >= found.line - 1e-9, found.goal_slope
        assert (found.verdict is Verdict.BELOW) == (high < slope - 1e-9 and not at_line)
        assert (found.verdict is Verdict.ABOVE) == (low > slope + 1e-9 and at_line)
        if found.verdict is Verdict.BELOW_LINE:
            assert found.lately < found.line - found.see
    if found.suggestion and found.suggestion.kind == "change" and not setting.run:
        assert found.is_below


@given_any(scored_probes(), st.integers(0, 200), st.integers(0, 300), lines, days)
def test_adding_a_spoiled_probe_changes_nothing(probes, day, value, line, today):
    spoiled = probe(day, value, number=999, spoiled=True)
    with_it, without = occasions([*probes, spoiled]), occasions(probes)
    assert judge(with_it, line, today) == judge(without, line, today)


@given_any(drawn_points(), lines, days, st.integers(-500, 500))
def test_shifting_all_dates_by_weeks_changes_no_verdict(drawn, line, today, weeks):
    by = timedelta(weeks=weeks)
    later = [p._replace(day=p.day + by) for p in drawn]
    there = judge(later, replace(line, start=line.start + by, end=line.end + by), today + by)
    here = judge(drawn, line, today)
    assert (there.verdict, there.slope, there.interval) == (here.verdict, here.slope, here.interval)
    assert there.suggestion == here.suggestion
