"""The chart of a student's scores on paper: the screen's ``ChartSpec``, in greys.

It is laid out as on the screen, in px, and made smaller. Nothing is told by a grey alone: each
kind of line and of point has a form of its own.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from screens.paper.drawn_page import (
    FAINT,
    INK,
    PALE,
    QUIET,
    WHITE,
    DrawnArea,
    DrawnDisc,
    DrawnLine,
    DrawnText,
    Shape,
    rectangle,
)
from screens.paper.pdf_document import BOLD, PLAIN, Area
from screens.paper.report_sheet import ReportSheet
from screens.parts.chart_plot import EDGE, TEXT, Plot
from screens.parts.chart_spec import ChartMark, ChartSpec, LineKind, MarkKind

SCALE = 0.75  # points of paper a px of the screen


class ChartWords(NamedTuple):
    """The few words that stand on a chart."""

    day: Callable[[Plot, date], str]
    school_break: str


def draw_chart(sheet: ReportSheet, spec: ChartSpec, words: ChartWords, height: float) -> None:
    """Draw a chart across the page; ``height`` is in points. Its sentence is what is read of it."""
    area = sheet.figure(height)
    plot = Plot(spec, area.width / SCALE, height / SCALE)
    sheet.block("figure", _ChartOnPaper(sheet, plot, words, area).shapes(), spec.sentence)


class _ChartOnPaper:
    def __init__(self, sheet: ReportSheet, plot: Plot, words: ChartWords, area: Area) -> None:
        self._sheet = sheet
        self._plot = plot
        self._words = words
        self._area = area

    def shapes(self) -> list[Shape]:
        """Return what is drawn, from back to front."""
        plot, spec = self._plot, self._plot.spec
        found: list[Shape] = [*self._breaks(), *self._axes()]
        for band in spec.bands:
            edge = [(d, v) for d, v in zip(band.days, band.high, strict=True)]
            edge += [(d, v) for d, v in zip(band.days, band.low, strict=True)][::-1]
            corners = tuple(self._at(plot.x(day), plot.y(value)) for day, value in edge)
            found.append(DrawnArea(corners, PALE))
        found += self._phases()
        for line in spec.lines:
            ends = (plot.x(line.first), plot.y(line.first_score))
            to = (plot.x(line.last), plot.y(line.last_score))
            width, grey, dash = {
                LineKind.AIM: (1.5, 0.3, 5.0),
                LineKind.NORM: (1.2, 0.5, 1.5),
                LineKind.TREND: (1.9, INK, 0.0),
                LineKind.TREND_BEFORE: (1.3, 0.5, 0.0),
            }[line.kind]
            found.append(DrawnLine(*self._at(*ends), *self._at(*to), width, grey, dash))
        for mark in spec.marks:
            found += self._mark(mark)
        return found + self._goal()

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._area.left + x * SCALE, self._area.top + y * SCALE

    def _text(
        self, text: str, x: float, y: float, pinned: tuple[int, int], *, strong: bool = False
    ) -> list[Shape]:
        """``pinned`` is the point of the text at x, y: -1 left or top, 1 right or bottom."""
        points, font = TEXT * SCALE, BOLD if strong else PLAIN
        wide = self._sheet.measure(font, points, text)
        left, top = self._at(x, y)
        left = min(left - wide * (pinned[0] + 1) / 2, self._area.right - wide)
        left = max(left, self._area.left)
        top -= points * 1.2 * (pinned[1] + 1) / 2
        ground = Area(left - 1, top, left + wide + 1, top + points * 1.2)
        lettering = DrawnText(left, top + points * 0.95, font, points, text, INK)
        return [rectangle(ground, WHITE), lettering] if strong else [lettering]

    def _axes(self) -> list[Shape]:
        plot = self._plot
        found: list[Shape] = []
        for score in plot.scores:
            y = plot.y(score)
            found.append(DrawnLine(*self._at(plot.left, y), *self._at(plot.right, y), 0.5, FAINT))
            found += self._text(str(score), plot.left - 12, y, (1, 0))
        for day in plot.days:
            found += self._text(self._words.day(plot, day), plot.x(day), plot.bottom + 8, (0, -1))
        return found

    def _breaks(self) -> list[Shape]:
        plot = self._plot
        found: list[Shape] = []
        for one in plot.spec.breaks:
            x, right = max(plot.x(one.first), plot.left), min(plot.x(one.last), plot.right)
            if right <= x:
                continue
            corners = (*self._at(x, plot.top), *self._at(right, plot.bottom))
            found.append(rectangle(Area(*corners), 0.95))
            word = self._words.school_break
            if self._sheet.measure(PLAIN, TEXT, word) < right - x:
                found += self._text(word, (x + right) / 2, plot.bottom - 4, (0, 1))
        return found

    def _phases(self) -> list[Shape]:
        plot = self._plot
        found: list[Shape] = [
            DrawnLine(
                *self._at(label.line, label.y), *self._at(label.line, plot.bottom), 1.4, QUIET
            )
            for label in plot.phase_labels
        ]
        for label in plot.phase_labels:
            text, room = label.text, plot.width - EDGE - label.left
            while len(text) > 1 and self._sheet.measure(BOLD, TEXT, text) > room:
                text = text.removesuffix("…")[:-1].rstrip() + "…"
            found += self._text(text, label.left, label.y, (-1, -1), strong=True)
        return found

    def _mark(self, mark: ChartMark) -> list[Shape]:
        x, y = self._at(self._plot.x(mark.day), self._plot.y(mark.score))
        found: list[Shape] = []
        if mark is self._plot.spec.latest:
            found.append(DrawnDisc(x, y, 6.2, WHITE, INK, 1.6))
        match mark.kind:
            case MarkKind.SCORE:
                found.append(DrawnDisc(x, y, 3.3, INK))
            case MarkKind.LEFT_OUT:
                found.append(DrawnDisc(x, y, 3.3, WHITE, QUIET, 1.2))
            case MarkKind.IMPORTED:
                found.append(rectangle(Area(x - 3, y - 3, x + 3, y + 3), INK))
            case MarkKind.BENCHMARK:
                corners = ((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y))
                found.append(DrawnArea(corners, WHITE, INK, 1.4))
        return found

    def _goal(self) -> list[Shape]:
        plot, goal = self._plot, self._plot.spec.goal
        if goal is None:
            return []
        x, y = self._at(plot.x(goal.day), plot.y(goal.score))
        ring = DrawnDisc(x, y, 4.2, WHITE, INK, 1.8)
        right, low = plot.goal_label(goal.said, plot.x(goal.day), plot.y(goal.score))
        text = self._text(goal.said, right, low, (1, 1), strong=True)
        return [*text, ring]
