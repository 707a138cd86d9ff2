"""A session: what is in turn, what an undo undoes, and what the passing of time does."""

from dataclasses import replace

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from probe_sheets import errors, event, given, in_turn, sheet, sittings, steps

from probes.giving.events import (
    Discontinue,
    Finish,
    Last,
    Mark,
    Note,
    Reached,
    Resume,
    SkipLine,
    Spoil,
    Start,
    Stop,
    TimeUp,
    Undo,
    Unmark,
    UnskipLine,
    Unspoil,
    Wait,
)
from probes.giving.session import Ended, OutOfTurn, Phase, apply, new, replay
from probes.measures.measure import ORAL_READING

FORM = sheet(4, 4, 4)
READY = new(FORM, ORAL_READING)
TIME_UP = TimeUp(at_ms=60_000)
CREDITED = replace(ORAL_READING, marked="credits")


def meaning(session):
    """Return a session without its events and time."""
    return replace(session, events=(), standing=(), at_ms=0)


def undone(session, times=1):
    """Undo that many events, all at the time of the latest."""
    for _ in range(times):
        session = apply(session, Undo(at_ms=session.at_ms))
    return session


# Turns


@pytest.mark.parametrize(
    ("events", "event", "says"),
    [
        ([], Mark(item=0, at_ms=0), "“mark” is out of turn before the start"),
        ([], Undo(at_ms=0), "nothing to take back"),
        ([], Start(at_ms=1), "“start” is out of turn before the start"),
        ([Start()], Start(), "“start” is out of turn while the clock runs"),
        ([Start()], Undo(at_ms=5), "nothing to take back"),
        ([Start()], Mark(item=12, at_ms=5), "item 12 is not on this form (items 0 to 11)"),
        ([Start()], Mark(item=-1, at_ms=5), "item -1 is not on this form"),
        ([Start()], Last(item=12, at_ms=5), "item 12 is not on this form"),
        ([Start()], Reached(item=12, at_ms=5), "item 12 is not on this form"),
        ([Start()], Wait(item=12, at_ms=5), "item 12 is not on this form"),
        ([Start()], SkipLine(line=3, at_ms=5), "line 3 is not on this form (lines 0 to 2)"),
        ([Start()], SkipLine(line=-1, at_ms=5), "line -1 is not on this form"),
        ([Start()], UnskipLine(line=1, at_ms=5), "“unskip_line” is out of turn"),
        ([Start()], Unmark(item=1, at_ms=5), "item 1 carries no mark"),
        ([Start()], Unspoil(at_ms=5), "“unspoil” is out of turn"),
        ([Start()], Resume(at_ms=5), "“resume” is out of turn while the clock runs"),
        ([Start()], TimeUp(at_ms=59_999), "“time_up” is out of turn while the clock runs"),
        ([Start()], Finish(at_ms=0), "“finish” is out of turn"),
        ([Start()], Finish(at_ms=60_001), "“finish” is out of turn after the clock has stopped"),
        ([Start()], Reached(item=1, at_ms=60_001), "after the clock has stopped (time up)"),
        ([Start()], Wait(at_ms=60_001), "after the clock has stopped (time up)"),
        ([Start()], Mark(item=1, at_ms=5, kind="credit"), "marked with errors"),
        ([Start()], Mark(item=1, at_ms=5, through=2), "marked with errors"),
        ([Start(), Finish(at_ms=9)], Last(item=1, at_ms=10), "(finished)"),
        ([Start(), Finish(at_ms=9)], TIME_UP, "(finished)"),
        ([Start(), Finish(at_ms=9)], Finish(at_ms=10), "(finished)"),
        ([Start(), Finish(at_ms=9)], Discontinue(at_ms=10), "(finished)"),
        ([Start(), Finish(at_ms=9)], SkipLine(line=2, at_ms=10), "line 2 holds the last item"),
        ([Start(), TIME_UP], Finish(at_ms=60_000), "(time up)"),
        ([Start(), Discontinue(at_ms=9)], Finish(at_ms=10), "(discontinued)"),
        ([Start(), Discontinue(at_ms=9)], Discontinue(at_ms=10), "(discontinued)"),
        (
            [Start(), TIME_UP, Last(item=3, at_ms=60_001)],
            Discontinue(at_ms=60_002),
            "“discontinue” is out of turn",
        ),
        ([Start(), Last(item=5, at_ms=9)], SkipLine(line=1, at_ms=10), "holds the last item"),
        ([Start(), SkipLine(line=1, at_ms=9)], SkipLine(line=1, at_ms=9), "skipped already"),
        ([Start(), SkipLine(line=1, at_ms=9)], Last(item=5, at_ms=10), "in a skipped line"),
        ([Start(), SkipLine(line=1, at_ms=9)], Mark(item=5, at_ms=10), "in a skipped line"),
        ([Start(), SkipLine(line=1, at_ms=9)], Reached(item=5, at_ms=10), "in a skipped line"),
        (
            [Start(), *(SkipLine(line=n, at_ms=9) for n in range(3))],
            Finish(at_ms=10),
            "every line is marked as skipped",
        ),
    ],
)
def test_what_is_out_of_turn_is_refused_with_a_sentence(events, event, says):
    with pytest.raises(OutOfTurn) as refused:
        apply(replay(READY, events), event)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    "late", [Mark(item=0, at_ms=999), Undo(at_ms=999), Note(text="", at_ms=999)]
)
def test_the_clock_never_goes_back(late):
    with pytest.raises(OutOfTurn, match="at 999 ms comes after an event at 1000 ms"):
        apply(given(FORM, Mark(item=1, at_ms=1_000)), late)


def test_the_clock_does_not_go_back_with_an_undo():
    session = undone(given(FORM, Mark(item=1, at_ms=1_000)))
    with pytest.raises(OutOfTurn, match="only goes forward"):
        apply(session, Mark(item=1, at_ms=999))


@given_any(sittings(), steps)
def test_what_is_refused_changes_nothing(session, step):
    before = (session, hash(session.events), dict(session.marks))
    in_turn(session, event(session.form, session.at_ms, step))
    assert (session, hash(session.events), dict(session.marks)) == before


# Replay


@given_any(sittings())
def test_a_session_is_its_events(session):
    assert replay(new(session.form, session.measure, session.seconds), session.events) == session


@given_any(sittings())
def test_what_stands_means_the_same_without_what_was_taken_back(session):
    alone = replay(new(session.form, session.measure), session.standing)
    later = in_turn(alone, Note(text="x", at_ms=session.at_ms))  # the same time has passed
    assert replace(meaning(later), notes=()) == replace(meaning(session), notes=())


# Undo


@given_any(sittings(), steps)
def test_an_undo_restores_what_was_before(session, step):
    made = event(session.form, session.at_ms, (*step[:2], 0, step[3]))
    after = in_turn(session, made)
    if after is session or isinstance(made, Start | TimeUp | Undo | Stop):
        return
    back = undone(after)
    assert meaning(back) == meaning(session)
    assert back.standing == session.standing
    assert back.events == (*session.events, made, Undo(at_ms=session.at_ms))


@given_any(sittings(), st.lists(steps, min_size=2, max_size=6))
def test_undoing_all_of_them_goes_back_one_by_one(session, some):
    states = [session]
    for step in some:
        made = event(session.form, session.at_ms, (*step[:2], 0, step[3]))
        after = in_turn(states[-1], made)
        if after is not states[-1] and not isinstance(made, TimeUp | Undo | Stop):
            states.append(after)
    found = states[-1]
    for earlier in reversed(states[:-1]):
        found = undone(found)
        assert meaning(found) == meaning(earlier)


def test_two_undos_take_back_two_marks_the_latest_first():
    session = given(FORM, Mark(item=1, at_ms=10), Mark(item=2, at_ms=20), Mark(item=3, at_ms=30))
    assert sorted(undone(session).marks) == [1, 2]
    assert sorted(undone(session, 2).marks) == [1]
    with pytest.raises(OutOfTurn, match="nothing to take back"):
        undone(session, 4)


def test_an_undo_is_not_undone_and_what_is_done_after_it_is():
    session = undone(given(FORM, Mark(item=1, at_ms=10), Mark(item=2, at_ms=20)))
    session = undone(apply(session, Mark(item=3, at_ms=30)))
    assert sorted(session.marks) == [1]
    assert sorted(undone(session).marks) == []


def test_an_undo_reaches_past_time_up_to_the_last_mark():
    session = undone(given(FORM, Mark(item=1, at_ms=10), TIME_UP))
    assert (session.marks, session.ended) == ({}, Ended.TIME_UP)
    with pytest.raises(OutOfTurn, match="nothing to take back"):
        undone(session)


def test_of_two_equal_events_one_is_taken_back():
    twice = given(FORM, Note(text="bell", at_ms=5), Note(text="bell", at_ms=5))
    assert undone(twice).notes == ("bell",)


def test_undoing_a_changed_kind_gives_back_the_kind_before():
    session = given(FORM, Mark(item=1, at_ms=10), Mark(item=1, at_ms=20, kind="omission"))
    assert session.marks[1].kind == "omission"
    assert undone(session).marks[1].kind == "error"


def test_undoing_a_finish_after_the_minute_is_time_up():
    session = apply(given(FORM, Finish(at_ms=40_000)), Undo(at_ms=61_000))
    assert (session.ended, session.ended_ms, session.last) == (Ended.TIME_UP, 60_000, None)


def test_undoing_a_stop_that_the_minute_outlasted_is_time_up():
    session = given(FORM, Discontinue(at_ms=30_000), TIME_UP)
    assert session.ended is Ended.DISCONTINUED
    assert undone(session).ended is Ended.TIME_UP


# Time


@pytest.mark.parametrize(("at_ms", "phase"), [(60_000, Phase.RUNNING), (60_001, Phase.CLOSING)])
def test_the_minute_is_over_after_sixty_seconds_whoever_says_so(at_ms, phase):
    session = given(FORM, Note(text="", at_ms=at_ms))
    assert session.phase is phase
    assert session.ended_ms == (0 if phase is Phase.RUNNING else 60_000)


def test_time_up_at_sixty_seconds_sharp():
    session = given(FORM, TIME_UP)
    assert (session.ended, session.ended_ms) == (Ended.TIME_UP, 60_000)
    assert apply(session, TimeUp(at_ms=60_010)).ended_ms == 60_000


def test_a_stop_confirmed_when_the_minute_was_over_took_the_minute():
    session = given(FORM, TIME_UP, Discontinue(at_ms=64_000))
    assert (session.ended, session.ended_ms) == (Ended.DISCONTINUED, 60_000)


def test_the_clock_never_paused_while_a_stop_stood():
    session = given(FORM, Discontinue(at_ms=30_000), Resume(at_ms=70_000))
    assert (session.ended, session.ended_ms) == (Ended.TIME_UP, 60_000)
    session = given(FORM, Discontinue(at_ms=30_000), TIME_UP, Resume(at_ms=60_000))
    assert session.ended is Ended.TIME_UP
    session = given(FORM, Discontinue(at_ms=30_000), Resume(at_ms=31_000))
    assert (session.phase, session.ended_ms) == (Phase.RUNNING, 0)


@pytest.mark.parametrize(("seconds", "limit"), [(None, 60_000), (90, 90_000), (1, 1_000)])
def test_the_seconds_are_the_measures_unless_told(seconds, limit):
    assert new(FORM, ORAL_READING, seconds).limit_ms == limit


# The last item


@given_any(sittings(), st.integers(0, 30))
def test_a_mark_never_becomes_the_last_word(session, item):
    after = in_turn(session, Mark(item=item, at_ms=session.at_ms))
    assert after.last == session.last
    assert after.ended == session.ended


@given_any(sittings())
def test_the_last_word_never_stands_in_a_skipped_line(session):
    assert session.last is None or not session.is_skipped(session.last)


@given_any(sittings(), st.integers(0, 30), st.integers(0, 30))
def test_a_later_last_word_replaces_an_earlier_one(session, one, other):
    items = len(session.form.items)
    first = in_turn(session, Last(item=one % items, at_ms=session.at_ms))
    then = in_turn(first, Last(item=other % items, at_ms=session.at_ms))
    if then is not first:
        assert then.last == other % items
        assert meaning(then) == meaning(
            in_turn(session, Last(item=other % items, at_ms=session.at_ms))
        )


def test_finishing_makes_the_last_word_of_the_form_the_last():
    assert given(FORM, Finish(at_ms=30_000)).last == 11
    assert given(FORM, SkipLine(line=2, at_ms=1), Finish(at_ms=30_000)).last == 7


def test_a_line_read_after_all_may_hold_the_last_word_of_a_finished_form():
    events = [SkipLine(line=2, at_ms=1), Finish(at_ms=30_000), UnskipLine(line=2, at_ms=31_000)]
    session = given(FORM, *events)
    assert (session.last, session.ended_ms) == (11, 30_000)


# How far the student is


def test_the_place_is_the_furthest_mark_or_tap_and_scores_nothing():
    session = given(FORM, Mark(item=5, at_ms=10), Reached(item=3, at_ms=20))
    assert session.place == 5
    assert apply(session, Reached(item=7, at_ms=30)).place == 7
    assert READY.place is None


@pytest.mark.parametrize(
    ("event", "waits"),
    [
        (Mark(item=1, at_ms=20, kind="supplied"), False),
        (SkipLine(line=1, at_ms=20), False),
        (Discontinue(at_ms=20), False),
        (Note(text="", at_ms=60_001), False),
        (Reached(item=1, at_ms=20), True),
        (Note(text="", at_ms=20), True),
    ],
)
def test_a_stall_ends_with_the_mark_or_the_clock(event, waits):
    session = given(FORM, Wait(item=1, at_ms=10), event)
    assert (session.waiting is not None) is waits


def test_a_session_is_complete_when_it_can_be_scored():
    assert not given(FORM, Last(item=3, at_ms=9)).complete
    assert not given(FORM, TIME_UP).complete
    assert given(FORM, TIME_UP, Last(item=3, at_ms=60_000)).complete
    assert given(FORM, Discontinue(at_ms=9)).complete
    assert given(FORM, Finish(at_ms=9)).complete
    assert not given(FORM, *errors(3), Spoil(reason="", at_ms=1_000)).complete


# Measures marked with credits


def test_a_credit_may_reach_over_several_items():
    session = apply(new(FORM, CREDITED), Start())
    session = apply(session, Mark(item=2, at_ms=5, kind="credit", through=4))
    assert {item: mark.kind for item, mark in session.marks.items()} == dict.fromkeys(
        (2, 3, 4), "credit"
    )
    with pytest.raises(OutOfTurn, match="“through” 1 comes before item 2"):
        apply(session, Mark(item=2, at_ms=5, kind="credit", through=1))
    with pytest.raises(OutOfTurn, match="not on this form"):
        apply(session, Mark(item=2, at_ms=5, kind="credit", through=12))
    with pytest.raises(OutOfTurn, match="marked with credits; it takes no “omission”"):
        apply(session, Mark(item=2, at_ms=5, kind="omission"))


def test_a_stop_scores_nothing_and_is_not_undone():
    marked = given(FORM, Mark(item=1, at_ms=10))
    stopped = apply(marked, Stop(at_ms=20))
    assert (stopped.marks, stopped.standing) == (marked.marks, marked.standing)
    assert apply(stopped, Undo(at_ms=30)).marks == {}
    assert apply(stopped, Finish(at_ms=20)).ended is Ended.FINISHED
    with pytest.raises(OutOfTurn):
        apply(apply(marked, TIME_UP), Stop(at_ms=60_000))
