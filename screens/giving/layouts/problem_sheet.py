"""Problems with their keys, digit by digit, in the order and the columns of the paper.

On a narrow screen they are drawn smaller, so that the columns stay; fewer only where they can't.

What is wrong with a digit is written under it in words.
"""

import flet as ft

from probes.forms import digits
from screens.giving.layouts.head import PROMPT, SMALL_PROMPT, ColumnHead
from screens.giving.layouts.item import cornered, edge
from screens.giving.layouts.layout import SCROLLBAR, Layout
from screens.giving.layouts.touch import touchable
from screens.parts.passage_font import text_em
from screens.parts.theme import PASSAGE_FONT, TARGET
from screens.words.catalogue import say

DIGIT, NARROW = 50, 30  # px, the width of a digit's box, and the least
APART = 8  # px more between two problems’ boxes than between the problems, or they read as one
HEIGHT = 50  # px, its height
SIGN = 18  # px, the width of the R before a remainder, of a point, of a fraction’s bar
BESIDE, SMALL_BESIDE = 46, 24  # px, the room of a problem's number
BETWEEN, SMALL_BETWEEN = 8, 4  # px between two problems


class Problems(Layout):
    """The problems of a form, each with its number, prompt and key."""

    def make(self) -> None:
        """Make a box for each digit, and a head for each problem."""
        form = self.session.form
        problems = range(len(form.groups))
        self._signs = [digits.signs(form.prompt(g), len(form.group(g))) for g in problems]
        printed = max(
            len({form.group_of(item) for item in form.line(line)})
            for line in range(len(form.lines))
        )
        wide = self._fitting(DIGIT, PROMPT, BESIDE, BETWEEN)
        narrow = self._fitting(NARROW, SMALL_PROMPT, SMALL_BESIDE, SMALL_BETWEEN)
        self._small = wide < printed <= narrow  # or the columns would be others all the same
        self._across = min(printed, narrow if self._small else wide)
        between = SMALL_BETWEEN if self._small else BETWEEN
        self._between = between
        cell = (self.room.width - SCROLLBAR) // self._across - between
        most = max(len(form.group(g)) for g in problems)
        between_digits = SIGN * max(map(len, self._signs))
        self.digit = max(NARROW, min(DIGIT, (cell - between_digits - APART) // most))
        self.starts = form.groups[:: self._across]
        self.items = [_Digit(self, item) for item in range(len(form.items))]
        self.groups = [ColumnHead(self, g, small=self._small) for g in problems]

    def _fitting(self, digit: int, size: int, beside: int, between: int) -> int:
        """Return how many problems fit side by side."""
        form = self.session.form
        need = max(
            max(
                len(form.group(g)) * digit + SIGN * len(self._signs[g]),
                int(text_em(form.prompt(g)) * size) + beside,
            )
            for g in range(len(form.groups))
        )
        return max(1, (self.room.width - SCROLLBAR) // (need + between))

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
                    spacing=self._between,
                ),
                padding=ft.Padding.symmetric(vertical=3),
                border=ft.Border(bottom=ft.BorderSide(1, self.room.palette.line)),
            )
            for first in range(0, count, self._across)
        ]

    def _problem(self, group: int) -> ft.Control:
        key: list[ft.Control] = []
        for place, item in enumerate(self.session.form.group(group)):
            if sign := self._signs[group].get(place):
                text = ft.Text(sign, size=18, color=self.room.palette.muted, no_wrap=True)
                key.append(ft.Container(text, width=SIGN, alignment=ft.Alignment.CENTER))
            key.append(self.items[item].control)
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
            width=problems.digit,
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
        self._box.gradient = None
        if kind is not None:
            self._box.gradient = cornered(palette.error, palette.error_tint, problems.digit)
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
