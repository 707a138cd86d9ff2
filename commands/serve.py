"""Serve Aimline to this machine's browser, or open Flet's own window."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from commands.launch import announce, forget, send_browser, told
from commands.opened import Refused, close_logs, opened_logs
from commands.share import open_sharing
from commands.wiring import VERSION, is_large, open_records, read_all, wire_records
from store.data_folder import OwnedElsewhere, data_folder, kept_address, owned

if TYPE_CHECKING:
    import flet as ft

    from commands.wiring import OpenLogs
    from records.open_records import OpenRecords
    from screens.running_app import App
    from store.log import Told
    from sync.keys.secret_store import SecretStore
    from sync.vault.sharing import Sharing

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

    from store.files import Folder
    from store.lines import NewerLog, UnreadableLog
    from sync.client.sync_client import SyncClient
    from sync.folders.connect import MachineFolders

    with ExitStack() as closing:
        # What is read at once is read before a browser is sent here: what is wrong is said there.
        large = False
        with suppress(OSError):  # then what follows says why
            large = asyncio.run(is_large(Folder(folder)))
        logs = None if large else closing.enter_context(opened_logs(folder, owner=True))

        def app_of(logs: "OpenLogs", records: "OpenRecords") -> "App":
            with suppress(OSError):
                records.sittings.recover()

            async def opening() -> "tuple[Sharing, SecretStore]":
                await read_all(logs.database)
                return await open_sharing(logs.database, folder)

            client = SyncClient(
                logs.database,
                MachineFolders(),
                opening,
                shares=lambda: (folder / "sync.log").exists(),
                busy=lambda: records.sittings.giving,
                now=records.clock.now,
                mark=records.store.mark,
            )
            closing.callback(client.close)
            records.sittings.after_keep = client.soon

            from screens.running_app import App

            return App(records=records, sharing=client, folder=str(folder), version=VERSION)

        async def open_app(told: "Told") -> "App":
            def keep(logs: "OpenLogs") -> None:
                closing.callback(close_logs, logs)

            try:
                return app_of(*await open_records(Folder(folder), told, keep))
            except (OSError, NewerLog, UnreadableLog) as problem:
                print(f"{folder}: {problem}", file=sys.stderr)  # the page says it, too
                raise

        def load() -> "Callable[[ft.Page], object]":
            from screens.app import open_tab
            from screens.opening import Opening
            from screens.shell import flet_speed

            if told := flet_speed.install():
                print(told)
            if logs is None:
                return Opening(open_app).show
            app = app_of(logs, wire_records(logs))
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
