"""Where a benchmark's score stands beside what the school entered: its grade, cut points."""

from typing import NamedTuple

from records.benchmark_results import BenchmarkResults
from records.cut_points import CutPoint, CutPoints
from records.plans import SeriesKey
from records.student_progress import BenchmarkMark


class Standing(NamedTuple):
    """A local percentile, and the cut points of the forms' publisher; None where there are none."""

    percentile: float | None
    cut: CutPoint | None


class BenchmarkStandings:
    """Looks a benchmark up, where it was given on the student's grade."""

    def __init__(self, cut_points: CutPoints, results: BenchmarkResults) -> None:
        self._cut_points = cut_points
        self._results = results

    def of(self, series: SeriesKey, grade: str, mark: BenchmarkMark) -> Standing:
        """Return where a mark stands; nowhere off level."""
        if not grade or series.level != grade:
            return Standing(None, None)
        cut = self._cut_points.for_forms(mark.forms, series.measure, series.level, mark.season)
        percentile = self._results.percentile(series, mark.occasion.day, mark.occasion.value)
        return Standing(percentile, cut)
