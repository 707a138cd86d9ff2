"""Take the pictures that the web manifest shows before Aimline is installed.

    uv run --group test python -m bench.screenshots

Writes assets/screenshots: the sample students in Chromium, on a phone and on a tablet, in light
colours. A minute. Look at them before they are committed; the manifest names each one's size.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from bench.browser import ROOT, Hand, launched, running, turn_tree_on

TO = ROOT / "assets" / "screenshots"
STUDENT = re.compile("Coral M")
PHONE, TABLET = (360, 780, 2), (1180, 820, 1)  # width and height in CSS px; pixels in each
MARKED = (4, 11)  # words of the passage
COLOURS = 128  # enough for flat colours and letters' edges; a quarter of the bytes
SETTLE_MS = 2_000  # until what a tap did is drawn


async def main() -> None:
    """Take all of them."""
    TO.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        for size, shape in ((PHONE, "phone"), (TABLET, "tablet")):
            with tempfile.TemporaryDirectory() as name:
                demo = [sys.executable, "main.py", "demo", "--data", name]
                subprocess.run(demo, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
                with running(Path(name)) as app:
                    async with _tab(browser, size) as page:
                        await page.goto(app.url)
                        await _taken(page, shape)
        await browser.close()


@asynccontextmanager
async def _tab(browser: Browser, size: tuple[int, int, int]) -> AsyncIterator[Page]:
    width, height, pixels = size
    viewport = {"width": width, "height": height}
    context = await browser.new_context(
        viewport=viewport,  # type: ignore[arg-type]
        device_scale_factor=pixels,
        color_scheme="light",
        has_touch=True,
    )
    try:
        yield await context.new_page()
    finally:
        await context.close()


async def _taken(page: Page, shape: str) -> None:
    await turn_tree_on(page)
    hand = Hand(page)
    students = re.compile("^Students")
    there = page.get_by_role("tab", name=students).or_(page.get_by_role("button", name=students))
    await there.first.click()
    await hand.tap(STUDENT)
    await page.get_by_role("button", name="Edit").wait_for()
    if shape == "tablet":  # where the chart is on the first screenful
        await _picture(page, f"student-{shape}")
    await hand.tap("Give a probe")
    await hand.tap("Start")
    for number in MARKED:
        await hand.tap(re.compile(f"^word {number}: "))
    await _picture(page, f"probe-{shape}")


async def _picture(page: Page, name: str) -> None:
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(SETTLE_MS)
    raw = BytesIO(await page.screenshot())
    with Image.open(raw) as taken:
        few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(TO / f"{name}.png", optimize=True)


if __name__ == "__main__":
    asyncio.run(main())
