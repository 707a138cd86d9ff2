"""Fills a sync file and reads one: the counterpart of an exchange with a folder."""

from collections.abc import Iterable

from sync.errors import Damaged, KeyNotHere, NewerSegment, NoSpace
from sync.exchange.closing import adopt_orphans, close_own
from sync.exchange.reading import FolderReader
from sync.exchange.visit import Visit
from sync.known.bounds import leave_out_beyond
from sync.segments.sealing import Name, Run
from sync.segments.sync_file import Holding, SyncFile, open_holding, seal_holding


async def unpack(visit: Visit, sync_file: SyncFile) -> None:
    """Receive what a sync file has, and note what its maker has."""
    try:
        await FolderReader(visit).receive()
        leave_out_beyond(visit.sync_log, visit.database, visit.ring)
        try:
            holding = await open_holding(visit.cipher, visit.ring, sync_file.holds)
            if holding:
                visit.sync_log.know_other(holding)
        except KeyNotHere:
            pass  # its segments have the same key, which is reported
        except NewerSegment:
            visit.report.newer.append("holds")
        except Damaged:
            visit.report.damaged.append("holds")
    finally:
        visit.sync_log.save()


async def pack(
    visit: Visit, sync_file: SyncFile, *, other: str | None, may_send: bool, suspects: set[str]
) -> None:
    """Fill a sync file with what a device is known to lack, or with everything.

    Args:
        visit: the sync file as a folder, and what is needed to fill it.
        sync_file: the file.
        other: the device; None to put in everything.
        may_send: whether new events of this device may be sealed.
        suspects: devices that may have events in no run; those that have none are removed.
    """
    sync_log, device = visit.sync_log, visit.database.device
    try:
        if may_send:
            adopt_orphans(visit, suspects)
            close_own(visit)
        holding = Holding(device, tuple(sync_log.chains.stretches()))
        sync_file.holds = await seal_holding(visit.cipher, visit.ring.current, holding)
        missing = lacking(visit, sync_log.others.get(other, ()) if other else ())
        missing.sort(key=lambda run: (run.device != device, run.device, run.lo))
        try:
            for done, run in enumerate(missing, start=1):
                visit.report.sent += await visit.put(run.name)
                visit.progress("writing", done, len(missing))
        except NoSpace as problem:
            visit.report.refused = str(problem)
    finally:
        sync_log.save()


def lacking(visit: Visit, names: Iterable[Name]) -> list[Run]:
    """Return the runs here that lie on none of the chains that some names stand for."""
    chains = visit.sync_log.chains
    reached = {name: chains.nodes(name) for name in names if chains.covers(name)}
    return [
        run
        for run in chains.outer()
        if not any(
            name.lo <= run.lo and (run.device, run.hi, run.name.chain) in nodes
            for name, nodes in reached.items()
        )
    ]
