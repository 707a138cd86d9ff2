"""Another tab takes the taps of the probe under way."""

from typing import TYPE_CHECKING

import flet as ft

from screens.parts.controls import heading, primary, secondary, sheet
from screens.shell.window import Screen
from screens.words.catalogue import say

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation


class OtherTab(Screen):
    """Says so, and offers to take the probe over."""

    def __init__(self, nav: "Navigation", *, taken: bool) -> None:
        self._nav = nav
        self._taken = taken

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        title = "other_tab.taken" if self._taken else "other_tab.title"
        return sheet(
            heading(palette, say(title), 24),
            ft.Text(say("other_tab.text"), size=18, color=palette.ink),
            primary(say("other_tab.take"), self._nav.take),
            secondary(say("other_tab.again"), self._nav.begin),
        )
