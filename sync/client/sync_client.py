"""What screens and commands ask of sharing.

All of it runs in the event loop of the screens. Whatever goes wrong comes back as a sentence.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from store.database import Database
from sync.client.folder_access import FolderAccess
from sync.client.opened_sharing import OpenedSharing
from sync.client.sync_status import SyncStatus, WatchedStatus
from sync.client.turns import Turns
from sync.errors import (
    FAILURES,
    BadRequest,
    FolderProblem,
    NotPermitted,
    NotReached,
    NotShared,
    NotThere,
    WrongLogin,
    WrongPassphrase,
)
from sync.folders.address import BY_HAND, needs_login, server_of
from sync.folders.folder import Login, SharedFolder

if TYPE_CHECKING:
    from sync.exchange.report import Report
    from sync.keys.secret_store import SecretStore
    from sync.vault.membership import Begun
    from sync.vault.sharing import Sharing

_STEPS = 50  # how many times at most a sync's progress is told


class SyncClient:
    """Sharing of one device's records, for its screens."""

    def __init__(
        self,
        database: Database,
        access: FolderAccess,
        opening: "Callable[[], Awaitable[tuple[Sharing, SecretStore]]]",
        *,
        shares: Callable[[], bool],
        busy: Callable[[], bool],
        now: Callable[[], datetime],
        mark: Callable[[], str],
    ) -> None:
        """Open nothing and ask nobody yet.

        Args:
            database: the records.
            access: the folders that this machine or browser can reach.
            opening: opens this device's sharing and its secrets, when first needed.
            shares: tells whether this device has ever shared or joined.
            busy: tells whether a probe is being given.
            now: returns the local time with its offset.
            mark: returns a text that stands for the present state of the records.
        """
        self._database = database
        self._shares = shares
        self._now = now
        self._mark = mark
        self._status = WatchedStatus(SyncStatus(known=not shares()))
        self._tell = self._status.change
        self._opened = OpenedSharing(access, opening, self._status, busy=busy, now=now)
        self._turns = Turns(self._sync, lambda: self._tell(doing=""))

    @property
    def status(self) -> SyncStatus:
        """How sharing stands."""
        return self._status.now

    def watch(self, changed: Callable[[], object]) -> None:
        """Call a method whenever the status changed, for as long as its object lives."""
        self._status.watch(changed)

    def devices(self) -> dict[str, int]:
        """Return the devices whose records are here, and how many changes each has made."""
        devices = {*self._database.devices(), self._database.device}
        return {device: self._database.last_number(device) for device in sorted(devices)}

    def fast_clocks(self) -> dict[str, int]:
        """Return the devices whose clocks run over a day ahead of this one's, by how many ms."""
        return self._database.fast_clocks

    def asks_login(self, address: str) -> bool:
        """Tell whether what somebody typed is on a server, which may ask for a login."""
        return "://" in address and not address.startswith("file:")

    def name_of(self, address: str) -> str:
        """Return an address as a person would write it, or the name of a folder they chose."""
        return self._opened.access.as_typed(address)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of folder a person is offered; ``FolderAccess`` has the list."""
        return self._opened.access.kinds

    @property
    def server(self) -> str:
        """The one WebDAV server that a tablet build may reach; "" if it may reach any."""
        return self._opened.access.server

    # A sync

    def soon(self) -> None:
        """Sync as soon as no probe is being given, if this device shares at all."""
        if self._turns.syncing or self._opened.is_open or self._shares():
            self._turns.sync_soon()

    async def cancel(self) -> bool:
        """End what is under way between two files; the next sync takes up the rest.

        Returns:
            False if what a person asked for goes on all the same: keys are being changed.
        """
        return await self._turns.cancel()

    async def _sync(self) -> None:
        problem = await self._attempt(self._exchange)
        if problem:
            self._tell(problem=problem)

    async def _exchange(self) -> None:
        sharing, _ = await self._opened.open()
        if not sharing.joined or sharing.address is None or sharing.address == BY_HAND:
            return
        self._tell(problem="", offline=False)
        mark = self._mark()
        report = await self._opened.in_folder(
            sharing.address, lambda folder: sharing.sync(folder, progress=self._progress)
        )
        stuck = bool(report.refused or report.asks_passphrase)
        self._tell(
            stuck=stuck, out="" if stuck else mark, wants_login=False, wants_permission=False
        )
        self._exchanged(sharing, report)

    def _exchanged(self, sharing: "Sharing", report: "Report") -> None:
        from sync.known.sync_log import Exchanged

        at = self._now()
        last = Exchanged(int(at.timestamp() * 1000), report.sent, report.received_events)
        sharing.remember_last(last)
        self._tell(
            at=at,
            sent=report.sent,
            received=report.received_events,
            arrived=self.status.arrived + report.received_events,
            advice=tuple(report.advice),
            wants_passphrase=report.asks_passphrase or bool(report.locked),
            others=tuple(sharing.others),
        )

    def _progress(self, doing: str, done: int, of: int) -> None:
        step = done * _STEPS // max(of, 1)
        if done == of or step != self.status.done * _STEPS // max(of, 1):
            self._tell(doing=doing, done=done, of=of)

    # What a person asks for; each returns "", or a sentence that says why it was not done

    async def open(self) -> str:
        """Open this device's sharing, so that the status is known."""
        return await self._attempt(self._opened.open)

    async def begin(
        self, address: str, passphrase: str, login: tuple[str, str] | None = None
    ) -> str:
        """Begin sharing in a folder that has nothing shared."""

        async def work(sharing: "Sharing", folder: SharedFolder, begun: "Begun") -> None:
            await sharing.found(folder, passphrase, begun=begun)

        self._opened.file = None  # it belongs to somebody else's vault
        return await self._in_new_folder(address, login, work)

    async def try_to_join(
        self, address: str, passphrase: str, login: tuple[str, str] | None = None
    ) -> str:
        """See whether ``join`` would succeed, and change nothing."""

        async def work(sharing: "Sharing", folder: SharedFolder, _: "Begun") -> None:
            await sharing.try_passphrase(folder, passphrase)

        return await self._in_new_folder(address, login, work, keep=False)

    async def join(
        self, address: str, passphrase: str, login: tuple[str, str] | None = None
    ) -> str:
        """Join those who share in a folder; from then on they see all students of this device."""

        async def work(sharing: "Sharing", folder: SharedFolder, begun: "Begun") -> None:
            await sharing.join(folder, passphrase, begun=begun)

        return await self._in_new_folder(address, login, work)

    async def learn(self, passphrase: str) -> str:
        """Use the new passphrase that somebody else has set."""

        async def work(sharing: "Sharing", folder: SharedFolder) -> None:
            try:  # its key file may have come in a sync file, and be in no folder
                await sharing.join(sharing.key_files(), passphrase, begun=self._turns.begin)
            except (NotShared, WrongPassphrase):
                await sharing.join(folder, passphrase, begun=self._turns.begin)

        return await self._in_own_folder(work)

    async def change_passphrase(self, passphrase: str, *, leaked: bool) -> str:
        """Set a new passphrase, and a new key with it if the old passphrase has leaked."""

        async def work(sharing: "Sharing", folder: SharedFolder) -> None:
            if leaked:
                await sharing.replace_key(folder, passphrase, begun=self._turns.begin)
            else:
                await sharing.change_passphrase(folder, passphrase, begun=self._turns.begin)

        return await self._in_own_folder(work)

    async def mend(self) -> str:
        """Read every file of the folder again, and replace what is damaged or missing."""

        async def work() -> None:
            sharing, _ = await self._opened.open()
            report = await self._opened.in_folder(
                sharing.address or "",
                lambda folder: sharing.sync(folder, progress=self._progress, deep=True),
            )
            self._exchanged(sharing, report)

        return await self._request(work)

    async def pick(self) -> tuple[str, str]:
        """Let a person choose a folder; return its address ("" for none) and what went wrong."""
        found = ""

        async def work() -> None:
            nonlocal found
            found = await self._opened.access.pick()

        problem = await self._attempt(work)
        return found, problem

    async def move(self, address: str) -> str:
        """Remember another address for the same folder, and sync."""

        async def work() -> None:
            sharing, _ = await self._opened.open()
            sharing.remember(self._opened.access.written_out(address))

        return await self._request(work, then_sync=True)

    async def permit(self) -> str:
        """Let a person allow the folder again, and sync."""
        problem = await self._attempt(self._opened.access.permit)
        if not problem:
            self._tell(problem="", wants_permission=False)
            self.soon()
        return problem

    async def make_file(self, other: str | None) -> tuple[bytes, str]:
        """Make a sync file with what another device lacks; with everything, if ``other`` is None.

        Returns:
            its bytes, and a sentence that says why there are none.
        """
        raw = b""

        async def work() -> None:
            nonlocal raw
            sharing, _ = await self._opened.open()
            sync_file, report = await sharing.pack(other, progress=self._progress)
            raw = sync_file.raw
            self._exchanged(sharing, report)

        problem = await self._request(work)
        return raw, problem

    async def open_file(self, raw: bytes) -> str:
        """Receive a sync file; on a device that isn't in a vault, keep it for ``join``."""

        async def work() -> None:
            from sync.segments.sync_file import SyncFile

            sharing, _ = await self._opened.open()
            self._opened.file = SyncFile.read(raw)
            if sharing.joined:
                await self._receive(sharing)

        return await self._request(work, then_sync=True)

    async def log_in(self, user: str, password: str) -> None:
        """Sync with another user and password; they are kept once the server accepts them."""
        self._opened.typed = Login(user, password)
        await self.cancel()
        self.soon()

    async def leave(self) -> str:
        """Forget the folder, its keys and its password; all records stay."""

        async def work() -> None:
            self._opened.file = None
            sharing, secret_store = await self._opened.open()
            if needs_login(sharing.address or ""):
                assert sharing.address is not None
                await secret_store.drop(f"login {server_of(sharing.address)}")
            await sharing.leave()
            self._status.now = SyncStatus(arrived=self.status.arrived, known=True)
            self._opened.look()
            await self._opened.access.forget()  # the rest is done even if the browser refuses

        await self.cancel()
        return await self._attempt(work)

    def close(self) -> None:
        """Close what was opened."""
        self._opened.close()

    async def _in_new_folder(
        self,
        address: str,
        login: tuple[str, str] | None,
        work: "Callable[[Sharing, SharedFolder, Begun], Awaitable[None]]",
        *,
        keep: bool = True,
    ) -> str:
        async def in_folder() -> None:
            sharing, _ = await self._opened.open()
            where = (
                address if address == BY_HAND else self._opened.access.written_out(address.strip())
            )
            self._opened.typed = None if login is None else Login(*login)
            if where != BY_HAND:
                self._opened.file = None  # opened to join by, but they chose a folder

            def begun() -> None:
                self._turns.begin()
                sharing.remember(where)  # if this stops now, the next sync finishes it there

            await self._opened.in_folder(where, lambda folder: work(sharing, folder, begun))
            if keep and self._opened.file is not None:
                await self._receive(sharing)

        return await self._request(in_folder, then_sync=keep)

    async def _in_own_folder(
        self, work: "Callable[[Sharing, SharedFolder], Awaitable[None]]"
    ) -> str:
        async def in_folder() -> None:
            sharing, _ = await self._opened.open()
            await self._opened.in_folder(
                sharing.address or "", lambda folder: work(sharing, folder)
            )

        return await self._request(in_folder, then_sync=True)

    async def _receive(self, sharing: "Sharing") -> None:
        assert self._opened.file is not None
        sync_file, self._opened.file = self._opened.file, None
        self._exchanged(sharing, await sharing.unpack(sync_file, progress=self._progress))

    async def _request(
        self, work: Callable[[], Awaitable[None]], *, then_sync: bool = False
    ) -> str:
        """Do what a person asks for, in its turn."""

        async def request() -> str:
            problem = await self._attempt(work)
            self._opened.look()  # even after a problem: keys may have changed
            if not problem:
                self._tell(problem="", offline=False, wants_login=False)
                if then_sync:
                    self.soon()
            return problem

        return await self._turns.request(request)

    async def _attempt(self, work: Callable[[], Awaitable[Any]]) -> str:
        """Do something; return "", or a sentence that says why it could not be done."""
        try:
            await work()
        except FolderProblem as problem:
            now, offline = self.status, isinstance(problem, NotReached | NotThere)
            self._tell(  # a wanted login or permission stays wanted while nobody answers
                offline=offline,
                problem=str(problem),
                wants_login=isinstance(problem, WrongLogin) or (offline and now.wants_login),
                wants_permission=isinstance(problem, NotPermitted)
                or (offline and now.wants_permission),
            )
            return str(problem)
        except Exception as problem:
            if isinstance(problem, (BadRequest, *FAILURES)):
                return str(problem)
            why = getattr(problem, "strerror", None) or type(problem).__name__
            return f"Sharing stopped ({why}). What is on this device is safe; try again."
        return ""
