"""What sharing promises, one promise a test."""

import asyncio
import hashlib
from random import Random

import pytest
from ciphers import Real
from sync_doubles import ONCE, Device, Disk, Memory, clock, flipped

from store.log import NotKept
from sync.errors import (
    AlreadyShared,
    KeysMissing,
    NewerKeyFile,
    NotAllowed,
    NotShared,
    NotThere,
    OtherVault,
    WeakPassphrase,
    WrongPassphrase,
)
from sync.exchange import rollup
from sync.keys.team_keys import Ring
from sync.segments.sealing import START, Run, follow, read_name, seal


@pytest.fixture
def folder():
    return Memory()


@pytest.fixture
def two(folder):
    """Two devices of one vault; the first has a student, which the second has too."""
    one, other = Device("one"), Device("other")
    one.put(("students", "s", {"name": "Zebedee"}))
    one.found(folder)
    one.sync(folder)
    other.join(folder)
    other.sync(folder)
    return one, other


def segments(folder):
    return sorted(path for path in folder.files if read_name(path))


def rest(folder, *devices, most=8):
    """Sync until nothing is written any more."""
    for _ in range(most):
        before = dict(folder.files)
        for device in devices:
            device.sync(folder)
        if folder.files == before:
            return
    raise AssertionError("the folder never comes to rest")


def test_a_fresh_device_joins_with_the_passphrase_alone(folder, two):
    one, other = two
    assert other.view() == one.view() == {"students": {"s": {"name": "Zebedee"}}}
    other.put(("students", "s", {"goal": 9}))
    assert other.sync(folder).sent == 1
    assert one.sync(folder).received_events == 1
    assert one.view() == other.view()


def test_students_on_the_device_come_along(folder, two):
    third = Device("third")
    third.put(("students", "t", {"name": "Tess"}))
    third.join(folder)
    third.sync(folder)
    two[0].sync(folder)
    assert set(two[0].view()["students"]) == set(third.view()["students"]) == {"s", "t"}


def test_a_wrong_passphrase_never_founds_a_vault(folder, two):
    files = dict(folder.files)
    third = Device("third")
    with pytest.raises(WrongPassphrase):
        third.join(folder, "seven loud otters")
    with pytest.raises(AlreadyShared, match="Join it with its passphrase"):
        third.found(folder, "seven loud otters")
    with pytest.raises(NotShared):
        third.sync(folder)
    assert folder.files == files
    assert third.drawer.kept == []
    assert not third.sharing.joined


def test_a_folder_with_records_whose_key_file_is_late_is_not_founded_anew(folder, two):
    for path in [path for path in folder.files if path.startswith("keys/")]:
        del folder.files[path]
    third = Device("third")
    with pytest.raises(AlreadyShared):
        third.found(folder)
    with pytest.raises(KeysMissing, match="has not arrived yet"):
        third.join(folder)


def test_nothing_is_begun_where_only_conflicted_copies_are_left(folder, two):
    copies = {path.replace(".", " (conflicted copy)."): data for path, data in folder.files.items()}
    folder.files.clear()
    folder.files.update({path: data for path, data in copies.items() if path.startswith("d/")})
    with pytest.raises(AlreadyShared):
        Device("stranger").found(folder)
    with pytest.raises(KeysMissing):
        Device("late").join(folder)
    folder.files.clear()
    folder.files.update({path: data for path, data in copies.items() if path.startswith("keys/")})
    with pytest.raises(AlreadyShared):
        Device("stranger").found(folder)
    assert len(folder.files) == 1


def test_an_empty_folder_has_nothing_to_join(folder):
    with pytest.raises(NotShared, match="Nothing is shared"):
        Device("one").join(folder)
    with pytest.raises(WeakPassphrase):
        Device("one").found(folder, "short")
    assert folder.files == {}


def test_another_vaults_folder_is_refused_and_nothing_is_written(two):
    others = Memory()
    stranger = Device("stranger")
    stranger.put(("students", "x", {"name": "Xaver"}))
    stranger.found(others)  # the same passphrase, by chance
    stranger.sync(others)
    files = dict(others.files)
    for device in two:
        before = device.view()
        with pytest.raises(OtherVault, match="belongs to others"):
            device.sync(others)
        with pytest.raises(OtherVault):
            device.join(others)
        with pytest.raises(AlreadyShared):
            device.found(Memory())
        assert device.view() == before
    assert others.files == files


@pytest.mark.parametrize("left", ["of a newer format", "zeros", "cut"])
def test_a_folder_with_nothing_that_can_be_read_is_nobodys(folder, two, left):
    one, _ = two
    path, data = next((path, folder.files[path]) for path in segments(folder))
    harm = {"of a newer format": b"AIM2" + data[4:], "zeros": bytes(len(data)), "cut": data[:99]}
    folder.files = {path.replace("00001-", "00007-"): harm[left]}
    del one.disk.files["sync.log"]
    one.start()
    assert one.sync(folder).lost_key_file
    asyncio.run(one.sharing.change_passphrase(folder, "nine calm otters"))
    fresh = Device("fresh")
    fresh.join(folder, "nine calm otters")
    fresh.sync(folder)
    assert fresh.view() == one.view()


@pytest.fixture
def others():
    """The folder of a stranger's vault."""
    folder, stranger = Memory(), Device("stranger")
    stranger.found(folder)
    for place in range(9):
        stranger.put(("students", f"x{place}", {"name": "Xaver"}))
        stranger.sync(folder)
    return folder


def refused(folder, device, error=KeysMissing):
    """See that a device takes no part in a folder, and writes nothing there."""
    files = dict(folder.files)
    with pytest.raises(error):
        device.sync(folder)
    assert folder.files == files


def test_a_folder_sealed_under_a_strangers_key_is_refused_without_its_key_file(others, two):
    for path in [path for path in others.files if path.startswith("keys/")]:
        del others.files[path]
    refused(others, two[0])
    first, *_, last = segments(others)
    for path in segments(others):
        if path not in (first, last):
            others.files[path] = bytes(len(others.files[path]))
    others.files[first] = b""
    refused(others, two[1])  # one that is whole is enough, wherever it stands


@pytest.mark.parametrize("arrived", [0, 100])
def test_a_strangers_folder_that_is_late_is_refused(others, two, arrived):
    for path, data in others.files.items():
        others.files[path] = data[:arrived]
    refused(others, two[0])


def test_a_strangers_folder_that_may_not_be_read_is_refused(others, two, monkeypatch):
    async def get(path, most):
        raise NotAllowed("You may not read there.")

    monkeypatch.setattr(others, "get", get)
    refused(others, two[0])
    for path in [path for path in others.files if path.startswith("keys/")]:
        del others.files[path]
    refused(others, two[1])


@pytest.mark.parametrize("segments_too", [False, True])
def test_a_folder_that_only_a_newer_aimline_reads_is_refused(folder, two, segments_too):
    newer = b'{"format":3}'
    files = {f"keys/{'ab' * 8}-{hashlib.sha256(newer).digest()[:8].hex()}.key": newer}
    for path in segments(folder) if segments_too else ():
        device = read_name(path).device
        files[path.replace(device, "0123456789abcdef")] = b"AIM2" + folder.files[path][4:]
    folder.files = files
    for device in two:
        refused(folder, device, NewerKeyFile)


def test_the_vault_is_remembered_without_the_key_store(folder, two):
    one, _ = two
    one.drawer.kept = []
    one.start()
    others = Memory()
    Device("stranger").found(others)
    with pytest.raises(OtherVault):
        one.join(others)
    one.join(folder)
    assert one.sync(folder).sent == 0


@pytest.mark.parametrize("third", ["has its keys", "has lost them", "has left"])
def test_where_the_keys_are_lost_the_vault_begins_again_and_everybody_joins_it(folder, two, third):
    one, other, last = *two, Device("third")
    last.join(folder)
    for device in (one, other, last):
        device.put((ONCE, f"by {device.db.device}", {"score": 1}))
        device.sync(folder)
    for device in (one, other) if third == "has its keys" else (one, other, last):
        device.drawer.kept = []
        device.start()
    if third == "has left":
        asyncio.run(last.sharing.leave())
    for path in [path for path in folder.files if path.startswith("keys/")]:
        del folder.files[path]
    with pytest.raises(KeysMissing):
        one.join(folder)
    with pytest.raises(AlreadyShared):
        one.found(folder)  # it would be read by nobody
    again = Memory()
    one.found(again, "eleven red herons")
    one.sync(again)
    for device in (other, last):
        device.join(again, "eleven red herons")
        device.sync(again)
    if third == "has its keys":  # which the others haven't, until it makes one passphrase for all
        asyncio.run(last.sharing.change_passphrase(again, "twelve blue herons"))
        for device in (one, other):
            device.join(again, "twelve blue herons")
    rest(again, one, other, last)
    fresh = Device("fresh")
    fresh.join(again, "twelve blue herons" if third == "has its keys" else "eleven red herons")
    assert fresh.sync(again).gaps == 0
    assert len(fresh.view()[ONCE]) == 3
    for device in (one, other, last):
        device.start()
        assert device.view() == fresh.view()
    others = Memory()
    Device("stranger").found(others)
    with pytest.raises(OtherVault):
        one.join(others)


def test_two_founders_at_once_end_in_one_readable_vault():
    mine, yours = Memory(), Memory()
    one, other = Device("one"), Device("other")
    for device, folder, id_ in ((one, mine, "a"), (other, yours, "b")):
        device.found(folder)
        device.put(("students", id_, {"name": id_}))
        device.sync(folder)
    folder = Memory()
    folder.files = {**mine.files, **yours.files}
    assert "Enter it on this device" in one.sync(folder).advice[0]
    for device in (one, other):
        device.join(folder)
    rest(folder, one, other)
    fresh = Device("fresh")
    fresh.join(folder)
    fresh.sync(folder)
    assert one.view() == other.view() == fresh.view()
    assert set(fresh.view()["students"]) == {"a", "b"}
    for device in (one, other):
        device.put(("students", "c", {"by": device.db.device}))
    rest(folder, one, other, fresh)
    newest = [folder.files[path] for path in segments(folder) if "00002-" in path]
    assert len({raw[4:12] for raw in newest}) == 1, "both seal under one key"


def test_a_backup_of_the_folder_does_not_bring_an_old_passphrase_back(folder, two):
    one, _ = two
    backup = dict(folder.files)
    asyncio.run(one.sharing.change_passphrase(folder, "eleven red herons"))
    (new,) = (path for path in folder.files if path.startswith("keys/"))
    folder.files.clear()
    folder.files.update(backup)
    for _ in range(2):  # first it is put back, then the old one may go
        one.sync(folder)
    assert [path for path in folder.files if path.startswith("keys/")] == [new]
    folder.files.clear()
    one.sync(folder)
    third = Device("third")
    third.join(folder, "eleven red herons")


def test_where_the_newest_key_file_is_lost_everywhere_an_older_one_is_put_back(folder, two):
    one, _ = two
    old = {path: raw for path, raw in folder.files.items() if path.startswith("keys/")}
    asyncio.run(one.sharing.change_passphrase(folder, "eleven red herons"))
    [new] = [path for path in folder.files if path.startswith("keys/")]
    log = one.disk.files["sync.log"]
    log[log.index(b'{"key":["' + new.encode()) + 20] ^= 1  # the disk forgets what it holds
    one.start()
    folder.files.clear()
    rest(folder, one)
    assert {path: raw for path, raw in folder.files.items() if path.startswith("keys/")} == old
    fresh = Device("fresh")
    fresh.join(folder)
    fresh.sync(folder)
    assert fresh.view() == one.view()


def test_a_new_passphrase_stands_for_all_keys_of_a_folder_that_was_founded_twice(folder):
    one, other, apart = Device("one"), Device("other"), Memory()
    one.found(folder)
    other.found(apart)
    folder.files.update(apart.files)  # as when a cloud's client brings both together
    one.join(folder)
    other.join(folder)
    rest(folder, one, other)
    backup = dict(folder.files)
    assert len([path for path in backup if path.startswith("keys/")]) == 2
    asyncio.run(one.sharing.change_passphrase(folder, "eleven red herons"))
    rest(folder, one)
    folder.files.clear()
    folder.files.update(backup)
    rest(folder, one)
    with pytest.raises(WrongPassphrase):
        Device("third").join(folder)


def test_a_new_passphrase_shuts_out_the_old_one_and_nobody_else(folder, two):
    one, other = two
    asyncio.run(one.sharing.change_passphrase(folder, "eleven red herons"))
    third = Device("third")
    with pytest.raises(WrongPassphrase):
        third.join(folder)
    third.join(folder, "eleven red herons")
    third.sync(folder)
    other.put(("students", "s", {"goal": 1}))
    assert other.sync(folder).advice == []
    one.sync(folder)
    third.sync(folder)
    assert third.view() == one.view() == other.view()
    with pytest.raises(WrongPassphrase):
        Device("fourth").join(folder)


def test_after_a_leak_new_records_need_the_new_passphrase_and_old_ones_stay(folder, two):
    one, other = two
    leaked = Device("leaked", drawer=other.drawer, disk=Disk())
    leaked.sync(folder)
    asyncio.run(one.sharing.replace_key(folder, "eleven red herons"))
    one.put(("students", "new", {"name": "Nora"}))
    other.put(("students", "late", {"name": "Lee"}))
    one.sync(folder)
    report = other.sync(folder)
    assert report.asks_passphrase
    assert "new passphrase" in report.advice[0]
    assert report.sent == 0, "nothing new goes under a key that may have leaked"
    assert report.waiting_events == 1
    leaked.sync(folder)
    assert set(leaked.view()["students"]) == {"s"}
    other.join(folder, "eleven red herons")
    rest(folder, one, other)
    fresh = Device("fresh")
    with pytest.raises(WrongPassphrase):
        fresh.join(folder)
    fresh.join(folder, "eleven red herons")
    fresh.sync(folder)
    assert set(fresh.view()["students"]) == {"s", "new", "late"}
    assert fresh.view() == one.view() == other.view()


def test_a_key_file_that_vanishes_is_put_back_a_retired_one_is_not(folder, two):
    one, other = two
    old = {path: raw for path, raw in folder.files.items() if path.startswith("keys/")}
    asyncio.run(one.sharing.replace_key(folder, "eleven red herons"))
    other.join(folder, "eleven red herons")
    rest(folder, one, other)
    now = {path: raw for path, raw in folder.files.items() if path.startswith("keys/")}
    assert not now.keys() & old.keys()
    folder.files.clear()
    other.sync(folder)
    assert {p: raw for p, raw in folder.files.items() if p.startswith("keys/")} == now
    folder.files.update(old)  # a cloud client brings it back
    rest(folder, one, other)
    assert not folder.files.keys() & old.keys()


def test_what_is_only_called_a_key_file_is_named_when_every_file_is_read(folder, two):
    path = f"keys/{'a' * 16}-{'b' * 16}.key"
    folder.files[path] = bytes(100)
    one, _ = two
    assert one.sync(folder).left_to_do == []  # it may be on its way
    (said,) = one.sync(folder, deep=True).left_to_do
    assert path in said
    assert one.check(folder).damaged == [path]


def test_a_lost_key_file_is_noticed(folder, two):
    one, _ = two
    for path in [path for path in folder.files if path.startswith("keys/")]:
        folder.files[path] = bytes(len(folder.files[path]))
    del one.disk.files["sync.log"]
    one.start()
    assert "Set the passphrase again" in one.sync(folder).advice[0]
    asyncio.run(one.sharing.change_passphrase(folder, "eleven red herons"))
    Device("fresh").join(folder, "eleven red herons")


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


def test_a_conflicted_copy_of_the_key_file_does_as_well(folder, two):
    (path,) = [path for path in folder.files if path.startswith("keys/")]
    folder.files[path[:-4] + " (1).key"] = folder.files[path]
    folder.files[path] = bytes(10)
    fresh = Device("fresh")
    fresh.join(folder)
    fresh.sync(folder)
    assert fresh.view() == two[0].view()
    assert folder.files[path] == folder.files[path[:-4] + " (1).key"]


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


def test_a_folder_of_a_newer_aimline_alone_is_not_founded_anew(folder):
    raw = b'{"format":3}'
    name = f"keys/{'ab' * 8}-{hashlib.sha256(raw).digest()[:8].hex()}.key"
    folder.files[name] = raw
    with pytest.raises(AlreadyShared):
        Device("one").found(folder)
    with pytest.raises(NewerKeyFile, match="Update Aimline"):
        Device("one").join(folder)


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


def test_a_forged_key_file_in_another_encoding_stops_nobody(folder, two):
    one, other = two
    key = Ring.from_json(one.drawer.kept).current.id
    raw = next(raw for path, raw in folder.files.items() if path.startswith("keys/"))
    odd = raw.decode().encode("utf-16")
    folder.files[f"keys/{key}-{hashlib.sha256(odd).digest()[:8].hex()}.key"] = odd
    one.put(("students", "t", {"name": "Tess"}))
    assert one.sync(folder).sent == 1
    assert other.sync(folder).received_events == 1


def test_an_old_backup_running_elsewhere_keeps_both_histories(folder, two):
    one, other = two
    clone = Device("clone", disk=one.disk.copy(), drawer=one.drawer)
    assert clone.db.device == one.db.device
    one.put(("students", "a", {"name": "Ada"}))
    clone.put(("students", "b", {"name": "Ben"}))
    one.sync(folder)
    report = clone.sync(folder)
    assert report.new_device == clone.db.device != one.db.device
    assert "goes on under a new id" in report.advice[0]
    rest(folder, one, clone, other)
    assert one.view() == clone.view() == other.view()
    assert set(other.view()["students"]) == {"s", "a", "b"}
    folder.files.clear()
    other.start()
    rest(folder, other)
    fresh = Device("fresh")
    fresh.join(folder)
    fresh.sync(folder)
    assert fresh.view() == other.view()


def test_two_histories_are_kept_apart_where_one_has_a_private_record(folder):
    def private(table, id_, fields):
        return id_ == "sample"

    one, other = Device("one", private=private), Device("other")
    one.put(("students", "s", {"name": "Zebedee"}))
    one.found(folder)
    one.sync(folder)
    clone = Device("clone", disk=one.disk.copy(), drawer=one.drawer, private=private)
    one.put(("students", "sample", {"name": "Sam"}), ("students", "a", {"name": "Ada"}))
    one.sync(folder)
    other.join(folder)
    other.sync(folder)
    clone.put(("students", "b", {"name": "Ben"}), ("students", "c", {"name": "Cid"}))
    rest(folder, clone, other)
    files = dict(folder.files)
    folder.files.clear()
    other.start()
    rest(folder, other)
    assert folder.files == files
    assert other.check(folder).sound
    assert set(other.view()["students"]) == {"s", "a", "b", "c"}


def test_what_lies_between_two_runs_is_noted_again_though_its_file_was_damaged(folder):
    one, other = Device("one"), Device("other")
    one.found(folder)
    for place in range(4):
        one.put(("students", f"s{place}", {"name": "Zebedee"}))
        one.sync(folder)
    for path in segments(folder)[1:3]:
        folder.files[path] = folder.files[path][:100]
    del one.disk.files["sync.log"]
    one.start()
    one.join(folder)
    rest(folder, one)
    other.join(folder)
    report = other.sync(folder)
    assert (report.gaps, report.damaged) == (0, [])
    assert other.view() == one.view()


def test_losing_what_sync_knew_loses_nothing(folder, two):
    one, other = two
    clone = Device("clone", disk=one.disk.copy(), drawer=one.drawer)
    one.put(("students", "a", {"name": "Ada"}))
    one.sync(folder)
    clone.put(("students", "b", {"name": "Ben"}))
    folder.read_only = True
    clone.sync(folder)  # takes a new id; what it made under the old one was never sent
    folder.read_only = False
    for device in (one, other, clone):
        del device.disk.files["sync.log"]
        device.start()
    rest(folder, one, other, clone)
    assert set(one.view()["students"]) == {"s", "a", "b"}
    assert one.view() == other.view() == clone.view()


def test_events_in_no_run_do_not_wait_for_files_that_nobody_can_read(folder, two):
    """Made under a former id and never sent; a newer Aimline's file stays."""
    one, other = two
    clone = Device("clone", disk=one.disk.copy(), drawer=one.drawer)
    one.put(("students", "a", {"name": "Ada"}))
    one.sync(folder)
    clone.put(("students", "b", {"name": "Ben"}))
    folder.read_only = True
    clone.sync(folder)
    folder.read_only = False
    newer = "ab" * 8
    folder.files[f"d/{newer}/000000001-000000009-{newer}.seg"] = b"AIM2" + bytes(344)
    folder.files[f"d/{newer}/000000001-000000009-{'cd' * 8}.seg"] = bytes(348)
    del clone.disk.files["sync.log"]
    clone.start()
    clone.sync(folder)
    other.sync(folder)
    assert set(other.view()["students"]) == {"s", "a", "b"}


def test_records_older_than_what_sync_knew_are_filled_again(folder, two):
    one, other = two
    other.put(("students", "t", {"name": "Tess"}))
    rest(folder, one, other)
    old = other.disk.copy().files["records.log"]
    one.put(("students", "a", {"name": "Ada"}))
    other.put(("students", "b", {"name": "Ben"}))
    rest(folder, one, other)
    for new in ([], [("students", "c", {"name": "Cid"}), ("students", "d", {"name": "Dora"})]):
        other.disk.files["records.log"] = bytearray(old)
        other.start()
        other.put(*new)
        other.start()
        rest(folder, one, other)
        assert set(other.view()["students"]) == {"s", "t", "a", "b"} | {id_ for _, id_, _ in new}
        assert one.view() == other.view()


def test_what_sync_knew_of_other_records_is_not_believed(folder, two):
    """Both logs come back from backups, of different days, and the records went another way."""
    one, other = two
    records = one.disk.copy().files["records.log"]
    one.put(("students", "a", {"name": "Ada"}))
    one.sync(folder)
    known = one.disk.copy().files["sync.log"]
    one.disk.files["records.log"] = records
    one.start()
    one.put(("students", "b", {"name": "Ben"}))  # under the number that Ada had
    rest(folder, one, other)
    one.disk.files["sync.log"] = known
    one.start()
    one.sync(folder)
    alone, fresh = Memory(), Device("fresh")
    for _ in range(2):
        assert one.sync(alone).gaps == 0
    fresh.join(alone)
    assert fresh.sync(alone).gaps == 0
    assert set(fresh.view()["students"]) == {"s", "a", "b"}


def test_after_damage_here_everything_that_is_left_reaches_the_others(folder):
    """A line of the records can't be read any more, and nobody else has anything."""
    one = Device("one")
    one.found(folder)
    for number in range(3):
        one.put(("students", f"s{2 * number}", {}), ("students", f"s{2 * number + 1}", {}))
        one.sync(folder)
    log = one.disk.files["records.log"]
    log[log.index(b'"s3"')] = 0
    one.start()
    alone, fresh = Memory(), Device("fresh")
    one.sync(alone)
    fresh.join(alone)
    fresh.sync(alone)
    assert set(fresh.view()["students"]) == {"s0", "s1", "s2", "s4", "s5"}
    rest(folder, one)
    assert set(one.view()["students"]) == {f"s{number}" for number in range(6)}


def test_a_gap_that_damage_here_tears_is_said_at_once(folder, two):
    one, other = two
    for number in range(2):
        one.put(("students", f"s{number}", {}))
        one.sync(folder)
        other.sync(folder)
    log = other.disk.files["records.log"]
    log[log.index(b'"s0"')] = 0
    other.start()
    assert other.sync(Memory()).gaps == 1


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
