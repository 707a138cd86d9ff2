"""Published levels and growth, read from the tables in ``norms/``.

What may be shown where (docs/decisions.md, "Norms"): the levels of Hasbrouck and Tindal are a rough
national reference for oral reading on a benchmark, on grade and in its season; never for one
monitoring probe and never off level. Growth is a rate to set goals by. The criteria for
computation are for handwritten work of several skills.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import pairwise
from typing import Literal

from probes.progress.trend import Prior

Season = Literal["fall", "winter", "spring"]
Pace = Literal["typical", "realistic", "ambitious"]
SEASONS: tuple[Season, ...] = ("fall", "winter", "spring")

OWN_GROWTH = "own-growth"
SOURCES = (
    "hasbrouck-tindal-2017",
    "hasbrouck-tindal-2006",
    "fuchs-1993",
    "ncii-13405",
    "burns-2006",
    OWN_GROWTH,
    "local",
)
"""Keys of what a number comes from. The last two are the student's own growth, and the school."""

LOCAL_STUDENTS, LOCAL_SHARE = 50, 0.90
_QUARTILES_IN_SDS = 1.3489795003921634  # between the 25th and 75th percentile of a normal curve


def season_of(day: date) -> Season:
    """Return a day's benchmark season: fall from August, winter from December, spring from March.

    A school whose windows lie otherwise names the season itself.
    """
    if day.month in (12, 1, 2):
        return "winter"
    return "fall" if day.month >= 8 else "spring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A score to reach: in the measure's unit, with the percentile it is, if it is one.

    ``source`` is one of ``SOURCES``, or the school's own words.
    """

    value: float
    source: str
    season: Season | None = None
    percentile: int | None = None


@dataclass(frozen=True, slots=True)
class GrowthRate:
    """Growth in the measure's unit a calendar week: half of a grade's, or what a goal may ask."""

    pace: Pace
    weekly: float
    source: str


class Norms:
    """The tables, by name of file (without ``.csv``) and text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._levels: dict[tuple[str, str], dict[int, tuple[float, str]]] = {}
        for row in _rows(texts["oral_reading_levels"]):
            levels = self._levels.setdefault((row["grade"], row["season"]), {})
            levels[int(row["percentile"])] = (float(row["wcpm"]), row["source"])
        self._growth = {
            (row["measure"], row["grade"], row["pace"]): (float(row["weekly"]), row["source"])
            for row in _rows(texts["growth_rates"])
        }
        self._criteria = [*_rows(texts["computation_criteria"])]

    def target(
        self, measure: str, grade: str, season: Season, percentile: int = 50
    ) -> Target | None:
        """Return the score at a percentile, None where no norm is known.

        For oral reading on the student's grade: ``grade`` has to be the student's and the level's.
        """
        levels = self._levels.get((grade, season), {}) if measure == "orf" else {}
        if percentile not in levels:
            return None
        value, source = levels[percentile]
        return Target(value=value, source=source, season=season, percentile=percentile)

    def standing(
        self, measure: str, grade: str, season: Season, value: float
    ) -> tuple[int, int] | None:
        """Return the published percentiles that a benchmark's score lies between, such as (25, 50).

        0 and 100 where it lies outside all; a score at a percentile has reached it. None where no
        norm is known. Nothing is read off between two percentiles: the table has five.
        """
        levels = self._levels.get((grade, season), {}) if measure == "orf" else {}
        if not levels:
            return None
        known = sorted((score, percentile) for percentile, (score, _) in levels.items())
        steps = [(float("-inf"), 0), *known, (float("inf"), 100)]
        return next(
            (below, above) for (low, below), (high, above) in pairwise(steps) if low <= value < high
        )

    def rates(self, measure: str, grade: str) -> tuple[GrowthRate, ...]:
        """Return typical, realistic and ambitious growth at a grade, as far as they are known."""
        known: tuple[tuple[Pace, str], ...] = (
            ("typical", "typical p50"),
            ("realistic", "realistic"),
            ("ambitious", "ambitious"),
        )
        return tuple(
            GrowthRate(pace, *self._growth[key])
            for pace, name in known
            if (key := (measure, grade, name)) in self._growth
        )

    def prior(self, measure: str, grade: str) -> Prior | None:
        """Return how monitored students of a grade grow, None where it isn't known.

        The mean is their median and the SD the distance of their quartiles by a normal curve's.
        """
        try:
            low, mean, high = (
                self._growth[measure, grade, f"monitored {p}"] for p in ("p25", "p50", "p75")
            )
        except KeyError:
            return None
        return Prior(mean[0], (high[0] - low[0]) / _QUARTILES_IN_SDS, mean[1])

    def computation_level(self, grade: str, digits: float) -> str | None:
        """Return frustration, instructional or mastery, for digits a minute of mixed computation.

        By hand only. None for a grade that has no criterion.
        """
        whole = int(digits)  # the bands are of whole digits
        for row in self._criteria:
            first, last = row["grades"].split("-")
            inside = int(row["min"] or 0) <= whole <= int(row["max"] or whole)
            if grade.isdecimal() and int(first) <= int(grade) <= int(last) and inside:
                return row["level"]
        return None


def local_target(
    scores: Sequence[float], enrolled: int, season: Season, percentile: int = 50
) -> Target | None:
    """Return a grade's own score at a percentile, None unless its benchmark shows the grade.

    From one season's benchmark of one grade: at least 50 students, and nine tenths of those
    enrolled. Whoever is monitored for falling behind is no norm group.

    Args:
        scores: one a student.
    """
    if not _shows_the_grade(scores, enrolled):
        return None
    places = sorted(scores)
    at = (len(places) - 1) * percentile / 100
    low = int(at)
    high = min(low + 1, len(places) - 1)
    value = places[low] + (places[high] - places[low]) * (at - low)
    return Target(value=value, source="local", season=season, percentile=percentile)


def local_percentile(scores: Sequence[float], enrolled: int, value: float) -> float | None:
    """Return the share of a grade below a score, in percent, half of those equal to it counted.

    None unless the benchmark shows the grade (``local_target``).
    """
    if not _shows_the_grade(scores, enrolled):
        return None
    below = sum(score < value for score in scores)
    equal = sum(score == value for score in scores)
    return 100 * (below + equal / 2) / len(scores)


def _shows_the_grade(scores: Sequence[float], enrolled: int) -> bool:
    return len(scores) >= LOCAL_STUDENTS and len(scores) >= LOCAL_SHARE * enrolled


def _rows(text: str) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(StringIO(text)))
