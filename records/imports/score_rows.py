"""Old scores as rows: packed by student and series, and only those that are not here yet."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from records.derived_ids import derived_id
from records.imports.found_rows import Found, FoundScore, FoundSeries, FoundStudent, RefusedCell
from records.old_scores import TABLE as OLD_SCORES
from records.old_scores import OldScore, OldScores, packed, place_of
from records.plan_phases import TABLE as PHASES
from records.plans import TABLE as PLANS
from records.plans import SeriesKey
from records.record_store import Row

EVERY_DAYS = 5  # instructional days between probes of a plan that a study had
_SAME = 1e-9
Series = list[tuple[FoundSeries, list[FoundScore]]]


class Counted(Protocol):
    """What rows and counts are added to."""

    rows: list[tuple[str, str, Row]]
    refused: list[RefusedCell]
    scores: int
    known_scores: int


class ScoreRows:
    """Makes rows of the scores that were found."""

    def __init__(self, old_scores: OldScores, found: Found, *, name: str, when: str) -> None:
        self._old_scores = old_scores
        self._found = found
        self._name = name
        self._when = when

    def by_student(self) -> Mapping[int, Series]:
        """Return the scores of each student, by the student's place."""
        series: dict[int, Series] = {}
        for (place, key), scores in self._found.scores.items():
            series.setdefault(place, []).append((key, scores))
        return series

    def add(
        self, plan: Counted, student: str, one: FoundStudent, series: Series, *, new: bool
    ) -> None:
        """Add a student's rows to a plan; ``new`` says that nothing of theirs is here."""
        here = {} if new else _by_place(self._old_scores.of(student))
        fresh: Series = []
        for key, scores in series:
            numbered = _numbered(key, scores)
            left = [score for score in numbered if self._is_new(plan, key, score, here)]
            if left:
                fresh.append((key, sorted(left, key=lambda score: (score.day, score.at))))
        for key, scores in fresh:
            plan.scores += len(scores)
            for text in packed(score.packed() for score in scores):
                row: Row = {
                    "student": student,
                    "measure": key.measure,
                    "level": key.level,
                    "mode": key.mode,
                    "unit": key.unit,
                    "source": f"study {one.study}" if one.study else self._name or "pasted",
                    "scores": text,
                }
                plan.rows.append((OLD_SCORES, derived_id("scores", student, *key, text), row))
        if one.study:
            for key, scores in fresh:
                plan.rows += self._plan_rows(student, key, scores)

    def _is_new(
        self,
        plan: Counted,
        key: FoundSeries,
        score: FoundScore,
        here: dict[tuple[object, ...], list[OldScore]],
    ) -> bool:
        """Tell whether a score isn't here; one in its place with another value is refused."""
        kept = here.get(_place(key, score))
        if not kept:
            return True
        same = kept.pop(0)
        close = (
            abs(same.correct - score.correct) < _SAME and abs(same.seconds - score.seconds) < _SAME
        )
        if close and same.attempted == score.attempted:
            plan.known_scores += 1
        else:
            allowed = "the score that is here already: a kept one is never changed by a file"
            plan.refused.append(
                RefusedCell(score.row, key.measure, f"“{score.correct:g}”", allowed)
            )
        return False

    def _plan_rows(
        self, student: str, key: FoundSeries, scores: Iterable[FoundScore]
    ) -> list[tuple[str, str, Row]]:
        """Return the plan that a student of a study had, and where its phases began."""
        ordered = sorted(scores, key=lambda score: (score.at, score.phase, score.row))
        plan = derived_id("plan", student, *key[:3])
        who: Row = {"who": "", "when": self._when}
        row: Row = {
            "student": student,
            "measure": key.measure,
            "level": key.level,
            "mode": key.mode,
            "every": EVERY_DAYS,
            "since": ordered[0].day,
            "ended": "",
            **who,
        }
        rows: list[tuple[str, str, Row]] = [(PLANS, plan, row)]
        phase = 0
        for score in ordered:
            if score.phase != phase:
                phase = score.phase
                label = {0: "Baseline", 1: "Intervention"}.get(phase, f"Phase {phase}")
                begun: Row = {
                    "plan": plan,
                    "day": score.day,
                    "label": label,
                    "changed": [label],
                    "why": "As in the table of the study",
                    **who,
                }
                rows.append((PHASES, derived_id("phase", plan, str(score.at), str(phase)), begun))
        return rows


def _numbered(key: FoundSeries, scores: Iterable[FoundScore]) -> list[FoundScore]:
    """Return scores of which several in one place are counted."""
    places: dict[tuple[object, ...], int] = {}
    found = []
    for score in scores:
        place = _place(key, score)
        places[place] = places.get(place, 0) + 1
        found.append(score._replace(nth=places[place]) if places[place] > 1 else score)
    return found


def _by_place(scores: Iterable[OldScore]) -> dict[tuple[object, ...], list[OldScore]]:
    found: dict[tuple[object, ...], list[OldScore]] = {}
    for one in scores:
        found.setdefault(place_of(one), []).append(one)
    return found


def _place(key: FoundSeries, score: FoundScore) -> tuple[object, ...]:
    series = SeriesKey(key.measure, key.level, key.mode)
    day = None if key.unit else date.fromisoformat(score.day)
    return (series, day, float(score.at), key.unit, score.season, score.form)
