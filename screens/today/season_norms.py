"""What a season came to: a grade's own norm once the whole of it was tested, else this list's."""

from datetime import date

import flet as ft

from probes.progress.class_results import class_result
from records.benchmark_results import BenchmarkResults, SeasonResult
from records.instructional_days import Span
from records.season_coverage import SeasonCoverage
from screens.parts.controls import bold, card, quiet
from screens.parts.score_text import rounded, unit_short
from screens.parts.theme import Palette
from screens.words.catalogue import say

SHOWN = (25, 50, 75)  # percentiles


def season_norms(
    palette: Palette, season: SeasonCoverage, results: BenchmarkResults, today: date
) -> list[ft.Control]:
    """Return a card of the grades on the list that have norms of their own, and one of others.

    Others are shown once everybody of the grade who is on the list has a score; what they came to
    is no norm, and says so.
    """
    unit, norms, others = unit_short(season.measure), [], []
    whole = _whole_grades(season.window, season.measure, results, today)
    for grade, (done, of) in season.by_grade.items():
        if grade in whole:
            norms.append(_norm(grade, whole[grade], unit))
        elif grade and done == of:
            others += _others(grade, season.scores(grade), unit)
    cards: list[ft.Control] = []
    for key, said in (("season.local", norms), ("season.norms", others)):
        if said:
            lines = [ft.Text(one, size=16, color=palette.ink) for one in said]
            help_ = quiet(palette, say(f"{key}.help"))
            cards.append(card(palette, bold(say(key), 17, palette.title), *lines, help_))
    return cards


def _whole_grades(
    window: Span, measure: str, results: BenchmarkResults, today: date
) -> dict[str, SeasonResult]:
    """Return by grade what was tested of it in a window, where its percentiles are local."""
    day = min(today, window.last)
    return {
        one.series.level: one
        for one in results.of(day)
        if one.series.measure == measure
        and one.season.first <= window.first <= one.season.last
        and one.local() is not None
    }


def _norm(grade: str, found: SeasonResult, unit: str) -> str:
    targets = [found.local(percentile) for percentile in SHOWN]
    low, middle, high = (rounded(one.value) for one in targets if one is not None)
    tested, of = len(found.scores), found.enrolled
    return say(
        "season.local.norm",
        grade=grade,
        low=low,
        middle=middle,
        high=high,
        unit=unit,
        tested=tested,
        of=of,
    )


def _others(grade: str, scores: list[float], unit: str) -> list[str]:
    result = class_result(scores)
    if result is None:
        return []
    low, high = (rounded(one) for one in result.quartiles)
    middle = rounded(result.median)
    said = say("season.norm", grade=grade, n=result.n, low=low, middle=middle, high=high, unit=unit)
    return [said]
