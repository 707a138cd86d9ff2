"""The changes of one kept probe, as a log shows them: what, before and after, why, who, when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from records.amended import Fate
from records.record_store import Row
from records.taken_back import in_order


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One change. ``at`` is None where its row has no time that can be read.

    ``what``, ``item``, ``through``, ``before`` and ``after`` are the row's
    (``records/amendments.py``); ``undoes`` is the change that this one takes back.
    """

    id: str
    fate: Fate
    what: str
    item: int | None
    through: int | None
    before: str | int | bool | None
    after: str | int | bool | None
    why: str
    who: str
    at: datetime | None
    undoes: str


def changes(rows: Mapping[str, Row], fates: Mapping[str, Fate]) -> list[LoggedChange]:
    """Return the changes that rows say, the latest first."""
    return [
        LoggedChange(
            row_id,
            fates[row_id],
            row.get("what", ""),
            row.get("item"),
            row.get("through"),
            row.get("before"),
            row.get("after"),
            row.get("why", ""),
            row.get("who", ""),
            _time(row.get("when", "")),
            row.get("undoes", ""),
        )
        for row_id, row in reversed(in_order(rows))
    ]


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:  # another device's, which is newer, or wrong
        return None
    return found if found.tzinfo is not None else None
