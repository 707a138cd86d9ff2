"""Puts opened segments into the records: their events first, then a note of their runs.

A device's number may stand for two events, if an old backup of the device was run somewhere
else and made the second. Both are kept, and each run notes which one it means.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from store.database import Database, NotAnEvent
from sync.keys.team_keys import Ring
from sync.known.sync_log import SyncLog, digest, key_on
from sync.segments.chains import Kept
from sync.segments.sealing import BLANK, Name, OpenedSegment, Run, follow

_TOGETHER = 1000  # events received in one append, where order allows
_lo = attrgetter("lo")


class SegmentReceiver:
    """Receives the segments of one pass. ``received`` counts the events that were new."""

    def __init__(self, sync_log: SyncLog, database: Database, ring: Ring) -> None:
        self._sync_log = sync_log
        self._database = database
        self._ring = ring
        self.received = 0
        self._waiting: list[OpenedSegment] = []  # of one device, in order, not in the records yet
        self._parts: list[tuple[OpenedSegment, Run]] = []  # listed names that lie within those

    def new_to(self, opened: OpenedSegment) -> list[tuple[int, bytes]]:
        """Return the events of a segment that the records lack, with their numbers."""
        here = self._sync_log.lines(opened.run.device, opened.run.lo, opened.run.hi)
        numbered = enumerate(opened.events, start=opened.run.lo)
        return [(n, raw) for n, raw in numbered if raw != BLANK and raw not in here.get(n, ())]

    def add(self, opened: OpenedSegment, listed: Sequence[Name]) -> None:
        """Receive a segment.

        Its events may be written only with those of later segments, or by ``flush``. A segment
        that contains anything but events is left out, and stays uncovered.

        Args:
            opened: the segment.
            listed: the device's names in the folder, in order; those that lie within this
                segment need not be fetched.

        Raises:
            NotKept: the disk refused; the segment was not received.
        """
        run = opened.run
        last = self._waiting[-1].run if self._waiting else run
        if last is not run and (last.device != run.device or run.lo <= last.hi):
            self.flush()
        links = (run.start, *opened.links)
        within = bisect_left(listed, run.lo, key=_lo), bisect_right(listed, run.hi, key=_lo)
        for name in listed[slice(*within)]:
            begin, end = name.lo - run.lo, name.hi - run.lo + 1
            if end < len(links) and links[end].hex()[:16] == name.chain and name != run.name:
                part = Run(name.device, name.lo, name.hi, links[begin], links[end], run.key)
                self._parts.append((opened, part))
        if run.lo > self._database.last_number(run.device):
            self._waiting.append(opened)
            if sum(len(one.events) for one in self._waiting) >= _TOGETHER:
                self.flush()
            return
        self._receive_overlapping(opened)

    def flush(self) -> None:
        """Write the events of the segments added so far.

        Raises:
            NotKept: the disk refused; none was written.
        """
        waiting, self._waiting = self._waiting, []
        lines = [
            (number, raw)
            for opened in waiting
            for number, raw in enumerate(opened.events, start=opened.run.lo)
            if raw != BLANK
        ]
        if lines:
            try:
                self.received += self._database.receive(waiting[0].run.device, lines)
            except NotAnEvent:
                if len(waiting) > 1:
                    for opened in waiting:
                        self._waiting = [opened]
                        self.flush()
                return
        for opened in waiting:
            self._learn_opened(opened, {}, inner=False)

    def _receive_overlapping(self, opened: OpenedSegment) -> None:
        """Receive a segment with numbers that this device may already have."""
        run, links = opened.run, (opened.run.start, *opened.links)
        here = self._sync_log.lines(run.device, run.lo, run.hi)
        new = self.new_to(opened)
        inner = False
        overlapping = [
            kept
            for name, kept in self._sync_log.chains.kept.items()
            if name.device == run.device and name.lo <= run.hi and name.hi >= run.lo
        ]
        for kept in overlapping:
            mine = kept.run
            if run.lo <= mine.lo and mine.hi <= run.hi:
                if mine != run and links[mine.hi - run.lo + 1] == mine.end:
                    self._sync_log.learn(replace(kept, inner=True))
            elif mine.lo <= run.lo and run.hi <= mine.hi:
                key = key_on(self._ring, mine.key)
                its = follow(key, mine.start, self._sync_log.events(kept))
                inner = inner or its[run.hi - mine.lo] == run.end
        # Where a number gets a second line, note first which line its older run means.
        for kept in overlapping:
            mine = kept.run
            beside = [n for n, _ in new if mine.lo <= n <= mine.hi and n not in kept.picks]
            if beside:
                old = {n: digest(here[n][0]) if here.get(n) else "" for n in beside}
                now = self._sync_log.chains.kept[mine.name]
                self._sync_log.learn(replace(now, picks={**now.picks, **old}))
        self._sync_log.save()
        try:
            self.received += self._database.receive(run.device, new)
        except NotAnEvent:
            return
        picks = {
            n: digest(raw) if raw != BLANK else ""
            for n, raw in enumerate(opened.events, start=run.lo)
            if any(other != raw for other in here.get(n, ()))
        }
        self._learn_opened(opened, picks, inner=inner)

    def _learn_opened(self, opened: OpenedSegment, picks: dict[int, str], *, inner: bool) -> None:
        run, events = opened.run, opened.events
        self._sync_log.learn(Kept(run, len(events) - events.count(BLANK), picks, inner))
        for part in [part for source, part in self._parts if source is opened]:
            if part.name not in self._sync_log.chains.kept:
                some = events[part.lo - run.lo : part.hi - run.lo + 1]
                own = {n: pick for n, pick in picks.items() if part.lo <= n <= part.hi}
                self._sync_log.learn(Kept(part, len(some) - some.count(BLANK), own, inner=True))
        self._parts = [(source, part) for source, part in self._parts if source is not opened]
