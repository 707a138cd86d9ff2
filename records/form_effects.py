"""How much easier or harder each form of a series has been than the others, over all students."""

from bisect import bisect_right
from datetime import date

from probes.progress.form_difficulty import FormDifficulty, FormReading, form_difficulties
from records.monitoring import Monitoring
from records.plans import SeriesKey
from records.record_store import RecordStore
from records.students import Students

YEAR_BEGINS = (8, 1)  # month and day: over the summer no line is straight


class FormEffects:
    """Computed from every score of a series; remembered until records change."""

    def __init__(self, records: RecordStore, students: Students, monitoring: Monitoring) -> None:
        self._records = records
        self._students = students
        self._monitoring = monitoring
        self._version = -1
        self._found: dict[SeriesKey, tuple[FormDifficulty, ...]] = {}

    def of(self, series: SeriesKey) -> tuple[FormDifficulty, ...]:
        """Return the effect of each form that was read by students with four readings or more."""
        if self._version != self._records.version:
            self._found, self._version = {}, self._records.version
        if series not in self._found:
            self._found[series] = form_difficulties(self._readings(series))
        return self._found[series]

    def odd(self, series: SeriesKey) -> frozenset[str]:
        """Return the ids of the forms that chance hardly makes so easy, or so hard."""
        return frozenset(one.form for one in self.of(series) if one.odd)

    def _readings(self, series: SeriesKey) -> list[FormReading]:
        """Return all scores of known forms, each on the line of its student, year and phase."""
        found = []
        for student in self._students.all():
            begins = self._monitoring.phase_days(student.id, series)
            for probe in self._monitoring.scores_of(student.id, series):
                if probe.counts and probe.value is not None and probe.form:
                    phase = bisect_right(begins, probe.day)
                    line = f"{student.id} {_school_year(probe.day)} {phase}"
                    found.append(FormReading(line, probe.day, probe.form, probe.value, student.id))
        return found


def _school_year(day: date) -> int:
    return day.year - ((day.month, day.day) < YEAR_BEGINS)
