"""How much easier or harder a form is than the others, and how sure that is.

Each score is its student's own straight line, plus the form's effect, plus error. All lines and
effects are fitted together, so that a form read by strong readers, or late in the year, isn't taken
for an easy one. Effects are drawn towards 0 by what is known of them (a normal prior of half the
error's SD): a form read twice is not called odd.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import NormalDist

from probes.progress.trend import weeks_between

PRIOR_SHARE = 0.5  # of the error's SD
LEAST_STUDENTS = 10
LEAST_DAYS = 3  # as one day may have been odd, and not the form
LEAST_POINTS = 4  # of a student, or their line takes up the form's effect
_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class FormReading:
    """One score of a form: whose line it belongs to (a student's phase), on which day.

    ``student`` is whose, "" where each line is a student's only one.
    """

    line: str
    day: date
    form: str
    value: float
    student: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDifficulty:
    """What a form adds to a score, in the measure's unit: above 0 it is easier than the others.

    ``error`` is the effect's standard error, ``low`` and ``high`` bound 95 % of what it may be.
    ``odd`` says that chance would bring such an effect in one set of forms of twenty: look at the
    form. It takes ten students on three days.
    """

    form: str
    effect: float
    error: float
    low: float
    high: float
    readings: int
    students: int
    odd: bool


def form_difficulties(readings: Iterable[FormReading]) -> tuple[FormDifficulty, ...]:
    """Return the effect of each form, hardest first.

    Only lines of four readings or more on two days or more tell; a form that none of them has read
    is left out. Empty if there are not two forms, or no error to measure by.
    """
    lines = _lines(readings)
    forms = sorted({one.form for line in lines for one in line})
    place = {form: i for i, form in enumerate(forms)}
    freedom = sum(len(line) for line in lines) - 2 * len(lines) - (len(forms) - 1)
    if len(forms) < 2 or freedom < 1:
        return ()
    matrix, right, square = _normal_equations(lines, place)
    for i, row in enumerate(matrix):
        row[i] += 1 / PRIOR_SHARE**2
    inverse = _inverse(matrix)
    effects = [_dot(row, right) for row in inverse]
    left = square - _dot(effects, right) - sum(e * e for e in effects) / PRIOR_SHARE**2
    if left <= 1e-12 * (1 + square):
        return ()  # every score lies on its line: there is no error to measure by
    variance = left / freedom
    return tuple(
        sorted(
            (
                _difficulty(form, effects[i], sqrt(variance * inverse[i][i]), lines, len(forms))
                for form, i in place.items()
            ),
            key=lambda one: (one.effect, one.form),
        )
    )


def _lines(readings: Iterable[FormReading]) -> list[list[FormReading]]:
    by_line: dict[str, list[FormReading]] = defaultdict(list)
    for one in sorted(readings, key=lambda one: (one.line, one.day, one.form, one.value)):
        by_line[one.line].append(one)
    return [
        line
        for line in by_line.values()
        if len(line) >= LEAST_POINTS and len({one.day for one in line}) > 1
    ]


def _normal_equations(
    lines: Sequence[Sequence[FormReading]], place: dict[str, int]
) -> tuple[list[list[float]], list[float], float]:
    """Return the equations of the effects, with each student's own line taken out of both sides.

    The matrix, the right side, and the sum of squares about the lines alone.
    """
    size = len(place)
    matrix = [[0.0] * size for _ in range(size)]
    right = [0.0] * size
    square = 0.0
    for line in lines:
        n = len(line)
        xs = [weeks_between(line[0].day, one.day) for one in line]
        middle = sum(xs) / n
        dx = [x - middle for x in xs]
        sxx = sum(d * d for d in dx)
        mean = sum(one.value for one in line) / n
        slope = sum(d * one.value for d, one in zip(dx, line, strict=True)) / sxx
        times: dict[int, tuple[int, float]] = {}  # a form's readings, and the sum of their dx
        for d, one in zip(dx, line, strict=True):
            rest = one.value - mean - slope * d
            square += rest * rest
            form = place[one.form]
            right[form] += rest
            count, moment = times.get(form, (0, 0.0))
            times[form] = (count + 1, moment + d)
        for first, (count, moment) in times.items():
            matrix[first][first] += count
            for second, (others, other_moment) in times.items():
                matrix[first][second] -= count * others / n + moment * other_moment / sxx
    return matrix, right, square


def _inverse(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the inverse of a positive definite matrix, by elimination."""
    size = len(matrix)
    rows = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for i in range(size):
        pivot = rows[i][i]
        rows[i] = [value / pivot for value in rows[i]]
        for j in range(size):
            if j != i and (factor := rows[j][i]):
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[size:] for row in rows]


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


def _difficulty(
    form: str, effect: float, error: float, lines: Sequence[Sequence[FormReading]], forms: int
) -> FormDifficulty:
    read = [
        (one.student or one.line, one.day) for line in lines for one in line if one.form == form
    ]
    students = len({student for student, _ in read})
    known = students >= LEAST_STUDENTS and len({day for _, day in read}) >= LEAST_DAYS
    limit = NormalDist().inv_cdf(1 - _CHANCE / 2 / forms) * error
    reach = NormalDist().inv_cdf(0.975) * error
    return FormDifficulty(
        form=form,
        effect=effect,
        error=error,
        low=effect - reach,
        high=effect + reach,
        readings=len(read),
        students=students,
        odd=known and abs(effect) > limit,
    )
