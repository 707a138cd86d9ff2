"""Measure main.py's part of a tap: ``uv run --group test python -m bench.work``. Prints JSON; 5 s.

``tap_ms``: what a tap on one of some 290 words costs of the processor: the event applied, the
figures, the patches and their bytes, with a journal that keeps nothing. ``whole_ms``: the same with
what Flet does before it calls us. ``append_ms``: one append to the sitting's log, flushed to disk,
by the clock on the wall. All of it runs in this process, without a browser; it reaches into Flet,
which is pinned.
"""

import asyncio
import json
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page
from flet.messaging.connection import Connection
from flet.messaging.protocol import Message, MessageAction, configure_encode_object_for_msgpack
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from bench.browser import GRADE, spread
from commands.opened import opened_records
from probes.forms.form import Form
from records.open_records import OpenRecords
from screens.app import Tab
from screens.giving.give import Give
from screens.running_app import App
from screens.shell.routes import GiveRoute
from store.files import Folder
from store.sitting_log import SittingLog

WORK = 400
BUILDS = 11
TAP_BAR_MS, APPEND_BAR_MS = 1.0, 2.0
FIRST_LINE = 11  # words that are left alone: all of them wrong would bring up the stopping rule

encode = configure_encode_object_for_msgpack(BaseControl)  # type: ignore[no-untyped-call]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        with opened_records(Path(name)) as records:
            row = {"name": "A", "grade": GRADE, "group": ""}
            records.store.put(("students", records.new_id(), row))
            tap_ms, whole_ms = asyncio.run(taps(records))
        append_ms = asyncio.run(appends(Path(name)))
    figures = {
        "tap_ms": tap_ms,
        "tap_bar_ms": TAP_BAR_MS,
        "whole_ms": whole_ms,
        "append_ms": append_ms,
        "append_bar_ms": APPEND_BAR_MS,
    }
    print(json.dumps(figures, indent=1))


class Nobody(Connection):
    """A connection to nobody that packs what is sent, as the real one does."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.loop = asyncio.get_running_loop()
        self.executor = ThreadPoolExecutor(1)
        self.pubsubhub = PubSubHub(self.loop, self.executor)
        self.session: Session | None = None

    def send_message(self, message: Message) -> None:
        msgpack.packb([message.action, message.body], default=encode)
        if message.action is MessageAction.INVOKE_METHOD and self.session is not None:
            asked = message.body
            self.loop.call_soon(
                self.session.handle_invoke_method_results,
                asked.control_id,
                asked.call_id,
                None,
                None,
            )


class Forgetful:
    """A journal that keeps nothing, so that no disk is measured."""

    def begin(self, head: dict[str, Any], *events: dict[str, Any]) -> None: ...
    def append(self, event: dict[str, Any]) -> None: ...
    def read(self) -> None: ...
    def clear(self) -> None: ...


def joined() -> Session:
    """Return a tablet's session that has nobody at its other end."""
    connection = Nobody()
    session = connection.session = Session(connection)
    _context_page.set(session.page)
    session.apply_page_patch({"width": 1024, "height": 768, "web": True})
    first = session.get_page_patch()  # type: ignore[no-untyped-call]
    msgpack.packb(first, default=encode)
    return session


async def built_ms(records: OpenRecords, form: Form) -> dict[str, float]:
    """Time the building of the screen on which a form is given, and the bytes that show it."""
    records.sittings.journal = Forgetful()
    times = []
    for _ in range(BUILDS):
        session = joined()
        tab = Tab(session.page, App(records=records))
        tab.flow.begin()
        records.sittings.current = None
        records.sittings.start(records.students.all()[0], form)
        start = time.thread_time()
        tab.nav.go(GiveRoute())
        times.append((time.thread_time() - start) * 1000)
        assert tab.window.screen is not None
        tab.window.screen.leave()
        records.sittings.current = None
        session.close()  # type: ignore[no-untyped-call]
        await asyncio.sleep(0.1)
    return spread(times)


async def taps(records: OpenRecords) -> tuple[dict[str, float], dict[str, float]]:
    """Time taps inside main.py's process, by turns without and with Flet's way to our handler."""
    session = joined()
    records.sittings.journal = Forgetful()
    tab = Tab(session.page, App(records=records))
    tab.flow.begin()
    tab.flow.start(records.students.all()[0], records.forms.of(GRADE)[0])
    give = tab.window.screen
    assert isinstance(give, Give)
    words = [_detector(part.control) for part in give.layout.items]
    data = {"k": "touch", "l": {"x": 20.0, "y": 20.0}, "g": {"x": 300.0, "y": 300.0}}
    ours, whole = [], []
    for index in range(WORK):
        await asyncio.sleep(0.005)
        word = words[FIRST_LINE + index * 37 % (len(words) - FIRST_LINE)]
        start = time.thread_time()
        if index % 2:
            word.on_tap()  # type: ignore[misc, call-arg]
            ours.append((time.thread_time() - start) * 1000)
        else:
            await session.dispatch_event(word._i, "tap", data)
            whole.append((time.thread_time() - start) * 1000)
    assert records.sittings.current is not None
    assert len(records.sittings.current.session.events) == WORK + 1
    give.leave()
    session.close()  # type: ignore[no-untyped-call]
    await asyncio.sleep(0.2)
    return spread(ours), spread(whole)


def _detector(control: ft.Control) -> ft.GestureDetector:
    assert isinstance(control, ft.Semantics)
    assert isinstance(control.content, ft.GestureDetector)
    return control.content


async def appends(folder: Path) -> dict[str, float]:
    """Time one append to the sitting's log, flushed to disk."""
    log = await SittingLog.open(Folder(folder))
    log.begin({"administration": "3f9a", "wall_ms": 0})
    times = []
    for index in range(WORK):
        start = time.perf_counter()
        log.append({"do": "mark", "item": index % 290, "kind": "error", "at_ms": index * 125})
        times.append((time.perf_counter() - start) * 1000)
    log.close()
    return spread(times)


if __name__ == "__main__":
    main()
