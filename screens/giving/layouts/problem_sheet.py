"""Problems with their keys, digit by digit, in the order of the paper.

What is wrong with a digit is written under it in words.
"""

import flet as ft

from probes.forms import digits
from screens.giving.layouts.head import ColumnHead
from screens.giving.layouts.item import cornered, edge
from screens.giving.layouts.layout import SCROLLBAR, Layout
from screens.giving.layouts.touch import touchable
from screens.parts.theme import PASSAGE_FONT, TARGET
from screens.words.catalogue import say

ACROSS = 5  # problems side by side at most, as on paper
DIGIT = 50  # px, the width of a digit's box
HEIGHT = 50  # px, its height
SIGN = 18  # px, the width of the R before a remainder
LETTER = 12  # px, the width of a letter of a prompt, at most
BESIDE = 46  # px, the room of a problem's number


class Problems(Layout):
    """The problems of a form, each with its number, prompt and key."""

    def make(self) -> None:
        """Make a box for each digit, and a head for each problem."""
        form = self.session.form
        problems = range(len(form.groups))
        self._rests = [
            digits.before_remainder(form.prompt(g), len(form.group(g))) for g in problems
        ]
        need = max(
            max(
                len(form.group(g)) * DIGIT + (SIGN if self._rests[g] < len(form.group(g)) else 0),
                len(form.prompt(g)) * LETTER + BESIDE,
            )
            for g in problems
        )
        self._across = min(ACROSS, max(1, (self.room.width - SCROLLBAR) // (need + 8)))
        self.starts = form.groups[:: self._across]
        self.items = [_Digit(self, item) for item in range(len(form.items))]
        self.groups = [ColumnHead(self, g) for g in problems]

    def rows(self) -> list[ft.Control]:
        """Return rows of as many problems as fit."""
        count = len(self.groups)
        return [
            ft.Container(
                ft.Row(
                    [
                        self._problem(group) if group < count else ft.Container(expand=1)
                        for group in range(first, first + self._across)
                    ],
                    spacing=8,
                ),
                padding=ft.Padding.symmetric(vertical=3),
                border=ft.Border(bottom=ft.BorderSide(1, self.room.palette.line)),
            )
            for first in range(0, count, self._across)
        ]

    def _problem(self, group: int) -> ft.Control:
        span, rest = self.session.form.group(group), self._rests[group]
        key: list[ft.Control] = [self.items[item].control for item in span]
        if rest < len(span):
            remainder = ft.Text("R", size=18, color=self.room.palette.muted)
            key.insert(rest, ft.Container(remainder, width=SIGN))
        return ft.Column(
            [self.groups[group].control, ft.Row(key, spacing=0)],
            spacing=0,
            expand=1,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )


class _Digit:
    """One digit of a key: right unless it is marked."""

    def __init__(self, problems: Problems, item: int) -> None:
        self._problems = problems
        self._item = item
        palette = problems.room.palette

        def tap() -> None:
            problems.handler.tap_item(item)

        def hold() -> None:
            problems.handler.hold_item(item)

        self._text = ft.Text(
            problems.session.form.items[item], size=22, font_family=PASSAGE_FONT, no_wrap=True
        )
        self._said = ft.Text("", size=12, color=palette.error, no_wrap=True)
        self._box = ft.Container(
            ft.Column(
                [self._text, self._said],
                spacing=0,
                tight=True,
                alignment=ft.MainAxisAlignment.CENTER,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            width=DIGIT,
            height=max(HEIGHT, TARGET),
            alignment=ft.Alignment.CENTER,
            border_radius=8,
        )
        self.control = touchable(self._box, tap, hold)
        self.paint()

    def paint(self) -> ft.Control:
        """Draw what the session says of this digit."""
        problems, item = self._problems, self._item
        session, palette = problems.session, problems.room.palette
        mark = session.marks.get(item)
        kind = None if mark is None else mark.kind
        last = session.last == item
        color = palette.ink if kind is None else palette.error
        struck = kind in ("error", "shifted")
        self._text.style = ft.TextStyle(
            color=palette.muted if kind == "missing" else color,
            decoration=ft.TextDecoration.LINE_THROUGH if struck else ft.TextDecoration.NONE,
            decoration_color=color,
            decoration_thickness=2,
            height=1.2,
        )
        self._said.value = say(f"state.{kind}") if kind in ("missing", "shifted") else ""
        self._said.visible = bool(self._said.value)
        self._box.gradient = cornered(palette.error, palette.error_tint) if kind else None
        self._box.bgcolor = palette.last_tint if last and kind is None else palette.surface
        self._box.border = edge(
            palette, last=last, selected=item in problems.selected
        ) or ft.Border.all(1, palette.line)
        group = session.form.group_of(item)
        number = item - session.form.groups[group] + 1
        states = [say(f"state.{kind}")] if kind is not None else []
        if last:
            states.append(say("state.last.digits"))
        self.control.label = ", ".join([say("cell.digit", number=number, group=group + 1), *states])
        return self.control
