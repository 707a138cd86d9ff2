"""The next step at the bottom of a screen: the biggest button, on the thumb's side."""

import flet as ft

from screens.parts.theme import Palette


def with_foot(
    palette: Palette, body: ft.Control, step: ft.Control, *, wide: bool, phone: bool
) -> ft.Control:
    """Return a screen's body with its next step below; ``step`` is as wide as a phone."""
    if phone:
        step.expand = True
    foot = ft.Container(
        ft.Row([step], alignment=ft.MainAxisAlignment.END),
        padding=ft.Padding.symmetric(horizontal=36 if wide else 16, vertical=12),
        bgcolor=palette.surface,
    )
    return ft.Column([body, foot], spacing=0, expand=True)
