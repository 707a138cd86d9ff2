"""The lock of the screen: when the code is asked for, what opens it, and a forgotten one."""

from datetime import timedelta

import pytest
from test_sitting import FORM, HOUR, MINUTE, PUPIL, Clock, Records, new_desk

from records import screen_lock as locks
from screens.desk import SETTINGS, Settings

CODE = "20481"


class Merging(Records):
    """Records that keep the fields a later put leaves out, as the store does."""

    def put(self, *rows):
        super().put(*((table, i, {**(self.row(table, i) or {}), **row}) for table, i, row in rows))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(clock):
    """A desk with a code, just set."""
    desk = new_desk(clock, records=Merging())
    desk.lock.choose(CODE)
    return desk


def test_without_a_code_nothing_is_ever_locked(clock):
    desk = new_desk(clock, records=Merging())
    clock.pass_ms(100 * HOUR)
    desk.lock.touched()
    assert not desk.lock.due()
    assert not desk.lock.set


def test_it_locks_after_the_time_without_a_tap(desk, clock):
    desk.change(lock_minutes=2)
    for _ in range(5):
        clock.pass_ms(2 * MINUTE)
        assert not desk.lock.due()
        desk.lock.touched()
    clock.pass_ms(2 * MINUTE + 1)
    assert desk.lock.due()
    desk.lock.touched()  # a tap on what is still shown opens nothing
    assert desk.lock.due()


def test_a_start_asks_for_the_code(desk, clock):
    again = new_desk(clock, records=desk.records)
    assert again.lock.due()
    assert again.lock.unlock(CODE) == "right"
    assert not again.lock.due()


@pytest.mark.parametrize("hours", [-25, 25])
def test_a_clock_that_is_set_opens_nothing_and_keeps_nobody_waiting(desk, clock, hours):
    desk.change(lock_minutes=2)
    desk.lock.touched()
    clock.jump_ms(hours * HOUR)
    assert desk.lock.due() == (hours > 0)  # it may have slept meanwhile
    clock.pass_ms(2 * MINUTE + 1)
    assert desk.lock.due()
    for _ in range(locks.TRIES):
        desk.lock.unlock("0000")
    clock.jump_ms(-hours * HOUR)
    clock.pass_ms(locks.WAIT_S * 1000)
    assert desk.lock.unlock(CODE) == "right"


def test_it_locks_at_once_when_told(desk):
    assert not desk.lock.due()
    desk.lock.lock()
    assert desk.lock.due()


@pytest.mark.parametrize("other", ["", "2048", "20482", "020481", "20481 "])
def test_no_other_code_opens_it(desk, other):
    desk.lock.lock()
    assert desk.lock.unlock(other) == "wrong"
    assert desk.lock.due()


def test_after_five_wrong_ones_each_try_waits(desk, clock):
    desk.lock.lock()
    for _ in range(locks.TRIES):
        assert desk.lock.wait_s == 0
        assert desk.lock.unlock("0000") == "wrong"
    assert desk.lock.unlock(CODE) == "wait"
    assert desk.lock.wait_s == locks.WAIT_S
    clock.pass_ms(29_500)
    assert desk.lock.wait_s == 1
    clock.pass_ms(500)
    assert desk.lock.unlock("0000") == "wrong"
    assert desk.lock.unlock(CODE) == "wait"
    clock.pass_ms(locks.WAIT_S * 1000)
    assert desk.lock.unlock(CODE) == "right"
    desk.lock.lock()
    assert desk.lock.unlock("0000") == "wrong"  # counted from anew
    assert desk.lock.unlock(CODE) == "right"


def test_a_running_clock_is_never_locked(desk, clock):
    desk.change(lock_minutes=2)
    desk.start(PUPIL, FORM, seconds=600)
    clock.pass_ms(9 * MINUTE)
    assert not desk.lock.due()
    clock.pass_ms(3 * MINUTE - 1)  # the time is up, and the time-out not yet over
    assert not desk.lock.due()
    clock.pass_ms(2 * MINUTE)
    assert not desk.lock.due()
    clock.pass_ms(1)
    assert desk.lock.due()  # the result was left open


def test_a_probe_under_way_at_the_start_comes_before_the_lock(desk, clock):
    desk.start(PUPIL, FORM)
    again = new_desk(clock, journal=desk.journal, records=desk.records)
    again.recover()
    assert again.sitting is not None
    assert not again.lock.due()
    clock.pass_ms(HOUR)
    later = new_desk(clock, journal=desk.journal, records=desk.records)
    later.recover()
    assert later.lock.due()


def test_the_code_is_not_in_what_is_kept(desk):
    kept = desk.records.row(*SETTINGS)
    assert CODE not in repr(kept)
    first = kept["lock"]["hash"]
    desk.lock.choose(CODE)
    assert desk.settings.lock["hash"] != first  # salted


def test_a_forgotten_code_is_gone_a_day_later(desk, clock):
    desk.lock.lock()
    desk.lock.forget()
    clock.pass_ms(20 * HOUR)
    desk.lock.forget()  # once more puts nothing off
    assert desk.lock.due()
    clock.pass_ms(4 * HOUR)
    assert not desk.lock.set
    assert not desk.lock.due()
    desk.lock.choose("9999")  # a new one is there to stay
    clock.pass_ms(48 * HOUR)
    assert desk.lock.due()


def test_who_knows_the_code_keeps_it(desk, clock):
    desk.lock.lock()
    desk.lock.forget()
    assert desk.lock.unlock(CODE) == "right"
    desk.lock.stop_forgetting()
    clock.pass_ms(48 * HOUR)
    assert desk.lock.due()


def test_a_code_taken_away_asks_for_nothing(desk, clock):
    desk.lock.take_away()
    clock.pass_ms(100 * HOUR)
    assert not desk.lock.due()
    assert desk.settings.lock is None


@pytest.mark.parametrize(
    "kept",
    [None, "x", {}, {"salt": "s", "rounds": 10**12, "hash": "x"}, {"salt": 1, "rounds": 1}],
)
def test_what_can_be_no_code_locks_nobody_out(kept):
    settings = Settings.read({"lock": kept, "lock_minutes": 7, "lock_ends": "x"})
    assert settings.lock is None
    assert settings.lock_minutes in locks.MINUTES
    assert settings.lock_ends == 0


def test_a_clock_set_back_opens_nothing(desk, clock):
    desk.lock.lock()
    clock.jump_ms(-timedelta(days=400) // timedelta(milliseconds=1))
    assert desk.lock.due()
