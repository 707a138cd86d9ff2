"""Makes each kind of report from the records."""

from datetime import date

from probes.measures.measure import MEASURES
from probes.progress.norms import season_of
from records.groups import Groups
from records.monitoring import Monitoring
from records.plans import SeriesKey
from records.reports.family_pages import FamilyPages
from records.reports.family_report import FamilyReport, GroupWork, news_of
from records.reports.home_ideas import home_ideas
from records.student_progress import StudentProgress
from records.students import Students

MIDDLE_HALF = (25, 75)  # percentiles


class Reports:
    """Reports as of a day; whatever is later makes no difference."""

    def __init__(
        self,
        students: Students,
        groups: Groups,
        monitoring: Monitoring,
        family_pages: FamilyPages,
    ) -> None:
        self._students = students
        self._groups = groups
        self._monitoring = monitoring
        self._family_pages = family_pages

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
        """Return the group that a student works in, of the measure's area or of any."""
        area = MEASURES[progress.series.measure].area
        mine = [g for g in self._groups.all() if student_id in g.members]
        fitting = [g for g in mine if g.settings.area in ("", area) and g.settings.weekdays]
        if not fitting:
            return None
        one = max(fitting, key=lambda g: (g.settings.area == area, len(g.settings.weekdays), g.id))
        return GroupWork(len(one.settings.weekdays), one.settings.minutes)
