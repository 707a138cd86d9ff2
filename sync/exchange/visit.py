"""One visit to the folder: what it listed, and how its segments are read and put."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping
from typing import Any

from store.database import Database
from store.event import decode
from sync.errors import (
    Damaged,
    EventsMissing,
    Gone,
    InTheWay,
    KeyNotHere,
    NewerSegment,
    NotAllowed,
    TooLarge,
)
from sync.exchange.report import Progress, Report
from sync.folders.folder import SharedFolder
from sync.keys.cipher import Cipher
from sync.keys.team_keys import Ring
from sync.known.sync_log import SyncLog
from sync.segments.sealing import (
    LARGEST_FILE,
    Name,
    OpenedSegment,
    open_segment,
    read_name,
    seal,
)

# Tells whether an event must stay on this device: its table, id and fields.
Private = Callable[[str, str, Mapping[str, Any]], bool]

# Tells whether this version knows a table, and so whether its events may be shared.
Declares = Callable[[str], bool]

AHEAD = 8  # files requested at once


class Visit:
    """The folder as it was listed, and what is needed to read and write it.

    ``sizes`` has all files in ``d/`` by path, ``names`` the segments among them, ``odd`` the
    rest. The first two are kept up to date with what is put. A size is as the folder says it,
    rightly or wrongly, so that it tells whether a file has changed; where it says none, a file
    counts as unchanged, and as None if it wasn't read before. ``strange_keys`` are the ids of
    the keys in the folder's key files that this device lacks. If ``by_hand``, the files are a
    sync file's; their sizes say nothing about a folder's, and are not remembered.
    """

    def __init__(
        self,
        folder: SharedFolder,
        listed: Mapping[str, int | None],
        *,
        database: Database,
        sync_log: SyncLog,
        ring: Ring,
        cipher: Cipher,
        private: Private,
        declares: Declares,
        progress: Progress,
        strange_keys: Collection[str],
        by_hand: bool = False,
    ) -> None:
        """Sort the listed files; read nothing yet."""
        self.folder = folder
        self.database = database
        self.sync_log = sync_log
        self.ring = ring
        self.cipher = cipher
        self._private = private
        self._declares = declares
        self.progress = progress
        self._strange_keys = strange_keys
        self.by_hand = by_hand
        self.sizes = {
            path: self._read_before(path) if size is None else size
            for path, size in listed.items()
            if path.startswith("d/")
        }
        found = {path: read_name(path) for path in self.sizes}
        self.names = {path: name for path, name in found.items() if name is not None}
        self.by_device: dict[str, list[Name]] = {}
        for listed_name in sorted(self.names.values()):
            self.by_device.setdefault(listed_name.device, []).append(listed_name)
        self.odd = [path for path, name in found.items() if name is None]
        self.report = Report(listed=len(listed), foreign=len(self.odd))

    def is_private(self, raw: bytes) -> bool:
        """Tell whether an event stays on this device."""
        event = decode(raw)
        return event is not None and self._private(event.table, event.id, event.fields)

    def is_undeclared(self, raw: bytes) -> bool:
        """Tell whether an event is of a table that this version doesn't know."""
        event = decode(raw)
        return event is not None and not self._declares(event.table)

    async def opened(self, path: str, raw: bytes | None) -> OpenedSegment | None:
        """Open a segment, None if it can't be opened; its name may still be another one's."""
        if raw is None:
            return None
        try:
            opened = await open_segment(self.cipher, self.ring, raw)
        except Damaged:
            return None
        except NewerSegment:
            self.report.newer.append(path)
            return None
        except KeyNotHere as locked:
            if locked.key in self._strange_keys:
                self.report.locked.append(path)
            return None
        if self.is_right(path, opened):
            self._know_size(path, self.sizes[path])
        return opened

    def is_right(self, path: str, opened: OpenedSegment | None) -> bool:
        """Tell whether a file was opened and is the segment of its name, if it has such a name."""
        return opened is not None and self.names.get(path, opened.run.name) == opened.run.name

    async def put(self, name: Name) -> bool:
        """Seal the events of a name and put them; return whether that was possible."""
        try:
            run, events = self.sync_log.read(name, self.ring)
        except EventsMissing:
            return False
        key = self.ring.get(run.key)
        assert key is not None
        raw = await seal(self.cipher, key, run, events)
        try:
            await self.folder.put(name.path, raw)
        except InTheWay as problem:
            self.report.in_the_way.append(str(problem))
            return False
        self.names[name.path], self.sizes[name.path] = name, len(raw)
        self._know_size(name.path, len(raw))
        return True

    def know_odd(self, path: str) -> None:
        """Note that a file without a segment's name was intact, and its events were received."""
        size = self.sizes[path]
        if not self.by_hand and size is not None:
            self.sync_log.know_odd(path, size)

    def _know_size(self, path: str, size: int | None) -> None:
        if not self.by_hand and path in self.names and size is not None:
            self.sync_log.know_size(path, size)

    def _read_before(self, path: str) -> int | None:
        """Return the size that a file had when it was read; None if it wasn't."""
        known, unsure = self.sync_log, self.sync_log.unsure.get(path)
        return known.sizes.get(path, known.odd.get(path, unsure.size if unsure else None))

    async def ahead(self, paths: Iterable[str]) -> AsyncGenerator[tuple[str, bytes | None], None]:
        """Yield files in order while the next ones are fetched; None for one that can't be read."""
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
        size = self.sizes[path]
        if size is not None and size > LARGEST_FILE:
            return path, None
        try:
            raw = await self.folder.get(path, LARGEST_FILE)
        except (Gone, TooLarge, NotAllowed):
            return path, None
        if size is None:
            self.sizes[path] = len(raw)
        return path, raw
