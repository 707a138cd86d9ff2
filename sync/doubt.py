"""How much of ``sync.log`` is believed when it is opened: what the records bear out.

Either file may be older than the other, as after a restored backup, or be lost.
"""

from bisect import bisect_left, bisect_right

from store.database import Database
from sync.held import Held, digest
from sync.keys import Ring
from sync.sealing import START


def settle(held: Held, database: Database, ring: Ring) -> set[str]:
    """Forget runs whose events the records don't hold, as after a restored backup.

    Of this device's own only those stay that go back to its first event
    without a gap: so whatever isn't in them is sealed anew.

    Returns:
        the devices that may have events in no run.
    """
    chains, suspects = held.chains, set[str]()
    certain = held.is_borne_out
    numbers = {device: sorted(database.numbers(device)) for device in database.devices()}
    for device in sorted({name.device for name in chains.kept}):
        there = numbers.get(device, [])
        doubtful = [
            kept
            for name, kept in chains.kept.items()
            if name.device == device
            and (
                not certain
                or kept.picks
                or bisect_right(there, name.hi) - bisect_left(there, name.lo) != kept.count
            )
        ]
        here = held.lines(device, 1, max(there, default=0)) if doubtful else {}
        for kept in doubtful:
            if not held.is_whole(kept, ring, here):
                held.forget(kept.run.name)
    own = sorted(n for n in chains.kept if n.device == database.device)
    reached = {(0, START)}
    for name in own:
        run = chains.kept[name].run
        if (run.lo - 1, run.start) in reached:
            reached.add((run.hi, run.end))
        else:
            held.forget(name)
    if not certain:
        held.know_place()
    for device in numbers.keys() - {database.device}:
        runs = sorted((n.lo, n.hi) for n in chains.kept if n.device == device)
        reach = 0
        for lo, hi in runs:
            reach = hi if lo <= reach + 1 else reach
        there = numbers[device]
        if len(set(there)) < len(there) or (there and there[-1] > reach):
            suspects.add(device)
    return suspects


def orphans(held: Held, database: Database, suspects: set[str]) -> list[bytes]:
    """Return events made under other ids that are in no run: nobody else may have them.

    That happens when ``sync.log`` was lost: to events of the folder they came
    from if that is gone, or to this device's own from before it took a new id. Devices
    without any are taken from the suspects.
    """
    if not suspects:
        return []
    own = {raw for _, raw in database.lines(database.device)}
    found = []
    for device in sorted(suspects):
        runs = [kept for kept in held.chains.kept.values() if kept.run.device == device]
        some = [
            raw
            for number, raw in database.lines(device)
            if raw not in own
            and not any(
                kept.run.lo <= number <= kept.run.hi
                and kept.picks.get(number, digest(raw)) == digest(raw)
                for kept in runs
            )
        ]
        if not some:
            suspects.discard(device)
        found += some
    return found
