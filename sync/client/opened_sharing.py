"""This device's sharing, opened when first needed, and work in its folder.

Nothing here takes long, and nothing here knows threads: a tablet has none. What is
handed in, to open sharing and to reach a folder, uses them where it blocks.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from sync.client.folder_access import FolderAccess
from sync.client.sync_status import WatchedStatus
from sync.folders.address import BY_HAND, PICKED, needs_login, server_of
from sync.folders.folder import Login, SharedFolder

if TYPE_CHECKING:
    from sync.keys.secret_store import SecretStore
    from sync.segments.sync_file import SyncFile
    from sync.vault.sharing import Sharing

_T = TypeVar("_T")


class OpenedSharing:
    """The device's part in a vault, its secrets, and the way to its folder.

    ``access`` reaches folders. ``typed`` is a login that no server has accepted yet, ``file`` a
    sync file that was opened to join by.
    """

    def __init__(
        self,
        access: FolderAccess,
        opening: "Callable[[], Awaitable[tuple[Sharing, SecretStore]]]",
        status: WatchedStatus,
        *,
        busy: Callable[[], bool],
        now: Callable[[], datetime],
    ) -> None:
        """Open nothing yet; ``SyncClient`` says what the arguments are."""
        self.access = access
        self._opening = opening
        self._status = status
        self._busy = busy
        self._now = now
        self._lock = asyncio.Lock()  # it is opened once
        self._opened: tuple[Sharing, SecretStore] | None = None
        self.typed: Login | None = None
        self.file: SyncFile | None = None

    @property
    def is_open(self) -> bool:
        """Whether it was opened."""
        return self._opened is not None

    async def open(self) -> "tuple[Sharing, SecretStore]":
        """Return the sharing and the secrets, opened if they were not."""
        async with self._lock:
            if self._opened is None:
                self._opened = await self._opening()
                self.look()
        return self._opened

    def close(self) -> None:
        """Close the sharing, if it was opened."""
        if self._opened is not None:
            self._opened[0].close()

    def look(self) -> None:
        """Bring the status up to date with what is kept of sharing."""
        if self._opened is None:
            return
        sharing, secret_store = self._opened
        last = sharing.last
        self._status.change(
            joined=sharing.joined,
            belongs=sharing.belongs,
            known=True,
            picked=(sharing.address or "").startswith(f"{PICKED}:"),
            by_hand=sharing.address == BY_HAND,
            folder_name=""
            if sharing.address is None or sharing.address == BY_HAND
            else self.access.as_typed(sharing.address),
            others=tuple(sharing.others),
            keys=secret_store.where,
        )
        if last is not None and self._status.now.at is None:
            at = datetime.fromtimestamp(last.at_ms / 1000, self._now().tzinfo)
            self._status.change(at=at, sent=last.sent, received=last.received)

    async def in_folder(self, address: str, work: Callable[[SharedFolder], Awaitable[_T]]) -> _T:
        """Do some work in a folder, only while no probe is being given; it has to be open.

        A login that was typed is kept once the work was done with it.

        Raises:
            FolderProblem: the folder can't do what is asked.
            NoSecretStore: the login can't be read or kept.
        """
        from sync.folders.pausing import Pausing
        from sync.keys.secret_store import keep_login, login_of

        assert self._opened is not None
        if address == BY_HAND:
            return await work(self.file or self._opened[0].key_files())
        secret_store, server = self._opened[1], server_of(address)
        login = self.typed
        if login is None and needs_login(address):
            login = await login_of(secret_store, server)
        async with self.access.reached(address, login) as reached:
            folder = Pausing(reached, self._busy)
            self._status.change(doing="waiting" if self._busy() else "asking", done=0, of=0)
            await folder.quiet()
            self._status.change(doing="asking")
            done = await work(folder)
        if self.typed is not None:
            await keep_login(secret_store, server, self.typed)
            self.typed = None
        return done
