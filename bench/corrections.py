"""Measure correcting a kept probe: ``python -m bench.corrections``. Prints JSON; 1 minute.

A sample student's probe in Chromium. Each job's taps, and seconds from its first tap to what it
leads to, without the pause that people make so that a second tap isn't taken for a double tap:

``open``
    from the list of students to the latest probe, opened.
``correct``
    a mark is put on a word, and the score follows.
``original``
    the page as it was kept, and back.
``leave_out``, ``undo``
    it doesn't count, with the reason; and counts again.
``replay``
    the probe plays.
``second``
    somebody else scores it, with two marks, up to both compared.
"""

import asyncio
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from bench.browser import ROOT, Hand, NotHere, launched, running, tab, turn_tree_on

STUDENT = re.compile("Coral M")
MARKS = (3, 9)  # words that the second scorer marks
LAST = 20
TAPS_BARS = {
    "open": 2,
    "correct": 2,
    "original": 2,
    "leave_out": 2,
    "undo": 1,
    "replay": 2,
    "second": 5 + len(MARKS),
}


def main() -> None:
    """Run, print."""
    try:
        figures = asyncio.run(corrected())
    except NotHere as problem:
        figures = {"problem": str(problem)}
    print(json.dumps({**figures, "taps_bars": TAPS_BARS}, indent=1))


async def corrected() -> dict[str, Any]:
    """Do every job once, each where the one before it ended."""
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        with tempfile.TemporaryDirectory() as name:
            demo = [sys.executable, "main.py", "demo", "--data", name]
            subprocess.run(demo, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
            with running(Path(name)) as app:
                async with tab(browser) as (page, _):
                    await page.goto(app.url)
                    await turn_tree_on(page)
                    figures = await _jobs(page)
        await browser.close()
    return figures


async def _jobs(page: Page) -> dict[str, Any]:
    hand = Hand(page)
    score = page.locator("[flt-semantics-identifier=score]")
    students = re.compile("^Students")
    there = page.get_by_role("tab", name=students).or_(page.get_by_role("button", name=students))
    await there.first.click()  # as it begins where there is no plan for today

    async def opened() -> None:
        await hand.tap(STUDENT)
        await hand.tap(re.compile("WCPM"))
        await score.first.wait_for()

    async def correct() -> None:
        before = await score.first.inner_text()
        await hand.tap(word)
        await hand.tap("omission")
        while await score.first.inner_text() == before:
            await asyncio.sleep(0.01)

    async def original() -> None:
        await hand.tap("Show as it was kept")
        await hand.tap("Show as it counts")
        await page.get_by_role("button", name="Show as it was kept").wait_for()

    async def leave_out() -> None:
        await hand.tap("Leave out")
        await hand.tap("wrong child")
        await hand.see("Left out: wrong child")

    async def undo() -> None:
        await hand.tap("Undo")
        await page.get_by_text(re.compile("It had counted as")).wait_for(state="detached")

    async def replay() -> None:
        await hand.tap("Replay")
        await hand.tap("Play")
        await page.get_by_role("button", name="Pause").wait_for()

    async def second() -> None:
        await hand.tap("Second scorer")
        await hand.tap("Score it now")
        for number in MARKS:
            await hand.tap(re.compile(f"^word {number}: "))
        await hand.tap("Last word")
        await hand.tap(re.compile(f"^word {LAST}: "))
        await hand.tap("Keep and compare")
        await hand.see("% of items agree")

    figures: dict[str, Any] = {"open": await hand.job(opened)}
    word = await _unmarked(page)
    figures["correct"] = await hand.job(correct)
    figures["original"] = await hand.job(original)
    figures["leave_out"] = await hand.job(leave_out)
    figures["undo"] = await hand.job(undo)
    figures["replay"] = await hand.job(replay)
    await page.keyboard.press("Escape")
    figures["second"] = await hand.job(second)
    return figures


async def _unmarked(page: Page) -> str:
    """Return the name of a word that nothing is said of."""
    for number in range(1, 40):
        node = page.get_by_role("button", name=re.compile(f"^word {number}: ")).first
        name = await node.get_attribute("aria-label") or await node.inner_text()
        if re.fullmatch(rf"word {number}: [^,]+", name):
            return name
    raise NotHere("every word is marked")


if __name__ == "__main__":
    main()
