"""How a judgement is shown: a chip that names it, on a sheet with an edge of its colour."""

from enum import Enum

import flet as ft

from screens.parts.controls import bold
from screens.parts.theme import GAP, RADIUS, Palette

EDGE = 6  # px


class Tone(Enum):
    """What a judgement asks for; its words say the same."""

    GOOD = "good"
    RAISE = "raise"
    WATCH = "watch"
    ACT = "act"
    WAIT = "wait"


def ink(palette: Palette, tone: Tone) -> str:
    """Return the colour that a tone's words have."""
    return {
        Tone.GOOD: palette.last,
        Tone.RAISE: palette.accent,
        Tone.WATCH: palette.caution,
        Tone.ACT: palette.error,
        Tone.WAIT: palette.muted,
    }[tone]


def tint(palette: Palette, tone: Tone) -> str:
    """Return the ground that a tone's words stand on."""
    return {
        Tone.GOOD: palette.last_tint,
        Tone.RAISE: palette.accent_tint,
        Tone.WATCH: palette.caution_tint,
        Tone.ACT: palette.error_tint,
        Tone.WAIT: palette.paper,
    }[tone]


def tone_chip(palette: Palette, tone: Tone, text: str, size: int = 15) -> ft.Control:
    """Return a judgement's name as a chip, which takes no tap."""
    return ft.Container(
        bold(text, size, ink(palette, tone)),
        bgcolor=tint(palette, tone),
        border_radius=10,
        padding=ft.Padding.symmetric(horizontal=12, vertical=6),
    )


def edged_card(palette: Palette, tone: Tone, *controls: ft.Control) -> ft.Container:
    """Return a sheet whose left edge has a tone's colour."""
    inner = ft.Container(
        ft.Column(
            list(controls),
            spacing=GAP - 4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        bgcolor=palette.surface,
        border_radius=ft.BorderRadius.only(
            top_left=RADIUS - EDGE,
            bottom_left=RADIUS - EDGE,
            top_right=RADIUS - 1,
            bottom_right=RADIUS - 1,
        ),
        padding=18,
    )
    edge = ft.Container(
        inner,
        bgcolor=ink(palette, tone),
        border_radius=RADIUS - 1,
        padding=ft.Padding.only(left=EDGE),
    )
    return ft.Container(
        edge, border=ft.Border.all(1, palette.line), border_radius=RADIUS, bgcolor=palette.line
    )
