"""A folder that is left alone for as long as something may not be disturbed."""

import asyncio
from collections.abc import Callable

from sync.folders.folder import SharedFolder

POLL = 0.2  # seconds between two poll whether it is over


class Pausing:
    """Another folder, not asked while ``busy``; what it answers meanwhile is given afterwards.

    So whoever works with the folder works only in between.
    """

    def __init__(
        self, folder: SharedFolder, busy: Callable[[], bool], *, poll: float = POLL
    ) -> None:
        self._folder = folder
        self._busy = busy
        self._poll = poll

    async def quiet(self) -> None:
        """Wait until nothing is disturbed."""
        while self._busy():
            await asyncio.sleep(self._poll)

    async def list(self) -> dict[str, int]:
        """List."""
        await self.quiet()
        found = await self._folder.list()
        await self.quiet()
        return found

    async def get(self, path: str, most: int) -> bytes:
        """Get."""
        await self.quiet()
        data = await self._folder.get(path, most)
        await self.quiet()
        return data

    async def put(self, path: str, data: bytes) -> None:
        """Put."""
        await self.quiet()
        await self._folder.put(path, data)
        await self.quiet()

    async def delete(self, path: str) -> None:
        """Delete."""
        await self.quiet()
        await self._folder.delete(path)
        await self.quiet()
