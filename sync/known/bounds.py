"""What counts of the runs under a replaced key: what leads to an end known when it was replaced.

Such a key may be in wrong hands. Its successor says which ends of chains its maker knew then
(``TeamKey.ends``). A run counts up to such an end, or if one that counts begins where it ends:
the chain commits to all that came before. So does what leads to a run under a key that nobody
replaced, whose maker had it.
"""

from collections.abc import Sequence
from dataclasses import replace

from store.database import Database
from sync.keys.team_keys import Ring
from sync.known.sync_log import SyncLog, digest
from sync.segments.chains import Kept
from sync.segments.sealing import Run, follow


class Counting:
    """The chain values of one device that count; ``grow`` as runs are found to count."""

    def __init__(self, device: str, ring: Ring) -> None:
        self._links: dict[int, set[bytes]] = {}
        for key in ring.keys:
            for end in key.ends or ():
                if end.device == device:
                    self._links.setdefault(end.number, set()).add(end.link)

    def grow(self, run: Run) -> None:
        """Take account of a run that counts."""
        self._links.setdefault(run.lo - 1, set()).add(run.start)
        self._links.setdefault(run.hi, set()).add(run.end)

    def has_end(self, run: Run) -> bool:
        """Tell whether a run leads, as a whole, to a value that counts."""
        return run.end in self._links.get(run.hi, ())

    def may_reach_into(self, run: Run) -> bool:
        """Tell whether a value that counts may be that after one of a run's events."""
        return any(run.lo <= number <= run.hi for number in self._links)

    def reach(self, run: Run, links: Sequence[bytes]) -> int | None:
        """Return the last event of a run that counts, None if none does.

        Args:
            run: the run.
            links: the chain's value after each of its events.
        """
        few = self._links if len(self._links) < len(links) else range(run.lo, run.hi + 1)
        numbers = (n for n in few if run.lo <= n <= run.hi and n in self._links)
        return max((n for n in numbers if links[n - run.lo] in self._links[n]), default=None)


def forget_beyond(sync_log: SyncLog, ring: Ring) -> None:
    """Forget the runs here, or their last events, that don't count."""
    if not ring.bounding:
        return
    by_device: dict[str, list[Kept]] = {}
    for kept in sync_log.chains.kept.values():
        by_device.setdefault(kept.run.device, []).append(kept)
    for device, some in by_device.items():
        bounded = [kept for kept in some if ring.ends_of(kept.run.key) is not None]
        counting = Counting(device, ring)
        for kept in some if bounded else ():
            if ring.ends_of(kept.run.key) is None:
                counting.grow(kept.run)
        left, good = list[Kept](), list[Kept]()
        # What follows a run has a greater number, so it is decided before.
        for kept in sorted(bounded, key=lambda kept: (-kept.run.hi, kept.run.lo)):
            if counting.has_end(kept.run):
                counting.grow(kept.run)
                good.append(kept)
            else:
                left.append(kept)
        for kept in left:
            if not _lies_within(sync_log, ring, sync_log.chains.kept[kept.run.name], good):
                _shorten(sync_log, ring, kept, counting)


def _lies_within(sync_log: SyncLog, ring: Ring, kept: Kept, good: Sequence[Kept]) -> bool:
    """Tell whether a run is within one that counts, and on its chain."""
    run = kept.run
    for outer in good:
        whole, key = outer.run, ring.get(outer.run.key)
        if key and whole.lo <= run.lo and run.hi <= whole.hi:
            if kept.inner:
                return True  # it was looked at when that was noted, and forgetting a run undoes it
            links = follow(key, whole.start, sync_log.events(outer))
            if links[run.hi - whole.lo] == run.end:
                return True
    return False


def _shorten(sync_log: SyncLog, ring: Ring, kept: Kept, counting: Counting) -> None:
    """Forget a run, but for its first events if those count."""
    run, key = kept.run, ring.get(kept.run.key)
    now = sync_log.chains.kept[run.name]
    sync_log.forget(run.name)
    if key is None or not counting.may_reach_into(run):
        return
    events = sync_log.events(now)
    links = follow(key, run.start, events)
    last = counting.reach(run, links) if links[-1] == run.end else None
    if last is not None:
        size = last - run.lo + 1
        shorter = replace(run, hi=last, end=links[size - 1])
        picks = {n: pick for n, pick in now.picks.items() if n <= last}
        if shorter.name not in sync_log.chains.kept:
            sync_log.keep_run(shorter, events[:size], picks)
        counting.grow(shorter)


def leave_out_beyond(sync_log: SyncLog, database: Database, ring: Ring) -> None:
    """Leave out of the records what others made and no run here bears out, once for each key.

    It may have come under a replaced key before its successor was known here. What this device
    made itself stays, and is sealed anew. Whatever comes later is looked at as it comes.

    Raises:
        NotKept: the disk refused.
    """
    if not is_due(database, ring):
        return
    beyond = dict[str, list[tuple[int, bytes]]]()
    for device in database.devices():
        first = dict[int, str]()  # what a run means that picks none; another line came beside it
        for number, raw in database.lines(device):
            if number not in first:
                first[number] = digest(raw)
        borne_out = set[tuple[int, str | None]]()
        for kept in sync_log.chains.kept.values():
            if kept.run.device == device:
                for number in range(kept.run.lo, kept.run.hi + 1):
                    borne_out.add((number, kept.picks.get(number, first.get(number))))
        some = [
            (number, raw)
            for number, raw in database.received(device)
            if (number, digest(raw)) not in borne_out
        ]
        if some:
            beyond[device] = some
    database.leave_out(beyond, mark(ring))


def is_due(database: Database, ring: Ring) -> bool:
    """Tell whether the records have yet to be looked through, since there is a new key here."""
    return not ring.bounding <= {key_id for mark in database.marks for key_id in mark.split()}


def mark(ring: Ring) -> str:
    """Return the text that notes in the records that they were looked through."""
    return " ".join(sorted(ring.bounding))
