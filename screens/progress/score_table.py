"""A chart's scores as a table, for whoever reads numbers sooner than lines."""

import flet as ft

from screens.parts.chart_spec import ChartSpec, LineKind, MarkKind
from screens.parts.controls import bold, quiet
from screens.parts.theme import GAP, Palette
from screens.words.catalogue import say
from screens.words.figures import whole
from screens.words.typed_days import day_to_type


def score_table(palette: Palette, spec: ChartSpec) -> ft.Control:
    """Return a row a score, the latest first: its day, the score, the aim line there."""
    rows: list[ft.Control] = [
        _row(
            quiet(palette, say("table.day"), 14),
            quiet(palette, spec.unit, 14),
            quiet(palette, say("table.aim"), 14),
            quiet(palette, "", 14),
        )
    ]
    for mark in reversed(spec.marks):
        about = mark.said or (
            "" if mark.kind is MarkKind.SCORE else say(f"chart.legend.{mark.kind.value}")
        )
        ink = palette.muted if mark.kind is MarkKind.LEFT_OUT else palette.ink
        aim = _aim(spec, mark.day.toordinal())
        rows.append(
            _row(
                ft.Text(day_to_type(mark.day), size=16, color=palette.ink),
                bold(whole(mark.score), 16, ink),
                quiet(palette, "" if aim is None else whole(aim), 16),
                quiet(palette, about),
            )
        )
    return ft.Column(rows, spacing=8, tight=True)


def _aim(spec: ChartSpec, day: int) -> float | None:
    """Return the aim line's height on a day, None where there is none."""
    for line in spec.lines:
        first, last = line.first.toordinal(), line.last.toordinal()
        if line.kind is LineKind.AIM and first <= day <= last:
            part = (day - first) / max(1, last - first)
            return line.first_score + (line.last_score - line.first_score) * part
    return None


def _row(day: ft.Control, score: ft.Control, aim: ft.Control, about: ft.Control) -> ft.Control:
    about.expand = True
    cells: list[ft.Control] = [
        ft.Container(day, width=110),
        ft.Container(score, width=56),
        ft.Container(aim, width=64),
        about,
    ]
    return ft.Row(cells, spacing=GAP)
