"""Where on a sheet of a given size each part of a chart lies; nothing here draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from screens.parts.chart_scale import by_month, day_ticks, value_ticks
from screens.parts.chart_spec import ChartMark, ChartSpec, LineKind
from screens.words.catalogue import say

LETTER = 0.54  # of a text's size is how wide a letter is, about
TEXT = 13  # px
LEFT = 43  # px beside the sheet, for the scores
TICK = 13  # px from a score to the sheet: clear of the ring of a point on its edge
RIGHT = 14
BELOW = 26
DAY_ROOM = 48  # px for the name of a day
ABOVE = 12
ROW = 19  # px, a row of phase labels
ASIDE = 6  # px from a phase's line to its label
EDGE = 4  # px that stay free at the right
POINT = 5  # px, half a point
ROWS = 4  # of phase labels at most; where more are needed, they say their day alone
NEAR = 26  # px within which a tap means a point


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A text above the sheet: its left edge, its top and its width, and where its line is."""

    text: str
    left: float
    y: float
    wide: float
    line: float


@dataclass(frozen=True)
class Plot:
    """A chart on a sheet of ``width`` by ``height`` px; x grows to the right and y downwards."""

    spec: ChartSpec
    width: float
    height: float

    @property
    def left(self) -> float:
        """The edge at which the first day lies."""
        return LEFT

    @property
    def right(self) -> float:
        """The edge at which the last day lies."""
        return self.width - RIGHT

    @property
    def top(self) -> float:
        """The edge of the highest score: below the labels of the phases."""
        return ABOVE + ROW * self._rows

    @property
    def bottom(self) -> float:
        """The edge at which the scores begin."""
        return self.height - BELOW

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """The scores that are named: the fewer, the lower the sheet."""
        return value_ticks(self.spec.top, most=6 if self.height >= 240 else 4)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days that are named."""
        most = max(2, int((self.right - self.left) / DAY_ROOM))
        return day_ticks(self.spec.first, self.spec.last, most)

    def x(self, day: date) -> float:
        """Return where a day lies."""
        span = max(1, (self.spec.last - self.spec.first).days)
        return self.left + (self.right - self.left) * (day - self.spec.first).days / span

    def y(self, score: float) -> float:
        """Return where a score lies; one that is off the sheet lies at its edge."""
        part = min(1.0, max(0.0, score / self.scores[-1]))
        return self.bottom - (self.bottom - self.top) * part

    def day_text(self, day: date) -> str:
        """Return how a named day is said: by its month where all are firsts of months."""
        month = say(f"month.{day.month}")
        if not by_month(self.days):
            return say("day.date", day=day.day, month=month)
        return str(day.year) if day.month == 1 and self.spans_years else month

    @property
    def spans_years(self) -> bool:
        """Whether January needs its year."""
        return (self.spec.last - self.spec.first) > timedelta(days=400)

    @cached_property
    def phase_labels(self) -> tuple[PlacedLabel, ...]:
        """The labels of the phases, in rows above the sheet so that none covers another.

        A label stands to the right of its line, or to the left; where neither has room it is moved
        over the line, and cut only if it is wider than the sheet. Where whole labels would take
        too many rows, all say their day alone.
        """
        phases = sorted(self.spec.phases, key=lambda phase: phase.day)
        whole = self._placed([(phase.day, phase.label) for phase in phases])
        if _rows_of(whole) <= ROWS:
            return whole
        days = [(phase.day, phase.brief or phase.label) for phase in phases]
        return self._placed([*dict.fromkeys(days)])

    def _placed(self, labels: Sequence[tuple[date, str]]) -> tuple[PlacedLabel, ...]:
        placed: list[PlacedLabel] = []
        ends: list[float] = []  # of each row
        edge = self.width - EDGE
        for day, text in labels:
            x = self.x(day)
            wide = min(text_width(text), edge - self.left)
            left = x + ASIDE
            if left + wide > edge:
                left = x - ASIDE - wide if x - ASIDE - wide >= self.left else edge - wide
            row = next((n for n, end in enumerate(ends) if end <= left), len(ends))
            ends[row : row + 1] = [left + wide + 2]
            placed.append(PlacedLabel(text, left, ABOVE + ROW * row - 4, wide, x))
        return tuple(placed)

    def goal_label(self, text: str, x: float, y: float) -> tuple[float, float]:
        """Return the right and lower edge of what is said of a goal at x, y, clear of points.

        It stands above the goal; where points or a trend are there, below, or in the corner.
        """
        right, wide = x + 8, text_width(text)
        lowest = self.bottom - 4
        for low in (y - 11, min(lowest, y + ROW + 13), self.top + ROW, lowest):
            if self._clear(right - wide, low - ROW, right, low):
                return right, low
        return right, y - 11

    def _clear(self, left: float, top: float, right: float, low: float) -> bool:
        """Tell whether no point and no trend is drawn in a part of the sheet."""
        near = POINT + 2
        dots = [(self.x(mark.day), self.y(mark.score)) for mark in self.spec.marks]
        for line in self.spec.lines:
            if line.kind is not LineKind.NORM:
                start = (self.x(line.first), self.y(line.first_score))
                end = (self.x(line.last), self.y(line.last_score))
                steps = max(1, round((end[0] - start[0]) / near))
                dots += [
                    (
                        start[0] + (end[0] - start[0]) * n / steps,
                        start[1] + (end[1] - start[1]) * n / steps,
                    )
                    for n in range(steps + 1)
                ]
        return not any(
            left - near < x < right + near and top - near < y < low + near for x, y in dots
        )

    @cached_property
    def _rows(self) -> int:
        """How many rows of labels there are."""
        return _rows_of(self.phase_labels)

    def nearest(self, x: float, y: float) -> ChartMark | None:
        """Return the point that a tap means; None where none is near."""
        marks = self.spec.marks
        if not marks:
            return None

        def away(mark: ChartMark) -> float:
            return float(((self.x(mark.day) - x) ** 2 + (self.y(mark.score) - y) ** 2) ** 0.5)

        found = min(marks, key=away)
        return found if away(found) <= NEAR or abs(self.x(found.day) - x) <= NEAR / 3 else None


def _rows_of(labels: Iterable[PlacedLabel]) -> int:
    return max((1 + round((label.y - ABOVE + 4) / ROW) for label in labels), default=0)


def text_width(text: str, size: int = TEXT) -> float:
    """Return about how wide a text is, in px."""
    return len(text) * size * LETTER + 6
