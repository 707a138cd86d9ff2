"""The view: the records as they are now, merged from all events.

The view depends only on the set of events. Their order, batches and repetition
make no difference, so every device with the same events has the same records.
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from store.event import ABSENT, DELETED, Event, Fields, canonical


class _Winner(NamedTuple):
    """The value that won in one field, with its stamp and the device that set it."""

    stamp: int
    device: str
    value: Any


# A record that only one event ever set needs one stamp and device, not one for each field.
_SingleOrigin = tuple[int, str]
_Origin = _SingleOrigin | dict[str, _Winner]


class View:
    """Records by table and id, merged field by field.

    In each field the greatest (stamp, value) wins, values compared as canonical
    JSON. In write-once tables the least wins, so there a field stays as it was
    first written. The device takes no part in this, because the same event may
    come from two devices, when one had to make the other's event its own.
    """

    def __init__(self, write_once: Collection[str]) -> None:
        self._write_once = frozenset(write_once)
        self._origins: dict[str, dict[str, _Origin]] = {}
        # Only live records, so that queries never pass over deleted ones.
        self.tables: dict[str, dict[str, Fields]] = {}

    def apply(self, device: str, event: Event) -> None:
        """Merge one event. The view keeps ``event.fields``, so the caller must not change them."""
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
        self._rebuild(table, id_, winners)

    def clear(self) -> None:
        """Forget everything, to begin anew."""
        self._origins.clear()
        self.tables.clear()

    def exists(self, table: str, id_: str) -> bool:
        """Return whether any event names the record, even if it is deleted now."""
        return id_ in self._origins.get(table, ())

    def maker(self, table: str, id_: str) -> str:
        """Return the device that said the oldest of what stands in a record, "" if none did."""
        origin = self._origins.get(table, {}).get(id_)
        if origin is None:
            return ""
        winners = origin.values() if isinstance(origin, dict) else [origin]
        return min(winner[:2] for winner in winners)[1]

    def made_by(self, table: str, devices: Collection[str], after: int) -> list[str]:
        """Return the ids of records created by these devices after a stamp, oldest first."""
        made = []
        for id_, origin in self._origins.get(table, {}).items():
            winners = origin.values() if isinstance(origin, dict) else [origin]
            stamp, device = min(winner[:2] for winner in winners)
            if stamp > after and device in devices:
                made.append((stamp, id_))
        return [id_ for _, id_ in sorted(made)]

    def hidden(self, table: str, id_: str) -> list[str]:
        """Return the fields that a deleted record would have if it were restored; else none."""
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

    def _rebuild(self, table: str, id_: str, winners: dict[str, _Winner]) -> None:
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
