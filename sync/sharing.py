"""Sharing the records of one device through one folder: found, join, sync, check.

A device belongs to one vault at most. The passphrase is an argument wherever it
is needed and is kept nowhere.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from store.database import Database
from store.files import Files
from sync.cipher import NONCE, Cipher
from sync.exchange import Exchange, Private
from sync.folder import Gone, NoSpace, NotAllowed, SharedFolder, TooLarge
from sync.held import Held
from sync.keys import (
    LARGEST_FILE,
    BadKeyFile,
    KeyFile,
    KeyStore,
    NewerKeyFile,
    Ring,
    TeamKey,
    WrongPassphrase,
    key_file,
    key_name_within,
    key_of,
    unwrap,
    wrap,
)
from sync.report import Checked, Progress, Report
from sync.sealing import (
    LARGEST_FILE as LARGEST_SEGMENT,
)
from sync.sealing import Damaged, Locked, Name, NewerSegment, is_size, open_segment, read_name

_FEW = 8  # segments tried to see whose folder it is
MOST_KEY_FILES = 32  # tried with a passphrase; each takes about a second


class NotShared(ValueError):
    """The device is in no vault, or the folder has none."""


class AlreadyShared(ValueError):
    """The folder has a vault already, or the device is in one."""


class OtherVault(ValueError):
    """The folder belongs to others: this device's records have no place there."""


class KeysMissing(ValueError):
    """The folder has records and no key file."""


@dataclass(slots=True)
class _Seen:
    """The key files of a folder that can be read, and what may be inferred from them."""

    files: dict[str, KeyFile] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    mend: list[KeyFile] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    def holding(self, key_id: str) -> list[KeyFile]:
        return [file for file in self.files.values() if key_id in file.holds]


class Sharing:
    """This device's part in a vault. One sync at a time; a second waits."""

    @classmethod
    async def open(
        cls,
        database: Database,
        files: Files,
        store: KeyStore,
        *,
        cipher: Cipher,
        token: Callable[[int], str],
        private: Private = lambda _table, _id, _fields: False,
    ) -> Self:
        """Open what is kept of sharing; writes nothing.

        Args:
            database: the records; shared with whoever shows them.
            files: the data folder.
            store: where the keys lie.
            token: returns that many random bytes as hexadecimal digits.
            private: tells of an event (table, id, the fields it sets) whether
                it must stay on this device. Asked once, when a run is closed.

        Raises:
            NewerLog, UnreadableLog: as for every log.
        """
        ring = await store.load()
        held = await Held.open(files, database)
        return cls(database, held, store, ring, cipher, token, private)

    def __init__(
        self,
        database: Database,
        held: Held,
        store: KeyStore,
        ring: Ring,
        cipher: Cipher,
        token: Callable[[int], str],
        private: Private,
    ) -> None:
        self._database = database
        self._held = held
        self._store = store
        self._ring = ring
        self._cipher = cipher
        self._token = token
        self._private = private
        self._tried: set[tuple[str, int]] = set()
        self._lock = asyncio.Lock()
        if ring.keys:
            held.check(ring)

    @property
    def joined(self) -> bool:
        """Whether this device has the keys of a vault."""
        return bool(self._ring.keys)

    def close(self) -> None:
        """Let go of the file."""
        self._held.close()

    async def found(self, folder: SharedFolder, passphrase: str) -> None:
        """Begin a vault in a folder that has none.

        Raises:
            AlreadyShared: the folder has a vault, or this device is in one.
            WeakPassphrase: it has fewer than 8 characters.
            FolderProblem, NotKept: nothing was begun, or the next sync ends it.
        """
        async with self._lock:
            if self._ring.keys or self._held.vaults:
                raise AlreadyShared("This device shares its records already.")
            listed = await folder.list()
            if any(key_of(path) or read_name(path) for path in listed):
                raise AlreadyShared(
                    "This folder has shared records already. Join it with its passphrase, or "
                    "choose another folder."
                )
            key = TeamKey(bytes.fromhex(self._token(32)), vault=self._token(16))
            await self._publish(folder, Ring((key,)), passphrase)

    async def join(self, folder: SharedFolder, passphrase: str) -> None:
        """Take part in a folder's vault, or learn a new passphrase's keys.

        Whoever has records already should be asked first: they will be shared.

        Raises:
            NotShared: there is no vault in the folder.
            KeysMissing: there are records, and no key file that can be read yet.
            WrongPassphrase: it opens none of the key files; nothing was changed.
            OtherVault: this data folder belongs to another vault.
        """
        async with self._lock:
            listed = await folder.list()
            seen = await self._look(folder, listed)
            if not seen.files:
                if seen.newer:
                    raise NewerKeyFile(
                        "A newer Aimline shares in this folder. Update Aimline on this device."
                    )
                if seen.odd or any(read_name(path) for path in listed):
                    raise KeysMissing(_KEYS_MISSING)
                raise NotShared("Nothing is shared in this folder yet.")
            opened = Ring()
            for file in sorted(seen.files.values(), key=lambda file: file.name)[:MOST_KEY_FILES]:
                try:
                    ring = await unwrap(self._cipher, file, passphrase)
                except (WrongPassphrase, BadKeyFile):
                    continue
                opened = opened.with_keys(ring.keys)
            if not opened.keys:
                raise WrongPassphrase(
                    "This passphrase doesn't open the shared folder. Check its spelling, and that "
                    "it is the right folder."
                )
            vaults = self._ring.vaults | self._held.vaults
            known = any(seen.holding(key_id) for key_id in self._ring.ids)
            if vaults and not (vaults & opened.vaults or known):
                raise OtherVault(_OTHER_VAULT)
            await self._keep(self._ring.with_keys(opened.keys))

    async def change_passphrase(self, folder: SharedFolder, passphrase: str) -> None:
        """Let a new passphrase open the folder, and no other one.

        Other devices go on without it. Whoever knew the old one may have copied
        the key: ``replace_key`` is for that.

        Raises:
            NotShared, OtherVault, WeakPassphrase.
        """
        async with self._lock:
            await self._publish(folder, self._ring, passphrase, in_place=True)

    async def replace_key(self, folder: SharedFolder, passphrase: str) -> None:
        """Seal all new records under a new key, which only the new passphrase opens.

        Old records stay readable, also for whoever learnt the old passphrase.
        Every other device has to be told the new one.

        Raises:
            NotShared, OtherVault, WeakPassphrase.
        """
        async with self._lock:
            self._need_keys()
            key = TeamKey(
                bytes.fromhex(self._token(32)), self._ring.current.vault, replaces=self._ring.ids
            )
            await self._publish(folder, self._ring.with_keys([key]), passphrase, in_place=True)

    async def sync(
        self, folder: SharedFolder, *, progress: Progress = lambda *_: None, deep: bool = False
    ) -> Report:
        """Receive what is new in the folder, and send what it lacks.

        May be cancelled: what was received is kept, and the next sync goes on.

        Args:
            progress: told what is done ("reading" or "writing"), how many, of how many.
            deep: read every file again and mend those that are damaged.

        Raises:
            NotShared: the device is in no vault.
            OtherVault, KeysMissing: the folder is not, or not yet, this vault's.
            FolderProblem: the folder can't be read.
            NotKept: this device's disk refused.
        """
        async with self._lock:
            self._need_keys()
            listed = await folder.list()
            seen = await self._look(folder, listed, deep=deep)
            await self._refuse_other(folder, listed, seen)
            exchange = self._exchange(folder, listed, seen, progress)
            report = exchange.report
            report.foreign += len(seen.odd)
            report.newer += seen.newer
            report.asks_passphrase = bool(self._strange(seen))
            replaced = any(
                file.key not in self._ring and file.holds & self._ring.ids
                for file in seen.files.values()
            )
            here = [*seen.files.values(), *self._held.key_files.values()]
            report.lost_key_file = any(
                all(key.id not in file.holds for file in here) for key in self._ring.unreplaced
            )
            try:
                await self._mend_keys(folder, seen)
            except (NoSpace, NotAllowed) as problem:
                report.refused = str(problem)
            # A key that was replaced may have leaked: what is new waits for the one after it.
            await exchange.run(may_send=not replaced, deep=deep, tried=self._tried)
            report.gaps = len(self._held.gaps())
            report.waiting_events = self._waiting()
            report.devices = {
                device: self._database.last_number(device) for device in self._database.devices()
            }
            return report

    async def check(self, folder: SharedFolder, *, progress: Progress = lambda *_: None) -> Checked:
        """Read every file of the folder and say what is wrong; changes nothing anywhere.

        Raises:
            NotShared, OtherVault, KeysMissing, FolderProblem: as ``sync``.
        """
        async with self._lock:
            self._need_keys()
            listed = await folder.list()
            seen = await self._look(folder, listed, deep=True)
            await self._refuse_other(folder, listed, seen)
            names = {path: read_name(path) for path in listed if path.startswith("d/")}
            found = Checked(good=sorted(seen.files), newer=list(seen.newer))
            for path in seen.odd:
                (found.damaged if key_of(path) else found.foreign).append(path)
            found.damaged += [file.name for file in seen.mend]
            found.good = [path for path in found.good if path not in found.damaged]
            strange = self._strange(seen)
            ends, starts = set[tuple[str, int, str]](), dict[tuple[str, int, str], Name]()
            for done, (path, name) in enumerate(sorted(names.items()), start=1):
                if name is None:
                    found.foreign.append(path)
                    continue
                progress("reading", done, len(names))
                try:
                    if not is_size(listed[path]):
                        raise Damaged("not a segment's size")  # noqa: TRY301 (as if opened)
                    raw = await folder.get(path, LARGEST_SEGMENT)
                    opened = await open_segment(self._cipher, self._ring, raw)
                except NewerSegment:
                    found.newer.append(path)
                except Locked as locked:
                    (found.locked if locked.key in strange else found.damaged).append(path)
                except (Damaged, Gone, TooLarge, NotAllowed):
                    found.damaged.append(path)
                else:
                    (found.good if opened.run.name == name else found.damaged).append(path)
                    run = opened.run
                    for number, link in enumerate(opened.links, start=run.lo):
                        ends.add((run.device, number, link.hex()[:16]))
                    if run.lo > 1:
                        starts[run.device, run.lo - 1, run.start.hex()[:16]] = run.name
            found.missing = sorted(
                {run.name.path for run in self._held.outer() if _end(run.name) not in ends}
                - listed.keys()
            )
            ends |= {_end(name) for name in names.values() if name}
            found.missing += [
                f"d/{device}/…-{number:09d}-{chain}.seg"
                for device, number, chain in sorted(starts.keys() - ends)
            ]
            found.waiting_events = self._waiting()
            return found

    # Keys

    def _need_keys(self) -> None:
        if not self._ring.keys:
            raise NotShared(
                "This device doesn't share its records yet. Found a folder, or join one."
            )

    async def _keep(self, ring: Ring) -> None:
        await self._store.save(ring)
        self._ring = ring
        self._held.know_vault(ring.vaults)
        self._held.save()
        self._held.check(ring)

    async def _publish(
        self, folder: SharedFolder, ring: Ring, passphrase: str, *, in_place: bool = False
    ) -> None:
        """Keep a ring, put a key file for it, and remove those it comes in place of.

        The order matters if all ends in between: the file is kept before the
        ring, and the ring before the file is put, so the next sync can put it.
        """
        seen = _Seen()
        if in_place:
            self._need_keys()
            listed = await folder.list()
            seen = await self._look(folder, listed)
            await self._refuse_other(folder, listed, seen)
        file = await wrap(
            self._cipher,
            ring,
            passphrase,
            salt=bytes.fromhex(self._token(16)),
            nonce=bytes.fromhex(self._token(NONCE)),
        )
        self._held.know_key_file(file)
        for name, old in {**self._held.key_files, **seen.files}.items():
            if in_place and name != file.name and old.holds <= file.holds:
                self._held.know_key_file(old)
                self._held.mark_key_file(name, "expelled")
        self._held.save()
        await self._keep(ring)
        await folder.put(file.name, file.raw)
        for name in seen.files:
            if name in self._held.expelled:
                await folder.delete(name)

    async def _is_whole(self, folder: SharedFolder, file: KeyFile) -> bool:
        try:
            return await folder.get(file.name, LARGEST_FILE) == file.raw
        except (Gone, TooLarge, NotAllowed):
            return False

    async def _look(
        self, folder: SharedFolder, listed: Mapping[str, int], *, deep: bool = False
    ) -> _Seen:
        """Read the folder's key files; unless deep, those not read before."""
        seen = _Seen()
        for path in sorted(listed):
            if not path.startswith("keys/"):
                continue
            known = self._held.key_files.get(path)
            if known:
                seen.files[path] = known
                if listed[path] != len(known.raw) or (
                    deep and not await self._is_whole(folder, known)
                ):
                    seen.mend.append(known)
                continue
            await self._read_key_file(folder, path, path, seen)
        for path in list(seen.odd):  # a conflicted copy may have what the right name lacks
            name = key_name_within(path)
            if name and name != path and name not in seen.files | self._held.key_files:
                others = list(seen.files.values())
                await self._read_key_file(folder, path, name, seen)
                file = seen.files.get(name)
                if file and any(file.holds <= other.holds for other in others):
                    del seen.files[name]  # it may have been retired
                elif file:
                    seen.mend.append(file)
        return seen

    async def _read_key_file(self, folder: SharedFolder, path: str, name: str, seen: _Seen) -> None:
        try:
            seen.files[name] = key_file(name, await folder.get(path, LARGEST_FILE))
        except NewerKeyFile:
            seen.newer.append(path)
        except (BadKeyFile, Gone, TooLarge, NotAllowed):
            if path == name:
                seen.odd.append(path)

    def _strange(self, seen: _Seen) -> frozenset[str]:
        """Return the ids of keys that the folder's key files hold and this device hasn't."""
        return frozenset().union(*(file.holds for file in seen.files.values())) - self._ring.ids

    async def _refuse_other(
        self, folder: SharedFolder, listed: Mapping[str, int], seen: _Seen
    ) -> None:
        """See that a folder is this vault's, or empty.

        Raises:
            OtherVault: all its key files are of keys that this device never had.
            KeysMissing: it has segments that say nothing to this device, and no key file.
        """
        if any(seen.holding(key_id) for key_id in self._ring.ids):
            return
        names = [name for path in listed if (name := read_name(path))]
        if any(self._held.covers(name) for name in names):
            return
        if seen.files:
            raise OtherVault(_OTHER_VAULT)
        for name in names[:_FEW]:  # what sync knew may be lost, but not the keys
            with suppress(Damaged, Locked, NewerSegment, Gone, TooLarge, NotAllowed):
                raw = await folder.get(name.path, LARGEST_SEGMENT)
                await open_segment(self._cipher, self._ring, raw)
                return
        if names:
            raise KeysMissing(_KEYS_MISSING)

    async def _mend_keys(self, folder: SharedFolder, seen: _Seen) -> None:
        """Put key files back that vanished, and remove those that were to go."""
        held, ring = self._held, self._ring
        for file in seen.files.values():
            if file.holds & ring.ids:
                held.know_key_file(file)
            if file.name not in held.expelled:
                held.mark_key_file(file.name, "here")
        put = list(seen.mend)
        for key in ring.unreplaced:
            if seen.holding(key.id):
                for name, file in held.key_files.items():
                    if file.key == key.id and name not in seen.files and name not in held.expelled:
                        held.mark_key_file(name, "gone")
            else:
                put += [
                    file
                    for name, file in held.key_files.items()
                    if file.key == key.id and name not in held.gone | held.expelled
                ]
        held.save()
        for file in put:
            await folder.put(file.name, file.raw)
        current = {key.id for key in ring.unreplaced}
        stay = [
            file
            for file in seen.files.values()
            if file.key in current and file.name not in held.expelled
        ]
        leave = [file for file in seen.files.values() if file.key in ring and file not in stay]
        for file in leave:
            instead = next((other for other in stay if file.holds <= other.holds), None)
            if instead:
                # Only a file that was just read is good enough to take another one's place.
                if not await self._is_whole(folder, instead):
                    await folder.put(instead.name, instead.raw)
                await folder.delete(file.name)

    # Records

    def _exchange(
        self,
        folder: SharedFolder,
        listed: Mapping[str, int],
        seen: _Seen,
        progress: Progress,
    ) -> Exchange:
        return Exchange(
            folder=folder,
            listed=listed,
            database=self._database,
            held=self._held,
            ring=self._ring,
            cipher=self._cipher,
            private=self._private,
            progress=progress,
            strange_keys=self._strange(seen),
        )

    def _waiting(self) -> int:
        """Return how many of this device's events are in no run yet."""
        tip = self._held.tip(self._database.device)
        return sum(1 for _ in self._database.lines(self._database.device, tip.hi if tip else 0))


def _end(name: Name) -> tuple[str, int, str]:
    return name.device, name.hi, name.chain


_OTHER_VAULT = (
    "This folder belongs to others: its records are not this device's. Nothing was changed. Choose "
    "the folder this device shares in."
)
_KEYS_MISSING = (
    "The folder has shared records, but its key file has not arrived yet. Wait until the folder "
    "is up to date, then try again."
)
