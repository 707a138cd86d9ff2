"""Sync files: carried by hand they bring what a folder does, and only what the other side lacks."""

import asyncio
import io
import struct
import zipfile
from contextlib import suppress
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sync_doubles import ONCE, PASSPHRASE, Device, Memory, flipped

from sync.errors import NoSpace, NoSyncFile, OtherVault, WrongPassphrase
from sync.segments import sync_file as sync_file_module
from sync.segments.sealing import Name, read_name
from sync.segments.sync_file import SyncFile


def packed(device, other=None):
    """Make a sync file for another device, or for anybody; return its bytes."""
    sync_file, report = asyncio.run(device.sharing.pack(other and other.db.device))
    assert report.advice == []
    return sync_file.raw


def unpack(device, raw):
    return asyncio.run(device.sharing.unpack(SyncFile.read(raw)))


def events_in(raw):
    """Return which events of whom a sync file carries, by first and last number."""
    names = filter(None, map(read_name, zipfile.ZipFile(io.BytesIO(raw)).namelist()))
    return sorted((name.device, name.lo, name.hi) for name in names)


def put(device, *ids):
    device.put(*((ONCE, id_, {"score": len(id_)}) for id_ in ids))


@pytest.fixture
def tablet():
    device = Device("tablet")
    device.found(SyncFile())
    put(device, "a", "b")
    return device


@pytest.fixture
def laptop(tablet):
    device = Device("laptop")
    raw = packed(tablet)
    device.join(SyncFile.read(raw))
    assert unpack(device, raw).received_events == 2
    return device


def test_there_and_back_only_what_is_lacking_is_carried(tablet, laptop):
    put(laptop, "c")
    back = packed(laptop, tablet)
    assert events_in(back) == [(laptop.db.device, 1, 1)]
    assert unpack(tablet, back).received_events == 1
    assert tablet.view() == laptop.view()
    assert set(tablet.view()[ONCE]) == {"a", "b", "c"}

    put(tablet, "d")
    again = packed(tablet, laptop)
    assert events_in(again) == [(tablet.db.device, 3, 3)]
    assert unpack(laptop, again).received_events == 1
    assert events_in(packed(laptop, tablet)) == []
    assert tablet.view() == laptop.view()


def test_a_file_that_never_arrived_is_made_up_for_by_the_next(tablet, laptop):
    unpack(tablet, packed(laptop, tablet))
    put(tablet, "lost on the way")
    packed(tablet, laptop)
    put(tablet, "d")
    unpack(laptop, packed(tablet, laptop))
    assert tablet.view() == laptop.view()


def test_what_others_have_is_known_after_a_restart(tablet, laptop):
    unpack(tablet, packed(laptop, tablet))
    tablet.start()
    assert tablet.sharing.others == [laptop.db.device]
    assert events_in(packed(tablet, laptop)) == []
    assert events_in(packed(tablet)) == [(tablet.db.device, 1, 2)]  # for anybody, everything


def test_opened_twice_or_out_of_order_it_is_the_same(tablet, laptop):
    first = packed(tablet)
    put(tablet, "c")
    second = packed(tablet)
    for raw in (second, first, second):
        unpack(laptop, raw)
    assert laptop.view() == tablet.view()
    # The older one made the laptop think that the tablet has less: that only carries more.
    unpack(laptop, first)
    unpack(tablet, packed(laptop, tablet))
    assert laptop.view() == tablet.view()


def test_a_laptop_carries_between_a_tablet_and_a_folder(tablet, laptop):
    folder, desk = Memory(), Device("desk")
    laptop.sync(folder)
    desk.join(folder)
    put(desk, "of the desk")
    desk.sync(folder)
    desk.sync(folder)
    put(tablet, "late")
    unpack(laptop, packed(tablet))
    laptop.sync(folder)
    desk.sync(folder)
    unpack(tablet, packed(laptop, tablet))
    assert tablet.view() == laptop.view() == desk.view()


def test_a_segment_that_was_lost_is_carried_again(tablet):
    packed(tablet)
    put(tablet, "c")
    packed(tablet)
    sync_file = SyncFile.read(packed(tablet))
    first = next(
        name for name in map(read_name, asyncio.run(sync_file.list())) if name and name.lo == 1
    )
    asyncio.run(sync_file.delete(first.path))
    laptop = Device("laptop")
    laptop.join(sync_file)
    assert "Some records have not arrived" in unpack(laptop, sync_file.raw).advice[0]
    back, _ = asyncio.run(laptop.sharing.pack())
    unpack(tablet, back.raw)
    again = packed(tablet, laptop)
    assert events_in(again) == [(tablet.db.device, 1, 2)]
    unpack(laptop, again)
    assert laptop.view() == tablet.view()


def test_sizes_of_carried_files_are_no_folders(tablet, laptop):
    assert laptop.sharing._sync_log.sizes == {}
    folder = Memory()
    laptop.sync(folder)
    assert set(laptop.sharing._sync_log.sizes) == {p for p in folder.files if read_name(p)}


def test_what_a_device_has_is_said_in_few_names(tablet, laptop):
    for turn in range(5):
        put(tablet, f"{turn}")
        unpack(laptop, packed(tablet, laptop))
    unpack(tablet, packed(laptop, tablet))
    assert len(tablet.sharing._sync_log.others[laptop.db.device]) == 1


def test_unpacked_it_is_a_shared_folder(tablet):
    folder = Memory()
    with zipfile.ZipFile(io.BytesIO(packed(tablet))) as archive:
        folder.files = {name: archive.read(name) for name in archive.namelist()}
    other = Device("other")
    other.join(folder)
    other.sync(folder)
    assert other.view() == tablet.view()


def test_nobody_reads_it_without_the_passphrase(tablet):
    tablet.put(("students", "s1", {"name": "Zebedee"}))
    raw = packed(tablet)
    for word in (b"Zebedee", b"students", b"score", b"administrations"):
        assert word not in raw
    with pytest.raises(WrongPassphrase):
        Device("stranger").join(SyncFile.read(raw), "quite another one")


def test_another_teams_file_changes_nothing(tablet):
    stranger = Device("stranger")
    stranger.found(SyncFile())
    put(stranger, "x")
    before = dict(tablet.disk.files)
    with pytest.raises(OtherVault):
        unpack(tablet, packed(stranger))
    assert dict(tablet.disk.files) == before


def test_what_the_maker_has_is_believed_of_the_team_alone(tablet, laptop):
    """Else whoever carries the file could have records held back."""
    stranger = Device("stranger")
    stranger.found(SyncFile())
    theirs = SyncFile.read(packed(stranger)).holds
    sync_file = SyncFile.read(packed(laptop, tablet))
    own = sync_file.holds
    for forged in (theirs, b"", own[:-1], flipped(own, Random(1)), b"AIMH2" + own[5:], bytes(400)):
        sync_file.holds = forged
        report = unpack(tablet, sync_file.raw)
        assert tablet.sharing.others == []
        assert report.advice or forged is theirs  # of a key nobody here has heard of
    sync_file.holds = own
    unpack(tablet, sync_file.raw)
    assert tablet.sharing.others == [laptop.db.device]


def zipped(*files, compression=zipfile.ZIP_STORED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return file.getvalue()


SEGMENT = f"d/{'0' * 16}/000000001-000000001-{'0' * 16}.seg"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK",
        b"{}" * 100,
        zipped(),
        zipped((SEGMENT, b"x")),  # nothing says what its maker has
        zipped(("holds", b""), ("../../etc/passwd", b"x")),
        zipped(("holds", b""), ("letter.txt", b"x")),
        zipped(("holds", b""), (f"keys/{'0' * 16}-{'0' * 16}.key", bytes(2**18 + 1))),
        zipped(("holds", bytes(10_000)), compression=zipfile.ZIP_DEFLATED),
    ],
    ids=range(9),
)
def test_what_is_no_sync_file_is_said_to_be_none(raw):
    with pytest.raises(NoSyncFile, match=r"Nothing was changed"):
        SyncFile.read(raw)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_under_one_name_none_is_taken():
    with pytest.raises(NoSyncFile):
        SyncFile.read(zipped(("holds", b""), (SEGMENT, b"x"), (SEGMENT, b"y")))


@pytest.mark.parametrize("count", [11, 1], ids=["true", "a lie"])
def test_too_many_files_are_refused_before_any_is_looked_at(monkeypatch, count):
    monkeypatch.setattr(sync_file_module, "MOST_FILES", 10)
    monkeypatch.setattr(zipfile, "ZipInfo", None)  # made for each file that is looked at
    one = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *[0] * 16)
    raw = one * 11 + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(one) * 11, 0, 0)
    with pytest.raises(NoSyncFile):
        SyncFile.read(raw)


def test_a_file_that_is_as_full_as_can_be_is_opened(monkeypatch):
    monkeypatch.setattr(sync_file_module, "LARGEST", 200_000)
    sync_file = SyncFile(holds=bytes(9000))
    size = (200_000 - 4 * 256) // 4
    *fit, last = (Name("0" * 16, number, number, "0" * 16).path for number in range(1, 5))
    for path in fit:
        asyncio.run(sync_file.put(path, bytes(size)))
    with pytest.raises(NoSpace):
        asyncio.run(sync_file.put(last, bytes(size)))
    assert len(asyncio.run(SyncFile.read(sync_file.raw).list())) == 3


def test_what_its_maker_has_is_in_before_the_rest(tablet, monkeypatch):
    at_hand = []
    real = SyncFile.put

    async def put(self, path, data):
        at_hand.append(self.holds)
        await real(self, path, data)

    monkeypatch.setattr(SyncFile, "put", put)
    packed(tablet)
    assert all(at_hand)


def test_too_large_a_file_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(sync_file_module, "LARGEST", 100)
    with pytest.raises(NoSyncFile, match="larger than sync files are"):
        SyncFile.read(bytes(101))


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(seed=st.integers(0, 2**32))
def test_spoilt_bytes_do_no_harm(seed):
    random = Random(seed)
    tablet, laptop = Device("tablet"), Device("laptop")
    tablet.found(SyncFile())
    put(tablet, "a", "b")
    whole = packed(tablet)
    laptop.join(SyncFile.read(whole))
    raw = bytearray(whole)
    for _ in range(random.randint(1, 3)):
        raw[random.randrange(len(raw))] = random.randrange(256)
    spoilt = bytes(raw[: random.randint(0, len(raw))] if random.random() < 0.3 else raw)
    with suppress(NoSyncFile, OtherVault):
        unpack(laptop, spoilt)
    assert set(laptop.view().get(ONCE, ())) <= {"a", "b"}
    unpack(laptop, whole)
    assert laptop.view() == tablet.view()


def test_what_does_not_fit_comes_with_the_next(tablet, laptop, monkeypatch):
    unpack(tablet, packed(laptop, tablet))
    noise = Random(1)
    for _ in range(3):
        tablet.put((ONCE, noise.randbytes(4).hex(), {"x": noise.randbytes(20_000).hex()}))
        packed(tablet, laptop)  # closes a run each time
    monkeypatch.setattr(sync_file_module, "LARGEST", 50_000)
    sync_file, report = asyncio.run(tablet.sharing.pack(laptop.db.device))
    assert "Not everything fits" in report.advice[0]
    assert len(sync_file.raw) <= 50_000
    turns = 0
    while tablet.view() != laptop.view():
        turns += 1
        sync_file, _ = asyncio.run(tablet.sharing.pack(laptop.db.device))
        unpack(laptop, sync_file.raw)
        unpack(tablet, packed(laptop, tablet))
    assert 1 < turns < 4


def test_a_new_key_is_asked_for_and_nothing_new_is_sealed_under_the_old_one(tablet, laptop):
    unpack(tablet, packed(laptop, tablet))
    asyncio.run(tablet.sharing.replace_key(tablet.sharing.key_files(), "five other loud words"))
    put(tablet, "under the new key")
    raw = packed(tablet, laptop)
    assert unpack(laptop, raw).asks_passphrase
    put(laptop, "waits")
    sync_file, report = asyncio.run(laptop.sharing.pack(tablet.db.device))
    assert report.asks_passphrase
    assert events_in(sync_file.raw) == []
    with pytest.raises(WrongPassphrase):
        laptop.join(laptop.sharing.key_files(), PASSPHRASE)
    laptop.join(laptop.sharing.key_files(), "five other loud words")
    unpack(laptop, raw)
    unpack(tablet, packed(laptop, tablet))
    assert tablet.view() == laptop.view()
    stranger = Device("stranger")
    with pytest.raises(WrongPassphrase):
        stranger.join(SyncFile.read(packed(laptop)), PASSPHRASE)


@settings(max_examples=30, deadline=None, suppress_health_check=[*HealthCheck])
@given(st.data())
def test_devices_converge_however_files_are_carried(data):
    """Any of three makes files for anybody; they are opened late, twice, in any order or never."""
    devices = [Device(f"{n}") for n in range(3)]
    devices[0].found(SyncFile())
    put(devices[0], "first")
    start = packed(devices[0])
    for device in devices[1:]:
        device.join(SyncFile.read(start))
    made = [start]
    for turn in range(data.draw(st.integers(0, 25))):
        device = devices[data.draw(st.integers(0, 2))]
        match data.draw(st.sampled_from(["put", "make", "open", "open"])):
            case "put":
                put(device, f"{turn}")
                device.put(("students", "s", {"name": f"{turn}"}))
            case "make":
                made.append(packed(device, data.draw(st.sampled_from([None, *devices]))))
            case "open":
                unpack(device, made[data.draw(st.integers(0, len(made) - 1))])
    one, two, three = devices
    for giver, taker in ((one, two), (two, three), (three, two), (two, one), (one, three)):
        unpack(taker, packed(giver))
    for device in devices:
        assert device.view() == one.view()
    for giver in devices:
        for taker in devices:
            if giver is not taker:
                unpack(giver, packed(taker, giver))
                assert events_in(packed(giver, taker)) == []
