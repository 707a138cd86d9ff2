"""A made-up class to try the app with: no child's name, no child's score."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any, NamedTuple

from probes.administration import Administration
from probes.forms.form import Form
from probes.giving.events import Event, Last, Mark, Start, TimeUp
from probes.measures.measure import MEASURES
from probes.measures.profiles import HOUSE
from probes.progress.baseline import Baseline, baseline
from probes.progress.series import ScoredProbe
from records.plan_goals import KeptGoal

EXAMINER = "Sample"
FEW, MANY = 5, 14  # weekly probes
GOAL_WEEKS = 24  # from the baseline to the goal's day
CHANGED_AFTER = 8  # probes


class SampleSeries(NamedTuple):
    """Weekly scores as invented: the rate at first, a minute, and its growth a week.

    ``asks`` is what the goal asks a week, 0 where none is set. ``changed`` is what a second phase
    began with, a key of the menu, or "".
    """

    measure: str
    level: str
    rate: float
    growth: float
    weeks: int = FEW
    planned: bool = False
    asks: float = 0
    changed: str = ""


class MadeUp(NamedTuple):
    """A student as invented."""

    name: str
    group: str
    grade: str
    lines: tuple[SampleSeries, ...]


def _reads(
    level: str, rate: float, growth: float, asks: float = 0, changed: str = ""
) -> SampleSeries:
    return SampleSeries("orf", level, rate, growth, MANY, True, asks, changed)


STUDENTS = (
    MadeUp(
        "Ash B.",
        "Blue table",
        "2",
        (SampleSeries("facts", "add-sub-20", 14, 0.8), _reads("2", 38, 2.0, 1.5)),
    ),
    MadeUp("Brook L.", "Blue table", "2", (_reads("2", 51, 0.2, 2.0),)),
    MadeUp("Coral M.", "Blue table", "2", (_reads("2", 29, 2.4, 1.5),)),
    MadeUp(
        "Dew K.", "Rug corner", "K", (SampleSeries("lsf", "K", 9, 1.3, planned=True, asks=1.2),)
    ),
    MadeUp(
        "Elm P.",
        "Rug corner",
        "1",
        (
            SampleSeries("facts", "add-10", 8, 0.9),
            SampleSeries("lsf", "1", 24, 1.5, planned=True),
        ),
    ),
    MadeUp("Fern O.", "Window corner", "4", (_reads("4", 74, 0.3, 1.1),)),
    MadeUp("Lake R.", "Window corner", "4", (_reads("4", 88, 0.2, 1.1, "more minutes"),)),
    MadeUp("Sky T.", "Window corner", "4", (_reads("4", 61, 0.1, 1.1),)),
)

Row = tuple[str, str, dict[str, Any]]


def sample_class(
    forms_of: Callable[[str, str], Sequence[Form]],
    today: date,
    new_id: Callable[[], str],
    chance: Callable[[], float],
) -> list[Row]:
    """Return rows of forms, students, weekly probes up to last week, and plans with their goals.

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
            probes: list[ScoredProbe] = []
            for week in range(line.weeks if forms else 0):
                form = forms[week % len(forms)]
                used[form.id] = form
                day = today - timedelta(weeks=line.weeks - week)
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
                probes.append(ScoredProbe(id=given.id, day=day, value=given.score().rate))
            if line.planned and probes:
                rows += _plan(student_id, line, probes, new_id)
    return [*(("forms", form.id, asdict(form)) for form in used.values()), *rows]


def _plan(
    student: str, line: SampleSeries, probes: Sequence[ScoredProbe], new_id: Callable[[], str]
) -> Iterator[Row]:
    """Invent a plan from the first probe on, a goal from the first three, and a second phase."""
    plan, first = new_id(), probes[0].day
    kept = {"who": EXAMINER, "when": f"{first}T15:00:00.000+00:00"}
    row = {"student": student, "measure": line.measure, "level": line.level}
    row["mode"] = MEASURES[line.measure].modes[0]
    yield ("plans", plan, {**row, "every": 5, "since": first.isoformat(), "ended": "", **kept})
    measured = baseline(probes)
    if line.asks and isinstance(measured, Baseline):
        goal = KeptGoal(
            new_id(),
            plan,
            "growth" if line.measure == "orf" else "typed",
            measured.value,
            tuple(probe.id for probe in measured.probes),
            measured.day,
            float(ceil(measured.value + line.asks * GOAL_WEEKS)),
            measured.day + timedelta(weeks=GOAL_WEEKS),
            "",
            "fuchs-1993" if line.measure == "orf" else "",
            EXAMINER,
            f"{measured.probes[-1].day}T15:00:00.000+00:00",
        )
        yield ("goals", goal.id, goal.row())
    if line.changed:
        day = probes[CHANGED_AFTER].day
        phase: dict[str, Any] = {"plan": plan, "day": day.isoformat(), "label": "5 × 30 minutes"}
        phase |= {"changed": [line.changed], "why": "Below goal pace at two probe days"}
        yield ("phases", new_id(), {**phase, **kept, "when": f"{day}T15:00:00.000+00:00"})


def _minute(form: Form, rate: float, chance: Callable[[], float]) -> Iterator[Event]:
    """Invent the taps of one minute: an item in thirty or so is an error."""
    last = min(round(rate * 1.06), len(form.items) - 2)
    yield Start()
    for item in range(last):
        if chance() < 1 / 30:
            yield Mark(item=item, at_ms=round(60_000 * (item + 1) / (last + 1)))
    yield TimeUp(at_ms=60_000)
    yield Last(item=last, at_ms=62_500)
