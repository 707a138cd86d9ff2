"""What a judgement says: every verdict has its words, and none without its numbers and rule."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as some

from probes.progress.goal import GoalKind
from probes.progress.look import JUDGED, Verdict
from probes.progress.menu import Change, Shown
from probes.progress.norms import SOURCES, Norms, Pace, Season
from probes.progress.phases import Break
from probes.progress.series import Occasion, ScoredProbe
from probes.progress.verdict import Because, Flag, Rule
from records.delivery import Delivery
from records.plan_goals import KeptGoal
from records.plan_phases import KeptPhase
from records.plans import Plan, SeriesKey
from records.progress import School, SeriesPlans, SeriesScores, series_progress
from records.student_progress import BenchmarkMark, ProbeAgreement
from screens.parts.chart_spec import LineKind, MarkKind
from screens.parts.progress_chart import progress_chart
from screens.progress.verdict_card import tone_of
from screens.words.catalogue import say
from screens.words.english import ENGLISH
from screens.words.goal_words import iep_sentence, measured_text
from screens.words.verdict_words import KEYS, because_text, more_numbers, short_reason, verdict_text

NORMS = Path("probes/progress/norms")
KEY = SeriesKey("orf", "2", "oral")
START = date(2026, 9, 7)  # a Monday
GOAL_DAY = date(2027, 4, 5)
PLAN = Plan("p", "s", KEY, 5, START, "RT", "2026-09-07T08:00:00.000+00:00")
ODD = (38, 36, 41)  # a baseline of 38


def progress(
    values,
    *,
    target=68.0,
    kind="typed",
    decisions=(),
    late=0,
    accuracy=97.0,
    school=None,
    days=None,
    **more,
):
    """Three forms on the first day and one each week after; a goal from those three."""
    values = values or (40,) * len(days or ())
    after = days or [7 * n for n in range(1, len(values) + 1)]
    days = [START] * 3 + [START + timedelta(days=n) for n in after]
    probes = tuple(
        ScoredProbe(id=f"a{n}", day=day, value=float(v), accuracy=accuracy, attempted=50)
        for n, (day, v) in enumerate(zip(days, (*ODD, *values), strict=True))
    )
    ids = ("a0", "a1", "a2")
    goal = KeptGoal("g", "p", kind, 38.0, ids, START, target, GOAL_DAY, "", "", "RT", "2026-09-08")
    return series_progress(
        "s",
        "2",
        KEY,
        days[-1] + timedelta(days=late),
        scores=SeriesScores(probes=probes),
        plans=SeriesPlans(plans=(PLAN,), goals=(goal,) if target else (), decisions=decisions),
        school=school or School(),
        **more,
    )


RISING = (37, 44, 40, 47, 42, 50, 45, 53, 50)
STEEP = (42, 46, 50, 53, 58, 61, 64, 66)
FLAT = (38, 39, 37, 38, 39, 38, 37, 38, 39, 38)

CASES = [
    pytest.param(progress((), target=None), Verdict.NO_GOAL, id="no goal"),
    pytest.param(progress(()), Verdict.COLLECTING, id="collecting"),
    pytest.param(progress((40, 41, 43)), Verdict.TOO_EARLY, id="early"),
    pytest.param(progress(RISING, target=80.0), Verdict.ON_TRACK, id="on track"),
    pytest.param(progress(STEEP, target=90), Verdict.ABOVE, id="above"),
    pytest.param(progress(FLAT), Verdict.BELOW, id="below"),
    pytest.param(progress(RISING, target=50), Verdict.GOAL_MET, id="met"),
    pytest.param(progress(RISING, late=60), Verdict.STALE, id="stale"),
    pytest.param(progress(FLAT * 3, late=60), Verdict.GOAL_DAY_NOT_MET, id="day passed"),
    pytest.param(progress((38, 38, 39), target=60, kind="mastery"), Verdict.PRACTISING, id="skill"),
]


@pytest.mark.parametrize(("found", "verdict"), CASES)
def test_a_verdict_is_said_with_what_to_do(found, verdict):
    assert found.judgement.verdict is verdict
    text = verdict_text(found)
    assert text.name == say(f"verdict.{KEYS[verdict]}")
    assert text.sentence.endswith(".")
    assert text.todo.endswith(".")
    assert short_reason(found.judgement, found.day, answered=False)
    assert tone_of(found.judgement)


def test_what_to_do_waits_for_a_second_day_only_until_a_change_is_suggested():
    asked = set()
    for count in range(5, len(FLAT) + 1):
        found = progress(FLAT[:count])
        suggestion = found.judgement.suggestion
        if found.judgement.verdict is Verdict.BELOW:
            changes = suggestion is not None and suggestion.kind == "change"
            asked.add(changes)
            todo = "verdict.todo.decide" if changes else "verdict.todo.below"
            assert verdict_text(found).todo == say(todo)
    assert asked == {True, False}


def test_beside_the_slope_stand_the_steps_done_and_how_two_scorers_agree():
    given = Delivery(
        planned_sessions=10, recorded_sessions=9, dose=None, steps_done=22, steps_seen=25
    )
    asked = []

    def agreed(probes):
        asked.append([*probes])
        return ProbeAgreement(len(probes), 3, 96.4)

    found = progress(FLAT, delivered=lambda _first, _last: given, agreed=agreed)
    numbers = verdict_text(found).numbers
    assert numbers[-2:] == (
        "88\u00a0% of steps done",
        "3 of 13 probes scored twice, 96\u00a0% agreed",
    )
    assert len(asked[0]) == 13
    found = progress(FLAT, agreed=lambda probes: ProbeAgreement(len(probes), 0, None))
    assert verdict_text(found).numbers[-1] == say("verdict.given.unknown")


def test_every_code_has_words():
    assert KEYS.keys() == set(Verdict)
    for area, codes in (
        ("verdict", KEYS.values()),
        ("because", get_args(Because)),
        ("verdict.rule", set(get_args(Rule)) - {"none"}),
        ("shown", get_args(Shown)),
        ("change", get_args(Change)),
        ("goal.kind", get_args(GoalKind)),
        ("goal.pace", get_args(Pace)),
        ("season", get_args(Season)),
        ("source", SOURCES),
    ):
        for code in codes:
            assert f"{area}.{code.replace(' ', '_')}" in ENGLISH
    assert set(get_args(Flag)) == {
        "accuracy first",
        "too little given",
        "provisional",
        "unusual score",
        "screening baseline",
    }


SCORES = some.lists(some.integers(5, 120), max_size=20)


@given(SCORES, some.integers(39, 140), some.integers(0, 20))
def test_no_verdict_word_without_n_range_and_rule(values, target, late):
    found = progress(values, target=float(target), late=late)
    text = verdict_text(found)
    judged = found.judgement.verdict in JUDGED
    assert bool(re.search(r"Likely −?\d+\.\d to −?\d+\.\d words a week", text.sentence)) == judged
    if judged:
        assert text.numbers[0].startswith(f"{found.judgement.n} probe days in ")
        assert text.notes[0].startswith("Rule: ")
        assert ("Provisional" in " ".join(text.notes)) == (found.judgement.n < 12)
        assert more_numbers(found)
    for part in (text.name, text.sentence, text.todo, *text.numbers, *text.notes):
        assert "{" not in part
        assert "nan" not in part
        assert "inf" not in part


def test_one_reading_is_said_to_be_no_more_exact_than_it_is():
    said = say("more.one_score", score=50, low=43, high=57)
    assert said in more_numbers(progress(RISING))
    twice = progress(RISING, days=[*range(7, 57, 7), 56])  # a day of two forms is more exact
    assert not [one for one in more_numbers(twice) if one.startswith(said[:12])]
    words = SeriesKey("wrf", "2", "oral")  # of which no such error is published
    assert said not in more_numbers(replace(progress(RISING), series=words))


def test_a_suggestion_says_why_until_it_is_answered():
    found = progress(FLAT)
    assert found.answered is None
    assert because_text(found)[0] == say("because.below_twice")
    said = [short_reason(found.judgement, found.day, answered=one) for one in (False, True)]
    assert said == ["Below goal pace, twice", "Below goal pace, provisional"]
    none = KeptPhase("n", "p", found.day, "", (), "She was ill.", "RT", "2026-11-20")
    answered = progress(FLAT, decisions=(none,))
    assert answered.answered == none


def test_the_review_day_that_is_said_is_the_one_that_counts():
    """A decision to change nothing puts it off; the phase itself began long before."""
    first = because_text(progress(RISING, target=80.0))
    assert first == [say("because.review", day="Nov 2")]
    none = KeptPhase("n", "p", START + timedelta(weeks=2), "", (), "She was ill.", "RT", "a")
    found = progress((*RISING, 50, 54), target=80.0, decisions=(none,))
    assert because_text(found) == [say("because.review", day="Nov 16")]


@pytest.mark.parametrize(
    ("days", "numbers", "short"),
    [
        ((7, 9, 11), "4 probe days in 2 weeks", "Too early: 4 of 6 probe days"),
        ((1, 2), "3 probe days", "Too early: 3 of 6 probe days"),
        ((7, 14, 21, 28, 33), "6 probe days in 5 weeks", "Too early: 4.7 of 5 weeks"),
    ],
)
def test_no_time_is_rounded_to_what_was_not_reached(days, numbers, short):
    found = progress((), days=days)
    assert numbers in verdict_text(found).numbers
    assert short_reason(found.judgement, found.day, answered=False) == short


def test_a_list_says_who_is_to_be_looked_at_on_a_review_day():
    found = progress(RISING, target=80.0)
    said = [short_reason(found.judgement, found.day, answered=one) for one in (False, True)]
    assert said == ["On track, provisional · review day", "On track, provisional"]


def test_a_day_of_another_year_is_said_with_it():
    """Sixty weeks on, "since Sep 7" would be read as of this year."""
    found = progress(tuple(range(40, 60)), target=150.0)
    assert found.day == date(2027, 1, 25)
    assert "since Sep 7, 2026" in verdict_text(found).sentence
    assert because_text(found)[-1] == say("because.review", day="Nov 2, 2026")


def test_low_accuracy_comes_first():
    notes = " ".join(verdict_text(progress(RISING, accuracy=88.0)).notes)
    assert "Accuracy first: under 93\u00a0%" in notes


def test_the_chart_has_one_line_a_phase_and_none_across_a_break():
    change = KeptPhase(
        "c",
        "p",
        START + timedelta(weeks=6),
        "more minutes",
        ("more minutes",),
        "b",
        "RT",
        "2026-10",
    )
    pause = Break(START + timedelta(days=15), START + timedelta(days=19))
    found = progress((*RISING, 55, 56, 58), decisions=(change,), school=School(breaks=(pause,)))
    spec = progress_chart(found)
    assert [phase.label for phase in spec.phases] == ["Oct 19 · more minutes"]
    kinds = [line.kind for line in spec.lines]
    assert kinds == [
        LineKind.AIM,
        LineKind.AIM,
        LineKind.TREND_BEFORE,
        LineKind.TREND_BEFORE,
        LineKind.TREND,
    ]
    for line in spec.lines:
        assert line.last < pause.first or line.first > pause.last
        if line.kind is not LineKind.AIM:
            assert line.last < change.day or line.first >= change.day


def test_the_middle_of_the_grade_stands_beside_benchmarks_only():
    texts = {one.stem: one.read_text(encoding="utf-8") for one in NORMS.glob("*.csv")}
    found = progress(RISING)
    assert LineKind.NORM not in {
        one.kind for one in progress_chart(found, norms=Norms(texts)).lines
    }
    mark = BenchmarkMark(
        occasion=Occasion(day=START, value=50.0),
        season="fall",
        brought_in=False,
        percentiles=(25, 50),
    )
    spec = progress_chart(replace(found, benchmarks=(mark,)), norms=Norms(texts))
    levels = [line for line in spec.lines if line.kind is LineKind.NORM]
    assert [(one.first, one.first_score, one.last_score) for one in levels] == [
        (START, 50, 50),
        (date(2026, 12, 1), 84, 84),
        (date(2027, 3, 1), 100, 100),
    ]
    assert "fall benchmark, between the 25th and 50th percentile" in {m.said for m in spec.marks}


@given(SCORES, some.integers(39, 140))
def test_whatever_is_drawn_lies_on_the_sheet(values, target):
    spec = progress_chart(progress(values, target=float(target)))
    for sheet in (spec, spec.near):
        assert sheet.first <= sheet.last <= spec.last
        days = [mark.day for mark in sheet.marks] + [line.last for line in sheet.lines]
        assert all(sheet.first <= day <= sheet.last for day in days)
        assert sheet.top >= max(mark.score for mark in sheet.marks)
    assert spec.latest.kind is MarkKind.SCORE
    assert spec.sentence.startswith("Chart of ")


def test_a_goal_is_a_sentence_that_an_iep_can_hold():
    found = progress(RISING)
    assert iep_sentence(found, found.goal, 3) == (
        "By April 5, 2027, when given an unpracticed form of oral reading, Grade 2, for one "
        "minute, the student will reach 68 words correct a minute with at least 95\u00a0% accuracy "
        "on 2 of 3 probes, from a baseline of 38 (median of 3 probes, September 7, 2026)."
    )
    assert measured_text(found.baseline, found.day) == "38: the median of 38, 36, 41 · Sep 7"
