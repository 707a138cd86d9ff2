"""Measure the start: ``uv run --group test python -m bench.start``. Prints JSON; a minute.

Milliseconds from the start of ``uv run main.py``, with everything installed, until

``line``: it has printed its address, and the browser may come;
``page``: the browser has the first page's HTML (the server is there);
``frame``: Flutter has drawn its first frame;
``content``: the first screen can be seen.

``browser_runs``: Chromium runs already and gets a tab, as at most starts; ``browser_starts``: it is
launched when the line comes, and starts beside our server, on the same processors.
"""

import asyncio
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Playwright, async_playwright

from bench.browser import ADDRESS, GRADE, ROOT, launched, spot, spread, tab, tap, turn_tree_on
from commands.opened import opened_records
from screens.parts.double_tap import SECOND_TAP_MS

STARTS = 6  # of each kind
BAR_MS, BAR_TAPS = 3_000, 3

WATCH = """
const epoch = () => performance.timeOrigin + performance.now();
window.first = {};
addEventListener("flutter-first-frame", () => { first.frame = epoch(); }, {once: true});
window.content = new Promise((resolve) => {
  addEventListener("DOMContentLoaded", () => {
    first.page = performance.timeOrigin +
      performance.getEntriesByType("navigation")[0].responseEnd;
    const veil = document.getElementById("veil");
    new MutationObserver(() => {
      if (veil.hidden) { first.content = epoch(); resolve(first); }
    }).observe(veil, {attributes: true});
  });
});
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened_records(folder) as records:
            row = {"name": "A", "grade": GRADE, "group": ""}
            records.store.put(("students", records.new_id(), row))
        print(json.dumps(asyncio.run(measured(folder)), indent=1))


async def measured(folder: Path) -> dict[str, object]:
    """Start again and again, with and without a browser that runs."""
    running: list[dict[str, float]] = []
    starting: list[dict[str, float]] = []
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        for _ in range(STARTS):
            running.append(await start(folder, playwright, browser))
            starting.append(await start(folder, playwright, None))
        taps = await taps_to_the_clock(folder, browser)
        await browser.close()
    return {
        "browser_runs": _figures(running),
        "browser_starts": _figures(starting),
        "content_bar_ms": BAR_MS,
        "taps_from_students_to_the_clock": taps,
        "taps_bar": BAR_TAPS,
    }


async def start(folder: Path, playwright: Playwright, browser: Browser | None) -> dict[str, float]:
    """Start once; return when what was there."""
    async with started(folder) as (began, url):
        line = time.time() * 1000
        mine = browser or await launched(playwright)
        async with tab(mine, WATCH) as (page, _):
            await page.goto(url, wait_until="commit")
            first: dict[str, float] = await page.evaluate("content")
        if browser is None:
            await mine.close()
    return {name: at - began for name, at in {"line": line, **first}.items()}


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator[tuple[float, str]]:
    """Run what the README says; yield when it began, in ms of the epoch, and its address."""
    command = ["uv", "run", "--no-sync", "main.py", "--no-browser", "--data", str(folder)]
    began = time.time() * 1000
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert process.stdout is not None
        line = await asyncio.to_thread(process.stdout.readline)
        found = ADDRESS.match(line)
        assert found is not None, f"main.py printed {line!r} and no address"
        yield began, found[1]
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


async def taps_to_the_clock(folder: Path, browser: Browser) -> int:
    """Count the taps from the list of students until the clock runs."""
    async with started(folder) as (_, url), tab(browser) as (page, tools):
        await page.goto(url)
        await turn_tree_on(page)
        steps = ("Give a probe", "Start")
        for name in steps:
            step = await spot(page, name)
            await asyncio.sleep(SECOND_TAP_MS / 1000)
            await tap(tools, step)
        await page.get_by_role("button", name="word 1: ").wait_for()
        return len(steps)


def _figures(starts: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    names = ("line", "page", "frame", "content")
    return {name: spread([start[name] for start in starts]) for name in names}


if __name__ == "__main__":
    main()
