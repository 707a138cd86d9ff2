"""What a table of old scores becomes on record: students, their plans and phases, and the scores.

Ids follow from the file's own: the same student, score and phase are the same rows whoever brings
the file in, and however often. A session that has no date stands on a day counted from the first
one, a session a day, so that a trend is what it was in the table.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from records.calendar_days import LATEST
from records.imports.old_score_file import MOST_UNITS, SEASONS, BadScoreTable, FoundScore
from records.old_scores import TABLE as OLD_SCORES
from records.plan_phases import TABLE as PHASES
from records.plans import TABLE as PLANS
from records.record_store import RecordStore, Row
from records.students import TABLE as STUDENTS

FIRST_DAY = date(2024, 9, 2)  # a Monday; any day would do
SEASON_WEEKS = dict(zip(SEASONS, (0, 18, 34), strict=True))
ORAL_READING = {"measure": "orf", "mode": "oral"}
EVERY = 5  # instructional days between probes


class BroughtIn(NamedTuple):
    """How many came in, and how many scores were here already."""

    students: int
    scores: int
    known: int


def bring_in(
    store: RecordStore, found: Sequence[FoundScore], *, first_day: date = FIRST_DAY, when: str
) -> BroughtIn:
    """Put a table's scores on record that are not there yet: all, or none.

    Args:
        first_day: the day that sessions and seasons are counted from.
        when: now, as ``records.taken_back.stamp`` has it.

    Raises:
        BadScoreTable: a row of it is here already with another score, or days lie too late.
        OSError: it could not be written; nothing has changed.
    """
    if first_day + timedelta(days=MOST_UNITS) > LATEST:
        raise BadScoreTable(f"the first day has to lie before {LATEST.year - 28}")
    pupils: dict[str, list[FoundScore]] = {}
    for one in found:
        pupils.setdefault(_id("student", one.study, one.student), []).append(one)
    rows: list[tuple[str, str, Row]] = []
    known = students = 0
    for pupil, scores in pupils.items():
        made = _score_rows(pupil, scores, first_day)
        for score_id, (number, row) in made.items():
            here = store.row(OLD_SCORES, score_id)
            if here is None:
                rows.append((OLD_SCORES, score_id, row))
                continue
            known += 1
            if any(here.get(name) != row[name] for name in ("correct", "attempted", "seconds")):
                raise BadScoreTable(
                    f"row {number} is here already with another score; a kept score is never "
                    "changed by a file"
                )
        more = [(STUDENTS, pupil, _student_row(scores[0]))]
        if scores[0].study:
            more += _plan_rows(pupil, scores, first_day, when)
        for table, row_id, row in more:
            if store.row(table, row_id) is None:
                students += table == STUDENTS
                rows.append((table, row_id, row))
    if rows:
        store.put(*rows)
    return BroughtIn(students, sum(table == OLD_SCORES for table, _, _ in rows), known)


def _score_rows(
    pupil: str, scores: Iterable[FoundScore], first_day: date
) -> dict[str, tuple[int, Row]]:
    """Return a student's rows by id, each with its number in the table.

    Of scores in one place the second and third have ids of their own, by their order.
    """
    found: dict[str, tuple[int, Row]] = {}
    places: dict[tuple[object, ...], int] = {}
    for one in scores:
        place = (one.phase, one.at, one.unit, one.season, one.form)
        places[place] = places.get(place, 0) + 1
        score_id = _id("score", pupil, *map(str, place), str(places[place]))
        row: Row = {
            "student": pupil,
            **ORAL_READING,
            "level": one.grade,
            "form": one.form,
            "day": _day(one, first_day).isoformat(),
            "at": one.at,
            "unit": one.unit,
            "season": one.season,
            "correct": one.correct,
            "attempted": one.attempted,
            "seconds": one.seconds,
            "source": f"study {one.study}" if one.study else "table of passages",
        }
        found[score_id] = (one.number, row)
    return found


def _student_row(one: FoundScore) -> Row:
    return {"name": one.student, "grade": one.grade, "group": one.study, "archived": False}


def _plan_rows(
    pupil: str, scores: Iterable[FoundScore], first_day: date, when: str
) -> list[tuple[str, str, Row]]:
    """Return the plan that a student of a study had, and where its phases began."""
    plan = _id("plan", pupil)
    ordered = sorted(scores, key=lambda one: (one.at, one.phase, one.number))
    row: Row = {
        "student": pupil,
        **ORAL_READING,
        "level": "",
        "every": EVERY,
        "since": _day(ordered[0], first_day).isoformat(),
        "ended": "",
        "who": "",
        "when": when,
    }
    rows: list[tuple[str, str, Row]] = [(PLANS, plan, row)]
    phase = 0
    for one in ordered:
        if one.phase != phase:
            phase = one.phase
            label = "Baseline" if phase == 0 else "Intervention" if phase == 1 else f"Phase {phase}"
            begun: Row = {
                "plan": plan,
                "day": _day(one, first_day).isoformat(),
                "label": label,
                "changed": [label],
                "why": "As in the table of the study",
                "who": "",
                "when": when,
            }
            rows.append((PHASES, _id("phase", plan, str(one.at), str(phase)), begun))
    return rows


def _day(one: FoundScore, first_day: date) -> date:
    if one.season:
        return first_day + timedelta(weeks=SEASON_WEEKS[one.season])
    return first_day + timedelta(days=int(one.at))


def _id(*parts: str) -> str:
    return sha256("\n".join(("old scores", *parts)).encode()).hexdigest()[:20]
