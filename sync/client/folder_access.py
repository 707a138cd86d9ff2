"""The folders that this machine or this browser can reach, as ``SyncClient`` asks for them."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from sync.folders.folder import Login, SharedFolder


class FolderAccess(Protocol):
    """Which kinds of folder a person is offered, and how each is reached.

    ``kinds`` are "address" (one that the person writes), "pick" (one that the browser lets
    them choose), "dav" (one on ``server``, the only server a tablet build may reach) and
    "hand" (no folder: sync files are carried by hand).
    """

    kinds: tuple[str, ...]
    server: str

    async def pick(self) -> str:
        """Let a person choose a folder; return its address, "" if they chose none."""
        ...

    async def permit(self) -> None:
        """Have the browser ask for the permission it forgot; a tap must have led here.

        Raises:
            NotPermitted: the person refused.
        """
        ...

    async def forget(self) -> None:
        """Forget the folder that was chosen."""
        ...

    def written_out(self, text: str) -> str:
        """Return an address in the form in which it is remembered.

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
        """Open the folder of an address, and close it in the end."""
        ...
