"""Makes each kind of report from the records."""

from collections.abc import Collection
from datetime import date

from probes.progress.norms import Norms, season_of
from records.caseload_reading import CaseloadReading
from records.error_history import PROBES, ErrorHistory
from records.groups import Group, Groups, concerned
from records.history import History
from records.monitoring import Monitoring
from records.plans import SeriesKey
from records.protocols import Protocols
from records.reports.class_report import ClassLine, ClassReport, MeetingReport
from records.reports.family_pages import FamilyPages
from records.reports.family_report import FamilyReport, GroupWork, news_of
from records.reports.home_ideas import home_ideas
from records.reports.team_report import TeamGroup, TeamReport
from records.score_entry import ScoreEntry
from records.second_scores import SecondScores
from records.student_progress import StudentProgress
from records.students import Student, Students

MIDDLE_HALF = (25, 75)  # percentiles


class Reports:
    """Reports as of a day; whatever is later makes no difference."""

    def __init__(
        self,
        students: Students,
        groups: Groups,
        monitoring: Monitoring,
        family_pages: FamilyPages,
        history: History,
        errors: ErrorHistory,
        second_scores: SecondScores,
        protocols: Protocols,
    ) -> None:
        self._students = students
        self._groups = groups
        self._monitoring = monitoring
        self._family_pages = family_pages
        self._history = history
        self._errors = errors
        self._second_scores = second_scores
        self._protocols = protocols

    def progress(
        self, student_id: str, day: date, series: SeriesKey | None = None
    ) -> StudentProgress | None:
        """Return the series that a report is about: the one asked for, else the one in use.

        Of a student without any it is an empty one of oral reading; None if there is no student.
        """
        student = self._students.get(student_id)
        if student is None:
            return None
        found = self._monitoring.progress(student_id, day) if series is None else []
        if found:
            return found[0]
        key = series or SeriesKey("orf", student.grade or "1", "oral")
        return self._monitoring.of_series(student_id, key, day)

    def name(self, student_id: str) -> str:
        """Return what a student is called, "" for none."""
        student = self._students.get(student_id)
        return student.name if student is not None else ""

    def norms(self) -> Norms | None:
        """Return the published levels, None where there are none."""
        return self._monitoring.school().norms

    def family(
        self, student_id: str, day: date, series: SeriesKey | None = None
    ) -> FamilyReport | None:
        """Return a student's page for the family; None if there is no such student."""
        student = self._students.get(student_id)
        progress = self.progress(student_id, day, series)
        if student is None or progress is None:
            return None
        changes = [one for one in progress.decisions if one.breaks and one.day <= day]
        return FamilyReport(
            name=student.name,
            progress=progress,
            news=news_of(progress),
            typical=self._typical(progress),
            group=self._group(student.id, progress),
            change=changes[-1] if changes else None,
            ideas=home_ideas(progress),
            choice=self._family_pages.of(student.id),
        )

    def team(
        self, student_id: str, day: date, series: SeriesKey | None = None
    ) -> TeamReport | None:
        """Return a student's whole record in a series; None if there is no such student."""
        student = self._students.get(student_id)
        progress = self.progress(student_id, day, series)
        if student is None or progress is None:
            return None
        entries = self._entries(student, progress, day)
        counting = sum(not one.spoiled for one in entries)
        return TeamReport(
            name=student.name,
            grade=student.grade,
            progress=progress,
            entries=tuple(entries),
            patterns=self._errors.patterns(student.id, progress.series, day),
            looked_at=min(PROBES, counting),
            agreement=self._second_scores.agreement_of(student.id, [one.id for one in entries]),
            groups=tuple(
                self._team_group(group)
                for group in concerned(self._groups.all(), student.id, progress.series.measure)
            ),
        )

    def students(self, whose: str) -> list[Student]:
        """Return students by name: of a group ("group ID"), a grade ("grade 2"), or all ("").

        Archived ones are left out.
        """
        kind, _, which = whose.partition(" ")
        group = self._groups.get(which) if kind == "group" else None
        members = group.members if group is not None else frozenset()
        return [
            one
            for one in self._students.all()
            if not one.archived
            and (not whose or (kind == "grade" and one.grade == which) or one.id in members)
        ]

    def class_page(self, whose: str, name: str, day: date) -> ClassReport:
        """Return a line for each series that is monitored, of the students of ``whose``."""
        students, monitored = self.students(whose), self._monitoring.monitored(day)
        lines = []
        for student in students:
            for key in monitored.get(student.id, []):
                progress = self._monitoring.of_series(student.id, key, day)
                if progress is not None:
                    ideas = [one for one in home_ideas(progress) if one != "be_there"]
                    lines.append(ClassLine(student.name, progress, ideas[0]))
        rest = tuple(one.name for one in students if one.id not in monitored)
        return ClassReport(whose=name, day=day, lines=tuple(lines), unmonitored=rest)

    def meeting(self, whose: str, name: str, day: date) -> MeetingReport:
        """Return the students of ``whose`` who are monitored, by need."""
        reading = CaseloadReading(self._students, self._groups, self._monitoring, day)
        while reading.read_on():
            pass
        caseload = reading.caseload()
        wanted: Collection[str] = {one.id for one in self.students(whose)}
        rows = tuple(row for row in caseload.by_need if row.student.id in wanted)
        below = [
            (one.below.name, one.below.below, one.below.judged)
            for one in caseload.below
            if one.below is not None and any(row.student.id in wanted for row in one.rows)
        ]
        return MeetingReport(whose=name, day=day, rows=rows, below=tuple(below))

    def _entries(self, student: Student, progress: StudentProgress, day: date) -> list[ScoreEntry]:
        key, upto = progress.series, day.isoformat()
        found, _ = self._history.entries(student.id)
        return [
            one for one in found if (one.measure, one.level, one.mode) == key and one.day <= upto
        ]

    def _team_group(self, group: Group) -> TeamGroup:
        found = group.settings
        protocol = self._protocols.get(found.protocol) if found.protocol else None
        name = protocol.name if protocol is not None else ""
        here = [self._students.get(one) for one in group.members]
        size = sum(one is not None and not one.archived for one in here)
        return TeamGroup(group.name, len(found.weekdays), found.minutes, size, name)

    def _typical(self, progress: StudentProgress) -> tuple[float, float] | None:
        """Return where the middle half of the grade is; None off grade, or where no norm is."""
        norms, series = self._monitoring.school().norms, progress.series
        if norms is None or not progress.grade or series.level != progress.grade:
            return None
        season = season_of(progress.day)
        low, high = (
            norms.target(series.measure, progress.grade, season, percentile)
            for percentile in MIDDLE_HALF
        )
        return (low.value, high.value) if low is not None and high is not None else None

    def _group(self, student_id: str, progress: StudentProgress) -> GroupWork | None:
        """Return the first group that meets of those that a measure concerns."""
        mine = concerned(self._groups.all(), student_id, progress.series.measure)
        one = next((group for group in mine if group.settings.weekdays), None)
        if one is None:
            return None
        return GroupWork(len(one.settings.weekdays), one.settings.minutes)
