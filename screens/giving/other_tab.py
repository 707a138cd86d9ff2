"""The probe under way is given in another tab."""

import flet as ft

from screens.giving.sitting_flow import SittingFlow
from screens.parts.controls import heading, primary, secondary, sheet
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say


class OtherTab(Screen):
    """Says so, and offers to take the probe over."""

    def __init__(self, nav: Navigation, flow: SittingFlow, *, taken: bool) -> None:
        self._nav = nav
        self._flow = flow
        self._taken = taken

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        title = "other_tab.taken" if self._taken else "other_tab.title"
        return sheet(
            heading(palette, say(title), 24),
            ft.Text(say("other_tab.text"), size=18, color=palette.ink),
            primary(say("other_tab.take"), self._flow.take),
            secondary(say("other_tab.again"), self._flow.begin),
        )
