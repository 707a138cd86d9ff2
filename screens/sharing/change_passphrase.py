"""Set a new passphrase for the shared folder, because one is wanted or because it leaked."""

import flet as ft

from screens.parts.controls import card, choice, heading, page_body, primary, quiet, secondary
from screens.parts.theme import GAP
from screens.sharing.passphrase_field import NewPassphrase, feet
from screens.sharing.sharing_client import SharingClient
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say


class ChangePassphrase(Screen):
    """Why, and the new one."""

    tab = "settings"

    def __init__(self, nav: Navigation, sharing: SharingClient) -> None:
        self._nav = nav
        self._sharing = sharing
        self._why = "leaked"
        self._new = NewPassphrase(nav.window, self._set)
        self._problem = ""
        self._working = False

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        reasons = {why: say(f"repassphrase.{why}") for why in ("leaked", "wanted")}
        self._foot = ft.Column(
            self._feet(),
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        return page_body(
            self._nav.window.wide,
            heading(palette, say("sharing.repassphrase")),
            card(
                palette,
                choice(palette, reasons, self._why, self._choose),
                quiet(palette, say(f"repassphrase.{self._why}.means"), 16),
            ),
            card(palette, self._new.build()),
            self._foot,
        )

    def _feet(self) -> list[ft.Control]:
        buttons: list[ft.Control] = [
            primary(say("repassphrase.do"), self._set, disabled=self._working),
            secondary(say("cancel"), self._cancel),
        ]
        return feet(self._nav.window.palette, buttons, self._problem, working=self._working)

    def _choose(self, why: str) -> None:
        self._why = why
        self._nav.window.draw()

    def _say(self, problem: str, *, working: bool = False) -> None:
        self._problem, self._working = problem, working
        self._foot.controls = self._feet()
        if self._nav.window.screen is self:
            self._nav.window.update(self._foot)

    async def _cancel(self) -> None:
        if not self._working:
            self._nav.go(routes.SharingRoute())
        elif await self._sharing.cancel():
            self._nav.go(routes.SharingRoute())
            self._nav.window.notice(say("repassphrase.kept"))
        else:
            self._say(say("joining.begun"), working=True)

    async def _set(self) -> None:
        if self._working:
            return
        if self._new.problem:
            self._say(self._new.problem)
            return
        self._say("", working=True)
        leaked = self._why == "leaked"
        problem = await self._sharing.change_passphrase(self._new.text, leaked=leaked)
        if problem:
            self._say(problem)
        elif self._nav.window.screen is self:
            self._nav.go(routes.SharingRoute())
            self._nav.window.notice(say("repassphrase.done"))

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; letters belong to the fields."""
        if event.key == "Escape" and not self._working:
            self._nav.go(routes.SharingRoute())
