"""Changes to records, reduced to the fields that differ: what is appended to the log as events."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from store.event import ABSENT, DELETED, Fields, canonical
from store.view import View


class WriteOnce(ValueError):
    """A change to a record of a table whose records never change."""


class Change(NamedTuple):
    """Fields to set in one record, which is created if it does not exist."""

    table: str
    id: str
    fields: Mapping[str, Any]


def changes_to(
    view: View, table: str, changed: Mapping[str, Fields | None], *, write_once: bool
) -> Iterator[Change]:
    """Yield the smallest changes that turn a table's records into the changed ones.

    Args:
        view: the records as they are now.
        table: the table's name.
        changed: by id, all fields of a record as they are to be; None for a record to delete.
        write_once: whether the table's records never change.

    Raises:
        WriteOnce: an existing record of a write-once table differs.
        ValueError: a field has the store's own name for a deletion.
    """
    live = view.tables.get(table, {})
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
        exists = view.exists(table, id_)
        if exists and old is None:
            hidden = view.hidden(table, id_)
            fields |= {field: ABSENT for field in hidden if field not in new}
            fields[DELETED] = False
        if exists and fields and write_once:
            raise WriteOnce(
                f"a record of {table} stays as it was first written; "
                "put a new record beside it that says what is to change"
            )
        if fields or not exists:
            yield Change(table, id_, fields)
