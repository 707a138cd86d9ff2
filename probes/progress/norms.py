"""Published levels and growth, read from the tables in ``norms/``.

What may be shown where (docs/decisions.md, "Norms"): the levels of Hasbrouck and Tindal are a rough
national reference for oral reading on a benchmark, on grade and in its season; never for one
monitoring probe and never off level. Growth is a rate to set goals by. The criteria for
computation are for handwritten work of several skills.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import pairwise
from typing import Literal

from probes.progress.trend import Prior

Season = Literal["fall", "winter", "spring"]
Pace = Literal["typical", "realistic", "ambitious"]
SEASONS: tuple[Season, ...] = ("fall", "winter", "spring")

# Three windows a year, from August; a school that dates its windows otherwise names the season.
_SEASON_OF_MONTH: Mapping[int, Season] = dict.fromkeys((8, 9, 10, 11), "fall") | dict.fromkeys(
    (12, 1, 2), "winter"
)  # type: ignore[assignment]
_QUARTILES_IN_SDS = 1.3489795003921634  # between the 25th and 75th percentile of a normal curve


def season_of(day: date) -> Season:
    """Return the benchmark season of a day: fall from August, winter from December, else spring."""
    return _SEASON_OF_MONTH.get(day.month, "spring")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A score to reach: in the measure's unit, with the percentile it is, if it is one.

    ``source`` is a key of docs/decisions.md, or the school's own words.
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


def _rows(text: str) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(StringIO(text)))
