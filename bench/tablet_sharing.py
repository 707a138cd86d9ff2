"""Sharing from a tablet that has 200 and 20,000 results.

``uv run --group test python -m bench.tablet_sharing``.
Prints JSON; about two minutes. The folder is the stand-in of tests/tablet/site, one of the
browser's own files. ``first_s``: from "Start sharing" until everything is in the folder;
``probe_s``: from the tap that leaves a kept probe until its file is there, four times;
``restart_s``: from "Allow the folder" after a reload until everything is known to be there,
the way to that screen included.
"""

import json
import re
import tempfile
import time
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from bench.tablet import SIZES, lay, memory, records
from web.build import build

probe: Any = import_module("tests.browser.test_probe")
sharing: Any = import_module("tests.tablet.site.test_tablet_sharing")
tablet: Any = import_module("tests.tablet.site.conftest")
write = import_module("tests.browser.conftest").write

COUNT = """async () => {
  const count = async (folder) => {
    let found = 0;
    for await (const one of folder.values()) {
      found += one.kind === "directory" ? await count(one) : 1;
    }
    return found;
  };
  const root = await navigator.storage.getDirectory();
  return count(await root.getDirectoryHandle("stand-in"));
}"""
WAIT_MS = 240_000
PAUSE_MS = 800  # between taps, as a second one at once would go no further
NEXT = re.compile("^(Done|Next: .+)$")


def main() -> None:
    expect.set_options(timeout=30_000)
    found = {}
    with tempfile.TemporaryDirectory() as name, ExitStack() as closing:
        folder = Path(name)
        logs = {}
        for size in SIZES:  # first: while Playwright runs, asyncio.run is barred
            (folder / str(size)).mkdir()
            logs[size] = records(folder / str(size), size)
        build(folder / "site", tablet.CACHE)
        playwright = closing.enter_context(sync_playwright())
        for size, log in logs.items():
            (folder / "site" / "records.log").write_bytes(log)
            host = tablet.Host(folder / "site")
            device = tablet.Device(playwright, folder / f"profile{size}")
            try:
                found[size] = shared(device, host.url)
            finally:
                device.kill()
                host.stop()
    print(json.dumps(found, indent=1))


def shared(device: Any, url: str) -> dict[str, Any]:
    """Begin to share, give four probes, and start again."""
    lay(device, url)
    device.context.add_init_script(sharing.PICKER)
    page = device.visit(url)
    sharing.start(page, "A folder on this device")
    probe.button(page, "Choose the folder").click()
    expect(page.get_by_text("Chosen: stand-in")).to_be_visible()
    write(page, "New passphrase", sharing.PASSPHRASE)
    write(page, "Repeat passphrase", sharing.PASSPHRASE)
    began = time.monotonic()
    probe.button(page, "Start sharing").click()
    expect(page.get_by_text(sharing.SYNCED)).to_be_visible(timeout=WAIT_MS)
    found: dict[str, Any] = {"first_s": _since(began)}
    found["probe_s"] = [_given(page) for _ in range(4)]
    page.reload()
    sharing.settled(page)
    allow = probe.button(page, "Allow the folder")
    allow.wait_for()
    page.wait_for_timeout(PAUSE_MS)
    began = time.monotonic()
    allow.click()
    sharing.open_sharing(page)
    expect(page.get_by_text(sharing.SYNCED)).to_be_visible(timeout=WAIT_MS)
    return found | {"restart_s": _since(began), "memory_mb": memory(device)}


def _given(page: Page) -> float:
    """Give a probe; return how many seconds after it was left its file lay in the folder."""
    back = probe.button(page, re.compile("^Back"))
    if back.count():
        back.first.click()
        page.wait_for_timeout(PAUSE_MS)
    sharing.tab(page, "Students")
    page.wait_for_timeout(PAUSE_MS)
    before = page.evaluate(COUNT)
    probe.button(page, re.compile("^Student 0 ")).first.click()
    expect(probe.button(page, "Edit")).to_be_visible()
    page.wait_for_timeout(PAUSE_MS)
    probe.start_probe(page)
    probe.word(page, 3).click()
    for name in ("Stop", re.compile("^Finished")):
        page.wait_for_timeout(PAUSE_MS)
        probe.button(page, name).click()
    page.wait_for_timeout(PAUSE_MS)
    page.get_by_role("button", name=NEXT).click()
    began = time.monotonic()
    while page.evaluate(COUNT) == before:
        if time.monotonic() - began > WAIT_MS / 1000:
            raise TimeoutError("the probe did not reach the folder")
    took = _since(began)
    page.wait_for_timeout(PAUSE_MS)
    return took


def _since(began: float) -> float:
    return round(time.monotonic() - began, 2)


if __name__ == "__main__":
    main()
