"""What was changed about an administration after it was kept; the kept one never changes.

A row amends one target: an item's mark, the last word, how it ended, the seconds, the form, the
student, the day, whether it counts, or adds a note. Of the rows for one target the one with the
greatest (``when``, id) that isn't taken back stands; only a later row takes another back. What no
longer fits the administration is listed, and not applied.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from probes.administration import Administration
from probes.forms.form import Form
from probes.giving import events
from probes.giving.event_json import BadEvent
from probes.giving.event_json import read as read_event
from probes.giving.events import Event
from probes.giving.session import Ended, OutOfTurn
from records.record_store import RecordStore, Row
from records.tables import checked
from records.taken_back import next_when, standing

TABLE = "amendments"
TARGETS = ("student", "day", "form", "seconds", "end", "item", "last", "counts", "note")
_ENDS = (events.Finish, events.TimeUp, events.Discontinue, events.Resume, events.Stop)


class DoesNotFit(ValueError):
    """An amendment asks for what the administration can't be."""


@dataclass(frozen=True, slots=True)
class Amended:
    """An administration with its amendments applied, and which rows were and were not."""

    administration: Administration
    applied: tuple[str, ...]
    unapplied: tuple[str, ...]


class Amendments:
    """The amendments on record, by administration."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records
        self._version = -1
        self._by_administration: dict[str, dict[str, Row]] = {}

    def of(self, administration: str) -> Mapping[str, Row]:
        """Return the rows about an administration, by id."""
        return self._rows().get(administration, {})

    def all(self) -> Mapping[str, Mapping[str, Row]]:
        """Return all rows by administration, for those that have any."""
        return self._rows()

    def next_when(self, now: datetime) -> str:
        """Return the time for a new row: now, and later than every row seen."""
        seen = (str(r.get("when", "")) for some in self._rows().values() for r in some.values())
        return next_when(seen, now)

    def _rows(self) -> dict[str, dict[str, Row]]:
        if self._version != self._records.version:
            found: dict[str, dict[str, Row]] = {}
            for row_id, row in self._records.rows(TABLE).items():
                fields = checked(TABLE, row)
                found.setdefault(fields.get("administration", ""), {})[row_id] = fields
            self._by_administration, self._version = found, self._records.version
        return self._by_administration


def in_force(rows: Mapping[str, Row]) -> dict[tuple[str, int], tuple[str, Row]]:
    """Return the row that stands for each target, which is what it is about and an item or -1."""
    found: dict[tuple[str, int], tuple[str, Row]] = {}
    notes = 0
    for row_id, row in standing(rows):
        target = (row.get("what", ""), row.get("item", -1))
        if target[0] == "note":  # each adds one
            notes += 1
            target = ("note", -notes)
        found.setdefault(target, (row_id, row))
    return found


def amended(
    given: Administration, rows: Mapping[str, Row], find_form: Callable[[str], Form | None]
) -> Amended:
    """Apply the rows that stand, in the order of ``TARGETS``, items and notes by number."""
    applied, unapplied = [], []
    rank = {what: number for number, what in enumerate(TARGETS)}
    targets = in_force(rows)
    for target in sorted(targets, key=lambda t: (rank.get(t[0], len(TARGETS)), abs(t[1]))):
        row_id, row = targets[target]
        try:
            given = _apply(given, target, row, find_form)
            applied.append(row_id)
        except (DoesNotFit, OutOfTurn, BadEvent, ValueError, TypeError, OverflowError):
            unapplied.append(row_id)
    return Amended(given, tuple(applied), tuple(unapplied))


def amended_student(row: Row, rows: Mapping[str, Row]) -> str:
    """Return the student of a kept row after its amendments, without looking at its events."""
    found = in_force(rows).get(("student", -1)) if rows else None
    after = found[1].get("after") if found else None
    return after if isinstance(after, str) and after else str(row.get("student", ""))


def _apply(
    given: Administration,
    target: tuple[str, int],
    row: Row,
    find_form: Callable[[str], Form | None],
) -> Administration:
    after: Any = row.get("after")
    match target[0]:
        case "student" if isinstance(after, str) and after:
            return replace(given, student=after)
        case "day" if isinstance(after, str):
            at = datetime.fromisoformat(given.given_at)
            day = date.fromisoformat(after)
            moved = at.replace(year=day.year, month=day.month, day=day.day)
            return replace(given, given_at=moved.isoformat(timespec="seconds"))
        case "form" if isinstance(after, str):
            return _on_form(given, find_form(after))
        case "seconds" if type(after) is int and 1 <= after <= 3_600:
            return _checked(replace(given, seconds=after, events=_timed(given, after)))
        case "end" if after in ("time_up", "finished", "discontinued"):
            return _ended(given, str(after))
        case "item":
            return _marked(given, target[1], after)
        case "last" if type(after) is int:
            return _also(given, {"do": "last", "item": after})
        case "counts" if after is False:
            return _also(given, {"do": "spoil", "reason": row.get("why") or "left out"})
        case "counts" if after is True:
            spoiled = given.session().spoiled is not None
            return _also(given, {"do": "unspoil"}) if spoiled else given
        case "note":
            return _also(given, {"do": "note", "text": row.get("why", "")})
    raise DoesNotFit


def _also(given: Administration, event: dict[str, Any]) -> Administration:
    """Return the administration with one more event, at the time of its latest."""
    at_ms = max((one.at_ms for one in given.events), default=0)
    return _checked(replace(given, events=(*given.events, read_event({**event, "at_ms": at_ms}))))


def _checked(given: Administration) -> Administration:
    given.session()
    return given


def _marked(given: Administration, item: int, kind: object) -> Administration:
    if kind is None:
        marked = item in given.session().marks
        return _also(given, {"do": "unmark", "item": item}) if marked else given
    return _also(given, {"do": "mark", "item": item, "kind": kind})


def _on_form(given: Administration, form: Form | None) -> Administration:
    """Marks stay where they are by position; a form that ends before the last item is refused."""
    if form is None or form.measure != given.measure:
        raise DoesNotFit
    session = given.session()
    last = session.place if session.last is None else session.last
    if last is not None and last >= len(form.items):
        raise DoesNotFit
    return _checked(replace(given, form=form))


def _timed(given: Administration, seconds: int) -> tuple[Event, ...]:
    """Return the events under a clock of so many seconds: its end is moved, and what follows."""
    moved: list[Event] = []
    for event in given.session().standing:
        at_ms = max(event.at_ms, moved[-1].at_ms if moved else 0)
        if isinstance(event, events.TimeUp):
            at_ms = max(at_ms, seconds * 1000)
        moved.append(replace(event, at_ms=at_ms))
    return tuple(moved)


def _ended(given: Administration, how: str) -> Administration:
    """Return the administration with another end; the last item stays the one that is known."""
    session = given.session()
    limit_ms = session.limit_ms
    at_ms = limit_ms if how == "time_up" else min(session.ended_ms or limit_ms, limit_ms)
    end: dict[str, Any] = {
        "time_up": events.TimeUp(at_ms=at_ms),
        "finished": events.Finish(at_ms=at_ms),
        "discontinued": events.Discontinue(at_ms=at_ms),
    }
    rest = [one for one in session.standing if not isinstance(one, _ENDS)]
    later = [replace(one, at_ms=max(one.at_ms, at_ms)) for one in rest if one.at_ms > at_ms]
    made = (*(one for one in rest if one.at_ms <= at_ms), end[how], *later)
    changed = replace(given, events=made)
    known = session.last if session.ended is Ended.FINISHED else None
    if known is not None and how != "finished":
        return _also(changed, {"do": "last", "item": known})
    return _checked(changed)
