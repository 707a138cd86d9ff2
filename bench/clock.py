"""Measure the minute: ``uv run --group test python -m bench.clock``. Prints JSON; 2 minutes.

Each sitting has a main.py of its own, wrapped here so that it notes the instants at which its log
is written, and a tab of its own. Milliseconds.

``time_up``: from the start's stamp to the writing of "time up", and to the frame that shows it.
``frozen``: how long after a freeze of 10 s the tab shows the right second.
``reconnected``: from the closing of the page's socket until it is uncovered again with the right
second on it, five times in one sitting.
``wall_moved``: the same minute while the system's clock goes an hour ahead and then two back
(libfaketime, which leaves the clock that only goes forward alone); None where it isn't installed.
"""

import asyncio
import json
import math
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from playwright.async_api import Browser, CDPSession, Page, async_playwright

import main as aimline
from bench.browser import GRADE, Plan, begin, launched, running, survey, tab, tap
from commands.opened import opened_records
from store.sitting_log import SittingLog

SITTINGS, MINUTE = 3, 60
BAR_MS, BAR_FROZEN_MS, BAR_RECONNECTED_MS = 50, 300, 2_000
CUTS, CUT_EVERY = 5, 6  # seconds between two
FREEZE_AT, FREEZE = 20, 10  # seconds
FAKE_TIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))

WATCH = """
window.clock = [];
(() => {
  const epoch = () => performance.timeOrigin + performance.now();
  const frame = window.requestAnimationFrame.bind(window);
  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      window.cut = () => { window.cutAt = epoch(); this.close(); };
      this.addEventListener("message", (event) => {
        if (!(event.data instanceof ArrayBuffer)) return;
        const said = new TextDecoder("latin1").decode(event.data);
        const left = said.match(/(\\d+) seconds? left/);
        if (left === null && !said.includes("Time’s up")) return;
        const entry = {left: left === null ? 0 : Number(left[1]), got: epoch()};
        clock.push(entry);
        frame(() => frame(() => {
          entry.shown = epoch();
          entry.covered = !document.getElementById("veil").hidden;
        }));
      });
    }
  };
})();
"""


class Noted(NamedTuple):
    """One line of the log, and when it was written by both clocks, in ms."""

    what: str
    at_ms: int
    steady: float
    wall: float


def serve(data: str, notes: str) -> None:
    """Be main.py, and note when its log is written."""
    begin, append = SittingLog.begin, SittingLog.append

    def note(what: str, at_ms: int) -> None:
        with Path(notes).open("a") as file:
            file.write(
                json.dumps([what, at_ms, time.monotonic() * 1000, time.time() * 1000]) + "\n"
            )

    def noted_begin(log: SittingLog, head: dict[str, Any], *events: dict[str, Any]) -> None:
        note("begin", 0)
        begin(log, head, *events)

    def noted_append(log: SittingLog, event: dict[str, Any]) -> None:
        note(event["do"], event["at_ms"])
        append(log, event)

    SittingLog.begin, SittingLog.append = noted_begin, noted_append  # type: ignore[assignment, method-assign]
    sys.exit(aimline.main(["--no-browser", "--data", data]))


def main() -> None:
    """Measure and print; or serve."""
    if len(sys.argv) > 1:
        serve(*sys.argv[1:])
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / str(number) for number in range(SITTINGS + 4)]
        for folder in folders:
            with opened_records(folder) as records:
                row = {"name": "A", "grade": GRADE, "group": ""}
                records.store.put(("students", records.new_id(), row))
        print(json.dumps(asyncio.run(measured(folders)), indent=1))


async def measured(folders: list[Path]) -> dict[str, Any]:
    """Run all sittings beside one another; they begin one after another."""
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        plan = await survey(browser, folders[0])
        begun = asyncio.Lock()
        plain = [minute(browser, folder, plan, begun) for folder in folders[1:-3]]
        *minutes, cut, frozen, moved = await asyncio.gather(
            *plain,
            cut_minute(browser, folders[-3], plan, begun),
            frozen_minute(browser, folders[-2], plan, begun),
            moved_minute(browser, folders[-1], plan, begun),
        )
        await browser.close()
    return {
        "time_up": minutes,
        "time_up_bar": f"60000 ± {BAR_MS}",
        "frozen": frozen,
        "frozen_bar": BAR_FROZEN_MS,
        "reconnected": cut,
        "reconnected_bar": BAR_RECONNECTED_MS,
        "wall_moved": moved,
    }


@asynccontextmanager
async def sitting(
    browser: Browser, data: Path, plan: Plan, begun: asyncio.Lock, **environment: str
) -> AsyncIterator[tuple[Page, CDPSession]]:
    """Start a probe in a tab of its own."""
    command = [sys.executable, "-m", "bench.clock", str(data), str(_notes(data))]
    async with AsyncExitStack() as stack:
        async with begun:
            app = stack.enter_context(running(data, command=command, **environment))
            page, tools = await stack.enter_async_context(tab(browser, WATCH))
            await page.goto(app.url)
            await begin(page, tools, plan)
        yield page, tools


async def minute(browser: Browser, data: Path, plan: Plan, begun: asyncio.Lock) -> dict[str, float]:
    """Let the time run out."""
    async with sitting(browser, data, plan, begun) as (page, _):
        await asyncio.sleep(MINUTE + 1)
        seen = await page.evaluate("clock")
    start, over = _noted(data, "begin"), _noted(data, "time_up")
    shown = next(entry["shown"] for entry in seen if entry["left"] == 0)
    return {
        "stamp": over.at_ms,
        "written": round(over.steady - start.steady, 1),
        "shown": round(shown - start.wall, 1),
    }


async def frozen_minute(
    browser: Browser, data: Path, plan: Plan, begun: asyncio.Lock
) -> dict[str, Any]:
    """Freeze the tab for a while, and see when its clock is right again."""
    async with sitting(browser, data, plan, begun) as (page, _):
        await asyncio.sleep(FREEZE_AT)
        # A browser without a screen goes on drawing a tab that it was told to freeze: so the tab's
        # own thread is kept from everything.
        thawed = await page.evaluate(
            f"const end = Date.now() + {FREEZE * 1000}; while (Date.now() < end); Date.now()"
        )
        await asyncio.sleep(3)
        seen = await page.evaluate("clock")
    start = _noted(data, "begin").wall
    late = [entry for entry in seen if entry["shown"] > thawed]
    right = next(e for e in late if e["left"] == math.ceil(MINUTE - (e["got"] - start) / 1000))
    gaps = [b["shown"] - a["shown"] for a, b in pairwise(seen)]
    return {
        "longest_without_a_change": round(max(gaps)),
        "right_after": round(right["shown"] - thawed, 1),
    }


async def cut_minute(browser: Browser, data: Path, plan: Plan, begun: asyncio.Lock) -> list[float]:
    """Close the socket again and again, and see when the screen is right."""
    took = []
    async with sitting(browser, data, plan, begun) as (page, tools):
        for number in range(CUTS):
            await tap(tools, plan.words[number])
            await asyncio.sleep(CUT_EVERY / 2)
            await page.evaluate("cut()")
            await asyncio.sleep(CUT_EVERY / 2)
            cut_at, seen = await page.evaluate("[cutAt, clock]")
            start = _noted(data, "begin").wall
            took += [
                round(entry["shown"] - cut_at, 1)
                for entry in seen
                if entry["got"] > cut_at
                and "shown" in entry
                and not entry["covered"]
                and entry["left"] == math.ceil(MINUTE - (entry["got"] - start) / 1000)
            ][:1]
    return took


async def moved_minute(
    browser: Browser, data: Path, plan: Plan, begun: asyncio.Lock
) -> dict[str, float] | None:
    """Let the time run out while the system's clock is moved."""
    if not FAKE_TIME:
        return None
    offset = data / "offset"
    offset.write_text("+0")
    environment = {
        "LD_PRELOAD": str(FAKE_TIME[0]),
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_TIMESTAMP_FILE": str(offset),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # or waits of a thread never end
    }
    async with sitting(browser, data, plan, begun, **environment) as (page, tools):
        for moved in ("+3600", "-3600"):
            await asyncio.sleep(MINUTE / 4)
            offset.write_text(moved)
            await tap(tools, plan.words[9])  # its note tells which time it was
        await asyncio.sleep(MINUTE / 2 + 1)
        seen = await page.evaluate("clock")
    start, over = _noted(data, "begin"), _noted(data, "time_up")
    offsets = [note.wall - note.steady for note in _all_noted(data)]
    steps = [later["left"] - earlier["left"] for earlier, later in pairwise(seen)]
    return {
        "moved_hours": round((max(offsets) - min(offsets)) / 3_600_000, 2),
        "stamp": over.at_ms,
        "written": round(over.steady - start.steady, 1),
        "seconds_shown_that_did_not_follow": sum(step not in (0, -1) for step in steps),
    }


def _notes(data: Path) -> Path:
    return data / "notes"


def _all_noted(data: Path) -> list[Noted]:
    lines = _notes(data).read_text().splitlines()
    return [Noted(*json.loads(line)) for line in lines]


def _noted(data: Path, what: str) -> Noted:
    return next(note for note in _all_noted(data) if note.what == what)


if __name__ == "__main__":
    main()
