"""What a page shows while many records are read; then Aimline itself."""

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft

from screens.app import open_tab
from screens.parts.controls import bold, quiet, sheet
from screens.parts.reading_bar import ReadingBar
from screens.parts.theme import DARK, FONTS, LIGHT, Palette, theme_values
from screens.running_app import App
from screens.shell import flet_speed
from screens.words.catalogue import say

STEP_S = 0.1  # seconds between two looks at how far it is


class Opening:
    """Takes every page there is until the records are open, which the first page begins.

    ``problem`` is the sentence that says why they can't be opened, "" while they can.
    """

    def __init__(self, open_app: Callable[[Callable[[float], Awaitable[None]]], Awaitable[App]]):
        """``open_app`` opens the records; what it is given is awaited with the share that is read.

        The text of an OSError or ValueError that it raises must be a sentence for people.
        """
        self._open_app = open_app
        self._pages: list[_OpeningPage] = []
        self._app: App | None = None
        self._begun = False
        self._share = 0.0
        self._shown_at = 0.0
        self.problem = ""

    def show(self, page: ft.Page) -> None:
        """Show a new page how things stand."""
        if self._app is not None:
            open_tab(page, self._app)
            return
        self._pages.append(_OpeningPage(page, self._share, self.problem))
        if not self._begun:
            self._begun = True
            page.run_task(self._open)

    async def _open(self) -> None:
        try:
            self._app = await self._open_app(self._told)
        except (OSError, ValueError) as problem:
            self.problem = str(getattr(problem, "strerror", None) or problem)
            for one in self._pages:
                one.fail(self.problem)
            return
        for one in self._pages:
            if one.connected:
                open_tab(one.page, self._app)
            else:
                one.then(self._app)
        self._pages = []

    async def _told(self, share: float) -> None:
        self._share = share
        now = asyncio.get_running_loop().time()
        if now - self._shown_at >= STEP_S:
            self._shown_at = now
            for one in self._pages:
                one.move(share)
        await asyncio.sleep(0)


class _OpeningPage:
    """One page, which has nothing but a bar, or a sentence."""

    def __init__(self, page: ft.Page, share: float, problem: str) -> None:
        self.page = page
        self.connected = True
        self._share = share
        self._problem = problem
        self._app: App | None = None
        page.title = say("app")
        page.fonts = FONTS
        page.theme, page.dark_theme = (
            flet_speed.theme(theme_values(palette)) for palette in (LIGHT, DARK)
        )
        page.padding = 0
        page.on_connect = self._came_back
        page.on_disconnect = page.on_close = self._went
        page.on_platform_brightness_change = self._draw
        self._draw()

    def move(self, share: float) -> None:
        """Show how much is read."""
        self._share = share
        self._bar.move(share)
        if self.connected:
            self.page.update()

    def fail(self, problem: str) -> None:
        """Say why the records can't be opened."""
        self._problem = problem
        self._draw()

    def then(self, app: App) -> None:
        """Show Aimline itself, should the page come back."""
        self._app = app

    def _went(self) -> None:
        self.connected = False

    def _came_back(self) -> None:
        self.connected = True
        # In the view that was there before, the client would ignore every later change.
        self.page.views.clear()
        self.page.views.append(ft.View(route="/"))
        if self._app is not None:
            open_tab(self.page, self._app)
        else:
            self._draw()

    def _draw(self) -> None:
        dark = self.page.platform_brightness is ft.Brightness.DARK
        palette = DARK if dark else LIGHT
        self._bar = ReadingBar(palette, say("reading.title"), say("reading.opening"), self._share)
        view = self.page.views[0]
        view.padding = 0
        view.bgcolor = palette.paper
        body = sheet(*self._failed(palette)) if self._problem else sheet(self._bar.control)
        view.controls = [ft.SafeArea(content=body, expand=True)]
        if self.connected:
            self.page.update()

    def _failed(self, palette: Palette) -> list[ft.Control]:
        return [
            bold(say("reading.failed"), 22, palette.title),
            quiet(palette, self._problem, 17),
        ]
