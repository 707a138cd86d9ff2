"""Closes this device's new events into runs, which fixes their position in the chain."""

from sync.exchange.visit import Visit
from sync.known.bounds import leave_out_beyond
from sync.known.reconcile import orphans
from sync.segments.sealing import BLANK, MOST_EVENTS, START, Run, follow

LONGEST_RUN = 2**20  # bytes of events in a new segment, unless a single event has more
MOST_NUMBERS = MOST_EVENTS // 16  # in a new segment, so that sixteen may be joined


def close_own(visit: Visit) -> None:
    """Make runs of this device's events that are in no run, with blanks for private ones.

    An event of a table that this version doesn't know may be private to the Aimline that made
    it: it waits with all that follow it, until Aimline is updated.

    Raises:
        NotKept: the disk refused; nothing was closed.
    """
    device, key = visit.database.device, visit.ring.current
    tip = visit.sync_log.chains.tip(device)
    lo, start = (tip.hi + 1, tip.end) if tip else (1, START)
    if visit.database.last_number(device) < lo:
        return
    lines = dict(visit.database.lines(device, lo - 1))
    end = min((n for n, raw in lines.items() if visit.is_undeclared(raw)), default=None)
    if end is not None:
        visit.report.undeclared_events = sum(n >= end for n in lines)
        lines = {n: raw for n, raw in lines.items() if n < end}
    shared = {n: raw for n, raw in lines.items() if not visit.is_private(raw)}
    last = max(shared, default=0)  # private events at the end wait for the next shared one
    events: list[bytes] = []
    size = 0
    for number in range(lo, last + 1):
        events.append(shared.get(number, BLANK))
        size += len(events[-1]) + 1
        full = size + len(shared.get(number + 1, BLANK)) > LONGEST_RUN
        if number == last or full or len(events) == MOST_NUMBERS:
            run = Run(device, lo, number, start, follow(key, start, events)[-1], key.id)
            picks = {n: "" for n in range(lo, number + 1) if n in lines and n not in shared}
            visit.sync_log.keep_run(run, events, picks)
            lo, start, events, size = number + 1, run.end, [], 0
    visit.sync_log.save()


def adopt_orphans(visit: Visit, suspects: set[str]) -> None:
    """Copy events that are in no run, byte for byte, to this device's own.

    The records don't change by that: the copies have the same stamps and values.
    """

    if not suspects:
        return
    leave_out_beyond(visit.sync_log, visit.database, visit.ring)

    def stays(raw: bytes) -> bool:
        return visit.is_private(raw) or visit.is_undeclared(raw)

    found = orphans(visit.sync_log, visit.database, suspects, stays)
    if found:
        if not visit.database.last_number(visit.database.device):
            visit.database.renew()  # a device without events of its own hasn't stored its id
        device = visit.database.device
        first = visit.database.last_number(device) + 1
        visit.database.receive(device, list(enumerate(found, start=first)))


def waiting(visit: Visit) -> int:
    """Return how many of this device's shared events are in no run yet."""
    tip = visit.sync_log.chains.tip(visit.database.device)
    lines = visit.database.lines(visit.database.device, tip.hi if tip else 0)
    return sum(not visit.is_private(raw) for _, raw in lines)
