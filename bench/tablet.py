"""The tablet build measured: sizes, first visit, start from the service worker, kills.

    uv run python -m bench.tablet [KILLS]

Prints JSON. Builds the site; needs Chromium. KILLS (default 5) times the whole browser is killed
at a random moment of a sitting, and every tap that was shown before must be there again.
"""

import json
import random
import re
import statistics
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from playwright.sync_api import expect, sync_playwright

from web.build import build

probe: Any = import_module("tests.browser.test_probe")
tablet: Any = import_module("tests.tablet.site.conftest")

STARTS = 5
TIMES = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [paint.startTime, performance.getEntriesByName("usable")[0].startTime];
}"""


def main(kills: int) -> None:
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        began = time.monotonic()
        made = build(Path(folder) / "site", tablet.CACHE)
        found["build_s"] = round(time.monotonic() - began, 1)
        for renderer in ("skwasm", "canvaskit"):
            found[f"wire_mb_{renderer}"] = round(made.on_the_way(renderer) / 1e6, 2)
        host = tablet.Host(Path(folder) / "site")
        device = tablet.Device(playwright, Path(folder) / "profile")
        try:
            found["first_visit_ms"] = [round(x) for x in device.visit(host.url).evaluate(TIMES)]
            host.stop()
            device.off()
            starts = []
            for _ in range(STARTS):
                page = device.visit(host.url)
                starts.append(page.evaluate(TIMES))
                page.close()
            for name, column in zip(("paint", "usable"), zip(*starts, strict=True), strict=True):
                found[f"start_{name}_ms"] = round(statistics.median(column))
            found |= killed(device, host.url, kills)
        finally:
            device.kill()
            host.stop()
    print(json.dumps(found, indent=1))


def killed(device: Any, url: str, times: int) -> dict[str, int]:
    """Kill the browser at random moments of one sitting; count taps shown and lost."""
    moment, shown, lost = random.Random(), 0, 0
    page = device.visit(url)
    probe.add_student(page)
    probe.start_probe(page)
    for _ in range(times):
        for _ in range(moment.randint(1, 3)):
            probe.word(page, shown + 1).click()
            shown += 1
            expect(probe.figure(page, "errors")).to_have_text(f"{shown} errors")
        probe.word(page, shown + 1).dispatch_event("click")  # one that may be under way
        time.sleep(moment.random() / 20)
        device.kill()
        page = device.visit(url)
        text = page.get_by_text(re.compile(r"\d+ marked so far")).first.inner_text()
        there = int(re.findall(r"(\d+) marked so far", text)[0])
        lost += max(0, shown - there)
        shown = there
        probe.button(page, "Go on").click()
    return {"kills": times, "taps": shown, "lost": lost}


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5)
