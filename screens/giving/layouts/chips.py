"""Words of sounds: a tap credits a sound, a drag several, as one segment or each. Again: a slash.

A row of chips takes drags to the side only, so one up or down scrolls. What a
drag covers is counted from where the finger came down to where it lifted.
"""

from collections.abc import Callable

import flet as ft

from probes.giving.events import Mark
from probes.giving.sheet import is_whole_word
from screens.giving.layouts.head import ColumnHead
from screens.giving.layouts.item import cornered, edge
from screens.giving.layouts.layout import SCROLLBAR, Layout
from screens.giving.layouts.margin import MARGIN, Count
from screens.giving.layouts.touch import touchable
from screens.giving.marking import in_two_parts, mark_at, spanned
from screens.parts.theme import GAP, PASSAGE_FONT, WORD
from screens.words.catalogue import say

HEIGHT = 52  # px, of a chip
NARROW, BROAD = 44, 60  # px, the least and most width of a chip
UNDERLINE = 5  # px, of a credit
GUTTER = 2  # px around a chip that stands by itself
BETWEEN = 8  # px between two words
PROMPT = 96  # px, the width of a word beside its chips


class Chips(Layout):
    """The words of a form: beside each other as on paper, or on a phone one below the other."""

    def make(self) -> None:
        """Make a chip for each sound, a head for each word, and a count for each line."""
        form, phone = self.session.form, self.room.phone
        lines = [form.line(line) for line in range(len(form.lines))]
        longest = max(len(form.group(group)) for group in range(len(form.groups)))
        self._beside = True  # the counts, as on paper
        self._level = phone  # a word with its chips, not above them
        if phone:
            free = (self.room.width - PROMPT - MARGIN - SCROLLBAR) // longest
            self._beside = free >= NARROW
            if not self._beside:
                free = (self.room.width - PROMPT - SCROLLBAR) // longest
                self._level = free >= NARROW
            if not self._level:
                free = (self.room.width - SCROLLBAR) // longest
        else:
            widest = max(lines, key=len)
            words = len({form.group_of(item) for item in widest})
            room = self.room.width - MARGIN - SCROLLBAR - words * BETWEEN
            free = room // len(widest)
        self._wraps = free < NARROW  # costs the client a fifth of a tap more than a plain row
        self.chip = max(NARROW, min(free, BROAD))
        self.items = [_Chip(self, item) for item in range(len(form.items))]
        self.groups = [
            ColumnHead(
                self, group, width=PROMPT if self._level else self.chip * len(form.group(group))
            )
            for group in range(len(form.groups))
        ]
        self.counts = [
            Count(self, line, height=2 * HEIGHT if self._beside else WORD, across=not self._beside)
            for line in range(len(form.lines))
        ]

    def rows(self) -> list[ft.Control]:
        """Return the lines."""
        return [self._line(line) for line in range(len(self.starts))]

    def _line(self, line: int) -> ft.Control:
        form, palette = self.session.form, self.room.palette
        groups = dict.fromkeys(form.group_of(item) for item in form.line(line))
        words = [self._word(group) for group in groups]
        count = self.counts[line].control
        if not self._beside:
            content: ft.Control = ft.Column([*words, count], spacing=4)
        else:
            wrap, gap = self._wraps, BETWEEN
            here: ft.Control = ft.Row(words, wrap=wrap, spacing=gap, run_spacing=4, expand=True)
            if self.room.phone:
                here = ft.Column(words, spacing=4, expand=True)
            content = ft.Row([here, count], spacing=0)
        return ft.Container(
            content,
            padding=ft.Padding.symmetric(vertical=GAP / 2),
            border=ft.Border(bottom=ft.BorderSide(1, palette.line)),
        )

    def _word(self, group: int) -> ft.Control:
        head = self.groups[group].control
        if self._level:
            return ft.Row([head, self._sounds(group)], spacing=0)
        return ft.Column([head, self._sounds(group)], spacing=0, tight=True)

    def _sounds(self, group: int) -> ft.Control:
        """Return a word's chips, which a drag can cover together."""
        sounds = self.session.form.group(group)
        chips: list[ft.Control] = [self.items[item].control for item in sounds]
        drag = _Drag(sounds, self.chip, self.handler.drag, self.handler.tap_item)
        return ft.GestureDetector(
            content=ft.Row(chips, spacing=0, tight=True),
            on_horizontal_drag_down=drag.down,
            on_horizontal_drag_end=drag.end,
            exclude_from_semantics=True,
        )


class _Drag:
    """A drag over one word's chips."""

    def __init__(
        self,
        sounds: range,
        width: int,
        over: Callable[[int, int], object],
        tap: Callable[[int], object],
    ) -> None:
        self._sounds = sounds
        self._width = width
        self._over = over
        self._tap = tap
        self._from = sounds[0]

    def down(self, event: ft.DragDownEvent[ft.GestureDetector]) -> None:
        """Note where the finger came down; it may become a tap or scroll the list."""
        self._from = self._at(event.local_position.x)

    def end(self, event: ft.DragEndEvent[ft.GestureDetector]) -> None:
        """Say what was covered; a finger that slid within one chip tapped it."""
        first, last = sorted((self._from, self._at(event.local_position.x)))
        if first == last:
            self._tap(first)
        else:
            self._over(first, last)

    def _at(self, x: float) -> int:
        place = int(max(0, x) // self._width)
        return self._sounds[min(place, len(self._sounds) - 1)]


class _Chip:
    """One sound: plain, credited, part of a segment, slashed, skipped, or the last."""

    def __init__(self, chips: Chips, item: int) -> None:
        self._chips = chips
        self._item = item
        text = chips.session.form.items[item]

        def tap() -> None:
            chips.handler.tap_item(item)

        self._text = ft.Text(
            text, size=22 if len(text) < 3 else 18, font_family=PASSAGE_FONT, no_wrap=True
        )
        self._box = ft.Container(self._text, alignment=ft.Alignment.CENTER)
        # Its ground takes the finger beside the box too, so that no tap falls between two chips.
        ground = ft.Container(
            self._box, width=chips.chip, height=HEIGHT, bgcolor=ft.Colors.TRANSPARENT
        )
        self.control = touchable(ground, tap)
        self.paint()

    def paint(self) -> ft.Control:
        """Draw what the session says of this sound."""
        chips, item = self._chips, self._item
        session, palette = chips.session, chips.room.palette
        mark, twice = mark_at(session, item), in_two_parts(session, item)
        skipped = session.is_skipped(item)
        credited = mark is not None and mark.kind == "credit"
        repeated = credited and self._repeated(mark)
        slashed = mark is not None and not credited
        span = range(item, item + 1) if mark is None else spanned(mark)
        joined_before, joined_after = item > span[0], item < span[-1]
        color = palette.muted if skipped else palette.error if slashed else palette.ink
        struck = ft.TextDecoration.LINE_THROUGH if slashed or skipped else ft.TextDecoration.NONE
        self._text.style = ft.TextStyle(color=color, decoration=struck, decoration_color=color)
        self._box.margin = ft.Margin(
            left=0 if joined_before else GUTTER,
            right=0 if joined_after else GUTTER,
            top=GUTTER,
            bottom=GUTTER,
        )
        earned = credited and not repeated
        self._box.bgcolor = palette.accent_tint if earned else palette.surface
        self._box.gradient = (
            cornered(palette.error, palette.error_tint, chips.chip) if slashed else None
        )
        thin, none = ft.BorderSide(1, palette.line), ft.BorderSide.none()
        border = edge(palette, last=session.last == item, selected=item in chips.selected)
        if border is None:
            border = ft.Border(
                top=thin,
                bottom=thin,
                left=none if joined_before else thin,
                right=none if joined_after else thin,
            )
        if repeated:  # circled, as on paper
            round_it = ft.BorderSide(3, palette.muted)
            border.top = border.bottom = round_it
            border.left = border.left if joined_before else round_it
            border.right = border.right if joined_after else round_it
        elif credited:  # underlined, as on paper
            border.bottom = ft.BorderSide(UNDERLINE * (1 + twice), palette.accent)
        self._box.border = border
        self.control.label = self._name(
            error=slashed, credited=credited, skipped=skipped, joined=joined_before
        )
        if repeated:
            self.control.label += f", {say('state.repeated')}"
        elif twice:
            self.control.label += f", {say('state.twice')}"
        return self.control

    def _repeated(self, mark: Mark | None) -> bool:
        session = self._chips.session
        segments = session.measure.marked == "segments"
        return segments and mark is not None and is_whole_word(session.form, mark)

    def _name(self, *, error: bool, credited: bool, skipped: bool, joined: bool) -> str:
        chips, item = self._chips, self._item
        form = chips.session.form
        group = form.group_of(item)
        number = item - form.groups[group] + 1
        parts = [say("cell.chip", number=number, group=group + 1, text=form.items[item])]
        if skipped:
            parts.append(say("state.skipped"))
        if error:
            parts.append(say("state.error"))
        if credited:
            parts.append(say("state.joined" if joined else "state.credit"))
        if chips.session.last == item:
            parts.append(say(f"state.last.{chips.noun}"))
        return ", ".join(parts)
