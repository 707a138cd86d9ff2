"""Equal cells in the form's own lines, with line counts in the margin.

For letters, sounds, words, numbers, pairs, and rows with a blank. Where a line is
too long for the screen it goes on in a second row of the same cells.
"""

import flet as ft

from probes.forms.letter_sounds import HEARD_IN
from screens.giving.layouts.item import Item
from screens.giving.layouts.layout import SCROLLBAR, Layout
from screens.giving.layouts.margin import MARGIN, Count
from screens.parts.theme import BOLD_FONT, WORD

SMALLEST = 20  # px, the least size of what the examiner reads
LETTER = 0.58  # width of a letter on average, in its size
LEADING = 1.6  # height of an item's line, in sizes of its letters
ANSWER, HEARD, HEARD_SMALL = 17, 14, 12  # px, the sizes of what stands below an item
BELOW_LEADING = 1.3


class Grid(Layout):
    """The items of a form as equal cells."""

    def make(self) -> None:
        """Make a cell for each item, and a count for each line."""
        form = self.session.form
        self._under = ANSWER if form.key else HEARD_SMALL if self.room.phone else HEARD
        below = [self._below(item) for item in range(len(form.items))]
        self._letters = max(map(len, form.items))
        self._letters_under = max(len(word) for text in below for word in ("", *text.split()))
        longest = max(len(form.line(line)) for line in range(len(form.lines)))
        size, self._across = self._fitting(longest)
        under = max(text.count("\n") + bool(text) for text in below)
        leading = LEADING if under else max(WORD / size, LEADING)
        self._height = leading * size + under * self._under * BELOW_LEADING + (4 if under else 0)
        short = min(self._free / self._across, self._height)
        self.items = [
            Item(
                self,
                i,
                size=size,
                height=leading,
                short=short,
                below=self._written(below[i]),
                cell=True,
            )
            for i in range(len(form.items))
        ]
        self.counts = [
            Count(self, line, height=self._height * self._rows_of(line))
            for line in range(len(form.lines))
        ]

    def rows(self) -> list[ft.Control]:
        """Return the lines, each with its count."""
        return [self._line(line) for line in range(len(self.starts))]

    def _line(self, line: int) -> ft.Control:
        cells = ft.Column(self._cells(line), spacing=0, expand=True)
        row = ft.Row(
            [cells, self.counts[line].control],
            spacing=0,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        thin = ft.BorderSide(1, self.room.palette.line)
        wraps = self._rows_of(line) > 1
        return ft.Container(row, border=ft.Border(bottom=thin) if wraps else None)

    def _below(self, item: int) -> str:
        """Return what the examiner sees under an item: its answer, or words with its sounds."""
        form = self.session.form
        if form.key:
            return form.key[item]
        if self.noun == "sound":
            return "\n".join(HEARD_IN.get(form.items[item], ()))
        return ""

    def _written(self, below: str) -> ft.Text | None:
        if not below:
            return None
        palette = self.room.palette
        answer = bool(self.session.form.key)
        return ft.Text(
            below,
            size=self._under,
            color=palette.accent if answer else palette.muted,
            font_family=BOLD_FONT if answer else None,
            text_align=ft.TextAlign.CENTER,
            style=ft.TextStyle(height=BELOW_LEADING),
        )

    def _cells(self, line: int) -> list[ft.Control]:
        items = self.session.form.line(line)
        rows: list[ft.Control] = []
        for first in range(items[0], items[-1] + 1, self._across):
            here = range(first, min(first + self._across, items[-1] + 1))
            cells: list[ft.Control] = [self.items[item].control for item in here]
            cells += [ft.Container(expand=1) for _ in range(self._across - len(here))]
            rows.append(ft.Row(cells, spacing=0, height=self._height))
        return rows

    def _rows_of(self, line: int) -> int:
        return -(-len(self.session.form.line(line)) // self._across)

    @property
    def _free(self) -> int:
        return self.room.width - MARGIN - SCROLLBAR

    def _fitting(self, longest: int) -> tuple[int, int]:
        """Return the size of the letters, and how many cells stand side by side.

        All of a line if that can be; else in as few rows as can be, and those even: what is
        out of sight costs the examiner more than letters a little smaller.
        """
        fits = {size: self._fit(size) for size in range(self.room.size, SMALLEST - 1, -2)}
        rows = {size: -(-longest // fit) for size, fit in fits.items() if fit > 1}
        if not rows:
            return SMALLEST, 1
        size = min(rows, key=lambda size: rows[size])  # of several, the first is the largest
        return size, -(-longest // rows[size])

    def _fit(self, size: int) -> int:
        """Return how many cells of letters of a size fit side by side."""
        under = self._letters_under * LETTER * self._under
        return int(self._free // max(WORD, self._letters * LETTER * size + 8, under + 4))
