"""Who may join a folder: with the passphrase, and only the folder of one's own vault."""

import asyncio
import hashlib

import pytest
from sync_doubles import Device, Memory, segments

from sync.errors import (
    AlreadyShared,
    KeysMissing,
    NewerKeyFile,
    NotAllowed,
    NotShared,
    OtherVault,
    WeakPassphrase,
    WrongPassphrase,
)
from sync.segments.sealing import read_name


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


def test_a_folder_of_a_newer_aimline_alone_is_not_founded_anew(folder):
    raw = b'{"format":3}'
    name = f"keys/{'ab' * 8}-{hashlib.sha256(raw).digest()[:8].hex()}.key"
    folder.files[name] = raw
    with pytest.raises(AlreadyShared):
        Device("one").found(folder)
    with pytest.raises(NewerKeyFile, match="Update Aimline"):
        Device("one").join(folder)
