"""Small files are joined into one when another device has read them; who is idle does nothing."""

from random import Random

import pytest
from sync_doubles import ONCE, Device, flipped, rest, segments

from sync.exchange import rollup


def test_small_files_are_joined_once_another_device_has_read_them(folder, two):
    one, other = two
    for number in range(100):
        one.put((ONCE, f"r{number}", {"score": number}))
        one.sync(folder)
        if number % 10 == 9:
            other.sync(folder)
    rest(folder, one, other)
    assert len(segments(folder)) < 30
    fresh = Device("fresh")
    fresh.join(folder)
    fresh.sync(folder)
    assert fresh.view() == one.view() == other.view()
    assert len(fresh.view()[ONCE]) == 100


def test_parts_stay_until_another_device_has_read_the_whole(folder):
    one = Device("one")
    one.found(folder)
    for number in range(40):
        one.put((ONCE, f"r{number}", {"score": number}))
        one.sync(folder)
    assert len(segments(folder)) > 40
    other = Device("other")
    other.join(folder)
    other.sync(folder)
    assert one.sync(folder).removed > 15


@pytest.fixture
def joined(folder, two):
    """One device's small segments, joined into a whole; the other has all events. And its path."""
    one, other = two
    for number in range(rollup.TOGETHER):
        one.put((ONCE, f"r{number}", {"score": number}))
        one.sync(folder)
        if wholes := [path for path in segments(folder) if "/000000001-" in path][1:]:
            late = {wholes[0]: folder.files.pop(wholes[0])}  # it arrives after its parts
            other.sync(folder)
            folder.files.update(late)
            return one, other, wholes[0]
        other.sync(folder)
    raise AssertionError("nothing was joined")


def test_a_whole_that_could_not_be_read_is_not_acknowledged(folder, joined):
    one, other, whole = joined
    parts = segments(folder)
    folder.files[whole] = flipped(folder.files[whole], Random(1))
    for _ in range(2):
        other.sync(folder)
        assert one.sync(folder).removed == 0
    assert "seen" not in other.view(seen=True)
    assert segments(folder) == parts
    one.sync(folder, deep=True)
    other.sync(folder)
    assert one.sync(folder).removed >= rollup.TOGETHER


def test_parts_stay_while_the_whole_is_not_as_it_was_written(folder, joined):
    """Acknowledged, then cut; there is no room to put it right, though there is to remove."""
    one, other, whole = joined
    other.sync(folder)
    folder.files[whole] = folder.files[whole][:-256]
    parts, folder.room = segments(folder), 0
    report = one.sync(folder)
    assert (report.removed, segments(folder)) == (0, parts)
    folder.room = None
    assert one.sync(folder).removed >= rollup.TOGETHER


def test_whoever_holds_the_parts_downloads_no_whole_another_has_acknowledged(folder, two):
    one, other = two
    third = Device("third")
    third.join(folder)
    for number in range(15):
        one.put((ONCE, f"r{number}", {"score": number}))
        for device in (one, other, third):
            device.sync(folder)
    one.sync(folder)
    other.sync(folder)
    folder.got.clear()
    rest(folder, one, other, third)
    assert not [path for path in folder.got if one.db.device in path]


def test_an_idle_folder_stays_idle(folder, two):
    rest(folder, *two)
    folder.got.clear()
    folder.put_paths.clear()
    before = [dict(device.disk.copy().files) for device in two]
    for device in two:
        device.start()
        device.sync(folder)
    assert (folder.got, folder.put_paths) == ([], [])
    assert [dict(device.disk.copy().files) for device in two] == before


def test_cost_follows_what_is_new(folder, two):
    one, other = two
    rest(folder, one, other)
    folder.got.clear()
    folder.put_paths.clear()
    one.db.put([(ONCE, f"r{n}", {"score": n}) for n in range(50)])
    one.sync(folder)
    other.sync(folder)
    assert len(folder.got) == len(folder.put_paths) == 1
