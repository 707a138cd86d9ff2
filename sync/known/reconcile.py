"""How much of ``sync.log`` can be believed when it is opened: what the records bear out.

Either file may be older than the other, as after a restored backup, or be missing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace

from store.database import Database
from sync.keys.team_keys import Ring
from sync.known.bounds import forget_beyond
from sync.known.sync_log import SyncLog, digest
from sync.segments.chains import Kept
from sync.segments.sealing import START


def reconcile(sync_log: SyncLog, database: Database, ring: Ring) -> set[str]:
    """Forget runs whose events the records lack, as after a restored backup.

    Of this device's own runs, only those stay that reach back to its first event without
    a gap; whatever isn't in them is sealed anew. So is what it sealed under a key after others
    had replaced that.

    Returns:
        the devices that may have events in no run.
    """
    for name in [name for name, kept in sync_log.chains.kept.items() if kept.run.key not in ring]:
        sync_log.forget(name)  # its key was lost: nobody would read it
    forget_beyond(sync_log, ring)
    chains, suspects = sync_log.chains, set[str]()
    certain = sync_log.is_borne_out
    numbers = {device: sorted(database.numbers(device)) for device in database.devices()}
    runs: dict[str, list[Kept]] = {}
    for name in sorted(chains.kept):
        runs.setdefault(name.device, []).append(chains.kept[name])
    for device, some in runs.items():
        there = numbers.get(device, [])
        to_check = [kept for kept in some if not certain or kept.picks or _beside(there, kept)]
        if not to_check:
            continue
        lo = min(kept.run.lo for kept in to_check)
        here = sync_log.lines(device, lo, max(kept.run.hi for kept in to_check))
        for kept in to_check:
            if not sync_log.is_intact(kept, ring, here):
                sync_log.forget(kept.run.name)
                some.remove(kept)
    reached = {(0, START)}
    for kept in runs.get(database.device, ()):
        run = kept.run
        if (run.lo - 1, run.start) in reached:
            reached.add((run.hi, run.end))
        else:
            sync_log.forget(run.name)
    if not certain:
        for kept in [kept for kept in chains.kept.values() if kept.inner]:
            if not any(_contains(outer, kept) for outer in runs.get(kept.run.device, ())):
                # The note of the run that they were joined into was damaged.
                sync_log.learn(replace(kept, inner=False))
        sync_log.know_position()
    for device, there in numbers.items():
        if device != database.device and _may_have_more(there, runs.get(device, [])):
            suspects.add(device)
    return suspects


def _contains(outer: Kept, part: Kept) -> bool:
    """Tell whether a run lies within another, by its numbers."""
    return not outer.inner and outer.run.lo <= part.run.lo and part.run.hi <= outer.run.hi


def _beside(there: list[int], kept: Kept) -> int:
    """Return how many lines the records have for a run's numbers beyond its events."""
    return bisect_right(there, kept.run.hi) - bisect_left(there, kept.run.lo) - kept.count


def _may_have_more(there: list[int], runs: list[Kept]) -> bool:
    """Tell whether a device may have lines that belong to no run."""
    reach = 0
    for kept in runs:
        if kept.run.lo <= reach + 1:
            reach = max(reach, kept.run.hi)
    doubled = len(set(there)) < len(there)
    return doubled or any(kept.picks for kept in runs) or (bool(there) and there[-1] > reach)


def orphans(
    sync_log: SyncLog, database: Database, suspects: set[str], stays: Callable[[bytes], bool]
) -> list[bytes]:
    """Return events of other device ids that are in no run; nobody else may have them.

    That happens after ``sync.log`` was lost, to events whose folder is gone, and to this
    device's own from before it took a new id. Devices without any such events are removed
    from ``suspects``.

    Args:
        suspects: the devices that may have events in no run.
        stays: tells whether an event must stay on this device.
    """
    if not suspects:
        return []
    own = {raw for _, raw in database.lines(database.device)}
    found = []
    for device in sorted(suspects):
        kept_ones = sync_log.chains.kept.values()
        runs = [kept for kept in kept_ones if kept.run.device == device and not kept.inner]
        some = [
            raw
            for number, raw in database.lines(device)
            if raw not in own
            and not any(
                kept.run.lo <= number <= kept.run.hi
                and kept.picks.get(number, digest(raw)) == digest(raw)
                for kept in runs
            )
            and not stays(raw)
        ]
        if not some:
            suspects.discard(device)
        found += some
    return found
