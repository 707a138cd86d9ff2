"""A made-up class to try the app with: no child's name, no child's score."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from probes.administration import Administration
from probes.forms.form import Form
from probes.giving.events import Event, Last, Mark, Start, TimeUp
from probes.measures.measure import MEASURES
from probes.measures.profiles import HOUSE

WEEKS = 5


class SampleSeries(NamedTuple):
    """Weekly scores as invented: the rate at first, a minute, and its growth a week."""

    measure: str
    level: str
    rate: float
    growth: float


class MadeUp(NamedTuple):
    """A student as invented."""

    name: str
    group: str
    grade: str
    lines: tuple[SampleSeries, ...]


def _reads(level: str, rate: float, growth: float) -> SampleSeries:
    return SampleSeries("orf", level, rate, growth)


STUDENTS = (
    MadeUp(
        "Ash B.",
        "Blue table",
        "2",
        (SampleSeries("facts", "add-sub-20", 14, 0.8), _reads("2", 38, 1.6)),
    ),
    MadeUp("Brook L.", "Blue table", "2", (_reads("2", 51, 1.1),)),
    MadeUp("Coral M.", "Blue table", "2", (_reads("2", 29, 2.2),)),
    MadeUp("Dew K.", "Rug corner", "K", (SampleSeries("lsf", "K", 9, 1.3),)),
    MadeUp(
        "Elm P.",
        "Rug corner",
        "1",
        (SampleSeries("facts", "add-10", 8, 0.9), SampleSeries("lsf", "1", 24, 1.5)),
    ),
    MadeUp("Fern O.", "Window corner", "4", (_reads("4", 74, 1.4),)),
    MadeUp("Lake R.", "Window corner", "4", (_reads("4", 88, 0.4),)),
    MadeUp("Sky T.", "Window corner", "4", (_reads("4", 61, 1.9),)),
)

Row = tuple[str, str, dict[str, Any]]


def sample_class(
    forms_of: Callable[[str, str], Sequence[Form]],
    today: date,
    new_id: Callable[[], str],
    chance: Callable[[], float],
) -> list[Row]:
    """Return rows of forms, students, and the weekly probes they were given up to last week.

    ``forms_of`` returns the forms of a level and measure, ``chance`` a number from 0 up
    to 1. Students are flagged as a sample, which is never shared.
    """
    used: dict[str, Form] = {}
    rows: list[Row] = []
    for student in STUDENTS:
        student_id = new_id()
        fields = {"name": student.name, "grade": student.grade, "group": student.group}
        rows.append(("students", student_id, {**fields, "archived": False, "sample": True}))
        for hour, line in enumerate(student.lines, start=9):
            forms = forms_of(line.level, line.measure)
            for week in range(WEEKS if forms else 0):
                form = forms[week % len(forms)]
                used[form.id] = form
                day = today - timedelta(weeks=WEEKS - week)
                rate = line.rate + line.growth * week + line.rate * (chance() - 0.5) / 6
                measure = MEASURES[line.measure]
                given = Administration(
                    id=new_id(),
                    measure=measure.id,
                    profile=HOUSE.id,
                    profile_version=HOUSE.version,
                    form=form,
                    seconds=measure.seconds_at(student.grade),
                    student=student_id,
                    grade=student.grade,
                    given_at=datetime.combine(day, time(hour, 10)).astimezone().isoformat(),
                    examiner="",
                    input_mode=measure.modes[0],
                    conditions=(),
                    part=None,
                    events=tuple(_minute(form, rate, chance)),
                )
                rows.append(("administrations", given.id, given.record()))
    return [*(("forms", form.id, asdict(form)) for form in used.values()), *rows]


def _minute(form: Form, rate: float, chance: Callable[[], float]) -> Iterator[Event]:
    """Invent the taps of one minute: an item in eighteen or so is an error."""
    last = min(round(rate * 1.06), len(form.items) - 2)
    yield Start()
    for item in range(last):
        if chance() < 1 / 18:
            yield Mark(item=item, at_ms=round(60_000 * (item + 1) / (last + 1)))
    yield TimeUp(at_ms=60_000)
    yield Last(item=last, at_ms=62_500)
