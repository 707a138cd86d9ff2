"""Scores. Each row of a table names the source of its figures (docs/scoring.md)."""

import csv
import os
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from probe_sheets import errors, given, sheet, sittings

from probes.giving.events import (
    ERROR_KINDS,
    Discontinue,
    Finish,
    Last,
    Mark,
    Reached,
    Resume,
    SkipLine,
    Spoil,
    Start,
    TimeUp,
    Undo,
    Unmark,
    Unspoil,
)
from probes.giving.session import apply, new
from probes.measures.measure import ORAL_READING
from probes.measures.profiles import (
    HOUSE,
    PROFILES,
    VERSIONS,
    UnknownProfile,
    profile,
    profiles_for,
)
from probes.scoring.score import BadSet, accuracy, score, score_set, so_far, suggests_stopping

ONE_ERROR = PROFILES["skipped-line-one-error"]
EACH_WORD = PROFILES["skipped-words-errors"]
MEDIAN_PASSAGE = PROFILES["median-passage"]
SKIPPED_LINE_PROFILES = [HOUSE, ONE_ERROR, EACH_WORD]

# Real readings of entire passages. They are not part of the project, so if their files are
# missing, there is no test of them, rather than a skipped one.
BESIDE = Path(__file__).parents[3] / "shared"
READINGS = Path(os.environ.get("AIMLINE_SHARED", BESIDE)) / "data" / "orf_passages_sample.csv"

TIME_UP = TimeUp(at_ms=60_000)


def minute(form, last, *events, profile=HOUSE):
    """Return the score of a full minute up to a last word, counted from 1."""
    return score(given(form, *events, TIME_UP, Last(item=last - 1, at_ms=62_000)), profile)


# Worked examples


def test_example_a():
    """Domain rules 2.2, example A: bracket at word 87, 6 errors, 60 s."""
    found = minute(sheet(*[10] * 12), 87, *errors(6))
    assert (found.attempted, found.errors, found.correct, found.seconds) == (87, 6, 81, 60)
    assert found.rate == 81
    assert round(found.accuracy, 1) == 93.1
    assert not found.prorated
    assert found.unit == "words correct per minute"


def test_example_b():
    """Domain rules 2.2, example B: all of 112 words in 48 s, 4 errors."""
    found = score(given(sheet(*[14] * 8), *errors(4), Finish(at_ms=48_000)), HOUSE)
    assert (found.attempted, found.errors, found.correct, found.seconds) == (112, 4, 108, 48)
    assert found.rate == 135
    assert round(found.accuracy, 1) == 96.4
    assert found.prorated


@pytest.mark.parametrize(
    ("rules", "attempted", "wrong", "exact"),
    [
        pytest.param(EACH_WORD, 87, 15, 82.8, id="2.4 each skipped word an error"),
        pytest.param(ONE_ERROR, 79, 7, 91.1, id="2.4 the whole skip one error"),
        pytest.param(HOUSE, 78, 6, 92.3, id="2.4 the line left out (house)"),
        pytest.param(MEDIAN_PASSAGE, 78, 6, 92.3, id="2.4 as the house"),
    ],
)
def test_a_skipped_line_of_nine_words(rules, attempted, wrong, exact):
    """Domain rules 2.4: bracket at printed word 87, 6 other errors."""
    found = minute(sheet(10, 9, *[10] * 9), 87, *errors(6), SkipLine(line=1, at_ms=9_000),
                   profile=rules)  # fmt: skip
    assert (found.attempted, found.errors, found.correct) == (attempted, wrong, 72)
    assert found.rate == 72
    assert round(found.accuracy, 1) == exact
    assert found.skipped_lines == 1


def parts_of_three(rules):
    """Domain rules 2.6: scores 61, 74, 66 with 5, 2 and 4 errors."""
    form = sheet(*[10] * 12)
    pairs = [(61, 5), (74, 2), (66, 4)]
    return [minute(form, right + bad, *errors(bad), profile=rules) for right, bad in pairs]


def test_a_set_of_three():
    found = score_set(parts_of_three(HOUSE), HOUSE)
    assert (found.rate, found.correct, found.errors, found.attempted) == (66, 66, 4, 70)
    assert round(found.accuracy, 1) == 94.3


@pytest.mark.parametrize(
    ("rules", "exact"),
    [
        pytest.param(HOUSE, 100 * 66 / (66 + 3), id="2.6 of the medians"),
        pytest.param(MEDIAN_PASSAGE, 100 * 66 / (66 + 9), id="2.6 of the median passage"),
    ],
)
def test_the_accuracy_of_a_set_follows_the_profile(rules, exact):
    form = sheet(*[10] * 12)
    pairs = [(61, 3), (74, 2), (66, 9)]
    parts = [minute(form, right + bad, *errors(bad), profile=rules) for right, bad in pairs]
    found = score_set(parts, rules)
    assert (found.rate, found.errors) == (66, 3)
    assert found.accuracy == pytest.approx(exact)


if READINGS.exists():

    def test_real_readings_are_prorated_as_their_data_say():
        with READINGS.open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        for number, row in enumerate(rows, start=2):
            words, right = int(row["words_in_passage"]), int(row["words_read_correctly"])
            seconds = float(row["seconds"])
            events = [*errors(words - right), Finish(at_ms=round(seconds * 1000))]
            found = score(given(sheet(words), *events, seconds=600), HOUSE)
            assert found.rate == pytest.approx(right / seconds * 60), f"line {number}"
            assert found.accuracy == pytest.approx(100 * right / words), f"line {number}"
            assert (found.correct, found.prorated) == (right, True), f"line {number}"


# The clock


def test_finishing_at_the_last_moment_is_not_prorated():
    found = score(given(sheet(90), Finish(at_ms=60_000)), HOUSE)
    assert (found.rate, found.prorated, found.seconds) == (90, False, 60)


def test_time_up_noted_late_is_still_the_whole_minute():
    session = given(sheet(90), TimeUp(at_ms=61_700), Last(item=59, at_ms=62_000))
    found = score(session, HOUSE)
    assert (found.rate, found.seconds) == (60, 60)


def test_a_rate_is_per_minute_whatever_the_time_allowed():
    at_end = [TimeUp(at_ms=120_000), Last(item=89, at_ms=121_000)]
    found = score(given(sheet(100), *at_end, seconds=120), HOUSE)
    assert (found.correct, found.rate, found.prorated) == (90, 45, False)


def test_without_a_last_word_there_is_no_rate():
    found = score(given(sheet(90), *errors(2), TIME_UP), HOUSE)
    assert (found.rate, found.accuracy) == (None, None)


def test_while_the_clock_runs_there_is_no_rate():
    found = score(given(sheet(90), Last(item=40, at_ms=9_000)), HOUSE)
    assert (found.rate, found.accuracy, found.seconds) == (None, None, 9)


# The stopping rule


def test_a_stopped_probe_with_nothing_correct_scores_a_real_zero():
    found = score(given(sheet(12, 12), *errors(12), Discontinue(at_ms=31_000)), HOUSE)
    assert (found.rate, found.correct, found.errors, found.seconds) == (0, 0, 12, 31)
    assert (found.accuracy, found.discontinued, found.prorated) == (0, True, False)


def test_a_stopped_probe_is_not_prorated():
    """Domain rules 9, the proration trap: 1 right by 20 s is 1, not 3 a minute."""
    events = [*errors(11), Reached(item=11, at_ms=19_000), Discontinue(at_ms=20_000)]
    found = score(given(sheet(12, 12), *events), HOUSE)
    assert (found.correct, found.rate, found.prorated) == (1, 1, False)


def test_a_probe_stopped_with_no_mark_at_all_is_zero_with_no_accuracy():
    found = score(given(sheet(12), Discontinue(at_ms=20_000)), HOUSE)
    assert (found.attempted, found.rate, found.accuracy) == (0, 0, None)


@pytest.mark.parametrize("back", [Resume(at_ms=21_000), Undo(at_ms=21_000)])
def test_stopping_can_be_taken_back(back):
    events = [*errors(11), Discontinue(at_ms=20_000), back, Unmark(item=10, at_ms=22_000)]
    end = [TIME_UP, Last(item=20, at_ms=62_000)]
    found = score(given(sheet(12, 12), *events, *end), HOUSE)
    assert (found.discontinued, found.correct, found.rate, found.seconds) == (False, 11, 11, 60)


@pytest.mark.parametrize(
    ("lines", "marked", "suggested"),
    [
        pytest.param((12, 8), 12, True, id="2.3 none correct in a first line above ten words"),
        pytest.param((12, 8), 11, False, id="2.3 ten words are not that line"),
        pytest.param((4, 8), 10, True, id="2.3 first line short: ten words"),
        pytest.param((4, 8), 9, False, id="2.3 first line short: nine are too few"),
        pytest.param((10, 8), 10, True, id="2.3 a first line of ten"),
        pytest.param((3, 3), 6, True, id="house: a form shorter than ten words"),
        pytest.param((3, 3), 5, False, id="house: not all of a short form"),
        pytest.param((12, 8), 0, False, id="house: nothing marked"),
    ],
)
def test_stopping_is_suggested_after_the_first_line_or_ten_words(lines, marked, suggested):
    assert suggests_stopping(given(sheet(*lines), *errors(marked)), HOUSE) is suggested


@pytest.mark.parametrize("kind", ERROR_KINDS)
def test_every_kind_of_error_counts_towards_stopping(kind):
    marks = [Mark(item=item, at_ms=1, kind=kind) for item in range(10)]
    assert suggests_stopping(given(sheet(10, 5), *marks), HOUSE)


def test_a_word_the_student_corrected_is_a_reason_to_go_on():
    marks = [*errors(9), Mark(item=9, at_ms=2_000, kind="self_correction")]
    assert not suggests_stopping(given(sheet(10, 5), *marks), HOUSE)


# Marks


@pytest.mark.parametrize("kind", ERROR_KINDS)
def test_each_kind_is_one_error_and_is_told_apart(kind):
    found = minute(sheet(20), 10, Mark(item=3, at_ms=5, kind=kind))
    assert (found.errors, found.kinds) == (1, {kind: 1})


def test_a_self_correction_is_kept_and_never_counted():
    found = minute(sheet(20), 10, Mark(item=3, at_ms=5, kind="self_correction"))
    assert (found.errors, found.correct, found.self_corrections, found.kinds) == (0, 10, 1, {})


def test_a_word_marked_again_is_still_one_error():
    marks = [Mark(item=3, at_ms=5), Mark(item=3, at_ms=900, kind="omission")]
    assert minute(sheet(20), 10, *marks).kinds == {"omission": 1}


def test_an_error_past_the_last_word_does_not_count():
    found = minute(sheet(20), 10, Mark(item=9, at_ms=5), Mark(item=10, at_ms=6))
    assert (found.attempted, found.errors, found.kinds) == (10, 1, {"error": 1})


def test_a_mark_after_time_up_counts_as_any_other():
    events = [TIME_UP, Mark(item=4, at_ms=61_000), Last(item=9, at_ms=62_000),
              Mark(item=5, at_ms=63_000)]  # fmt: skip
    assert score(given(sheet(20), *events), HOUSE).errors == 2


def test_an_error_in_a_skipped_line_is_none_of_its_own():
    events = [Mark(item=5, at_ms=5), SkipLine(line=1, at_ms=9)]
    left_out, one, each = (minute(sheet(4, 4, 8), 12, *events, profile=rules)
                           for rules in SKIPPED_LINE_PROFILES)  # fmt: skip
    assert (left_out.attempted, left_out.errors) == (8, 0)
    assert (one.attempted, one.errors) == (9, 1)
    assert (each.attempted, each.errors) == (12, 4)


def test_a_line_skipped_past_the_last_word_makes_no_difference():
    for rules in SKIPPED_LINE_PROFILES:
        found = minute(sheet(4, 4, 4), 6, SkipLine(line=2, at_ms=9), profile=rules)
        assert (found.attempted, found.errors, found.skipped_lines) == (6, 0, 0)


def test_a_spoiled_probe_says_so_until_it_is_taken_back():
    spoiled = given(
        sheet(9), TIME_UP, Last(item=5, at_ms=61_000), Spoil(reason="bell", at_ms=62_000)
    )
    assert score(spoiled, HOUSE).spoiled
    assert not score(apply(spoiled, Unspoil(at_ms=62_001)), HOUSE).spoiled


# Laws


@given_any(sittings(), st.sampled_from([*PROFILES.values()]))
def test_no_score_is_negative_and_no_error_was_not_attempted(session, rules):
    found = score(session, rules)
    assert 0 <= found.errors <= found.attempted
    assert found.correct == found.attempted - found.errors
    assert found.rate is None or found.rate >= 0
    assert found.accuracy is None or 0 <= found.accuracy <= 100
    assert sum(found.kinds.values()) <= len(session.marks)


@given_any(sittings())
def test_words_correct_and_rate_are_the_same_under_every_rule_on_skipped_lines(session):
    found = [score(session, rules) for rules in SKIPPED_LINE_PROFILES]
    assert len({(one.correct, one.rate, one.skipped_lines) for one in found}) == 1


@given_any(sittings())
def test_no_error_past_the_last_word_is_counted(session):
    last = session.last
    if last is not None:
        before = {item: mark for item, mark in session.marks.items() if item <= last}
        wrong = sum(mark.kind != "self_correction" for mark in before.values())
        assert score(session, HOUSE).errors <= wrong
        assert score(session, HOUSE).attempted <= last + 1


@given_any(sittings())
def test_one_more_error_never_raises_the_score(session):
    if session.last is not None:
        more = apply(session, Mark(item=session.last, at_ms=session.at_ms))
        assert score(more, HOUSE).correct <= score(session, HOUSE).correct


@given_any(st.integers(0, 500), st.integers(0, 500))
def test_accuracy_is_a_percentage_or_nothing(right, wrong):
    found = accuracy(right, wrong)
    assert (found is None) is (right + wrong == 0)
    assert found is None or found == pytest.approx(right / (right + wrong) * 100)


# While the clock runs


def test_the_rate_so_far_is_the_least_it_can_be():
    session = given(sheet(*[10] * 12), Mark(item=3, at_ms=4_000), Reached(item=29, at_ms=20_000))
    scored = score(session, HOUSE)
    assert so_far(session, scored, 20_000) == 29 * 3
    assert so_far(session, scored, 30_000) == 29 * 2
    assert so_far(session, scored, 75_000) == 29  # the clock has stopped at 60 s
    assert so_far(session, scored, 0) is None
    untouched = new(sheet(10), ORAL_READING)
    assert so_far(untouched, score(untouched, HOUSE), 5_000) is None


# Sets


def test_a_set_holds_its_parts_and_what_is_true_of_any():
    form = sheet(30)
    early = score(given(form, Finish(at_ms=30_000)), HOUSE)
    stopped = score(given(form, *errors(2), Discontinue(at_ms=9_000)), HOUSE)
    plain = minute(form, 20)
    found = score_set([early, stopped, plain], HOUSE)
    assert (found.prorated, found.discontinued, found.spoiled) == (True, True, False)
    assert (found.rate, found.parts) == (20, (early, stopped, plain))


@pytest.mark.parametrize(
    "events",
    [
        pytest.param((TIME_UP,), id="no last word"),
        pytest.param((Finish(at_ms=9), Spoil(reason="", at_ms=10)), id="not to be counted"),
    ],
)
@pytest.mark.parametrize("rules", [HOUSE, MEDIAN_PASSAGE])
def test_a_part_that_does_not_count_leaves_the_set_without_a_rate(events, rules):
    form = sheet(30)
    lacking = score(given(form, *events), rules)
    found = score_set([minute(form, 20, profile=rules), lacking], rules)
    assert (found.rate, found.accuracy) == (None, None)


def test_of_two_passages_none_is_the_median():
    form = sheet(30)
    parts = [minute(form, 20, *errors(2), profile=MEDIAN_PASSAGE),
             minute(form, 10, profile=MEDIAN_PASSAGE)]  # fmt: skip
    found = score_set(parts, MEDIAN_PASSAGE)
    assert (found.rate, found.accuracy) == (14, None)


def test_the_parts_of_a_set_share_their_rules():
    with pytest.raises(BadSet, match="must share one profile"):
        score_set([minute(sheet(9), 5), minute(sheet(9), 5, profile=ONE_ERROR)], HOUSE)
    with pytest.raises(BadSet, match="at least one"):
        score_set([], HOUSE)


# Profiles


def test_a_score_carries_the_rules_that_made_it():
    for rules in PROFILES.values():
        found = minute(sheet(9), 5, profile=rules)
        assert (found.profile, found.profile_version) == (rules.id, rules.version)


def test_every_profile_changes_its_own_rules_and_no_others():
    changes = {
        name: {
            rule.name
            for rule in fields(rules)
            if rule.name not in ("id", "measures")
            and getattr(rules, rule.name) != getattr(HOUSE, rule.name)
        }
        for (name, _), rules in VERSIONS.items()
    }
    assert changes == {
        "house": set(),
        "skipped-line-one-error": {"skipped_line"},
        "skipped-words-errors": {"skipped_line"},
        "median-passage": {"set_accuracy"},
        "three-rows": {"stopping"},
        "stopped-prorated": {"stopping", "stopped"},
        "supplied": {"at_wait"},
        "first-numbers": {"skipped_line", "stopping", "at_wait"},
        "steps-counted": {"digits_of"},
    }


def test_a_profile_names_the_measures_it_makes_a_difference_to():
    assert list(profiles_for("orf")) == list(PROFILES)
    assert list(profiles_for("comp")) == ["house", "steps-counted"]
    assert [*PROFILES] == ["house", "skipped-line-one-error", "skipped-words-errors",
                           "median-passage"]  # fmt: skip


def test_of_two_versions_the_newest_is_taken_unless_one_is_named(monkeypatch):
    later = replace(HOUSE, version=2, skipped_line="one error")
    monkeypatch.setitem(VERSIONS, ("house", 2), later)
    assert profile("house") is profiles_for("orf")["house"] is later
    assert profile("house", 1) is HOUSE
    with pytest.raises(UnknownProfile, match="has version 1, 2 here, not 3"):
        profile("house", 3)


def test_a_profile_we_do_not_have_is_refused_and_not_quoted():
    with pytest.raises(UnknownProfile, match="must be one of house, ") as refused:
        profile("Wilhelmina")
    assert "Wilhelmina" not in str(refused.value)
    with pytest.raises(UnknownProfile, match="has version 1 here, not 2"):
        profile("house", 2)


def test_a_session_nobody_began_scores_nothing():
    found = score(new(sheet(9), ORAL_READING), HOUSE)
    assert (found.attempted, found.rate, found.seconds) == (0, None, 0)
    assert score(apply(new(sheet(9), ORAL_READING), Start()), HOUSE).rate is None
