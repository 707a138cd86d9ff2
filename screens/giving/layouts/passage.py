"""A passage on screen: one tappable box a word, one count a line.

The lines are the form's own. They are as large as the width allows, a little more than was
chosen; one that is too long goes on below, and its count stands at its end.
"""

import flet as ft

from screens.giving.layouts.item import SIDE, Item
from screens.giving.layouts.layout import SCROLLBAR, Layout
from screens.giving.layouts.line_pieces import pieces
from screens.giving.layouts.margin import MARGIN, Count
from screens.parts.passage_font import text_em
from screens.parts.theme import WORD

LEADING = 1.7  # height of a line, in sizes of its letters
GROWN = 1.2  # at most, of the size that was chosen
SLACK = 12  # px, so that a width that is a little off breaks no line


class Passage(Layout):
    """The words of a passage."""

    def make(self) -> None:
        """Make a box for each word, and a count for each line."""
        form = self.session.form
        free = self.room.width - MARGIN - SCROLLBAR - SLACK
        ems = [text_em(text) + 2 * SIDE for text in form.items]
        lines = [form.line(line) for line in range(len(form.lines))]
        longest = max(sum(ems[item] for item in line) for line in lines)
        size = max(self.room.size, min(int(self.room.size * GROWN), int(free / longest)))
        height = max(WORD / size, LEADING)  # the letters' own height fills the box
        self.items = [
            Item(self, i, size=size, height=height, short=min(height, ems[i]) * size)
            for i in range(len(form.items))
        ]
        self._height = height * size
        self.counts = [Count(self, line, height=self._height) for line in range(len(lines))]
        self._pieces = [
            [
                range(line[part[0]], line[part[-1]] + 1)
                for part in pieces([ems[item] * size for item in line], free)
            ]
            for line in lines
        ]
        used = min(longest * size, free) + SLACK + MARGIN
        self.inset = max(0, int(self.room.width - SCROLLBAR - used) // 2)

    def rows(self) -> list[ft.Control]:
        """Return the lines."""
        return [self._line(line) for line in range(len(self.starts))]

    def _line(self, line: int) -> ft.Control:
        parts: list[ft.Control] = [self._piece(part) for part in self._pieces[line]]
        words = parts[0]
        if len(parts) > 1:
            words = ft.Column(parts, spacing=0, tight=True)
        words.expand = True
        return ft.Row(
            [words, self.counts[line].control],
            spacing=0,
            vertical_alignment=ft.CrossAxisAlignment.END,
        )

    def _piece(self, part: range) -> ft.Control:
        words: list[ft.Control] = [self.items[item].control for item in part]
        return ft.Row(words, wrap=True, spacing=0, run_spacing=0)
