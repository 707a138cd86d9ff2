"""The form on screen: one tappable box a word, one count a line.

The lines are the form's own; where a line is too long for the screen it wraps
behind its edge mark, so it can still be told from the next. A tap changes one
word and sends that word alone.

A word is a gesture detector and not a button: a button clicks and, on
Android, vibrates, which the student would notice.
"""

from collections.abc import Callable

import flet as ft

from probes.events import ERROR_KINDS
from probes.session import Session
from screens.catalogue import say
from screens.theme import APP_FONT, PASSAGE_FONT, WORD, Palette

SCROLLBAR = 16  # px beside the counts, where a mouse finds the scrollbar
LEADING = 1.7  # height of a line, in sizes of its letters


class _Lines(ft.ListView):
    """The scrolling list. An update of what is around it doesn't go through its words."""

    def is_isolated(self) -> bool:
        return True


class Passage:
    """The words of a form, drawn to show a session.

    ``on_word`` gets the item tapped, ``on_count`` the line whose count was.
    """

    def __init__(
        self,
        session: Session,
        palette: Palette,
        size: int,
        *,
        on_word: Callable[[int], object],
        on_count: Callable[[int], object],
    ) -> None:
        self._session = session
        self._palette = palette
        self._size = size
        self._cursor: int | None = None
        form = session.form
        self._words = [_Word(self, item, on_word) for item in range(len(form.items))]
        self._counts = [_Count(self, line, on_count) for line in range(len(form.lines))]
        self.column = _Lines(
            [self._line(line) for line in range(len(form.lines))],
            spacing=0,
            expand=True,
            padding=ft.Padding.only(right=SCROLLBAR),
        )

    def show(self, session: Session, cursor: int | None = None) -> list[ft.Control]:
        """Take over a session; return the controls that look different now."""
        before, self._session = self._session, session
        cursor_before, self._cursor = self._cursor, cursor
        marks, now = before.marks, session.marks
        items = {i for i in {*marks, *now} if marks.get(i) is not now.get(i)}
        if before.last != session.last:
            items |= {i for i in (before.last, session.last) if i is not None}
        if cursor_before != cursor:
            items |= {i for i in (cursor_before, cursor) if i is not None}
        for line in before.skipped ^ session.skipped:
            items |= set(session.form.line(line))
        changed = [self._words[item].paint() for item in sorted(items)]
        if before.reached != session.reached:
            lines = {
                session.form.line_of(i) for i in (before.reached, session.reached) if i is not None
            }
            changed += [self._counts[line].paint() for line in sorted(lines)]
        return changed

    async def scroll_to(self, line: int) -> None:
        """Bring a line into view."""
        await self.column.scroll_to(scroll_key=f"line-{line}", duration=0)

    def _line(self, line: int) -> ft.Control:
        words: list[ft.Control] = [self._words[i].control for i in self._session.form.line(line)]
        return ft.Row(
            [
                ft.Row(words, wrap=True, spacing=0, run_spacing=0, expand=True),
                self._counts[line].control,
            ],
            key=ft.ScrollKey(f"line-{line}"),  # type: ignore[call-arg]  # Flet hides its fields
            spacing=0,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )


def _kind(session: Session, item: int) -> str | None:
    mark = session.marks.get(item)
    return None if mark is None else mark.kind


class _Word:
    """One word's box: plain, an error, put right, skipped, or the last."""

    def __init__(self, passage: Passage, item: int, on_tap: Callable[[int], object]) -> None:
        self._passage = passage
        self._item = item
        size = passage._size

        def tap() -> None:
            on_tap(item)

        self._text = ft.Text(
            passage._session.form.items[item], size=size, font_family=PASSAGE_FONT, no_wrap=True
        )
        self._box = ft.Container(
            content=self._text,
            padding=ft.Padding.symmetric(horizontal=round(size * 0.18)),
            border_radius=8,
        )
        self.control = ft.Semantics(
            button=True,
            exclude_semantics=True,
            on_tap=tap,
            content=ft.GestureDetector(content=self._box, on_tap=tap, exclude_from_semantics=True),
        )
        self.paint()

    def paint(self) -> ft.Control:
        """Draw what the session says of this word."""
        session, palette = self._passage._session, self._passage._palette
        size = self._passage._size
        kind = _kind(session, self._item)
        error, skipped = kind in ERROR_KINDS, session.is_skipped(self._item)
        last = session.last == self._item
        state = ("error" if error else "self" if kind else "") + (".last" if last else "")
        state = "skipped" if skipped else state.removeprefix(".")
        if state == "self.last":
            state = "last"
        self.control.label = say(
            f"word.{state}" if state else "word",
            number=self._item + 1,
            word=session.form.items[self._item],
        )
        struck = error or skipped
        color = (
            palette.error if error and not skipped else palette.muted if skipped else palette.ink
        )
        self._text.style = ft.TextStyle(
            color=color,
            decoration=ft.TextDecoration.LINE_THROUGH if struck else ft.TextDecoration.NONE,
            decoration_color=color,
            decoration_thickness=2,
            height=max(WORD / size, LEADING),  # the letters' own height fills the box
        )
        self._box.gradient = _cornered(palette.error, palette.error_tint) if error else None
        if kind and not error:
            self._box.gradient = _cornered(palette.caution, palette.caution_tint)
        self._box.bgcolor = palette.last_tint if last and not error else None
        edge = ft.BorderSide(3, palette.last)
        mine = ft.BorderSide(3, palette.title)
        if last:
            self._box.border = ft.Border(right=edge, top=edge, bottom=edge)
        elif self._passage._cursor == self._item:
            self._box.border = ft.Border(left=mine, right=mine, top=mine, bottom=mine)
        else:
            self._box.border = None
        return self.control


def _cornered(corner: str, ground: str) -> ft.LinearGradient:
    """Return a tinted ground with its upper right corner filled: a mark without colour."""
    return ft.LinearGradient(
        colors=[corner, corner, ground, ground],
        stops=[0, 0.13, 0.13, 1],
        begin=ft.Alignment.TOP_RIGHT,
        end=ft.Alignment.BOTTOM_LEFT,
    )


class _Count:
    """The number of words up to a line's end; a tap on it says the student is here."""

    def __init__(self, passage: Passage, line: int, on_tap: Callable[[int], object]) -> None:
        self._passage = passage
        self._line = line

        def tap() -> None:
            on_tap(line)

        self._text = ft.Text(size=15, font_family=APP_FONT, text_align=ft.TextAlign.RIGHT)
        self._box = ft.Container(
            content=self._text,
            width=52,
            height=max(WORD, LEADING * passage._size),
            padding=ft.Padding.only(right=8),
            alignment=ft.Alignment.CENTER_RIGHT,
            border_radius=8,
        )
        self.control = ft.Semantics(
            button=True,
            exclude_semantics=True,
            on_tap=tap,
            content=ft.GestureDetector(content=self._box, on_tap=tap, exclude_from_semantics=True),
        )
        self.paint()

    def paint(self) -> ft.Control:
        """Draw whether the student is known to be here."""
        session, palette = self._passage._session, self._passage._palette
        count = session.form.line(self._line)[-1] + 1
        here = session.reached is not None and session.form.line_of(session.reached) == self._line
        self._text.value = str(count)
        self._text.color = palette.on_accent if here else palette.muted
        self._box.bgcolor = palette.accent if here else None
        self.control.label = say("line.reached" if here else "line", count=count)
        return self.control
