"""A folder that is asked again after growing waits, up to a limit, while it can't be reached."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from sync.errors import FolderProblem, NotReached
from sync.folders.folder import SharedFolder

_T = TypeVar("_T")

WAITS = (0.5, 2.0, 5.0)  # seconds before each further try
LONGEST = 120.0  # seconds for one file or one listing, however often it is tried


class Retrying:
    """A folder that is asked again while it can't be reached."""

    def __init__(
        self,
        folder: SharedFolder,
        *,
        give_up: Callable[[], None],
        waits: Sequence[float] = WAITS,
        longest: float = LONGEST,
    ) -> None:
        """Retry a folder's calls; ``give_up`` breaks off the one that is still waiting."""
        self._folder = folder
        self._give_up = give_up
        self._waits = waits
        self._longest = longest

    async def list(self) -> Mapping[str, int | None]:
        """List."""
        return await self._try(self._folder.list)

    async def get(self, path: str, most: int) -> bytes:
        """Get."""
        return await self._try(lambda: self._folder.get(path, most))

    async def put(self, path: str, data: bytes) -> None:
        """Put. Repeating it does no harm: the file is the same."""
        await self._try(lambda: self._folder.put(path, data))

    async def delete(self, path: str) -> None:
        """Delete."""
        await self._try(lambda: self._folder.delete(path))

    async def _try(self, work: Callable[[], Awaitable[_T]]) -> _T:
        unreached: NotReached | None = None
        try:
            async with asyncio.timeout(self._longest):
                for wait in (*self._waits, None):
                    try:
                        return await work()
                    except NotReached as problem:
                        unreached = problem
                    if wait is not None:
                        await asyncio.sleep(wait)
        except TimeoutError:
            self._give_up()
            if unreached is None:
                raise FolderProblem(
                    "The shared folder hangs. Nothing is lost; the next sync goes on."
                ) from None
        raise NotReached(f"{unreached} The next sync tries again.") from unreached
