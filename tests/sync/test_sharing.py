"""What sharing promises, one promise a test: what goes out, what waits, what a full disk costs."""

import asyncio

import pytest
from sync_doubles import ONCE, Device, clock, rest, segments

from store.log import NotKept
from sync.errors import (
    NotThere,
)


def test_private_records_never_leave_the_device(folder):
    def private(table, id_, fields):
        return id_.startswith("sample")

    one = Device("one", private=private)
    one.found(folder)
    one.put(("students", "sample 1", {"name": "Sam"}))
    report = one.sync(folder)
    assert (segments(folder), report.sent, report.waiting_events) == ([], 0, 0)
    one.put(("students", "s", {"name": "Zebedee"}), ("students", "sample 2", {"name": "Sue"}))
    one.put(("students", "t", {"name": "Tess"}))
    one.sync(folder)
    other = Device("other")
    other.join(folder)
    other.sync(folder)
    assert set(other.view()["students"]) == {"s", "t"}
    assert set(one.view()["students"]) == {"s", "t", "sample 1", "sample 2"}
    folder.files.clear()
    one.start()
    one.sync(folder)
    del one.disk.files["sync.log"]
    one.start()
    rest(folder, one, other)
    assert set(other.view()["students"]) == {"s", "t"}


def test_an_own_event_of_a_table_from_later_waits_with_all_that_follow_it(folder):
    one, other = Device("one"), Device("other")
    one.found(folder)
    other.join(folder)
    one.put(("students", "s", {"name": "Sam"}))
    one.put(("moods", "m", {"mood": "fine"}))
    one.put(("students", "t", {"name": "Tess"}))
    one.undeclared = {"moods"}  # an older Aimline was put back
    report = one.sync(folder)
    assert report.undeclared_events == 2
    assert "Update Aimline here" in " ".join(report.left_to_do)
    other.sync(folder)
    assert set(other.view()["students"]) == {"s"}
    one.undeclared = set()  # updated
    report = one.sync(folder)
    assert (report.undeclared_events, report.left_to_do) == (0, [])
    other.sync(folder)
    assert set(other.view()["students"]) == {"s", "t"}
    assert set(other.view()["moods"]) == {"m"}


def test_what_a_chain_covers_is_passed_on_whatever_the_table(folder):
    one, other, third = Device("one"), Device("other"), Device("third")
    one.found(folder)
    other.join(folder)
    one.put(("moods", "m", {"mood": "fine"}), ("students", "s", {"name": "Sam"}))
    one.sync(folder)
    other.undeclared = {"moods"}
    other.sync(folder)
    keys = {path: data for path, data in folder.files.items() if path.startswith("keys/")}
    folder.files = keys  # the folder lost every segment, and its maker is away
    other.sync(folder)
    other.sync(folder, deep=True)
    third.join(folder)
    third.sync(folder)
    assert third.view() == other.view() == one.view()


def test_clocks_eleven_days_off_converge(folder):
    days = 24 * 3_600_000
    start = 1_795_000_000_000
    devices = [Device(n, wall=clock(start + n * days)) for n in (-11, 0, 11)]
    devices[0].found(folder)
    for device in devices[1:]:
        device.join(folder)
    for turn in range(3):
        for device in devices:
            device.put(("students", "s", {"goal": f"{turn} {device.db.device}"}))
            assert device.view()["students"]["s"]["goal"].endswith(device.db.device)
            device.sync(folder)
    rest(folder, *devices)
    assert devices[0].view() == devices[1].view() == devices[2].view()


def test_a_folder_that_is_full_or_read_only_still_gives_what_it_has(folder, two):
    one, other = two
    one.put(("students", "t", {"name": "Tess"}))
    one.sync(folder)
    for attribute, value, says in (
        ("room", 10, "no space left"),
        ("read_only", True, "may not write"),
    ):
        setattr(folder, attribute, value)
        other.put(("students", attribute, {}))
        report = other.sync(folder)
        assert says in report.advice[0]
        assert "the rest waits here" in report.advice[0]
        assert "t" in other.view()["students"]
        setattr(folder, attribute, None)
    rest(folder, one, other)
    assert one.view() == other.view()


def test_a_full_disk_here_keeps_everything_and_goes_on_when_there_is_room(folder, two):
    one, other = two
    for number in range(20):
        one.put((ONCE, f"r{number}", {"score": number}))
        one.sync(folder)
    for room in (0, 50, 400, 900, 1500, 2000):
        other.disk.room = room
        with pytest.raises(NotKept, match="the disk is full"):
            other.sync(folder)
        other.disk.room = None
        other.start()
    other.sync(folder)
    rest(folder, one, other)
    assert other.view() == one.view()


def test_a_missing_folder_is_said_and_changes_nothing(folder, two):
    folder.absent = True
    with pytest.raises(NotThere):
        two[0].sync(folder)


def test_a_sync_may_be_cancelled_between_any_two_files(folder, two):
    one, _ = two
    for number in range(12):
        one.put((ONCE, f"r{number}", {"score": number}))
        one.sync(folder)
    third = Device("third")
    third.join(folder)
    third.put(("students", "t", {"name": "Tess"}))

    async def cancelled_after(count):
        told = []

        def progress(step, done, of):
            told.append((step, done, of))
            if len(told) == count:
                task.cancel()

        task = asyncio.ensure_future(third.sharing.sync(folder, progress=progress))
        with pytest.raises(asyncio.CancelledError):
            await task
        return told

    assert asyncio.run(cancelled_after(1)) == [("reading", 1, 13)]
    for count in (3, 5):
        asyncio.run(cancelled_after(count))
        third.start()
    third.sync(folder)
    one.sync(folder)
    assert third.view() == one.view()
