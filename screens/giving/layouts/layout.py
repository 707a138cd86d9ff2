"""What all layouts share: a list that scrolls, its parts, and which of them changed.

A tap changes one part and sends that part alone.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import flet as ft

from probes.giving.events import Mark
from probes.giving.session import Session
from screens.giving.marking import spanned
from screens.parts.theme import Palette
from screens.words.nouns import noun

SCROLLBAR = 16  # px beside the counts, where a mouse finds the scrollbar


class TouchHandler(Protocol):
    """Told of each touch; items, groups and lines count from 0."""

    def tap_item(self, item: int) -> object: ...
    def hold_item(self, item: int) -> object: ...
    def drag(self, first: int, last: int) -> object: ...
    def tap_group(self, group: int) -> object: ...
    def tap_count(self, line: int) -> object: ...


class Part(Protocol):
    """A piece of the screen that shows something of the session."""

    @property
    def control(self) -> ft.Semantics: ...
    def paint(self) -> ft.Control: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What there is to draw with: ``size`` of the letters and ``width`` of it all, in px."""

    palette: Palette
    size: int
    width: int
    phone: bool


class _Lines(ft.ListView):
    """The scrolling list. An update of what is around it doesn't go through its parts."""

    def is_isolated(self) -> bool:
        return True


class Layout(ABC):
    """A form on screen, drawn to show a session.

    ``starts`` holds the first item of each row on the screen, ``selected`` the items
    that the keyboard is on. ``inset`` is what is left free at both sides, in px. A layout makes
    its parts and says how they stand in rows.
    """

    def __init__(self, session: Session, room: Room, handler: TouchHandler) -> None:
        self.session = session
        self.room = room
        self.handler = handler
        self.noun = noun(session.measure)
        self.selected = range(0)
        self.starts = session.form.lines
        self.inset = 0
        self.items: list[Part] = []
        self.groups: list[Part] = []
        self.counts: list[Part] = []
        self.make()
        self.column = _Lines(
            [one for row, line in enumerate(self.rows()) for one in (_place(row), line)],
            spacing=0,
            expand=True,
            padding=ft.Padding.only(left=self.inset, right=SCROLLBAR + self.inset),
        )

    @abstractmethod
    def make(self) -> None:
        """Make the parts."""

    @abstractmethod
    def rows(self) -> list[ft.Control]:
        """Return one control for each of ``starts``."""

    def show(self, session: Session, selected: range = range(0)) -> list[ft.Control]:
        """Take over a session; return the controls that look different now."""
        before, self.session = self.session, session
        selected_before, self.selected = self.selected, selected
        items = set(_touched(before.marks, session.marks))
        groups = set(self._regrouped(before))
        if before.last != session.last:
            ends = {i for i in (before.last, session.last) if i is not None}
            items |= ends
            groups |= {session.form.group_of(item) for item in ends}
        if selected_before != selected:
            items |= {*selected_before, *selected}
        for line in before.skipped ^ session.skipped:
            items |= set(session.form.line(line))
            if self.groups:
                groups |= {session.form.group_of(item) for item in session.form.line(line)}
        lines: set[int] = set()
        if before.reached != session.reached:
            here = {i for i in (before.reached, session.reached) if i is not None}
            lines = {session.form.line_of(i) for i in here}
            groups |= {session.form.group_of(i) for i in here}
        parts = [self.items[item] for item in sorted(items)]
        parts += [self.groups[group] for group in sorted(groups) if self.groups]
        parts += [self.counts[line] for line in sorted(lines) if self.counts]
        return [part.paint() for part in parts]

    def row_of(self, item: int) -> int:
        """Return the row on the screen that an item stands in."""
        return bisect_right(self.starts, item) - 1

    async def scroll_to(self, item: int) -> None:
        """Bring an item into view."""
        await self.column.scroll_to(scroll_key=f"row-{self.row_of(item)}", duration=0)

    def _regrouped(self, before: Session) -> Iterator[int]:
        """Yield the groups of which something else is said as a whole."""
        old, new = before.sheet, self.session.sheet
        pairs: tuple[tuple[Mapping[int, object], Mapping[int, object]], ...] = (
            (old.words, new.words),
            (old.extras, new.extras),
            (old.answers, new.answers),
            (old.steps, new.steps),
        )
        for was, is_now in pairs:
            yield from {g for g in {*was, *is_now} if was.get(g) != is_now.get(g)}


def _place(row: int) -> ft.Control:
    """Return what a row is found by: nothing, above it, where no finger comes.

    Flet makes what has a scroll key anew whenever the list is laid out again, as when the
    pads below change: a finger that was down on it then tapped nothing.
    """
    place = ft.Container()
    place.key = ft.ScrollKey(f"row-{row}")  # type: ignore[call-arg]  # Flet hides its fields
    return place


def _touched(before: Mapping[int, Mark], now: Mapping[int, Mark]) -> Iterator[int]:
    """Yield the items of which the marks differ, those inside a segment too."""
    for item in before.keys() | now.keys():
        was, is_now = before.get(item), now.get(item)
        if was is not is_now and was != is_now:  # the first says enough of almost all of them
            for mark in (was, is_now):
                yield from () if mark is None else spanned(mark)
