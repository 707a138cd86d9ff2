"""Sharing the records of one device through one folder: found, join, sync, check."""

from collections.abc import Callable, Iterable
from typing import Self

from store.database import Database
from store.files import Files
from sync.errors import InTheWay, NoSpace, NotAllowed
from sync.exchange.closing import waiting
from sync.exchange.folder_exchange import exchange, read_all
from sync.exchange.reading import Tried
from sync.exchange.report import Checked, Progress, Report
from sync.exchange.sync_file_exchange import pack, unpack
from sync.exchange.visit import Declares, Private, Visit
from sync.folders.address import BY_HAND
from sync.folders.folder import SharedFolder
from sync.keys.cipher import Cipher
from sync.keys.key_file import KeyFile, key_of, refuse_weak
from sync.keys.team_keys import KeyStore, Ring
from sync.known.sync_log import SyncLog
from sync.segments.sync_file import SyncFile
from sync.vault.checking import check
from sync.vault.key_folder import Seen, know, mend, replaced
from sync.vault.membership import Begun, Membership, nobody


class Sharing(Membership):
    """This device's membership in a vault, and the exchange of its records."""

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
        declares: Declares = lambda _table: True,
    ) -> Self:
        """Open what is kept of sharing; writes nothing.

        Args:
            database: the records; the screens use the same object.
            files: the data folder.
            store: where the keys are kept.
            token: returns that many random bytes as hexadecimal digits.
            private: tells whether an event (table, id, the fields it sets) must stay on this
                device. Called once an event, when its run is closed.
            declares: tells whether this version knows a table.

        Raises:
            NewerLog, UnreadableLog: as for every log.
        """
        ring = await store.load()
        sync_log = await SyncLog.open(files, database)
        return cls(
            database,
            sync_log,
            store,
            ring,
            cipher=cipher,
            token=token,
            private=private,
            declares=declares,
        )

    def __init__(
        self,
        database: Database,
        sync_log: SyncLog,
        store: KeyStore,
        ring: Ring,
        *,
        cipher: Cipher,
        token: Callable[[int], str],
        private: Private,
        declares: Declares,
    ) -> None:
        super().__init__(database, sync_log, store, ring, cipher=cipher, token=token)
        self._private = private
        self._declares = declares
        self._tried: set[Tried] = set()  # odd files that were read

    async def sync(
        self, folder: SharedFolder, *, progress: Progress = lambda *_: None, deep: bool = False
    ) -> Report:
        """Receive what is new in the folder, and send what it lacks.

        May be cancelled: what was received is kept, and the next sync takes up the rest.

        Args:
            progress: called with "reading" or "writing", how many files are done, of how many.
            deep: read every file again, and replace those that are damaged.

        Raises:
            NotShared: the device is in no vault.
            OtherVault: the folder is another vault's.
            KeysMissing: the folder has no key file of this vault yet.
            NewerKeyFile: a later Aimline wrote its key files.
            FolderProblem: the folder can't be read.
            NotKept: this device's disk refused.
        """
        async with self._lock:
            visit, seen = await self._visit(folder, progress, deep=deep)
            report = visit.report
            report.foreign += len(seen.odd)
            if deep:  # otherwise they may only be late
                report.no_key_files = [path for path in seen.odd if key_of(path)]
            report.newer += seen.newer
            report.unopened = seen.unopened(self._ring)
            here = [*seen.files.values(), *self._sync_log.key_files.values()]
            report.lost_key_file = self._is_lost(here)
            try:
                await mend(folder, seen, self._sync_log, self._ring)
            except (NoSpace, NotAllowed) as problem:
                report.refused = str(problem)
            except InTheWay as problem:
                report.in_the_way.append(str(problem))
            # A key that was replaced may have leaked: new events wait for its successor.
            by_hand = {
                name: one.file for name, one in self._sync_log.waiting.items() if one.by_hand
            }
            may_send = not replaced([*seen.files.values(), *by_hand.values()], self._ring)
            if replaced(by_hand.values(), self._ring):
                report.unopened_by_hand = sorted(by_hand)
            await exchange(
                visit, may_send=may_send, deep=deep, tried=self._tried, suspects=self._suspects
            )
            self._conclude(visit)
            return report

    async def replace_key(
        self,
        folder: SharedFolder,
        passphrase: str,
        *,
        begun: Begun = nobody,
        progress: Progress = lambda *_: None,
    ) -> None:
        """Seal all new records under a new key, which only the new passphrase opens.

        What is in the folder is read first: whatever comes under the old key after that counts
        nowhere. Old records stay readable, even for whoever learnt the old passphrase. Every
        other device needs the new one, and then seals anew what it sent in the meantime.
        ``begun`` is called just before anything changes.

        Raises:
            NotShared, OtherVault, WeakPassphrase: nothing was changed.
            FolderProblem, NotKept: as ``sync``.
        """
        async with self._lock:
            refuse_weak(passphrase)
            visit, _ = await self._visit(folder, progress)
            try:
                await read_all(visit, deep=False, tried=self._tried)
            finally:
                self._sync_log.save()
            await self._replace_key(folder, passphrase, begun)

    async def check(self, folder: SharedFolder, *, progress: Progress = lambda *_: None) -> Checked:
        """Read every file of the folder and return what is wrong; change nothing anywhere.

        Raises:
            NotShared, OtherVault, KeysMissing, NewerKeyFile, FolderProblem: as ``sync``.
        """
        async with self._lock:
            return await check(*await self._visit(folder, progress, deep=True))

    @property
    def others(self) -> list[str]:
        """The devices whose sync files were opened here, the latest first."""
        return [*reversed(self._sync_log.others)]

    async def unpack(self, sync_file: SyncFile, *, progress: Progress = lambda *_: None) -> Report:
        """Receive what is new in a sync file.

        Raises:
            NotShared: the device is in no vault.
            OtherVault: the file is another vault's.
            NotKept: this device's disk refused.
        """
        async with self._lock:
            visit, seen = await self._visit(sync_file, progress, by_hand=True)
            visit.report.newer += seen.newer
            visit.report.unopened_by_hand = seen.unopened(self._ring)
            for file in seen.files.values():
                know(file, self._ring, self._sync_log, by_hand=True)
            await unpack(visit, sync_file)
            self._conclude(visit)
            return visit.report

    async def pack(
        self, other: str | None = None, *, progress: Progress = lambda *_: None
    ) -> tuple[SyncFile, Report]:
        """Make a sync file with what another device lacks; with everything, if ``other`` is None.

        Raises:
            NotShared: the device is in no vault.
            NotKept: this device's disk refused.
        """
        async with self._lock:
            sync_file = self._files_to_send()
            visit, seen = await self._visit(sync_file, progress, by_hand=True)
            may_send = not replaced(self._known(), self._ring)
            if not may_send:
                visit.report.unopened_by_hand = sorted(self._sync_log.waiting)
            visit.report.lost_key_file = self._is_lost(seen.files.values())
            # Events that seem to be in no run may be in the folder's; it has to be read first.
            suspects = self._suspects if self.address == BY_HAND else set()
            await pack(visit, sync_file, other=other, may_send=may_send, suspects=suspects)
            self._conclude(visit)
            return sync_file, visit.report

    def _is_lost(self, files: Iterable[KeyFile]) -> bool:
        """Tell whether a key in use here is missing from all of these key files."""
        sync_log = {id_ for file in files for id_ in file.holds}
        return any(key.id not in sync_log for key in self._ring.unreplaced)

    def _conclude(self, visit: Visit) -> None:
        report = visit.report
        report.gaps = len(self._sync_log.gaps(self._ring))
        report.waiting_events = waiting(visit)
        report.devices = {
            device: self._database.last_number(device) for device in self._database.devices()
        }

    async def _visit(
        self,
        folder: SharedFolder,
        progress: Progress = lambda *_: None,
        *,
        deep: bool = False,
        by_hand: bool = False,
    ) -> tuple[Visit, Seen]:
        """List the folder, read its key files, and return what is needed to read the rest."""
        listed, seen = await self._look(folder, deep=deep)
        visit = Visit(
            folder,
            listed,
            database=self._database,
            sync_log=self._sync_log,
            ring=self._ring,
            cipher=self._cipher,
            private=self._private,
            declares=self._declares,
            progress=progress,
            strange_keys=seen.strange(self._ring),
            by_hand=by_hand,
        )
        return visit, seen
