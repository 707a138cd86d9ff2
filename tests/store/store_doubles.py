"""A disk in memory that fails when told to."""

import errno
from collections.abc import Callable
from random import Random

SECTOR = 64


class Disk:
    """Files in memory.

    ``room`` is how many bytes a write still may have, ``broken`` what always
    fails, and ``flushes`` how many succeed before they fail too.
    """

    def __init__(self, **files: bytes) -> None:
        self.now = {name.replace("_", "."): data for name, data in files.items()}
        self.safe = dict(self.now)
        self.room: int | None = None
        self.broken: set[str] = set()
        self.flushes: int | None = None
        self.open_files = 0

    async def open(self, name: str) -> "Handle":
        self.open_files += 1
        return Handle(self, name)

    def power_cut(self, random: Random) -> None:
        """Lose what was not flushed, as any disk might.

        A file ends anywhere between its old size and its new one, or at its new
        size with zeros in any sectors that never arrived.
        """
        for name, new in self.now.items():
            old = self.safe.get(name, b"")
            self.now[name] = random.choice([torn_short, torn_sectors])(old, new, random)
        self.safe = dict(self.now)


def torn_short(old: bytes, new: bytes, random: Random) -> bytes:
    if len(new) < len(old):
        return random.choice([old, new])
    return new[: random.randint(len(old), len(new))]


def torn_sectors(old: bytes, new: bytes, random: Random) -> bytes:
    arrived = bytearray(old[: len(new)].ljust(len(new), b"\0"))
    for at in range(0, len(new), SECTOR):
        if random.random() < 0.5:
            arrived[at : at + SECTOR] = new[at : at + SECTOR]
    return bytes(arrived)


class Handle:
    def __init__(self, disk: Disk, name: str) -> None:
        self._disk = disk
        self._name = name

    @property
    def size(self) -> int:
        return len(self._data)

    def read(self, offset: int, size: int) -> bytes:
        return self._data[offset : offset + size]

    def write_at(self, offset: int, data: bytes) -> None:
        disk, before = self._disk, self._data
        assert offset <= len(before), "a hole would be written"
        fits = len(data) if disk.room is None else min(len(data), disk.room)
        disk.now[self._name] = before[:offset] + data[:fits] + before[offset + fits :]
        if fits < len(data):
            raise OSError(errno.ENOSPC, "No space left on device")

    def truncate(self, size: int) -> None:
        self._may("truncate")
        self._disk.now[self._name] = self._data[:size]

    def flush(self) -> None:
        self._may("flush")
        if self._disk.flushes is not None:
            self._disk.flushes -= 1
            if self._disk.flushes < 0:
                raise OSError(errno.EIO, "Input/output error")
        self._disk.safe[self._name] = self._data

    def close(self) -> None:
        self._disk.open_files -= 1

    @property
    def _data(self) -> bytes:
        return self._disk.now.get(self._name, b"")

    def _may(self, verb: str) -> None:
        if verb in self._disk.broken:
            raise OSError(errno.EIO, "Input/output error")


def clock(start_ms: int = 1_795_000_000_000, step_ms: int = 7) -> Callable[[], int]:
    """Return a wall clock that advances by a step each time it is read."""
    now = iter(range(start_ms, 2**60, step_ms))
    return lambda: next(now)


def tokens(seed: object) -> Callable[[int], str]:
    random = Random(str(seed))
    return lambda size: random.randbytes(size).hex()
