"""After a change of passphrase what comes under the old key counts nowhere; nothing else is lost.

A lost device has the old key: it can seal in any device's name, its own among them.
"""

import asyncio
import json

import pytest
from sync_doubles import ONCE, Device, Drawer, Memory

from sync.exchange import rollup, vouching
from sync.keys.team_keys import Ring
from sync.segments.sealing import START, Run, follow, read_name, seal
from sync.segments.sync_file import SyncFile

NEW = "eleven red herons"
NEWER = "twelve blue herons"


@pytest.fixture
def folder():
    return Memory()


@pytest.fixture
def three(folder):
    """Three devices of a vault with some records each."""
    devices = [Device(name) for name in ("one", "other", "third")]
    devices[0].found(folder)
    for device in devices[1:]:
        device.join(folder)
    for place in range(3):
        for device in devices:
            put(device, f"{device.db.device[:4]}-{place}")
            device.sync(folder)
    for device in devices:
        device.sync(folder)
    return devices


def put(device, *ids):
    device.put(*((ONCE, id_, {"score": 1}) for id_ in ids))


def results(device):
    return set(device.view().get(ONCE, {}))


def change(device, folder, passphrase=NEW):
    asyncio.run(device.sharing.replace_key(folder, passphrase))


def copy_of(device, name):
    """Return a device that is another one's copy, as an outsider who found it would have it."""
    drawer = Drawer()
    drawer.kept = list(device.drawer.kept)
    return Device(name, disk=device.disk.copy(), drawer=drawer)


def forge(folder, ring, device, lo, start, *events):
    """Put a segment in any device's name, sealed under the ring's only key; return its path."""
    (key,) = ring.keys
    end = follow(key, start, events)[-1]
    run = Run(device, lo, lo + len(events) - 1, start, end, key.id)
    from ciphers import Real

    folder.files[run.name.path] = asyncio.run(seal(Real(), key, run, events))
    return run.name.path


def old_files(folder):
    """Return the folder as somebody sees it who has the old key file as well."""
    return {path: raw for path, raw in folder.files.items() if path.startswith("d/")}


def evil(stamp, id_):
    return f'[{stamp},"{ONCE}","{id_}",{{"score":0}}]'.encode()


@pytest.fixture
def lost(folder, three):
    """The folder as the lost device writes to it, and its ring, with one key."""
    return Ring.from_json(three[1].drawer.kept)


@pytest.mark.parametrize("whose", ["its own", "another's", "the changer's", "a new one"])
@pytest.mark.parametrize("how", ["on top", "anew"])
def test_what_the_lost_device_writes_after_the_change_counts_nowhere(
    folder, three, lost, whose, how
):
    one, other, third = three
    change(one, folder)
    third.join(folder, NEW)
    third.sync(folder)
    device = {
        "its own": other.db.device,
        "another's": third.db.device,
        "the changer's": one.db.device,
        "a new one": "0123456789abcdef",
    }[whose]
    tip = one.sharing._sync_log.chains.tip(device)
    if how == "on top" and tip:
        path = forge(folder, lost, device, tip.hi + 1, tip.end, evil(2**61, "evil"))
    else:
        path = forge(folder, lost, device, 1, START, evil(1, "evil"), evil(2, "evil too"))
    ids = [seat.db.device for seat in (one, third)]
    fresh = Device("fresh")
    fresh.join(folder, NEW)
    for seat in (one, third, fresh, one, third, fresh):
        report = seat.sync(folder)
        assert report.left_to_do == []
        seat.start()
    for seat in (one, third, fresh):
        assert not {"evil", "evil too"} & results(seat)
        assert results(seat) == results(one)
        assert seat.check(folder).replaced == [path]
        folder.got = []
        seat.sync(folder)
        assert path not in folder.got
    assert [seat.db.device for seat in (one, third)] == ids


def test_what_was_known_at_the_change_counts_everywhere(folder, three):
    one, _, third = three
    put(third, "just before")
    third.sync(folder)  # the changer hasn't read it yet
    change(one, folder)
    fresh = Device("fresh")
    fresh.join(folder, NEW)
    fresh.sync(folder)
    assert results(fresh) == results(one) == results(third)
    assert "just before" in results(one)


def test_a_device_that_was_away_seals_anew_what_it_sent_in_the_meantime(folder, three):
    one, other, third = three
    before = dict(folder.files)
    change(one, folder)
    # Its copy of the folder has not heard of it.
    away = Memory()
    away.files = before
    for place in range(3):
        put(other, f"away {place}")
        other.sync(away)
    put(other, "not sent")
    folder.files |= {path: raw for path, raw in away.files.items() if path.startswith("d/")}
    one.sync(folder)
    assert not any("away" in id_ for id_ in results(one))
    report = other.sync(folder)
    assert report.asks_passphrase
    other.join(folder, NEW)
    other.sync(folder)
    for seat in (one, third):
        if seat is third:
            seat.join(folder, NEW)
        seat.sync(folder)
        assert {"away 0", "away 1", "away 2", "not sent"} < results(seat)
        assert results(seat) == results(other)
    fresh = Device("fresh")
    fresh.join(folder, NEW)
    fresh.sync(folder)
    assert results(fresh) == results(one)
    assert [*other.db.lines(other.db.device)] == [*one.db.lines(other.db.device)]


def test_what_came_from_others_while_a_device_was_away_is_left_out_and_comes_again(folder, three):
    one, other, third = three
    lost = Ring.from_json(third.drawer.kept)
    away = Memory()
    away.files = dict(folder.files)
    change(one, folder)
    tip = other.sharing._sync_log.chains.tip(one.db.device)
    forge(away, lost, one.db.device, tip.hi + 1, tip.end, evil(2**61, "evil"))
    put(third, "of the third")
    third.sync(away)
    other.sync(away)
    assert {"evil", "of the third"} < results(other)
    folder.files |= old_files(away)
    other.join(folder, NEW)
    for _ in range(2):
        other.sync(folder)
        other.start()
        assert not {"evil", "of the third"} & results(other)
        assert results(other) == results(one)
    third.join(folder, NEW)
    third.sync(folder)
    for seat in (one, other):
        seat.sync(folder)
        assert "of the third" in results(seat)
        assert "evil" not in results(seat)


@pytest.mark.parametrize(
    "restored", [[], ["sync.log"], ["records.log"], ["sync.log", "records.log"]]
)
@pytest.mark.parametrize("whose", [0, 1])
def test_what_came_beside_an_event_of_the_same_number_is_left_out(folder, three, whose, restored):
    one, other, third = three
    lost = Ring.from_json(third.drawer.kept)
    away = Memory()
    away.files = dict(folder.files)
    change(one, folder)
    backup = other.disk.copy()
    name = three[whose].db.device
    forge(away, lost, name, 1, START, evil(2**61, "evil"), evil(2**61 + 1, "evil too"))
    other.sync(away)
    for gone in restored:
        other.disk.files[gone] = bytearray(backup.files[gone])
    other.start()
    other.sync(away)
    assert "evil" in results(other)
    folder.files |= old_files(away)
    other.join(folder, NEW)
    for _ in range(2):
        other.sync(folder)
        other.start()
        one.sync(folder)
        assert not {"evil", "evil too"} & results(other)
        assert results(one) == results(other)


def test_it_stays_left_out_after_anything_that_is_lost_or_restored(folder, three):
    one, other, third = three
    lost = Ring.from_json(third.drawer.kept)
    away = Memory()
    away.files = dict(folder.files)
    change(one, folder)
    tip = other.sharing._sync_log.chains.tip(one.db.device)
    forge(away, lost, one.db.device, tip.hi + 1, tip.end, evil(2**61, "evil"))
    other.sync(away)
    backup = other.disk.copy()
    other.join(folder, NEW)
    other.sync(folder)
    for gone in (["sync.log"], ["records.log"], ["sync.log", "records.log"], []):
        for name in gone:
            other.disk.files[name] = bytearray(backup.files[name])
        if not gone:
            del other.disk.files["sync.log"]
        other.start()
        for _ in range(2):
            other.sync(folder)
        one.sync(folder)
        assert "evil" not in results(other)
        assert "evil" not in results(one)
        assert results(one) == results(other)


def test_a_joined_file_that_reaches_beyond_a_known_end_counts_up_to_it(folder, three, monkeypatch):
    one, other, _ = three
    away = Memory()
    away.files = dict(folder.files)
    change(one, folder)
    monkeypatch.setattr(rollup, "TOGETHER", 4)
    put(other, "away 0")
    other.sync(away)
    mine = [n for path in away.files if (n := read_name(path)) and n.device == other.db.device]
    (joined,) = [name for name in mine if name.lo < name.hi]
    assert joined.lo <= 3 < joined.hi
    for files in (folder.files, away.files):  # only the joined one is left
        for name in mine:
            if name != joined:
                files.pop(name.path, None)
    monkeypatch.setattr(rollup, "TOGETHER", 16)
    folder.files |= old_files(away)
    fresh = Device("fresh")
    fresh.join(folder, NEW)
    fresh.sync(folder)
    one.sync(folder)
    assert results(fresh) == results(one)
    assert "away 0" not in results(fresh)
    other.join(folder, NEW)
    other.sync(folder)
    for seat in (one, fresh):
        seat.sync(folder)
        assert results(seat) == results(other)
        assert "away 0" in results(seat)


def test_files_that_come_in_any_order_count_once_the_last_is_there(folder, three, monkeypatch):
    one, _, _ = three
    change(one, folder)
    monkeypatch.setattr(vouching, "_HELD", 0)  # nothing is held: what counts is read again
    fresh, partial = Device("fresh"), Memory()
    everything = sorted(folder.files)
    partial.files = {path: folder.files[path] for path in everything if path.startswith("keys/")}
    fresh.join(partial, NEW)
    for path in everything:
        partial.files[path] = folder.files[path]
        fresh.sync(partial)
        fresh.start()
        assert results(fresh) <= results(one)
    assert results(fresh) == results(one)
    partial.got = []
    fresh.sync(partial)
    assert partial.got == []


def test_two_that_replace_a_key_at_once_lose_nothing_that_either_knew(folder, three):
    one, other, third = three
    apart = Memory()
    apart.files = dict(folder.files)
    put(third, "one knew")
    third.sync(folder)
    change(one, folder, NEW)
    put(third, "not sent yet")
    change(other, apart, NEWER)
    put(other, "of the other")
    other.sync(apart)
    folder.files |= apart.files
    for seat in (one, other, third):
        for passphrase in (NEW, NEWER):
            seat.join(folder, passphrase)
    for _ in range(3):
        for seat in (one, other, third):
            seat.sync(folder)
    fresh = Device("fresh")
    for passphrase in (NEW, NEWER):
        fresh.join(folder, passphrase)
    fresh.sync(folder)
    for seat in (one, other, third, fresh):
        assert {"one knew", "not sent yet", "of the other"} < results(seat)
        assert results(seat) == results(one)


def test_by_sync_file_it_counts_nowhere_either(folder, three, lost):
    one, other, third = three
    change(one, folder)
    third.join(folder, NEW)
    third.sync(folder)
    # The lost device makes a sync file, as if it were the first one's.
    stranger = copy_of(other, "stranger")
    put(stranger, "evil")
    sync_file, _ = asyncio.run(stranger.sharing.pack())
    tip = one.sharing._sync_log.chains.tip(third.db.device)
    carried = Memory()
    path = forge(carried, lost, third.db.device, tip.hi + 1, tip.end, evil(2**61, "evil"))
    asyncio.run(sync_file.put(path, carried.files[path]))
    for seat in (one, third):
        others = dict(seat.sharing._sync_log.others)
        asyncio.run(seat.sharing.unpack(SyncFile.read(sync_file.raw)))
        assert "evil" not in results(seat)
        assert seat.sharing._sync_log.others == others  # nor is believed what it has
        seat.sync(folder)
        assert "evil" not in results(seat)


def test_only_a_key_that_says_how_far_others_count_needs_the_new_format(folder, three):
    one = three[0]
    (path,) = [path for path in folder.files if path.startswith("keys/")]
    assert json.loads(folder.files[path])["format"] == 1
    asyncio.run(one.sharing.change_passphrase(folder, NEW))
    (path,) = [path for path in folder.files if path.startswith("keys/")]
    assert json.loads(folder.files[path])["format"] == 1
    change(one, folder, NEWER)
    (path,) = [path for path in folder.files if path.startswith("keys/")]
    assert json.loads(folder.files[path])["format"] == 2
    for end in Ring.from_json(one.drawer.kept).current.ends:
        assert end.link.hex().encode() not in folder.files[path]
        assert one.db.last_number(end.device) >= end.number


def test_a_key_of_before_leaves_what_it_replaced_as_it_was(folder, three):
    """What an older Aimline replaced, it replaced without saying how far the old key counts."""
    one, other, third = three
    change(one, folder)
    for seat in (one, other, third):
        if seat is not one:
            seat.join(folder, NEW)
        for key in seat.drawer.kept:
            key.pop("ends", None)
        seat.start()
    lost = Ring(tuple(k for k in Ring.from_json(one.drawer.kept).keys if not k.replaces))
    forge(folder, lost, "0123456789abcdef", 1, START, evil(1, "late"))
    one.sync(folder)
    assert "late" in results(one)
    put(other, "of the other")
    other.sync(folder)
    change(one, folder, NEWER)
    fresh = Device("fresh")
    fresh.join(folder, NEWER)
    fresh.sync(folder)
    assert results(fresh) == results(one) >= {"late", "of the other"}
    forge(folder, lost, "0123456789abcdee", 1, START, evil(1, "too late"))
    fresh.sync(folder)
    assert "too late" not in results(fresh)


def test_any_number_of_files_by_the_lost_device_costs_one_reading(folder, three, lost):
    one = three[0]
    change(one, folder)
    paths = {
        forge(folder, lost, f"{place:016x}", 1, START, evil(1, f"evil {place}"))
        for place in range(40)
    }
    folder.got = []
    one.sync(folder)
    assert paths <= set(folder.got)
    folder.got = []
    one.sync(folder)
    one.start()
    one.sync(folder)
    assert folder.got == []
    assert len([p for p in one.check(folder).replaced if p in paths]) == 40
