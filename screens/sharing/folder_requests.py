"""What the shared folder asks a person for: its new passphrase, a login."""

import flet as ft

from screens.parts.controls import bold, card, field, secondary
from screens.sharing.passphrase_field import secret
from screens.sharing.sharing_client import SharingClient
from screens.shell.navigation import Navigation
from screens.words.catalogue import say


class FolderRequests:
    """Cards of the Sharing screen. What is being typed stays when they are built anew."""

    def __init__(self, nav: Navigation, sharing: SharingClient) -> None:
        self._nav = nav
        self._sharing = sharing
        self._typed: dict[str, str] = {}

    def build(self) -> list[ft.Control]:
        """Build a card for each request."""
        status = self._sharing.status
        cards = []
        if status.wants_passphrase:
            cards.append(self._passphrase())
        if status.wants_login:
            cards.append(self._login())
        return cards

    def _passphrase(self) -> ft.Control:
        window = self._nav.window

        async def enter() -> None:
            problem = await self._sharing.learn(self._typed.get("passphrase", ""))
            window.notice(problem or say("sharing.learnt"))

        return card(
            window.palette,
            bold(say("sharing.new_passphrase"), 17, window.palette.title),
            self._field("passphrase", say("joining.passphrase"), hidden=True),
            ft.Row([secondary(say("sharing.enter"), enter)]),
        )

    def _login(self) -> ft.Control:
        async def enter() -> None:
            await self._sharing.log_in(self._typed.get("user", ""), self._typed.get("password", ""))

        palette = self._nav.window.palette
        return card(
            palette,
            bold(say("sharing.login"), 17, palette.title),
            self._field("user", say("sharing.user")),
            self._field("password", say("sharing.password"), hidden=True),
            ft.Row([secondary(say("sharing.enter"), enter)]),
        )

    def _field(self, name: str, label: str, *, hidden: bool = False) -> ft.Control:
        def typed(event: ft.Event[ft.TextField]) -> None:
            self._typed[name] = event.control.value or ""

        value = self._typed.get(name, "")
        if hidden:
            return secret(self._nav.window, label, value, on_change=typed)
        return field(label, value, on_change=typed)
