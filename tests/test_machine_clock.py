"""The clock that counts sleep, and a sitting on a tablet that slept."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import FORM, PUPIL, open_records

from commands.machine_clock import JUMP_MS, MachineClock, SleepingClock
from probes.giving import events
from probes.giving.session import Ended
from records.sitting import INTERRUPTED, SLEPT


class Tablet:
    """Two clocks: sleep moves the wall's alone, and it can be set."""

    def __init__(self):
        self.steady, self.wall = 1_000, 1_700_000_000_000
        self.clock = SleepingClock(lambda: self.steady, lambda: self.wall)

    def wake(self, ms):
        self.steady += ms
        self.wall += ms

    def sleep(self, ms):
        self.wall += ms


@given(st.lists(st.tuples(st.sampled_from(["wake", "sleep", "back"]), st.integers(0, 900_000))))
def test_it_only_goes_forward_and_counts_every_sleep(steps):
    tablet = Tablet()
    before = tablet.clock.steady_ms()
    for what, ms in steps:
        counted = {"wake": ms, "sleep": ms if ms > JUMP_MS else 0, "back": 0}[what]
        getattr(tablet, "sleep" if what == "back" else what)(-ms if what == "back" else ms)
        now = tablet.clock.steady_ms()
        assert now - before == counted
        before = now


def test_a_slow_correction_of_the_wall_is_no_sleep():
    tablet = Tablet()
    for _ in range(600):
        tablet.wake(100)
        tablet.sleep(50)
        assert tablet.clock.slept_ms() == 0


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no such clock")
def test_this_machine_did_not_sleep_meanwhile():
    clock = MachineClock()
    first = clock.steady_ms()
    assert clock.slept_ms() == 0
    assert first <= clock.steady_ms()


@pytest.fixture
def tablet():
    return Tablet()


@pytest.fixture
def records(tablet):
    """Records on a tablet, where a probe has just begun."""
    from datetime import UTC, datetime

    tablet.clock.now = lambda: datetime.fromtimestamp(tablet.wall / 1000, UTC)
    records = open_records(tablet.clock)
    records.sittings.start(PUPIL, FORM)
    return records


def test_who_slept_for_ten_minutes_has_no_time_left(records, tablet):
    sitting = records.sittings.current
    tablet.wake(9_000)
    sitting.tick()
    tablet.sleep(600_000)
    tablet.wake(100)
    assert sitting.left_ms == 0
    assert sitting.tick()
    assert (sitting.session.ended, sitting.session.ended_ms) == (Ended.TIME_UP, 60_000)
    assert sitting.conditions == (SLEPT,)
    sitting.do(events.Last, item=4)
    assert sitting.administration().conditions == (SLEPT,)


def test_a_short_sleep_is_time_that_passed_and_is_said(records, tablet):
    sitting = records.sittings.current
    tablet.wake(9_000)
    sitting.tick()
    tablet.sleep(20_000)
    assert not sitting.tick()
    assert sitting.left_ms == 31_000
    assert sitting.conditions == (SLEPT,)


def test_a_sleep_after_the_time_is_nothing(records, tablet):
    sitting = records.sittings.current
    tablet.wake(60_000)
    sitting.tick()
    tablet.sleep(600_000)
    sitting.tick()
    sitting.do(events.Last, item=4)
    assert sitting.conditions == ()


def test_the_flag_outlives_a_kill(records, tablet):
    tablet.wake(9_000)
    tablet.sleep(600_000)
    records.sittings.current.tick()
    records.sittings.current.do(events.Last, item=4)
    again = open_records(tablet.clock, records.journal, records.store)
    again.sittings.recover()
    [kept] = again.store.rows("administrations").values()
    assert kept["conditions"] == [SLEPT]


def test_slept_and_killed_are_two_flags(records, tablet):
    tablet.wake(1_000)
    tablet.sleep(20_000)
    records.sittings.current.tick()
    again = open_records(tablet.clock, records.journal, records.store)
    again.sittings.recover()
    assert again.sittings.current.conditions == (SLEPT, INTERRUPTED)


def test_what_the_disk_refuses_is_flagged_at_the_next_look(records, tablet):
    sitting = records.sittings.current
    tablet.sleep(600_000)
    records.journal.full = True
    with pytest.raises(OSError, match="No space"):
        sitting.tick()
    assert (sitting.conditions, sitting.session.ended) == ((), None)
    records.journal.full = False
    sitting.tick()
    assert sitting.conditions == (SLEPT,)
