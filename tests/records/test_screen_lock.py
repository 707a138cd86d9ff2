"""The lock of the screen: when the code is asked for, what opens it, and a forgotten one."""

from datetime import timedelta

import pytest
from record_doubles import FORM, HOUR, MINUTE, PUPIL, Clock, open_records

from records import screen_code, screen_lock
from records.device_settings import KEPT, Settings

CODE = "20481"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    """Records with a code, just set."""
    records = open_records(clock)
    records.lock.choose(CODE)
    return records


def test_without_a_code_nothing_is_ever_locked(clock):
    records = open_records(clock)
    clock.pass_ms(100 * HOUR)
    records.lock.touched()
    assert not records.lock.due()
    assert not records.lock.set


def test_it_locks_after_the_time_without_a_tap(records, clock):
    records.settings.change(lock_minutes=2)
    for _ in range(5):
        clock.pass_ms(2 * MINUTE)
        assert not records.lock.due()
        records.lock.touched()
    clock.pass_ms(2 * MINUTE + 1)
    assert records.lock.due()
    records.lock.touched()  # a tap on what is still shown opens nothing
    assert records.lock.due()


def test_a_start_asks_for_the_code(records, clock):
    again = open_records(clock, store=records.store)
    assert again.lock.due()
    assert again.lock.unlock(CODE) == "right"
    assert not again.lock.due()


@pytest.mark.parametrize("hours", [-25, 25])
def test_a_clock_that_is_set_opens_nothing_and_keeps_nobody_waiting(records, clock, hours):
    records.settings.change(lock_minutes=2)
    records.lock.touched()
    clock.jump_ms(hours * HOUR)
    assert records.lock.due() == (hours > 0)  # it may have slept meanwhile
    clock.pass_ms(2 * MINUTE + 1)
    assert records.lock.due()
    for _ in range(screen_lock.TRIES):
        records.lock.unlock("0000")
    clock.jump_ms(-hours * HOUR)
    clock.pass_ms(screen_lock.WAIT_S * 1000)
    assert records.lock.unlock(CODE) == "right"


def test_it_locks_at_once_when_told(records):
    assert not records.lock.due()
    records.lock.lock()
    assert records.lock.due()


@pytest.mark.parametrize("other", ["", "2048", "20482", "020481", "20481 "])
def test_no_other_code_opens_it(records, other):
    records.lock.lock()
    assert records.lock.unlock(other) == "wrong"
    assert records.lock.due()


def test_after_five_wrong_ones_each_try_waits(records, clock):
    records.lock.lock()
    for _ in range(screen_lock.TRIES):
        assert records.lock.wait_s == 0
        assert records.lock.unlock("0000") == "wrong"
    assert records.lock.unlock(CODE) == "wait"
    assert records.lock.wait_s == screen_lock.WAIT_S
    clock.pass_ms(29_500)
    assert records.lock.wait_s == 1
    clock.pass_ms(500)
    assert records.lock.unlock("0000") == "wrong"
    assert records.lock.unlock(CODE) == "wait"
    clock.pass_ms(screen_lock.WAIT_S * 1000)
    assert records.lock.unlock(CODE) == "right"
    records.lock.lock()
    assert records.lock.unlock("0000") == "wrong"  # counted from anew
    assert records.lock.unlock(CODE) == "right"


def test_a_running_clock_is_never_locked(records, clock):
    records.settings.change(lock_minutes=2)
    records.sittings.start(PUPIL, FORM, seconds=600)
    clock.pass_ms(9 * MINUTE)
    assert not records.lock.due()
    clock.pass_ms(3 * MINUTE - 1)  # the time is up, and the time-out not yet over
    assert not records.lock.due()
    clock.pass_ms(2 * MINUTE)
    assert not records.lock.due()
    clock.pass_ms(1)
    assert records.lock.due()  # the result was left open


def test_a_probe_under_way_at_the_start_comes_before_the_lock(records, clock):
    records.sittings.start(PUPIL, FORM)
    again = open_records(clock, journal=records.journal, store=records.store)
    again.sittings.recover()
    assert again.sittings.current is not None
    assert not again.lock.due()
    clock.pass_ms(HOUR)
    later = open_records(clock, journal=records.journal, store=records.store)
    later.sittings.recover()
    assert later.lock.due()


def test_the_code_is_not_in_what_is_kept(records):
    kept = records.store.row(*KEPT)
    assert CODE not in repr(kept)
    first = kept["lock"]["hash"]
    records.lock.choose(CODE)
    assert records.settings.now.lock["hash"] != first  # salted


def test_a_forgotten_code_is_gone_a_day_later(records, clock):
    records.lock.lock()
    records.lock.forget()
    clock.pass_ms(20 * HOUR)
    records.lock.forget()  # once more puts nothing off
    assert records.lock.due()
    clock.pass_ms(4 * HOUR)
    assert not records.lock.set
    assert not records.lock.due()
    records.lock.choose("9999")  # a new one is there to stay
    clock.pass_ms(48 * HOUR)
    assert records.lock.due()


@pytest.mark.parametrize("hours", [25, 24 * 400])
def test_a_clock_set_ahead_ends_no_forgotten_code(records, clock, hours):
    records.lock.lock()
    records.lock.forget()
    clock.jump_ms(hours * HOUR)
    assert records.lock.due()
    assert records.lock.set
    again = open_records(clock, store=records.store)
    assert again.lock.due()
    clock.pass_ms(24 * HOUR)
    assert not again.lock.set


@pytest.mark.parametrize("steady", [0, 3 * MINUTE])
def test_what_was_counted_of_a_forgotten_code_outlasts_restarts(records, clock, steady):
    records.lock.lock()
    records.lock.forget()
    for _ in range(4):  # five hours each, seen every minute
        for _ in range(5 * 60):
            clock.pass_ms(MINUTE)
            assert records.lock.due()
        clock.ms = steady  # the machine was off, and its clock begins anew
        records = open_records(clock, store=records.store)
        assert records.lock.due()
    clock.pass_ms(5 * HOUR)
    assert not records.lock.due()


def test_the_wait_outlasts_a_restart_and_the_right_code_ends_it(records, clock):
    records.lock.lock()
    for _ in range(screen_lock.TRIES):
        records.lock.unlock("0000")
    clock.pass_ms(screen_lock.WAIT_S * 1000 - 1)
    again = open_records(clock, store=records.store)
    assert again.lock.unlock(CODE) == "wait"
    assert again.lock.wait_s == screen_lock.WAIT_S
    clock.jump_ms(25 * HOUR)
    assert again.lock.unlock(CODE) == "wait"
    clock.pass_ms(screen_lock.WAIT_S * 1000)
    assert again.lock.unlock(CODE) == "right"
    third = open_records(clock, store=records.store)
    assert third.lock.wait_s == 0


def test_tries_are_counted_over_restarts(records, clock):
    for _ in range(screen_lock.TRIES - 1):
        assert records.lock.unlock("0000") == "wrong"
        records = open_records(clock, store=records.store)
    assert records.lock.unlock("0000") == "wrong"
    assert records.lock.unlock(CODE) == "wait"


def test_a_full_disk_locks_nobody_out(records, clock):
    records.lock.lock()
    records.store.full = True
    assert records.lock.unlock("0000") == "wrong"
    assert records.lock.unlock(CODE) == "right"


def test_who_knows_the_code_keeps_it(records, clock):
    records.lock.lock()
    records.lock.forget()
    assert records.lock.unlock(CODE) == "right"
    records.lock.stop_forgetting()
    clock.pass_ms(48 * HOUR)
    assert records.lock.due()


def test_a_code_taken_away_asks_for_nothing(records, clock):
    records.lock.take_away()
    clock.pass_ms(100 * HOUR)
    assert not records.lock.due()
    assert records.settings.now.lock is None


@pytest.mark.parametrize(
    "kept",
    [None, "x", {}, {"salt": "s", "rounds": 10**12, "hash": "x"}, {"salt": 1, "rounds": 1}],
)
def test_what_can_be_no_code_locks_nobody_out(kept):
    odd = {"lock_minutes": 7, "lock_left": "x", "lock_counted": -5, "lock_wrong": True}
    settings = Settings.read({"lock": kept, **odd})
    assert settings.lock is None
    assert settings.lock_minutes in screen_code.MINUTES
    assert (settings.lock_left, settings.lock_counted, settings.lock_wrong) == (-1, 0, 0)


def test_a_clock_set_back_opens_nothing(records, clock):
    records.lock.lock()
    clock.jump_ms(-timedelta(days=400) // timedelta(milliseconds=1))
    assert records.lock.due()
