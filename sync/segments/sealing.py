"""Segments: runs of one device's events, sealed into files that reveal nothing to outsiders.

A segment's name commits to every event up to its last, through a chain of keyed
hashes. docs/format.md, "The shared folder", has the bytes.
"""

import hashlib
import hmac
import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from sync.errors import Damaged, KeyNotHere, NewerSegment, NotGenuine, TooLong
from sync.keys.cipher import NONCE, TAG, Cipher
from sync.keys.team_keys import Ring, TeamKey

START = bytes(32)  # the chain before a device's first event
LARGEST_FILE = 64 * 2**20  # bytes of a segment, and of the events in it
ANY_SIZE = 2**22  # bytes of events that a segment may have whatever its own size
MOST_EVENTS = 2**18  # in a segment, blanks among them
BLANK = b""  # stands for a number whose event isn't shared, or was lost

_MAGIC = b"AIM1"
_HEADER = struct.Struct(">4s8s8sQ32s4x")
_LENGTH = struct.Struct(">I")
_PAD = 256
_TIMES = 100  # a segment may have as many times its own bytes of events, if that is more
_LEAST = _HEADER.size + NONCE + _PAD + TAG
_NAME = re.compile(r"d/([0-9a-f]{16})/(\d{9,15})-(\d{9,15})-([0-9a-f]{16})\.seg")
_WITHIN = re.compile(r"d/([0-9a-f]{16})/.*?(\d{9,15})-(\d{9,15})-([0-9a-f]{16})")
_FOLDER = re.compile(r"d/([0-9a-f]{16})/[^/]+")


class Name(NamedTuple):
    """A segment's path in parts: the device, its first and last event, the chain's first digits."""

    device: str
    lo: int
    hi: int
    chain: str

    @property
    def path(self) -> str:
        """The path in the folder."""
        return f"d/{self.device}/{self.lo:09d}-{self.hi:09d}-{self.chain}.seg"


Node = tuple[str, int, str]  # a device, an event's number, the chain's first digits after it


@dataclass(frozen=True)
class Run:
    """Events ``lo`` to ``hi`` of a device.

    ``start`` is the chain's 32 bytes before the first, ``end`` after the last;
    ``key`` is the id of the team key they are sealed under.
    """

    device: str
    lo: int
    hi: int
    start: bytes
    end: bytes
    key: str

    # Both are needed in every sync, for every run.

    @cached_property
    def name(self) -> Name:
        """The name of its file."""
        return Name(self.device, self.lo, self.hi, self.end.hex()[:16])

    @cached_property
    def before(self) -> Node:
        """The node at which a run ends that this one follows."""
        return self.device, self.lo - 1, self.start.hex()[:16]


@dataclass(frozen=True, slots=True)
class OpenedSegment:
    """A segment that was opened and verified.

    ``links`` are the chain's values after each event.
    """

    run: Run
    events: tuple[bytes, ...]
    links: tuple[bytes, ...]


@lru_cache(maxsize=2**14)  # a folder's names are the same at every sync
def read_name(path: str) -> Name | None:
    """Return a path as a segment's name, None if it is not exactly one."""
    found = _NAME.fullmatch(path)
    if not found:
        return None
    name = Name(found[1], int(found[2]), int(found[3]), found[4])
    return name if 1 <= name.lo <= name.hi and name.path == path else None


def name_within(path: str) -> Name | None:
    """Return the segment's name within a path, as of a conflicted copy; None if there is none."""
    found = _WITHIN.match(path)
    return Name(found[1], int(found[2]), int(found[3]), found[4]) if found else None


def folder_of(path: str) -> str | None:
    """Return the device whose folder a file is in, whatever the file's name."""
    found = _FOLDER.fullmatch(path)
    return found[1] if found else None


def is_size(size: int | None) -> bool:
    """Tell whether a segment can have this many bytes; None if nobody knows how many."""
    return size is None or (_LEAST <= size <= LARGEST_FILE and not (size - _LEAST) % _PAD)


def follow(key: TeamKey, start: bytes, events: Iterable[bytes]) -> list[bytes]:
    """Return the chain's value after each event."""
    inner, outer = _hmac_halves(key.derived(b"chain"))

    def step(link: bytes, event: bytes) -> bytes:
        within, around = inner.copy(), outer.copy()
        within.update(link + event)
        around.update(within.digest())
        after: bytes = around.digest()
        return after

    return list(accumulate(events, step, initial=start))[1:]


@lru_cache(maxsize=64)
def _hmac_halves(secret: bytes) -> tuple[Any, Any]:
    """Return HMAC-SHA256's two hashes with the secret in them (RFC 2104).

    ``hmac.digest`` would prepare both for each message, which takes longer than hashing an event.
    """
    block = secret.ljust(64, b"\0")
    inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in block)) for pad in (0x36, 0x5C))
    return inner, outer


async def seal(cipher: Cipher, key: TeamKey, run: Run, events: Sequence[bytes]) -> bytes:
    """Return the bytes of a run's file.

    The nonce is derived from the bytes that are sealed, so different bytes are never sealed
    under the same nonce, and sealing again gives the same file.

    Raises:
        ValueError: the events are not those of the run.
        TooLong: they are more than a file may hold.
    """
    links = follow(key, run.start, events)
    if key.id != run.key or len(events) != run.hi - run.lo + 1 or links[-1] != run.end:
        raise ValueError(f"these are not events {run.lo} to {run.hi} of device {run.device}")
    text = b"\n".join(events)
    header = _HEADER.pack(
        _MAGIC, bytes.fromhex(run.key), bytes.fromhex(run.device), run.lo, run.start
    )
    small = zlib.compress(text, 6)
    plain = _LENGTH.pack(len(small)) + small
    plain += bytes(-len(plain) % _PAD)
    if len(text) > _most(len(plain)) or len(events) > MOST_EVENTS:
        raise TooLong(f"event {run.lo} of this device is too large to share")
    nonce = hmac.digest(key.derived(b"nonce"), header + plain, "sha256")[:NONCE]
    return header + nonce + await cipher.seal(_secret(key, run.device), nonce, plain, header)


async def open_segment(cipher: Cipher, ring: Ring, raw: bytes) -> OpenedSegment:
    """Open a file and check everything that doesn't depend on its name.

    Raises:
        Damaged: a byte is wrong or missing, or it is not a segment at all.
        NewerSegment: a later Aimline wrote it.
        KeyNotHere: its key is not on the ring.
    """
    if raw[:3] == _MAGIC[:3] and b"2" <= raw[3:4] <= b"9":
        raise NewerSegment("written by a newer Aimline; update Aimline on this device")
    if raw[:4] != _MAGIC or not is_size(len(raw)):
        raise Damaged("not a segment, or not wholly arrived")
    header, nonce = raw[: _HEADER.size], raw[_HEADER.size : _HEADER.size + NONCE]
    _, key_id, device, lo, start = _HEADER.unpack(header)
    key = ring.get(key_id.hex())
    if key is None:
        raise KeyNotHere(key_id.hex())
    try:
        plain = await cipher.open(
            _secret(key, device.hex()), nonce, raw[_HEADER.size + NONCE :], header
        )
    except NotGenuine:
        raise Damaged("its bytes were changed") from None
    expected = hmac.digest(key.derived(b"nonce"), header + plain, "sha256")[:NONCE]
    events = tuple(_events(plain))
    hi = lo + len(events) - 1
    if nonce != expected or header[-4:] != bytes(4) or lo < 1 or (lo == 1) != (start == START):
        raise Damaged("sealed in a way that Aimline doesn't")
    links = tuple(follow(key, start, events))
    return OpenedSegment(Run(device.hex(), lo, hi, start, links[-1], key.id), events, links)


def _secret(key: TeamKey, device: str) -> bytes:
    return key.derived(b"seal" + bytes.fromhex(device))


def _most(size: int) -> int:
    """Return how many bytes of events may be in a segment that pads to this size.

    Whoever has a team key could otherwise make a small file that costs each device much memory.
    """
    return min(LARGEST_FILE, max(ANY_SIZE, _TIMES * size))


def _events(plain: bytes) -> list[bytes]:
    (size,) = _LENGTH.unpack_from(plain)
    small, rest = plain[_LENGTH.size : _LENGTH.size + size], plain[_LENGTH.size + size :]
    try:
        unpack = zlib.decompressobj()
        text = unpack.decompress(small, _most(len(plain)))
    except zlib.error:
        raise Damaged("sealed in a way that Aimline doesn't") from None
    whole = len(small) == size and unpack.eof and not unpack.unused_data
    if not whole or rest.strip(b"\0") or text.count(b"\n") >= MOST_EVENTS:
        raise Damaged("sealed in a way that Aimline doesn't")
    return text.split(b"\n")
