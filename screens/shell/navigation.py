"""From one screen to the next, in one tab."""

from collections.abc import Callable

from screens.shell.routes import Route
from screens.shell.window import Screen, Window


class Navigation:
    """A tab's window, and the way a screen asks for another one."""

    def __init__(self, window: Window, screen_of: Callable[[Route], Screen | None]) -> None:
        """``screen_of`` makes the screen of a route, or None if it showed another instead."""
        self.window = window
        self._screen_of = screen_of

    def go(self, route: Route) -> None:
        """Leave the screen shown, and show a route's."""
        screen = self._screen_of(route)
        if screen is not None:
            self.window.show(screen)
