"""A form large on the screen, for a student who reads from a second device."""

import flet as ft

from probes.forms.form import Form
from probes.forms.passages import paragraphs
from probes.measures.measure import MEASURES
from screens.forms.problem_view import letters, problem_view, read_problem
from screens.parts.controls import bold, icon_button
from screens.parts.theme import PASSAGE_FONT, WIDE
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say

WIDEST_LETTER = 0.68  # of the size: what a cell leaves for each of its letters
BLANK = "___"
APART = "\u00a0" * 3  # between numbers; the fonts have no wider space


class StudentView(Screen):
    """What the student reads, nothing else: no counts, no level, no answers, nothing to tap."""

    def __init__(self, nav: Navigation, form: Form) -> None:
        self._nav = nav
        self._form = form

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, form, phone = self._nav.window.palette, self._form, self._nav.window.phone
        size = 22 if phone else 30
        top = ft.Row(
            [
                ft.Container(expand=True),
                ft.Text(form.id, size=13, color=palette.muted),
                icon_button(ft.Icons.CLOSE, say("forms.shown_close"), self._close),
            ]
        )
        if MEASURES[form.measure].layout == "passage":
            title = bold(form.title, size + 4, palette.ink)
            lines = [title, ft.Container(height=12), *self._lines(size)]
        else:
            lines = self._rows(size)
        return ft.Container(
            ft.ListView([top, *lines], expand=True),
            padding=ft.Padding.symmetric(horizontal=self._margin),
            expand=True,
        )

    @property
    def _margin(self) -> int:
        return 16 if self._nav.window.phone else 56

    def _lines(self, size: int) -> list[ft.Control]:
        form, begins = self._form, paragraphs(self._form)
        lines: list[ft.Control] = []
        for line in range(len(form.lines)):
            if line in begins:
                lines.append(ft.Container(height=size * 0.7))
            lines.append(self._text(form.text_of(line), size, height=1.6))
        return lines

    def _rows(self, size: int) -> list[ft.Control]:
        """Set the form's rows in cells of one width; where they are too wide, a row runs on."""
        rows = rows_to_read(self._form)
        need = max(_letters(text) for row in rows for text in row) * size * WIDEST_LETTER + size
        across = max(len(row) for row in rows)
        room = (self._nav.window.page.width or WIDE) - 2 * self._margin
        width = max(need, (room - 1) // across)
        cells = [[self._cell(text, size) for text in row] for row in rows]
        return [
            ft.Container(
                ft.Row(
                    [ft.Container(cell, width=width) for cell in row],
                    wrap=True,
                    spacing=0,
                    run_spacing=size,
                ),
                padding=ft.Padding.only(bottom=size),
            )
            for row in cells
        ]

    def _cell(self, text: str, size: int) -> ft.Control:
        problem = read_problem(text)
        if problem is not None:
            return problem_view(problem, size, self._nav.window.palette.ink)
        return self._text(_spaced(text), size)

    def _text(self, text: str, size: int, height: float | None = None) -> ft.Text:
        style = ft.TextStyle(height=height) if height else None
        return ft.Text(
            text,
            size=size,
            font_family=PASSAGE_FONT,
            color=self._nav.window.palette.ink,
            style=style,
        )

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._close()

    def _close(self) -> None:
        self._nav.go(routes.FormListRoute(self._form))


def _spaced(text: str) -> str:
    """Set the numbers of a pair or a row apart, with a line where one is missing."""
    return text.replace("_", BLANK).replace(" ", APART)


def _letters(text: str) -> float:
    """Return how many letters wide a cell is: of a problem the longer number and its sign."""
    problem = read_problem(text)
    if problem is not None:
        return letters(problem)
    return max(2, len(_spaced(text)))


def rows_to_read(form: Form) -> list[list[str]]:
    """Return what a student reads, by row: each word or problem in one piece, never an answer."""
    starts = form.groups or range(len(form.items))
    texts = form.prompts or form.items
    return [
        [text for start, text in zip(starts, texts, strict=True) if start in form.line(line)]
        for line in range(len(form.lines))
    ]
