"""What was found in a file: students, scores, rows that can't be taken, and what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from records.imports.cell_values import DateOrder

FIRST_DAY = date(2024, 9, 2)  # a Monday; any day would do
MOST_REFUSED = 10_000  # of a file, that are listed

Asked = Literal["dates", "measure", "day", "same", "differs", "left"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered of a file, "" or None for what wasn't.

    ``measure`` and ``level`` are of scores whose column says none; ``day`` is that of scores
    without a date; sessions and seasons are counted from ``first_day``; ``today`` ends the year in
    which a date without a year lies.

    ``same``: students who look like ones that are here are they ("same"), or others ("new").
    ``classes`` become groups, or "none" does. ``differs``: what is otherwise here stays ("keep"),
    or the file counts ("take"). ``left``: who is marked as gone stays ("keep"), or is archived.
    """

    today: date
    dates: DateOrder = ""
    measure: str = ""
    level: str = ""
    day: date | None = None
    first_day: date = FIRST_DAY
    same: Literal["", "same", "new"] = ""
    classes: Literal["groups", "none"] = "groups"
    differs: Literal["keep", "take"] = "keep"
    left: Literal["keep", "archive"] = "keep"


class RefusedCell(NamedTuple):
    """A cell, or a row, that can't be taken: where, what was found, and what is allowed."""

    number: int  # of the row, as a spreadsheet shows it
    column: str
    found: str
    allowed: str
    table: str = ""  # in a set of several

    def __str__(self) -> str:
        """Return the sentence for whoever brought the file."""
        place = f"{self.table}, row {self.number}" if self.table else f"row {self.number}"
        return f"{place}, {self.column}: {self.found}; allowed: {self.allowed}"


@dataclass(slots=True, kw_only=True)
class FoundStudent:
    """A student in a file. ``number`` is the school's, ``roster_id`` the roster's own.

    ``aimline_id`` is what an export of Aimline calls them. ``study`` is where a published series is
    from; ``left`` says that they are marked as gone.
    """

    row: int
    name: str
    grade: str = ""
    school: str = ""
    number: str = ""
    roster_id: str = ""
    aimline_id: str = ""
    groups: list[str] = field(default_factory=list)
    study: str = ""
    left: bool = False


class FoundSeries(NamedTuple):
    """Which scores of a student belong together, and what their places are counted in."""

    measure: str
    level: str
    mode: str
    unit: str


class FoundScore(NamedTuple):
    """One score: as ``records.old_scores`` packs it, the number of its row, and its phase."""

    day: str
    correct: float
    attempted: int
    seconds: float
    at: float
    season: str
    form: str
    nth: int
    row: int
    phase: int

    def packed(self) -> tuple[Any, ...]:
        """Return what is kept of it."""
        return self[:8]


@dataclass(slots=True)
class Found:
    """All that was found. ``scores`` are by the place of their student in ``students``.

    ``notes`` count what was left out with good reason, by the key of a sentence. ``asks`` are the
    questions without whose answer nothing can be brought in.
    """

    students: list[FoundStudent] = field(default_factory=list)
    scores: dict[tuple[int, FoundSeries], list[FoundScore]] = field(default_factory=dict)
    refused: list[RefusedCell] = field(default_factory=list)
    more_refused: int = 0
    notes: dict[str, int] = field(default_factory=dict)
    asks: list[Asked] = field(default_factory=list)
    counted: bool = False  # whether days were counted from ``Answers.first_day``

    def refuse(self, cell: RefusedCell) -> None:
        """Note a cell that can't be taken."""
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(cell)
        else:
            self.more_refused += 1

    def note(self, key: str, count: int = 1) -> None:
        """Count something that was left out."""
        self.notes[key] = self.notes.get(key, 0) + count

    def ask(self, what: Asked) -> None:
        """Note a question."""
        if what not in self.asks:
            self.asks.append(what)

    @property
    def number_of_scores(self) -> int:
        """How many scores were found."""
        return sum(map(len, self.scores.values()))

    def by_measure(self) -> Mapping[tuple[str, str], int]:
        """Return how many scores there are of each measure and level."""
        counts: dict[tuple[str, str], int] = {}
        for (_, series), scores in self.scores.items():
            key = series.measure, series.level
            counts[key] = counts.get(key, 0) + len(scores)
        return dict(sorted(counts.items()))


def told(value: str) -> str:
    """Return a refused value as it may be named: with a digit as it is; a text may be a name."""
    if not value:
        return "nothing"
    short = len(value) <= 20 and value.isprintable()
    if short and (len(value) <= 2 or any(letter.isdigit() for letter in value)):
        return f"“{value}”"
    return f"a text of {len(value)} characters"
