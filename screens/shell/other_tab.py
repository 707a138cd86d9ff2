"""Another tab takes the taps of the probe under way."""

from typing import TYPE_CHECKING

import flet as ft

from screens.parts.controls import heading, primary, secondary, sheet
from screens.shell.window import Screen
from screens.words.catalogue import say

if TYPE_CHECKING:
    from screens.shell.navigation import Way


class Elsewhere(Screen):
    """Says so, and offers to take the probe over."""

    def __init__(self, way: "Way", *, taken: bool) -> None:
        self._way = way
        self._taken = taken

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._way.window.palette
        title = "elsewhere.taken" if self._taken else "elsewhere.title"
        return sheet(
            heading(palette, say(title), 24),
            ft.Text(say("elsewhere.text"), size=18, color=palette.ink),
            primary(say("elsewhere.take"), self._way.take),
            secondary(say("elsewhere.again"), self._way.begin),
        )
