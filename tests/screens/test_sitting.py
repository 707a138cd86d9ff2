"""The shell around the session, with a clock that the test moves and a journal in memory."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.administration import Administration
from probes.forms.form import Form
from probes.giving import events
from probes.giving.event_json import read, written
from probes.giving.events import DAY_MS, NAMES
from probes.giving.session import OutOfTurn, Phase, new, replay
from probes.measures.measure import ORAL_READING
from records.sitting import Sitting
from screens.desk import Desk, Student
from store.sitting_log import StoredSitting

MINUTE = 60_000
HOUR = 3_600_000
FORM = Form(
    id="F",
    measure="orf",
    level="2",
    items=tuple(f"w{n}" for n in range(12)),
    lines=(0, 4, 8),
)
PUPIL = Student("pupil", "", "2", "")
MORNING = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
FULL = OSError(28, "No space left on device")


class Clock:
    """Two clocks; ``pass_ms`` moves both, ``jump_ms`` the wall's alone."""

    def __init__(self):
        self.ms = 5_000
        self.wall = MORNING

    def pass_ms(self, ms):
        self.ms += ms
        self.wall += timedelta(milliseconds=ms)

    def jump_ms(self, ms):
        self.wall += timedelta(milliseconds=ms)

    def steady_ms(self):
        return self.ms

    def now(self):
        return self.wall


class Journal:
    """A sitting's log in memory, which refuses to write once ``full``."""

    def __init__(self):
        self.head = None
        self.events = []
        self.full = False

    damaged = False

    def begin(self, head, *events):
        assert self.read() is None, "one at a time, as the store has it"
        self._write()
        self.head, self.events = head, list(events)

    def append(self, event):
        self._write()
        self.events.append(event)

    def read(self):
        if self.head is None and not self.events:
            return None
        return StoredSitting(self.head, tuple(self.events), self.damaged)

    def clear(self):
        self._write()
        self.head, self.events = None, []

    def _write(self):
        if self.full:
            raise FULL


class Records:
    """Rows in memory, which refuse to be written once ``full``; ``puts`` lists written tables."""

    device = "device"
    problems = ()
    loaded = True

    def __init__(self):
        self.tables = {}
        self.full = False
        self.puts = []

    def rows(self, table):
        return self.tables.get(table, {})

    def row(self, table, row_id):
        return self.rows(table).get(row_id)

    def put(self, *rows):
        if self.full:
            raise FULL
        for table, row_id, row in rows:
            self.puts.append(table)
            self.tables.setdefault(table, {})[row_id] = row

    def mark(self):
        return str(len(self.rows("administrations")))

    def made_since(self, mark):
        return [*self.rows("administrations")][int(mark or 0) :]


def new_desk(clock, journal=None, records=None, forms=(FORM,)):
    ids = iter(range(1_000))
    return Desk(
        records=Records() if records is None else records,
        journal=Journal() if journal is None else journal,
        forms={form.id: form for form in forms},
        clock=clock,
        new_id=lambda: f"id{next(ids)}",
        folder="",
        version="0",
        sample=lambda today: [],
    )


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(clock):
    """A desk at which a probe has just begun."""
    desk = new_desk(clock)
    desk.start(PUPIL, FORM)
    return desk


@pytest.fixture
def sitting(desk):
    return desk.sitting


@pytest.fixture
def journal(desk):
    return desk.journal


def after_a_kill(desk, clock):
    """The desk of the next run, on the same records and journal; its steady clock starts anew."""
    clock.ms = 77
    again = new_desk(clock, desk.journal, desk.records)
    again.recover()
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
    desk = new_desk(clock)
    sitting, journal = desk.start(PUPIL, FORM), desk.journal
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
    desk = new_desk(clock)
    sitting = desk.start(PUPIL, FORM)
    for pause in pauses:
        clock.pass_ms(pause)
        sitting.tick()
    clock.pass_ms(MINUTE + late_ms)
    sitting.tick()
    stamps = [event["at_ms"] for event in desk.journal.events if event["do"] == "time_up"]
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
    desk = new_desk(clock)
    desk.journal.full = True
    with pytest.raises(OSError, match="No space"):
        desk.start(PUPIL, FORM)
    assert desk.sitting is None


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
    desk = new_desk(clock)
    desk.start(PUPIL, FORM)
    clock.pass_ms(at_ms)
    desk.sitting.do(events.Mark, item=1)
    clock.pass_ms(away_ms)
    again = after_a_kill(desk, clock).sitting
    assert again.elapsed_ms == at_ms + away_ms
    clock.pass_ms(more_ms)
    assert again.elapsed_ms == at_ms + away_ms + more_ms
    again.tick()
    if at_ms + away_ms + more_ms >= MINUTE:
        assert again.session.ended_ms == MINUTE
    else:
        assert again.left_ms == MINUTE - at_ms - away_ms - more_ms


def test_a_clock_set_back_meanwhile_takes_no_time_away(desk, clock):
    clock.pass_ms(20_000)
    desk.sitting.do(events.Mark, item=1)
    clock.jump_ms(-HOUR)
    again = after_a_kill(desk, clock).sitting
    assert again.elapsed_ms == 20_000
    clock.pass_ms(5_000)
    assert again.elapsed_ms == 25_000  # and it goes on from there
    again.do(events.Mark, item=2)


def test_a_clock_set_ahead_meanwhile_ends_the_minute_at_its_limit(desk, clock):
    clock.pass_ms(20_000)
    desk.sitting.do(events.Mark, item=1)
    clock.jump_ms(HOUR)
    again = after_a_kill(desk, clock).sitting
    assert again.tick() is True
    assert again.session.ended_ms == MINUTE


@pytest.mark.parametrize("days", [3, 400])
def test_a_sitting_taken_up_days_later_can_still_be_read(desk, clock, days):
    clock.pass_ms(days * DAY_MS)
    again = after_a_kill(desk, clock)
    again.sitting.do(events.Last, item=3)
    once_more = after_a_kill(again, clock)
    assert once_more.sitting is None
    [(row_id, row)] = desk.records.rows("administrations").items()
    assert Administration.kept(row_id, row, FORM).score().attempted == 4
    assert not once_more.set_aside


def test_what_was_cut_short_is_flagged_and_offered(desk, clock):
    desk.sitting.do(events.Mark, item=1)
    again = after_a_kill(desk, clock)
    assert again.recovered
    assert again.sitting.conditions == ("interrupted",)
    assert again.sitting.session.marks.keys() == {1}
    assert again.sitting.administration().conditions == ("interrupted",)
    assert desk.records.rows("administrations") == {}


ENDINGS = [
    pytest.param([(MINUTE, events.Last, {"item": 3})], id="the last word was set"),
    pytest.param([(9_000, events.Finish, {})], id="finished"),
    pytest.param([(9_000, events.Discontinue, {})], id="the stopping rule"),
    pytest.param([(9_000, events.Spoil, {"reason": "r"})], id="not to count"),
]


@pytest.mark.parametrize("done", ENDINGS)
def test_what_was_complete_is_kept_as_it_is_and_once(desk, clock, done):
    for later_ms, what, fields in done:
        clock.pass_ms(later_ms)
        desk.sitting.do(what, **fields)
    again = after_a_kill(desk, clock)
    assert (again.sitting, again.recovered, again.settled) == (None, False, True)
    [(row_id, row)] = desk.records.rows("administrations").items()
    assert Administration.kept(row_id, row, FORM).conditions == ()
    assert desk.journal.read() is None
    assert desk.records.rows("forms").keys() == {"F"}

    once_more = after_a_kill(again, clock)
    assert once_more.settled is False
    assert desk.records.puts.count("administrations") == 1


def test_what_was_kept_before_the_kill_is_let_go(desk, clock):
    clock.pass_ms(9_000)
    desk.sitting.end(events.Finish)
    head, done = desk.journal.head, list(desk.journal.events)
    desk.keep()
    desk.journal.head, desk.journal.events = head, done  # killed before it was cleared
    before = dict(desk.records.rows("administrations"))
    again = after_a_kill(desk, clock)
    assert (again.sitting, again.settled, again.recovered) == (None, False, False)
    assert desk.journal.read() is None
    assert desk.records.rows("administrations") == before
    assert desk.records.puts.count("administrations") == 1


@pytest.mark.parametrize("left", ["only a head", "a damaged head", "nothing"])
def test_what_never_was_a_sitting_is_none(desk, clock, left):
    journal = desk.journal
    if left != "a damaged head":
        journal.events = []
    if left != "only a head":
        journal.head = None
    again = after_a_kill(desk, clock)
    assert (again.sitting, again.recovered) == (None, False)
    assert journal.read() is None


def test_a_form_that_came_with_an_earlier_version_is_found_with_its_records(desk, clock):
    old = replace(FORM, id="old")
    desk.discard()
    desk.forms["old"] = old
    desk.start(PUPIL, old)
    desk.sitting.end(events.Spoil, reason="r")
    desk.keep()
    desk.start(PUPIL, old)
    again = after_a_kill(desk, clock)  # whose forms lack it
    assert again.sitting.session.form == old


def test_what_cannot_be_read_is_set_aside_and_not_thrown_away(desk, clock):
    desk.journal.events.append({"do": "dance", "at_ms": 5})
    held = {"head": desk.journal.head, "events": list(desk.journal.events)}
    again = after_a_kill(desk, clock)
    assert (again.sitting, again.recovered, again.set_aside) == (None, False, True)
    assert list(desk.records.rows("set_aside").values()) == [held]
    assert desk.journal.read() is None


def test_a_journal_of_before_there_were_input_modes_is_oral(desk, clock):
    del desk.journal.head["input_mode"]
    assert after_a_kill(desk, clock).sitting.administration().input_mode == "oral"


def test_how_the_answers_came_is_kept(clock):
    facts = Form(id="M", measure="facts", level="add-10", items=("7",), lines=(0,),
                 groups=(0,), prompts=("3 + 4",))  # fmt: skip
    desk = new_desk(clock, forms=(facts,))
    head = replace(desk.start(PUPIL, facts).head, input_mode="paper")
    desk.discard()
    sitting = Sitting.start(head, facts, desk.journal, clock.steady_ms)
    assert sitting.administration().input_mode == "paper"


# Keeping


def test_a_probe_the_disk_refuses_stays_in_its_journal(desk, clock):
    clock.pass_ms(9_000)
    desk.sitting.end(events.Finish)
    sitting = desk.sitting
    desk.records.full = True
    with pytest.raises(OSError, match="No space"):
        desk.keep()
    assert desk.sitting is sitting
    assert desk.records.rows("administrations") == {}
    with pytest.raises(OSError, match="No space"):
        after_a_kill(desk, clock)
    desk.records.full = False
    assert after_a_kill(desk, clock).settled
    assert len(desk.records.rows("administrations")) == 1


def test_a_form_is_kept_with_its_first_probe_alone(desk, clock):
    for _ in range(2):
        clock.pass_ms(9_000)
        desk.sitting.end(events.Finish)
        desk.keep()
        desk.start(PUPIL, FORM)
    assert len(desk.records.rows("administrations")) == 2
    assert desk.records.rows("forms").keys() == {"F"}


def test_what_is_kept_is_what_was_done(desk, clock):
    clock.pass_ms(9_000)
    desk.sitting.do(events.Mark, item=2)
    desk.sitting.end(events.Finish)
    given_, session = desk.sitting.administration(), desk.sitting.session
    desk.keep()
    kept = Administration.kept(given_.id, desk.records.row("administrations", given_.id), FORM)
    assert kept == given_
    assert [written(event) for event in kept.events] == [written(e) for e in session.events]
    assert kept.given_at == "2026-11-24T09:15:00+00:00"


def test_keeping_nothing_does_nothing(clock):
    desk = new_desk(clock)
    desk.keep()
    assert desk.records.puts == []


def test_a_sitting_starts_with_the_clock_at_nought(sitting):
    assert isinstance(sitting, Sitting)
    assert (sitting.elapsed_ms, sitting.left_ms) == (0, MINUTE)
    assert sitting.head.wall_ms == int(MORNING.timestamp() * 1000)


def test_a_stop_is_written_and_taken_up_after_a_kill(desk, sitting, clock):
    clock.pass_ms(48_000)
    sitting.stop()
    clock.pass_ms(30_000)
    again = after_a_kill(desk, clock)
    assert again.sitting.stopped_ms == 48_000
    again.sitting.end(events.Finish)
    assert again.sitting.session.ended_ms == 48_000


def test_nothing_is_done_while_a_stop_asks_what_it_was(sitting, clock):
    clock.pass_ms(40_000)
    sitting.stop()
    clock.pass_ms(3_000)
    for what in (events.Wait, events.Undo):
        with pytest.raises(OutOfTurn):
            sitting.do(what)
    sitting.end(events.Finish)
    assert sitting.session.ended_ms == 40_000


def test_a_damaged_sitting_is_not_kept_by_itself(desk, sitting, journal, clock):
    sitting.do(events.Mark, item=2)
    clock.pass_ms(MINUTE)
    sitting.do(events.Last, item=5)
    del journal.events[1]
    journal.damaged = True
    again = after_a_kill(desk, clock)
    assert again.recovered
    assert again.sitting.conditions == ("damaged",)
    assert again.records.rows("administrations") == {}


def test_a_sitting_that_was_let_go_takes_no_tap_and_no_time_up(desk, sitting, journal, clock):
    desk.discard()
    with pytest.raises(OutOfTurn):
        sitting.do(events.Mark, item=2)
    clock.pass_ms(2 * MINUTE)
    assert not sitting.tick()
    assert journal.events == []


def test_a_probe_on_record_is_kept_though_its_journal_cannot_be_cleared(desk, sitting, clock):
    clock.pass_ms(MINUTE)
    sitting.do(events.Last, item=5)
    desk.journal.full = True
    desk.keep()
    assert desk.sitting is None
    desk.journal.full = False
    desk.start(PUPIL, FORM)
    assert len(desk.records.rows("administrations")) == 1
    assert desk.sitting.head.administration not in desk.records.rows("administrations")


def test_a_start_that_could_not_be_written_can_be_tried_again(clock):
    desk = new_desk(clock)
    desk.journal.full = True
    with pytest.raises(OSError, match="No space"):
        desk.start(PUPIL, FORM)
    desk.journal.full = False
    assert desk.start(PUPIL, FORM).session.started
