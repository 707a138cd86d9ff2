"""The tablet build's entry: the rooms wired as the commands wire them, over a browser's own files.

worker.js calls ``start`` once Python is up; the page then connects Flet's client.
"""

import asyncio
import gc
from contextlib import suppress
from typing import TYPE_CHECKING

import flet as ft
import js
from pyodide.ffi import create_proxy

from commands.wiring import VERSION, open_logs, open_shared, wire_records
from screens.app import open_tab
from screens.running_app import App
from store.lines import NewerLog, UnreadableLog
from sync.client.sync_client import SyncClient
from web.tablet.browser_folders import BrowserFolders
from web.tablet.browser_promises import BrowserPromises
from web.tablet.browser_secret_store import BrowserSecretStore
from web.tablet.opfs import OriginPrivate

if TYPE_CHECKING:
    from sync.keys.secret_store import SecretStore
    from sync.vault.sharing import Sharing


async def start() -> None:
    """Open the records and wait for the page.

    Raises:
        OSError, NewerLog, UnreadableLog: they can't be opened; ``js.aimline.sentence`` says why.
    """
    files = OriginPrivate()
    try:
        logs = await open_logs(files, later=("administrations",))
        secret_store = await BrowserSecretStore.open(files)
        records = wire_records(logs)
    except (OSError, NewerLog, UnreadableLog) as problem:
        js.aimline.sentence = getattr(problem, "strerror", None) or str(problem)
        raise
    with suppress(OSError):
        records.sittings.recover()

    async def read_on() -> None:
        """Read the probes once the first screen is there, and let taps come between."""
        if not logs.database.loaded:
            await js.aimline.drawn  # both at once would take longer
        while logs.database.read_on():
            gc.freeze()  # as open_logs does
            await asyncio.sleep(0)

    async def opening() -> "tuple[Sharing, SecretStore]":
        await read_on()
        from web.tablet.webcrypto import WebCrypto

        return await open_shared(logs.database, files, secret_store, WebCrypto()), secret_store

    client = SyncClient(
        logs.database,
        await BrowserFolders.open(),
        opening,
        shares=lambda: secret_store.holds("ring"),
        busy=lambda: records.sittings.giving,
        now=records.clock.now,
        mark=records.store.mark,
    )
    records.sittings.after_keep = client.soon
    app = App(
        records=records,
        sharing=client,
        browser=BrowserPromises(),
        folder="this browser's own files",
        version=VERSION,
    )
    js.aimline.idle = create_proxy(lambda: records.sittings.current is None)

    def page(page: ft.Page) -> None:
        tab = open_tab(page, app)

        async def read_on_and_tell() -> None:
            await read_on()
            tab.refresh()
            tab.scores_wanted()

        if not records.store.loaded:
            page.run_task(read_on_and_tell)

    ft.run(page)
