"""A protocol to write or to change: a change is a new version, and sessions keep theirs."""

import flet as ft

from records.protocols import BadProtocol, Protocol, Protocols, checked_steps
from screens.parts.controls import (
    card,
    field,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say


class EditProtocol(Screen):
    """A protocol's name and its steps, one a line."""

    foot = True

    def __init__(self, nav: Navigation, protocols: Protocols, protocol: Protocol | None) -> None:
        """``protocol`` is the one to change, None for a new one."""
        self._nav = nav
        self._protocols = protocols
        self._protocol = protocol
        self._name = protocol.name if protocol is not None else ""
        self._steps = "\n".join(protocol.steps) if protocol is not None else ""
        self._wrong = ""

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        self._typed_name = field(
            say("protocols.name"),
            self._name,
            error=say("protocols.wrong.name") if self._wrong == "name" else None,
            on_change=self._typed,
        )
        wrong = self._wrong in ("steps", "step")
        self._typed_steps = field(
            say("protocols.steps"),
            self._steps,
            multiline=True,
            min_lines=6,
            max_lines=16,
            error=say(f"protocols.wrong.{self._wrong}") if wrong else None,
            on_change=self._typed,
        )
        title = page_head(palette, self._name or say("protocols.add"), self._back)
        inside: list[ft.Control] = [self._typed_name, self._typed_steps]
        steps: list[ft.Control] = []
        if self._protocol is not None:
            inside.append(quiet(palette, say("protocols.version")))
            steps.append(secondary(say("edit.archive"), self._archive))
        steps.append(primary(say("save"), self._save, width=200))
        body = page_body(window.wide, title, card(palette, *inside))
        return with_foot(palette, body, *steps, wide=window.wide, phone=window.phone)

    def _typed(self) -> None:
        self._name = self._typed_name.value or ""
        self._steps = self._typed_steps.value or ""

    def _save(self) -> None:
        self._typed()
        window = self._nav.window
        replaces = "" if self._protocol is None else self._protocol.id
        steps = self._steps.splitlines()
        try:
            checked_steps(self._name, steps)
        except BadProtocol as refused:
            self._wrong = refused.part
            window.draw()
            window.notice(say(f"protocols.wrong.{refused.part}"))  # its field may be out of sight
            return
        if window.attempt(lambda: self._protocols.save(self._name, steps, replaces)):
            self._back()
            window.notice(say("protocols.saved"))

    def _archive(self) -> None:
        protocol, window = self._protocol, self._nav.window
        assert protocol is not None
        if window.attempt(lambda: self._protocols.archive(protocol.id)):
            self._back()

            def undo() -> None:
                if window.attempt(lambda: self._protocols.archive(protocol.id, archived=False)):
                    window.draw()

            window.notice(say("students.archived"), undo)

    def _back(self) -> None:
        self._nav.go(routes.ProtocolsRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
