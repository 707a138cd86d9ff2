import asyncio
from contextlib import suppress
from random import Random

import pytest
from store_doubles import Disk

from store.log import NotKept
from store.sitting_log import OneAtATime, SittingLog, StoredSitting

FILE, END = "sitting.log", "sitting.end"
HEAD = {"id": "3f9a", "started_at": "2026-11-24T09:15:00-05:00"}
TAPS = [{"do": "start", "at_ms": 0}, {"do": "mark", "item": 17, "at_ms": 5120}, {"do": "undo"}]


def opened(disk):
    return asyncio.run(SittingLog.open(disk))


@pytest.fixture
def disk():
    """A disk with a sitting of three taps."""
    disk = Disk()
    sitting = opened(disk)
    sitting.begin(HEAD)
    for tap in TAPS:
        sitting.append(tap)
    sitting.close()
    return disk


def test_each_tap_is_there_after_a_kill(disk):
    disk.now = disk.safe  # nothing that was not flushed
    sitting = opened(disk)
    assert sitting.read() == StoredSitting(HEAD, tuple(TAPS))
    assert sitting.problems == ()
    sitting.append(TAPS[1])
    assert sitting.read() == opened(disk).read() == StoredSitting(HEAD, (*TAPS, TAPS[1]))


def test_opening_writes_nothing_and_finds_nothing():
    disk = Disk()
    sitting = opened(disk)
    assert sitting.read() is None
    sitting.close()
    assert (disk.now, disk.open_files) == ({}, 0)


def test_a_torn_tap_takes_no_other(disk):
    data = disk.now[FILE]
    seen = set()
    for cut in range(len(data)):
        kept = opened(Disk(sitting_log=data[:cut])).read()
        if kept is None:
            assert cut < data.index(b"started_at") + 60
            continue
        assert kept.head == HEAD
        assert kept.events == tuple(TAPS[: len(kept.events)])
        seen.add(len(kept.events))
    assert seen == {0, 1, 2}


def test_what_is_lost_of_its_end_is_said_and_what_is_left_is_there(disk):
    data = disk.now[FILE]
    for cut in range(len(data)):
        for tail in (b"", bytes(len(data) - cut)):
            left = Disk(sitting_log=data[:cut] + tail, sitting_end=disk.now[END])
            sitting = opened(left)  # though nothing of it is a line: the records can be read
            assert sitting.problems, cut
            kept = sitting.read()
            assert kept.damaged
            assert kept.events == tuple(TAPS[: len(kept.events)])
            with pytest.raises(OneAtATime):
                sitting.begin(HEAD)


def test_neither_a_kill_nor_a_power_cut_is_taken_for_a_loss():
    random = Random(16)
    for _ in range(200):
        disk = Disk()
        sitting = opened(disk)
        for _ in range(random.randrange(4)):
            sitting.begin(HEAD)
            for tap in TAPS[: random.randrange(4)]:
                sitting.append(tap)
            disk.flushes = random.choice([None, None, 0, 1])
            with suppress(NotKept):
                sitting.clear()
                sitting.begin(HEAD)
                sitting.append(TAPS[0])
            disk.flushes = None
            sitting = opened(disk)
            assert sitting.problems == ()
            if sitting.read() is not None:
                sitting.clear()
        disk.power_cut(random)
        assert opened(disk).problems == ()


def test_a_flipped_bit_takes_one_line_and_is_reported(disk):
    data = disk.now[FILE]
    for at in range(len(data)):
        sitting = opened(Disk(sitting_log=data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]))
        kept = sitting.read()
        assert sitting.problems
        assert (kept.head is None) + sum(tap not in kept.events for tap in TAPS) <= 1
        with pytest.raises(OneAtATime):
            sitting.begin(HEAD)


def test_one_sitting_at_a_time(disk):
    sitting = opened(disk)
    with pytest.raises(OneAtATime, match="still in progress"):
        sitting.begin(HEAD)
    sitting.clear()
    assert sitting.read() is None
    assert opened(disk).read() is None
    with pytest.raises(OneAtATime, match="begin one first"):
        sitting.append(TAPS[0])
    sitting.begin({"id": "b"})
    assert sitting.read() == opened(disk).read() == StoredSitting({"id": "b"}, ())


def test_nothing_of_a_cleared_sitting_stays_on_disk(disk):
    opened(disk).clear()
    assert disk.now[FILE] == disk.safe[FILE] == b""


def test_a_damaged_sitting_can_be_cleared():
    disk = Disk(sitting_log=b"Aimline log\ndamaged\n")
    sitting = opened(disk)
    assert sitting.read() == StoredSitting(None, (), damaged=True)
    with pytest.raises(OneAtATime):
        sitting.begin(HEAD)
    sitting.clear()
    sitting.begin(HEAD)
    assert opened(disk).read() == StoredSitting(HEAD, ())


def test_a_full_disk_refuses_the_tap_and_keeps_the_others(disk):
    sitting = opened(disk)
    for room in range(40):
        disk.room = room
        with pytest.raises(NotKept, match="the disk is full"):
            sitting.append(TAPS[0])
        assert sitting.read() == opened(disk).read() == StoredSitting(HEAD, tuple(TAPS))
    disk.room = None
    sitting.append(TAPS[0])
    assert opened(disk).read() == StoredSitting(HEAD, (*TAPS, TAPS[0]))


@pytest.mark.parametrize("verb", ["truncate", "flush"])
def test_a_sitting_that_could_not_be_cleared_is_said_so(disk, verb):
    sitting = opened(disk)
    disk.broken = {verb}
    with pytest.raises(NotKept):
        sitting.clear()
    disk.broken = set()
    sitting.clear()
    assert opened(disk).read() is None
