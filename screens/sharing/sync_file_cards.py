"""Sync files: made for another device, and opened here; somebody carries them."""

import flet as ft

from records.device_settings import DeviceSettings
from records.devices import Devices
from records.record_store import Clock, RecordStore
from screens.parts.controls import bold, card, choice, primary, quiet, secondary
from screens.parts.theme import GAP
from screens.sharing.device_names import device_name
from screens.sharing.sharing_client import SharingClient
from screens.shell.file_dialogs import choose_file, save_file
from screens.shell.navigation import Navigation
from screens.words.catalogue import count_of, say

ANYBODY = ""  # no device's id


class SyncFileCards:
    """A card of the Sharing screen."""

    def __init__(
        self,
        nav: Navigation,
        sharing: SharingClient,
        store: RecordStore,
        devices: Devices,
        settings: DeviceSettings,
        clock: Clock,
    ) -> None:
        self._nav = nav
        self._sharing = sharing
        self._store = store
        self._devices = devices
        self._settings = settings
        self._clock = clock
        self._chosen: str | None = None

    def build(self) -> ft.Control:
        """Build the card."""
        palette = self._nav.window.palette
        status = self._sharing.status
        about = "sync_files.alone" if status.by_hand else "sync_files.beside"
        parts: list[ft.Control] = [
            bold(say("sync_files.title"), 17, palette.title),
            quiet(palette, say(about), 16),
        ]
        recipient = self._recipient()
        if status.others:
            texts = {device: device_name(self._devices, device) for device in status.others}
            texts[ANYBODY] = say("sync_files.anybody")
            content = "sync_files.all" if recipient == ANYBODY else "sync_files.lacking"
            parts += [
                quiet(palette, say("sync_files.for"), 16),
                choice(palette, texts, recipient, self._choose),
                quiet(palette, say(content)),
            ]
        button = primary if status.by_hand else secondary
        buttons: list[ft.Control] = [
            button(say("sync_files.make"), self._make),
            secondary(say("sync_files.open"), self._open),
        ]
        parts.append(ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP))
        return card(palette, *parts)

    def _recipient(self) -> str:
        others = self._sharing.status.others
        if self._chosen is None or self._chosen not in (*others, ANYBODY):
            return others[0] if others else ANYBODY
        return self._chosen

    def _choose(self, device: str) -> None:
        self._chosen = device
        self._nav.window.draw()

    async def _make(self) -> None:
        window = self._nav.window
        mark, day = self._store.mark(), self._clock.now().date().isoformat()
        raw, problem = await self._sharing.make_file(self._recipient() or None)
        if problem:
            window.notice(problem)
        elif await save_file(window, f"aimline-sync-{day}.bin", raw):
            self._settings.went_out(mark)
            window.notice(say("sync_files.made"))

    async def _open(self) -> None:
        chosen = await choose_file(self._nav.window)
        if chosen is None:
            return
        problem = await self._sharing.open_file(chosen.content)
        received = count_of("sharing.received", self._sharing.status.received)
        self._nav.window.notice(problem or say("sync_files.opened", received=received))
