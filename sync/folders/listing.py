"""The files of a folder that a server lists one level at a time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple


class FolderEntry(NamedTuple):
    """A file or folder by its name; ``size`` is None for a folder or if the server doesn't say."""

    name: str
    size: int | None
    is_folder: bool


Entries = list[FolderEntry] | None  # None if the path is missing


async def list_levels(entries: Callable[[str], Awaitable[Entries]]) -> dict[str, int | None] | None:
    """Return every file under ``keys`` and ``d/*``, and its size; None if neither is there."""
    keys, devices = await asyncio.gather(entries("keys"), entries("d"))
    if keys is None and devices is None:
        return None
    inside = [f"d/{entry.name}" for entry in devices or () if entry.is_folder]
    sizes = await asyncio.gather(*map(entries, inside))
    return {
        f"{under}/{entry.name}": entry.size
        for under, some in zip(["keys", *inside], [keys, *sizes], strict=True)
        for entry in some or ()
        if not entry.is_folder
    }
