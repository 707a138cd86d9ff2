"""Runs of events that are here, between others: their files were damaged before they were noted.

The records have the events, and the chain says whether they are the very ones that
belong there: from where one run ends they must lead to where another one begins.
"""

from sync.held import digest
from sync.sealing import BLANK, START, Run, follow
from sync.visit import Visit


def bridge(visit: Visit) -> None:
    """Note such runs, so that their files are put right."""
    held = visit.held
    for after in held.gaps(visit.ring):
        known = [kept.run for kept in held.chains.kept.values() if kept.run.device == after.device]
        ends = {(run.hi, run.end) for run in known if run.hi < after.lo} | {(0, START)}
        for hi, end in sorted(ends, reverse=True):
            if _bridged(visit, hi, end, after):
                break


def _bridged(visit: Visit, hi: int, end: bytes, after: Run) -> bool:
    """Note the run from one end to the beginning of another run, if it is one."""
    here = visit.held.lines(after.device, hi + 1, after.lo - 1)
    events, picks = list[bytes](), dict[int, str]()
    for number in range(hi + 1, after.lo):
        some = here.get(number, [])
        raw = next((raw for raw in some if not visit.is_private(raw)), BLANK)
        events.append(raw)
        if some and (raw == BLANK or len(some) > 1):
            picks[number] = digest(raw) if raw != BLANK else ""
    if not events or events[-1] == BLANK:
        return False
    for key in visit.ring.keys:
        if follow(key, end, events)[-1] == after.start:
            run = Run(after.device, hi + 1, after.lo - 1, end, after.start, key.id)
            visit.held.keep_run(run, events, picks)
            return True
    return False
