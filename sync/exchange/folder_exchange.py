"""One exchange with the folder: read what is new, write what is missing.

It can be cancelled between any two files and begun again at any point: what was received
is in the records, and what was not sent is found to be missing next time.
"""

import asyncio

from sync.errors import NoSpace, NotAllowed
from sync.exchange.bridging import bridge
from sync.exchange.closing import adopt_orphans, close_own
from sync.exchange.reading import FolderReader, Tried
from sync.exchange.rollup import acknowledge, join_small, remove_parts
from sync.exchange.visit import Visit
from sync.known.bounds import leave_out_beyond


async def read_all(visit: Visit, *, deep: bool, tried: set[Tried]) -> None:
    """Read what is new, and put right what can be; the arguments are those of ``exchange``."""
    reading = FolderReader(visit)
    to_reread = [path for path in visit.names if reading.should_reread(path, deep=deep)]
    await reading.receive()
    await reading.look_into_odd(tried)
    await reading.verify(to_reread)
    bridge(visit)
    leave_out_beyond(visit.sync_log, visit.database, visit.ring)


async def exchange(
    visit: Visit,
    *,
    may_send: bool,
    deep: bool,
    tried: set[Tried],
    suspects: set[str],
) -> None:
    """Read, close, write, join small segments and remove their parts, in this order.

    Args:
        visit: the folder, and what is needed to read and write it.
        may_send: whether new events of this device may be sealed.
        deep: read every file again, even those that were found right before.
        tried: odd files that were read before; those read now are added.
        suspects: devices that may have events in no run; those that have none are removed.
    """
    try:
        await read_all(visit, deep=deep, tried=tried)
        if may_send:
            adopt_orphans(visit, suspects)
            await acknowledge(visit)
            close_own(visit)
        try:
            await _send(visit)
            await join_small(visit)
            await remove_parts(visit)
        except (NoSpace, NotAllowed) as problem:
            visit.report.refused = str(problem)
    finally:
        visit.sync_log.save()


async def _send(visit: Visit) -> None:
    """Put each run that lies within no covered name in the folder: own runs, then others'."""
    for name in visit.names.values():
        visit.sync_log.adopt(name)
    listed = set(visit.names.values())
    missing = [run for run in visit.sync_log.chains.outer() if run.name not in listed]
    devices = {run.device for run in missing}
    covered = [n for n in listed if n.device in devices and visit.sync_log.chains.covers(n)]
    missing = [
        run
        for run in missing
        if not any(visit.sync_log.chains.contains(name, run.name) for name in covered)
    ]
    missing.sort(key=lambda run: (run.device != visit.database.device, run.device, run.lo))
    for done, run in enumerate(missing, start=1):
        if await visit.put(run.name):
            if run.device == visit.database.device:
                visit.report.sent += 1
            else:
                visit.report.healed += 1
        visit.progress("writing", done, len(missing))
        await asyncio.sleep(0)
