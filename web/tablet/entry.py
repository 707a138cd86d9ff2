"""The tablet build's entry: the rooms wired as the commands wire them, over a browser's own files.

worker.js calls ``start`` once Python is up; the page then connects Flet's client.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

import flet as ft
import js
from pyodide.ffi import create_proxy

from commands.wiring import VERSION, is_large, open_records, open_shared, read_all
from screens.app import open_tab
from screens.opening import Opening
from screens.running_app import App
from store.lines import NewerLog, UnreadableLog
from store.log import Told, untold
from sync.client.sync_client import SyncClient
from web.tablet.browser_files import BrowserFiles
from web.tablet.browser_folders import BrowserFolders
from web.tablet.browser_printing import BrowserPrinting
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
        secret_store = await BrowserSecretStore.open(files)
        if await is_large(files):
            ft.run(Opening(lambda told: opened(files, secret_store, told)).show)
            return
        app = await opened(files, secret_store)
    except (OSError, NewerLog, UnreadableLog) as problem:
        js.aimline.sentence = getattr(problem, "strerror", None) or str(problem)
        raise
    ft.run(lambda page: open_tab(page, app))


async def opened(
    files: OriginPrivate, secret_store: BrowserSecretStore, told: Told = untold
) -> App:
    """Open the records, and wire them to what the page draws.

    Raises:
        OSError, NewerLog, UnreadableLog: they can't be opened.
    """
    logs, records = await open_records(files, told)
    with suppress(OSError):
        records.sittings.recover()

    async def drawn() -> None:
        await js.aimline.drawn

    async def opening() -> "tuple[Sharing, SecretStore]":
        if not logs.database.loaded:
            await drawn()
        await read_all(logs.database)
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
    js.aimline.idle = create_proxy(lambda: records.sittings.current is None)
    return App(
        records=records,
        sharing=client,
        browser=BrowserPromises(),
        files=BrowserFiles(),
        printing=BrowserPrinting(),
        folder="this browser's own files",
        version=VERSION,
        drawn=drawn,
    )
