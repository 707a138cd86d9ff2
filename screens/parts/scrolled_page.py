"""A screen that scrolls over a foot, and stays where it was scrolled to after a choice."""

from collections.abc import Sequence

import flet as ft

from screens.parts.controls import page_body
from screens.parts.page_foot import foot_bar
from screens.parts.theme import Palette


class ScrolledPage:
    """What scrolls, and below it the foot, which never does; ``control`` is both."""

    def __init__(
        self, palette: Palette, parts: Sequence[ft.Control], foot: ft.Control, *, wide: bool
    ) -> None:
        body = page_body(wide, *parts)
        assert isinstance(body, ft.Container)
        assert isinstance(body.content, ft.Column)
        self._scrolls = body.content
        self._scrolls.data = None  # refilled here: nobody else puts other parts into it
        self._foot = foot_bar(palette, foot, wide=wide)
        self.control = ft.Column([body, self._foot], spacing=0, expand=True)

    def refill(self, parts: Sequence[ft.Control], foot: ft.Control) -> list[ft.Control]:
        """Show other parts and another foot; return what looks different."""
        self._scrolls.controls = list(parts)
        self._foot.content = foot
        return [self._scrolls, self._foot]
