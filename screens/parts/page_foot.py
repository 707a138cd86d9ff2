"""A screen with its next step at the bottom, on the side of the thumb."""

import flet as ft

from screens.parts.theme import GAP, Palette


def with_foot(palette: Palette, wide: bool, body: ft.Control, *steps: ft.Control) -> ft.Control:
    """Return a body that scrolls above a row of buttons that stays; the next step comes last."""
    row = ft.Row(
        list(steps),
        alignment=ft.MainAxisAlignment.END,
        wrap=True,
        spacing=GAP,
        run_spacing=GAP,
    )
    foot = ft.Container(
        row,
        padding=ft.Padding.symmetric(horizontal=36 if wide else 16, vertical=12),
        bgcolor=palette.surface,
        border=ft.Border(top=ft.BorderSide(1, palette.line)),
    )
    return ft.Column(
        [body, foot],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
