"""Which devices share the folder, and the name of this one."""

from collections.abc import Callable

import flet as ft

from records.devices import LONGEST_NAME, Devices
from screens.parts.controls import bold, card, field, quiet
from screens.parts.theme import GAP
from screens.sharing.device_names import device_name
from screens.sharing.sharing_client import SharingClient
from screens.shell.navigation import Navigation
from screens.words.catalogue import count_of, say


class DevicesCard:
    """A card of the Sharing screen. ``renamed`` is called when this device has another name."""

    def __init__(
        self,
        nav: Navigation,
        sharing: SharingClient,
        devices: Devices,
        renamed: Callable[[], object],
    ) -> None:
        self._nav = nav
        self._sharing = sharing
        self._devices = devices
        self._renamed = renamed

    def build(self) -> ft.Control:
        """Build the card."""
        palette = self._nav.window.palette
        self._list = ft.Column(self._rows(), spacing=4, tight=True)
        name = field(
            say("sharing.this_device"),
            self._devices.name(self._devices.own),
            helper=say("sharing.this_device.help"),
            max_length=LONGEST_NAME,
            on_blur=self._named,
            on_submit=self._named,
        )
        return card(palette, bold(say("sharing.devices"), 17, palette.title), self._list, name)

    def refresh(self) -> ft.Control:
        """Bring the list up to date; return the control to send."""
        self._list.controls = self._rows()
        return self._list

    def _rows(self) -> list[ft.Control]:
        palette, devices = self._nav.window.palette, self._devices
        rows: list[ft.Control] = []
        for device, changes in self._sharing.devices().items():
            about = count_of("sharing.changes", changes)
            if device == devices.own:
                about = f"{say('sharing.this')} · {about}"
            name = ft.Text(device_name(devices, device), size=17, color=palette.ink)
            rows.append(ft.Row([name, quiet(palette, about)], wrap=True, spacing=GAP))
        return rows

    def _named(self, event: ft.Event[ft.TextField]) -> None:
        devices, name = self._devices, (event.control.value or "").strip()
        if name == devices.name(devices.own):
            return
        if self._nav.window.attempt(lambda: devices.name_own(name)):
            self._renamed()
