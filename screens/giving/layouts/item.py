"""One item's box where errors are marked: plain, an error, put right, skipped, or the last."""

from typing import TYPE_CHECKING

import flet as ft

from probes.forms.form import Form
from probes.giving.events import ERROR_KINDS
from screens.giving.layouts.touch import touchable
from screens.parts.theme import PASSAGE_FONT, Palette
from screens.words.catalogue import say

if TYPE_CHECKING:
    from screens.giving.layouts.layout import Layout

TOP = ft.Alignment.TOP_CENTER
SIDE = 0.18  # room at each side of a word, in sizes of its letters
FLAG = 15  # px, how far the flag in the corner of a mark reaches


class Item:
    """An item as text in a box.

    ``height`` is that of the text's line in sizes of its letters, ``short`` the shorter side of
    the box, in px; ``below`` is what the examiner sees under it, such as the answer. A ``cell``
    shares its row evenly with others; without, the box is as wide as its text.
    """

    def __init__(
        self,
        layout: "Layout",
        item: int,
        *,
        size: int,
        height: float,
        short: float,
        below: ft.Text | None = None,
        cell: bool = False,
    ) -> None:
        self._layout = layout
        self._item = item
        self._height = height
        self._short = short

        def tap() -> None:
            layout.handler.tap_item(item)

        self._text = ft.Text(
            layout.session.form.items[item],
            size=size,
            font_family=PASSAGE_FONT,
            no_wrap=True,
            text_align=ft.TextAlign.CENTER if cell else ft.TextAlign.START,
        )
        content: ft.Control = self._text
        if below is not None:
            content = ft.Column(
                [self._text, below],
                spacing=0,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            )
        self._box = ft.Container(
            content=content,
            padding=None if cell else _around(layout.session.form, item, round(size * SIDE)),
            # What stands under some items in two lines must not lift them above the others.
            alignment=None if not cell else TOP if below is not None else ft.Alignment.CENTER,
            border_radius=8,
        )
        self.control = touchable(self._box, tap, expand=1 if cell else None)
        self.paint()

    def paint(self) -> ft.Control:
        """Draw what the session says of this item."""
        layout, item = self._layout, self._item
        session, palette = layout.session, layout.room.palette
        mark = session.marks.get(item)
        error, skipped = mark is not None and mark.kind in ERROR_KINDS, session.is_skipped(item)
        righted = mark is not None and not error
        last = session.last == item
        self.control.label = self._name(error=error, righted=righted, skipped=skipped, last=last)
        struck = error or skipped
        color = palette.muted if skipped else palette.error if error else palette.ink
        self._text.style = ft.TextStyle(
            color=color,
            decoration=ft.TextDecoration.LINE_THROUGH if struck else ft.TextDecoration.NONE,
            decoration_color=color,
            decoration_thickness=2,
            height=self._height,
        )
        self._box.gradient = None
        if error:
            self._box.gradient = cornered(palette.error, palette.error_tint, self._short)
        elif righted:
            self._box.gradient = cornered(palette.caution, palette.caution_tint, self._short)
        self._box.bgcolor = palette.last_tint if last and not error else None
        border = edge(palette, last=last, selected=item in layout.selected)
        if border is None and layout.session.form.key:
            border = ft.Border.all(1, palette.line)  # which numbers belong together
        self._box.border = border
        return self.control

    def _name(self, *, error: bool, righted: bool, skipped: bool, last: bool) -> str:
        layout = self._layout
        form, names = layout.session.form, layout.noun
        parts = [say(f"cell.{names}", number=self._item + 1, text=form.items[self._item])]
        if form.key:
            parts.append(say("state.answer", answer=form.key[self._item]))
        if skipped:
            return ", ".join([*parts, say("state.skipped")])
        if error:
            parts.append(say("state.error"))
        if last:
            parts.append(say(f"state.last.{names}"))
        elif righted:
            parts.append(say("state.self"))
        return ", ".join(parts)


def _around(form: Form, item: int, room: int) -> ft.Padding:
    """Return the room beside a word: none where it is written together with its neighbour."""
    joined = item > 0 and form.joins_next(item - 1)
    return ft.Padding(left=0 if joined else room, right=0 if form.joins_next(item) else room)


def edge(palette: Palette, *, last: bool, selected: bool) -> ft.Border | None:
    """Return the bracket of the last item, or the frame of the one the keyboard is on."""
    if last:
        side = ft.BorderSide(3, palette.last)
        return ft.Border(right=side, top=side, bottom=side)
    return ft.Border.all(3, palette.title) if selected else None


def cornered(corner: str, ground: str, short: float) -> ft.RadialGradient:
    """Return a tinted ground with a flag in its upper right corner: a mark without colour.

    The flag has one size, however wide the box; ``short`` is the box's shorter side, in px.
    """
    return ft.RadialGradient(
        colors=[corner, corner, ground, ground],
        stops=[0, 0.97, 1, 1],
        center=ft.Alignment.TOP_RIGHT,
        radius=FLAG / short,
    )
