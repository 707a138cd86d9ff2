"""A passage on screen: one tappable box a word, one count a line.

The lines are the form's own; where a line is too long for the screen it wraps
behind its edge mark, so it can still be told from the next.
"""

import flet as ft

from screens.giving.layouts.item import Item
from screens.giving.layouts.layout import Layout
from screens.giving.layouts.margin import Count
from screens.parts.theme import WORD

LEADING = 1.7  # height of a line, in sizes of its letters


class Passage(Layout):
    """The words of a passage."""

    def make(self) -> None:
        """Make a box for each word, and a count for each line."""
        form, size = self.session.form, self.room.size
        height = max(WORD / size, LEADING)  # the letters' own height fills the box
        self.items = [Item(self, i, size=size, height=height) for i in range(len(form.items))]
        self.counts = [
            Count(self, line, height=max(WORD, LEADING * size)) for line in range(len(form.lines))
        ]

    def rows(self) -> list[ft.Control]:
        """Return the lines."""
        return [self._line(line) for line in range(len(self.starts))]

    def _line(self, line: int) -> ft.Control:
        words: list[ft.Control] = [self.items[i].control for i in self.session.form.line(line)]
        return ft.Row(
            [
                ft.Row(words, wrap=True, spacing=0, run_spacing=0, expand=True),
                self.counts[line].control,
            ],
            spacing=0,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
