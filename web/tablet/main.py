"""The tablet build's entry: the same desk as main.py's, over a browser's own files.

worker.js calls ``start`` once Python is up; the page then connects Flet's client.
"""

from contextlib import suppress

import flet as ft
import js
from pyodide.ffi import create_proxy

from main import lay_desk, open_logs
from screens.way import open_tab
from store.lines import NewerLog, UnreadableLog
from web.tablet.opfs import OriginPrivate
from web.tablet.told import Told


async def start() -> None:
    """Open the records and wait for the page.

    Raises:
        OSError, NewerLog, UnreadableLog: they can't be opened; ``js.aimline.sentence`` says why.
    """
    try:
        desk = lay_desk(await open_logs(OriginPrivate()), "this browser's own files")
    except (OSError, NewerLog, UnreadableLog) as problem:
        js.aimline.sentence = getattr(problem, "strerror", None) or str(problem)
        raise
    desk.browser = Told()
    with suppress(OSError):
        desk.recover()
    js.aimline.idle = create_proxy(lambda: desk.sitting is None)

    def page(page: ft.Page) -> None:
        open_tab(page, desk)

    ft.run(page)
