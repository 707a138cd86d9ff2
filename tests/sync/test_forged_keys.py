"""Key files by somebody without the passphrase: they hold up nobody for good, and don't spread."""

import asyncio
import hashlib
import json

import pytest
from sync_doubles import ONCE, PASSPHRASE, Cheap, Device, Memory

from sync.keys.team_keys import Ring
from sync.segments.sync_file import SyncFile

UNKNOWN = "f" * 16
NEW = "eleven red herons"


def forged(*holds, key=UNKNOWN, rounds=600_000, more=0):
    """Return the path and the bytes of a key file that nobody can open."""
    fields = {
        "format": 1,
        "kdf": "pbkdf2-sha256",
        "rounds": rounds,
        "salt": "00" * 16,
        "nonce": "00" * 12,
        "holds": [*holds, key],
        "box": "00" * 48,
        "more": more,
    }
    raw = json.dumps(fields).encode()
    return f"keys/{key}-{hashlib.sha256(raw).digest()[:8].hex()}.key", raw


def current(device):
    return Ring.from_json(device.drawer.kept).current.id


def pack(device, other=None):
    """Make a sync file; return what a sync file of these bytes has, and the report."""
    sync_file, report = asyncio.run(device.sharing.pack(other and other.db.device))
    return SyncFile.read(sync_file.raw), report


def unpack(device, sync_file):
    return asyncio.run(device.sharing.unpack(sync_file))


def replace_key(device, folder):
    asyncio.run(device.sharing.replace_key(folder, NEW))


def key_files(folder):
    return {path for path in asyncio.run(folder.list()) if path.startswith("keys/")}


def put(device, *ids):
    device.put(*((ONCE, id_, {"score": 1}) for id_ in ids))


@pytest.fixture
def folder():
    return Memory()


@pytest.fixture
def two(folder):
    one, other = Device("one"), Device("other")
    one.found(folder)
    put(one, "a")
    one.sync(folder)
    other.join(folder)
    other.sync(folder)
    return one, other


@pytest.fixture
def carried():
    """Two devices that share by sync files alone."""
    one, other = Device("one"), Device("other")
    one.found(SyncFile())
    put(one, "a")
    sync_file, _ = pack(one)
    other.join(sync_file)
    unpack(other, sync_file)
    unpack(one, pack(other, one)[0])
    return one, other


def test_a_forged_one_in_the_folder_is_named_and_is_over_once_it_is_deleted(folder, two):
    one, _ = two
    path, raw = forged(current(one))
    folder.files[path] = raw
    put(one, "b")
    report = one.sync(folder)
    assert (report.sent, report.waiting_events) == (0, 1)
    assert f"delete {path} from it" in report.advice[1]
    del folder.files[path]
    report = one.sync(folder)
    assert (report.sent, report.advice) == (1, [])
    assert pack(one)[1].advice == []


def test_a_forged_one_under_a_key_that_is_here_holds_nothing_up(folder, two):
    one, _ = two
    path, raw = forged(UNKNOWN, key=current(one))
    folder.files[path] = raw
    put(one, "b")
    report = one.sync(folder)
    assert report.sent == 1
    assert path in report.advice[1]
    assert path not in key_files(pack(one)[0])
    assert key_files(pack(one)[0])


def test_a_new_key_here_ends_what_a_forged_one_in_the_folder_does_to_all(folder, two):
    one, other = two
    path, raw = forged(current(one))
    folder.files[path] = raw
    put(one, "b")
    put(other, "c")
    one.sync(folder)
    replace_key(one, folder)
    assert one.sync(folder).sent == 1
    assert other.sync(folder).sent == 0
    other.join(folder, NEW)
    assert other.sync(folder).sent == 1
    one.sync(folder)
    assert set(one.view()[ONCE]) == {"a", "b", "c"}


def test_a_forged_one_in_a_sync_file_does_not_spread(carried):
    one, other = carried
    path, raw = forged(current(one))
    sync_file, _ = pack(one)
    asyncio.run(sync_file.put(path, raw))
    assert path in unpack(other, sync_file).advice[1]
    onward, report = pack(other, one)
    assert path in report.advice[1]
    assert key_files(onward) == key_files(pack(one)[0])
    unpack(one, onward)
    put(one, "b")
    report = pack(one, other)[1]
    assert (report.sent, report.waiting_events, report.advice) == (1, 0, [])


def test_a_new_key_here_ends_what_a_forged_one_in_a_sync_file_does(carried):
    one, other = carried
    sync_file, _ = pack(one)
    asyncio.run(sync_file.put(*forged(current(one))))
    unpack(other, sync_file)
    put(other, "b")
    assert pack(other, one)[1].sent == 0
    replace_key(other, other.sharing.key_files())
    other.start()
    onward, report = pack(other, one)
    assert (report.sent, report.advice) == (1, [])
    unpack(one, onward)
    one.join(onward, NEW)
    unpack(one, onward)
    assert set(one.view()[ONCE]) == {"a", "b"}
    put(one, "c")
    assert pack(one, other)[1].sent == 1


def test_a_real_one_in_a_sync_file_holds_back_after_a_restart_and_in_a_folder(carried, folder):
    one, other = carried
    replace_key(one, one.sharing.key_files())
    sync_file, _ = pack(one, other)
    unpack(other, sync_file)
    put(other, "b")
    for _ in range(2):
        report = pack(other, one)[1]
        assert (report.sent, report.waiting_events) == (0, 1)
        assert other.sync(folder).waiting_events == 1
        other.start()
    other.join(other.sharing.key_files(), NEW)
    onward, report = pack(other, one)
    assert report.advice == []
    assert len(key_files(onward)) == 1
    unpack(one, onward)
    assert set(one.view()[ONCE]) == {"a", "b"}


def test_a_real_one_in_the_folder_holds_back_what_is_carried_after_a_restart(folder, two):
    one, other = two
    replace_key(one, folder)
    put(other, "b")
    assert other.sync(folder).sent == 0
    other.start()
    report = pack(other)[1]
    assert (report.waiting_events, report.asks_passphrase) == (1, True)


def test_where_a_forged_one_stood_in_for_it_the_real_one_is_put_back(folder, two):
    one, _ = two
    (real,) = key_files(folder)
    path, raw = forged(current(one))
    del folder.files[real]
    folder.files[path] = raw
    one.sync(folder)
    del folder.files[path]
    one.sync(folder)
    assert key_files(folder) == {real}


def test_any_number_of_forged_ones_stops_nobody_from_joining(folder, two):
    for more in range(100):
        path, raw = forged(key="0" * 16, more=more)
        folder.files[path] = raw
    third = Device("third")
    third.join(folder, PASSPHRASE)
    third.sync(folder)
    assert set(third.view()[ONCE]) == {"a"}


def test_forged_ones_cost_a_join_little_once_one_was_opened(folder, two, monkeypatch):
    tried = []

    async def derive(self, passphrase, salt, rounds):
        tried.append(rounds)
        return hashlib.sha256(b"%d" % rounds + salt + passphrase).digest()

    monkeypatch.setattr(Cheap, "derive", derive)
    for more in range(100):
        for rounds in (600_000, 10_000_000):  # no Aimline ever asked for so many
            path, raw = forged(key="f" * 16, rounds=rounds, more=more)
            folder.files[path] = raw
    Device("third").join(folder, PASSPHRASE)
    assert len(tried) <= 1 + 16
    assert max(tried) == 600_000


def test_whoever_joined_by_a_sync_file_and_has_opened_none_can_make_one_to_join_by(carried):
    one, _ = carried
    third, fourth = Device("third"), Device("fourth")
    third.join(pack(one)[0])
    sync_file, report = pack(third)
    assert report.advice == []
    fourth.join(sync_file)


def test_made_before_the_folder_is_read_again_a_sync_file_takes_nothing_over(folder, two):
    """Else all that others made would be this device's own once more, for ever."""
    one, other = two
    put(other, "b")
    other.sync(folder)
    del other.disk.files["sync.log"]
    other.start()
    sync_file, report = pack(other)
    assert other.db.last_number(other.db.device) == 1
    assert report.lost_key_file
    assert "so that nobody else can join" in report.advice[0]
    assert key_files(sync_file) == set()
    other.sync(folder)
    assert pack(other)[1].advice == []
    assert other.view() == {**one.view(), ONCE: other.view()[ONCE]}


def test_without_any_folder_what_is_in_no_run_is_taken_over(carried):
    _, other = carried
    del other.disk.files["sync.log"]
    other.start()
    pack(other)
    assert other.db.last_number(other.db.device) == 0
    other.sharing.remember("hand:")
    pack(other)
    assert other.db.last_number(other.db.device) == 1
