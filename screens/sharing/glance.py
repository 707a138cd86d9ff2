"""Whether every probe is shared, in a word: what Today says of the shared folder."""

import flet as ft

from records.record_store import RecordStore
from screens.parts.theme import GAP, TARGET
from screens.sharing.sharing_client import SharingClient
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.words.catalogue import say


def glance(nav: Navigation, sharing: SharingClient | None, store: RecordStore) -> ft.Control | None:
    """Return what says how sharing stands, and opens it; None where nothing is shared."""
    if sharing is None or not sharing.status.joined:
        return None
    status, palette = sharing.status, nav.window.palette
    if status.wants_passphrase or status.wants_login or status.wants_permission:
        return _said(nav, "problem", palette.caution, ft.Icons.ERROR_OUTLINE)
    if status.doing:
        return _said(nav, "busy", palette.muted, ft.Icons.SYNC)
    if status.problem and status.offline:
        return _said(nav, "offline", palette.muted, ft.Icons.CLOUD_OFF)
    if status.problem or status.advice or status.stuck:
        return _said(nav, "problem", palette.caution, ft.Icons.ERROR_OUTLINE)
    if status.at is None or (store.loaded and store.made_since(status.out)):
        return _said(nav, "waiting", palette.muted, ft.Icons.SCHEDULE)
    return _said(nav, "shared", palette.last, ft.Icons.CHECK)


def _said(nav: Navigation, what: str, color: str, icon: ft.IconData) -> ft.Control:
    said = ft.Row(
        [ft.Icon(icon, color=color, size=20), ft.Text(say(f"today.glance.{what}"), color=color)],
        spacing=GAP / 2,
        tight=True,
    )
    return ft.TextButton(
        content=said, on_click=lambda: nav.go(routes.SharingRoute()), height=TARGET
    )
