"""A made-up class to try the app with: no child's name, no child's score."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from probes.administration import Administration
from probes.events import Event, Last, Mark, Start, TimeUp
from probes.form import Form
from probes.measure import ORAL_READING
from probes.profiles import HOUSE

WEEKS = 5


class MadeUp(NamedTuple):
    """A student as invented: the rate at first, in words a minute, and its growth a week."""

    name: str
    group: str
    grade: str
    rate: float
    growth: float


STUDENTS = (
    MadeUp("Ash B.", "Blue table", "2", 38, 1.6),
    MadeUp("Brook L.", "Blue table", "2", 51, 1.1),
    MadeUp("Coral M.", "Blue table", "2", 29, 2.2),
    MadeUp("Fern O.", "Window corner", "4", 74, 1.4),
    MadeUp("Lake R.", "Window corner", "4", 88, 0.4),
    MadeUp("Sky T.", "Window corner", "4", 61, 1.9),
)

Row = tuple[str, str, dict[str, Any]]


def sample_class(
    forms: Sequence[Form],
    today: date,
    new_id: Callable[[], str],
    chance: Callable[[], float],
) -> list[Row]:
    """Return rows of forms, students, and the weekly probes they were given up to last week.

    ``chance`` returns a number from 0 up to 1. Students are flagged as a sample,
    which is never shared.
    """
    levels = {student.grade for student in STUDENTS}
    rows: list[Row] = [("forms", form.id, asdict(form)) for form in forms if form.level in levels]
    for student in STUDENTS:
        student_id = new_id()
        fields = {"name": student.name, "grade": student.grade, "group": student.group}
        rows.append(("students", student_id, {**fields, "archived": False, "sample": True}))
        level = [form for form in forms if form.level == student.grade]
        for week in range(WEEKS if level else 0):
            rate = student.rate + student.growth * week + 8 * (chance() - 0.5)
            form = level[week % len(level)]
            day = today - timedelta(weeks=WEEKS - week)
            given = Administration(
                id=new_id(),
                measure=ORAL_READING.id,
                profile=HOUSE.id,
                profile_version=HOUSE.version,
                form=form,
                seconds=ORAL_READING.seconds,
                student=student_id,
                grade=student.grade,
                given_at=datetime.combine(day, time(9, 10)).astimezone().isoformat(),
                examiner="",
                input_mode="oral",
                conditions=(),
                part=None,
                events=tuple(_minute(form, rate, chance)),
            )
            rows.append(("administrations", given.id, given.record()))
    return rows


def _minute(form: Form, rate: float, chance: Callable[[], float]) -> Iterator[Event]:
    """Invent the taps of one minute: a word in eighteen or so is an error."""
    last = min(round(rate * 1.06), len(form.items) - 2)
    yield Start()
    for item in range(last):
        if chance() < 1 / 18:
            yield Mark(item=item, at_ms=round(60_000 * (item + 1) / (last + 1)))
    yield TimeUp(at_ms=60_000)
    yield Last(item=last, at_ms=62_500)
