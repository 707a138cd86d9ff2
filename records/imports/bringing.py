"""A file on its way in: read, its columns guessed, changed, looked at as a plan, and carried out.

What the screen and the command do is this, step by step. Everything before ``carry_out`` leaves the
records as they are, and can be broken off between two steps.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from records.imports.body_rows import listed_by_column
from records.imports.columns import (
    Columns,
    guess,
    measure_told,
    remembered,
    with_remembered,
)
from records.imports.file_source import Source
from records.imports.found_rows import Answers, Found
from records.imports.import_plan import ImportPlan, Planning, carry_out
from records.imports.roster_sets import read_roster
from records.imports.table_reading import read_table
from records.open_records import OpenRecords
from records.record_store import Row
from records.taken_back import stamp

LONGEST_NAME = 60
MOST_REMEMBERED = 100  # kinds of tables
_Kind = TypeVar("_Kind")
_KEPT = ("settings", "import_columns")


@dataclass(slots=True)
class Bringing:
    """A file that was read: its tables, which of them is looked at, and what its columns are.

    ``brought`` are the tables that came in: they come one at a time, each as an import of its own.
    """

    records: OpenRecords
    source: Source
    name: str
    content: str
    table: int = 0
    columns: Columns | None = None  # None of a set of roster files
    brought: set[int] = field(default_factory=set)

    def choose(self, table: int) -> None:
        """Look at one of several tables."""
        self.table = table
        if self.source.layout is None:
            found = guess(self.source.tables[table].rows)
            kept = _remembered(self.records).get(found.key)
            self.columns = with_remembered(found, kept) if kept else found

    def next_table(self) -> int | None:
        """Return the first table with students that didn't come in yet, None if there is none.

        A table without headers isn't offered: notes look like a list of names.
        """
        if self.source.layout is not None:
            return None
        for place, table in enumerate(self.source.tables):
            if place not in self.brought:
                found = guess(table.rows)
                if found.names_students and any(found.headers):
                    return place
        return None

    def answers(self, today: date, **more: Any) -> Answers:
        """Return what is answered without asking: a measure that a title or the file's name tells.

        ``more`` are answers that were given.
        """
        if self.columns is not None and not more.get("measure"):
            sheet = self.source.tables[self.table].name
            more["measure"], _ = measure_told(self.columns, sheet, self.name)
        return Answers(today=today, **more)

    def plan(self, answers: Answers, who: str) -> Iterator[float | ImportPlan]:
        """Yield how much is looked at, from 0 to 1, and at the end what will happen."""
        found: Found | None = None
        if self.source.layout is not None:
            reading = read_roster(self.source.files(), self.source.layout)
        else:
            assert self.columns is not None
            reading = read_table(self.source.tables[self.table].rows, self.columns, answers)
        for step in reading:
            if isinstance(step, Found):
                found = step
            else:
                yield step / 2
        assert found is not None
        records = self.records
        planning = Planning(
            records.store,
            records.students,
            records.groups,
            records.old_scores,
            found,
            answers,
            name=self.name,
            content=self.content,
            who=who,
            when=stamp(records.clock.now()),
        )
        for done in planning.steps():
            yield 0.5 + done / 2
        yield planning.plan

    def carry_out(self, plan: ImportPlan) -> None:
        """Write a plan, all of it or nothing, and remember what the columns were.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        carry_out(self.records.store, plan)
        self.brought.add(self.table)
        if self.columns is not None and any(self.columns.headers):
            kept = _remembered(self.records)
            told = remembered(self.columns, guess(self.source.tables[self.table].rows))
            if kept.get(self.columns.key, {}) != told and len(kept) < MOST_REMEMBERED:
                row: Row = {self.columns.key: told}
                self.records.store.put((*_KEPT, row))


def content_of(files: Mapping[str, bytes]) -> str:
    """Return a text that is the same for the same files."""
    digest = hashlib.sha256()
    for _, data in sorted(files.items()):
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:20]


def opened(records: OpenRecords, source: Source, name: str, content: str) -> Bringing:
    """Return a file that was read, ready to plan; of several tables the likeliest is looked at."""
    if source.layout is None:
        listed = [(one, listed_by_column(one.rows)) for one in source.tables]
        source = source._replace(
            tables=[one if rows is None else one._replace(rows=rows) for one, rows in listed]
        )
    bringing = Bringing(records, source, name[:LONGEST_NAME], content)
    bringing.choose(source.longest() if source.layout else _likeliest(source))
    return bringing


def _likeliest(source: Source) -> int:
    """Return the place of the longest table that has students' scores, else students, else any."""

    def rank(place: int) -> tuple[bool, bool, int]:
        rows = source.tables[place].rows
        found = guess(rows)
        return found.names_students and found.has_scores, found.names_students, len(rows)

    return max(range(len(source.tables)), key=rank)


def last(steps: Iterator[object], kind: type[_Kind]) -> _Kind:
    """Return what comes at the end of steps."""
    found = None
    for step in steps:
        if isinstance(step, kind):
            found = step
    assert found is not None
    return found


def _remembered(records: OpenRecords) -> dict[str, Mapping[str, Sequence[str]]]:
    """Return what columns were set to before, by the key of their headers."""
    return {
        key: told
        for key, told in (records.store.row(*_KEPT) or {}).items()
        if isinstance(told, dict)
        and all(
            isinstance(one, list) and all(isinstance(text, str) for text in one)
            for one in told.values()
        )
    }
