"""Scores, remembered: one small value an administration, so that a list replays nothing.

Derived from the records and kept on this device alone, in a file that may be lost at any time:
whatever is in doubt is computed anew. The file notes how far of the log it covers (a position,
which says more than a number for each device: an event may come late, below a number that is
known). An entry carries the digest of what it was computed from. The student is resolved
through merges when an entry is read. Law: the index equals a replay.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from math import inf
from typing import Any, Protocol

from probes.json_values import FIRST_YEAR, LAST_YEAR
from probes.scoring.score import SCORING_VERSION
from records.amendments import Amendments, amended_student
from records.form_library import FormLibrary
from records.record_store import RecordStore
from records.score_entry import LAYOUT, ScoreEntry, computed

FEW = 10  # pending, which a list of days waits for
CONCERNED = {"administrations", "amendments", "forms", "own_forms"}  # tables that scores are of
OFFSET = len("-05:00")
SLICE = 100  # administrations computed at a time, between which taps are answered
_TABLE = "administrations"
_TOGETHER = 500  # entries in one line of the file


_CONDITIONS = ScoreEntry._fields.index("conditions")
_NOTES = ScoreEntry._fields.index("notes")


class ScoreFile(Protocol):
    """Where entries lie between two runs: lines that are only appended, or forgotten at once."""

    def lines(self) -> Iterator[bytes]:
        """Yield what was kept, in order."""
        ...

    def append(self, line: bytes) -> None:
        """Keep a line.

        Raises:
            OSError: it could not be written.
        """
        ...

    def clear(self) -> None:
        """Forget everything.

        Raises:
            OSError: it could not be done.
        """
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class ScoreIndex:
    """All scores, by administration. Ask, and it first catches up with the records."""

    def __init__(
        self, records: RecordStore, forms: FormLibrary, amendments: Amendments, file: ScoreFile
    ) -> None:
        self._records = records
        self._forms = forms
        self._amendments = amendments
        self._file = file
        self._entries: dict[str, ScoreEntry] = {}
        self._by_student: dict[str, set[str]] = {}
        self._pending: dict[str, str] = {}  # administrations to compute, each with its student
        self._of_amendment: dict[str, str] = {}
        self._position: tuple[int, int] | None = None
        self._version = -1
        self._unsaved: list[ScoreEntry] = []
        self._opened = False
        self._opening: Iterator[int] | None = None
        self._covers: bool | None = None  # whether all is known before all is read
        self._latest: dict[str, str] = {}
        self._latest_of = (-1, 0, "")  # the version, and how many were pending
        self._new_pairs: dict[str, str] = {}  # of ``_of_amendment``, not yet in the file
        self._crowded = False  # the file has more than twice what is needed
        self._saved: tuple[int, int] | None = None  # the position that the file covers

    @property
    def ready(self) -> bool:
        """Whether asking waits for no administration to be read.

        Before all of them are, that is so where nothing has changed since the file was written.
        """
        if self._records.loaded:
            return True
        while self.open_on():
            pass
        if self._covers is None:
            before = self._position
            changed = self._records.changed_since(before, sure=True) if before else None
            self._covers = changed is not None and not (
                self._pending or any(table in CONCERNED for table, _ in changed.records)
            )
        return self._covers

    @property
    def pending(self) -> int:
        """How many administrations are still to be computed."""
        self._look()
        return len(self._pending)

    def __len__(self) -> int:
        """Return how many administrations there are, computed or not."""
        self._look()
        return len(self._entries.keys() | self._pending.keys())

    def read_on(self) -> bool:
        """Compute some of what is pending and keep it; tell whether there is more."""
        self._look()
        for row_id in list(self._pending)[:SLICE]:
            self._compute(row_id)
        self._save(last=not self._pending)
        return bool(self._pending)

    def entry(self, row_id: str) -> ScoreEntry | None:
        """Return one administration's entry, None if there is no such administration."""
        self._look()
        if row_id in self._pending:
            self._compute(row_id)
        return self._entries.get(row_id)

    def of(self, students: Iterable[str]) -> list[ScoreEntry]:
        """Return the entries under some students' ids, oldest first; computed if they must be."""
        self._look()
        wanted = {*students}
        for row_id in [i for i, student in self._pending.items() if student in wanted]:
            self._compute(row_id)
        found = [self._entries[i] for one in wanted for i in self._by_student.get(one, ())]
        offsets = {entry.given_at[19:] for entry in found}
        if len(offsets) == 1 and len(*offsets) == OFFSET:  # then texts sort as their times do
            return sorted(found, key=lambda entry: (entry.given_at, entry.id))
        return sorted(found, key=_in_time)

    def count(self, students: Iterable[str]) -> int:
        """Return how many administrations there are under some students' ids; computes none."""
        self._look()
        wanted = {*students}
        pending = sum(student in wanted for student in self._pending.values())
        return pending + sum(len(self._by_student.get(one, ())) for one in wanted)

    def all(self) -> list[ScoreEntry]:
        """Return every entry that has been computed; ``pending`` tells how many have not."""
        self._look()
        return list(self._entries.values())

    def still_to_do(self) -> dict[str, ScoreEntry]:
        """Return, under each student's id, the latest probe where it doesn't count."""
        self._compute_few()
        latest: dict[str, ScoreEntry] = {}
        for entry in self._entries.values():
            if entry.readable and (
                entry.student not in latest or _in_time(latest[entry.student]) < _in_time(entry)
            ):
                latest[entry.student] = entry
        return {student: entry for student, entry in latest.items() if entry.spoiled}

    def last_days(self, upto: str = "9999-12-31") -> Mapping[str, str]:
        """Return the day of the latest probe under each student's id, up to a day.

        What doesn't count was not given. Where many are pending, as after an import, those may
        count: none is computed for it.
        """
        self._compute_few()
        known = (self._version, len(self._pending), upto)
        if self._latest_of != known:
            latest: dict[str, str] = {}
            rows = self._records.rows(_TABLE) if self._pending else {}
            days = [
                (e.student, e.day) for e in self._entries.values() if e.readable and not e.spoiled
            ]
            days += [(s, str(rows[i].get("given_at", ""))[:10]) for i, s in self._pending.items()]
            for student, day in days:
                if latest.get(student, "") < day <= upto and _is_day(day):
                    latest[student] = day
            self._latest, self._latest_of = latest, known
        return self._latest

    def _compute_few(self) -> None:
        """Compute what is pending if it is little, as after a probe was kept."""
        self._look()
        for row_id in [*self._pending] if len(self._pending) <= FEW else ():
            self._compute(row_id)
        if self._unsaved and not self._pending:
            self._save(last=True)  # so that the next start has them before it has read all

    # What has changed

    def _look(self) -> None:
        """Note what the records have that the entries don't cover."""
        while self.open_on():
            pass
        if self._version == self._records.version:
            return
        changed = self._records.changed_since(self._position, sure=True)
        assert changed is not None, "a log only grows while it is open"
        self._note(changed.records)
        self._position, self._version = changed.position, self._records.version

    def open_on(self) -> bool:
        """Read some of what was remembered in an earlier run; tell whether there is more."""
        if self._opened:
            return False
        if self._opening is None:
            self._opening = self._open()
        if next(self._opening, None) is None:
            self._opened, self._opening = True, None
        return not self._opened

    def _open(self) -> Iterator[int]:
        position: tuple[int, int] | None = None
        stored = 0
        try:
            for line in self._file.lines():
                kept = json.loads(line)
                _check_layout(kept["layout"])
                stored += len(kept["entries"])
                for values in kept["entries"]:
                    self._keep(_entry(values))
                for row_id, given in kept["amendments"].items():
                    self._of_amendment[str(row_id)] = str(given)
                if kept["position"] is not None:
                    position = (int(kept["position"][0]), int(kept["position"][1]))
                yield stored
        except (ValueError, KeyError, TypeError, AttributeError, OSError):
            position = None
        changed = None
        if position is not None:
            changed = self._records.changed_since(position, sure=False)
        if changed is None:
            self._forget()
            return
        self._position = self._saved = position
        self._crowded = stored > 2 * len(self._entries) + _TOGETHER
        for entry in [entry for entry in self._entries.values() if not entry.readable]:
            self._drop(entry.id)  # this Aimline may read more than the one that noted it
            self._pending[entry.id] = entry.student

    def _forget(self) -> None:
        self._entries, self._by_student, self._pending = {}, {}, {}
        self._of_amendment, self._unsaved, self._position, self._version = {}, [], None, -1
        with suppress(OSError):  # what it holds is refused by its position, or computed over
            self._file.clear()

    def _note(self, changed: Sequence[tuple[str, str]]) -> None:
        given: set[str] = set()
        forms: set[str] = set()
        for table, row_id in changed:
            if table == _TABLE:
                given.add(row_id)
            elif table in ("forms", "own_forms"):
                forms.add(row_id)
            elif table == "amendments":
                row = self._records.row(table, row_id) or {}
                now = row.get("administration")
                given.add(self._of_amendment.get(row_id, ""))
                if isinstance(now, str):
                    given.add(now)
                    self._of_amendment[row_id] = self._new_pairs[row_id] = now
        if forms:
            every = self._records.rows(_TABLE)
            given.update(i for i, row in every.items() if str(row.get("form")) in forms)
            given.update(
                row_id
                for row_id, some in self._amendments.all().items()
                if any(
                    row.get("what") == "form" and str(row.get("after")) in forms
                    for row in some.values()
                )
            )
        rows = self._records.rows(_TABLE) if given else {}
        for row_id in given:
            self._drop(row_id)
            kept = rows.get(row_id)
            if kept is not None:
                self._pending[row_id] = amended_student(kept, self._amendments.of(row_id))

    def _drop(self, row_id: str) -> None:
        self._pending.pop(row_id, None)
        old = self._entries.pop(row_id, None)
        if old is not None:
            self._by_student[old.student].discard(row_id)

    def _compute(self, row_id: str) -> None:
        row = self._records.row(_TABLE, row_id)
        if row is None:
            self._drop(row_id)
            return
        entry = computed(row_id, row, self._amendments.of(row_id), self._forms)
        self._keep(entry)
        self._unsaved.append(entry)

    def _keep(self, entry: ScoreEntry) -> None:
        self._drop(entry.id)
        self._entries[entry.id] = entry
        self._by_student.setdefault(entry.student, set()).add(entry.id)

    def _save(self, *, last: bool) -> None:
        """Keep what was computed; how far the log is covered only once nothing is pending."""
        if not self._unsaved and not (last and self._saved != self._position):
            return
        try:
            if self._crowded:
                self._file.clear()
                self._unsaved = [*self._entries.values()]
                self._new_pairs = dict(self._of_amendment)
            parts = [
                self._unsaved[at : at + _TOGETHER] for at in range(0, len(self._unsaved), _TOGETHER)
            ] or [[]]
            for part in parts:
                line = {
                    "layout": [LAYOUT, SCORING_VERSION],
                    "entries": part,
                    "amendments": self._new_pairs,
                    "position": self._position if last and part is parts[-1] else None,
                }
                self._file.append(json.dumps(line, separators=(",", ":")).encode())
                self._new_pairs = {}
        except OSError:
            return  # a full disk loses nothing by it; it is tried again with what comes
        self._unsaved, self._crowded = [], False
        if last:
            self._saved = self._position


def _is_day(text: str) -> bool:
    try:
        return FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:  # another device's, which is newer, or wrong
        return False


def _check_layout(found: object) -> None:
    if found != [LAYOUT, SCORING_VERSION]:
        raise ValueError


def _entry(values: list[Any]) -> ScoreEntry:
    if len(values) != len(ScoreEntry._fields):
        raise ValueError
    values[_CONDITIONS], values[_NOTES] = tuple(values[_CONDITIONS]), tuple(values[_NOTES])
    return ScoreEntry(*values)


def _in_time(entry: ScoreEntry) -> tuple[float, str]:
    try:
        return datetime.fromisoformat(entry.given_at).timestamp(), entry.id
    except (ValueError, OverflowError, OSError):  # another device's, which is newer, or wrong
        return -inf, entry.id
