"""Each measure by worked examples; each row names the source of its figures."""

from dataclasses import replace

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from probe_sheets import errors, forms_of, given, in_turn, problems, sheet, sittings, words

from probes.forms.form import Form
from probes.giving.events import (
    Answer,
    Discontinue,
    Extra,
    Finish,
    Last,
    Mark,
    Reached,
    Remind,
    SkipLine,
    Steps,
    TimeUp,
    Undo,
    Unmark,
    Wait,
    Word,
)
from probes.giving.session import OutOfTurn, apply, new, replay
from probes.measures.measure import MEASURES
from probes.measures.profiles import HOUSE, VERSIONS, profiles_for
from probes.scoring.score import score, so_far, suggests_stopping

ONE_ERROR = VERSIONS["skipped-line-one-error", 1]
EACH = VERSIONS["skipped-words-errors", 1]
THREE_ROWS = VERSIONS["three-rows", 1]
FIRST_NUMBERS = VERSIONS["first-numbers", 1]
PRORATED = VERSIONS["stopped-prorated", 1]
SUPPLIED = VERSIONS["supplied", 1]

TIME_UP = TimeUp(at_ms=60_000)
EVERY_MEASURE = pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.id)


def grid(measure, *items, row=10, key=()):
    """Return a form of items in rows."""
    return Form(
        id="GRID",
        measure=measure,
        level="K",
        items=items,
        lines=tuple(range(0, len(items), row)),
        key=key,
    )


LETTERS = grid("lnf", *"tAsdIlmOpe" * 10)
NUMBERS = grid("ni", *(str(n) for n in range(1, 61)))


def over(form, last, *events):
    """Return the session of a full minute up to a last item, counted from 1."""
    return given(form, *events, TIME_UP, Last(item=last - 1, at_ms=61_000))


def credited(*items, at_ms=1_000):
    return [Mark(item=item, kind="credit", at_ms=at_ms) for item in items]


# Letters (domain rules 4)


def test_ten_letters_all_wrong_or_supplied_are_stopped_with_zero():
    marks = [Mark(item=n, kind=("error", "supplied")[n % 2], at_ms=n * 3_000) for n in range(10)]
    session = given(LETTERS, *marks)
    assert suggests_stopping(session, HOUSE)
    found = score(apply(session, Discontinue(at_ms=31_000)), HOUSE)
    assert (found.rate, found.correct, found.errors, found.discontinued) == (0, 0, 10, True)


@pytest.mark.parametrize(
    ("rules", "attempted", "wrong"),
    [
        pytest.param(HOUSE, 32, 3, id="row not scored: attempted 32 (house)"),
        pytest.param(EACH, 42, 13, id="each letter of the row incorrect"),
        pytest.param(ONE_ERROR, 33, 4, id="the row one error"),
    ],
)
def test_42_reached_3_errors_a_row_of_10_skipped(rules, attempted, wrong):
    found = score(over(LETTERS, 42, *errors(3), SkipLine(line=2, at_ms=2_000)), rules)
    assert (found.attempted, found.errors, found.correct, found.rate) == (attempted, wrong, 29, 29)
    assert found.skipped_lines == 1


def test_two_letters_swapped_are_both_wrong():
    swapped = [Mark(item=n, kind="reversal", at_ms=5) for n in (3, 4)]
    assert score(over(LETTERS, 20, *swapped), HOUSE).correct == 18


@pytest.mark.parametrize("measure", ["lnf", "lsf"])
@pytest.mark.parametrize(
    ("rules", "wrong", "suggested"),
    [
        pytest.param(HOUSE, 10, True, id="first 10 (house)"),
        pytest.param(HOUSE, 9, False, id="nine are too few"),
        pytest.param(THREE_ROWS, 30, True, id="first 3 rows"),
        pytest.param(THREE_ROWS, 29, False, id="not all of 3 rows"),
    ],
)
def test_letters_stop_after_the_opening(measure, rules, wrong, suggested):
    form = grid(measure, *LETTERS.items)
    assert suggests_stopping(given(form, *errors(wrong)), rules) is suggested


def test_a_form_of_two_rows_has_no_three():
    form = grid("lnf", *LETTERS.items[:20])
    assert suggests_stopping(given(form, *errors(20)), THREE_ROWS)
    assert not suggests_stopping(given(form, *errors(19)), THREE_ROWS)


# Word lists (domain rules 3)


@pytest.mark.parametrize("measure", ["wrf", "lsf"])
def test_a_list_is_scored_as_a_passage_is(measure):
    form = grid(measure, *(f"w{n}" for n in range(50)), row=5)
    found = score(over(form, 40, *errors(4), Mark(item=8, kind="self_correction", at_ms=1_500)),
                  HOUSE)  # fmt: skip
    assert (found.attempted, found.errors, found.rate, found.accuracy) == (40, 4, 36, 90)
    early = score(given(form, Finish(at_ms=30_000)), HOUSE)
    assert (early.rate, early.prorated) == (100, True)


# Phoneme segmentation (domain rules 6, worked)

SEGMENTED = [
    pytest.param("f i sh", [(0, 0), (1, 1), (2, 2)], 3, id="fish /f/ /i/ /sh/ = 3"),
    pytest.param("f i sh", [(0, 0), (1, 2)], 2, id="fish /f/ /ish/ = 2"),
    pytest.param("s u n", [(0, 0)], 1, id="sun /s/ only = 1"),
    pytest.param("s u n", [(0, 0), (1, 2)], 2, id="sun /s/ /un/ = 2"),
    pytest.param("s u n", [(0, 0), (1, 1), (2, 2)], 3, id="sun /s/ /u/ /n/ = 3"),
    pytest.param("t r a p", [(0, 1), (2, 2), (3, 3)], 3, id="trap /tr/ /a/ /p/ = 3"),
    pytest.param("t r a p", [(0, 0), (1, 1), (2, 2), (3, 3)], 4, id="trap /t/ /r/ /a/ /p/ = 4"),
    pytest.param("h o l", [(0, 0), (1, 1)], 2, id="hole /h/ /o/ /ls/ = 2: a glued sound"),
    pytest.param("t r i k", [(n, n) for n in range(4)], 4, id="trick with schwas = 4/4"),
    pytest.param("s u n", [], 0, id="sun said whole = 0"),
    pytest.param("s u n", [(0, 2)], 0, id="sun said whole, marked as one = 0"),
    pytest.param("s u n", [(0, 1), (1, 2)], 2, id="sun /su/ /un/ = 2: two different parts"),
    pytest.param("t r i k", [(0, 2), (2, 3)], 2, id="trick /tri/ /ick/ = 2"),
    pytest.param("s u n", [(0, 1), (0, 1)], 1, id="sun /su/ /su/ = 1: one part twice"),
    pytest.param("a", [(0, 0)], 1, id="a word of one sound = 1"),
]


@pytest.mark.parametrize(("phonemes", "segments", "points"), SEGMENTED)
def test_segments(phonemes, segments, points):
    items = tuple(phonemes.split())
    form = Form(id="", measure="psf", level="K", items=items, lines=(0,), groups=(0,),
                prompts=("word",))  # fmt: skip
    taps = [
        Mark(item=a, through=None if a == b else b, kind="credit", at_ms=900) for a, b in segments
    ]
    found = score(given(form, *taps, TIME_UP), HOUSE)
    assert (found.correct, found.rate, found.errors) == (points, points, 0)
    assert found.accuracy is None


def test_a_wrong_segment_gains_nothing_and_shows_where_the_child_is():
    session = given(words(3, 3, measure="psf"), *credited(0, 1), Mark(item=2, at_ms=1_000), TIME_UP)
    found = score(session, HOUSE)
    assert (found.correct, found.errors, found.possible, session.place) == (2, 1, 3, 2)


def test_a_segment_replaces_those_within_it_or_around_it():
    form = words(4, measure="psf")
    session = given(form, *credited(0, 1, 3), Mark(item=1, through=2, kind="credit", at_ms=1_000))
    assert {item: mark.through for item, mark in session.marks.items()} == {0: None, 1: 2, 3: None}
    assert apply(session, Unmark(item=2, at_ms=1_000)).marks.keys() == {0, 3}
    split = apply(session, Mark(item=2, kind="credit", at_ms=1_000))
    assert split.marks.keys() == {0, 2, 3}
    whole = apply(session, Mark(item=0, through=3, kind="credit", at_ms=1_000))
    assert whole.marks.keys() == {0}


def test_of_two_parts_that_overlap_the_one_that_begins_later_is_taken_off():
    form = words(3, measure="psf")
    parts = [Mark(item=0, through=1, kind="credit", at_ms=5),
             Mark(item=1, through=2, kind="credit", at_ms=9)]  # fmt: skip
    session = given(form, *parts)
    assert session.place == 2
    assert apply(session, Unmark(item=1, at_ms=10)).marks.keys() == {0}
    assert apply(session, Unmark(item=0, at_ms=10)).marks.keys() == {1}
    assert not apply(session, Unmark(item=0, through=2, at_ms=10)).marks


def test_the_word_repeated_is_no_credit_of_the_opening():
    form = words(*[3] * 8, measure="psf")
    repeated = [Mark(item=3 * n, through=3 * n + 2, kind="credit", at_ms=9) for n in range(5)]
    session = given(form, *repeated)
    assert suggests_stopping(session, HOUSE)
    found = score(session, HOUSE)
    assert (found.correct, found.attempted, found.errors) == (0, 0, 0)
    assert not suggests_stopping(given(form, *repeated, *credited(4)), HOUSE)


# Nonsense words (domain rules 7, the cases for mip)

MIP = [
    pytest.param([Word(group=0, how="whole", at_ms=900)], 3, 1, 1, id="mip"),
    pytest.param(credited(0, 1, 2), 3, 0, 0, id="/m/ /i/ /p/"),
    pytest.param(
        [*credited(0, 1, 2), Word(group=0, how="after sounds", at_ms=2_000)],
        3,
        0,
        1,
        id="/m/ /i/ /p/ ... mip",
    ),
    pytest.param([Word(group=0, how="again", at_ms=900)], 3, 0, 1, id="mip ... mip"),
    pytest.param(credited(0, 2), 2, 0, 0, id="mop"),
    pytest.param(
        [
            Mark(item=0, kind="credit", at_ms=5),
            Mark(item=1, through=2, kind="credit", at_ms=9),
        ],
        3,
        0,
        0,
        id="/m/ /ip/",
    ),
    pytest.param(
        [Mark(item=1, through=2, kind="credit", at_ms=9)], 2, 0, 0, id="letter name em, then ip"
    ),
    pytest.param(credited(0, 1, 2), 3, 0, 0, id="dif as /d/ /i/ /f/"),
    pytest.param(
        [Mark(item=0, through=1, kind="credit", at_ms=5), Mark(item=2, kind="credit", at_ms=9)],
        3,
        0,
        0,
        id="dif as /di/ /f/",
    ),
    pytest.param(
        [Mark(item=0, through=2, kind="credit", at_ms=9)], 3, 0, 0, id="dif blended, by a drag"
    ),
    pytest.param([Word(group=0, how="whole", at_ms=9)], 3, 1, 1, id="dif as a word"),
]


@pytest.mark.parametrize("rules", [HOUSE, SUPPLIED], ids=lambda rules: rules.id)
@pytest.mark.parametrize(("events", "sounds", "whole", "recoded"), MIP)
def test_sounds_and_words_are_two_scores(rules, events, sounds, whole, recoded):
    form = Form(id="", measure="nwf", level="1", items=("m", "i", "p"), lines=(0,), groups=(0,),
                prompts=("mip",))  # fmt: skip
    found = score(given(form, *events, TIME_UP, Last(item=2, at_ms=61_000)), rules)
    assert (found.correct, found.words_whole, found.words_recoded) == (sounds, whole, recoded)
    assert (found.attempted, found.possible, found.rate) == (3, 3, sounds)


def test_a_word_said_whole_and_then_slashed_keeps_its_other_sounds():
    form = words(3, 3)
    whole = given(form, Word(group=0, how="whole", at_ms=900))
    mop = score(apply(whole, Mark(item=1, at_ms=1_000)), HOUSE)
    assert (mop.correct, mop.words_whole, mop.words_recoded) == (2, 0, 0)
    back = score(apply(whole, Word(group=0, how="none", at_ms=1_000)), HOUSE)
    assert (back.correct, back.words_whole) == (3, 0)
    assert not apply(whole, Undo(at_ms=1_000)).marks


def test_a_skipped_row_of_words_is_not_scored():
    form = words(3, 3, 3, 3, a_line=1)
    events = [Word(group=0, how="whole", at_ms=9), SkipLine(line=1, at_ms=10), *credited(6)]
    found = {rules.id: score(over(form, 9, *events), rules) for rules in (HOUSE, ONE_ERROR, EACH)}
    assert {(one.correct, one.words_whole, one.rate) for one in found.values()} == {(4, 1, 4)}
    assert [one.attempted for one in found.values()] == [6, 7, 9]


def test_without_a_last_word_sounds_have_a_rate_and_no_accuracy():
    found = score(given(words(3, 3), *credited(0, 1, 4), TIME_UP), HOUSE)
    assert (found.correct, found.rate, found.accuracy) == (3, 3, None)
    assert score(over(words(3, 3), 6, *credited(0, 1, 4)), HOUSE).accuracy == 50


@pytest.mark.parametrize("measure", ["nwf", "psf"])
def test_five_words_without_a_credit_are_a_reason_to_stop(measure):
    form = words(*[3] * 8, measure=measure)
    assert not suggests_stopping(given(form), HOUSE)
    assert not suggests_stopping(given(form, Reached(item=13, at_ms=9)), HOUSE)
    assert suggests_stopping(given(form, Reached(item=14, at_ms=9)), HOUSE)
    assert suggests_stopping(given(form, *(Mark(item=n, at_ms=1_000) for n in range(15))), HOUSE)
    assert suggests_stopping(given(form, *credited(15)), HOUSE)
    assert not suggests_stopping(given(form, *credited(12, 15)), HOUSE)


def test_a_segment_within_the_opening_is_a_credit_of_it():
    form = words(*[3] * 8, measure="psf")
    last_of_five = Mark(item=13, through=14, kind="credit", at_ms=1)
    assert not suggests_stopping(given(form, last_of_five, *credited(15)), HOUSE)


# Early numeracy (domain rules 9)


def counted(first, last):
    return Form(id="", measure="oc", level="K", lines=(0,),
                items=tuple(str(n) for n in range(first, last + 1)))  # fmt: skip


@pytest.mark.parametrize(
    ("form", "last", "events", "right", "wrong"),
    [
        pytest.param(counted(12, 30), 3, [], 3, 0, id="12,13,14 = 3 correct"),
        pytest.param(
            counted(7, 30),
            3,
            [Reached(item=1, at_ms=5), Reached(item=0, at_ms=9)],
            3,
            0,
            id="7,8,7,8,9 = 3: repeats counted once",
        ),
        pytest.param(
            counted(1, 30),
            5,
            [Mark(item=3, kind="self_correction", at_ms=9)],
            5,
            0,
            id="1,2,3,5-oh-3,4,5 = 5: self-correction",
        ),
        pytest.param(
            counted(6, 30), 4, [Mark(item=2, kind="omission", at_ms=9)], 3, 1,
            id="6,7,9: 8 is an omission error, counting goes on",
        ),
    ],
)  # fmt: skip
def test_oral_counting(form, last, events, right, wrong):
    found = score(over(form, last, *events), HOUSE)
    assert (found.correct, found.errors) == (right, wrong)
    assert not suggests_stopping(given(form, *errors(10)), HOUSE)


@pytest.mark.parametrize(
    ("rules", "rate"),
    [
        pytest.param(HOUSE, 1, id="the raw correct, not prorated (house)"),
        pytest.param(PRORATED, 3, id="prorated by the time used"),
    ],
)
def test_number_identification_stopped_at_20_s_with_1_right(rules, rate):
    """Domain rules 9, the proration trap."""
    marks = [Mark(item=n, at_ms=9_000) for n in range(1, 11)]
    session = given(NUMBERS, *marks, Discontinue(at_ms=20_000))
    found = score(session, rules)
    assert (found.correct, found.rate, found.prorated) == (1, rate, rules is PRORATED)


@pytest.mark.parametrize(("measure", "first"), [("ni", 5), ("qd", 4)])
def test_none_right_of_the_first_numbers_is_a_reason_to_stop(measure, first):
    form = replace(sheet(10, 10), measure=measure)
    assert not suggests_stopping(given(form, *errors(first - 1)), FIRST_NUMBERS)
    assert suggests_stopping(given(form, *errors(first)), FIRST_NUMBERS)
    later = [Mark(item=item, at_ms=1_000) for item in range(1, 18)]
    assert not suggests_stopping(given(form, *later), FIRST_NUMBERS)
    skipped = given(form, SkipLine(line=0, at_ms=5), Reached(item=14, at_ms=9))
    found = score(skipped, FIRST_NUMBERS)
    assert (found.correct, found.errors) == (5, 10)


def test_a_probe_stopped_at_once_is_prorated_over_no_time_at_all():
    assert score(given(NUMBERS, Discontinue(at_ms=0)), PRORATED).rate == 0


@pytest.mark.parametrize("measure", ["ni", "qd", "mn"])
@pytest.mark.parametrize(
    ("wrong", "suggested"),
    [
        pytest.param((20, 21, 22, 23, 24), True, id="5 consecutive errors anywhere"),
        pytest.param((20, 21, 22, 23), False, id="4 are too few"),
        pytest.param((20, 21, 22, 24, 25), False, id="one right between"),
        pytest.param((0, 1, 2, 3, 4), True, id="the first five"),
    ],
)
def test_numbers_stop_after_a_run_of_errors(measure, wrong, suggested):
    form = grid(measure, *NUMBERS.items)
    session = given(form, *(Mark(item=n, at_ms=1_000) for n in wrong))
    assert suggests_stopping(session, HOUSE) is suggested


@pytest.mark.parametrize(
    ("wrong", "suggested"),
    [
        pytest.param(range(10), True, id="the first row all wrong"),
        pytest.param(range(20, 30), True, id="10 consecutive later"),
        pytest.param(range(20, 29), False, id="9 later are too few"),
        pytest.param(range(5), False, id="not the house's five"),
    ],
)
def test_another_tradition_stops_numbers_later(wrong, suggested):
    session = given(NUMBERS, *(Mark(item=n, at_ms=1_000) for n in wrong))
    assert suggests_stopping(session, PRORATED) is suggested


def test_a_short_first_row_all_wrong_is_enough_there():
    form = grid("ni", *NUMBERS.items, row=6)
    assert suggests_stopping(given(form, *errors(6)), PRORATED)
    assert not suggests_stopping(given(form, *errors(5)), PRORATED)


def test_a_run_of_errors_goes_on_over_a_row_that_was_left_out():
    marks = [Mark(item=n, at_ms=1_000) for n in (7, 8, 9, 20, 21)]
    assert not suggests_stopping(given(NUMBERS, *marks), HOUSE)
    assert suggests_stopping(given(NUMBERS, *marks, SkipLine(line=1, at_ms=1_001)), HOUSE)


def test_pairs_in_30_seconds_are_doubled():
    """Domain rules 9: 30 s, score doubled to 60 s."""
    form = grid("qd", *(f"{n} {n + 3}" for n in range(30)), key=tuple(str(n + 3)
                for n in range(30)))  # fmt: skip
    session = given(form, *errors(2), TimeUp(at_ms=30_000), Last(item=13, at_ms=31_000), seconds=30)
    assert (score(session, HOUSE).correct, score(session, HOUSE).rate) == (12, 24)


# Math (domain rules 10; digit by digit in test_digits)


def test_a_page_of_problems():
    form = problems("8 + 7", "13 + 18", "17 ÷ 5", "46 × 23", "9 − 4")
    events = [
        Answer(group=0, text="15", at_ms=121_000),
        Answer(group=1, text="", at_ms=122_000),
        Answer(group=2, text="3 R1", at_ms=123_000),
        Answer(group=3, text="10580", at_ms=124_000),
    ]
    at_end = [TimeUp(at_ms=120_000), *events, Last(item=6, at_ms=130_000)]
    found = score(given(form, *at_end), HOUSE)
    assert (found.correct, found.possible) == (2 + 0 + 1 + 0, 2 + 2 + 2 + 4)
    assert (found.errors, found.missing, found.extra) == (0 + 0 + 1 + 5, 2, 1)
    assert (found.problems_correct, found.problems_attempted) == (1, 3)
    assert (found.rate, found.error_rate) == (1.5, 3)
    assert found.accuracy == pytest.approx(100 * 3 / 9)
    assert found.attempted == 9


SIX = problems("8 + 7", "9 − 3", "13 + 18", "46 × 23", "7 + 2", "6 + 6")  # 2, 1, 2, 4, 1, 2


@pytest.mark.parametrize(
    ("events", "right", "missing", "correct_problems"),
    [
        pytest.param([Answer(group=0, text="15", at_ms=9)], 2, 10, 1, id="one answer, finished"),
        pytest.param(
            [Answer(group=0, text="15", at_ms=9), Answer(group=3, text="1058", at_ms=9)],
            6, 6, 2, id="those between were left out, too",
        ),
        pytest.param(
            [Answer(group=0, text="15", at_ms=9), Mark(item=0, at_ms=10)],
            1, 10, 0, id="entered, then marked by hand",
        ),
        pytest.param(
            [Answer(group=0, text="15", at_ms=9), Mark(item=2, at_ms=10)],
            2, 9, 1, id="a problem marked by hand is not untouched",
        ),
        pytest.param([], 12, 0, 6, id="marked by exception: nothing is wrong"),
        pytest.param([Answer(group=1, text="", at_ms=9)], 11, 1, 5, id="left out by exception"),
        pytest.param([Mark(item=0, at_ms=9)], 11, 0, 5, id="one digit wrong by exception"),
        pytest.param(
            [Answer(group=0, text="15", at_ms=9), Answer(group=0, text="", at_ms=10)],
            10, 2, 5, id="the only answer taken back: by exception again",
        ),
    ],
)  # fmt: skip
def test_once_an_answer_was_entered_what_is_untouched_was_left_out(
    events, right, missing, correct_problems
):
    found = score(given(SIX, *events, Finish(at_ms=90_000)), HOUSE)
    assert (found.correct, found.missing, found.possible) == (right, missing, 12)
    assert found.problems_correct == correct_problems


def test_what_was_left_out_on_an_entered_sheet_has_no_steps_either():
    found = score(
        given(SIX, Answer(group=0, text="15", at_ms=9), Finish(at_ms=90_000)),
        VERSIONS["steps-counted", 1],
    )
    assert (found.correct, found.missing, found.possible) == (2, 16, 18)


def test_the_last_problem_counts_as_a_whole_wherever_it_is_tapped():
    form = problems("876 + 429", "46 × 23", "8 + 7")
    for item in (4, 5, 7):
        session = given(form, TimeUp(at_ms=120_000), Last(item=item, at_ms=120_001))
        assert (session.last, score(session, HOUSE).possible) == (7, 8)


def test_a_digit_in_the_wrong_column_is_an_error_with_a_name():
    form = problems("8 + 7")
    session = given(form, Mark(item=0, kind="shifted", at_ms=1), Last(item=1, at_ms=2))
    found = score(apply(session, TimeUp(at_ms=120_000)), HOUSE)
    assert (found.correct, found.errors, found.kinds) == (1, 1, {"shifted": 1})


@pytest.mark.parametrize(
    ("grade", "seconds"), [("1", 120), ("2", 120), ("3", 180), ("5", 300), ("6", 360), ("9", 120)]
)
def test_computation_has_its_time_by_grade(grade, seconds):
    """Domain rules 10: 2-6 min by grade."""
    computation = MEASURES["comp"]
    assert computation.seconds_at(grade) == seconds
    assert new(problems("8 + 7"), computation, seconds).limit_ms == seconds * 1000
    assert seconds in computation.durations
    assert MEASURES["facts"].durations == (60, 120)


# Marks past the last item, and how far the student is


def test_a_segment_or_word_past_the_last_item_does_not_count():
    taps = [Word(group=group, how="whole", at_ms=9) for group in (0, 1)]
    found = score(over(words(3, 3), 3, *taps), HOUSE)
    assert (found.correct, found.words_whole, found.words_recoded) == (3, 1, 1)
    found = score(over(words(3, 3, measure="psf"), 3, *credited(0, 2, 3)), HOUSE)
    assert (found.correct, found.possible) == (2, 3)


def test_the_place_is_where_anything_was_written():
    segment = Mark(item=0, through=2, kind="credit", at_ms=5)
    assert given(words(3, 3, measure="psf"), segment).place == 2
    assert given(words(3, 3), Word(group=1, how="whole", at_ms=5)).place == 5
    form = problems("8 + 7", "46 × 23", "9 − 4")
    assert given(form, Answer(group=1, text="1058", at_ms=5)).place == 5
    assert given(form, Extra(group=0, digits=1, at_ms=5)).place == 1
    assert given(form, Steps(group=1, right=1, wrong=0, at_ms=5)).place == 5


def test_what_was_entered_is_shown_until_something_is_changed_by_hand():
    entered = given(problems("8 + 7", "9 − 4"), Answer(group=0, text="16", at_ms=5))
    assert dict(entered.sheet.answers) == {0: "16"}
    for by_hand in (
        Extra(group=0, digits=1, at_ms=6),
        Unmark(item=1, at_ms=6),
        Mark(item=0, kind="missing", at_ms=6),
    ):
        assert not apply(entered, by_hand).sheet.answers
    assert apply(entered, Mark(item=2, at_ms=6)).sheet.answers == {0: "16"}


# Help at a hesitation, and reminders


@pytest.mark.parametrize(
    ("measure", "rules", "help_given"),
    [
        pytest.param("lnf", HOUSE, "supply", id="4 say the letter name"),
        pytest.param("lsf", HOUSE, "supply", id="5 give the sound"),
        pytest.param("psf", HOUSE, "say the next", id="6 say the next word"),
        pytest.param("nwf", HOUSE, "point on", id="7 point on, do not supply (house)"),
        pytest.param("nwf", SUPPLIED, "supply", id="7 supply the sound or word"),
        pytest.param("wrf", HOUSE, "point on", id="3 try the next one (house)"),
        pytest.param("wrf", SUPPLIED, "supply", id="3 supply, incorrect"),
        pytest.param("oc", HOUSE, "supply once", id="9 once only in the whole probe"),
        pytest.param("ni", HOUSE, "supply", id="9 give the number"),
        pytest.param("qd", HOUSE, "point on", id="9 move on"),
        pytest.param("qd", FIRST_NUMBERS, "supply", id="9 provide the answer, an error"),
        pytest.param("ni", FIRST_NUMBERS, "supply", id="9 provide the number, an error"),
        pytest.param("mn", HOUSE, "point on", id="9 move on"),
    ],
)
def test_what_the_examiner_does_after_three_seconds(measure, rules, help_given):
    assert rules.help_at_wait(MEASURES[measure]) == help_given
    assert MEASURES[measure].wait_seconds == 3


def test_a_reminder_is_given_once():
    session = given(LETTERS, Remind(which="say names", at_ms=500))
    assert session.reminded == {"say names"}
    with pytest.raises(OutOfTurn, match="given already; it is given once"):
        apply(session, Remind(which="say names", at_ms=600))
    with pytest.raises(OutOfTurn, match="the measure lnf has no reminder “say sounds”"):
        apply(session, Remind(which="say sounds", at_ms=600))
    assert apply(session, Remind(which="try each", at_ms=600)).reminded == {"say names", "try each"}
    assert not apply(session, Undo(at_ms=600)).reminded
    assert score(session, HOUSE).attempted == 0


# What a measure refuses


@pytest.mark.parametrize(
    ("form", "event", "says"),
    [
        (LETTERS, Mark(item=1, kind="credit", at_ms=5), "marked with errors; it takes no “credit”"),
        (LETTERS, Mark(item=1, kind="missing", at_ms=5), "it takes no “missing”"),
        (LETTERS, Unmark(item=1, through=2, at_ms=5), "no “unmark” with “through”"),
        (LETTERS, Word(group=0, how="whole", at_ms=5), "the items of this form have no groups"),
        (words(3), Mark(item=0, kind="omission", at_ms=5), "marked with credits"),
        (words(3), Mark(item=0, kind="missing", at_ms=5), "it takes no “missing”"),
        (words(3), Mark(item=2, through=1, kind="credit", at_ms=5), "1 comes before item 2"),
        (words(3), Unmark(item=2, through=1, at_ms=5), "1 comes before item 2"),
        (words(3), Mark(item=2, through=3, kind="credit", at_ms=5), "item 3 is not on this form"),
        (words(3), Word(group=1, how="whole", at_ms=5), "group 1 is not on this form"),
        (words(3), Word(group=0, how="none", at_ms=5), "word 0 was not said as a whole"),
        (words(3), Answer(group=0, text="3", at_ms=5), "“answer” is for digits; nwf has none"),
        (words(3), Unmark(item=0, at_ms=5), "item 0 carries no mark"),
        (words(3, 3, measure="psf"), SkipLine(line=0, at_ms=5), "psf has no lines to leave out"),
        (
            words(3, 3, measure="psf"),
            Mark(item=2, through=3, kind="credit", at_ms=5),
            "a segment can't reach from one word into another",
        ),
        (words(3, measure="psf"), Word(group=0, how="whole", at_ms=5), "psf has none"),
        (problems("8 + 7"), Mark(item=0, kind="credit", at_ms=5), "marked with digits"),
        (problems("8 + 7"), SkipLine(line=0, at_ms=5), "comp has no lines to leave out"),
        (problems("8 + 7"), Answer(group=1, text="3", at_ms=5), "group 1 is not on this form"),
        (problems("8 + 7"), Answer(group=0, text="many", at_ms=5), "an answer is digits, _ for"),
        (problems("8 + 7"), Extra(group=0, digits=100, at_ms=5), "at most 99 digits too many"),
        (problems("8 + 7"), Steps(group=0, right=1, wrong=0, at_ms=5), "at most 0 right digits"),
        (problems("46 × 23"), Steps(group=0, right=7, wrong=0, at_ms=5), "at most 6 right digits"),
        (problems("46 × 23"), Steps(group=0, right=0, wrong=100, at_ms=5), "99 wrong ones"),
        (counted(1, 9), SkipLine(line=0, at_ms=5), "oc has no lines to leave out"),
    ],
)
def test_what_a_measure_does_not_take_is_refused_with_a_sentence(form, event, says):
    with pytest.raises(OutOfTurn) as refused:
        given(form, event)
    assert says in str(refused.value)


def test_a_word_in_a_skipped_row_is_read_by_nobody():
    session = given(words(3, 3, a_line=1), SkipLine(line=0, at_ms=5))
    with pytest.raises(OutOfTurn, match="stands in a skipped line"):
        apply(session, Word(group=0, how="whole", at_ms=6))


# Laws


@EVERY_MEASURE
def test_a_measure_says_all_that_a_screen_asks(measure):
    assert measure.seconds in measure.durations
    assert measure.modes
    assert measure.unit.endswith("correct per minute")
    assert (measure.area == "math") is (measure.id in ("oc", "ni", "qd", "mn", "facts", "comp"))
    assert "house" in profiles_for(measure.id)
    named = {name for rules in VERSIONS.values() for name in rules.measures}
    assert named <= MEASURES.keys()


@EVERY_MEASURE
@given_any(data=st.data())
def test_replay_equals_live(measure, data):
    session = data.draw(sittings(measure))
    again = replay(new(session.form, measure, session.seconds), session.events)
    assert again == session
    stands = replay(new(session.form, measure, session.seconds), session.standing)
    assert stands.sheet == session.sheet
    for rules in VERSIONS.values():
        assert score(again, rules) == score(session, rules)


@EVERY_MEASURE
@given_any(data=st.data())
def test_every_score_is_within_its_bounds(measure, data):
    session = data.draw(sittings(measure))
    for rules in profiles_for(measure.id).values():
        found = score(session, rules)
        assert 0 <= found.errors <= found.attempted
        assert found.correct == found.attempted - found.errors
        assert found.possible is None or found.correct <= found.possible
        assert found.rate is None or found.rate >= 0
        assert found.accuracy is None or 0 <= found.accuracy <= 100
        assert (found.words_whole or 0) <= (found.words_recoded or 0)
        assert (found.rate is not None) is session.complete


@EVERY_MEASURE
@given_any(data=st.data())
def test_what_is_known_while_the_clock_runs_is_no_more_than_a_number(measure, data):
    session = data.draw(sittings(measure))
    least = so_far(session, score(session, HOUSE), 30_000)
    assert least is None or least >= 0
    assert suggests_stopping(session, HOUSE) in (True, False)


@given_any(data=st.data())
def test_every_whole_word_has_all_its_sounds(data):
    session = data.draw(sittings(MEASURES["nwf"]))
    for group in session.sheet.words:
        kinds = [session.marks[item].kind for item in session.form.group(group)]
        assert set(kinds) == {"credit"}


@given_any(data=st.data())
def test_of_segments_none_lies_within_another_and_none_reaches_into_another_word(data):
    session = data.draw(sittings(MEASURES["psf"]))
    spans = []
    for item, mark in sorted(session.marks.items()):
        span = range(item, (item if mark.through is None else mark.through) + 1)
        assert len({session.form.group_of(one) for one in span}) == 1
        spans.append(span)
    ends = [span[-1] for span in spans]
    assert ends == sorted(set(ends))
    assert score(session, HOUSE).correct <= len(session.form.items)


@EVERY_MEASURE
@given_any(data=st.data())
def test_a_stall_ends_with_the_next_mark(measure, data):
    form = data.draw(forms_of(measure))
    kind = "credit" if measure.marked in ("credits", "segments") else "error"
    session = given(form, Wait(at_ms=5), Mark(item=0, kind=kind, at_ms=10))
    assert session.waiting is None
    assert in_turn(session, Wait(at_ms=12)).waiting == Wait(at_ms=12)
