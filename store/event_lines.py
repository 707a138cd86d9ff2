"""The events of this device's log as bytes: what sync asks for, which knows nothing of records."""

from collections.abc import Iterator
from typing import NamedTuple

from store.event import Event, decode, is_in_bounds, record_of
from store.log import NOWHERE, Log, LogPosition
from store.own_lines import LeftOut, WrittenHere


class HistoryEntry(NamedTuple):
    """One event of a record's history, and the id of the device that made it."""

    device: str
    event: Event


class EventLines:
    """Lines of a log by the device that made them, and how far the log goes."""

    _log: Log
    _own: list[str]
    _left_out: list[LeftOut]

    @property
    def own(self) -> list[str]:
        """All ids under which this device has written, the present one last."""
        return self._own

    def devices(self) -> list[str]:
        """Return the ids of all devices with events in this log."""
        return self._log.sources()

    def numbers(self, device: str) -> list[int]:
        """Return the numbers of a device's events, in log order."""
        return [number for number in self._log.numbers(device) if number]

    def lines(
        self, device: str, after: int = 0, upto: int | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """Yield number and exact bytes of a device's events above ``after``, up to ``upto``."""
        for line in self._log.lines(device, after, upto):
            if line.number:
                yield line.number, line.json

    def last_number(self, device: str) -> int:
        """Return the greatest number that a device may have used so far, 0 if none."""
        return self._log.next_number(device) - 1

    def history(self, table: str, id_: str) -> list[HistoryEntry]:
        """Return every event of one record, oldest first. Reads the entire log."""
        entries = [
            HistoryEntry(line.source, event)
            for chunk in self._log.chunks()
            for line in chunk
            if record_of(line.json) == (table, id_)
            and (event := decode(line.json))
            and is_in_bounds(event, line.json)
        ]
        return sorted(entries, key=lambda entry: (entry.event.stamp, entry.device))

    @property
    def end(self) -> int:
        """How many bytes the log has: more with every event kept."""
        return self._log.end

    def named_since(self, position: LogPosition = NOWHERE) -> list[tuple[str, str]]:
        """Return the table and id of each event's record that was kept after a position."""
        found = (record_of(line.json) for line in self._log.after(position) if line.number)
        gone = (one for note in self._left_out if note.at >= position.end for one in note.records)
        return [*(one for one in found if one is not None), *gone]

    def position(self, after: LogPosition = NOWHERE) -> LogPosition:
        """Return how far the log goes; faster if given an earlier position of the same log."""
        return self._log.position(after)

    def went_on_from(self, position: LogPosition) -> bool:
        """Return whether the log only grew since that position; of an older copy this is False."""
        return self._log.went_on_from(position)

    @property
    def marks(self) -> frozenset[str]:
        """The texts that ``leave_out`` has kept."""
        return frozenset(note.mark for note in self._left_out)

    def received(self, device: str) -> Iterator[tuple[int, bytes]]:
        """Yield number and exact bytes of a device's events that this device didn't write."""
        if device not in self._own:
            yield from self.lines(device)
            return
        here = WrittenHere(damaged=bool(self._log.problems))
        for chunk in self._log.chunks():
            for line in chunk:
                if not here.tells(line) and line.source == device and line.number:
                    yield line.number, line.json
