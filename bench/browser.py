"""The app as a process and a tab in Chromium, for the benches that need both."""

import asyncio
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.async_api import Browser, CDPSession, Page, Playwright

from screens.parts.double_tap import SECOND_TAP_MS

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"^Aimline is running at (http://127\.0\.0\.1:\d+/\w+/)$", re.MULTILINE)
VIEWPORT = {"width": 1024, "height": 768}
GRADE = "4"  # its passages have some 290 words

FLAGS = [
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # No graphics card, little shared memory, and root's browser has no sandbox.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]

BUTTONS = """() => [...document.querySelectorAll("flt-semantics[role=button]")].map((node) => {
  const box = node.getBoundingClientRect();
  return [node.getAttribute("aria-label") || node.textContent,
          box.x + box.width / 2, box.y + box.height / 2];
})"""


class NotHere(Exception):
    """Something the bench needs is not on this machine."""


class BrowserApp(NamedTuple):
    """A running ``main.py``."""

    process: "subprocess.Popen[str]"
    url: str


class Spot(NamedTuple):
    """The middle of something tappable, in CSS px."""

    name: str
    x: float
    y: float


class Plan(NamedTuple):
    """Where to tap to start a probe, and where its words are then."""

    steps: list[Spot]
    words: list[Spot]


@contextmanager
def running(data: Path, command: Sequence[str] = (), **environment: str) -> Iterator[BrowserApp]:
    """Run ``main.py`` on a data folder without opening a browser, and end it."""
    process = subprocess.Popen(
        command or [sys.executable, "main.py", "--no-browser", "--data", str(data)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = ADDRESS.match(line)
        if found is None:
            raise NotHere(f"main.py printed {line!r} and no address")
        yield BrowserApp(process, found[1])
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def launched(playwright: Playwright) -> Browser:
    """Start Chromium: the one that CHROMIUM names, or one on the PATH.

    Raises:
        NotHere: there is none.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise NotHere("no Chromium: install one, or name it in the environment as CHROMIUM")
    return await playwright.chromium.launch(executable_path=found, args=FLAGS)


@asynccontextmanager
async def tab(browser: Browser, script: str = "") -> AsyncIterator[tuple[Page, CDPSession]]:
    """Open a tab of a tablet's size that runs a script before its own, and close it."""
    context = await browser.new_context(viewport=VIEWPORT, has_touch=True)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.add_init_script(script)
    try:
        yield page, await context.new_cdp_session(page)
    finally:
        await context.close()


async def turn_tree_on(page: Page) -> None:
    """Turn the tree for screen readers on, as one does when it comes."""
    switch = page.locator("flt-semantics-placeholder")
    await switch.wait_for(state="attached")
    await switch.evaluate("button => button.click()")


async def spot(page: Page, name: str) -> Spot:
    """Return where the first button of a name, or of one about a student, is; needs the tree."""
    named = re.compile(rf"^{re.escape(name)}( to .+)?$")
    button = page.get_by_role("button", name=named).first
    await button.click(trial=True)  # waits until it stays where it is
    box = await button.bounding_box()
    assert box is not None
    return Spot(name, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


async def buttons(page: Page) -> list[Spot]:
    """Return all there are; needs the tree."""
    return [Spot(*found) for found in await page.evaluate(BUTTONS)]


async def press(tools: CDPSession, at: Spot, dwell: float = 0) -> "asyncio.Future[Any]":
    """Put a finger down and lift it ``dwell`` seconds later; return what the page has to answer.

    A slowed page answers late, and mustn't slow the finger.
    """
    down = {"type": "touchStart", "touchPoints": [{"x": at.x, "y": at.y}]}
    up = {"type": "touchEnd", "touchPoints": []}
    first = asyncio.ensure_future(tools.send("Input.dispatchTouchEvent", down))
    await asyncio.sleep(dwell)
    second = asyncio.ensure_future(tools.send("Input.dispatchTouchEvent", up))
    return asyncio.gather(first, second)


async def tap(tools: CDPSession, at: Spot, dwell: float = 0) -> None:
    """Put a finger down, lift it, and wait until the page has taken both."""
    await (await press(tools, at, dwell))


async def survey(
    browser: Browser,
    data: Path,
    first: str = "word 1: ",
    items: str = "word ",
    *,
    opening: bool = False,
) -> Plan:
    """Visit once with the tree on, to learn where everything is.

    ``first`` is what the first item's name begins with, ``items`` what all of theirs do.
    ``opening`` says to tap in the first line, too: errors all over it would bring up the
    stopping rule, and no credit in it would.
    """
    with running(data) as app:
        async with tab(browser) as (page, tools):
            await page.goto(app.url)
            await turn_tree_on(page)
            steps = []
            for name in ("Give a probe", "Start"):
                steps.append(await spot(page, name))
                await asyncio.sleep(SECOND_TAP_MS / 1000)
                await tap(tools, steps[-1])
            await page.get_by_role("button", name=first).first.wait_for()
            found = [b for b in await buttons(page) if b.name.startswith(items)]
    lines = sorted({round(word.y) for word in found})
    above = 0 if opening else lines[0] + 10
    return Plan(steps, [w for w in found if above < w.y < 640])


async def begin(page: Page, tools: CDPSession, plan: Plan, *, tree: bool = False) -> None:
    """Start a probe by tapping where its steps are, and turn the tree on then if asked to."""
    await page.locator("#veil").wait_for(state="hidden")
    for step in plan.steps:
        await asyncio.sleep(1.5)  # nothing tells when the screen is there, without the tree
        await tap(tools, step)
    await asyncio.sleep(1.5)
    if tree:
        await turn_tree_on(page)
        await page.get_by_role("button", name="word 1: ").wait_for()


def spread(times: Sequence[float]) -> dict[str, float]:
    """Return how many, the median and the 95th percentile."""
    if len(times) < 2:
        return {"n": len(times)}
    return {
        "n": len(times),
        "median": round(statistics.median(times), 2),
        "p95": round(statistics.quantiles(times, n=20, method="inclusive")[-1], 2),
    }


class Hand:
    """Taps buttons by name and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    async def tap(self, name: str | re.Pattern[str]) -> None:
        """Tap a button, later than the second tap of a double tap would come."""
        exact = isinstance(name, str)  # a word of a passage may be "stop"
        button = self.page.get_by_role("button", name=name, exact=exact).first
        await button.wait_for()
        await self.page.wait_for_timeout(SECOND_TAP_MS)
        await button.click()
        self.taps += 1

    async def see(self, text: str) -> None:
        """Wait until something says a text."""
        await self.page.get_by_text(re.compile(text)).first.wait_for()

    async def job(self, work: Callable[[], Awaitable[None]]) -> dict[str, float]:
        """Do a job; return its taps and seconds, without the pauses before taps."""
        taps, began = self.taps, time.perf_counter()
        await work()
        count = self.taps - taps
        spent = time.perf_counter() - began - count * SECOND_TAP_MS / 1000
        return {"taps": count, "seconds": round(spent, 2)}
