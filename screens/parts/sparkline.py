"""A chart as small as a word, for a row of a list: the scores against the aim line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import flet as ft
import flet.canvas as cv

from screens.parts.theme import Palette

WIDTH, HEIGHT = 108, 40  # px
EDGE = 4


@dataclass(frozen=True, slots=True)
class Spark:
    """What a sparkline shows: scores by phase, each phase a line of its own, and the aim line."""

    phases: tuple[tuple[tuple[date, float], ...], ...]
    aim: tuple[tuple[date, float], tuple[date, float]] | None = None


def sparkline(palette: Palette, spark: Spark) -> ft.Control:
    """Draw it; a screen reader passes over it, as the row says what it shows."""
    points = [point for phase in spark.phases for point in phase]
    canvas = cv.Canvas(_shapes(palette, spark, points), width=WIDTH, height=HEIGHT)
    return ft.Semantics(content=canvas, exclude_semantics=True)


def _shapes(palette: Palette, spark: Spark, points: Sequence[tuple[date, float]]) -> list[cv.Shape]:
    if not points:
        return []
    aim = _within(spark.aim, points) if spark.aim else ()
    days = [day.toordinal() for day, _ in (*points, *aim)]
    scores = [score for _, score in (*points, *aim)]
    first, span = min(days), max(1, max(days) - min(days))
    low, reach = min(scores), max(10.0, max(scores) - min(scores))

    def at(point: tuple[date, float]) -> tuple[float, float]:
        across = (point[0].toordinal() - first) / span
        up = (point[1] - low) / reach
        return EDGE + (WIDTH - 2 * EDGE) * across, HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * up

    shapes: list[cv.Shape] = []
    if aim:
        paint = _stroke(palette.accent, 1.5, (3.0, 3.0))
        shapes.append(cv.Line(*at(aim[0]), *at(aim[1]), paint))
    for phase in spark.phases:
        if len(phase) > 1:
            start, *more = map(at, phase)
            path: list[cv.Path.PathElement] = [cv.Path.MoveTo(*start)]
            path += [cv.Path.LineTo(*point) for point in more]
            shapes.append(cv.Path(path, _stroke(palette.title, 2)))
    last = at(points[-1])
    shapes.append(cv.Circle(*last, 3, ft.Paint(color=palette.title)))
    return shapes


def _within(
    aim: tuple[tuple[date, float], tuple[date, float]], points: Sequence[tuple[date, float]]
) -> tuple[tuple[date, float], ...]:
    """Return the part of the aim line above the scores and a third beyond: the rest is far off."""
    (start, low), (end, high) = aim
    first, last = min(start, points[0][0]), points[-1][0]
    upto = min(end, last + (last - first) / 3)
    if upto <= start:
        return aim
    part = (upto - start).days / max(1, (end - start).days)
    return (start, low), (upto, low + (high - low) * part)


def _stroke(color: str, width: float, dashes: tuple[float, ...] = ()) -> ft.Paint:
    return ft.Paint(
        color=color,
        stroke_width=width,
        style=ft.PaintingStyle.STROKE,
        stroke_join=ft.StrokeJoin.ROUND,
        stroke_dash_pattern=list(dashes) or None,
    )
