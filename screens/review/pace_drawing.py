"""The pace of a probe, drawn: a line by ten seconds, and the errors along the passage."""

from itertools import pairwise

import flet as ft
import flet.canvas as cv

from probes.forms.form import Form
from probes.scoring.pace import Pace
from screens.parts.controls import bold, card, quiet
from screens.parts.score_text import counted
from screens.parts.theme import Palette
from screens.words.catalogue import count_of, say

HIGH, STRIP = 110, 34  # px, of the line and of the passage below it
LEFT = 40  # px, beside the line, for its numbers


def pace_drawing(palette: Palette, found: Pace, form: Form, width: int) -> ft.Control:
    """Return a card with the pace; where taps say too little of it, that and the errors."""
    what = counted(form.measure)
    parts: list[ft.Control] = [bold(say("replay.pace", counted=what), 16, palette.title)]
    if found.says_something:
        parts.append(_line(palette, found, width))
    else:
        parts.append(quiet(palette, say("replay.pace.unknown"), 16))
    parts.append(_along(palette, found, width))
    return card(palette, *parts)


def _line(palette: Palette, found: Pace, width: int) -> ft.Control:
    rates = [one.rate for one in found.stretches]
    top = max(20.0, 20 * -(-max(rates) // 20))
    end_ms = found.stretches[-1].to_ms
    room = width - LEFT

    def x(ms: float) -> float:
        return LEFT + room * ms / end_ms

    def y(rate: float) -> float:
        return 8 + (HIGH - 16) * (1 - rate / top)

    thin = ft.Paint(color=palette.line, stroke_width=1, style=ft.PaintingStyle.STROKE)
    strong = ft.Paint(color=palette.title, stroke_width=2.5, style=ft.PaintingStyle.STROKE)
    fill = ft.Paint(color=palette.title, style=ft.PaintingStyle.FILL)
    points = [(x((s.from_ms + s.to_ms) / 2), y(s.rate)) for s in found.stretches]
    shapes: list[cv.Shape] = [cv.Line(LEFT, y(part), width, y(part), thin) for part in (0, top)]
    shapes += [
        cv.Text(0, y(part) - 9, f"{part:.0f}", ft.TextStyle(size=13, color=palette.muted))
        for part in (0, top)
    ]
    shapes += [cv.Line(*one, *other, strong) for one, other in pairwise(points)]
    shapes += [cv.Circle(*point, 4, fill) for point in points]
    label = say("replay.pace.label", rates=", ".join(f"{rate:.0f}" for rate in rates))
    return ft.Semantics(
        label=label,
        image=True,
        exclude_semantics=True,
        content=cv.Canvas(shapes, width=width, height=HIGH),
    )


def _along(palette: Palette, found: Pace, width: int) -> ft.Control:
    """Return the passage as a strip, from its first item to the last, with a tick an error."""
    room = width - LEFT
    base = ft.Paint(color=palette.line, style=ft.PaintingStyle.FILL)
    tick = ft.Paint(color=palette.error, style=ft.PaintingStyle.FILL)
    shapes: list[cv.Shape] = [cv.Rect(LEFT, 14, room, 6, 3, base)]
    shapes += [
        cv.Rect(LEFT + room * (item + 0.5) / found.items - 2, 4, 4, 26, 2, tick)
        for item in found.errors
    ]
    errors = count_of("give.errors", len(found.errors))
    return ft.Column(
        [
            ft.Semantics(
                label=say("replay.errors.label", errors=errors, items=found.items),
                image=True,
                exclude_semantics=True,
                content=cv.Canvas(shapes, width=width, height=STRIP),
            ),
            quiet(palette, say("replay.errors", errors=errors), 14),
        ],
        spacing=2,
        tight=True,
    )
