"""Scores from before Aimline, brought in by a file: numbers, with nobody's taps behind them.

They are never probes. In a series, on a chart and in what a verdict counts they stay marked as
brought in. A row has the scores of one student's series that one file brought, as a list in JSON:

    ["2024-10-01", 45]
    ["2024-10-08", 38, 50, 22.4, 0, "fall", "passage 7"]

which are the day, the correct items, those attempted (0: not known), the seconds (60), the place
in the row's ``unit`` (0), the season of a benchmark (""), the form (""), and which it is of
several with all of that the same (1). What has the value in brackets may be left out from the end.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from probes.measures.measure import MEASURES
from records.brought_in import brought_by, gone, standing
from records.calendar_days import read_day
from records.plans import SeriesKey
from records.record_store import RecordStore, Row
from records.students import Students
from records.tables import checked

TABLE = "old_scores"
HIGHEST = 1_000  # correct items, and correct items a minute
SHORTEST_SECONDS, LONGEST_SECONDS = 0.1, 3_600
MOST_IN_ROW, LONGEST_ROW = 40, 1_900  # scores, and letters of their JSON, which an export takes

_DEFAULTS = ("", 0, 0, 60, 0, "", "", 1)
_encoded = json.JSONEncoder(separators=(",", ":")).encode
_NAMES = ("day", "correct", "attempted", "seconds", "at", "season", "form", "nth")


@dataclass(frozen=True, slots=True)
class OldScore:
    """A score brought in: ``correct`` items in ``seconds``; ``attempted`` is 0 where not known.

    ``season`` is that of a benchmark, "" for any other. ``at`` is its place in ``unit`` where the
    file knew no days, and ``day`` was counted from it.
    """

    id: str
    student: str
    series: SeriesKey
    form: str
    day: date
    at: float
    unit: str
    season: str
    correct: float
    attempted: int
    seconds: float
    source: str
    nth: int = 1  # of several in one place

    @classmethod
    def read(cls, score_id: str, row: Row) -> Self | None:
        """Return the score of a row; None if it makes no sense."""
        fields = checked(TABLE, row)
        day, seconds = read_day(fields.get("day", "")), fields.get("seconds", 0)
        correct, attempted = fields.get("correct", -1), fields.get("attempted", 0)
        at = fields.get("at", 0)
        if day is None or fields.get("measure") not in MEASURES:
            return None
        if not (0 <= correct <= HIGHEST and SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS):
            return None  # NaN, too
        if correct * 60 > HIGHEST * seconds:
            return None
        if not 0 <= attempted <= HIGHEST or 0 < attempted < correct or not abs(at) <= HIGHEST**2:
            return None
        return cls(
            score_id,
            fields.get("student", ""),
            SeriesKey(fields["measure"], fields.get("level", ""), fields.get("mode", "")),
            fields.get("form", ""),
            day,
            float(at),
            fields.get("unit", ""),
            fields.get("season", ""),
            float(correct),
            attempted,
            float(seconds),
            fields.get("source", ""),
        )

    @property
    def rate(self) -> float:
        """Correct items a minute."""
        return self.correct * 60 / self.seconds

    @property
    def accuracy(self) -> float | None:
        """Per cent correct of what was attempted; None where that isn't known."""
        return 100 * self.correct / self.attempted if self.attempted else None


def packed(scores: Iterable[Sequence[Any]]) -> list[str]:
    """Return scores, each a sequence as above, as the texts of rows."""
    rows: list[str] = []
    held: list[str] = []
    size = 2
    for score in scores:
        told = [*score]
        while len(told) > 2 and told[-1] == _DEFAULTS[len(told) - 1]:
            told.pop()
        text = _encoded(told)
        if held and (len(held) == MOST_IN_ROW or size + len(text) + 1 > LONGEST_ROW):
            rows.append(f"[{','.join(held)}]")
            held, size = [], 2
        held.append(text)
        size += len(text) + 1
    return [*rows, f"[{','.join(held)}]"] if held else rows


def unpacked(row_id: str, row: Row) -> list[OldScore]:
    """Return the scores of a row that make sense; one of several has its place in its id."""
    text = row.get("scores")
    if text is None:
        one = OldScore.read(row_id, row)
        return [] if one is None else [one]
    try:
        told = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        told = None
    found = []
    for number, score in enumerate(told if isinstance(told, list) else ()):
        if isinstance(score, list) and 2 <= len(score) <= len(_NAMES):
            fields = dict(zip(_NAMES, [*score, *_DEFAULTS[len(score) :]], strict=True))
            nth = fields.pop("nth")
            one = OldScore.read(f"{row_id}.{number}", {**row, **fields})
            if one is not None and type(nth) is int:
                found.append(replace(one, nth=nth))
    return found


class OldScores:
    """All scores that were brought in and not taken back; of a student who asks for them."""

    def __init__(self, records: RecordStore, students: Students) -> None:
        self._records = records
        self._students = students
        self._version = -1
        self._rows: dict[str, list[tuple[str, Row]]] = {}
        self._read: dict[str, tuple[list[tuple[str, Row]], list[OldScore]]] = {}

    def of(self, student_id: str) -> list[OldScore]:
        """Return a student's, oldest first.

        A score that two files have, in the same place of the same series, counts once.
        """
        if self._version != self._records.version:
            self._look()
        student = self._students.merges().resolve(student_id)
        rows = self._rows.get(student, [])
        known = self._read.get(student)
        if known is None or known[0] != rows:
            known = rows, _once(rows)
            self._read[student] = known
        return known[1]

    def get(self, score_id: str) -> OldScore | None:
        """Return one by id, None if there is none that makes sense."""
        row_id = score_id.partition(".")[0]
        row = self._records.row(TABLE, row_id)
        if row is None or brought_by(row) in gone(self._records):
            return None
        return next((one for one in unpacked(row_id, row) if one.id == score_id), None)

    def _look(self) -> None:
        """Note whose rows there are; they are read when their student is asked for."""
        resolve = self._students.merges().resolve
        self._rows = {}
        for row_id, row in standing(self._records.rows(TABLE), gone(self._records)).items():
            student = row.get("student")
            if isinstance(student, str):
                self._rows.setdefault(resolve(student), []).append((row_id, row))
        self._version = self._records.version


def place_of(score: OldScore) -> tuple[object, ...]:
    """Return what two files would both say of one score, but for how many there are.

    A day that was counted from a place in a unit is no part of it: it may be counted otherwise.
    """
    day = None if score.unit else score.day
    return (score.series, day, score.at, score.unit, score.season, score.form)


def _once(rows: Iterable[tuple[str, Row]]) -> list[OldScore]:
    found: dict[tuple[object, ...], OldScore] = {}
    for row_id, row in sorted(rows, key=lambda item: item[0]):
        for one in unpacked(row_id, row):
            # A row of one score is as files came in before they were imports: each counts.
            found.setdefault((*place_of(one), one.nth if "scores" in row else row_id), one)
    return sorted(found.values(), key=lambda one: (one.day, one.at))
