"""What was made on this device, in the order made: how much of it somebody has elsewhere.

A device that goes on under a new id is still the same one: its earlier ids count too, and with
them whatever a copy of it made under one of them.
"""

from typing import NamedTuple

from store.database import Database
from store.event import record_of


class _One(NamedTuple):
    device: str
    number: int
    id: str


class Made:
    """The ids of one table's records that were first written here. Catches up when asked."""

    def __init__(self, database: Database, table: str) -> None:
        self._database = database
        self._table = table
        self._made: list[_One] = []
        self._seen: dict[str, int] = {}  # by id of this device, the last number looked at

    def mark(self) -> str:
        """Return a text that stands for now: everything made so far is before it."""
        device = self._database.device
        return f"{device} {self._database.last_number(device)}"

    def since(self, mark: str) -> list[str]:
        """Return the ids of what was made after a mark, all of them after "" or an odd one."""
        self._catch_up()
        ours = self._database.own
        device, _, number = mark.partition(" ")
        if device not in ours or not number.isdecimal():
            return [one.id for one in self._made]
        place = ours.index(device)
        return [
            one.id
            for one in self._made
            if (ours.index(one.device), one.number) > (place, int(number))
        ]

    def _catch_up(self) -> None:
        for device in self._database.own:
            after, last = self._seen.get(device, 0), self._database.last_number(device)
            if after == last:
                continue
            for number, raw in self._database.lines(device, after):
                record = record_of(raw)
                if record and record[0] == self._table:
                    self._made.append(_One(device, number, record[1]))
            self._seen[device] = last
