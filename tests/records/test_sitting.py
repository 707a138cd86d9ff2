"""The shell around the session, with a clock that the test moves and a journal in memory."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import (
    FORM,
    HOUR,
    MINUTE,
    MORNING,
    PUPIL,
    Clock,
    open_records,
)

from probes.administration import Administration
from probes.forms.form import Form
from probes.giving import events
from probes.giving.event_json import read, written
from probes.giving.events import DAY_MS, NAMES
from probes.giving.session import OutOfTurn, Phase, new, replay
from probes.measures.measure import ORAL_READING
from records.sitting import Sitting
from store.sitting_log import StoredSitting


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    """A records at which a probe has just begun."""
    records = open_records(clock)
    records.sittings.start(PUPIL, FORM)
    return records


@pytest.fixture
def sitting(records):
    return records.sittings.current


@pytest.fixture
def journal(records):
    return records.journal


def after_a_kill(records, clock):
    """The next run, on the same rows and journal; its steady clock starts anew."""
    clock.ms = 77
    again = open_records(clock, records.journal, records.store)
    again.sittings.recover()
    return again


def journalled(sitting, journal):
    """The session that a replay of the journal gives."""
    ready = new(FORM, ORAL_READING, sitting.head.seconds)
    return replay(ready, [read(event) for event in journal.events])


# What is done to a sitting: a verb with its fields, so long after the last one.
items, lines = st.integers(-1, 12), st.integers(-1, 3)
DONE = st.one_of(
    st.tuples(st.just(events.Mark), st.fixed_dictionaries({"item": items})),
    st.tuples(st.just(events.Unmark), st.fixed_dictionaries({"item": items})),
    st.tuples(st.just(events.Reached), st.fixed_dictionaries({"item": items})),
    st.tuples(st.just(events.Last), st.fixed_dictionaries({"item": items})),
    st.tuples(st.just(events.SkipLine), st.fixed_dictionaries({"line": lines})),
    st.tuples(st.just(events.UnskipLine), st.fixed_dictionaries({"line": lines})),
    st.tuples(st.just(events.Spoil), st.just({"reason": "r"})),
    st.tuples(
        st.sampled_from(
            [events.Undo, events.Wait, events.Finish, events.Discontinue, events.Resume]
        ),
        st.just({}),
    ),
)
STEPS = st.tuples(
    st.sampled_from([0, 1, 400, 9_000, 30_000]) | st.integers(0, 70_000),
    st.sampled_from(["tick", "stop", "go_on", "full", "room"]) | st.just("end") | DONE,
)


def step(sitting, journal, what):
    """Take one step; return the error it met."""
    try:
        match what:
            case "tick":
                sitting.tick()
            case "stop":
                sitting.stop()
            case "go_on":
                sitting.go_on()
            case "full" | "room":
                journal.full = what == "full"
            case "end":
                sitting.end(events.Finish)
            case kind, fields:
                sitting.do(kind, **fields)
    except (OutOfTurn, OSError) as error:
        return error
    return None


@given(st.lists(STEPS, max_size=25))
def test_the_journal_replays_to_the_session_whatever_is_done(steps):
    clock = Clock()
    records = open_records(clock)
    sitting, journal = records.sittings.start(PUPIL, FORM), records.journal
    for later_ms, what in steps:
        clock.pass_ms(later_ms)
        before, kept = sitting.session, len(journal.events)
        error = step(sitting, journal, what)
        assert journalled(sitting, journal) == sitting.session
        if isinstance(error, OSError):
            assert (sitting.session, len(journal.events)) == (before, kept)
        elif error is not None:  # the time may have been up before; what was refused isn't there
            assert {NAMES[type(read(e))] for e in journal.events[kept:]} <= {"time_up"}


@given(st.lists(st.integers(0, 20_000), max_size=12), st.integers(0, HOUR))
def test_the_time_is_up_at_the_limit_however_late_somebody_looks(pauses, late_ms):
    clock = Clock()
    records = open_records(clock)
    sitting = records.sittings.start(PUPIL, FORM)
    for pause in pauses:
        clock.pass_ms(pause)
        sitting.tick()
    clock.pass_ms(MINUTE + late_ms)
    sitting.tick()
    stamps = [event["at_ms"] for event in records.journal.events if event["do"] == "time_up"]
    assert stamps == [MINUTE]
    assert sitting.session.ended_ms == MINUTE


@pytest.mark.parametrize(("elapsed_ms", "over"), [(MINUTE - 1, False), (MINUTE, True)])
def test_the_minute_has_sixty_seconds(sitting, clock, elapsed_ms, over):
    clock.pass_ms(elapsed_ms)
    assert sitting.left_ms == MINUTE - elapsed_ms
    assert sitting.tick() is over
    assert (sitting.session.phase is Phase.CLOSING) is over
    assert sitting.tick() is False  # once is enough


def test_the_walls_clock_has_no_say_in_a_sitting(sitting, clock):
    clock.pass_ms(10_000)
    for jump_ms in (HOUR, -3 * HOUR):
        clock.jump_ms(jump_ms)
        assert sitting.elapsed_ms == 10_000
        assert sitting.tick() is False


def test_a_tap_after_the_minute_comes_after_the_time_up(sitting, journal, clock):
    clock.pass_ms(MINUTE + 700)
    sitting.do(events.Mark, item=3)
    assert [(e["do"], e["at_ms"]) for e in journal.events] == [
        ("start", 0),
        ("time_up", MINUTE),
        ("mark", MINUTE + 700),
    ]


def test_what_is_refused_is_not_written(sitting, journal):
    before = sitting.session
    with pytest.raises(OutOfTurn):
        sitting.do(events.Unmark, item=3)
    assert sitting.session is before
    assert journal.events == [{"do": "start", "at_ms": 0}]


def test_what_is_not_written_is_not_done(sitting, journal, clock):
    sitting.do(events.Mark, item=3)
    before = sitting.session
    journal.full = True
    clock.pass_ms(MINUTE)
    for work in (
        sitting.tick,
        sitting.stop,
        sitting.go_on,
        lambda: sitting.do(events.Mark, item=4),
        lambda: sitting.end(events.Finish),
    ):
        with pytest.raises(OSError, match="No space"):
            work()
        assert sitting.session is before
    journal.full = False
    sitting.tick()
    assert sitting.session.ended_ms == MINUTE


def test_a_sitting_that_cannot_be_written_does_not_begin(clock):
    records = open_records(clock)
    records.journal.full = True
    with pytest.raises(OSError, match="No space"):
        records.sittings.start(PUPIL, FORM)
    assert records.sittings.current is None


# Stop


def test_stop_holds_the_end_back_and_going_on_lets_it_come(sitting, clock):
    clock.pass_ms(50_000)
    sitting.stop()
    clock.pass_ms(15_000)
    assert sitting.tick() is False
    assert sitting.session.phase is Phase.RUNNING
    sitting.go_on()
    assert sitting.stopped_ms is None
    assert sitting.session.ended_ms == MINUTE


def test_the_end_is_stamped_when_stop_was_tapped(sitting, journal, clock):
    clock.pass_ms(40_000)
    sitting.stop()
    clock.pass_ms(3_000)
    sitting.stop()  # twice does no harm
    clock.pass_ms(HOUR)
    sitting.end(events.Finish)
    assert journal.events[-1] == {"do": "finish", "at_ms": 40_000}
    assert sitting.stopped_ms is None
    assert sitting.done


def test_stop_after_the_minute_is_too_late(sitting, clock):
    clock.pass_ms(MINUTE)
    sitting.stop()
    assert sitting.stopped_ms is None
    assert sitting.session.phase is Phase.CLOSING


def test_an_end_that_was_not_written_is_asked_for_again(sitting, journal, clock):
    clock.pass_ms(40_000)
    sitting.stop()
    journal.full = True
    with pytest.raises(OSError, match="No space"):
        sitting.end(events.Discontinue)
    assert sitting.stopped_ms == 40_000
    journal.full = False
    clock.pass_ms(9_000)
    sitting.end(events.Discontinue)
    assert sitting.session.ended_ms == 40_000


# After a kill


@given(st.integers(0, 2 * HOUR), st.integers(0, MINUTE), st.integers(0, 50_000))
def test_the_clock_has_run_on_by_the_wall(away_ms, at_ms, more_ms):
    clock = Clock()
    records = open_records(clock)
    records.sittings.start(PUPIL, FORM)
    clock.pass_ms(at_ms)
    records.sittings.current.do(events.Mark, item=1)
    clock.pass_ms(away_ms)
    again = after_a_kill(records, clock).sittings.current
    assert again.elapsed_ms == at_ms + away_ms
    clock.pass_ms(more_ms)
    assert again.elapsed_ms == at_ms + away_ms + more_ms
    again.tick()
    if at_ms + away_ms + more_ms >= MINUTE:
        assert again.session.ended_ms == MINUTE
    else:
        assert again.left_ms == MINUTE - at_ms - away_ms - more_ms


def test_a_clock_set_back_meanwhile_takes_no_time_away(records, clock):
    clock.pass_ms(20_000)
    records.sittings.current.do(events.Mark, item=1)
    clock.jump_ms(-HOUR)
    again = after_a_kill(records, clock).sittings.current
    assert again.elapsed_ms == 20_000
    clock.pass_ms(5_000)
    assert again.elapsed_ms == 25_000  # and it goes on from there
    again.do(events.Mark, item=2)


def test_a_clock_set_ahead_meanwhile_ends_the_minute_at_its_limit(records, clock):
    clock.pass_ms(20_000)
    records.sittings.current.do(events.Mark, item=1)
    clock.jump_ms(HOUR)
    again = after_a_kill(records, clock).sittings.current
    assert again.tick() is True
    assert again.session.ended_ms == MINUTE


@pytest.mark.parametrize("days", [3, 400])
def test_a_sitting_taken_up_days_later_can_still_be_read(records, clock, days):
    clock.pass_ms(days * DAY_MS)
    again = after_a_kill(records, clock)
    again.sittings.current.do(events.Last, item=3)
    once_more = after_a_kill(again, clock)
    assert once_more.sittings.current is None
    [(row_id, row)] = records.store.rows("administrations").items()
    assert Administration.kept(row_id, row, FORM).score().attempted == 4
    assert not once_more.sittings.set_aside


def test_what_was_cut_short_is_flagged_and_offered(records, clock):
    records.sittings.current.do(events.Mark, item=1)
    again = after_a_kill(records, clock)
    assert again.sittings.recovered
    assert again.sittings.current.conditions == ("interrupted",)
    assert again.sittings.current.session.marks.keys() == {1}
    assert again.sittings.current.administration().conditions == ("interrupted",)
    assert records.store.rows("administrations") == {}


ENDINGS = [
    pytest.param([(MINUTE, events.Last, {"item": 3})], id="the last word was set"),
    pytest.param([(9_000, events.Finish, {})], id="finished"),
    pytest.param([(9_000, events.Discontinue, {})], id="the stopping rule"),
    pytest.param([(9_000, events.Spoil, {"reason": "r"})], id="not to count"),
]


@pytest.mark.parametrize("done", ENDINGS)
def test_what_was_complete_is_kept_as_it_is_and_once(records, clock, done):
    for later_ms, what, fields in done:
        clock.pass_ms(later_ms)
        records.sittings.current.do(what, **fields)
    again = after_a_kill(records, clock)
    assert (again.sittings.current, again.sittings.recovered, again.sittings.settled) == (
        None,
        False,
        True,
    )
    [(row_id, row)] = records.store.rows("administrations").items()
    assert Administration.kept(row_id, row, FORM).conditions == ()
    assert records.journal.read() is None
    assert records.store.rows("forms").keys() == {"F"}

    once_more = after_a_kill(again, clock)
    assert once_more.sittings.settled is False
    assert records.store.puts.count("administrations") == 1


def test_what_was_kept_before_the_kill_is_let_go(records, clock):
    clock.pass_ms(9_000)
    records.sittings.current.end(events.Finish)
    head, done = records.journal.head, list(records.journal.events)
    records.sittings.keep()
    records.journal.head, records.journal.events = head, done  # killed before it was cleared
    before = dict(records.store.rows("administrations"))
    again = after_a_kill(records, clock)
    assert (again.sittings.current, again.sittings.settled, again.sittings.recovered) == (
        None,
        False,
        False,
    )
    assert records.journal.read() is None
    assert records.store.rows("administrations") == before
    assert records.store.puts.count("administrations") == 1


@pytest.mark.parametrize("left", ["only a head", "a damaged head", "nothing"])
def test_what_never_was_a_sitting_is_none(records, clock, left):
    journal = records.journal
    if left != "a damaged head":
        journal.events = []
    if left != "only a head":
        journal.head = None
    again = after_a_kill(records, clock)
    assert (again.sittings.current, again.sittings.recovered) == (None, False)
    assert journal.read() is None


def test_a_form_that_came_with_an_earlier_version_is_found_with_its_records(records, clock):
    old = replace(FORM, id="old")
    records.sittings.discard()
    records.forms.built_in["old"] = old
    records.sittings.start(PUPIL, old)
    records.sittings.current.end(events.Spoil, reason="r")
    records.sittings.keep()
    records.sittings.start(PUPIL, old)
    again = after_a_kill(records, clock)  # whose forms lack it
    assert again.sittings.current.session.form == old


def test_what_cannot_be_read_is_set_aside_and_not_thrown_away(records, clock):
    records.journal.events.append({"do": "dance", "at_ms": 5})
    held = {"head": records.journal.head, "events": list(records.journal.events)}
    again = after_a_kill(records, clock)
    assert (again.sittings.current, again.sittings.recovered, again.sittings.set_aside) == (
        None,
        False,
        True,
    )
    assert list(records.store.rows("set_aside").values()) == [held]
    assert records.journal.read() is None


def test_a_journal_of_before_there_were_input_modes_is_oral(records, clock):
    del records.journal.head["input_mode"]
    assert after_a_kill(records, clock).sittings.current.administration().input_mode == "oral"


def test_how_the_answers_came_is_kept(clock):
    facts = Form(id="M", measure="facts", level="add-10", items=("7",), lines=(0,),
                 groups=(0,), prompts=("3 + 4",))  # fmt: skip
    records = open_records(clock, forms=(facts,))
    head = replace(records.sittings.start(PUPIL, facts).head, input_mode="paper")
    records.sittings.discard()
    sitting = Sitting.start(head, facts, records.journal, clock)
    assert sitting.administration().input_mode == "paper"


# Keeping


def test_a_probe_the_disk_refuses_stays_in_its_journal(records, clock):
    clock.pass_ms(9_000)
    records.sittings.current.end(events.Finish)
    sitting = records.sittings.current
    records.store.full = True
    with pytest.raises(OSError, match="No space"):
        records.sittings.keep()
    assert records.sittings.current is sitting
    assert records.store.rows("administrations") == {}
    with pytest.raises(OSError, match="No space"):
        after_a_kill(records, clock)
    records.store.full = False
    assert after_a_kill(records, clock).sittings.settled
    assert len(records.store.rows("administrations")) == 1


def test_a_form_is_kept_with_its_first_probe_alone(records, clock):
    for _ in range(2):
        clock.pass_ms(9_000)
        records.sittings.current.end(events.Finish)
        records.sittings.keep()
        records.sittings.start(PUPIL, FORM)
    assert len(records.store.rows("administrations")) == 2
    assert records.store.rows("forms").keys() == {"F"}


def test_what_is_kept_is_what_was_done(records, clock):
    clock.pass_ms(9_000)
    records.sittings.current.do(events.Mark, item=2)
    records.sittings.current.end(events.Finish)
    given_, session = records.sittings.current.administration(), records.sittings.current.session
    records.sittings.keep()
    kept = Administration.kept(given_.id, records.store.row("administrations", given_.id), FORM)
    assert kept == given_
    assert [written(event) for event in kept.events] == [written(e) for e in session.events]
    assert kept.given_at == "2026-11-24T09:15:00+00:00"


def test_keeping_nothing_does_nothing(clock):
    records = open_records(clock)
    records.sittings.keep()
    assert records.store.puts == []


def test_a_sitting_starts_with_the_clock_at_nought(sitting):
    assert isinstance(sitting, Sitting)
    assert (sitting.elapsed_ms, sitting.left_ms) == (0, MINUTE)
    assert sitting.head.wall_ms == int(MORNING.timestamp() * 1000)


def test_a_stop_is_written_and_taken_up_after_a_kill(records, sitting, clock):
    clock.pass_ms(48_000)
    sitting.stop()
    clock.pass_ms(30_000)
    again = after_a_kill(records, clock)
    assert again.sittings.current.stopped_ms == 48_000
    again.sittings.current.end(events.Finish)
    assert again.sittings.current.session.ended_ms == 48_000


def test_nothing_is_done_while_a_stop_asks_what_it_was(sitting, clock):
    clock.pass_ms(40_000)
    sitting.stop()
    clock.pass_ms(3_000)
    for what in (events.Wait, events.Undo):
        with pytest.raises(OutOfTurn):
            sitting.do(what)
    sitting.end(events.Finish)
    assert sitting.session.ended_ms == 40_000


def test_a_damaged_sitting_is_not_kept_by_itself(records, sitting, journal, clock):
    sitting.do(events.Mark, item=2)
    clock.pass_ms(MINUTE)
    sitting.do(events.Last, item=5)
    del journal.events[1]
    journal.damaged = True
    again = after_a_kill(records, clock)
    assert again.sittings.recovered
    assert again.sittings.current.conditions == ("damaged",)
    assert again.store.rows("administrations") == {}


def test_a_sitting_that_was_let_go_takes_no_tap_and_no_time_up(records, sitting, journal, clock):
    records.sittings.discard()
    with pytest.raises(OutOfTurn):
        sitting.do(events.Mark, item=2)
    clock.pass_ms(2 * MINUTE)
    assert not sitting.tick()
    assert journal.events == []


def test_a_probe_on_record_is_kept_though_its_journal_cannot_be_cleared(records, sitting, clock):
    clock.pass_ms(MINUTE)
    sitting.do(events.Last, item=5)
    records.journal.full = True
    records.sittings.keep()
    assert records.sittings.current is None
    records.journal.full = False
    records.sittings.start(PUPIL, FORM)
    assert len(records.store.rows("administrations")) == 1
    assert records.sittings.current.head.administration not in records.store.rows("administrations")


def test_a_start_that_could_not_be_written_can_be_tried_again(clock):
    records = open_records(clock)
    records.journal.full = True
    with pytest.raises(OSError, match="No space"):
        records.sittings.start(PUPIL, FORM)
    records.journal.full = False
    assert records.sittings.start(PUPIL, FORM).session.started


def test_where_nothing_is_left_that_is_said_once(records, clock):
    records.journal.damaged, records.journal.head, records.journal.events = True, None, []
    records.journal.read = lambda: (
        StoredSitting(None, (), damaged=True) if records.journal.damaged else None
    )
    records.journal.clear = lambda: setattr(records.journal, "damaged", False)
    records.sittings.recover()
    assert (records.sittings.current, records.sittings.lost) == (None, True)
    records.sittings.lost = False
    records.sittings.recover()
    assert not records.sittings.lost
