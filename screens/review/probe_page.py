"""The page of a kept probe as it was marked; what is tapped on it is told, and framed."""

from collections.abc import Callable

import flet as ft

from probes.giving.session import Session
from screens.giving.layouts.by_measure import LAYOUTS
from screens.giving.layouts.layout import Room
from screens.giving.marking import mark_at, spanned


class Page:
    """A form with its marks. It takes touches as while giving, and changes nothing itself."""

    def __init__(
        self,
        session: Session,
        room: Room,
        *,
        on_item: Callable[[int], object],
        on_group: Callable[[int], object],
        on_line: Callable[[int], object],
        on_drag: Callable[[int, int], object],
    ) -> None:
        self._on_item = on_item
        self._on_group = on_group
        self._on_line = on_line
        self._on_drag = on_drag
        self.layout = LAYOUTS[session.measure.layout](session, room, self)
        # In the page's own column: it scrolls with what stands above and below it.
        self.control = ft.Column([*self.layout.column.controls], spacing=0, tight=True)

    def show(self, session: Session, picked: range = range(0)) -> list[ft.Control]:
        """Take over a session and what is picked; return the controls that look different."""
        return self.layout.show(session, picked)

    def span_of(self, item: int) -> range:
        """Return the items that one mark lies over together with an item."""
        mark = mark_at(self.layout.session, item)
        return range(item, item + 1) if mark is None else spanned(mark)

    def tap_item(self, item: int) -> None:
        """An item was tapped."""
        self._on_item(item)

    def hold_item(self, item: int) -> None:
        """An item was pressed long: as tapped."""
        self._on_item(item)

    def drag(self, first: int, last: int) -> None:
        """A finger was drawn over several sounds."""
        self._on_drag(first, last)

    def tap_group(self, group: int) -> None:
        """A word or a problem was tapped."""
        self._on_group(group)

    def tap_count(self, line: int) -> None:
        """A line's count was tapped."""
        self._on_line(line)
