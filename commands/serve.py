"""Serve Aimline to this machine's browser, or open Flet's own window."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from commands.launch import announce, forget, send_browser, told
from commands.opened import Refused, opened_logs
from commands.share import open_sharing
from commands.wiring import VERSION, wire_records
from store.data_folder import OwnedElsewhere, data_folder, kept_address, owned

if TYPE_CHECKING:
    import flet as ft

ASSETS = Path(__file__).parents[1] / "assets"


def run(asked: argparse.Namespace) -> int:
    """Serve Aimline until it is stopped; hand over to one that runs already."""
    folder = data_folder(asked.data)
    try:
        with owned(folder):
            return _serve(asked, folder)
    except OwnedElsewhere:
        address = kept_address(folder)
        if address is None:
            raise Refused(
                "Aimline is just starting, or at work, with this data folder; try again", code=1
            ) from None
        where = told(folder, address)
        print(f"Aimline is already running with this data folder: {where}")
        if not asked.no_browser:
            send_browser(folder, address)
        return 0


def _serve(asked: argparse.Namespace, folder: Path) -> int:
    from web.local import PortUnavailable, new_token, serve
    from web.native import client_present, embedded

    native = embedded() or (asked.desktop and client_present())
    if asked.desktop and not native:
        print("Flet's native window is not on this machine; Aimline opens in the browser.")

    from sync.client.sync_client import SyncClient
    from sync.folders.connect import MachineFolders

    with opened_logs(folder, owner=True) as logs, ExitStack() as closing:

        def load() -> "Callable[[ft.Page], object]":
            records = wire_records(logs)
            with suppress(OSError):
                records.sittings.recover()
            client = SyncClient(
                logs.database,
                MachineFolders(),
                lambda: open_sharing(logs.database, folder),
                shares=lambda: (folder / "sync.log").exists(),
                busy=lambda: records.sittings.giving,
                now=records.clock.now,
                mark=records.store.mark,
            )
            closing.callback(client.close)
            records.sittings.after_keep = client.soon

            from screens.app import open_tab
            from screens.running_app import App
            from screens.shell import flet_speed

            if told := flet_speed.install():
                print(told)

            app = App(records=records, sharing=client, folder=str(folder), version=VERSION)
            return lambda page: open_tab(page, app)

        def ready(address: str) -> None:
            announce(folder, address, browser=not asked.no_browser)

        if native:
            import flet as ft

            ft.run(load(), view=ft.AppView.FLET_APP, assets_dir=str(ASSETS))
            return 0
        try:
            serve(load, port=asked.port, token=new_token(), assets=ASSETS, on_ready=ready)
        except PortUnavailable as problem:
            raise Refused(str(problem)) from None
        finally:
            forget(folder)
    return 0
