"""The records of this device, asked through TinyDB and kept in one log.

TinyDB's own storages write a whole file, or a whole table, at every change. Here
it only ever reads: the view of all events, as it stands in memory. What an
insert, update or remove would change is appended to the log as events first,
and then shown. Long, because TinyDB wants one class.
"""

import gc
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, NoReturn

from tinydb import TinyDB

from store.event import ABSENT, DELETED, Event, Fields, canonical, decode, decode_many, record_of
from store.files import Files
from store.hybrid_clock import HybridClock, is_wall
from store.lines import LogLine, LogProblem
from store.log import NOWHERE, Log, LogPosition
from store.table import Draft, Table, ViewStorage
from store.view import View

FILE = "records.log"
DAY_MS = 24 * 60 * 60 * 1000

_DEVICE = re.compile(r"[0-9a-f]{16}")
_OURS = b'{"own":true}'  # line 0 of a device, in the log of that device alone
_FEW = 2000  # lines, of which none are left for later
_MANY = 500  # lines, received together, in which no garbage is ever looked for


class WriteOnce(ValueError):
    """A change to a record of a table whose records never change."""


class NotAnEvent(ValueError):
    """A line from another device is not an event."""


class Change(NamedTuple):
    """Fields to set in one record, made if it is not there."""

    table: str
    id: str
    fields: Mapping[str, Any]


class Past(NamedTuple):
    """One event of a record's history, and the device it was made on."""

    device: str
    event: Event


async def open_database(
    files: Files,
    *,
    wall: Callable[[], int],
    token: Callable[[int], str],
    write_once: Collection[str],
    later: Collection[str] = (),
) -> "Database":
    """Open the records kept in a folder. Writes nothing.

    Args:
        files: the data folder.
        wall: returns milliseconds since 1970, UTC.
        token: returns that many random bytes as hexadecimal digits.
        write_once: the tables whose records never change.
        later: the tables that are read after this, by ``read_on`` or by whatever needs them,
            if there is much to read.

    Raises:
        NewerLog: a newer Aimline wrote the log.
        UnreadableLog: the file is not a log, or is damaged from end to end.
    """
    log = await Log.open(files, FILE)
    try:
        return Database(log, wall=wall, token=token, write_once=write_once, later=later)
    except BaseException:
        log.close()
        raise


class Database(TinyDB):
    """TinyDB over the merged records of this device and those shared with it.

    ``table(name)`` and everything TinyDB does with it works as in TinyDB. The
    order of records is not defined: sort what is shown.

    Until it is ``loaded``, only tables that were not left for later can be read at once.
    Whatever else is asked, and every change, first reads all that is left.
    """

    table_class = Table  # type: ignore[assignment]

    def __init__(
        self,
        log: Log,
        *,
        wall: Callable[[], int],
        token: Callable[[int], str],
        write_once: Collection[str],
        later: Collection[str] = (),
    ) -> None:
        self._log = log
        self._token = token
        self._write_once = frozenset(write_once)
        self._clock = HybridClock(wall)
        self._view = View(write_once)
        self._device = token(8)
        self._between = token(8)  # events
        self._named = False  # whether the log says that the id above is ours
        self._own: list[str] = []
        self._walls: dict[str, int] = {}  # by device, the latest stamp that its own clock made
        self._later = frozenset(later if len(log) > _FEW else ())
        self._unread = self._log.chunks()
        for chunk in self._log.chunks():
            self._read([line for line in chunk if not self._is_later(line)])
        self._loaded = not self._later
        self._view_storage = ViewStorage(self._view.tables, self._change, self.new_id)
        super().__init__(storage=lambda: self._view_storage)

    def __repr__(self) -> str:
        """Return what says nothing of the records; TinyDB's own counts them all."""
        return f"<Database {self._log.name}>"

    @property
    def device(self) -> str:
        """This device's id, 16 hexadecimal digits; kept with its first write."""
        return self._device

    @property
    def own(self) -> Sequence[str]:
        """All ids that this device has had, the present one last, as soon as it wrote under it."""
        return self._own

    @property
    def loaded(self) -> bool:
        """Whether all records have been read."""
        return self._loaded

    def read_on(self) -> bool:
        """Read some of what was left for later; tell whether there is more."""
        try:
            chunk = None if self._loaded else next(self._unread, None)
            if chunk is None:
                self._loaded = True
            else:
                self._read([line for line in chunk if self._is_later(line)])
        except BaseException:
            self._unread = self._log.chunks()  # all of it once more: that changes nothing
            raise
        return not self._loaded

    @property
    def problems(self) -> tuple[LogProblem, ...]:
        """What of the log could not be read. Everything else is shown."""
        return self._log.problems

    @property
    def fast_clocks(self) -> dict[str, int]:
        """Devices whose clocks run over 24 hours ahead of this one's, and by how many ms.

        Nothing of theirs is refused. If all others are here, this clock is slow.
        """
        self._read_all()
        ahead = {device: self._clock.ahead_ms(stamp) for device, stamp in self._walls.items()}
        return {device: ms for device, ms in ahead.items() if ms > DAY_MS}

    def new_id(self) -> str:
        """Return a random id for a record: it says nothing about what it names."""
        return self._token(10)

    def mark(self) -> str:
        """Return a text that stands for now: everything made so far is before it."""
        self._read_all()
        return str(self._clock.last)

    def made_since(self, table: str, mark: str) -> list[str]:
        """Return the ids of a table's records that were made here after a mark, oldest first.

        All of them after "" or an odd mark. Here is under any id that this device has had.
        """
        self._read_all()
        after = int(mark) if mark.isdecimal() else -1
        return self._view.made_by(table, self._own, after)

    def put(self, changes: Iterable[Change | tuple[str, str, Mapping[str, Any]]]) -> None:
        """Make or change records of any tables in one append: all are kept, or none.

        Only the fields given are set, and only those that differ are written.

        Raises:
            WriteOnce: a record of a write-once table is already there and differs.
            NotKept: the disk refused; nothing changed.
        """
        self._read_all()
        drafts: dict[str, Draft] = {}
        for table, id_, fields in changes:
            draft = drafts.setdefault(table, Draft(self._view.tables.get(table, {})))
            draft[id_] = {**draft.get(id_, {}), **fields}
        self._append(
            change for table, draft in drafts.items() for change in self._new(table, draft.changed)
        )

    def history(self, table: str, id_: str) -> list[Past]:
        """Return every event of one record, oldest first. Reads the whole log."""
        past = [
            Past(line.source, event)
            for chunk in self._log.chunks()
            for line in chunk
            if record_of(line.json) == (table, id_) and (event := decode(line.json))
        ]
        return sorted(past, key=lambda one: (one.event.stamp, one.device))

    def devices(self) -> list[str]:
        """Return the ids of all devices that made something kept here."""
        return self._log.sources()

    def numbers(self, device: str) -> list[int]:
        """Return the numbers of a device's events, in the order kept."""
        return [number for number in self._log.numbers(device) if number]

    def lines(
        self, device: str, after: int = 0, upto: int | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """Yield a device's events, above a number and up to another: numbers and exact bytes."""
        for line in self._log.lines(device, after, upto):
            if line.number:
                yield line.number, line.json

    def last_number(self, device: str) -> int:
        """Return the greatest number a device may have given so far, 0 if none."""
        return self._log.next_number(device) - 1

    @property
    def end(self) -> int:
        """How many bytes the log has: it grows with every event kept."""
        return self._log.end

    def named_since(self, position: LogPosition = NOWHERE) -> list[tuple[str, str]]:
        """Return the table and id of each event's record that was kept after a position."""
        found = (record_of(line.json) for line in self._log.after(position) if line.number)
        return [one for one in found if one is not None]

    def position(self, after: LogPosition = NOWHERE) -> LogPosition:
        """Return how far the log goes; quicker after a place that it went on from."""
        return self._log.position(after)

    def went_on_from(self, position: LogPosition) -> bool:
        """Tell whether the log was there once and only grew since; an older copy of it wasn't."""
        return self._log.went_on_from(position)

    def renew(self) -> str:
        """Go on as a new device and return its id: the old one is in use elsewhere.

        Durable on return. What was made under the old id stays as it is.

        Raises:
            NotKept: the disk refused; the id is the old one.
        """
        self._read_all()
        device = self._token(8)
        self._log.append(device, [(0, _OURS)])
        self._device, self._named = device, True
        self._own.append(device)
        return device

    def receive(self, device: str, lines: Sequence[tuple[int, bytes]]) -> int:
        """Keep another device's events in one append; return how many were not yet known.

        Args:
            device: the id of the device that made them.
            lines: each event's number, from 1, and its bytes, kept exactly.

        Raises:
            NotAnEvent: a line is not an event; none of the lines was kept.
            NotKept: the disk refused; nothing changed.
        """
        if not _DEVICE.fullmatch(device):
            raise NotAnEvent("a device's id has 16 hexadecimal digits")
        self._read_all()
        numbers = [number for number, _ in lines]
        least, new = min(numbers, default=1), lines
        if numbers and (least < self._log.next_number(device) or len({*numbers}) < len(numbers)):
            known = {(n, raw) for _, n, raw in self._log.lines(device, least - 1, max(numbers))}
            new = [line for line in dict.fromkeys(lines) if line not in known]
        with _nothing_collected():
            decoded = decode_many([raw for _, raw in new], self._between)
            events = [event for event in decoded if event is not None]
            if least < 1 or len(events) < len(new):
                raise NotAnEvent(f"a line of device {device} is not an event; none was kept")
            self._log.append(device, new)
            self._take(device, events)
            if len(new) >= _MANY:
                gc.freeze()  # they stay: looking through them for garbage would slow what comes
        return len(new)

    def table(self, name: str) -> Table:  # type: ignore[override]
        """Return a table by its name."""
        if name in self._later:
            self._read_all()
        if name not in self._tables:
            self._tables[name] = Table(self._view_storage, name)
        found = self._tables[name]
        assert isinstance(found, Table)
        return found

    def tables(self) -> set[str]:
        """Return the names of the tables that have ever had a record."""
        self._read_all()
        return super().tables()

    def drop_table(self, name: str) -> None:
        """Remove every record of a table."""
        self.table(name).truncate()

    def drop_tables(self) -> NoReturn:
        """Refuse: with sharing, that would empty every device."""
        raise NotImplementedError("remove records table by table")

    def close(self) -> None:
        """Let go of the file."""
        super().close()
        self._log.close()

    def _change(self, table: str, changed: Mapping[str, Fields | None]) -> None:
        self._read_all()
        self._append(self._new(table, changed))

    def _new(self, table: str, changed: Mapping[str, Fields | None]) -> Iterator[Change]:
        """Yield what a table's changed records need in events: nothing that stays as it is."""
        live = self._view.tables.get(table, {})
        for id_, new in changed.items():
            old = live.get(id_)
            if new is None:
                if old is not None:
                    yield Change(table, id_, {DELETED: True})
                continue
            if DELETED in new or ABSENT in new.values():
                raise ValueError(f"{DELETED} is the store's own word; a field needs another name")
            before = {} if old is None else old
            fields = {
                field: value
                for field, value in new.items()
                if field not in before or canonical(before[field]) != canonical(value)
            }
            fields |= {field: ABSENT for field in before if field not in new}
            exists = self._view.exists(table, id_)
            if exists and old is None:
                hidden = self._view.hidden(table, id_)
                fields |= {field: ABSENT for field in hidden if field not in new}
                fields[DELETED] = False
            if exists and fields and table in self._write_once:
                raise WriteOnce(
                    f"a record of {table} stays as it was first written; "
                    "put a new record beside it that says what is to change"
                )
            if fields or not exists:
                yield Change(table, id_, fields)

    def _append(self, changes: Iterable[Change]) -> None:
        bodies = [
            json.dumps([self._clock.stamp(), *change], separators=(",", ":"), allow_nan=False)
            for change in changes
        ]
        if not bodies:
            return
        device = self._device
        lines = [] if self._named else [(0, _OURS)]
        first = self._log.next_number(device)
        lines += [(n, body.encode()) for n, body in enumerate(bodies, start=first)]
        self._log.append(device, lines)
        if not self._named:
            self._named = True
            self._own.append(device)
        for body in bodies:  # read back, so that what is shown is what was kept
            self._view.apply(device, Event(*json.loads(body)))

    def _take(self, device: str, events: Sequence[Event]) -> None:
        for event in events:
            self._view.apply(device, event)
        stamps = [event.stamp for event in events]
        self._clock.see(max(stamps, default=0))
        walls = [stamp for stamp in stamps if is_wall(stamp)]
        if walls:
            self._walls[device] = max(self._walls.get(device, 0), *walls)

    def _read(self, lines: Sequence[LogLine]) -> None:
        with _nothing_collected():
            decoded = decode_many([line.json for line in lines], self._between)
            events: dict[str, list[Event]] = {}
            for line, event in zip(lines, decoded, strict=True):
                if line.number == 0 and line.json == _OURS:
                    self._device, self._named = line.source, True
                    self._own.append(line.source)
                elif event is not None:
                    events.setdefault(line.source, []).append(event)
            for source, some in events.items():
                self._take(source, some)

    def _is_later(self, line: LogLine) -> bool:
        record = record_of(line.json) if self._later else None
        return record is not None and record[0] in self._later

    def _read_all(self) -> None:
        while self.read_on():
            pass


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage where events are read: there is none, and looking takes longer."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
