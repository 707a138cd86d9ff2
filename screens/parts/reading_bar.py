"""How far the reading of the records is: a sentence and a bar."""

import flet as ft

from screens.parts.controls import bold, quiet
from screens.parts.theme import GAP, Palette
from screens.words.catalogue import say


class ReadingBar:
    """A bar in the middle of a screen, which is moved as the reading goes on."""

    def __init__(self, palette: Palette, title: str, about: str, share: float) -> None:
        self._bar = ft.ProgressBar(
            value=share,
            color=palette.accent,
            bgcolor=palette.line,
            semantics_label=say("reading.title"),
        )
        self._said = quiet(palette, "", 16)
        self.control = ft.Column(
            [bold(title, 22, palette.title), quiet(palette, about, 17), self._bar, self._said],
            spacing=GAP,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        self.move(share)

    def move(self, share: float) -> None:
        """Show how much is read, from 0 to 1."""
        self._bar.value = share
        self._said.value = say("reading.share", percent=int(100 * share))
