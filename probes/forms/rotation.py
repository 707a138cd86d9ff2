"""Which form to give next.

House rule (docs/scoring.md, "Which form"): never one the student read in the
last four weeks, nor one that somebody of the group read aloud today.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from probes.forms.form import Form

REST = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class FormUse:
    """A form read on a day, by the student or by somebody of the group."""

    form: str
    day: date
    by_student: bool


def last_read(form: Form, readings: Iterable[FormUse]) -> date | None:
    """Return the day the student last read the form."""
    return max((r.day for r in readings if r.by_student and r.form == form.id), default=None)


def heard_today(form: Form, readings: Iterable[FormUse], today: date) -> bool:
    """Whether somebody of the group read the form aloud today."""
    return any(r.form == form.id and r.day == today and not r.by_student for r in readings)


def choose(forms: Sequence[Form], readings: Sequence[FormUse], today: date) -> Form | None:
    """Return the form to give: the one that has rested longest.

    Where every form is too fresh, the least fresh one is chosen all the same;
    the examiner sees when it was read. None where there are no forms.
    """

    def freshness(form: Form) -> tuple[bool, bool, date, str]:
        day = last_read(form, readings) or date.min
        resting = day != date.min and today - day < REST
        return (resting, heard_today(form, readings, today), day, form.title)

    return min(forms, key=freshness, default=None)
