"""Sharing beside the screens: one sync at a time, and none while a probe is given.

All of it runs in the event loop of the screens, so nothing here takes long, and
nothing here knows threads: a tablet has none. What is handed in, to open and to
reach a folder, uses them where it blocks. Whatever goes wrong comes back as a
sentence. Long, because all that a person can ask of sharing goes through the one
queue here, and ``SyncStatus`` is what the screens draw of it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from weakref import WeakMethod

from store.database import Database
from sync.errors import (
    FAILURES,
    BadRequest,
    FolderProblem,
    NotPermitted,
    NotReached,
    NotThere,
    WrongLogin,
)
from sync.folders.address import BY_HAND, PICKED
from sync.folders.folder import Login, SharedFolder

if TYPE_CHECKING:
    from sync.exchange.report import Report
    from sync.keys.secret_store import SecretStore
    from sync.segments.sync_file import SyncFile
    from sync.vault.membership import Begun
    from sync.vault.sharing import Sharing

_T = TypeVar("_T")

_TAKEN_BACK = "Cancelled. Nothing is lost."
_STEPS = 50  # of a sync's progress that are told


class FolderAccess(Protocol):
    """The places where a shared folder can be, as this machine or this browser has them.

    ``kinds`` are those that a person is offered: "address" is one they write,
    "pick" one that the browser lets them choose, "dav" one on ``server``, the only
    one a tablet build may reach, "hand" none: sync files are carried.
    """

    kinds: tuple[str, ...]
    server: str

    async def pick(self) -> str:
        """Let a person choose a folder; return its address, "" if they chose none."""
        ...

    async def permit(self) -> None:
        """Let a person allow, by the tap that asked for it, what the browser forgot.

        Raises:
            NotPermitted: they did not.
        """
        ...

    async def forget(self) -> None:
        """Let go of the folder that was chosen."""
        ...

    def written_out(self, text: str) -> str:
        """Return an address as it is remembered.

        Raises:
            BadAddress: it can't be one.
        """
        ...

    def as_typed(self, address: str) -> str:
        """Return an address as a person would write it."""
        ...

    def reached(
        self, address: str, login: Login | None
    ) -> AbstractAsyncContextManager[SharedFolder]:
        """Give the folder of an address, and let go of it in the end."""
        ...


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How things stand, as a screen draws them.

    ``folder_name`` is the folder as a person would write it. ``keys`` says in a
    sentence where the keys lie. ``doing`` is "" or what is under way:
    "waiting" for a probe to end, "asking" the folder, "reading" or "writing"
    its files, ``done`` ``of`` them. ``at`` is when the latest sync came to its
    end, ``sent`` and ``received`` the files and changes of it. ``offline`` says
    that the folder could not be reached, ``problem`` why in a sentence, or what
    else went wrong; ``advice`` what a person should know or do. ``arrived``
    counts the changes that came in since the program started. ``out`` is the records' mark
    before which all lies in the folder, as of this run's latest sync there, ``stuck`` that
    it could not write there: no space, or a new passphrase is wanted. ``picked`` says that the
    folder was chosen in a browser, ``by_hand`` that there is none but sync files,
    ``others`` which devices' files were opened here, the latest first. Nothing is
    ``known`` yet until what is kept of sharing was looked at.
    """

    joined: bool = False
    belongs: bool = False
    folder_name: str = ""
    keys: str = ""
    doing: str = ""
    done: int = 0
    of: int = 0
    at: datetime | None = None
    sent: int = 0
    received: int = 0
    arrived: int = 0
    out: str = ""
    stuck: bool = False
    offline: bool = False
    problem: str = ""
    advice: tuple[str, ...] = ()
    wants_login: bool = False
    wants_passphrase: bool = False
    wants_permission: bool = False
    picked: bool = False
    by_hand: bool = False
    others: tuple[str, ...] = ()
    known: bool = False


class SyncClient:
    """Carries changes between this device's records and its shared folder."""

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
        """Take the records and what is needed to share them; opens and asks nothing yet.

        Args:
            database: the records.
            places: the way to the folder.
            opening: opens what is kept of sharing, when it is first needed.
            shares: tells whether this device has ever shared or joined.
            busy: tells whether a probe is being given.
            now: returns the local time with its offset.
            mark: returns a text that stands for the records as they are.
        """
        self._database = database
        self._access = access
        self._opening = opening
        self._shares = shares
        self._busy = busy
        self._now = now
        self._mark = mark
        self._lock = asyncio.Lock()  # opening is done once
        self._opened: tuple[Sharing, SecretStore] | None = None
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._asked_for: asyncio.Task[str] | None = None  # by a person, who may take it back
        self._begun: set[asyncio.Task[Any]] = set()  # they change keys, and have to end
        self._typed: Login | None = None  # not known to be right yet
        self._file: SyncFile | None = None  # a sync file that somebody would join by
        self._watching: list[WeakMethod[Callable[[], object]]] = []
        self.status = SyncStatus(known=not shares())

    def watch(self, changed: Callable[[], object]) -> None:
        """Call a method whenever the standing changed, for as long as its object lives."""
        self._watching.append(WeakMethod(changed))

    def devices(self) -> dict[str, int]:
        """Return the devices whose records are here, and how many changes each has made."""
        devices = {*self._database.devices(), self._database.device}
        return {device: self._database.last_number(device) for device in sorted(devices)}

    def fast_clocks(self) -> dict[str, int]:
        """Return the devices whose clocks run over a day ahead of this one's, by how many ms."""
        return self._database.fast_clocks

    def asks_login(self, address: str) -> bool:
        """Tell whether a server stands behind what somebody typed."""
        return "://" in address and not address.startswith("file:")

    def name_of(self, address: str) -> str:
        """Return an address as a person would write it, or the name of a folder they chose."""
        return self._access.as_typed(address)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of place there are."""
        return self._access.kinds

    @property
    def server(self) -> str:
        """The one WebDAV server that a tablet build may reach, "" if any."""
        return self._access.server

    # A sync

    def soon(self) -> None:
        """Sync as soon as no probe is being given, if this device shares at all."""
        if self._task is not None:
            self._again = True  # what is under way may have passed what is new
        elif self._opened is not None or self._shares():
            self._task = asyncio.get_running_loop().create_task(self._sync())

    async def cancel(self) -> bool:
        """End what is under way between two files; the next sync goes on.

        Returns:
            False if what a person asked for goes on all the same: keys are being changed.
        """
        asked, self._asked_for = self._asked_for, None
        await self._end(self._task, asked)
        return asked is not None or not self._begun

    async def _end(self, *tasks: asyncio.Task[Any] | None) -> None:
        self._again = False
        under_way = [task for task in tasks if task is not None]
        for task in under_way:  # at once: one that is waited for may begin to change keys
            task.cancel()
        if under_way:
            await asyncio.wait(under_way)
        if self._task in under_way:
            self._task = None  # one that had not begun does not say so itself

    async def _sync(self) -> None:
        try:
            self._again = True
            while self._again:
                self._again = False
                problem = await self._attempt(self._exchange)
                if problem:
                    self._tell(problem=problem)
        finally:
            self._task = None
            self._tell(doing="")

    async def _exchange(self) -> None:
        sharing, _ = await self._open()
        if not sharing.joined or sharing.address is None or sharing.address == BY_HAND:
            return
        self._tell(problem="", offline=False)
        mark = self._mark()
        report = await self._in_folder(
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

    # What a person asks for; each returns a sentence that says why not, or nothing

    async def open(self) -> str:
        """See what is kept of sharing."""
        return await self._attempt(self._open)

    async def begin(
        self, address: str, passphrase: str, login: tuple[str, str] | None = None
    ) -> str:
        """Begin sharing in a folder that has nothing shared."""

        async def work(sharing: "Sharing", folder: SharedFolder, begun: "Begun") -> None:
            await sharing.found(folder, passphrase, begun=begun)

        self._file = None  # nobody begins by somebody else's
        return await self._take_part(address, login, work)

    async def try_to_join(
        self, address: str, passphrase: str, login: tuple[str, str] | None = None
    ) -> str:
        """See whether ``join`` would succeed, and change nothing."""

        async def work(sharing: "Sharing", folder: SharedFolder, _: "Begun") -> None:
            await sharing.try_passphrase(folder, passphrase)

        return await self._take_part(address, login, work, keep=False)

    async def join(
        self, address: str, passphrase: str, login: tuple[str, str] | None = None
    ) -> str:
        """Join those who share in a folder; all students here will be theirs too."""

        async def work(sharing: "Sharing", folder: SharedFolder, begun: "Begun") -> None:
            await sharing.join(folder, passphrase, begun=begun)

        return await self._take_part(address, login, work)

    async def learn(self, passphrase: str) -> str:
        """Take the new passphrase that somebody else has set."""

        async def work(sharing: "Sharing", folder: SharedFolder) -> None:
            from sync.errors import NotShared, WrongPassphrase

            try:  # it may have come with a sync file, and be in no folder
                await sharing.join(sharing.key_files(), passphrase, begun=self._begins)
            except (NotShared, WrongPassphrase):
                await sharing.join(folder, passphrase, begun=self._begins)

        return await self._again_in_folder(work)

    async def change_passphrase(self, passphrase: str, *, leaked: bool) -> str:
        """Set a new passphrase; with a new key under it, if the old one is in wrong hands."""

        async def work(sharing: "Sharing", folder: SharedFolder) -> None:
            if leaked:
                await sharing.replace_key(folder, passphrase, begun=self._begins)
            else:
                await sharing.change_passphrase(folder, passphrase, begun=self._begins)

        return await self._again_in_folder(work)

    async def mend(self) -> str:
        """Read every file of the folder again, and put right what is damaged or missing."""

        async def work() -> None:
            sharing, _ = await self._open()
            report = await self._in_folder(
                sharing.address or "",
                lambda folder: sharing.sync(folder, progress=self._progress, deep=True),
            )
            self._exchanged(sharing, report)

        return await self._asked(work)

    async def pick(self) -> tuple[str, str]:
        """Let a person choose a folder; return its address, "" for none, and what went wrong."""
        found = ""

        async def work() -> None:
            nonlocal found
            found = await self._access.pick()

        problem = await self._attempt(work)
        return found, problem

    async def move(self, address: str) -> str:
        """Go on with the same folder under another address."""

        async def work() -> None:
            sharing, _ = await self._open()
            sharing.remember(self._access.written_out(address))

        return await self._asked(work, then_sync=True)

    async def permit(self) -> str:
        """Let a person allow the folder again, and sync."""
        problem = await self._attempt(self._access.permit)
        if not problem:
            self._tell(problem="", wants_permission=False)
            self.soon()
        return problem

    async def make_file(self, other: str | None) -> tuple[bytes, str]:
        """Make a sync file with what another device lacks, None for anybody.

        Returns:
            its bytes, and the sentence that says why there are none.
        """
        raw = b""

        async def work() -> None:
            nonlocal raw
            sharing, _ = await self._open()
            sync_file, report = await sharing.pack(other, progress=self._progress)
            raw = sync_file.raw
            self._exchanged(sharing, report)

        problem = await self._asked(work)
        return raw, problem

    async def open_file(self, raw: bytes) -> str:
        """Take in a sync file; where nothing is shared yet, keep it for ``join`` to use."""

        async def work() -> None:
            from sync.segments.sync_file import SyncFile

            sharing, _ = await self._open()
            self._file = SyncFile.read(raw)
            if sharing.joined:
                await self._take_in(sharing)

        return await self._asked(work, then_sync=True)

    async def log_in(self, user: str, password: str) -> None:
        """Sync with another user and password, kept once the server takes them."""
        self._typed = Login(user, password)
        await self.cancel()
        self.soon()

    async def leave(self) -> str:
        """Forget the folder, its keys and its password; all records stay."""

        async def work() -> None:
            from sync.folders.address import needs_login, server_of

            self._file = None
            sharing, secret_store = await self._open()
            if needs_login(sharing.address or ""):
                assert sharing.address is not None
                await secret_store.drop(f"login {server_of(sharing.address)}")
            await sharing.leave()
            self.status = SyncStatus(arrived=self.status.arrived, known=True)
            self._look()
            await self._access.forget()  # if the browser refuses, it is left all the same

        await self.cancel()
        return await self._attempt(work)

    def close(self) -> None:
        """Let go of what was opened."""
        if self._opened is not None:
            self._opened[0].close()

    # How it is done

    async def _take_part(
        self,
        address: str,
        login: tuple[str, str] | None,
        work: "Callable[[Sharing, SharedFolder, Begun], Awaitable[None]]",
        *,
        keep: bool = True,
    ) -> str:
        async def all_of_it() -> None:
            sharing, _ = await self._open()
            where = address if address == BY_HAND else self._access.written_out(address.strip())
            self._typed = None if login is None else Login(*login)
            if where != BY_HAND:
                self._file = None  # it was opened to join by, and is not what they want now

            def begun() -> None:
                self._begins()
                sharing.remember(where)  # whatever happens now, the next sync ends it there

            await self._in_folder(where, lambda folder: work(sharing, folder, begun))
            if keep and self._file is not None:
                await self._take_in(sharing)

        return await self._asked(all_of_it, then_sync=keep)

    async def _again_in_folder(
        self, work: "Callable[[Sharing, SharedFolder], Awaitable[None]]"
    ) -> str:
        async def all_of_it() -> None:
            sharing, _ = await self._open()
            await self._in_folder(sharing.address or "", lambda folder: work(sharing, folder))

        return await self._asked(all_of_it, then_sync=True)

    async def _take_in(self, sharing: "Sharing") -> None:
        assert self._file is not None
        sync_file, self._file = self._file, None
        self._exchanged(sharing, await sharing.unpack(sync_file, progress=self._progress))

    async def _asked(self, work: Callable[[], Awaitable[None]], *, then_sync: bool = False) -> str:
        """Do what a person asks for, whether or not they wait; what was asked before ends first."""
        former = self._asked_for
        if former is not None:
            former.cancel()  # at once, as in _end
        task = asyncio.create_task(self._in_turn(former, work, then_sync=then_sync))
        self._asked_for = task
        task.add_done_callback(self._ended)
        await asyncio.wait([task])
        return _TAKEN_BACK if task.cancelled() else task.result()

    async def _in_turn(
        self,
        former: asyncio.Task[str] | None,
        work: Callable[[], Awaitable[None]],
        *,
        then_sync: bool,
    ) -> str:
        try:
            await self._end(self._task, former)
            if self._begun:
                await asyncio.wait(self._begun)
            problem = await self._attempt(work)
            self._look()  # even then keys may have changed
            if not problem:
                self._tell(problem="", offline=False, wants_login=False)
                if then_sync:
                    self.soon()
        finally:
            self._tell(doing="")
        return problem

    def _begins(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._begun.add(task)
        if self._asked_for is task:
            self._asked_for = None

    def _ended(self, task: asyncio.Task[str]) -> None:
        self._begun.discard(task)
        if self._asked_for is task:
            self._asked_for = None

    async def _attempt(self, work: Callable[[], Awaitable[Any]]) -> str:
        """Do something; return the sentence that says why it could not be done."""
        try:
            await work()
        except FolderProblem as problem:
            now, offline = self.status, isinstance(problem, NotReached | NotThere)
            self._tell(  # what was asked for stays so while nobody answers
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

    async def _open(self) -> "tuple[Sharing, SecretStore]":
        async with self._lock:
            if self._opened is None:
                self._opened = await self._opening()
                self._look()
        return self._opened

    def _look(self) -> None:
        """Take over what is kept."""
        if self._opened is None:
            return
        sharing, secret_store = self._opened
        last = sharing.last
        self._tell(
            joined=sharing.joined,
            belongs=sharing.belongs,
            known=True,
            picked=(sharing.address or "").startswith(f"{PICKED}:"),
            by_hand=sharing.address == BY_HAND,
            folder_name=""
            if sharing.address is None or sharing.address == BY_HAND
            else self._access.as_typed(sharing.address),
            others=tuple(sharing.others),
            keys=secret_store.where,
        )
        if last is not None and self.status.at is None:
            at = datetime.fromtimestamp(last.at_ms / 1000, self._now().tzinfo)
            self._tell(at=at, sent=last.sent, received=last.received)

    async def _in_folder(self, address: str, work: Callable[[SharedFolder], Awaitable[_T]]) -> _T:
        """Work in a folder, whenever no probe is being given."""
        from sync.folders.address import needs_login, server_of
        from sync.folders.pausing import Pausing
        from sync.keys.secret_store import keep_login, login_of

        assert self._opened is not None
        if address == BY_HAND:
            return await work(self._file or self._opened[0].key_files())
        secret_store, server = self._opened[1], server_of(address)
        login = self._typed
        if login is None and needs_login(address):
            login = await login_of(secret_store, server)
        async with self._access.reached(address, login) as folder_name:
            folder = Pausing(folder_name, self._busy)
            self._tell(doing="waiting" if self._busy() else "asking", done=0, of=0)
            await folder.quiet()
            self._tell(doing="asking")
            done = await work(folder)
        if self._typed is not None:
            await keep_login(secret_store, server, self._typed)
            self._typed = None
        return done

    def _tell(self, **changed: Any) -> None:
        before, self.status = self.status, replace(self.status, **changed)
        if self.status != before:
            for watching in [*self._watching]:
                call = watching()
                if call is None:
                    self._watching.remove(watching)
                else:
                    call()
