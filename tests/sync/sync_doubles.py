"""Devices in memory, a folder that fails when told to, and a cheap passphrase."""

import asyncio
import errno
import hashlib
from collections.abc import Callable
from random import Random

from ciphers import Real

from store.database import Database, open_database
from sync.errors import Gone, NoSpace, NotAllowed, NotThere, TooLarge
from sync.keys.team_keys import Ring
from sync.segments.sealing import read_name
from sync.vault.sharing import Sharing

ONCE = "administrations"
PASSPHRASE = "seven quiet otters"


class Cheap(Real):
    """The real cipher, but a passphrase costs nothing to try."""

    async def derive(self, passphrase: bytes, salt: bytes, rounds: int) -> bytes:
        return hashlib.sha256(b"%d" % rounds + salt + passphrase).digest()


class Drawer:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: list = []

    async def load(self) -> Ring:
        return Ring.from_json(self.kept)

    async def save(self, ring: Ring) -> None:
        self.kept = ring.to_json()


class Killed(BaseException):
    """The program is gone at this very moment."""


class Disk:
    """Files in memory.

    ``room`` is how many bytes writes still may have, ``life`` after how many
    the program is killed.
    """

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self.files = {name: bytearray(data) for name, data in (files or {}).items()}
        self.room: int | None = None
        self.life: int | None = None

    def copy(self) -> "Disk":
        return Disk({name: bytes(data) for name, data in self.files.items()})

    async def open(self, name: str) -> "_Handle":
        return _Handle(self, name)


class _Handle:
    def __init__(self, disk: Disk, name: str) -> None:
        self._disk, self._name = disk, name

    @property
    def size(self) -> int:
        return len(self._disk.files.get(self._name, b""))

    def read(self, offset: int, size: int) -> bytes:
        return bytes(self._disk.files.get(self._name, b"")[offset : offset + size])

    def write_at(self, offset: int, data: bytes) -> None:
        file = self._disk.files.setdefault(self._name, bytearray())
        assert offset <= len(file), "a hole would be written"
        if self._disk.life is not None:
            fits = max(0, min(len(data), self._disk.life))
            self._disk.life -= fits
            file[offset : offset + fits] = data[:fits]
            if fits < len(data) or not self._disk.life:
                raise Killed
        if self._disk.room is not None:
            fits = max(0, min(len(data), self._disk.room))
            self._disk.room -= fits
            file[offset : offset + fits] = data[:fits]
            if fits < len(data):
                raise OSError(errno.ENOSPC, "No space left on device")
        file[offset : offset + len(data)] = data

    def truncate(self, size: int) -> None:
        if self._disk.life == 0:
            raise Killed
        del self._disk.files.get(self._name, bytearray())[size:]

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


class Memory:
    """A shared folder in memory, as one device sees it.

    ``fault`` is how often something goes wrong: a file isn't listed, is read
    half or with a flipped bit, is written half, not at all, or with its bytes
    in a copy of another name. ``kills`` lets the program die there, too.
    """

    def __init__(self, random: Random | None = None) -> None:
        self.files: dict[str, bytes] = {}
        self.random = random or Random(0)
        self.fault = 0.0
        self.kills = False
        self.disk: Disk | None = None  # of the device that dies
        self.absent = self.read_only = False
        self.room: int | None = None
        self.watch = None  # is told of each put and delete before it is done
        self.got: list[str] = []
        self.put_paths: list[str] = []

    def _hit(self) -> bool:
        return self.random.random() < self.fault

    def _may_die(self) -> None:
        if self.kills and self._hit():
            if self.disk:
                self.disk.life = 0  # what was not written by now never is
            raise Killed

    async def list(self) -> dict[str, int]:
        if self.absent:
            raise NotThere("There is no folder.")
        return {path: len(data) for path, data in self.files.items() if not self._hit()}

    async def get(self, path: str, most: int) -> bytes:
        await asyncio.sleep(0)
        self._may_die()
        self.got.append(path)
        if path not in self.files:
            raise Gone(path)
        data = self.files[path]
        if len(data) > most:
            raise TooLarge(path)
        if data and self._hit():
            return data[: self.random.randrange(len(data))]
        if data and self._hit():
            return flipped(data, self.random)
        return data

    async def put(self, path: str, data: bytes) -> None:
        await asyncio.sleep(0)
        if self.read_only:
            raise NotAllowed("You may not write there.")
        if self.room is not None and len(data) > self.room:
            raise NoSpace("There is no space left.")
        if self.watch:
            self.watch.put(path, data)
        self.put_paths.append(path)
        if self._hit():
            self.files[path] = data[: self.random.randrange(len(data))]
        elif self._hit():
            self.files[f"{path[:-4]} (conflicted copy){path[-4:]}"] = data
        elif not self._hit():
            self.files[path] = data
        self._may_die()

    async def delete(self, path: str) -> None:
        self._may_die()
        if self.watch:
            self.watch.delete(path)
        if not self._hit():
            self.files.pop(path, None)


def flipped(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def clock(start_ms: int = 1_795_000_000_000, step_ms: int = 7) -> Callable[[], int]:
    now = iter(range(start_ms, 2**60, step_ms))
    return lambda: next(now)


def tokens(seed: object) -> Callable[[int], str]:
    random = Random(str(seed))
    return lambda size: random.randbytes(size).hex()


class Device:
    """A device: its records, its keys, and its part in sharing."""

    def __init__(self, seed: object, *, wall=None, disk=None, drawer=None, private=None) -> None:
        self.wall = wall or clock()
        self.disk = disk or Disk()
        self.drawer = drawer or Drawer()
        self.token = tokens(seed)
        self.private = private or (lambda table, id_, fields: False)
        self.undeclared = set()  # tables that this version doesn't know
        self.start()

    def start(self) -> None:
        asyncio.run(self._start())

    async def _start(self) -> None:
        self.db: Database = await open_database(
            self.disk, wall=self.wall, token=self.token, write_once={ONCE}
        )
        self.sharing = await Sharing.open(
            self.db,
            self.disk,
            self.drawer,
            cipher=Cheap(),
            token=self.token,
            private=self.private,
            declares=lambda table: table not in self.undeclared,
        )

    def put(self, *changes):
        self.db.put(changes)

    def found(self, folder, passphrase=PASSPHRASE):
        asyncio.run(self.sharing.found(folder, passphrase))

    def join(self, folder, passphrase=PASSPHRASE):
        asyncio.run(self.sharing.join(folder, passphrase))

    def sync(self, folder, **options):
        return asyncio.run(self.sharing.sync(folder, **options))

    def check(self, folder):
        return asyncio.run(self.sharing.check(folder))

    def view(self, *, seen=False):
        names = self.db.tables() - (set() if seen else {"seen"})
        return {
            name: {doc.doc_id: dict(doc) for doc in self.db.table(name)}
            for name in names
            if len(self.db.table(name))
        }


def segments(folder):
    """Return the paths of the segments in a folder, sorted."""
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


def damaged(data, random):
    """Return a log's bytes with one kind of damage."""
    data = bytearray(data)
    at = random.randrange(len(data))
    what = random.choice(["bit", "bit", "bit", "byte", "zeros", "cut", "hole", "twice", "tail"])
    end = min(len(data), at + random.choice([1, 40, 512, 4096]))
    if what == "bit":
        data[at] ^= 1 << random.randrange(8)
    elif what == "byte":
        data[at] = random.randrange(256)
    elif what == "zeros":
        data[at:end] = bytes(end - at)
    elif what == "cut":
        del data[at:]
    elif what == "hole":
        del data[at:end]
    elif what == "twice":
        data[at:at] = data[at:end]
    else:
        data[at:] = bytes(len(data) - at)
    return data
