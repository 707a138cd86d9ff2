"""Scores as people read them: rounded here and nowhere else."""

from collections.abc import Sequence
from datetime import datetime
from math import floor

from probes.administration import Administration
from probes.scoring import Score
from screens.catalogue import count_of, say
from screens.chart import Point


def rate_text(score: Score) -> str:
    """Return the rate to the whole word, halves up."""
    return say("student.no_rate") if score.rate is None else str(whole(score.rate))


def whole(rate: float) -> int:
    """Return a rate to the whole word, halves up."""
    return floor(rate + 0.5)


def accuracy_text(score: Score) -> str:
    """Return the accuracy to the tenth below, so that no rounding lifts it over a cut."""
    if score.accuracy is None:
        return say("result.no_accuracy")
    tenths = floor(score.accuracy * 10 + 1e-9)
    return say("result.percent", percent=f"{tenths / 10:.1f}".removesuffix(".0"))


def flags(given: Administration, score: Score) -> list[str]:
    """Return what has to stand beside the number."""
    found = []
    if score.spoiled:
        found.append(say("student.not_counted"))
    if score.prorated:
        found.append(say("student.prorated"))
    if score.discontinued:
        found.append(say("student.discontinued"))
    if given.conditions:
        found.append(say("student.interrupted"))
    if score.skipped_lines:
        found.append(count_of("result.skipped", score.skipped_lines))
    return found


def points(history: Sequence[Administration]) -> list[Point]:
    """Return what a chart shows: counted scores only."""
    scored = [(datetime.fromisoformat(given.given_at).date(), given.score()) for given in history]
    return [
        Point(day, score.rate)
        for day, score in scored
        if score.rate is not None and not score.spoiled
    ]
