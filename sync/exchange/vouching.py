"""Holds back what was opened under a replaced key until it is found to count (known/bounds.py).

Files come in any order, and the one that leads to a known end may be the last. So what doesn't
count yet is held, as long as it is little, or asked for again; and what is not found to count is
noted as unsure, so that it isn't read at each sync. Whoever has the replaced key can put any
number of such files: of each only its run is kept here.
"""

from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import replace

from sync.exchange.visit import Visit
from sync.known.bounds import Counting
from sync.known.sync_log import Unsure
from sync.segments.sealing import OpenedSegment, Run, follow

_HELD = 2**25  # bytes of events, and of the chain beside them, that are held in memory
_LINK = 100  # bytes of memory for a number


class Vouching:
    """Sifts the segments of one visit."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._counting: dict[str, Counting] = {}
        self._held: dict[str, OpenedSegment] = {}
        self._size = 0
        self._unsure: dict[str, Run] = {
            path: unsure.run
            for path, unsure in visit.sync_log.unsure.items()
            if visit.sizes.get(path) == unsure.size and not visit.by_hand
        }

    def knows(self, path: str) -> bool:
        """Tell whether a file was read before, and is known to be unsure."""
        return path in self._unsure

    def sift(self, path: str, opened: OpenedSegment) -> OpenedSegment | None:
        """Return what counts of a segment; None if nothing does yet, then it is held."""
        run, ring = opened.run, self._visit.ring
        if not ring.bounding:
            return opened
        if ring.ends_of(run.key) is None:
            self._of(run.device).grow(run)
            return opened
        counts = self._reach(opened)
        if counts is not None and counts.run.hi == run.hi:
            return counts
        self._unsure[path] = run
        size = sum(map(len, opened.events)) + _LINK * len(opened.events)
        if counts is None and self._size + size <= _HELD:
            self._held[path] = opened
            self._size += size
        return counts

    async def settled(self) -> list[OpenedSegment]:
        """Return what was held and turned out to count, in order."""
        found = list[OpenedSegment]()
        again = list[str]()
        while sure := [*self._sure()]:
            for path in sure:
                run = self._unsure.pop(path)
                opened = self._held.pop(path, None)
                if opened is None:
                    self._of(run.device).grow(run)
                    again.append(path)
                elif counts := self._reach(opened):
                    found.append(counts)
                    if counts.run.hi < run.hi:
                        self._unsure[path] = run
        async with aclosing(self._visit.ahead(again)) as files:
            async for path, raw in files:
                opened = await self._visit.opened(path, raw)
                counts = self._reach(opened) if opened else None
                if counts:
                    found.append(counts)
        return sorted(found, key=lambda one: (one.run.device, one.run.lo, -one.run.hi))

    def _sure(self) -> Iterator[str]:
        """Yield the files of which something counts by now, those with the latest events first."""
        some = sorted(self._unsure.items(), key=lambda one: (one[1].device, -one[1].hi))
        for path, run in some:
            held, counting = self._held.get(path), self._of(run.device)
            if counting.has_end(run):
                counting.grow(run)
                yield path
            elif held and counting.reach(run, held.links) is not None:
                yield path

    def _of(self, device: str) -> Counting:
        counting = self._counting.get(device)
        if counting is None:
            counting = self._counting[device] = Counting(device, self._visit.ring)
            for kept in self._visit.sync_log.chains.kept.values():
                if kept.run.device == device:
                    counting.grow(kept.run)
        return counting

    def _reach(self, opened: OpenedSegment) -> OpenedSegment | None:
        """Return the segment up to its last event that counts."""
        run, counting = opened.run, self._of(opened.run.device)
        last = counting.reach(run, opened.links)
        if last is None and self._lies_within(run):
            last = run.hi
        if last is None:
            return None
        size = last - run.lo + 1
        shorter = replace(run, hi=last, end=opened.links[size - 1])
        counting.grow(shorter)
        return OpenedSegment(shorter, opened.events[:size], opened.links[:size])

    def _lies_within(self, run: Run) -> bool:
        """Tell whether a run leads to the middle of one that is here."""
        visit = self._visit
        for kept in visit.sync_log.chains.kept.values():
            whole, key = kept.run, visit.ring.get(kept.run.key)
            if key and whole.device == run.device and whole.lo <= run.hi < whole.hi:
                links = follow(key, whole.start, visit.sync_log.events(kept))
                if links[run.hi - whole.lo] == run.end:
                    return True
        return False

    def note(self) -> None:
        """Note which files are unsure: those with a segment's name, and that segment in them.

        What is in a file of another name is put right or read again, as if it were damaged.
        """
        visit, known = self._visit, self._visit.sync_log
        unsure = self._unsure.items()
        own_names = [path for path, run in unsure if visit.names.get(path) == run.name]
        visit.report.replaced = sorted(own_names)
        if visit.by_hand:
            return
        for path in [path for path in known.unsure if path not in self._unsure]:
            known.know_unsure(path, None)
        for path in own_names:
            size = visit.sizes[path]
            if size is not None:
                known.know_unsure(path, Unsure(size, self._unsure[path]))
