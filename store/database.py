"""The records of this device, queried through TinyDB and stored in one log.

TinyDB's own storages rewrite a file, or a table, at every change. Here TinyDB only reads, from the
view of all events in memory. What an insert, update or remove would change is first appended to the
log as events, and then merged into the view.
"""

import gc
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from tinydb import TinyDB

from store.changes import Change, changes_to
from store.collector import no_garbage_collection
from store.event import Event, Fields, are_in_bounds, decode_many, is_in_bounds, record_of
from store.event_lines import EventLines
from store.files import Files
from store.hybrid_clock import FOLLOWED, HybridClock, is_wall
from store.lines import LogLine, LogProblem
from store.log import Log, Told, untold
from store.own_lines import OWN, WrittenHere, is_own, leave_out, note_of
from store.table import Draft, Table, ViewStorage
from store.view import View

FILE = "records.log"
END = "records.end"
DAY_MS = 24 * 60 * 60 * 1000

_encoded = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_decoded = json.JSONDecoder().decode
_DEVICE = re.compile(r"[0-9a-f]{16}")
_DEFER_ABOVE = 2000  # lines; a shorter log is read at once, whatever `later` says
_FREEZE_FROM = 500  # lines received together, which the garbage collector then ignores for good


class NotAnEvent(ValueError):
    """A line received from another device is not an event."""


async def open_database(
    files: Files,
    *,
    wall: Callable[[], int],
    token: Callable[[int], str],
    write_once: Collection[str],
    later: Collection[str] = (),
    own_only: Collection[str] = (),
    told: Told = untold,
) -> "Database":
    """Open the records stored in a folder. Writes nothing.

    Args:
        files: the data folder.
        wall: returns milliseconds since 1970, UTC.
        token: returns that many random bytes as hexadecimal digits.
        write_once: the tables whose records never change.
        later: the tables read by ``read_on``, or when first needed, if the log is long.
        own_only: the tables in which only what this device wrote is shown.
        told: awaited again and again with the share that is read, from 0 to 1.

    Raises:
        NewerLog, UnreadableLog: as for every log (``store/log.py``).
    """

    async def lines_found(share: float) -> None:
        await told(share / 2)

    log = await Log.open(files, FILE, end=END, told=lines_found)
    try:
        database = Database(
            log, wall=wall, token=token, write_once=write_once, later=later, own_only=own_only
        )
        for share in database.begin():
            await told((1 + share) / 2)
    except BaseException:
        log.close()
        raise
    return database


class Database(EventLines, TinyDB):
    """TinyDB over the merged records of this device and those shared with it.

    ``table(name)`` and its methods work as in TinyDB. The order of records is not
    defined.

    Until it is ``loaded``, only tables whose reading was not deferred can be read without
    delay. Every other query, and every change, first reads the rest of the log: the stamp of
    a change has to be later than every stamp in it.
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
        own_only: Collection[str] = (),
    ) -> None:
        self._log = log
        self._token = token
        self._write_once, self._own_only = frozenset(write_once), frozenset(own_only)
        self._clock = HybridClock(wall)
        self._view = View(write_once)
        self._device = token(8)
        self._separator = token(8)  # between events that are decoded together
        self._device_logged = False  # whether this session's own line was written
        self.out_of_bounds = 0  # events that are kept and passed on, and not shown
        self._own: list[str] = []
        self._wall_stamps: dict[str, int] = {}  # by device, the latest stamp of its wall clock
        self._deferred = frozenset(later if len(log) > _DEFER_ABOVE else ())
        self._left_out = leave_out(log)
        self._unread = self._log.chunks()
        self._written_here = WrittenHere(damaged=bool(log.problems))
        self._left = len(log) if self._deferred else 0
        self._view_storage = ViewStorage(self._view.tables, self._change, self.new_id)
        super().__init__(storage=lambda: self._view_storage)

    def __repr__(self) -> str:
        """Return the log's name; TinyDB's own method would read and count all records."""
        return f"<Database {self._log.name}>"

    @property
    def device(self) -> str:
        """This device's id, 16 hexadecimal digits; stored with its first write."""
        return self._device

    def begin(self) -> Iterator[float]:
        """Read the tables that are not left for later; yield the share that is read."""
        done = 0
        for chunk in self._log.chunks():
            self._read([line for line in chunk if not self._is_deferred(line)])
            done += len(chunk)
            yield done / len(self._log)

    @property
    def left(self) -> int:
        """How many of the log's lines are still to be looked at for the deferred tables."""
        return self._left

    @property
    def loaded(self) -> bool:
        """Whether all records have been read."""
        return not self._left

    def read_on(self) -> bool:
        """Read one more chunk of the deferred tables; return whether there is more to read."""
        try:
            chunk = next(self._unread, None) if self._left else None
            if chunk is None:
                self._left = 0
            else:
                self._read([line for line in chunk if self._is_deferred(line)])
                self._left = max(1, self._left - len(chunk))  # none only once that is known
        except BaseException:
            self._left, self._unread = len(self._log), self._log.chunks()  # merged again: the same
            raise
        return self._left > 0

    @property
    def problems(self) -> tuple[LogProblem, ...]:
        """The damaged lines of the log. All other lines have been read."""
        return self._log.problems

    @property
    def fast_clocks(self) -> dict[str, int]:
        """Devices whose clocks run over 24 hours ahead of this one's, and by how many ms.

        Their events are accepted all the same. If every other device is among them, it is
        this device's clock that is slow.
        """
        self._read_all()
        ahead = {device: self._clock.ahead_ms(stamp) for device, stamp in self._wall_stamps.items()}
        return {device: ms for device, ms in ahead.items() if ms > DAY_MS}

    def new_id(self) -> str:
        """Return a random id for a record, which reveals nothing about the record."""
        return self._token(10)

    def mark(self) -> str:
        """Return a text that marks this moment for ``made_since``."""
        self._read_all()
        return str(self._clock.last)

    def maker(self, table: str, id_: str) -> str:
        """Return the device that made a record, as far as it still says what that one set.

        Returns:
            "" where there is no such record, or it is still to be read.
        """
        return self._view.maker(table, id_)

    def made_since(self, table: str, mark: str) -> list[str]:
        """Return the ids of a table's records made on this device after a mark, oldest first.

        Records made under the device's former ids are included. With an empty or invalid
        mark, all of the device's records are returned.
        """
        self._read_all()
        after = int(mark) if mark.isdecimal() else -1
        return self._view.made_by(table, self._own, after)

    def put(self, changes: Iterable[Change | tuple[str, str, Mapping[str, Any]]]) -> None:
        """Create or change records of any tables in one append: all are written, or none.

        Only the given fields are set, and only those that differ are written.

        Raises:
            WriteOnce: a record of a write-once table already exists and differs.
            NotKept: the disk is full or failing; nothing changed.
        """
        self._read_all()
        drafts: dict[str, Draft] = {}
        for table, id_, fields in changes:
            draft = drafts.setdefault(table, Draft(self._view.tables.get(table, {})))
            draft[id_] = {**draft.get(id_, {}), **fields}
        self._append(
            change
            for table, draft in drafts.items()
            for change in self._changes(table, draft.changed)
        )

    def renew(self) -> str:
        """Give this device a new id and return it, because a copy of it uses the old one.

        Durable on return. Events made under the old id stay as they are.

        Raises:
            NotKept: the disk is full or failing; the id is still the old one.
        """
        self._read_all()
        device = self._token(8)
        self._log.append(device, [(0, OWN)] * 2)  # as a bit may flip
        self._goes_by(device)
        return device

    def leave_out(self, lines: Mapping[str, Iterable[tuple[int, bytes]]], mark: str) -> None:
        """Go on as if events had never come, and keep a text; durable on return.

        They stay in the log's bytes, and may be received once more.

        Args:
            lines: number and bytes of each, by device.
            mark: any text; see ``marks``.

        Raises:
            NotKept: the disk refused; nothing changed.
        """
        self._read_all()
        self._log.append(self._device, [(0, OWN), (0, note_of(lines, mark))])
        self._goes_by(self._device)
        self._left_out = leave_out(self._log)
        if lines:
            self._view.clear()
            self._wall_stamps.clear()
            self.out_of_bounds = 0
            self._written_here = WrittenHere(damaged=bool(self._log.problems))
            for chunk in self._log.chunks():
                self._read(chunk)

    def receive(self, device: str, lines: Sequence[tuple[int, bytes]]) -> int:
        """Append another device's events in one write; return how many of them were new.

        Args:
            device: the id of the device that made them.
            lines: each event's number, from 1, and its bytes, which are stored unchanged.

        Raises:
            NotAnEvent: a line is not an event; none of the lines was stored.
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
        with no_garbage_collection():
            decoded = decode_many([raw for _, raw in new], self._separator)
            if least < 1 or None in decoded:
                raise NotAnEvent(f"a line of device {device} is not an event; none was kept")
            self._log.append(device, new)
            shown = self._shown(decoded, [raw for _, raw in new])
            self._merge(device, [event for event in shown if event.table not in self._own_only])
            if len(new) >= _FREEZE_FROM:
                gc.freeze()  # they stay alive: scanning them would slow every later collection
        return len(new)

    def table(self, name: str) -> Table:  # type: ignore[override]
        """Return a table by its name."""
        if name in self._deferred:
            self._read_all()
        if name not in self._tables:
            self._tables[name] = Table(self._view_storage, name)
        found = self._tables[name]
        assert isinstance(found, Table)
        return found

    def tables(self) -> set[str]:
        """Return the names of all tables that have ever had a record."""
        self._read_all()
        return super().tables()

    def drop_table(self, name: str) -> None:
        """Remove every record of a table."""
        self.table(name).truncate()

    def drop_tables(self) -> NoReturn:
        """Raise NotImplementedError: with sharing, that would empty every device."""
        raise NotImplementedError("remove records table by table")

    def close(self) -> None:
        """Close the log's file."""
        super().close()
        self._log.close()

    def _change(self, table: str, changed: Mapping[str, Fields | None]) -> None:
        self._read_all()
        self._append(self._changes(table, changed))

    def _changes(self, table: str, changed: Mapping[str, Fields | None]) -> Iterator[Change]:
        return changes_to(self._view, table, changed, write_once=table in self._write_once)

    def _append(self, changes: Iterable[Change]) -> None:
        texts = [_encoded([self._clock.stamp(), *change]) for change in changes]
        if not texts:
            return
        events = [Event(*_decoded(text)) for text in texts]
        bodies = [text.encode() for text in texts]
        if not all(map(is_in_bounds, events, bodies)):
            raise ValueError("a text or a number is none that can be kept; nothing was written")
        device = self._device
        # Once a session, and twice in the first, as a bit may flip.
        lines = [] if self._device_logged else [(0, OWN)] * (1 if self._own else 2)
        first = self._log.next_number(device)
        lines += enumerate(bodies, start=first)
        self._log.append(device, lines)
        if not self._device_logged:
            self._goes_by(device)
        for event in events:  # decoded again, so that the view is what the log says
            self._view.apply(device, event)

    def _goes_by(self, device: str) -> None:
        """Take over an id whose own line was just written."""
        self._device, self._device_logged = device, True
        self._learn_own(device)

    def _learn_own(self, device: str) -> None:
        if device in self._own:
            self._own.remove(device)
        self._own.append(device)

    def _shown(self, events: Sequence[Event | None], raws: Sequence[bytes]) -> list[Event]:
        fit = are_in_bounds(events, raws)
        self.out_of_bounds += fit.count(False)
        return [event for event, fits in zip(events, fit, strict=True) if event and fits]

    def _merge(self, device: str, events: Sequence[Event]) -> None:
        for event in events:
            self._view.apply(device, event)
        stamps = [event.stamp for event in events]
        self._clock.observe(max((stamp for stamp in stamps if stamp < FOLLOWED), default=0))
        wall_stamps = [stamp for stamp in stamps if is_wall(stamp)]
        if wall_stamps:
            self._wall_stamps[device] = max(self._wall_stamps.get(device, 0), *wall_stamps)

    def _read(self, lines: Sequence[LogLine]) -> None:
        with no_garbage_collection():
            decoded = decode_many([line.json for line in lines], self._separator)
            found: dict[str, tuple[list[Event | None], list[bytes]]] = {}
            for line, event in zip(lines, decoded, strict=True):
                here = self._written_here.tells(line)
                if is_own(line):
                    self._device = line.source
                    self._learn_own(line.source)
                elif event is not None and (here or event.table not in self._own_only):
                    events, raws = found.setdefault(line.source, ([], []))
                    events.append(event)
                    raws.append(line.json)
            for source, (events, raws) in found.items():
                self._merge(source, self._shown(events, raws))

    def _is_deferred(self, line: LogLine) -> bool:
        record = record_of(line.json) if self._deferred else None
        return record is not None and record[0] in self._deferred

    def _read_all(self) -> None:
        while self.read_on():
            pass
