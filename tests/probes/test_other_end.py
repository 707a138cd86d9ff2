"""Another end is what a replay of the events with that end comes to, whatever was tapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from probe_sheets import ORAL_READING, event, in_turn, sheet, sittings, steps
from probe_sheets import given as given_session

from probes.giving import events
from probes.giving.other_end import ENDING, WHILE_RUNNING, with_end
from probes.giving.session import Ended, OutOfTurn, new, replay
from probes.measures.measure import MEASURES

BY_MARKS = {one.marked: one for one in MEASURES.values()} | {"errors": ORAL_READING}
ENDS = st.tuples(st.sampled_from(Ended), st.integers(0, 1_000), st.integers(1, 90))


def by_replay(session, how, at_ms, seconds):
    """The session that a replay of its events comes to, with another end among them."""
    end = {
        Ended.TIME_UP: events.TimeUp(at_ms=seconds * 1000),
        Ended.FINISHED: events.Finish(at_ms=max(at_ms, 1)),
        Ended.DISCONTINUED: events.Discontinue(at_ms=at_ms),
    }[how]
    replaced = (*ENDING, events.Last, events.Confirm)
    rest = [one for one in session.standing if not isinstance(one, replaced)]
    made = [
        *[one for one in rest if one.at_ms <= end.at_ms],
        end,
        *[one for one in rest if one.at_ms > end.at_ms and not isinstance(one, WHILE_RUNNING)],
    ]
    if how is not Ended.FINISHED and session.last is not None:
        made.append(events.Last(at_ms=made[-1].at_ms, item=session.last))
    return replay(new(session.form, session.measure, seconds), made)


def outcome(work, *of):
    """What comes of it, or that it is out of turn."""
    try:
        return work(*of)
    except OutOfTurn:
        return OutOfTurn


@pytest.mark.parametrize("measure", BY_MARKS.values(), ids=list(BY_MARKS))
@given(st.data(), st.lists(st.tuples(ENDS, st.lists(steps, max_size=3)), min_size=1, max_size=4))
def test_another_end_is_what_a_replay_comes_to(measure, data, ends):
    session = data.draw(sittings(measure))
    for (how, share, seconds), more in ends:
        at_ms = seconds * share
        found = outcome(with_end, session, how, at_ms, seconds)
        assert found == outcome(by_replay, session, how, at_ms, seconds)
        if found is OutOfTurn:
            continue
        session = found
        for step in more:
            session = in_turn(session, event(session.form, session.at_ms, step))


@given(sittings())
def test_the_same_end_said_again_changes_nothing(session):
    if session.ended is None:
        return
    at_ms, seconds = session.ended_ms, session.seconds
    once = outcome(with_end, session, session.ended, at_ms, seconds)
    if once is not OutOfTurn:
        assert with_end(once, session.ended, at_ms, seconds) == once
        assert (once.sheet, once.skipped) == (session.sheet, session.skipped)


def test_a_line_read_after_all_is_the_last_one_and_one_skipped_since_refuses():
    form = sheet(4, 4, 4)
    read = given_session(
        form,
        events.SkipLine(line=2, at_ms=1_000),
        events.Finish(at_ms=30_000),
        events.UnskipLine(line=2, at_ms=40_000),
    )
    assert with_end(read, Ended.FINISHED, 20_000, 60).last == 11
    timed = given_session(form, events.TimeUp(at_ms=60_000), events.SkipLine(line=2, at_ms=61_000))
    with pytest.raises(OutOfTurn):
        with_end(timed, Ended.FINISHED, 20_000, 60)
    none = given_session(form, *(events.SkipLine(line=n, at_ms=n) for n in range(3)))
    with pytest.raises(OutOfTurn):
        with_end(none, Ended.FINISHED, 20_000, 60)
