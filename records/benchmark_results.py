"""What a grade, and each class in it, came to in a season's benchmark; and the school's own norm.

A student's score is the one benchmark of the season: the median of its forms, the latest where it
was given again. Which days a season has is what the school's calendar names as windows, else what
is usual. Local percentiles are of a whole grade alone (docs/decisions.md, "Norms"): how many are
enrolled is what the school typed, as whoever is on record here may be a caseload.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from probes.progress.class_results import ClassResult, class_result
from probes.progress.norms import (
    SEASONS,
    Season,
    Target,
    local_percentile,
    local_target,
)
from probes.progress.series import occasions
from records.enrolments import Enrolments, school_year
from records.monitoring import Monitoring
from records.plans import SeriesKey
from records.record_store import RecordStore
from records.school_calendar import SchoolCalendar
from records.students import Student, Students

_BEGINS: Mapping[Season, tuple[int, int, int]] = {  # years on, month, day
    "fall": (0, 8, 1),
    "winter": (0, 12, 1),
    "spring": (1, 3, 1),
}
DAY = timedelta(days=1)


class BenchmarkSeason(NamedTuple):
    """The days of a season's benchmark; ``windowed`` where the school's calendar names them."""

    season: Season
    first: date
    last: date
    windowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonResult:
    """One series on its grade in one season: ``scores`` by student, of those tested.

    ``enrolled`` is how many the grade has, None where the school hasn't said. ``target`` is the
    published middle of the grade, None where there is none. ``result`` is what the scores come to,
    None for fewer than five.
    """

    series: SeriesKey
    season: BenchmarkSeason
    scores: Mapping[str, float]
    enrolled: int | None
    target: Target | None
    result: ClassResult | None

    def local(self, percentile: int = 50) -> Target | None:
        """Return the grade's own score at a percentile; None unless the whole grade was tested."""
        if self.enrolled is None:
            return None
        return local_target([*self.scores.values()], self.enrolled, self.season.season, percentile)

    def standing(self, value: float) -> float | None:
        """Return the local percentile of a score; None unless the whole grade was tested."""
        if self.enrolled is None:
            return None
        return local_percentile([*self.scores.values()], self.enrolled, value)

    def of(self, students: Iterable[str]) -> ClassResult | None:
        """Return what some of the students came to, such as a class; None for fewer than five."""
        found = [self.scores[one] for one in students if one in self.scores]
        return class_result(found, self.target.value if self.target else None)


class BenchmarkResults:
    """All benchmarks by grade and season; remembered until records change."""

    def __init__(
        self,
        records: RecordStore,
        students: Students,
        monitoring: Monitoring,
        calendar: SchoolCalendar,
        enrolments: Enrolments,
    ) -> None:
        self._records = records
        self._students = students
        self._monitoring = monitoring
        self._calendar = calendar
        self._enrolments = enrolments
        self._version = -1
        self._scores: dict[SeriesKey, dict[str, list[tuple[date, float]]]] = {}

    def seasons(self, day: date) -> tuple[BenchmarkSeason, ...]:
        """Return the seasons of the school year that a day lies in, in their order."""
        year = school_year(day)
        begins = [date(year + _BEGINS[s][0], *_BEGINS[s][1:]) for s in SEASONS]
        ends = [*(begin - DAY for begin in begins[1:]), date(year + 1, 7, 31)]
        windows = [span for span in self._calendar.days().spans if span.kind == "window"]
        found = []
        for season, begin, end in zip(SEASONS, begins, ends, strict=True):
            mine = [w for w in windows if begin <= w.first + (w.last - w.first) / 2 <= end]
            first = min((w.first for w in mine), default=begin)
            last = max((w.last for w in mine), default=end)
            found.append(BenchmarkSeason(season, first, last, bool(mine)))
        return tuple(found)

    def of(self, day: date) -> list[SeasonResult]:
        """Return each series on its grade that was benchmarked this school year, by season."""
        self._look()
        seasons = self.seasons(day)
        found = [
            self._result(series, season)
            for series in sorted(self._scores)
            for season in seasons
            if season.first <= day
        ]
        return [one for one in found if one.scores]

    def result(self, series: SeriesKey, season: Season, day: date) -> SeasonResult:
        """Return what one series came to in a season of the school year that a day lies in."""
        self._look()
        return self._result(series, next(s for s in self.seasons(day) if s.season == season))

    def percentile(self, series: SeriesKey, day: date, value: float) -> float | None:
        """Return the local percentile of a score given on a day; None unless the grade shows it.

        Nobody's scores are read where the school hasn't said how many the grade has.
        """
        if self._enrolments.of(series.level, day) is None:
            return None
        inside = [one for one in self.seasons(day) if one.first <= day <= one.last]
        if not inside:
            return None
        self._look()
        return self._result(series, inside[0]).standing(value)

    def _result(self, series: SeriesKey, season: BenchmarkSeason) -> SeasonResult:
        scores: dict[str, float] = {}
        for student, given in self._scores.get(series, {}).items():
            for day, value in given:  # the latest of the season stays
                if season.first <= day <= season.last:
                    scores[student] = value
        norms = self._monitoring.school().norms
        target = norms.target(series.measure, series.level, season.season) if norms else None
        return SeasonResult(
            series=series,
            season=season,
            scores=scores,
            enrolled=self._enrolments.of(series.level, season.first),
            target=target,
            result=class_result([*scores.values()], target.value if target else None),
        )

    def _look(self) -> None:
        if self._version == self._records.version:
            return
        everybody = [one for one in self._students.all() if one.grade]
        real = [one for one in everybody if not one.sample]
        self._scores = {}
        for student in real or everybody:
            self._collect(student)
        self._version = self._records.version

    def _collect(self, student: Student) -> None:
        for series, scores in self._monitoring.scores(student.id).items():
            if series.level != student.grade:
                continue  # norms and medians are of those on their grade
            marks = occasions(scores.probes, use="benchmark")
            if marks:
                given = [(mark.day, mark.value) for mark in marks]
                self._scores.setdefault(series, {})[student.id] = given
