"""A device's membership in a vault: its team keys, and how it came by them.

A device belongs to one vault at most. The passphrase is an argument wherever it is needed
and is never kept.

One class has every operation on the ring and on the key files known here, because they
may only run one at a time, under its lock.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from store.database import Database
from sync.errors import AlreadyShared, FolderProblem, NotShared
from sync.folders.folder import SharedFolder
from sync.keys.cipher import NONCE, Cipher
from sync.keys.key_file import KeyFile, key_name_within, wrap
from sync.keys.team_keys import End, KeyStore, Ring, TeamKey
from sync.known.bounds import mark
from sync.known.reconcile import reconcile
from sync.known.sync_log import Exchanged, SyncLog
from sync.segments.sealing import name_within
from sync.segments.sync_file import SyncFile
from sync.vault.key_folder import (
    Seen,
    expel,
    is_opened,
    know,
    opened_by,
    read_key_files,
    refuse_other,
)

Begun = Callable[[], None]  # called just before anything changes; from then on, it has to finish


def nobody() -> None:
    """Tell nobody."""


class Membership:
    """The ring, kept in the key store, and the vault, noted in the data folder.

    One call at a time; another waits.
    """

    def __init__(
        self,
        database: Database,
        sync_log: SyncLog,
        store: KeyStore,
        ring: Ring,
        *,
        cipher: Cipher,
        token: Callable[[int], str],
    ) -> None:
        self._ring = ring
        self._suspects: set[str] = set()  # devices that may have events in no run
        self._database = database
        self._sync_log = sync_log
        self._store = store
        self._cipher = cipher
        self._token = token
        self._lock = asyncio.Lock()
        if ring.keys:
            self._suspects |= reconcile(sync_log, database, ring)

    @property
    def joined(self) -> bool:
        """Whether this device has the keys of a vault."""
        return bool(self._ring.keys)

    @property
    def belongs(self) -> bool:
        """Whether this data folder belongs to a vault, even if the keys were lost."""
        return bool(self._sync_log.vaults)

    @property
    def address(self) -> str | None:
        """The shared folder's address, as it was last remembered."""
        return self._sync_log.address

    @property
    def last(self) -> Exchanged | None:
        """The latest sync that was remembered."""
        return self._sync_log.last

    def remember_last(self, last: Exchanged) -> None:
        """Keep when a sync ended, and how much it exchanged.

        Raises:
            NotKept: this device's disk refused.
        """
        self._sync_log.know_last(last)
        self._sync_log.save()

    def remember(self, address: str) -> None:
        """Keep the shared folder's address, which contains no secret.

        Raises:
            NotKept: this device's disk refused.
        """
        self._sync_log.know_address(address)
        self._sync_log.save()

    def close(self) -> None:
        """Close the file."""
        self._sync_log.close()

    async def found(self, folder: SharedFolder, passphrase: str, *, begun: Begun = nobody) -> None:
        """Begin a vault in a folder that has none; or, if the keys are lost, begin it again.

        Args:
            folder: the folder.
            passphrase: what will open it.
            begun: called just before anything changes.

        Raises:
            AlreadyShared: the folder has a vault, or this device has the keys of one.
            WeakPassphrase: it has fewer than 8 characters.
            FolderProblem: nothing was begun here. If the folder took the key file all the same,
                the passphrase opens it.
            NoSafe, NotKept: this device's disk or key store refused; nothing was begun, or the
                next sync ends it.
        """
        async with self._lock:
            if self._ring.keys:
                raise AlreadyShared("This device shares its records already.")
            listed = await folder.list()
            if any(key_name_within(path) or name_within(path) for path in listed):
                raise AlreadyShared(
                    "This folder has shared records already. Join it with its passphrase, or "
                    "choose another folder."
                )
            # Where the keys were lost, it is the same vault, so that the others may join it.
            before = sorted(self._sync_log.vaults)
            keys = [
                TeamKey(bytes.fromhex(self._token(32)), vault=vault)
                for vault in before or [self._token(16)]
            ]
            try:
                await self._publish(folder, Ring(()).with_keys(keys), passphrase, begun)
            except FolderProblem:
                if self._ring.keys:
                    await self._call_off(keys[0])
                    self._sync_log.know_vault(before)
                    self._sync_log.save()
                raise

    async def join(self, folder: SharedFolder, passphrase: str, *, begun: Begun = nobody) -> None:
        """Take part in a folder's vault, or learn a new passphrase's keys.

        Whoever has records already should be asked first: they will be shared.
        ``begun`` is called just before anything changes.

        Raises:
            NotShared: there is no vault in the folder.
            KeysMissing: there are records, and no key file that can be read yet.
            WrongPassphrase: it opens none of the key files; nothing was changed.
            OtherVault: this data folder belongs to another vault.
        """
        async with self._lock:
            opened, files = await self._open(folder, passphrase)
            begun()
            await self._keep(self._ring.with_keys(opened.keys), files)

    async def leave(self) -> None:
        """Forget the keys and the folder. The records stay, and so does the vault they belong to.

        The device may join again with the passphrase.

        Raises:
            NoSecretStore, NotKept: the key store, or this device's disk, refused.
        """
        async with self._lock:
            await self._store.save(Ring())
            self._ring = Ring()
            self._sync_log.leave()
            self._sync_log.save()

    async def try_passphrase(self, folder: SharedFolder, passphrase: str) -> None:
        """Raise what ``join`` would raise, and change nothing.

        Raises:
            NotShared, KeysMissing, WrongPassphrase, OtherVault: as ``join``.
        """
        async with self._lock:
            await self._open(folder, passphrase)

    async def change_passphrase(
        self, folder: SharedFolder, passphrase: str, *, begun: Begun = nobody
    ) -> None:
        """Make a new passphrase the only one that opens the folder.

        Other devices go on without it. Whoever knew the old passphrase may have copied the
        key; against that, use ``replace_key``. ``begun`` is called just before anything
        changes.

        Raises:
            NotShared, OtherVault, WeakPassphrase.
        """
        async with self._lock:
            await self._publish(folder, self._ring, passphrase, begun, in_place=True)

    async def _replace_key(self, folder: SharedFolder, passphrase: str, begun: Begun) -> None:
        """Make a key for all new records; of those under the old ones, the ones here count."""
        ends = frozenset(End(run.device, run.hi, run.end) for run in self._sync_log.chains.tips())
        key = TeamKey(
            bytes.fromhex(self._token(32)), self._ring.current.vault, self._ring.ids, ends
        )
        ring = self._ring.with_keys([key])
        await self._publish(folder, ring, passphrase, begun, in_place=True)

    async def _call_off(self, key: TeamKey) -> None:
        """Forget a vault that could not be begun, so that it can be begun again anywhere."""
        await self._store.save(Ring())
        self._ring = Ring()
        for name in [n for n, file in self._sync_log.key_files.items() if key.id in file.holds]:
            self._sync_log.call_off(key.vault, name)
        self._sync_log.save()

    def key_files(self) -> SyncFile:
        """Return the key files that this device knows, for use where there is no folder.

        Files whose keys are all in another one, with a newer key, are left out.
        """
        return _latest(self._known())

    def _known(self) -> list[KeyFile]:
        """Return the key files in use, including those that wait for their passphrase."""
        sync_log = self._sync_log
        files = [
            file
            for name, file in sync_log.key_files.items()
            if name not in sync_log.gone | sync_log.expelled
        ]
        return files + [one.file for one in sync_log.waiting.values()]

    def _files_to_send(self) -> SyncFile:
        """Return the key files that go into a sync file: none that waits for its passphrase."""
        return _latest([file for file in self._known() if is_opened(file, self._ring)])

    async def _open(self, folder: SharedFolder, passphrase: str) -> tuple[Ring, list[KeyFile]]:
        return await opened_by(
            passphrase, folder, sync_log=self._sync_log, ring=self._ring, cipher=self._cipher
        )

    async def _look(
        self, folder: SharedFolder, *, deep: bool = False
    ) -> tuple[Mapping[str, int | None], Seen]:
        """List the folder, read its key files, and make sure that it is this vault's."""
        if not self._ring.keys:
            raise NotShared(
                "This device doesn't share its records yet. Found a folder, or join one."
            )
        listed = await folder.list()
        seen = await read_key_files(folder, listed, self._sync_log, deep=deep)
        await refuse_other(
            folder, listed, seen, sync_log=self._sync_log, ring=self._ring, cipher=self._cipher
        )
        return listed, seen

    async def _keep(self, ring: Ring, opened: Sequence[KeyFile] = ()) -> None:
        await self._store.save(ring)
        if ring.bounding != self._ring.bounding:
            self._sync_log.doubt_nothing()
        self._ring = ring
        self._sync_log.know_vault(ring.vaults)
        for file in opened:
            self._sync_log.know_key_file(file)
        for file, by_hand in list(self._sync_log.waiting.values()):
            know(file, ring, self._sync_log, by_hand=by_hand)
        self._sync_log.save()
        self._suspects |= reconcile(self._sync_log, self._database, ring)

    async def _publish(
        self,
        folder: SharedFolder,
        ring: Ring,
        passphrase: str,
        begun: Begun,
        *,
        in_place: bool = False,
    ) -> None:
        """Keep a ring, put a key file for it, and remove the key files that it replaces.

        The order matters if the program ends in between: the file is kept before the ring,
        and the ring before the file is put, so that the next sync can put it.
        """
        seen = Seen()
        if in_place:
            _, seen = await self._look(folder)
        file = await wrap(
            self._cipher,
            ring,
            passphrase,
            salt=bytes.fromhex(self._token(16)),
            nonce=bytes.fromhex(self._token(NONCE)),
        )
        begun()
        if not ring.bounding <= self._ring.bounding:
            self._database.leave_out({}, mark(ring))  # all that is here was known
        self._sync_log.know_key_file(file)
        if in_place:
            expel(file, seen, self._sync_log)
        self._sync_log.save()
        await self._keep(ring)
        await folder.put(file.name, file.raw)
        for name in seen.files:
            if name in self._sync_log.expelled:
                await folder.delete(name)


def _latest(files: Sequence[KeyFile]) -> SyncFile:
    last = [file for file in files if not any(file.holds < other.holds for other in files)]
    return SyncFile({file.name: file.raw for file in last})
