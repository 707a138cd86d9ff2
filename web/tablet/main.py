"""The tablet build's entry: the same desk as main.py's, over a browser's own files.

worker.js calls ``start`` once Python is up; the page then connects Flet's client.
"""

import random
import secrets
import time
from contextlib import suppress
from datetime import date
from typing import Any

import flet as ft
import js
from pyodide.ffi import create_proxy

from main import VERSION, WRITE_ONCE, MachineClock, Shelf, load_forms
from probes.sample import sample_class
from screens.desk import Desk
from screens.way import open_tab
from store.database import open_database
from store.lines import NewerLog, UnreadableLog
from store.sitting import Sitting
from web.tablet.opfs import OriginPrivate


async def start() -> None:
    """Open the records and wait for the page.

    Raises:
        OSError, NewerLog, UnreadableLog: they can't be opened; ``js.aimline.sentence`` says why.
    """
    try:
        desk = await _desk()
    except (OSError, NewerLog, UnreadableLog) as problem:
        js.aimline.sentence = getattr(problem, "strerror", None) or str(problem)
        raise
    js.aimline.idle = create_proxy(lambda: desk.sitting is None)

    def page(page: ft.Page) -> None:
        open_tab(page, desk)

    ft.run(page)


async def _desk() -> Desk:
    files = OriginPrivate()
    database = await open_database(
        files,
        wall=lambda: time.time_ns() // 1_000_000,
        token=secrets.token_hex,
        write_once=WRITE_ONCE,
    )
    journal = await Sitting.open(files)
    forms = load_forms()

    def sample(today: date) -> list[tuple[str, str, dict[str, Any]]]:
        chance = random.Random(20).random  # noqa: S311 (made-up scores)
        return sample_class(list(forms.values()), today, database.new_id, chance)

    desk = Desk(
        records=Shelf(database, [str(p) for p in (*database.problems, *journal.problems)]),
        journal=journal,
        forms=forms,
        clock=MachineClock(),
        new_id=database.new_id,
        folder="this browser's own files",
        version=VERSION,
        sample=sample,
    )
    with suppress(OSError):
        desk.recover()
    return desk
