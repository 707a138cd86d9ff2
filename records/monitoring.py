"""What may be said of each student's series: scores, plans and the calendar brought together."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from probes.measures.measure import MEASURES
from probes.progress.menu import GROUP_LEAST
from probes.progress.norms import Norms
from probes.progress.phases import Break
from probes.progress.series import ScoredProbe, Use
from probes.progress.verdict import group_first
from records.benchmark_sets import settled
from records.counted_days import CountedDays
from records.decision_rules import DecisionRules
from records.delivery import Deliveries, Delivery
from records.groups import Groups, concerned
from records.history import History
from records.instructional_days import InstructionalDays
from records.judged_series import (
    Delivered,
    JudgedSeries,
    School,
    SeenCloser,
    SeriesPlans,
    SeriesScores,
    judged,
)
from records.menu_choices import MenuChoices
from records.old_scores import OldScore, OldScores
from records.plan_goals import KeptGoals
from records.plan_phases import KeptPhases
from records.plans import Plan, Plans, SeriesKey
from records.progress import series_progress
from records.record_store import RecordStore
from records.school_calendar import SchoolCalendar
from records.score_entry import ScoreEntry
from records.student_progress import GroupBelow, ProbeAgreement, StudentProgress
from records.students import Student, Students

LookCloser = Callable[[str, SeriesKey, date], SeenCloser]
"""What is known of a student's series on a day where one looks closer (``closer_look``)."""


class Monitoring:
    """Every student's series as of a day. Reads the index of scores; no probe is replayed."""

    def __init__(
        self,
        records: RecordStore,
        students: Students,
        groups: Groups,
        history: History,
        old_scores: OldScores,
        plans: Plans,
        goals: KeptGoals,
        phases: KeptPhases,
        calendar: SchoolCalendar,
        deliveries: Deliveries,
        rules: DecisionRules,
        choices: MenuChoices,
        norms: Callable[[], Mapping[str, str]],
        agreed: Callable[[str, Collection[str]], ProbeAgreement],
    ) -> None:
        """``norms`` reads the tables of published levels and growth, when they are needed.

        ``agreed`` says of a student's probes how two people who scored them agree.
        """
        self._records = records
        self._students = students
        self._groups = groups
        self._history = history
        self._old_scores = old_scores
        self._plans = plans
        self._goals = goals
        self._phases = phases
        self._calendar = calendar
        self._deliveries = deliveries
        self._rules = rules
        self._choices = choices
        self._norm_texts = norms
        self._agreed = agreed
        self._norms: Norms | None = None
        self._school = School()
        self._school_of: InstructionalDays | None = None
        self._judged: dict[tuple[str, date, SeriesKey], JudgedSeries] = {}
        self._version = -1

    def progress(
        self, student_id: str, day: date, closer: LookCloser | None = None
    ) -> list[StudentProgress]:
        """Return each series of a student: those monitored first, then the one given last."""
        student = self._students.get(student_id)
        if student is None:
            return []
        scores, plans = self.scores(student.id), self._series_plans(student.id)
        below = self.groups_below(student.id, day)
        found = [
            self._progress(student, key, day, scores, plans, below.get(key), closer)
            for key in dict.fromkeys([*plans, *scores])
        ]
        return sorted(found, key=_by_use)

    def of_series(
        self, student_id: str, series: SeriesKey, day: date, closer: LookCloser | None = None
    ) -> StudentProgress | None:
        """Return one series of a student, also one without scores; None if there is no student."""
        student = self._students.get(student_id)
        if student is None:
            return None
        scores, plans = self.scores(student.id), self._series_plans(student.id)
        below = self.groups_below(student.id, day).get(series)
        return self._progress(student, series, day, scores, plans, below, closer)

    def monitored(self, day: date) -> dict[str, list[SeriesKey]]:
        """Return which series of which student have a plan that goes on, on a day."""
        found = {
            student: [*dict.fromkeys(plan.series for plan in plans if plan.goes_on(day))]
            for student, plans in self._plans.all().items()
        }
        return {student: series for student, series in found.items() if series}

    def judged(
        self, student: Student, day: date, wanted: Collection[SeriesKey]
    ) -> dict[SeriesKey, JudgedSeries]:
        """Return some series of a student as of a day; what was judged is remembered."""
        if self._version != self._records.version:
            self._judged, self._version = {}, self._records.version
        known = self._judged
        if any((student.id, day, key) not in known for key in wanted):
            scores, plans = self.scores(student.id), self._series_plans(student.id)
            for key in wanted:
                known[student.id, day, key] = judged(
                    student.grade,
                    key,
                    day,
                    scores=scores.get(key, SeriesScores()),
                    plans=self._kept(plans.get(key, [])),
                    school=self.school(),
                    delivered=self._delivered(student.id, key),
                )
        return {key: known[student.id, day, key] for key in wanted}

    def groups_below(self, student_id: str, day: date) -> dict[SeriesKey, GroupBelow]:
        """Return, by series, a group of a student's of which most are below, if there is one."""
        monitored = self.monitored(day)
        found: dict[SeriesKey, GroupBelow] = {}
        groups = self._groups.all()
        for key in monitored.get(student_id, []):
            for group in concerned(groups, student_id, key.measure):
                members = [
                    student
                    for one in sorted(group.members)
                    if key in monitored.get(one, ())
                    and (student := self._students.get(one)) is not None
                    and not student.archived
                ]
                if len(members) < GROUP_LEAST:
                    continue
                finding = group_first([self.judged(m, day, [key])[key].judgement for m in members])
                if finding is not None:
                    below = GroupBelow(group.id, group.name, finding.below, finding.judged)
                    found.setdefault(key, below)
        return found

    def scores(self, student_id: str) -> dict[SeriesKey, SeriesScores]:
        """Return a student's scores by series, probes and what files brought in."""
        given: dict[SeriesKey, list[ScoredProbe]] = {}
        notes: dict[SeriesKey, dict[str, tuple[str, ...]]] = {}
        brought: dict[SeriesKey, set[str]] = {}
        key, found = None, list[ScoredProbe]()
        for entry in settled(self._history.entries(student_id)[0]):
            named = entry.measure, entry.level, entry.mode
            if named != key:  # most of a student's probes follow one of the same series
                key = SeriesKey(*named)
                found = given.setdefault(key, [])
            found.append(_scored(entry))
            if entry.spoiled:
                notes.setdefault(key, {})[entry.id] = entry.notes
        for one in self._old_scores.of(student_id):
            given.setdefault(one.series, []).append(_old(one))
            brought.setdefault(one.series, set()).add(one.id)
        return {
            key: SeriesScores(
                probes=tuple(found),
                brought_in=frozenset(brought.get(key, ())),
                notes=notes.get(key, {}),
            )
            for key, found in given.items()
        }

    def scores_of(self, student_id: str, series: SeriesKey) -> list[ScoredProbe]:
        """Return a student's scores of one series, in no order."""
        given = settled(
            [
                entry
                for entry in self._history.entries(student_id)[0]
                if (entry.measure, entry.level, entry.mode) == series
            ]
        )
        brought = [one for one in self._old_scores.of(student_id) if one.series == series]
        return [*map(_scored, given), *map(_old, brought)]

    def phase_days(self, student_id: str, series: SeriesKey) -> list[date]:
        """Return the days on which plans of a series, or changes to them, began."""
        plans = self._series_plans(student_id).get(series, [])
        changes = self._phases.of([plan.id for plan in plans]) if plans else []
        days = {*(plan.since for plan in plans), *(one.day for one in changes if one.breaks)}
        return sorted(days)

    def school(self) -> School:
        """Return what is known of the school: its norms, its days, what it asks for."""
        days = self._calendar.days()
        asked = self._rules.run, self._choices.all()
        if self._school_of is not days or (self._school.run, self._school.choices) != asked:
            texts = {} if self._norms else self._norm_texts()
            self._norms = self._norms or (Norms(texts) if texts else None)

            def years_end(day: date) -> date | None:
                year = days.year(day)
                return year.last if year else None

            self._school = School(
                norms=self._norms,
                run=asked[0],
                choices=asked[1],
                school_days=CountedDays(days),
                breaks=tuple(Break(*one) for one in days.breaks()),
                years_end=years_end,
            )
            self._school_of = days
        return self._school

    def _progress(
        self,
        student: Student,
        key: SeriesKey,
        day: date,
        scores: Mapping[SeriesKey, SeriesScores],
        plans: Mapping[SeriesKey, list[Plan]],
        group: GroupBelow | None,
        closer: LookCloser | None,
    ) -> StudentProgress:
        return series_progress(
            student.id,
            student.grade,
            key,
            day,
            scores=scores.get(key, SeriesScores()),
            plans=self._kept(plans.get(key, [])),
            school=self.school(),
            delivered=self._delivered(student.id, key),
            group=group,
            agreed=lambda probes: self._agreed(student.id, probes),
            closer=closer(student.id, key, day) if closer else None,
        )

    def _delivered(self, student_id: str, key: SeriesKey) -> Delivered:
        def delivered(first: date, last: date) -> Delivery | None:
            if not self._deliveries.any_kept:
                return None
            area = MEASURES[key.measure].area if key.measure in MEASURES else ""
            return self._deliveries.of(student_id, first, last, self._calendar.days(), area)

        return delivered

    def _kept(self, plans: Sequence[Plan]) -> SeriesPlans:
        ids = [plan.id for plan in plans]
        return SeriesPlans(
            plans=tuple(plans),
            goals=tuple(self._goals.of(ids)),
            decisions=tuple(self._phases.of(ids)),
        )

    def _series_plans(self, student_id: str) -> dict[SeriesKey, list[Plan]]:
        return _by_series(self._plans.of(student_id))


def _by_series(plans: Iterable[Plan]) -> dict[SeriesKey, list[Plan]]:
    found: dict[SeriesKey, list[Plan]] = {}
    for plan in plans:
        found.setdefault(plan.series, []).append(plan)
    return found


def _by_use(one: StudentProgress) -> tuple[bool, int, SeriesKey]:
    last = one.points[-1].occasion.day.toordinal() if one.points else 0
    return not one.is_monitored, -last, one.series


def _scored(entry: ScoreEntry) -> ScoredProbe:
    use: Use = "benchmark" if entry.set else "monitoring"
    return ScoredProbe(
        entry.id,
        date.fromisoformat(entry.given_at[:10]),
        entry.rate,
        entry.accuracy,
        entry.attempted,
        use,
        entry.spoiled,
        entry.form,
    )


def _old(one: OldScore) -> ScoredProbe:
    return ScoredProbe(
        id=one.id,
        day=one.day,
        value=one.rate,
        accuracy=one.accuracy,
        attempted=one.attempted,
        use="benchmark" if one.season else "monitoring",
        form=one.form,
    )
