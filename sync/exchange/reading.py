"""Reads what is new in the folder into the records."""

import asyncio
from contextlib import aclosing
from typing import NamedTuple

from sync.errors import NoSpace, NotAllowed
from sync.exchange.closing import close_own
from sync.exchange.receiving import SegmentReceiver
from sync.exchange.visit import Visit
from sync.exchange.vouching import Vouching
from sync.segments.sealing import OpenedSegment, folder_of, is_size

_SAVE_EVERY = 100  # files: after a kill, about as many are read again


class Tried(NamedTuple):
    """An odd file that was read, with the ids of the keys that the device had then."""

    path: str
    size: int | None
    keys: frozenset[str]


class FolderReader:
    """Reads segments of one visit into the records."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._receiver = SegmentReceiver(visit.sync_log, visit.database, visit.ring)
        self._vouching = Vouching(visit)

    def should_reread(self, path: str, *, deep: bool) -> bool:
        """Tell whether a file should be read although its events are here."""
        visit = self._visit
        name, size = visit.names[path], visit.sizes[path]
        if not visit.sync_log.chains.covers(name):
            return False
        known = visit.sync_log.sizes.get(path)
        if deep or (known is not None and known != size):
            return True
        return known is None and (name.device == visit.database.device or not is_size(size))

    async def receive(self) -> None:
        """Read every segment that is not covered; those that lie within another come last."""
        visit = self._visit
        wanted = [
            name
            for path, name in visit.names.items()
            if not visit.sync_log.chains.covers(name) and not self._vouching.knows(path)
        ]
        wanted.sort(key=lambda name: (name.device, name.lo, -name.hi))
        first: list[str] = []
        later: list[str] = []  # they lie within another, which may bring all their events
        end: tuple[str, int] = ("", 0)
        for name in wanted:
            is_part = (name.device, name.hi) <= end and name.device == end[0]
            (later if is_part else first).append(name.path)
            end = max(end, (name.device, name.hi))
        wrong = await self._read_all(first)
        left = [path for path in later if not visit.sync_log.chains.covers(visit.names[path])]
        wrong |= await self._read_all(left)
        told = {*visit.report.newer, *visit.report.locked, *visit.report.replaced}
        visit.report.damaged += [
            path
            for path in first + left
            if path not in told
            and (path in wrong or not visit.sync_log.chains.covers(visit.names[path]))
        ]

    async def _read_all(self, paths: list[str]) -> set[str]:
        """Read segments into the records; return the paths of those that are not right."""
        visit = self._visit
        wrong = set()
        async with aclosing(visit.ahead(paths)) as files:
            done = 0
            async for path, raw in files:
                opened = await visit.opened(path, raw)
                if opened:
                    await self._sift(path, opened)
                if not visit.is_right(path, opened):
                    wrong.add(path)
                done += 1
                if not done % _SAVE_EVERY:
                    visit.sync_log.save()
                visit.progress("reading", done, len(paths))
                await asyncio.sleep(0)  # so that sync can be cancelled here, and others can run
        await self._end()
        return wrong

    async def _end(self) -> None:
        await self._receive_settled()
        self._vouching.note()
        self._receiver.flush()
        self._visit.report.received_events = self._receiver.received

    async def _sift(self, path: str, opened: OpenedSegment) -> None:
        if not self._visit.sync_log.chains.covers(opened.run.name):
            counts = self._vouching.sift(path, opened)
            if counts:
                await self._receive_settled()  # what leads to it comes before it
                self._receive(counts)

    async def _receive_settled(self) -> None:
        for opened in await self._vouching.settled():
            self._receive(opened)

    def _receive(self, opened: OpenedSegment) -> None:
        visit = self._visit
        if visit.sync_log.chains.covers(opened.run.name):
            return
        if opened.run.device == visit.database.device and self._receiver.new_to(opened):
            # Another device made events under this id. Nothing is awaited from here on, so
            # that no event of this device gets in between.
            close_own(visit)
            visit.report.new_device = visit.database.renew()
        self._receiver.add(opened, visit.by_device.get(opened.run.device, ()))

    async def look_into_odd(self, tried: set[Tried]) -> None:
        """Read conflicted copies and the like, each once: their names don't tell what they have."""
        visit, keys = self._visit, self._visit.ring.ids
        odd = {
            path: now
            for path in visit.odd
            if folder_of(path)
            and is_size(size := visit.sizes[path])
            and (size is None or visit.sync_log.odd.get(path) != size)
            and not self._vouching.knows(path)
            and (now := Tried(path, size, keys)) not in tried
        }
        wrong = await self._read_all([*odd])
        tried.update(odd.values())
        for path in odd:
            if path not in wrong and not self._vouching.knows(path):
                visit.know_odd(path)

    async def verify(self, to_reread: list[str]) -> None:
        """Read files whose events are here, and put again those that are not right."""
        visit = self._visit
        bad = [
            path for path in visit.report.damaged if visit.sync_log.chains.covers(visit.names[path])
        ]
        async with aclosing(visit.ahead(to_reread)) as files:
            async for path, raw in files:
                opened = await visit.opened(path, raw)
                if opened:
                    await self._sift(path, opened)  # before what is right is put in its place
                if not visit.is_right(path, opened):
                    if path in visit.report.newer and path not in visit.sync_log.sizes:
                        continue
                    bad.append(path)
        await self._end()
        try:
            for path in bad:
                if await visit.put(visit.names[path]):
                    visit.report.healed += 1
                    for unread in (visit.report.damaged, visit.report.newer, visit.report.locked):
                        if path in unread:
                            unread.remove(path)
        except (NoSpace, NotAllowed) as problem:
            visit.report.refused = str(problem)
