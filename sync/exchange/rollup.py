"""Joins small segments of this device into larger ones, to keep the folder short.

The parts are removed once another device has acknowledged that it read the joined segment:
by an event of the table ``seen``, which has one record for each joined segment, with a
field for each device.
"""

from contextlib import aclosing
from itertools import pairwise
from typing import Any

from sync.exchange.visit import Visit
from sync.segments.sealing import ANY_SIZE, MOST_EVENTS, Name, Run

SEEN = "seen"
TOGETHER = 16  # neighbouring small segments that are joined into one
LARGEST_JOINED = 2**18  # bytes of files that are still worth joining


async def acknowledge(visit: Visit) -> None:
    """Acknowledge others' joined segments that were read, so that their parts may go."""
    for joined in _joined_names(visit, own=False):
        if not visit.sync_log.chains.covers(joined) or _acknowledged(visit, joined):
            continue
        if visit.sync_log.sizes.get(joined.path) != visit.sizes[joined.path]:
            async with aclosing(visit.ahead([joined.path])) as files:
                async for path, raw in files:
                    await visit.opened(path, raw)
        if visit.sync_log.sizes.get(joined.path) == visit.sizes[joined.path]:
            visit.database.put([(SEEN, _seen_id(joined), {visit.database.device: True})])


async def join_small(visit: Visit) -> None:
    """Join a series of neighbouring small segments of this device, if there is one."""
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
            and _fit(visit, runs[0], runs[-1])
        ):
            await visit.put(visit.sync_log.join(runs).name)
            return


def _fit(visit: Visit, first: Run, last: Run) -> bool:
    """Tell whether runs surely fit into one segment, however well they compress."""
    count = last.hi - first.lo + 1
    some = visit.sync_log.lines(first.device, first.lo, last.hi).values()
    size = count + sum(len(raw) for lines in some for raw in lines)
    return count <= MOST_EVENTS and size <= ANY_SIZE


async def remove_parts(visit: Visit) -> None:
    """Remove own segments that lie within a larger one which another device has read."""
    for joined in _joined_names(visit, own=True):
        if (
            visit.sync_log.chains.covers(joined)
            and visit.sync_log.sizes.get(joined.path) == visit.sizes[joined.path]
            and _acknowledged(visit, joined)
        ):
            for path, name in list(visit.names.items()):
                if name != joined and visit.sync_log.chains.contains(joined, name):
                    await visit.folder.delete(path)
                    del visit.names[path]
                    visit.report.removed += 1


def _joined_names(visit: Visit, *, own: bool) -> list[Name]:
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


def _acknowledged(visit: Visit, joined: Name) -> bool:
    row: dict[str, Any] | None = visit.database.table(SEEN).get(doc_id=_seen_id(joined))
    return row is not None and any(device != joined.device for device in row)


def _seen_id(name: Name) -> str:
    return f"{name.device}-{name.lo}-{name.hi}-{name.chain}"
