"""What slides in at the bottom to say what was different: a title, choices, and a way out."""

from collections.abc import Callable, Sequence
from typing import Protocol

import flet as ft

from screens.parts.controls import bold, icon_button
from screens.parts.theme import GAP, Palette
from screens.words.catalogue import say

HIGHEST = 320  # px, what is longer scrolls


class Panel(Protocol):
    """What is shown at the bottom; ``types`` says that keys belong to a field in it."""

    @property
    def types(self) -> bool: ...
    @property
    def control(self) -> ft.Control: ...
    def press(self, key: str) -> None: ...


class Choices:
    """A panel of a title and parts; a digit chooses the first so many of ``numbered``."""

    def __init__(
        self,
        palette: Palette,
        title: str,
        parts: list[ft.Control],
        on_close: Callable[[], object],
        *,
        numbered: Sequence[Callable[[], object]] = (),
        types: bool = False,
        tall: bool = False,
    ) -> None:
        self.types = types
        self._numbered = numbered
        head = ft.Row(
            [
                ft.Container(bold(title, 18, palette.title), expand=True),
                icon_button(ft.Icons.CLOSE, say("review.close"), on_close),
            ]
        )
        inside: ft.Control = ft.Column(parts, spacing=GAP, tight=True)
        if tall:
            inside = ft.Column(parts, spacing=GAP, scroll=ft.ScrollMode.AUTO, height=HIGHEST)
        self.control = ft.Column(
            [head, inside],
            spacing=8,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    def press(self, key: str) -> None:
        """Choose by a digit."""
        digit = int(key) if len(key) == 1 and key in "123456789" else 0
        if 0 < digit <= len(self._numbered) and not self.types:
            self._numbered[digit - 1]()
