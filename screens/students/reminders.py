"""What the list of students points out: sharing waits for somebody, records are here alone."""

from collections.abc import Awaitable, Callable

import flet as ft

from records.device_settings import DeviceSettings
from records.record_store import RecordStore
from records.unshared import unshared
from screens.parts.controls import bold, card, primary, quiet, secondary
from screens.parts.theme import GAP
from screens.sharing.sharing_client import SharingClient
from screens.shell import routes
from screens.shell.host_browser import HostBrowser
from screens.shell.navigation import Navigation
from screens.words.catalogue import count_of, say


class Reminders:
    """Cards that say what to do now.

    ``sharing`` is the shared folder, None where there can be none. ``browser`` is the one that
    keeps the records on a tablet, and may lose them. ``save_export`` writes everything to a file.
    """

    def __init__(
        self,
        nav: Navigation,
        store: RecordStore,
        settings: DeviceSettings,
        sharing: SharingClient | None,
        browser: HostBrowser | None,
        save_export: Callable[[], Awaitable[None]],
    ) -> None:
        self._nav = nav
        self._store = store
        self._settings = settings
        self._sharing = sharing
        self._browser = browser
        self._save_export = save_export

    def cards(self) -> list[ft.Control]:
        """Return what there is to do now; none if there is nothing."""
        asked = self._asked()
        unshared_card = self._unshared(asked=asked is not None)
        return [one for one in (asked, unshared_card) if one is not None]

    def state(self) -> object:
        """Return what the shared folder says that decides which cards there are."""
        if self._sharing is None:
            return ()
        now = self._sharing.status
        asked = now.joined, now.wants_passphrase, now.wants_login
        if self._browser is None:
            return asked
        return *asked, now.known, now.wants_permission, now.at, now.out, now.stuck

    def _asked(self) -> ft.Control | None:
        """Return what the shared folder asks for; being offline asks for nothing."""
        palette = self._nav.window.palette
        if self._sharing is None or not self._sharing.status.joined:
            return None
        status = self._sharing.status
        if not (status.wants_passphrase or status.wants_login):
            return None
        asked = "sharing.new_passphrase" if status.wants_passphrase else "sharing.login"
        return card(
            palette,
            bold(say(asked), 17, palette.ink),
            quiet(palette, say("reminder.waits"), 16),
            ft.Row([primary(say("settings.sharing"), self._open_sharing)]),
        )

    def _unshared(self, *, asked: bool) -> ft.Control | None:
        """Return how to bring records out of a browser that may lose them.

        ``asked`` says that another card leads to sharing already.
        """
        palette, sharing = self._nav.window.palette, self._sharing
        if sharing is None or self._browser is None or not sharing.status.known:
            return None
        status = sharing.status
        if status.wants_permission:
            allow = primary(say("reminder.allow"), sharing.permit)
            return card(palette, bold(say("reminder.permission"), 17, palette.ink), ft.Row([allow]))
        stays_here = status.by_hand or status.stuck or status.problem
        if status.joined and not stays_here:
            return None
        counting = not self._store.loaded
        count = 0 if counting else unshared(self._store, self._settings)
        if not count and not counting:
            return None
        title = say("reminder.counting") if counting else count_of("reminder.alone", count)
        share = [] if asked else [primary(say("settings.sharing"), self._open_sharing)]
        buttons: list[ft.Control] = [*share, secondary(say("whole.export"), self._export)]
        return card(
            palette,
            bold(title, 17, palette.ink),
            quiet(palette, say("reminder.why"), 16),
            ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP),
        )

    def _open_sharing(self) -> None:
        self._nav.go(routes.SharingRoute())

    async def _export(self) -> None:
        await self._save_export()
