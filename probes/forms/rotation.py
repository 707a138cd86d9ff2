"""Which form to give next.

House rule (docs/scoring.md, "Which form"): avoid forms that the student read in the
last four weeks, and forms that someone in the group read aloud today. Of our own
passages three a grade are kept for benchmarks, so that a child meets them fresh.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from probes.forms.form import Form

REST = timedelta(weeks=4)

# The ids of the passages whose files say ``use: benchmark``. They stand here and not in the
# form, because a form is kept with every score and older versions read it.
BENCHMARK = frozenset(
    (
        "CTW3GJ", "3DW3WD", "P7DDGR",  # grade 1
        "X4NYH7", "JCPDC3", "772H4Q",  # grade 2
        "NK4CJK", "F43C3Q", "77PYYT",  # grade 3
        "DTBYRB", "NQN7RT", "G3F2TR",  # grade 4
        "2PWQB3", "7QD7MF", "WBYQBY",  # grade 5
        "HNFPPN", "FRJGK2", "K7GPRP",  # grade 6
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormUse:
    """A form read on a day, by the student or by someone else in the group."""

    form: str
    day: date
    by_student: bool


def last_read(form: Form, readings: Iterable[FormUse]) -> date | None:
    """Return the day on which the student last read the form, None if never."""
    return max((r.day for r in readings if r.by_student and r.form == form.id), default=None)


def heard_today(form: Form, readings: Iterable[FormUse], today: date) -> bool:
    """Return whether someone else in the group read the form aloud today."""
    return any(r.form == form.id and r.day == today and not r.by_student for r in readings)


def choose(
    forms: Sequence[Form],
    readings: Sequence[FormUse],
    today: date,
    kept: Container[str] = BENCHMARK,
    *,
    student: str = "",
    elsewhere: Container[str] = (),
) -> Form | None:
    """Return the form to give: the one that the student read longest ago, or never.

    Those that were never read come in an order of the student's own, so that a group doesn't
    read the same form in the same week. If every form is one to avoid, the best of them is chosen
    all the same; the examiner sees when it was read. None if there are no forms.

    Args:
        kept: ids of forms that are chosen only where there are no others.
        student: the id that the order follows from; by title without one.
        elsewhere: ids of forms that others of the group are to read on that day.
    """

    def recency(form: Form) -> tuple[bool, bool, bool, date, str, str]:
        too_recent, heard, day, title = _recency(form, readings, today)
        own = sha256(f"{student}\n{form.id}".encode()).hexdigest() if student else ""
        return (form.id in kept, too_recent, heard or form.id in elsewhere, day, own, title)

    return min(forms, key=recency, default=None)


def choose_for_set(
    forms: Sequence[Form],
    readings: Sequence[FormUse],
    today: date,
    used: Container[str],
    kept: Container[str] = BENCHMARK,
) -> Form | None:
    """Return the next form of a benchmark set: one kept for it, and none ``used`` in it already.

    None if every form was used.
    """
    return min(
        (form for form in forms if form.id not in used),
        key=lambda form: (form.id not in kept, *_recency(form, readings, today)),
        default=None,
    )


def _recency(form: Form, readings: Sequence[FormUse], today: date) -> tuple[bool, bool, date, str]:
    day = last_read(form, readings) or date.min
    # A day still to come was said by a clock that was set wrong.
    too_recent = day != date.min and -REST < today - day < REST
    return (too_recent, heard_today(form, readings, today), day, form.title)
