"""The files of a folder that a server lists one level at a time."""

import asyncio
from collections.abc import Awaitable, Callable

# Names with their sizes (None for a folder); None instead of a list if the path is missing.
Entries = list[tuple[str, int | None]] | None


async def list_levels(entries: Callable[[str], Awaitable[Entries]]) -> dict[str, int] | None:
    """Return every file under ``keys`` and ``d/*``, and its size; None if neither is there."""
    keys, devices = await asyncio.gather(entries("keys"), entries("d"))
    if keys is None and devices is None:
        return None
    inside = [f"d/{name}" for name, size in devices or () if size is None]
    sizes = await asyncio.gather(*map(entries, inside))
    return {
        f"{under}/{name}": size
        for under, some in zip(["keys", *inside], [keys, *sizes], strict=True)
        for name, size in some or ()
        if size is not None
    }
