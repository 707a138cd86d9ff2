"""A tap on a word in the tablet build beside the desktop's, in one run:

    uv run --group test python -m bench.tablet_taps

Prints JSON; four minutes. Both are measured as bench.taps measures the desktop's (frame, pixels;
160 taps at 8 a second; at normal speed and with the page's processor 4 times slowed, by turns), on
the same passage of some 290 words. In the tablet build Python runs in the page's own process, in a
worker, which Chromium does not slow.
"""

import asyncio
import itertools
import json
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, CDPSession, Page, async_playwright

from bench.browser import GRADE, Plan, launched, survey, tab, tap
from bench.tablet import LAY
from bench.taps import WATCH, _copy, measured, the_app
from commands.opened import opened_records
from web.build import build

tablet: Any = import_module("tests.tablet.site.conftest")
BAR_RATIO = 1.3

# What WATCH does to the websocket, done to the worker in which Python runs.
WATCH_WORKER = """(() => {
  window.Worker = class extends Worker {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", ({ data }) => {
        if (!(data instanceof Uint8Array)) return;
        const said = new TextDecoder("latin1").decode(data);
        const awaited = lifts.filter((tap) => tap.changed === undefined).map((tap) => tap.word);
        for (const word of new Set(awaited)) {
          if (new RegExp(`${words[word].name}(?!\\\\d)`).test(said)) changed(word, "next");
        }
      });
    }
    postMessage(...what) {
      const lift = lifts.find((tap) => tap.sent === undefined);
      if (lift !== undefined) lift.sent = performance.now();
      super.postMessage(...what);
    }
  };
})();"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        with opened_records(root / "empty") as records:
            row = {"name": "A", "grade": GRADE, "group": ""}
            records.store.put(("students", records.new_id(), row))
        build(root / "site", tablet.CACHE)
        (root / "site" / "records.log").write_bytes((root / "empty" / "records.log").read_bytes())
        host = tablet.Host(root / "site")
        try:
            print(json.dumps(asyncio.run(in_browser(root, host.url)), indent=1))
        finally:
            host.stop()


async def in_browser(root: Path, url: str) -> dict[str, Any]:
    """Measure both by turns."""
    folders = (root / f"data{number}" for number in itertools.count())
    figures: dict[str, Any] = {}
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        plan = await survey(browser, _copy(root, next(folders)))
        for name, slowed in (("normal", 1), ("slowed_4_times", 4)):
            desktop = await the_app(browser, _copy(root, next(folders)), plan, slowed)
            ours = await the_tablet(browser, url, plan, slowed)
            figures[name] = {
                "desktop": desktop,
                "tablet": ours,
                "p95_to_desktop": {
                    by: round(ours[by]["p95"] / desktop[by]["p95"], 2) for by in ("frame", "pixels")
                },
            }
        figures["p95_to_desktop_bar"] = BAR_RATIO
        await browser.close()
    return figures


async def the_tablet(browser: Browser, url: str, plan: Plan, slowed: int) -> dict[str, Any]:
    """Measure the tablet build, with the same student on record."""
    async with tab(browser, WATCH + WATCH_WORKER) as (page, tools):
        await page.goto(f"{url}licences.txt")
        await page.evaluate(LAY)
        await page.goto(url)
        await _begin(page, tools, plan)
        return await measured(page, tools, plan.words, slowed)


async def _begin(page: Page, tools: CDPSession, plan: Plan) -> None:
    assert await page.evaluate(tablet.SETTLED) == "usable"
    for step in plan.steps:
        await asyncio.sleep(2.5)  # nothing tells when the screen is there, without the tree
        await tap(tools, step)
    await asyncio.sleep(2.5)


if __name__ == "__main__":
    main()
