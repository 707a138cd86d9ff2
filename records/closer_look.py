"""What takes longer to know of a student's series: error patterns, odd forms, the caseload's prior.

A page or a decision about one student asks for it; a list of everybody doesn't.
"""

from datetime import date

from probes.progress.trend import CASELOAD_STUDENTS, Prior, caseload_prior
from records.error_history import ErrorHistory
from records.form_effects import FormEffects
from records.judged_series import SeenCloser
from records.monitoring import Monitoring
from records.plans import SeriesKey
from records.students import Students

LATEST = 3  # scores, whose forms are looked at


class CloserLook:
    """Looks at one series of one student on a day; an instance is a ``LookCloser``."""

    def __init__(
        self,
        students: Students,
        monitoring: Monitoring,
        errors: ErrorHistory,
        effects: FormEffects,
    ) -> None:
        self._students = students
        self._monitoring = monitoring
        self._errors = errors
        self._effects = effects

    def __call__(self, student: str, series: SeriesKey, day: date) -> SeenCloser:
        """Return what is known of it."""
        latest = [one for one in self._monitoring.scores_of(student, series) if one.counts]
        latest = sorted((p for p in latest if p.day <= day), key=lambda p: (p.day, p.id))[-LATEST:]
        return SeenCloser(
            error_pattern=bool(self._errors.patterns(student, series, day)),
            odd_form=not self._effects.odd(series).isdisjoint(one.form for one in latest),
            prior=self.prior(series, day),
        )

    def prior(self, series: SeriesKey, day: date) -> Prior | None:
        """Return how the caseload's own students grow, None before 30 of them have 10 points."""
        monitored = self._monitoring.monitored(day)
        mine = [one for one, keys in monitored.items() if series in keys]
        if len(mine) < CASELOAD_STUDENTS:
            return None
        found = [
            self._monitoring.judged(student, day, [series])[series].judgement.trend
            for student in map(self._students.get, sorted(mine))
            if student is not None and not student.archived
        ]
        return caseload_prior(one.fit for one in found if one is not None and one.fit is not None)
