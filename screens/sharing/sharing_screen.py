"""Sharing: what was exchanged, what is to do, who takes part; how to join and how to leave."""

import flet as ft

from records.device_settings import DeviceSettings
from records.devices import Devices
from records.record_store import Clock, RecordStore
from screens.parts.controls import (
    bold,
    card,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.page_head import page_head
from screens.parts.theme import GAP
from screens.sharing.devices_card import DevicesCard
from screens.sharing.folder_requests import FolderRequests
from screens.sharing.print_join_card import save_join_card
from screens.sharing.sharing_client import SharingClient, SharingStatus
from screens.sharing.status_card import StatusCard, warning
from screens.sharing.sync_file_cards import SyncFileCards
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say


class SharingScreen(Screen):
    """Refreshes the status as it changes; what is being typed is left alone.

    ``in_browser`` says that a browser keeps the records, which has no command line.
    """

    tab = "settings"

    def __init__(
        self,
        nav: Navigation,
        sharing: SharingClient,
        store: RecordStore,
        devices: Devices,
        settings: DeviceSettings,
        clock: Clock,
        *,
        in_browser: bool,
    ) -> None:
        self._nav = nav
        self._sharing = sharing
        self._settings = settings
        self._in_browser = in_browser
        self._opened = False
        self._problem = ""
        self._leaving = False
        self._drawn: object = None  # what decided which cards there are, when they were built
        self._requests = FolderRequests(nav, sharing)
        self._status = StatusCard(nav, sharing, devices, clock)
        self._files = SyncFileCards(nav, sharing, store, devices, settings, clock)
        self._devices = DevicesCard(nav, sharing, devices, self._renamed)
        sharing.watch(self._changed)

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, status = self._nav.window.palette, self._sharing.status
        head = page_head(palette, say("sharing.title"), self._back)
        if not self._opened:
            self._nav.window.page.run_task(self._open)
            parts: list[ft.Control] = [ft.Row([ft.ProgressRing(width=24, height=24)])]
        else:
            self._drawn = _cards(status)
            parts = self._inside() if status.joined else self._outside()
        return page_body(self._nav.window.wide, head, *parts)

    def _sentence(self, text: str) -> ft.Control:
        return ft.Text(text, size=17, color=self._nav.window.palette.ink)

    async def _open(self) -> None:
        self._problem = await self._sharing.open()
        self._opened = True
        if self._nav.window.screen is self:
            self._nav.window.draw()

    def _outside(self) -> list[ft.Control]:
        """Build the cards of a device without a shared folder."""
        palette = self._nav.window.palette
        join = primary(say("joining.join"), lambda: self._nav.go(routes.JoinRoute(founding=False)))
        parts = [
            self._sentence(say("sharing.intro")),
            self._sentence(say("sharing.intro.outsider")),
        ]
        if self._problem:
            parts.append(warning(palette, self._problem))
        parts.append(
            card(
                palette,
                bold(say("sharing.join.title"), 18, palette.title),
                quiet(palette, say("sharing.join.help"), 16),
                ft.Row([join]),
            )
        )
        if self._sharing.status.belongs:
            browser = ".browser" if self._in_browser else ""
            parts.append(self._sentence(say(f"sharing.left{browser}")))
        else:
            start = secondary(
                say("joining.start"), lambda: self._nav.go(routes.JoinRoute(founding=True))
            )
            parts.append(
                card(
                    palette,
                    bold(say("sharing.start.title"), 18, palette.title),
                    quiet(palette, say("sharing.start.help"), 16),
                    ft.Row([start]),
                )
            )
        return parts

    def _inside(self) -> list[ft.Control]:
        """Build the cards of a device with one; what is wanted of a person comes first."""
        status = self._sharing.status
        parts = [*self._requests.build(), self._status.build()]
        if status.by_hand:
            parts += [self._files.build(), self._devices.build()]
        else:
            parts.append(self._devices.build())
            if not status.picked:
                parts.append(self._invite())
            parts.append(self._files.build())
        return [*parts, self._keys(), self._way_out()]

    def _invite(self) -> ft.Control:
        palette = self._nav.window.palette

        async def save() -> None:
            paper = self._settings.now.paper
            await save_join_card(self._nav.window, self._sharing.status.folder_name, paper)

        return card(
            palette,
            bold(say("sharing.card"), 17, palette.title),
            quiet(palette, say("sharing.card.help"), 16),
            ft.Row([secondary(say("sharing.card.save"), save)]),
        )

    def _keys(self) -> ft.Control:
        palette = self._nav.window.palette
        change = secondary(
            say("sharing.repassphrase"), lambda: self._nav.go(routes.ChangePassphraseRoute())
        )
        return card(
            palette,
            bold(say("sharing.keys"), 17, palette.title),
            ft.Text(self._sharing.status.keys, size=16, color=palette.ink, selectable=True),
            quiet(palette, say("sharing.keys.help"), 16),
            ft.Row([change], wrap=True),
        )

    def _way_out(self) -> ft.Control:
        palette = self._nav.window.palette
        if not self._leaving:
            return ft.Row([secondary(say("sharing.leave"), lambda: self._ask_to_leave(True))])
        buttons: list[ft.Control] = [
            secondary(say("sharing.leave.do"), self._leave),
            secondary(say("sharing.leave.stay"), lambda: self._ask_to_leave(False)),
        ]
        return card(
            palette,
            bold(say("sharing.leave"), 17, palette.title),
            self._sentence(say("sharing.leave.text")),
            ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP),
        )

    def _ask_to_leave(self, asking: bool) -> None:
        self._leaving = asking
        self._nav.window.draw()

    async def _leave(self) -> None:
        problem = await self._sharing.leave()
        self._leaving = False
        if problem:
            self._nav.window.notice(problem)
        if self._nav.window.screen is self:
            self._nav.window.draw()

    def _renamed(self) -> None:
        self._status.sync()
        self._changed()

    def _changed(self) -> None:
        window, status = self._nav.window, self._sharing.status
        if window.screen is not self or not self._opened:
            return
        if _cards(status) != self._drawn:
            window.draw()
        elif status.joined:
            window.update(self._status.refresh(), self._devices.refresh())

    def _back(self) -> None:
        self._nav.go(routes.SettingsRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; letters belong to the fields."""
        if event.key == "Escape":
            self._back()


def _cards(status: SharingStatus) -> tuple[object, ...]:
    """Return what decides which cards there are."""
    wants = status.wants_login, status.wants_passphrase
    return status.joined, status.folder_name, status.by_hand, status.others, *wants
