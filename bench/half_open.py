"""Measure taps beside 1,000 connections that send no request. Prints JSON; 3 minutes.

``uv run --group test python -m bench.half_open``

The taps of bench.taps, in three runs: quiet; beside 1,000 connections opened as the taps begin
(``once``); beside 1,000 of which each is opened anew a second after it was closed (``again``).
``closed_s`` is how long the last of the first thousand was held, in seconds.
"""

import asyncio
import json
import resource
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, async_playwright

from bench.browser import GRADE, Plan, begin, launched, running, survey, tab
from bench.taps import WATCH, measured
from commands.opened import opened_records

CONNECTIONS = 1000
AGAIN_S = 1.0
RUNS = {"quiet": (0, False), "once": (CONNECTIONS, False), "again": (CONNECTIONS, True)}


def main() -> None:
    """Measure and print."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        with opened_records(root / "empty") as records:
            row = {"name": "A", "grade": GRADE, "group": ""}
            records.store.put(("students", records.new_id(), row))
        print(json.dumps(asyncio.run(_runs(root)), indent=1))


async def _runs(root: Path) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        plan = await survey(browser, shutil.copytree(root / "empty", root / "survey"))
        for name, (connections, again) in RUNS.items():
            data = shutil.copytree(root / "empty", root / name)
            figures[name] = await _taps(browser, data, plan, connections, again=again)
        await browser.close()
    quiet = figures["quiet"]["frame"]["p95"]
    figures["p95_to_quiet"] = {
        name: round(figures[name]["frame"]["p95"] / quiet, 2) for name in ("once", "again")
    }
    return figures


async def _taps(
    browser: Browser, data: Path, plan: Plan, connections: int, *, again: bool
) -> dict[str, Any]:
    with running(data) as app:
        async with tab(browser, WATCH) as (page, tools):
            await page.goto(app.url)
            await begin(page, tools, plan, tree=False)
            port = urlsplit(app.url).port
            assert port is not None
            holding = [asyncio.create_task(_hold(port, again=again)) for _ in range(connections)]
            figures = await measured(page, tools, plan.words, slowed=1)
            if again:
                for task in holding:
                    task.cancel()
            held = await asyncio.gather(*holding, return_exceptions=True)
    if connections and not again:
        figures["closed_s"] = round(max(one for one in held if isinstance(one, float)), 2)
    return figures


async def _hold(port: int, *, again: bool) -> float:
    """Hold a connection until it is closed; return how long, in seconds."""
    while True:
        began = time.perf_counter()
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                await reader.read()
            finally:
                writer.close()
        if not again:
            return time.perf_counter() - began
        await asyncio.sleep(AGAIN_S)


if __name__ == "__main__":
    main()
