"""A form large on the screen, for a student who reads from a second device."""

from typing import TYPE_CHECKING

import flet as ft

from probes.form import Form
from screens.catalogue import say
from screens.controls import bold, icon_button
from screens.theme import PASSAGE_FONT
from screens.window import Screen

if TYPE_CHECKING:
    from screens.way import Way


class Shown(Screen):
    """Title and lines, nothing else: no counts, no grade, nothing to tap in the text."""

    def __init__(self, way: "Way", form: Form) -> None:
        self._way = way
        self._form = form

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, form = self._way.window.palette, self._form
        size = 22 if self._way.window.phone else 30
        lines = [
            ft.Text(
                " ".join(form.items[item] for item in form.line(line)),
                size=size,
                font_family=PASSAGE_FONT,
                color=palette.ink,
                style=ft.TextStyle(height=1.6),
            )
            for line in range(len(form.lines))
        ]
        top = ft.Row(
            [
                ft.Container(expand=True),
                ft.Text(form.id, size=13, color=palette.muted),
                icon_button(ft.Icons.CLOSE, say("forms.shown_close"), self._way.forms),
            ]
        )
        title = bold(form.title, size + 4, palette.ink)
        return ft.Container(
            ft.ListView([top, title, ft.Container(height=12), *lines], expand=True),
            padding=ft.Padding.symmetric(horizontal=16 if self._way.window.phone else 56),
            expand=True,
        )

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._way.forms()
