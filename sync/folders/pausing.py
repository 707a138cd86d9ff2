"""A folder that is left alone while something must not be disturbed."""

import asyncio
from collections.abc import Callable, Mapping

from sync.folders.folder import SharedFolder

POLL = 0.2  # seconds between two checks whether it is over


class Pausing:
    """A folder that is not asked while ``busy``, and whose answers are held back until after.

    So its caller, too, works only when nothing is disturbed.
    """

    def __init__(
        self, folder: SharedFolder, busy: Callable[[], bool], *, poll: float = POLL
    ) -> None:
        self._folder = folder
        self._busy = busy
        self._poll = poll

    async def quiet(self) -> None:
        """Wait until nothing can be disturbed."""
        while self._busy():
            await asyncio.sleep(self._poll)

    async def list(self) -> Mapping[str, int | None]:
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
