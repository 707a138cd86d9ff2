"""Scores from before Aimline, brought in by a file: numbers, with nobody's taps behind them.

They are rows of their own, marked with where they came from, and never probes. In a series, on a
chart and in what a verdict counts they stay marked as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from probes.measures.measure import MEASURES
from records.calendar_days import read_day
from records.plans import SeriesKey
from records.record_store import RecordStore, Row
from records.students import Students
from records.tables import checked

TABLE = "old_scores"
HIGHEST = 1_000  # correct items, and correct items a minute
SHORTEST_SECONDS, LONGEST_SECONDS = 0.1, 3_600


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


class OldScores:
    """All scores that were brought in."""

    def __init__(self, records: RecordStore, students: Students) -> None:
        self._records = records
        self._students = students
        self._version = -1
        self._by_student: dict[str, list[OldScore]] = {}
        self._by_id: dict[str, OldScore] = {}

    def all(self) -> Mapping[str, list[OldScore]]:
        """Return every student's, oldest first."""
        if self._version != self._records.version:
            resolve = self._students.merges().resolve
            read = [OldScore.read(i, row) for i, row in self._records.rows(TABLE).items()]
            self._by_id = {one.id: one for one in read if one is not None}
            self._by_student = {}
            for one in sorted(self._by_id.values(), key=lambda one: (one.day, one.at, one.id)):
                self._by_student.setdefault(resolve(one.student), []).append(one)
            self._version = self._records.version
        return self._by_student

    def of(self, student_id: str) -> list[OldScore]:
        """Return a student's, oldest first."""
        return self.all().get(self._students.merges().resolve(student_id), [])

    def get(self, score_id: str) -> OldScore | None:
        """Return one by id, None if there is none that makes sense."""
        self.all()
        return self._by_id.get(score_id)
