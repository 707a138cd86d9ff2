"""Tabs that come before Flet is there, and Aimline that is stopped meanwhile."""

import asyncio
import threading
from pathlib import Path

from web.site import Site

ASSETS = Path(__file__).parents[2] / "assets"
SCOPE = {"type": "websocket", "path": "/T/ws", "headers": []}


def test_what_waits_when_aimline_stops_is_closed_at_once_and_flet_comes_too_late():
    come, said = threading.Event(), []

    async def send(message):
        said.append(message)

    async def run():
        site = Site(token="T", assets=ASSETS, load=come.wait)
        loading = asyncio.create_task(site.load())
        tabs = [asyncio.create_task(site(SCOPE, None, send)) for _ in range(3)]
        while not all(tab in site._waiting for tab in tabs):
            await asyncio.sleep(0)
        await site.stop()
        assert all(tab.done() and tab.exception() is None for tab in tabs)
        late = asyncio.create_task(site(SCOPE, None, send))
        come.set()
        await loading
        await late

    asyncio.run(run())
    assert said == [{"type": "websocket.close", "code": 1012}] * 4
