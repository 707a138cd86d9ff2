"""A screen with its next step at the bottom, on the side of the thumb."""

import flet as ft

from screens.parts.controls import FOOT
from screens.parts.theme import GAP, Palette


def with_foot(
    palette: Palette, body: ft.Control, *steps: ft.Control, wide: bool, phone: bool
) -> ft.Control:
    """Return a body that scrolls above a row of buttons that stays; the next step comes last."""
    return above_foot(body, foot(palette, *steps, wide=wide, phone=phone))


def above_foot(body: ft.Control, bar: ft.Control) -> ft.Column:
    """Return a body that scrolls above a bar that stays."""
    return ft.Column(
        [body, bar],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def foot(palette: Palette, *steps: ft.Control, wide: bool, phone: bool) -> ft.Container:
    """Return the row of buttons at the bottom; one that is alone is as wide as a phone."""
    alone = phone and len(steps) == 1
    if alone:
        steps[0].expand = True
    row = ft.Row(
        list(steps),
        alignment=ft.MainAxisAlignment.END,
        wrap=not alone,
        spacing=GAP,
        run_spacing=GAP,
    )
    return foot_bar(palette, row, wide=wide)


def foot_bar(palette: Palette, inside: ft.Control, *, wide: bool) -> ft.Container:
    """Return the bar at the bottom of a screen, with the same margins as what is above it."""
    return ft.Container(
        inside,
        data=FOOT,
        padding=ft.Padding.symmetric(horizontal=36 if wide else 16, vertical=12),
        bgcolor=palette.surface,
        border=ft.Border(top=ft.BorderSide(1, palette.line)),
    )
