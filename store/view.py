"""The view: what all the events together say the records are now.

The view depends on the set of events alone. Their order, their batches and
their repetition change nothing, so every device that holds the same events
shows the same records.
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from store.event import ABSENT, DELETED, Event, Fields, canonical


class _Winner(NamedTuple):
    """The value that stands in one field, and who set it when."""

    stamp: int
    device: str
    value: Any


# A record made by one event and never touched again needs one stamp, not one a field.
_One = tuple[int, str]
_Origin = _One | dict[str, _Winner]


class View:
    """Records by table and id, merged field by field.

    In each field the greatest (stamp, value) stands, values compared as
    canonical JSON. In the tables named write-once it is the least, so there a
    field stays as it was first written. Which device made an event says nothing,
    as another one may have had to make it its own.
    """

    def __init__(self, write_once: Collection[str]) -> None:
        self._write_once = frozenset(write_once)
        self._origins: dict[str, dict[str, _Origin]] = {}
        # Live records only: a deleted one costs a reader nothing.
        self.tables: dict[str, dict[str, Fields]] = {}

    def apply(self, device: str, event: Event) -> None:
        """Add one event. The view keeps its ``fields``; the caller lets go of them."""
        stamp, table, id_, fields = event
        origins = self._origins.get(table)
        if origins is None:
            origins = self._origins.setdefault(table, {})
            self.tables[table] = {}
        known = origins.get(id_)
        if known is None and DELETED not in fields and ABSENT not in fields.values():
            origins[id_] = (stamp, device)
            self.tables[table][id_] = fields
            return
        winners = self._winners(table, id_, known)
        origins[id_] = winners
        least = table in self._write_once
        for field, value in fields.items():
            new, old = _Winner(stamp, device, value), winners.get(field)
            if old is None or (_before(new, old) if least else _before(old, new)):
                winners[field] = new
        self._show(table, id_, winners)

    def exists(self, table: str, id_: str) -> bool:
        """Tell whether any event names the record, deleted or not."""
        return id_ in self._origins.get(table, ())

    def made_by(self, table: str, devices: Collection[str], after: int) -> list[str]:
        """Return the ids of records that one of some devices made after a stamp, oldest first."""
        made = []
        for id_, origin in self._origins.get(table, {}).items():
            winners = origin.values() if isinstance(origin, dict) else [origin]
            stamp, device = min(winner[:2] for winner in winners)
            if stamp > after and device in devices:
                made.append((stamp, id_))
        return [id_ for _, id_ in sorted(made)]

    def hidden(self, table: str, id_: str) -> list[str]:
        """Return the fields of a deleted record that come back if it does."""
        known = self._origins.get(table, {}).get(id_)
        if not isinstance(known, dict) or id_ in self.tables[table]:
            return []
        return [
            field for field, (_, _, value) in known.items() if field != DELETED and value != ABSENT
        ]

    def _winners(self, table: str, id_: str, known: _Origin | None) -> dict[str, _Winner]:
        if known is None:
            return {}
        if isinstance(known, dict):
            return known
        stamp, device = known
        return {
            field: _Winner(stamp, device, value) for field, value in self.tables[table][id_].items()
        }

    def _show(self, table: str, id_: str, winners: dict[str, _Winner]) -> None:
        deleted = winners.get(DELETED)
        if deleted is not None and deleted.value is True:
            self.tables[table].pop(id_, None)
            return
        self.tables[table][id_] = {
            field: value
            for field, (_, _, value) in winners.items()
            if field != DELETED and value != ABSENT
        }


def _before(one: _Winner, other: _Winner) -> bool:
    if one.stamp != other.stamp:
        return one.stamp < other.stamp
    values = canonical(one.value), canonical(other.value)
    return (values[0], one.device) < (values[1], other.device)
