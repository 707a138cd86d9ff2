"""A second scoring that is done: kept before it is compared, so that nobody scores towards it."""

import flet as ft

from records.sittings import Sittings
from screens.parts.controls import heading, primary, secondary, sheet
from screens.shell.navigation import Navigation
from screens.shell.routes import AgreementRoute, GiveRoute, StudentListRoute
from screens.shell.window import Screen
from screens.words.catalogue import say


class KeepSecond(Screen):
    """Keep it and compare, or go back to the page."""

    def __init__(self, nav: Navigation, sittings: Sittings) -> None:
        self._nav = nav
        self._sittings = sittings

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        return sheet(
            heading(palette, say("second.done")),
            ft.Text(say("second.done.text"), size=18, color=palette.ink),
            primary(say("second.keep"), self._keep),
            secondary(say("result.back.form"), lambda: self._nav.go(GiveRoute())),
        )

    def _keep(self) -> None:
        sitting = self._sittings.current
        if not self._nav.window.settled:
            return  # the second tap of a double tap on the last word
        if sitting is None:  # kept in another tab
            self._nav.go(StudentListRoute())
        elif self._nav.window.attempt(self._sittings.keep):
            self._nav.go(AgreementRoute(sitting.head.second_of))
