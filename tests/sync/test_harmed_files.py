"""Files of a shared folder are lost, damaged, copied, moved or forged."""

import asyncio
from random import Random

import pytest
from ciphers import Real
from sync_doubles import Device, segments

from sync.keys.team_keys import Ring
from sync.segments.sealing import START, Run, follow, seal


def test_a_wiped_folder_is_filled_again_by_whoever_comes_first(folder, two):
    _, other = two
    files = dict(folder.files)
    folder.files.clear()
    assert other.sync(folder).healed == 1
    assert folder.files == files


def test_a_damaged_file_is_mended_and_does_no_harm(folder, two):
    one, _ = two
    (path,) = segments(folder)
    good = folder.files[path]
    for bad in (b"", bytes(len(good)), good[:100], good[:-256], good + bytes(256)):
        folder.files[path] = bad
        third = Device(repr(bad))
        third.join(folder)
        report = third.sync(folder)
        assert report.damaged == [path]
        assert "1 file is damaged or not wholly there yet" in report.advice[0]
        assert third.view() == {}
        same_size = len(bad) == len(good)
        assert one.sync(folder, deep=same_size).healed == 1
        assert folder.files[path] == good
        third.sync(folder)
        assert third.view() == one.view()


def test_a_conflicted_copy_is_read_only_while_its_events_are_missing(folder, two):
    one, other = two
    one.put(("students", "t", {"name": "Tess"}))
    one.sync(folder)
    path = segments(folder)[-1]
    copy = path[:-4] + " (Anna's conflicted copy 2026-11-24) 😀.seg"
    folder.files[copy] = folder.files[path]
    folder.files[path] = bytes(348)
    other.sync(folder)
    assert other.view() == one.view()
    assert folder.files[path] == folder.files[copy], "and the right name was mended"
    folder.got.clear()
    report = other.sync(folder)
    assert (folder.got, report.foreign) == ([], 1)


def test_a_newer_formats_files_are_left_alone(folder, two):
    one, other = two
    newer = f"d/{'ab' * 8}/000000001-000000009-{'cd' * 8}.seg"
    folder.files[newer] = b"AIM2" + bytes(344)
    one.put(("students", "t", {"name": "Tess"}))
    one.sync(folder)
    report = other.sync(folder)
    assert report.newer == [newer]
    assert report.advice == ["1 file is written by a newer Aimline. Update Aimline on this device."]
    assert other.view() == one.view()
    assert folder.files[newer] == b"AIM2" + bytes(344)


def test_a_forged_device_is_refused(folder, two):
    one, _ = two
    (path,) = segments(folder)
    forged = path.replace(one.db.device, "00000000000000bb")
    folder.files[forged] = folder.files[path]
    third = Device("third")
    third.join(folder)
    assert third.sync(folder).damaged == [forged]
    assert third.db.devices() == [one.db.device]


def test_files_that_changed_places_are_read_as_what_they_are_and_mended(folder, two):
    one, _ = two
    one.put(("students", "t", {"name": "Tess"}))
    one.sync(folder)
    first, second = segments(folder)
    folder.files[first], folder.files[second] = folder.files[second], folder.files[first]
    fresh = Device("fresh")
    fresh.join(folder)
    assert one.check(folder).damaged == [first, second]
    report = fresh.sync(folder)
    assert (report.damaged, report.healed) == ([], 2)
    assert one.check(folder).sound
    assert fresh.view() == one.view()


def test_what_lies_under_a_name_that_is_known_is_read_before_it_is_put_right(folder, two):
    """The only copy of an event, under a name whose own events every device has."""
    one, other = two
    one.put(("students", "t", {"name": "Tess"}))
    one.sync(folder)
    first, second = segments(folder)
    folder.files[first] = folder.files.pop(second)
    assert other.sync(folder, deep=True).received_events == 1
    assert segments(folder) == [first, second]
    assert other.view() == one.view()


def test_a_conflicted_copy_is_looked_into_even_if_nothing_is_known_to_be_missing(folder, two):
    """The wrong content kept the name, and the name's is known; the copy has what nobody knows."""
    one, other = two
    one.put(("students", "t", {"name": "Tess"}))
    one.sync(folder)
    first, second = segments(folder)
    copy = first[:-4] + " (Anna's conflicted copy).seg"
    folder.files[copy] = folder.files.pop(second)
    other.sync(folder)
    assert other.view() == one.view()
    folder.got.clear()
    other.start()
    other.sync(folder)
    assert folder.got == []


def test_a_conflicted_copy_is_looked_into_again_when_its_events_are_lost_here(folder, two):
    """Read once, then the records came back from an older backup, and its name is gone."""
    one, other = two
    old = other.disk.copy().files["records.log"]
    one.put(("students", "t", {"name": "Tess"}))
    one.sync(folder)
    path = segments(folder)[-1]
    folder.files[path[:-4] + " (Anna's conflicted copy).seg"] = folder.files.pop(path)
    other.sync(folder)
    del folder.files[path]
    other.disk.files["records.log"] = old
    other.start()
    other.sync(folder)
    assert other.view() == one.view()
    assert path in folder.files


def test_a_conflicted_copy_is_looked_into_again_with_the_passphrase_that_opens_it(folder, two):
    one, other = two
    asyncio.run(one.sharing.replace_key(folder, "eleven red herons"))
    one.put(("students", "t", {"name": "Tess"}))
    one.sync(folder)
    path = segments(folder)[-1]
    folder.files[path[:-4] + " (Anna's conflicted copy).seg"] = folder.files.pop(path)
    other.sync(folder)
    other.join(folder, "eleven red herons")
    other.sync(folder)
    assert other.view() == one.view()


@pytest.mark.parametrize(
    "odd", [b"not an event", b'[1,"t","i",{"x":' + b"[" * 30_000 + b"]" * 30_000 + b"}]"]
)
def test_what_is_no_event_is_refused_even_with_the_key(folder, two, odd):
    one, other = two
    key = Ring.from_json(one.drawer.kept).current
    events = [b'[1,"t","i",{}]', odd]
    run = Run("00000000000000bb", 1, 2, START, follow(key, START, events)[-1], key.id)
    folder.files[run.name.path] = asyncio.run(seal(Real(), key, run, events))
    before = other.view()
    assert other.sync(folder).damaged == [run.name.path]
    assert other.view() == before


def test_a_change_of_any_byte_of_any_file_is_found(folder, two):
    one, other = two
    other.put(("students", "t", {"name": "Tess"}))
    other.sync(folder)
    one.sync(folder)
    chance = Random(2)
    for path, good in list(folder.files.items()):
        for at in range(len(good)):
            folder.files[path] = (
                good[:at] + bytes([good[at] ^ 1 << chance.randrange(8)]) + good[at + 1 :]
            )
            found = one.check(folder)
            assert path in found.damaged + found.newer + found.locked
            assert not found.sound
        folder.files[path] = good
    assert one.check(folder).sound


def test_check_names_what_is_damaged_missing_foreign_or_newer(folder, two):
    one, _ = two
    for number in range(4):
        one.put(("students", f"s{number}", {}))
        one.sync(folder)
    assert one.check(folder).sound
    assert len(one.check(folder).good) == len(folder.files)
    first, second, third, *_ = segments(folder)
    folder.files[first] = folder.files[first][:-1] + b"\0"
    del folder.files[second]
    folder.files[third] = b"AIM3" + folder.files[third][4:]
    folder.files["d/Für Eltern/notes 😀.txt"] = b"hello"
    folder.files["keys/readme.txt"] = b"hello"
    files = dict(folder.files)
    one.put(("students", "waits", {}))
    disk = dict(one.disk.copy().files)
    found = one.check(folder)
    assert not found.sound
    assert (found.damaged, found.newer, found.missing) == ([first], [third], [second])
    assert sorted(found.foreign) == ["d/Für Eltern/notes 😀.txt", "keys/readme.txt"]
    assert found.waiting_events == 1
    assert (folder.files, dict(one.disk.copy().files)) == (files, disk), "check wrote"
    # A device that never had them knows from the chain that something is missing.
    folder.files[third] = b"AIM1" + folder.files[third][4:]
    fresh = Device("fresh")
    fresh.join(folder)
    assert fresh.check(folder).missing[0].startswith(f"d/{one.db.device}/…-00000000")
