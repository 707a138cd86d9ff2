"""Two kinds of tables of old scores, read row by row: all of one, or nothing.

A *series* table has a row a probe of students in studies: ``study``, ``case``, ``phase`` (0 for the
baseline), ``session`` in ``time_unit``, ``wrcm``. A *passages* table has a row a passage read whole
in a season: ``student_id``, ``occasion``, ``grade``, ``passage_id``, ``words_in_passage``,
``words_read_correctly``, ``seconds``.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from math import isfinite
from typing import NamedTuple

from records.old_scores import HIGHEST, LONGEST_SECONDS, SHORTEST_SECONDS
from records.students import GRADES, LONGEST_NAME

LARGEST = 20_000_000  # bytes
MOST_ROWS = 100_000
SHOWN = 20  # refused rows that are named
SERIES = ("study", "case", "phase", "session", "time_unit", "wrcm")
PASSAGES = (
    "student_id",
    "occasion",
    "grade",
    "passage_id",
    "words_in_passage",
    "words_read_correctly",
    "seconds",
)
UNITS = ("Session", "Probe", "CalendarDay")
SEASONS = ("fall", "winter", "spring")
MOST_UNITS = 10_000  # days, sessions or probes in a study
MOST_PHASES = 50


class RefusedRow(NamedTuple):
    """A row that can't be taken: its number, the header being 1, the column, and why."""

    number: int
    column: str
    found: str
    allowed: str

    def __str__(self) -> str:
        """Return the sentence for whoever brought the file."""
        return f"row {self.number}, {self.column}: {self.found}; allowed: {self.allowed}"


class BadScoreTable(ValueError):
    """A table that can't be taken as a whole: nothing was brought in. The sentences say why."""

    def __init__(self, reason: str, rows: tuple[RefusedRow, ...] = ()) -> None:
        named = [f"\n  {row}" for row in rows[:SHOWN]]
        more = [f"\n  and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
        super().__init__("".join([reason, *named, *more]))
        self.rows = rows


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundScore:
    """One row of either table. ``at`` is its place in ``unit``; a passages table has seasons."""

    number: int
    study: str
    student: str
    grade: str = ""
    phase: int = 0
    at: float = 0
    unit: str = ""
    season: str = ""
    form: str = ""
    correct: float
    attempted: int = 0
    seconds: float = 60


def read_old_scores(data: bytes) -> list[FoundScore]:
    """Return the scores of a table, in its order.

    Raises:
        BadScoreTable: it is none of the two, or rows of it can't be taken.
    """
    if len(data) > LARGEST:
        raise BadScoreTable(f"it is larger than {LARGEST // 1_000_000} MB")
    try:
        rows = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        header, *body = rows
    except UnicodeDecodeError:
        raise BadScoreTable("it is not a text in UTF-8; save it as CSV UTF-8") from None
    except (csv.Error, ValueError):
        raise BadScoreTable("it is no table of comma-separated values") from None
    columns = tuple(name.strip().lower() for name in header)
    if columns not in (SERIES, PASSAGES):
        raise BadScoreTable(
            f"its first row has to name these columns, in this order: {', '.join(SERIES)}; or "
            f"these: {', '.join(PASSAGES)}"
        )
    if len(body) > MOST_ROWS:
        raise BadScoreTable(f"it has more than {MOST_ROWS} rows")
    take = _series if columns == SERIES else _passage
    found: list[FoundScore] = []
    refused: list[RefusedRow] = []
    for number, cells in enumerate(body, start=2):
        if not cells:  # an empty line
            continue
        if len(cells) != len(columns):
            refused.append(
                RefusedRow(number, "all", f"{len(cells)} columns", f"{len(columns)} columns")
            )
            continue
        row = _Cells(number, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
        one = take(row)
        refused += row.refused
        if one is not None and not row.refused:
            found.append(one)
    if refused:
        count = len({row.number for row in refused})
        raise BadScoreTable(
            f"{count} of its rows can't be taken, so nothing was brought in"
            if count > 1
            else "one of its rows can't be taken, so nothing was brought in",
            tuple(refused),
        )
    if not found:
        raise BadScoreTable("it has no rows")
    return found


class _Cells:
    """A row's cells by column; what can't be taken is noted and reads as 0 or ""."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number = number
        self._cells = cells
        self.refused: list[RefusedRow] = []

    def text(self, column: str) -> str:
        found = self._cells[column]
        if not (0 < len(found) <= LONGEST_NAME and found.isprintable()):
            self._refuse(column, f"1 to {LONGEST_NAME} letters or digits")
            return ""
        return found

    def one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        known = {one.lower(): one for one in allowed}
        found = known.get(self._cells[column].lower())
        if found is None:
            self._refuse(column, ", ".join(allowed))
            return ""
        return found

    def number_in(self, column: str, least: float, most: float) -> float:
        try:
            plain = self._cells[column].isascii() and "_" not in self._cells[column]
            found = float(self._cells[column]) if plain else None
        except ValueError:
            found = None
        inside = found is not None and isfinite(found) and least <= found <= most
        if found is None or not inside:
            self._refuse(column, f"a number from {least:g} to {most:g}")
            return 0
        return found

    def whole(self, column: str, least: int, most: int) -> int:
        before = len(self.refused)
        found = self.number_in(column, least, most)
        if found != int(found):
            self._refuse(column, f"a whole number from {least} to {most}")
        return int(found) if len(self.refused) == before else 0

    def _refuse(self, column: str, allowed: str) -> None:
        self.refused.append(RefusedRow(self.number, column, _told(self._cells[column]), allowed))


def _told(value: str) -> str:
    """Return a refused value as it may be named: a number as it is; a text may be a name."""
    if not value:
        return "nothing"
    if len(value) <= 20 and all(letter in "0123456789.,+-eE%/ " for letter in value):
        return f"“{value}”"
    return f"a text of {len(value)} characters"


def _series(row: _Cells) -> FoundScore | None:
    return FoundScore(
        number=row.number,
        study=row.text("study"),
        student=row.text("case"),
        phase=row.whole("phase", 0, MOST_PHASES),
        at=row.number_in("session", 0, MOST_UNITS),
        unit=row.one_of("time_unit", UNITS),
        correct=row.number_in("wrcm", 0, HIGHEST),
    )


def _passage(row: _Cells) -> FoundScore | None:
    words = row.whole("words_in_passage", 1, HIGHEST)
    correct = row.number_in("words_read_correctly", 0, words or HIGHEST)
    fastest = max(correct * 60 / HIGHEST, SHORTEST_SECONDS)
    return FoundScore(
        number=row.number,
        study="",
        student=row.text("student_id"),
        grade=row.one_of("grade", GRADES),
        season=row.one_of("occasion", SEASONS),
        form=row.text("passage_id"),
        correct=correct,
        attempted=words,
        seconds=row.number_in("seconds", fastest, LONGEST_SECONDS),
    )
