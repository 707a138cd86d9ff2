"""A sync file: what one device has and another lacks, in one file carried by hand.

It is a zip without compression; unpacked, it is a shared folder: key files and segments
under their paths. It also has ``holds``, sealed: a list of what its maker has, so that
the file made in return needs only the rest. docs/format.md, "Sync
files", has the bytes.
"""

import hmac
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from sync.errors import (
    Damaged,
    Gone,
    KeyNotHere,
    NewerSegment,
    NoSpace,
    NoSyncFile,
    NotGenuine,
    TooLarge,
)
from sync.keys.cipher import NONCE, TAG, Cipher
from sync.keys.key_file import LARGEST_FILE as LARGEST_KEY_FILE
from sync.keys.key_file import key_of
from sync.keys.team_keys import Ring, TeamKey
from sync.segments.sealing import LARGEST_FILE as LARGEST_SEGMENT
from sync.segments.sealing import Name, read_name

LARGEST = 48 * 2**20  # bytes of a sync file: as many as a page accepts in one message
MOST_FILES = 100_000
HOLDS = "holds"

_MAGIC = b"AIMH1"
_HEADER = struct.Struct(">5s8s8s")
_LENGTH = struct.Struct(">I")
_PAD = 256
_MOST_NAMES = 8 * 2**20  # bytes of them, unpacked
_ENTRY_SIZE = 256  # bytes that a zip needs for a file besides its content
_ENTRY = b"PK\x01\x02"  # begins a file's entry in a zip's directory


@dataclass(frozen=True, slots=True)
class Holding:
    """What a device has.

    Each name covers all events of its device from ``lo`` to ``hi`` on one chain; there need
    not be a file of that name.
    """

    device: str
    names: tuple[Name, ...]


class SyncFile:
    """The files in a sync file; it can be used like a shared folder."""

    def __init__(self, files: Mapping[str, bytes] | None = None, holds: bytes = b"") -> None:
        self._files = dict(files or {})
        self._size = sum(len(data) + _ENTRY_SIZE for data in self._files.values())
        self.holds = holds

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """Return the files in a sync file, whose contents are not checked.

        Raises:
            NoSyncFile: the bytes are not a sync file, or not all of one.
        """
        if len(raw) > LARGEST:
            raise NoSyncFile(
                f"This file is larger than sync files are ({LARGEST // 2**20} MiB). Choose another."
            )
        # The zip's own count of its files may be wrong; zipfile doesn't check it.
        if raw.count(_ENTRY) > MOST_FILES:
            raise NoSyncFile(_NOT_A_SYNC_FILE)
        files: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                listed = archive.infolist()
                if sum(info.file_size for info in listed) > len(raw):
                    raise NoSyncFile(_NOT_A_SYNC_FILE)
                for info in listed:
                    plain = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1
                    if not plain or info.file_size > _most(info.filename) or info.filename in files:
                        raise NoSyncFile(_NOT_A_SYNC_FILE)
                    files[info.filename] = archive.read(info)
        except (zipfile.BadZipFile, EOFError, struct.error, ValueError, NotImplementedError):
            raise NoSyncFile(_NOT_A_SYNC_FILE) from None
        if HOLDS not in files:
            raise NoSyncFile(_NOT_A_SYNC_FILE)
        return cls(files, files.pop(HOLDS))

    @property
    def raw(self) -> bytes:
        """The bytes of the sync file."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for path, data in {HOLDS: self.holds, **self._files}.items():
                archive.writestr(zipfile.ZipInfo(path), data)
        return file.getvalue()

    async def list(self) -> dict[str, int]:
        """Return every file, and its size."""
        return {path: len(data) for path, data in self._files.items()}

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes."""
        data = self._files.get(path)
        if data is None:
            raise Gone(f"{path} is not in the sync file.")
        if len(data) > most:
            raise TooLarge(f"{path} is larger than Aimline's files are.")
        return data

    async def put(self, path: str, data: bytes) -> None:
        """Add a file. Set ``holds`` before, because it needs space as well.

        Raises:
            NoSpace: the sync file would become too large.
        """
        await self.delete(path)
        size = self._size + len(data) + len(self.holds) + 2 * _ENTRY_SIZE
        if size > LARGEST or len(self._files) + 2 > MOST_FILES:
            raise NoSpace(
                "Not everything fits into one sync file. Open this one on the other device, and "
                "the one it makes here; then the next one has the rest."
            )
        self._files[path] = data
        self._size += len(data) + _ENTRY_SIZE

    async def delete(self, path: str) -> None:
        """Remove a file, if it is there."""
        data = self._files.pop(path, None)
        if data is not None:
            self._size -= len(data) + _ENTRY_SIZE


_NOT_A_SYNC_FILE = (
    "This is no sync file of Aimline, or it has not wholly arrived. Nothing was changed. Choose "
    "another, or have it made again."
)


def _most(path: str) -> int:
    """Return how many bytes a file in a sync file may have; -1 for files that don't belong."""
    if read_name(path):
        return LARGEST_SEGMENT
    if key_of(path):
        return LARGEST_KEY_FILE
    return _MOST_NAMES if path == HOLDS else -1


async def seal_holding(cipher: Cipher, key: TeamKey, holding: Holding) -> bytes:
    """Return a holding as the bytes of ``holds``."""
    header = _HEADER.pack(_MAGIC, bytes.fromhex(key.id), bytes.fromhex(holding.device))
    small = zlib.compress("\n".join(name.path for name in holding.names).encode(), 6)
    plain = _LENGTH.pack(len(small)) + small
    plain += bytes(-len(plain) % _PAD)
    nonce = hmac.digest(key.derived(b"nonce"), header + plain, "sha256")[:NONCE]
    secret = key.derived(b"holds" + bytes.fromhex(holding.device))
    return header + nonce + await cipher.seal(secret, nonce, plain, header)


async def open_holding(cipher: Cipher, ring: Ring, raw: bytes) -> Holding | None:
    """Return the holding of a sync file's maker from the bytes of ``holds``.

    None if it was sealed under a replaced key: then it is not believed.

    Raises:
        Damaged: nobody with a team key sealed these bytes.
        NewerSegment: a later Aimline wrote it.
        KeyNotHere: its key is not on the ring.
    """
    if raw[:4] == _MAGIC[:4] and b"2" <= raw[4:5] <= b"9":
        raise NewerSegment("written by a newer Aimline; update Aimline on this device")
    if raw[:5] != _MAGIC or len(raw) < _HEADER.size + NONCE + _PAD + TAG:
        raise Damaged("not what a sync file's maker has")
    header, rest = raw[: _HEADER.size], raw[_HEADER.size :]
    _, key_id, device = _HEADER.unpack(header)
    key = ring.get(key_id.hex())
    if key is None:
        raise KeyNotHere(key_id.hex())
    if ring.ends_of(key.id) is not None:
        return None  # whoever lost the key's trust could say that a device has everything
    try:
        secret = key.derived(b"holds" + device)
        plain = await cipher.open(secret, rest[:NONCE], rest[NONCE:], header)
        (size,) = _LENGTH.unpack_from(plain)
        unpack = zlib.decompressobj()
        text = unpack.decompress(plain[_LENGTH.size : _LENGTH.size + size], _MOST_NAMES)
    except (NotGenuine, zlib.error):
        raise Damaged("its bytes were changed") from None
    return Holding(device.hex(), tuple(_names(text.decode("ascii", "replace").splitlines())))


def _names(paths: Iterable[str]) -> Iterable[Name]:
    for path in paths:
        name = read_name(path)
        if name is None:
            raise Damaged("sealed in a way that Aimline doesn't")
        yield name
