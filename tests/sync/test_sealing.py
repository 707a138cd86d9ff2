"""Keys and segments as bytes: fixed vectors, and what is refused."""

import asyncio
import hashlib
import hmac
import json
import struct
import tracemalloc
import zlib
from random import Random

import pytest
from ciphers import Real
from sync_doubles import Cheap, flipped

from sync.errors import (
    BadKeyFile,
    Damaged,
    KeyNotHere,
    NewerKeyFile,
    NewerSegment,
    NotGenuine,
    TooLong,
    WeakPassphrase,
    WrongPassphrase,
)
from sync.keys.key_file import key_file, unwrap, wrap
from sync.keys.team_keys import Ring, TeamKey, hkdf
from sync.segments.sealing import (
    BLANK,
    START,
    Name,
    Run,
    follow,
    is_size,
    name_within,
    open_segment,
    read_name,
    seal,
)

KEY = TeamKey(bytes(range(32)), vault="00" * 16)
RING = Ring((KEY,))
DEVICE = "00000000000000aa"
EVENTS = (b'[1,"students","s1",{"name":"Zebedee"}]', BLANK, b'[3,"students","s1",{"goal":97}]')


def run_of(events, lo=1, start=START, key=KEY):
    links = follow(key, start, events)
    return Run(DEVICE, lo, lo + len(events) - 1, start, links[-1], key.id)


def sealed(events=EVENTS, key=KEY, **options):
    run = run_of(events, key=key, **options)
    return run, asyncio.run(seal(Real(), key, run, events))


def opened(raw, ring=RING):
    return asyncio.run(open_segment(Real(), ring, raw))


def test_hkdf_gives_what_rfc_5869_prints():
    # Test case 3: no salt, no info; its first 32 bytes.
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert hkdf(bytes([0x0B] * 22), b"").hex() == expected


def test_a_passphrase_gives_what_rfc_7914_prints():
    key = asyncio.run(Real().derive(b"Password", b"NaCl", 80000))
    expected = "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
    assert key.hex() == expected


def test_sealing_gives_what_nist_was_given():
    """Test case 16 of McGrew and Viega, "The Galois/Counter Mode of Operation", cut to AES-256."""
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    nonce = bytes.fromhex("cafebabefacedbaddecaf888")
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    along = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    expected = (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    assert aes(key, nonce, plain, along).hex() == expected


@pytest.mark.parametrize("size", [0, 1, 255, 100_000])
def test_every_cipher_gives_the_same_bytes_and_opens_nothing_else(size):
    data, nonce, along = Random(size).randbytes(size), bytes(range(12)), b"along"
    box = aes(KEY.key, nonce, data, along)
    assert hashlib.sha256(box).hexdigest()[:16] == BOXES[size]
    assert asyncio.run(Real().open(KEY.key, nonce, box, along)) == data
    spoilt = flipped(box, Random(1))
    for key, iv, raw, beside in (
        (bytes(32), nonce, box, along),
        (KEY.key, bytes(12), box, along),
        (KEY.key, nonce, spoilt, along),
        (KEY.key, nonce, box, b""),
        (KEY.key, nonce, box[:-1], along),
        (KEY.key, nonce, box[:9], along),
        (KEY.key, nonce, b"", along),
    ):
        with pytest.raises(NotGenuine):
            asyncio.run(Real().open(key, iv, raw, beside))


BOXES = {
    0: "040ebc5b9c9acaa4",
    1: "e3d2271a6363a755",
    255: "64e8d39114d2ef7a",
    100_000: "527a8fb225a9f00a",
}


def aes(key, nonce, plain, along):
    return asyncio.run(Real().seal(key, nonce, plain, along))


def test_a_segment_has_the_bytes_that_docs_format_describes():
    """By hand, from the page alone."""
    secret = {
        use: hkdf(KEY.key, b"aimline " + use)
        for use in (b"chain", b"nonce", b"seal" + bytes.fromhex(DEVICE))
    }
    link = bytes(32)
    for event in EVENTS:
        link = hmac.digest(secret[b"chain"], link + event, "sha256")
    key_id = hashlib.sha256(b"aimline key" + KEY.key).digest()[:8]
    header = b"AIM1" + key_id + bytes.fromhex(DEVICE) + struct.pack(">Q", 1) + bytes(36)
    small = zlib.compress(b"\n".join(EVENTS), 6)
    plain = struct.pack(">I", len(small)) + small
    plain += bytes(256 - len(plain))
    nonce = hmac.digest(secret[b"nonce"], header + plain, "sha256")[:12]
    box = aes(secret[b"seal" + bytes.fromhex(DEVICE)], nonce, plain, header)
    run, raw = sealed()
    assert raw == header + nonce + box
    assert len(raw) == 348
    assert run.name.path == f"d/{DEVICE}/000000001-000000003-{link.hex()[:16]}.seg"
    # Fixed, so that no later change goes unnoticed.
    assert link.hex()[:16] == LINK
    assert key_id.hex() == KEY_ID


LINK = "eaac0c2ffb81e812"
KEY_ID = "fc990dc811ef643f"


def test_what_was_sealed_is_opened_and_sealing_again_gives_the_same_file():
    run, raw = sealed()
    found = opened(raw)
    assert (found.run, found.events) == (run, EVENTS)
    assert found.links == tuple(follow(KEY, START, EVENTS))
    assert sealed()[1] == raw


@pytest.mark.parametrize(
    "events", [[b""], [b"x" * 9000], [b"", b"a"], [bytes([b]) * 90 for b in range(65, 90)]]
)
def test_sizes_tell_only_multiples_of_256(events):
    _, raw = sealed(events)
    assert is_size(len(raw))
    assert opened(raw).events == tuple(events)
    assert not is_size(len(raw) + 1)


def test_one_name_commits_to_all_events_up_to_its_last():
    whole = run_of(EVENTS)
    first = run_of(EVENTS[:1])
    rest = run_of(EVENTS[1:], lo=2, start=first.end)
    assert rest.name.chain == whole.name.chain
    other = run_of((b'[1,"students","s1",{"name":"Zebedef"}]', *EVENTS[1:]))
    assert other.name.chain != whole.name.chain


def test_a_change_of_any_byte_is_noticed():
    _, raw = sealed()
    for at in range(len(raw)):
        for bit in range(8):
            bad = raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :]
            with pytest.raises((Damaged, KeyNotHere, NewerSegment)):
                opened(bad)
    for cut in range(0, len(raw), 7):
        with pytest.raises(Damaged):
            opened(raw[:cut])
    for bad in (b"", bytes(348), bytes(len(raw)), raw + bytes(256), raw + raw):
        with pytest.raises(Damaged):
            opened(bad)


@pytest.mark.parametrize("what", ["blanks", "zeros of one event", "small events"])
def test_a_small_segment_never_costs_much_memory(what):
    """Whoever has a team key can seal anything, and zlib makes a thousand of one byte."""
    text = {
        "blanks": b"\n" * 2**21,
        "zeros of one event": b"0" * (64 * 2**20),
        "small events": b"[]\n" * 2**20,
    }[what]
    small = zlib.compress(text, 9)
    plain = len(small).to_bytes(4, "big") + small
    plain += bytes(-len(plain) % 256)
    header = struct.pack(
        ">4s8s8sQ32s4x", b"AIM1", bytes.fromhex(KEY.id), bytes.fromhex(DEVICE), 1, START
    )
    nonce = hmac.digest(KEY.derived(b"nonce"), header + plain, "sha256")[:12]
    secret = KEY.derived(b"seal" + bytes.fromhex(DEVICE))
    raw = header + nonce + asyncio.run(Real().seal(secret, nonce, plain, header))
    del text
    tracemalloc.start()
    try:
        with pytest.raises(Damaged):
            opened(raw)
        assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    finally:
        tracemalloc.stop()


def test_what_would_be_refused_is_not_sealed():
    for events in ([b"0" * (2**22 + 1)], [b""] * 2**18 + [b"a"]):
        with pytest.raises(TooLong):
            sealed(events)
    for events in ([b"0" * 2**22], [b""] * (2**18 - 1) + [b"a"]):
        _, raw = sealed(events)
        assert opened(raw).events == tuple(events)


def test_another_key_is_asked_for_and_a_newer_format_is_named():
    other = TeamKey(b"o" * 32, vault="00" * 16)
    _, raw = sealed(key=other)
    with pytest.raises(KeyNotHere) as locked:
        opened(raw)
    assert locked.value.key == other.id
    with pytest.raises(NewerSegment, match="newer Aimline; update"):
        opened(b"AIM2" + raw[4:])


def forged(lo=1, start=START, text=b"[]", pad=None, tail=b"", four=bytes(4), nonce=None):
    """Seal as only somebody with the key can, but not as Aimline does."""
    header = b"AIM1" + bytes.fromhex(KEY.id + DEVICE) + struct.pack(">Q", lo) + start + four
    small = zlib.compress(text) + tail
    plain = struct.pack(">I", len(small)) + small
    plain += (pad or b"\0") * (-len(plain) % 256)
    nonce = nonce or hmac.digest(KEY.derived(b"nonce"), header + plain, "sha256")[:12]
    secret = KEY.derived(b"seal" + bytes.fromhex(DEVICE))
    return header + nonce + aes(secret, nonce, plain, header)


@pytest.mark.parametrize(
    "bad",
    [
        {"lo": 0},
        {"lo": 2},
        {"start": b"s" * 32},
        {"pad": b"x"},
        {"tail": b"more"},
        {"four": b"four"},
        {"nonce": b"n" * 12},
        {"text": bytes(2**26 + 1)},
    ],
    ids=lambda bad: next(iter(bad)),
)
def test_what_no_aimline_would_write_is_refused_even_with_the_key(bad):
    assert opened(forged()).events == (b"[]",)
    with pytest.raises(Damaged):
        opened(forged(**bad))


def test_nothing_inside_can_be_read_from_outside():
    _, raw = sealed()
    for word in (b"Zebedee", b"students", b"s1", b"goal", b"97}"):
        assert word not in raw


@pytest.mark.parametrize(
    "path",
    [
        "d/00000000000000aa/1-3-0123456789abcdef.seg",
        "d/00000000000000aa/000000003-000000001-0123456789abcdef.seg",
        "d/00000000000000aa/000000000-000000001-0123456789abcdef.seg",
        "d/00000000000000aa/0000000001-000000003-0123456789abcdef.seg",
        "d/00000000000000AA/000000001-000000003-0123456789abcdef.seg",
        "d/00000000000000aa/000000001-000000003-0123456789abcdef (1).seg",
        "d/00000000000000aa/../000000001-000000003-0123456789abcdef.seg",
        "x/00000000000000aa/000000001-000000003-0123456789abcdef.seg",
    ],
)
def test_a_name_is_exact(path):
    assert read_name(path) is None


def test_a_conflicted_copy_still_says_what_it_may_hold():
    name = Name(DEVICE, 1, 3, "0123456789abcdef")
    assert read_name(name.path) == name
    for copy in (
        " (conflicted copy 2026-11-24).seg",
        ".sync-conflict-1.seg",
        " 😀.seg",
        ".seg.tmp",
    ):
        assert name_within(name.path[:-4] + copy) == name
    assert name_within("d/00000000000000aa/notes.txt") is None


def key_file_of(ring=RING, passphrase="seven otters", cipher=None, **options):
    wrapped = wrap(cipher or Cheap(), ring, passphrase, salt=b"s" * 16, nonce=b"n" * 12, **options)
    return asyncio.run(wrapped)


def test_a_passphrase_opens_its_own_key_file_only():
    newer = TeamKey(b"k" * 32, KEY.vault, frozenset([KEY.id]))
    ring = RING.with_keys([newer])
    file = key_file_of(ring)
    assert (file.key, file.holds) == (newer.id, ring.ids)
    assert asyncio.run(unwrap(Cheap(), file, " seven otters\n")) == ring
    with pytest.raises(WrongPassphrase, match="Check its spelling"):
        asyncio.run(unwrap(Cheap(), file, "Seven otters"))


def test_the_same_passphrase_from_another_keyboard_fits():
    file = key_file_of(passphrase="Zo\u00eb zw\u00f6lf")
    assert asyncio.run(unwrap(Cheap(), file, "Zoe\u0308 zwo\u0308lf")) == RING


def test_a_key_file_has_the_bytes_that_docs_format_describes():
    file = key_file_of(cipher=Real())
    data = json.loads(file.raw)
    box = bytes.fromhex(data.pop("box"))
    assert data == {
        "format": 1,
        "kdf": "pbkdf2-sha256",
        "rounds": 600_000,
        "salt": (b"s" * 16).hex(),
        "nonce": (b"n" * 12).hex(),
        "holds": [KEY.id],
    }
    key = asyncio.run(Real().derive(b"seven otters", b"s" * 16, 600_000))
    along = json.dumps(data, sort_keys=True, separators=(",", ":")).encode()
    inside = json.loads(asyncio.run(Real().open(key, b"n" * 12, box, along)))
    assert inside == [{"key": KEY.key.hex(), "vault": "00" * 16, "replaces": []}]
    digest = hashlib.sha256(file.raw).digest()[:8].hex()
    assert file.name == f"keys/{KEY.id}-{digest}.key"


def test_a_change_of_any_byte_of_a_key_file_is_noticed():
    file, random = key_file_of(), Random(1)
    for _ in range(300):
        with pytest.raises(BadKeyFile, match="damaged, or has not wholly arrived"):
            key_file(file.name, flipped(file.raw, random))
    with pytest.raises(BadKeyFile):
        key_file(file.name, file.raw[:-1])


def rewritten(**changes):
    data = {**json.loads(key_file_of().raw), **changes}
    raw = json.dumps(data).encode()
    return f"keys/{KEY.id}-{hashlib.sha256(raw).digest()[:8].hex()}.key", raw


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-le", "utf-8-sig"])
def test_a_key_file_is_utf_8(encoding):
    raw = key_file_of().raw.decode().encode(encoding)
    name = f"keys/{KEY.id}-{hashlib.sha256(raw).digest()[:8].hex()}.key"
    with pytest.raises(BadKeyFile, match="is not a key file"):
        key_file(name, raw)


def test_a_key_file_nested_without_end_is_none():
    deep = b'{"format":1,"x":' + b"[" * 30_000 + b"]" * 30_000 + b"}"
    with pytest.raises(BadKeyFile, match="is not a key file"):
        key_file(f"keys/{KEY.id}-{hashlib.sha256(deep).digest()[:8].hex()}.key", deep)


@pytest.mark.parametrize("rounds", [599_999, 1_200_001, True, "600000", None, -1])
def test_rounds_outside_the_bounds_are_refused_before_any_work(rounds):
    with pytest.raises(BadKeyFile, match="600,000 to 1,200,000"):
        key_file(*rewritten(rounds=rounds))


@pytest.mark.parametrize(
    "changes",
    [{"kdf": "md5"}, {"holds": []}, {"holds": "all"}, {"holds": ["x"]}, {"format": 0}],
    ids=str,
)
def test_what_is_no_key_file_is_refused(changes):
    with pytest.raises(BadKeyFile, match="is not a key file"):
        key_file(*rewritten(**changes))


def test_a_newer_key_file_is_named():
    with pytest.raises(NewerKeyFile, match=r"format 3; this one reads up to 2\). Update"):
        key_file(*rewritten(format=3))


@pytest.mark.parametrize("field", ["rounds", "holds", "salt", "nonce"])
def test_what_stands_in_the_open_is_bound_to_the_box(field):
    other = {"rounds": 700_000, "holds": [KEY.id, "0" * 16], "salt": "00" * 16, "nonce": "00" * 12}
    file = key_file(*rewritten(**{field: other[field]}))
    with pytest.raises(WrongPassphrase):
        asyncio.run(unwrap(Cheap(), file, "seven otters"))


def test_a_short_passphrase_is_refused():
    with pytest.raises(WeakPassphrase, match="at least 8 characters"):
        key_file_of(passphrase=" seven  ")


def test_new_records_go_under_the_key_that_none_replaces_the_least_of_two():
    keys = [TeamKey(bytes([n]) * 32, vault=f"{n}") for n in range(4)]
    least = min(keys, key=lambda key: key.id)
    assert Ring(tuple(keys)).current == least
    after = TeamKey(b"z" * 32, "0", frozenset(key.id for key in keys[:3]))
    ring = Ring().with_keys([*keys[:3], after])
    assert ring.current == after
    assert ring.unreplaced == (after,)
    assert Ring.from_json(json.loads(json.dumps(ring.to_json()))) == ring
    assert after.key.hex() not in repr(ring)
    assert str(after.key) not in repr(ring)
