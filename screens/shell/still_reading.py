"""A screen that waits until all probes are read, and then goes where it was asked to."""

from collections.abc import Callable

import flet as ft

from screens.parts.controls import secondary, sheet
from screens.parts.reading_bar import ReadingBar
from screens.shell.navigation import Navigation
from screens.shell.routes import Route, StudentListRoute
from screens.shell.window import Screen
from screens.words.catalogue import say


class StillReading(Screen):
    """What is asked needs the probes that are not read yet."""

    tab = "students"

    def __init__(self, nav: Navigation, route: Route, reading: Callable[[], float | None]) -> None:
        """``reading`` returns how much is read, None once that is all."""
        self._nav = nav
        self._route = route
        self._reading = reading

    def build(self) -> ft.Control:
        """Build the screen."""
        self._bar = ReadingBar(
            self._nav.window.palette,
            say("reading.title"),
            say("reading.waits"),
            self._reading() or 0.0,
        )
        back = secondary(say("reading.list"), lambda: self._nav.go(StudentListRoute()))
        return sheet(self._bar.control, ft.Row([back]))

    def refresh(self) -> None:
        """Show how far the reading is; go on once it has ended."""
        share = self._reading()
        if share is None:
            self._nav.go(self._route)
        elif not self._nav.window.covered:
            self._bar.move(share)
            self._nav.window.update(self._bar.control)
