"""Finds runs between others whose files were damaged before sync.log noted them.

The records may have their events. The chain tells whether those are the right ones: from
the end of one run, they must lead to the start of another.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sync.exchange.visit import Visit
from sync.keys.team_keys import End, TeamKey
from sync.known.bounds import is_due
from sync.known.sync_log import digest
from sync.segments.sealing import BLANK, START, Run, follow


class _Begun(NamedTuple):
    """Where a run would begin, and the key that it would have."""

    after: int
    start: bytes
    key: TeamKey


class _Meant(NamedTuple):
    """The event that a number would mean, and the pick for it, None if it needs none."""

    event: bytes
    pick: str | None


def bridge(visit: Visit) -> None:
    """Note the runs that are found, so that their files are put again.

    Runs that lead to the known ends under a replaced key are looked for as well, before what no
    run bears out is left out (known/bounds.py).
    """
    gaps: dict[str, list[Run]] = {}
    for run in visit.sync_log.gaps(visit.ring):
        # Checked first: if the event before it is missing, nothing can lead to the run.
        if visit.sync_log.lines(run.device, run.lo - 1, run.lo - 1):
            gaps.setdefault(run.device, []).append(run)
    for end in _ends(visit) if is_due(visit.database, visit.ring) else ():
        if visit.sync_log.lines(end.device, end.number, end.number):
            after = Run(end.device, end.number + 1, end.number + 1, end.link, b"", "")
            gaps.setdefault(end.device, []).append(after)
    for device, some in gaps.items():
        _bridge(visit, device, some)


def _ends(visit: Visit) -> set[End]:
    """Return the known ends of chains under replaced keys that no run here reaches."""
    ends = {end for key in visit.ring.keys for end in key.ends or ()}
    runs = [kept.run for kept in visit.sync_log.chains.kept.values()]
    return {
        end
        for end in ends
        if not any(r.device == end.device and r.lo <= end.number <= r.hi for r in runs)
    }


def _bridge(visit: Visit, device: str, gaps: Sequence[Run]) -> None:
    """Follow all of a device's chains through its events at once; note those that reach a gap."""
    last = max(run.lo for run in gaps) - 1
    here = visit.sync_log.lines(device, 1, last)
    meant = {number: _meant(visit, lines) for number, lines in here.items()}
    begun = _beginnings(visit, device)
    wanted: dict[int, list[Run]] = {}
    for run in gaps:
        wanted.setdefault(run.lo - 1, []).append(run)
    # Where chains meet, only the one that began last is followed, so there are few at a time.
    chains: dict[tuple[str, bytes], _Begun] = {}
    for number in range(1, last + 1):
        for one in begun.get(number - 1, ()):
            chains[one.key.id, one.start] = one
        event = meant[number].event if number in meant else BLANK
        chains = {
            (key, follow(one.key, link, [event])[0]): one for (key, link), one in chains.items()
        }
        for run in wanted.get(number, ()) if event != BLANK else ():
            found = [one for (_, link), one in chains.items() if link == run.start]
            if found:
                _note(visit, max(found, key=lambda one: one.after), run, meant)


def _beginnings(visit: Visit, device: str) -> Mapping[int, list[_Begun]]:
    """Return where a run may begin, by the number before it: after each run, and at the start.

    Where known runs follow, only their keys are tried; a chain that equals theirs meets
    theirs where they end.
    """
    runs = [kept.run for kept in visit.sync_log.chains.kept.values() if kept.run.device == device]
    following: dict[tuple[int, bytes], set[str]] = {}
    for run in runs:
        following.setdefault((run.lo - 1, run.start), set()).add(run.key)
    begun: dict[int, list[_Begun]] = {}
    for hi, end in {(0, START)} | {(run.hi, run.end) for run in runs}:
        keys = following.get((hi, end), visit.ring.ids)
        begun.setdefault(hi, []).extend(
            _Begun(hi, end, key) for key in visit.ring.keys if key.id in keys
        )
    return begun


def _meant(visit: Visit, lines: Sequence[bytes]) -> _Meant:
    """Choose one of the lines that the records have for a number."""
    meant = (raw for raw in lines if visit.is_undeclared(raw) or not visit.is_private(raw))
    event = next(meant, BLANK)
    if event == BLANK:
        return _Meant(BLANK, "")
    return _Meant(event, digest(event) if len(lines) > 1 else None)


def _note(visit: Visit, begun: _Begun, after: Run, meant: Mapping[int, _Meant]) -> None:
    numbers = range(begun.after + 1, after.lo)
    events = [meant[number].event if number in meant else BLANK for number in numbers]
    picks = {n: pick for n in numbers if n in meant and (pick := meant[n].pick) is not None}
    run = Run(after.device, numbers[0], numbers[-1], begun.start, after.start, begun.key.id)
    visit.sync_log.keep_run(run, events, picks)
