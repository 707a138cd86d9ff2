"""The number of items up to a line's end; a tap on it says the student is here."""

from typing import TYPE_CHECKING

import flet as ft

from screens.giving.layouts.touch import touchable
from screens.parts.theme import APP_FONT
from screens.words.catalogue import say

if TYPE_CHECKING:
    from screens.giving.layouts.layout import Layout

MARGIN = 52  # px


class Count:
    """A line's count, ``height`` px high: in the margin, or all across below its line."""

    def __init__(self, layout: "Layout", line: int, *, height: float, across: bool = False) -> None:
        self._layout = layout
        self._line = line
        self._across = across

        def tap() -> None:
            layout.handler.tap_count(line)

        self._text = ft.Text(size=15, font_family=APP_FONT, text_align=ft.TextAlign.RIGHT)
        self._box = ft.Container(
            content=self._text,
            width=None if across else MARGIN,
            height=height,
            padding=ft.Padding.only(right=8),
            alignment=ft.Alignment.CENTER_RIGHT,
            border_radius=8,
        )
        self.control = touchable(self._box, tap)
        self.paint()

    def paint(self) -> ft.Control:
        """Draw whether the student is known to be here."""
        layout = self._layout
        session, palette = layout.session, layout.room.palette
        count = session.form.line(self._line)[-1] + 1
        here = session.reached is not None and session.form.line_of(session.reached) == self._line
        self._text.value = str(count)
        strong = here and not self._across  # all across it would be a beacon
        self._text.color = palette.on_accent if strong else palette.title if here else palette.muted
        self._box.bgcolor = palette.accent if strong else palette.accent_tint if here else None
        name = say(f"line.{layout.noun}", count=count)
        self.control.label = f"{name}, {say('state.here')}" if here else name
        return self.control
