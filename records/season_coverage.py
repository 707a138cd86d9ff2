"""A benchmark season as it goes: who is done, who has begun, who is left, who was away, by whom.

Benchmarked is who has a score that counts within the window, on the level of the grade: of a
measure with passages a complete set, of another one probe; or a benchmark that a file brought.
Absence in the window is a make-up until then.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from probes.measures.measure import MEASURES
from records.absences import Absences, Why
from records.benchmark_sets import sets_of
from records.form_library import FormLibrary, first_level
from records.history import History
from records.instructional_days import Span
from records.name_comparison import sort_key
from records.old_scores import OldScores
from records.record_store import RecordStore
from records.school_calendar import SchoolCalendar
from records.score_entry import ScoreEntry
from records.students import GRADES, Student, Students
from records.tables import checked

Step = Literal["make_up", "begun", "left", "done"]
ORDER: tuple[Step, ...] = ("make_up", "begun", "left", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonStudent:
    """One student in the season: done since ``day`` with a ``score``, or what is left to do.

    ``given`` counts the passages of a set that was begun. ``why`` says why a make-up is one, on
    ``day``. ``examiner`` gave what is done, "" where nobody signed.
    """

    student: Student
    level: str
    step: Step
    day: date | None = None
    score: float | None = None
    given: int = 0
    examiner: str = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class SeasonCoverage:
    """Everybody who is to be benchmarked on a measure in a window, make-ups first."""

    window: Span
    measure: str
    students: tuple[SeasonStudent, ...]

    @property
    def done(self) -> list[SeasonStudent]:
        """Those who have their score."""
        return [one for one in self.students if one.step == "done"]

    @property
    def whole(self) -> bool:
        """Whether everybody on the list has their score."""
        return bool(self.students) and len(self.done) == len(self.students)

    @property
    def by_grade(self) -> dict[str, tuple[int, int]]:
        """How many are done, of how many, by grade; "" for those without one."""
        of = Counter(one.student.grade for one in self.students)
        done = Counter(one.student.grade for one in self.done)
        order = sorted(of, key=lambda g: (*GRADES, g).index(g))
        return {grade: (done[grade], of[grade]) for grade in order}

    @property
    def by_examiner(self) -> dict[str, int]:
        """How many each examiner has done, the most first; "" for those nobody signed."""
        return dict(Counter(one.examiner for one in self.done).most_common())

    def scores(self, grade: str) -> list[float]:
        """Return the scores of a grade, on its level."""
        mine = [one for one in self.done if one.student.grade == grade]
        return [one.score for one in mine if one.score is not None]


class Seasons:
    """The benchmark windows of the calendar, and how far each is."""

    def __init__(
        self,
        records: RecordStore,
        students: Students,
        history: History,
        forms: FormLibrary,
        absences: Absences,
        calendar: SchoolCalendar,
        old_scores: OldScores,
    ) -> None:
        self._records = records
        self._students = students
        self._history = history
        self._forms = forms
        self._absences = absences
        self._calendar = calendar
        self._old_scores = old_scores

    def window(self, today: date) -> Span | None:
        """Return the window that a day lies in, else the latest that is over, else the next one."""
        days = self._calendar.days()
        windows = sorted(
            (span for span in days.spans if span.kind == "window"), key=lambda span: span.first
        )
        over = [span for span in windows if span.last < today]
        ahead = [span for span in windows if span.first > today]
        return days.window(today) or next(iter([*over[-1:], *ahead[:1]]), None)

    def coverage(
        self, window: Span, measure: str, grade: str | None, today: date
    ) -> SeasonCoverage:
        """Return how far a window is, of a grade, or of everybody with None."""
        levels = self._forms.levels(measure)
        found = [
            self._one(student, window, measure, first_level(levels, student.grade), today)
            for student in self._students.all()
            if not student.archived and grade in (None, student.grade)
        ]
        found.sort(key=lambda one: (ORDER.index(one.step), sort_key(one.student.name)))
        return SeasonCoverage(window, measure, tuple(found))

    def _one(
        self, student: Student, window: Span, measure: str, level: str, today: date
    ) -> SeasonStudent:
        first, last = window.first.isoformat(), min(window.last, today).isoformat()
        entries = [
            entry
            for entry in self._history.entries(student.id)[0]
            if (entry.measure, entry.level) == (measure, level) and first <= entry.day <= last
        ]
        given, begun = _finished(entries, passages=MEASURES[measure].layout == "passage")
        if given is not None:
            return SeasonStudent(
                student=student,
                level=level,
                step="done",
                day=date.fromisoformat(given.day),
                score=given.rate,
                examiner=self._examiner(given, entries),
            )
        brought = self._brought_in(student, window, measure, level, today)
        if brought is not None:
            return brought
        if begun:
            return SeasonStudent(student=student, level=level, step="begun", given=begun)
        away: Mapping[date, Why] = self._absences.of(student.id)
        missed = [day for day in away if window.holds(day) and day <= today]
        if missed:
            day = max(missed)
            return SeasonStudent(
                student=student, level=level, step="make_up", day=day, why=away[day]
            )
        return SeasonStudent(student=student, level=level, step="left")

    def _brought_in(
        self, student: Student, window: Span, measure: str, level: str, today: date
    ) -> SeasonStudent | None:
        """Return the latest benchmark that a file brought, the median of its day's; None for none.

        Who gave it, no file says.
        """
        found = [
            one
            for one in self._old_scores.of(student.id)
            if one.season
            and (one.series.measure, one.series.level) == (measure, level)
            and window.holds(one.day)
            and one.day <= today
        ]
        if not found:
            return None
        day = max(one.day for one in found)
        score = median(one.rate for one in found if one.day == day)
        return SeasonStudent(student=student, level=level, step="done", day=day, score=score)

    def _examiner(self, given: ScoreEntry, entries: Sequence[ScoreEntry]) -> str:
        ids = [entry.id for entry in entries if given.id in (entry.id, entry.set)]
        row = self._records.row("administrations", ids[-1]) if ids else None
        return str(checked("administrations", row or {}).get("examiner", ""))


def _finished(entries: Sequence[ScoreEntry], *, passages: bool) -> tuple[ScoreEntry | None, int]:
    """Return the benchmark that counts, the latest; and else how many passages were given."""
    if not passages:
        good = [entry for entry in entries if not entry.spoiled and entry.rate is not None]
        return (good[-1] if good else None), 0
    sets = [*sets_of(entries).values()]
    points = [one.point for one in sets if one.point is not None]
    if points:
        return max(points, key=lambda point: point.day), 0
    return None, max((len(one.parts) for one in sets), default=0)
