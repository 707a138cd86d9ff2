"""Scores over time: one point a counted probe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import flet as ft

from screens.parts.theme import RADIUS, Palette
from screens.words.catalogue import say
from screens.words.days import day_in_words

HEIGHT = 260  # px


@dataclass(frozen=True, slots=True)
class Point:
    """A score on its day."""

    day: date
    rate: float


def chart(
    palette: Palette, points: Sequence[Point], counted: str, today: date, labels: int
) -> ft.Control:
    """Draw points in order of time, the latest ringed. There must be at least one.

    ``counted`` is what they count, "words". At most ``labels`` days are named below.
    """
    # A seventh of a second that the first screen needn't wait for.
    import flet_charts as charts  # type: ignore[import-untyped]

    first = points[0].day
    top = 20 * (int(max(point.rate for point in points)) // 20 + 1)
    data = [
        charts.LineChartDataPoint(
            x=(point.day - first).days,
            y=point.rate,
            point=charts.ChartCirclePoint(
                color=palette.title,
                radius=7 if latest else 5,
                stroke_color=palette.accent if latest else palette.title,
                stroke_width=4 if latest else 0,
            ),
            tooltip=f"{round(point.rate)} · {day_in_words(point.day, today)}",
        )
        for point, latest in ((p, p is points[-1]) for p in points)
    ]
    span = max(1, (points[-1].day - first).days)
    every = sorted({point.day for point in points}, reverse=True)
    days = every[:: max(1, -(-len(every) // labels))]
    drawn = charts.LineChart(
        data_series=[
            charts.LineChartData(
                points=data, color=palette.title, stroke_width=2, rounded_stroke_cap=True
            )
        ],
        min_x=-span * 0.06,
        max_x=span * 1.06,
        min_y=0,
        max_y=top,
        height=HEIGHT,
        animation=ft.Animation(duration=0),
        tooltip=charts.LineChartTooltip(
            bgcolor=palette.surface,
            border_side=ft.BorderSide(1, palette.line),
            border_radius=RADIUS,
            fit_inside_horizontally=True,
            fit_inside_vertically=True,
        ),
        horizontal_grid_lines=charts.ChartGridLines(interval=top / 4, color=palette.line, width=1),
        left_axis=charts.ChartAxis(
            labels=[
                charts.ChartAxisLabel(
                    value=top * part / 4,
                    label=ft.Text(str(round(top * part / 4)), size=13, color=palette.muted),
                )
                for part in range(5)
            ],
            label_spacing=top / 4,
            label_size=36,
        ),
        bottom_axis=charts.ChartAxis(
            labels=[
                charts.ChartAxisLabel(
                    value=(day - first).days,
                    label=ft.Text(
                        say("day.date", day=day.day, month=say(f"month.{day.month}")),
                        size=13,
                        color=palette.muted,
                    ),
                )
                for day in days
            ],
            label_spacing=1,  # days; those without a label stay blank
            label_size=30,
        ),
    )
    label = say(
        "student.chart.label",
        count=len(points),
        counted=counted,
        first=round(points[0].rate),
        last=round(points[-1].rate),
    )
    return ft.Semantics(label=label, image=True, exclude_semantics=True, content=drawn)
