"""Which of several rows stand, where a row may take an earlier one back: nothing is deleted."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from records.record_store import Row


def standing(rows: Mapping[str, Row]) -> list[tuple[str, Row]]:
    """Return the rows that nobody took back, with their ids, the latest by (``when``, id) first.

    A row that ``undoes`` another one takes it back, if it is the later of the two; a still later
    row may take that back in turn. Rows made on devices apart come to the same everywhere.
    """
    undone: set[str] = set()
    found = []
    for row_id, row in sorted(rows.items(), key=_order, reverse=True):
        if row_id in undone:
            continue
        if "undoes" in row:
            undone.add(row["undoes"])
            continue
        found.append((row_id, row))
    return found


def stamp(at: datetime) -> str:
    """Return a time as such rows keep it: UTC with milliseconds, so that it sorts as a text."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def next_when(seen: Iterable[str], now: datetime) -> str:
    """Return the time for a new row: now, and later than that of every row ``seen``."""
    told = stamp(now)
    latest = max(seen, default="")
    if latest < told:
        return told
    try:
        return stamp(datetime.fromisoformat(latest) + timedelta(milliseconds=1))
    except (OverflowError, ValueError):  # no time at all: a text may still be made to follow
        return latest + "~"


def _order(item: tuple[str, Row]) -> tuple[str, str]:
    row_id, row = item
    return row.get("when", ""), row_id
