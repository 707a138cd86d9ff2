"""Protocols: the lists of steps that sessions follow, the school's own, or three to start from."""

from collections.abc import Callable

import flet as ft

from records.protocols import Protocol, Protocols
from screens.parts.controls import (
    bold,
    page_body,
    primary,
    quiet,
    rows_card,
    secondary,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP, RADIUS
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say

OURS = ("sounds", "reread", "facts")


class ProtocolList(Screen):
    """All protocols; each opens to be changed."""

    tab = "students"
    foot = True

    def __init__(self, nav: Navigation, protocols: Protocols) -> None:
        self._nav = nav
        self._protocols = protocols

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        here = self._protocols.current()
        title = page_head(palette, say("protocols.title"), self._back)
        write = primary(
            say("protocols.add"),
            lambda: self._nav.go(routes.EditProtocolRoute()),
            width=None if self._nav.window.phone else 240,
        )
        parts: list[ft.Control] = [title, quiet(palette, say("protocols.help"), 16)]
        if here:
            parts.append(rows_card(palette, [self._row(one) for one in here]))
        names = {one.name for one in here}
        ours = [one for one in OURS if say(f"protocol.{one}") not in names]
        if ours:
            buttons = [secondary(say(f"protocol.{one}"), self._taker(one)) for one in ours]
            parts += [
                bold(say("protocols.ours"), 17, palette.title),
                ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP),
            ]
        window = self._nav.window
        body = page_body(window.wide, *parts)
        return with_foot(palette, body, write, wide=window.wide, phone=window.phone)

    def _row(self, one: Protocol) -> ft.Control:
        palette = self._nav.window.palette
        return ft.ListTile(
            title=bold(one.name, 18, palette.ink),
            subtitle=quiet(palette, count_of("protocols.count", len(one.steps))),
            on_click=lambda: self._nav.go(routes.EditProtocolRoute(one.id)),
            enable_feedback=False,
            content_padding=ft.Padding.symmetric(horizontal=18, vertical=8),
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
        )

    def _taker(self, name: str) -> Callable[[], None]:
        def take() -> None:
            steps = say(f"protocol.{name}.steps").split("\n")
            save = self._protocols.save
            if self._nav.window.attempt(lambda: save(say(f"protocol.{name}"), steps)):
                self._nav.window.draw()

        return take

    def _back(self) -> None:
        self._nav.go(routes.GroupsRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
