"""Small segments of this device joined into larger ones, so that the folder stays short.

The parts go once another device has acknowledged that it read the whole: that is an
event of the table ``seen``, one record a whole, with a field for each device.
"""

from contextlib import aclosing
from itertools import pairwise
from typing import Any

from sync.exchange.visit import Visit
from sync.segments.sealing import Name

SEEN = "seen"
TOGETHER = 16  # neighbouring small segments that are joined into one
LARGEST_JOINED = 2**18  # bytes of files that are still worth joining


async def acknowledge(visit: Visit) -> None:
    """Say of others' joined segments that they are whole, so that their parts may go."""
    for whole in _wholes(visit, own=False):
        if not visit.sync_log.chains.covers(whole) or _acknowledged(visit, whole):
            continue
        if visit.sync_log.sizes.get(whole.path) != visit.sizes[whole.path]:
            async with aclosing(visit.ahead([whole.path])) as files:
                async for path, raw in files:
                    await visit.opened(path, raw)
        if visit.sync_log.sizes.get(whole.path) == visit.sizes[whole.path]:
            visit.database.put([(SEEN, _seen_id(whole), {visit.database.device: True})])


async def join_small(visit: Visit) -> None:
    """Join neighbouring small segments of this device, so that the folder stays short."""
    device, sizes = visit.database.device, visit.sync_log.sizes
    own = sorted(
        (r for r in visit.sync_log.chains.outer() if r.device == device), key=lambda r: r.lo
    )
    for first in range(len(own) - TOGETHER, -1, -1):
        runs = own[first : first + TOGETHER]
        files = [sizes.get(run.name.path, LARGEST_JOINED) for run in runs]
        if (
            all(run.name.path in visit.names for run in runs)
            and all(a.end == b.start and a.key == b.key for a, b in pairwise(runs))
            and sum(files) <= LARGEST_JOINED
            and 2 * max(files) <= sum(files)
        ):
            await visit.put(visit.sync_log.join(runs).name)
            return


async def remove_parts(visit: Visit) -> None:
    """Remove own segments that lie within a larger one which another device has read."""
    for whole in _wholes(visit, own=True):
        if (
            visit.sync_log.chains.covers(whole)
            and visit.sync_log.sizes.get(whole.path) == visit.sizes[whole.path]
            and _acknowledged(visit, whole)
        ):
            for path, name in list(visit.names.items()):
                if name != whole and visit.sync_log.chains.passes(whole, name):
                    await visit.folder.delete(path)
                    del visit.names[path]
                    visit.report.removed += 1


def _wholes(visit: Visit, *, own: bool) -> list[Name]:
    """Return the listed names, own ones or others', in whose numbers at least two others lie."""
    device = visit.database.device
    some = [name for name in visit.names.values() if (name.device == device) == own]
    names = sorted(some, key=lambda n: (n.device, n.lo, -n.hi))
    found: dict[Name, int] = {}
    outer: Name | None = None
    for name in names:
        if outer and name.device == outer.device and name.hi <= outer.hi:
            found[outer] = found.get(outer, 0) + 1
        else:
            outer = name
    return [name for name, parts in found.items() if parts > 1]


def _acknowledged(visit: Visit, whole: Name) -> bool:
    row: dict[str, Any] | None = visit.database.table(SEEN).get(doc_id=_seen_id(whole))
    return row is not None and any(device != whole.device for device in row)


def _seen_id(name: Name) -> str:
    return f"{name.device}-{name.lo}-{name.hi}-{name.chain}"
