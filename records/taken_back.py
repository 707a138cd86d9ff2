"""Which of several rows stand, where a row may take an earlier one back: nothing is deleted."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from records.record_store import Row


def in_order(rows: Mapping[str, Row]) -> list[tuple[str, Row]]:
    """Return rows with their ids, by (``when``, id), the earliest first."""
    return sorted(rows.items(), key=lambda item: (item[1].get("when", ""), item[0]))


def undone(rows: Mapping[str, Row]) -> frozenset[str]:
    """Return the ids of the rows that are taken back.

    A row that ``undoes`` another one takes it back, if it is the later of the two; a still later
    row may take that back in turn. Rows made on devices apart come to the same everywhere.
    """
    found: set[str] = set()
    later: set[str] = set()  # than the row looked at
    for row_id, row in reversed(in_order(rows)):
        if row_id not in found and row.get("undoes", row_id) not in later | {row_id}:
            found.add(row["undoes"])
        later.add(row_id)
    return frozenset(found & rows.keys())


def standing(rows: Mapping[str, Row]) -> list[tuple[str, Row]]:
    """Return the rows that nobody took back, with their ids, the latest first."""
    gone = undone(rows)
    found = [(i, row) for i, row in in_order(rows) if i not in gone and "undoes" not in row]
    return found[::-1]


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
