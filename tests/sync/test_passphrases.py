"""A passphrase is changed, a key leaks, a key file is lost: who can read and write after it."""

import asyncio
import hashlib

import pytest
from sync_doubles import ONCE, Device, Disk, Memory, rest, segments

from sync.errors import (
    AlreadyShared,
    KeysMissing,
    OtherVault,
    WrongPassphrase,
)
from sync.keys.team_keys import Ring


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


def test_a_conflicted_copy_of_the_key_file_does_as_well(folder, two):
    (path,) = [path for path in folder.files if path.startswith("keys/")]
    folder.files[path[:-4] + " (1).key"] = folder.files[path]
    folder.files[path] = bytes(10)
    fresh = Device("fresh")
    fresh.join(folder)
    fresh.sync(folder)
    assert fresh.view() == two[0].view()
    assert folder.files[path] == folder.files[path[:-4] + " (1).key"]


def test_a_forged_key_file_in_another_encoding_stops_nobody(folder, two):
    one, other = two
    key = Ring.from_json(one.drawer.kept).current.id
    raw = next(raw for path, raw in folder.files.items() if path.startswith("keys/"))
    odd = raw.decode().encode("utf-16")
    folder.files[f"keys/{key}-{hashlib.sha256(odd).digest()[:8].hex()}.key"] = odd
    one.put(("students", "t", {"name": "Tess"}))
    assert one.sync(folder).sent == 1
    assert other.sync(folder).received_events == 1
