"""One exchange with the folder: read what is new, write what is missing.

It can be cancelled between any two files and begun again at any point: what was
received is in the records, what was not yet sent is found missing next time.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping
from contextlib import aclosing
from itertools import pairwise
from typing import Any

from store.database import Database
from store.event import decode
from sync.cipher import Cipher
from sync.folder import Gone, NoSpace, NotAllowed, SharedFolder, TooLarge
from sync.held import Held, NotHeld
from sync.keys import Ring
from sync.report import Progress, Report
from sync.sealing import (
    BLANK,
    LARGEST_FILE,
    START,
    Damaged,
    Locked,
    Name,
    NewerSegment,
    Opened,
    Run,
    folder_of,
    follow,
    is_size,
    name_within,
    open_segment,
    read_name,
    seal,
)

# Tells whether an event may leave this device: table, id, fields set.
Private = Callable[[str, str, Mapping[str, Any]], bool]

SEEN = "seen"  # the table of acknowledgements: one record a roll-up, a field for each device
LONGEST_RUN = 2**20  # bytes of events in a new segment, unless one alone has more
TOGETHER = 16  # neighbouring small segments that are joined into one
LARGEST_JOINED = 2**18  # bytes of files that are still worth joining
AHEAD = 8  # files asked for at once
_SAVE_EVERY = 32  # files


class Exchange:
    """One pass over a folder."""

    def __init__(
        self,
        *,
        folder: SharedFolder,
        listed: Mapping[str, int],
        database: Database,
        held: Held,
        ring: Ring,
        cipher: Cipher,
        private: Private,
        progress: Progress,
        strange_keys: Collection[str],
    ) -> None:
        """Take what the folder lists, and the ids of keys it has and this device hasn't."""
        self._folder = folder
        self._database = database
        self._held = held
        self._ring = ring
        self._cipher = cipher
        self._private = private
        self._progress = progress
        self._strange_keys = strange_keys
        self._sizes = {path: size for path, size in listed.items() if path.startswith("d/")}
        found = {path: read_name(path) for path in self._sizes}
        self._names = {path: name for path, name in found.items() if name is not None}
        self._by_device: dict[str, list[Name]] = {}
        for listed_name in self._names.values():
            self._by_device.setdefault(listed_name.device, []).append(listed_name)
        self._odd = [path for path, name in found.items() if name is None]
        self.report = Report(listed=len(listed), foreign=len(self._odd))

    async def run(self, *, may_send: bool, deep: bool, tried: set[tuple[str, int]]) -> None:
        """Do it all.

        Args:
            may_send: whether new events of this device may be sealed.
            deep: read every file again, also those that were found right before.
            tried: odd files that were looked into already; some more are added.
        """
        try:
            doubtful = [path for path in self._names if self._is_doubtful(path, deep=deep)]
            await self._receive()
            await self._look_into_odd(tried)
            await self._verify(doubtful)
            if may_send:
                self._adopt_orphans()
                await self._acknowledge()
                self.close_own()
            try:
                await self._send()
                await self._join_small()
                await self._remove_parts()
            except (NoSpace, NotAllowed) as problem:
                self.report.refused = str(problem)
        finally:
            self._held.save()

    def close_own(self) -> None:
        """Make runs of this device's events that are in none, without their private ones.

        Raises:
            NotKept: the disk refused; nothing was closed.
        """
        device, key = self._database.device, self._ring.current
        tip = self._held.tip(device)
        lo, start = (tip.hi + 1, tip.end) if tip else (1, START)
        if self._database.last_number(device) < lo:
            return
        lines = dict(self._database.lines(device, lo - 1))
        shared = {n: raw for n, raw in lines.items() if not self._is_private(raw)}
        last = max(shared, default=0)  # what is private at the end waits for what follows
        events: list[bytes] = []
        size = 0
        for number in range(lo, last + 1):
            events.append(shared.get(number, BLANK))
            size += len(events[-1]) + 1
            if number == last or size + len(shared.get(number + 1, BLANK)) > LONGEST_RUN:
                run = Run(device, lo, number, start, follow(key, start, events)[-1], key.id)
                picks = {n: "" for n in range(lo, number + 1) if n in lines and n not in shared}
                self._held.keep_run(run, events, picks)
                lo, start, events, size = number + 1, run.end, [], 0
        self._held.save()

    def _is_private(self, raw: bytes) -> bool:
        event = decode(raw)
        return event is not None and self._private(event.table, event.id, event.fields)

    def _is_doubtful(self, path: str, *, deep: bool) -> bool:
        """Tell whether a file whose events are here should be read all the same."""
        name, size = self._names[path], self._sizes[path]
        if not self._held.covers(name):
            return False
        known = self._held.sizes.get(path)
        if deep or (known is not None and known != size):
            return True
        return known is None and (name.device == self._database.device or not is_size(size))

    async def _receive(self) -> None:
        wanted = [name for name in self._names.values() if not self._held.covers(name)]
        wanted.sort(key=lambda name: (name.device, name.lo, -name.hi))
        first: list[str] = []
        later: list[str] = []  # parts of another one: it may bring all they have
        end: tuple[str, int] = ("", 0)
        for name in wanted:
            is_part = (name.device, name.hi) <= end and name.device == end[0]
            (later if is_part else first).append(name.path)
            end = max(end, (name.device, name.hi))
        unread = await self._take_all(first)
        left = [path for path in later if not self._held.covers(self._names[path])]
        unread += await self._take_all(left)
        for path in unread:
            self.report.damaged.append(path)

    async def _take_all(self, paths: list[str]) -> list[str]:
        """Read segments into the records; return those that are damaged or gone."""
        unread = []
        before = self._held.received
        async with aclosing(self._ahead(paths)) as files:
            done = 0
            async for path, raw in files:
                opened = await self._opened(path, raw)
                if opened:
                    self._take(opened)
                else:
                    unread.append(path)
                done += 1
                if not done % _SAVE_EVERY:
                    self._held.save()
                self._progress("reading", done, len(paths))
                await asyncio.sleep(0)  # here it can be cancelled, and others have their turn
        self._held.flush()
        self.report.received_events += self._held.received - before
        told = {*self.report.newer, *self.report.locked}
        return [
            path
            for path in paths
            if path not in told and (path in unread or not self._is_covered(path))
        ]

    def _is_covered(self, path: str) -> bool:
        name = self._names.get(path)
        return name is None or self._held.covers(name)

    async def _opened(self, path: str, raw: bytes | None) -> Opened | None:
        """Open a file, None if it is not what it should be."""
        if raw is None:
            return None
        name = self._names.get(path)
        try:
            opened = await open_segment(self._cipher, self._ring, raw)
        except Damaged:
            return None
        except NewerSegment:
            self.report.newer.append(path)
            return None
        except Locked as locked:
            if locked.key in self._strange_keys:
                self.report.locked.append(path)
            return None
        if name is not None and opened.run.name != name:
            return None
        if name is not None:
            self._held.know_size(path, len(raw))
        return opened

    def _take(self, opened: Opened) -> None:
        if opened.run.device == self._database.device and self._held.new_to(opened):
            # Somebody else made events under this id. From here on nothing is awaited, so that
            # no event of ours gets in between.
            self.close_own()
            self.report.new_device = self._database.renew()
        self._held.take(opened, self._ring, self._by_device.get(opened.run.device, ()))

    async def _look_into_odd(self, tried: set[tuple[str, int]]) -> None:
        """Read conflicted copies and the like while what they may hold is missing."""
        missing = bool(self.report.damaged or self._held.gaps())
        odd = []
        for path in self._odd:
            size, name = self._sizes[path], name_within(path)
            useful = missing if name is None else not self._held.covers(name)
            if useful and is_size(size) and (path, size) not in tried and folder_of(path):
                odd.append(path)
        await self._take_all(odd)
        tried.update((path, self._sizes[path]) for path in odd)

    async def _verify(self, doubtful: list[str]) -> None:
        """Read files whose events are here, and put those again that are not right."""
        bad = [path for path in self.report.damaged if self._held.covers(self._names[path])]
        async with aclosing(self._ahead(doubtful)) as files:
            async for path, raw in files:
                if await self._opened(path, raw) is None:
                    if path in self.report.newer and path not in self._held.sizes:
                        continue
                    bad.append(path)
        try:
            for path in bad:
                if await self._put(self._names[path]):
                    self.report.healed += 1
                    for unread in (self.report.damaged, self.report.newer, self.report.locked):
                        if path in unread:
                            unread.remove(path)
        except (NoSpace, NotAllowed) as problem:
            self.report.refused = str(problem)

    def _adopt_orphans(self) -> None:
        """Make events that are in no run this device's own, byte for byte.

        The records stay the same: the stamp and the values are those of the first.
        """
        unread = self.report.damaged or self.report.newer or self.report.locked
        orphans = [] if unread else self._held.orphans()
        orphans = [raw for raw in orphans if not self._is_private(raw)]
        if orphans:
            if not self._database.last_number(self._database.device):
                self._database.renew()  # a device with no event of its own has not kept its id
            device = self._database.device
            first = self._database.last_number(device) + 1
            self._database.receive(device, list(enumerate(orphans, start=first)))

    async def _acknowledge(self) -> None:
        """Say of others' joined segments that they are whole, so that their parts may go."""
        for whole in self._wholes():
            own = whole.device == self._database.device
            if own or not self._held.covers(whole) or self._acknowledged(whole):
                continue
            if self._held.sizes.get(whole.path) != self._sizes[whole.path]:
                async with aclosing(self._ahead([whole.path])) as files:
                    async for path, raw in files:
                        await self._opened(path, raw)
            if self._held.sizes.get(whole.path) == self._sizes[whole.path]:
                self._database.put([(SEEN, _seen_id(whole), {self._database.device: True})])

    async def _send(self) -> None:
        here: dict[str, list[Name]] = {}
        for name in self._names.values():
            self._held.adopt(name)
            here.setdefault(name.device, []).append(name)
        missing = [
            run
            for run in self._held.outer()
            if run.name.path not in self._names
            and not any(
                self._held.covers(name) and self._held.passes(name, run.name)
                for name in here.get(run.device, ())
            )
        ]
        missing.sort(key=lambda run: (run.device != self._database.device, run.device, run.lo))
        for done, run in enumerate(missing, start=1):
            if await self._put(run.name):
                if run.device == self._database.device:
                    self.report.sent += 1
                else:
                    self.report.healed += 1
            self._progress("writing", done, len(missing))
            await asyncio.sleep(0)

    async def _join_small(self) -> None:
        """Join neighbouring small segments of this device, so that the folder stays short."""
        device, sizes = self._database.device, self._held.sizes
        own = sorted((r for r in self._held.outer() if r.device == device), key=lambda r: r.lo)
        for first in range(len(own) - TOGETHER, -1, -1):
            runs = own[first : first + TOGETHER]
            files = [sizes.get(run.name.path, LARGEST_JOINED) for run in runs]
            if (
                all(run.name.path in self._names for run in runs)
                and all(a.end == b.start and a.key == b.key for a, b in pairwise(runs))
                and sum(files) <= LARGEST_JOINED
                and 2 * max(files) <= sum(files)
            ):
                await self._put(self._held.join(runs).name)
                return

    async def _remove_parts(self) -> None:
        """Remove own segments that lie within a larger one which another device has read."""
        for whole in self._wholes():
            if (
                whole.device == self._database.device
                and self._held.covers(whole)
                and self._held.sizes.get(whole.path) == self._sizes[whole.path]
                and self._acknowledged(whole)
            ):
                for path, name in list(self._names.items()):
                    if name != whole and self._held.passes(whole, name):
                        await self._folder.delete(path)
                        del self._names[path]
                        self.report.removed += 1

    def _wholes(self) -> list[Name]:
        """Return the listed names in whose numbers at least two others lie."""
        names = sorted(self._names.values(), key=lambda n: (n.device, n.lo, -n.hi))
        found: dict[Name, int] = {}
        outer: Name | None = None
        for name in names:
            if outer and name.device == outer.device and name.hi <= outer.hi:
                found[outer] = found.get(outer, 0) + 1
            else:
                outer = name
        return [name for name, parts in found.items() if parts > 1]

    def _acknowledged(self, whole: Name) -> bool:
        row: dict[str, Any] | None = self._database.table(SEEN).get(doc_id=_seen_id(whole))
        return row is not None and any(device != whole.device for device in row)

    async def _put(self, name: Name) -> bool:
        """Seal events anew and put them; return whether they could be read."""
        try:
            run, events = self._held.read(name, self._ring)
        except NotHeld:
            return False
        key = self._ring.get(run.key)
        assert key is not None
        raw = await seal(self._cipher, key, run, events)
        await self._folder.put(name.path, raw)
        self._names[name.path], self._sizes[name.path] = name, len(raw)
        self._held.know_size(name.path, len(raw))
        return True

    async def _ahead(self, paths: Iterable[str]) -> AsyncGenerator[tuple[str, bytes | None], None]:
        """Yield files in order while the next are on their way; None for one that isn't there."""
        asked: deque[asyncio.Task[tuple[str, bytes | None]]] = deque()
        try:
            for path in paths:
                asked.append(asyncio.create_task(self._get(path)))
                if len(asked) == AHEAD:
                    yield await asked.popleft()
            while asked:
                yield await asked.popleft()
        finally:
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)

    async def _get(self, path: str) -> tuple[str, bytes | None]:
        if not is_size(self._sizes[path]):
            return path, None
        try:
            return path, await self._folder.get(path, LARGEST_FILE)
        except (Gone, TooLarge, NotAllowed):
            return path, None


def _seen_id(name: Name) -> str:
    return f"{name.device}-{name.lo}-{name.hi}-{name.chain}"
