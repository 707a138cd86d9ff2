"""Draws a chart of scores, the latest ringed; a tap on a point says what it is."""

from collections.abc import Callable
from datetime import date

import flet as ft
import flet.canvas as cv

from screens.parts.chart_plot import TEXT, TICK, Plot, text_width
from screens.parts.chart_spec import Band, ChartMark, ChartSpec, GoalMark, Line, LineKind, MarkKind
from screens.parts.controls import quiet
from screens.parts.theme import BOLD_FONT, Palette
from screens.words.catalogue import say
from screens.words.days import day_in_words
from screens.words.one_line import one_line

HEIGHT = 300  # px
HEIGHT_PHONE = 250
NARROW = 500  # px, under which a chart shows no whole school year
DOTS = (2.0, 4.0)
DASHES = (7.0, 5.0)  # px, of the aim line; a norm's is dotted


class Chart:
    """A chart as a control. ``update`` sends what has changed in some controls."""

    def __init__(
        self,
        palette: Palette,
        spec: ChartSpec,
        today: date,
        width: float,
        update: Callable[[ft.Control], object],
        beside: ft.Control | None = None,
    ) -> None:
        """``width`` is about how wide it will be, in px; the client says it exactly.

        ``beside`` stands below, beside what is said of a point.
        """
        self._palette = palette
        self._spec = spec
        self._today = today
        self._update = update
        self._tapped: ChartMark | None = None
        height = HEIGHT if width >= NARROW else HEIGHT_PHONE
        self._plot = self._plot_of(width, height)
        self._canvas = cv.Canvas(
            shapes=self._shapes(),
            width=float("inf"),
            height=height,
            on_resize=self._resized,
        )
        self._said = quiet(palette, say("chart.tap"), 14)
        tappable = ft.GestureDetector(
            content=self._canvas,
            on_tap_down=self._tap,
            exclude_from_semantics=True,
            mouse_cursor=ft.MouseCursor.BASIC,
        )
        picture = ft.Semantics(
            label=spec.sentence, image=True, exclude_semantics=True, content=tappable
        )
        self._said.expand = True
        below = ft.Row([self._said, *([beside] if beside else [])])
        self.control = ft.Column(
            [picture, below, self._legend()],
            spacing=4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    def _resized(self, event: cv.CanvasResizeEvent) -> None:
        if abs(event.width - self._plot.width) < 1:
            return
        self._plot = self._plot_of(event.width, self._plot.height)
        self._redraw()

    def _plot_of(self, width: float, height: float) -> Plot:
        """Lay the chart out; a narrow sheet ends soon after the latest point."""
        return Plot(self._spec if width >= NARROW else self._spec.near, width, height)

    def _tap(self, event: ft.TapEvent[ft.GestureDetector]) -> None:
        at = event.local_position
        if at is None:
            return
        self._tapped = self._plot.nearest(at.x, at.y)
        self._said.value = say("chart.tap") if self._tapped is None else self._about(self._tapped)
        self._redraw()
        self._update(self._said)

    def _redraw(self) -> None:
        self._canvas.shapes = self._shapes()
        self._update(self._canvas)

    def _about(self, mark: ChartMark) -> str:
        """Return what a point is: "Nov 24: 62 WCPM · left out: fire drill"."""
        day = day_in_words(mark.day, self._today)
        score = say("chart.mark", day=day, score=round(mark.score), unit=self._spec.unit)
        return one_line(part for part in (score, mark.said) if part)

    # What is drawn, from back to front

    def _shapes(self) -> list[cv.Shape]:
        spec = self._plot.spec
        shapes: list[cv.Shape] = []
        shapes += self._breaks()
        shapes += self._axes()
        for band in spec.bands:
            shapes.append(self._band(band))
        shapes += self._phases()
        shapes += [self._line(line) for line in spec.lines]
        for mark in spec.marks:
            shapes += self._mark(mark)
        if spec.goal is not None:
            shapes += self._goal(spec.goal)
        return shapes

    def _goal(self, goal: GoalMark) -> list[cv.Shape]:
        """Return the goal's ring and score; of one beyond the sheet, what it is."""
        palette, plot = self._palette, self._plot
        shapes: list[cv.Shape] = []
        aim = [line.last_score for line in plot.spec.lines if line.kind is LineKind.AIM]
        x, y, text = plot.right, plot.y(aim[-1] if aim else goal.score), goal.said
        if goal.day <= plot.spec.last:
            x, y = plot.x(goal.day), plot.y(goal.score)
            text = say("chart.goal", score=round(goal.score))
            shapes.append(cv.Circle(x, y, 6, _fill(palette.surface)))
            shapes.append(cv.Circle(x, y, 6, _stroke(palette.accent, 3)))
        right, low = plot.goal_label(text, x, y)
        wide = text_width(text)
        shapes.append(self._ground(right + 2 - wide, low - 17, wide))
        shapes.append(self._text(text, right, low, palette.accent, (1, 1), strong=True))
        return shapes

    def _axes(self) -> list[cv.Shape]:
        palette, plot = self._palette, self._plot
        shapes: list[cv.Shape] = []
        for score in plot.scores:
            y = plot.y(score)
            shapes.append(cv.Line(plot.left, y, plot.right, y, _stroke(palette.line, 1)))
            shapes.append(self._text(str(score), plot.left - TICK, y, palette.muted, (1, 0)))
        for day in plot.days:
            text, x = plot.day_text(day), plot.x(day)
            half = text_width(text) / 2
            x = min(max(x, plot.left - 12 + half), plot.width - half)
            shapes.append(self._text(text, x, plot.bottom + 8, palette.muted, (0, -1)))
        return shapes

    def _breaks(self) -> list[cv.Shape]:
        palette, plot = self._palette, self._plot
        shapes: list[cv.Shape] = []
        for one in self._spec.breaks:
            x, right = plot.x(one.first), plot.x(one.last)
            if right <= plot.left or x >= plot.right:
                continue
            x, right = max(x, plot.left), min(right, plot.right)
            high = plot.bottom - plot.top
            shapes.append(cv.Rect(x, plot.top, right - x, high, paint=_fill(palette.paper)))
            text = say("chart.break")
            if text_width(text) < right - x:
                middle = (x + right) / 2
                shapes.append(self._text(text, middle, plot.bottom - 4, palette.muted, (0, 1)))
        return shapes

    def _phases(self) -> list[cv.Shape]:
        """Return the lines first: a label hides the line that it crosses."""
        palette, plot = self._palette, self._plot
        labels = plot.phase_labels
        shapes: list[cv.Shape] = [
            cv.Line(label.line, label.y, label.line, plot.bottom, _stroke(palette.caution, 2))
            for label in labels
        ]
        for label in labels:
            shapes.append(self._ground(label.left, label.y, label.wide))
            text = self._text(
                label.text, label.left, label.y, palette.caution, (-1, -1), strong=True
            )
            text.max_width, text.max_lines, text.ellipsis = label.wide, 1, "…"
            shapes.append(text)
        return shapes

    def _ground(self, x: float, y: float, wide: float) -> cv.Shape:
        """Return what keeps a text apart from the lines that it crosses."""
        return cv.Rect(x, y, wide, TEXT + 5, paint=_fill(self._palette.surface))

    def _line(self, line: Line) -> cv.Shape:
        palette, plot = self._palette, self._plot
        paint = {
            LineKind.AIM: lambda: _stroke(palette.accent, 2.5, DASHES),
            LineKind.NORM: lambda: _stroke(palette.muted, 2, DOTS),
            LineKind.TREND: lambda: _stroke(palette.title, 2.5),
            LineKind.TREND_BEFORE: lambda: _stroke(palette.muted, 2),
        }[line.kind]()
        ends = (
            plot.x(line.first),
            plot.y(line.first_score),
            plot.x(line.last),
            plot.y(line.last_score),
        )
        return cv.Line(*ends, paint)

    def _band(self, band: Band) -> cv.Shape:
        plot = self._plot
        upper = [
            (plot.x(day), plot.y(high)) for day, high in zip(band.days, band.high, strict=True)
        ]
        lower = [(plot.x(day), plot.y(low)) for day, low in zip(band.days, band.low, strict=True)]
        first, *more = [*upper, *reversed(lower)]
        path: list[cv.Path.PathElement] = [cv.Path.MoveTo(*first)]
        path += [cv.Path.LineTo(*point) for point in more]
        return cv.Path(
            [*path, cv.Path.Close()], _fill(ft.Colors.with_opacity(0.12, self._palette.title))
        )

    def _mark(self, mark: ChartMark) -> list[cv.Shape]:
        palette = self._palette
        x, y = self._plot.x(mark.day), self._plot.y(mark.score)
        shapes: list[cv.Shape] = []
        if mark is self._spec.latest or mark is self._tapped:
            shapes.append(cv.Circle(x, y, 9, _fill(palette.surface)))
            shapes.append(cv.Circle(x, y, 9, _stroke(palette.accent, 3)))
        return [*shapes, *self._symbol(mark.kind, x, y)]

    def _symbol(self, kind: MarkKind, x: float, y: float) -> list[cv.Shape]:
        """Return what stands for a kind of point; each has a form of its own."""
        palette = self._palette
        match kind:
            case MarkKind.SCORE:
                return [cv.Circle(x, y, 5, _fill(palette.title))]
            case MarkKind.LEFT_OUT:
                return [
                    cv.Circle(x, y, 5, _fill(palette.surface)),
                    cv.Circle(x, y, 5, _stroke(palette.muted, 2)),
                ]
            case MarkKind.IMPORTED:
                return [cv.Rect(x - 4.5, y - 4.5, 9, 9, paint=_fill(palette.title))]
            case MarkKind.BENCHMARK:
                return [
                    _diamond(x, y, 7, _fill(palette.surface)),
                    _diamond(x, y, 7, _stroke(palette.title, 2)),
                ]

    def _text(
        self,
        text: str,
        x: float,
        y: float,
        color: str,
        pinned: tuple[int, int],
        *,
        strong: bool = False,
    ) -> cv.Text:
        """``pinned`` is the point of the text at x, y: -1 left or top, 1 right or bottom."""
        style = ft.TextStyle(size=TEXT, color=color, font_family=BOLD_FONT if strong else None)
        return cv.Text(x, y, text, style, alignment=ft.Alignment(*pinned))

    # What is said beside it

    def _legend(self) -> ft.Control:
        """Return what each kind of line and point that is there means."""
        palette, spec = self._palette, self._spec
        across = (0, 8, 26, 8)
        samples: list[tuple[str, list[cv.Shape]]] = []
        for kind, paint in (
            (LineKind.AIM, _stroke(palette.accent, 2.5, DASHES)),
            (LineKind.TREND, _stroke(palette.title, 2.5)),
            (LineKind.NORM, _stroke(palette.muted, 2, DOTS)),
        ):
            if any(line.kind is kind for line in spec.lines):
                samples.append((say(f"chart.legend.{kind.value}"), [cv.Line(*across, paint)]))
        kinds = {mark.kind for mark in spec.marks} - {MarkKind.SCORE}
        samples += [
            (say(f"chart.legend.{kind.value}"), self._symbol(kind, 13, 8))
            for kind in MarkKind
            if kind in kinds
        ]
        entries: list[ft.Control] = [
            ft.Row(
                [cv.Canvas(shapes, width=26, height=16), quiet(palette, text, 14)],
                spacing=6,
                tight=True,
            )
            for text, shapes in samples
        ]
        return ft.Row(entries, wrap=True, spacing=18, run_spacing=2)


def _fill(color: str) -> ft.Paint:
    return ft.Paint(color=color, style=ft.PaintingStyle.FILL)


def _stroke(color: str, width: float, dashes: tuple[float, ...] = ()) -> ft.Paint:
    return ft.Paint(
        color=color,
        stroke_width=width,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND if not dashes else ft.StrokeCap.BUTT,
        stroke_dash_pattern=list(dashes) or None,
    )


def _diamond(x: float, y: float, half: float, paint: ft.Paint) -> cv.Path:
    corners = ((x + half, y), (x, y + half), (x - half, y))
    path: list[cv.Path.PathElement] = [cv.Path.MoveTo(x, y - half)]
    path += [cv.Path.LineTo(*corner) for corner in corners]
    return cv.Path([*path, cv.Path.Close()], paint)
