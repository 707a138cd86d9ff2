"""Which event a touch is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.giving import events
from probes.giving.session import apply
from probes.measures.measure import MEASURES
from screens.giving.marking import mark_at, of_drag, of_item, of_problem, of_word
from screens.giving.tap_modes import Taps
from tests.screens.measure_forms import FORMS, begun, step

ON_A_DIGIT = (Taps.MARK, Taps.MISSING, Taps.SHIFTED, Taps.EXTRA)


def modes(measure):
    return ON_A_DIGIT if MEASURES[measure].marked == "digits" else (Taps.MARK,)


def look(session):
    """What is written, without its times."""
    sheet = session.sheet
    marks = {item: (mark.kind, mark.through) for item, mark in sheet.marks.items()}
    return marks, dict(sheet.words), dict(sheet.extras), dict(sheet.answers)


@st.composite
def touched(draw, measures=tuple(FORMS)):
    """A session after some touches, and one item more."""
    session = begun(draw(st.sampled_from(measures)))
    form, measure = session.form, session.measure.id
    items = st.integers(0, len(form.items) - 1)
    for _ in range(draw(st.integers(0, 6))):
        taps = draw(st.sampled_from(modes(measure)))
        session = step(session, of_item(session, draw(items), taps, "error"))
    return session, draw(items)


@given(touched(), st.sampled_from(["error", "supplied", "omission"]))
def test_a_second_tap_takes_the_first_one_back_or_the_first_took_something(given_, kind):
    session, item = given_
    once = step(session, of_item(session, item, Taps.MARK, kind))
    marked = mark_at(once, item)
    if marked is not None and marked.kind == "credit":
        once = step(once, of_item(once, item, Taps.MARK, kind))
        assert mark_at(once, item).kind == "error"
    if marked is not None and mark_at(session, item) is None:
        twice = step(once, of_item(once, item, Taps.MARK, kind))
        assert look(twice)[0] == look(session)[0]
    else:
        assert mark_at(session, item) is not None


def test_a_credit_is_one_sound_and_a_drag_over_sounds_a_credit_each():
    session = begun("nwf")
    session = step(session, of_item(session, 0, Taps.MARK, "error"))
    session = step(session, of_drag(3, 5))
    assert look(session)[0] == dict.fromkeys((0, 3, 4, 5), ("credit", None))


def test_a_drag_over_phonemes_is_one_segment_that_any_of_them_slashes_and_takes_off():
    session = step(begun("psf"), of_drag(1, 2))
    assert look(session)[0] == {1: ("credit", 2)}
    assert [mark_at(session, item) is not None for item in range(4)] == [False, True, True, False]
    session = step(session, of_item(session, 2, Taps.MARK, "error"))
    assert look(session)[0] == {1: ("error", 2)}
    assert look(step(session, of_item(session, 1, Taps.MARK, "error")))[0] == {}


@pytest.mark.parametrize("measure", ["nwf", "psf"])
def test_a_sound_is_credited_then_slashed_then_blank(measure):
    """Domain rules 6: tap underlines a segment, tap again is wrong, a slash, which scores 0."""
    session, seen = begun(measure), []
    for _ in range(4):
        session = step(session, of_item(session, 1, Taps.MARK, "supplied"))
        seen.append(look(session)[0].get(1))
    assert seen == [("credit", None), ("error", None), None, ("credit", None)]


def test_a_sound_slashed_in_a_whole_word_leaves_the_other_sounds():
    session = step(begun("nwf"), of_word(begun("nwf"), 1))
    session = step(session, of_item(session, 4, Taps.MARK, "error"))
    assert look(session)[0] == {3: ("credit", None), 4: ("error", None), 5: ("credit", None)}
    assert session.sheet.words == {}


def test_a_nonsense_word_goes_round_the_ways_to_say_it():
    session, seen = begun("nwf"), []
    for _ in range(5):
        session = step(session, of_word(session, 1))
        seen.append(session.sheet.words.get(1))
    assert seen == ["whole", "after sounds", "again", None, "whole"]
    assert look(session)[0].keys() == {3, 4, 5}


def test_a_word_to_take_apart_says_where_the_student_is():
    assert step(begun("psf"), of_word(begun("psf"), 1)).reached == 6


@pytest.mark.parametrize(
    ("taps", "kind"),
    [(Taps.MARK, "error"), (Taps.MISSING, "missing"), (Taps.SHIFTED, "shifted")],
)
def test_a_problems_number_marks_all_its_digits_in_one_event_and_takes_it_back(taps, kind):
    session = begun("facts")
    session = step(session, of_item(session, 1, Taps.EXTRA, "error"))
    marked = step(session, of_problem(session, 0, taps))
    assert len(marked.events) == len(session.events) + 1
    assert {item: mark.kind for item, mark in marked.marks.items()} == {0: kind, 1: kind}
    assert step(marked, of_problem(marked, 0, taps)).marks == {}


def test_a_problem_left_out_is_an_answer_of_nothing():
    session = step(begun("facts"), of_problem(begun("facts"), 2, Taps.MISSING))
    assert session.sheet.answers == {2: ""}


def test_extra_digits_go_up_to_three_and_back_to_none():
    session, seen = begun("facts"), []
    for touch in (of_problem, of_problem, of_problem, of_problem):
        session = step(session, touch(session, 1, Taps.EXTRA))
        seen.append(session.sheet.extras.get(1, 0))
    assert seen == [1, 2, 3, 0]


def test_another_kind_replaces_what_is_wrong_with_a_digit():
    session = begun("facts")
    for taps in (Taps.MARK, Taps.SHIFTED):
        session = step(session, of_item(session, 0, taps, "error"))
    assert session.marks[0].kind == "shifted"


@given(touched(("nwf", "psf", "facts")), st.sampled_from(ON_A_DIGIT))
def test_a_touch_on_a_word_or_problem_is_never_refused(given_, taps):
    session, item = given_
    group = session.form.group_of(item)
    digits = session.measure.marked == "digits"
    touch = of_problem(session, group, taps) if digits else of_word(session, group)
    later = apply(session, events.TimeUp(at_ms=session.limit_ms))
    if touch.what is not events.Reached:  # nobody is anywhere after the time
        later = step(later, touch, session.limit_ms)
    assert step(session, touch).standing[-1].at_ms == 1_000
