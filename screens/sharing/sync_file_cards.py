"""Sync files: made for another device, and opened here; somebody carries them."""

from typing import TYPE_CHECKING

import flet as ft

from screens.parts.controls import bold, card, choice, primary, quiet, secondary
from screens.parts.theme import GAP
from screens.sharing.device_names import device_name
from screens.sharing.sharing_client import SharingClient
from screens.shell.file_dialogs import hand_in, hand_out
from screens.words.catalogue import count_of, say

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation

ANYBODY = ""  # no device's number


class SyncFiles:
    """A card of the Sharing screen."""

    def __init__(self, nav: "Navigation", shared: SharingClient) -> None:
        self._nav = nav
        self._shared = shared
        self._chosen: str | None = None

    def build(self) -> ft.Control:
        """Build the card."""
        palette, desk = self._nav.window.palette, self._nav.desk
        status = self._shared.status
        about = "sync_files.alone" if status.by_hand else "sync_files.beside"
        parts: list[ft.Control] = [
            bold(say("sync_files.title"), 17, palette.title),
            quiet(palette, say(about), 16),
        ]
        whom = self._whom()
        if status.others:
            texts = {device: device_name(desk, device) for device in status.others}
            texts[ANYBODY] = say("sync_files.anybody")
            parts += [
                quiet(palette, say("sync_files.for"), 16),
                choice(palette, texts, whom, self._choose),
                quiet(palette, say("sync_files.all" if whom == ANYBODY else "sync_files.lacking")),
            ]
        button = primary if status.by_hand else secondary
        buttons: list[ft.Control] = [
            button(say("sync_files.make"), self._make),
            secondary(say("sync_files.open"), self._open),
        ]
        parts.append(ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP))
        return card(palette, *parts)

    def _whom(self) -> str:
        others = self._shared.status.others
        if self._chosen is None or self._chosen not in (*others, ANYBODY):
            return others[0] if others else ANYBODY
        return self._chosen

    def _choose(self, device: str) -> None:
        self._chosen = device
        self._nav.window.draw()

    async def _make(self) -> None:
        desk = self._nav.desk
        mark, day = desk.records.mark(), desk.clock.now().date().isoformat()
        raw, problem = await self._shared.make_file(self._whom() or None)
        if problem:
            self._nav.window.notice(problem)
        elif await hand_out(self._nav, f"aimline-sync-{day}.bin", raw):
            desk.went_out(mark)
            self._nav.window.notice(say("sync_files.made"))

    async def _open(self) -> None:
        raw = await hand_in()
        if raw is None:
            return
        problem = await self._shared.open_file(raw)
        received = count_of("sharing.received", self._shared.status.received)
        self._nav.window.notice(problem or say("sync_files.opened", received=received))
