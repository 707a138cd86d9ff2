"""Measure a tap on a word: ``uv run --group test python -m bench.taps``. Prints JSON; 4 minutes.

The real app on a passage of some 290 words in headless Chromium, beside a bare page of 250
buttons in the same browser, in the same way, at normal and at 4 times slowed speed. Milliseconds
from the instant at which the browser got the finger's lift:

``frame``
    to the start of the animation frame after the one in which the page drew the change. In the app
    that one is Flutter's first after the message with the changed word came; in the bare page the
    first after the button's handler ran. Flutter's colouring of pixels, in a thread of its own, is
    left out, and so is the browser's of the bare page.
``pixels``
    to the first picture that the browser hands out (its screencast) on which the word, or the
    button, looks different: everything is in it, without a graphics card, and the screencast's own
    work too.

``drags`` counts what scrolling by finger marked: nothing, if all is well. The part of main.py's
process is in bench.work.
"""

import asyncio
import base64
import io
import itertools
import json
import re
import shutil
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image, ImageChops
from playwright.async_api import Browser, CDPSession, Page, async_playwright

from bench.browser import (
    GRADE,
    Plan,
    Spot,
    begin,
    launched,
    press,
    running,
    spread,
    survey,
    tab,
    tap,
)
from commands.opened import opened_records
from store.files import Folder
from store.sitting_log import SittingLog, StoredSitting

TAPS, EVERY = 160, 0.125  # taps of a run, seconds between two
DWELL = 0.05  # seconds that the finger rests on a word
PICTURES, PICTURE_EVERY = 14, 0.5
BAR_RATIO = 1.5

# ``words`` tells which word is where; ``lifts`` holds what became of each tap.
WATCH = """
window.words = [];
window.lifts = [];
(() => {
  const frame = window.requestAnimationFrame.bind(window);
  const at = (event) => words.findIndex(
    (word) => Math.abs(word.x - event.clientX) < 1 && Math.abs(word.y - event.clientY) < 1);
  addEventListener("pointerup", (event) => {
    const word = at(event);
    if (word >= 0) lifts.push({word, lift: event.timeStamp, epoch: performance.timeOrigin});
  }, true);
  window.changed = (word, how) => {
    const lift = lifts.find((tap) => tap.word === word && tap.changed === undefined);
    if (lift === undefined) return;
    lift.changed = performance.now();
    if (how === "now") frame(() => shown([lift]));
  };
  const shown = (drawn) => frame(() => drawn.forEach((tap) => { tap.frame = performance.now(); }));
  window.requestAnimationFrame = (callback) => frame((time) => {
    const drawn = lifts.filter((tap) => tap.changed !== undefined && !tap.drawn);
    drawn.forEach((tap) => { tap.drawn = performance.now(); });
    callback(time);
    if (drawn.length) shown(drawn);
  });
  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", (event) => {
        if (!(event.data instanceof ArrayBuffer)) return;
        const said = new TextDecoder("latin1").decode(event.data);
        const awaited = lifts.filter((tap) => tap.changed === undefined).map((tap) => tap.word);
        for (const word of new Set(awaited)) {
          if (new RegExp(`${words[word].name}(?!\\d)`).test(said)) changed(word, "next");
        }
      });
    }
    send(message) {
      const lift = lifts.find((tap) => tap.sent === undefined);
      if (lift !== undefined) lift.sent = performance.now();
      super.send(message);
    }
  };
})();
"""

BARE = """<!DOCTYPE html><meta name="viewport" content="width=device-width"><style>
button { font: 28px sans-serif; height: 44px; margin: 2px; touch-action: manipulation;
         background: #FBF8F2; border: 0; }
button.error { color: #B3261E; background: #FBE4E2; text-decoration: line-through; }
</style><p id="errors">0</p>"""

FILL = """(buttons) => {
  let errors = 0;
  for (let number = 1; number <= buttons; number++) {
    const button = document.createElement("button");
    button.textContent = ["the", "goat", "stood", "up", "there"][number % 5];
    button.onclick = () => {
      errors += button.classList.toggle("error") ? 1 : -1;
      document.getElementById("errors").textContent = errors;
      changed(words.findIndex((word) => word.name === `word ${number}`), "now");
    };
    document.body.append(button);
  }
  return [...document.querySelectorAll("button")].map((button, index) => {
    const box = button.getBoundingClientRect();
    return [`word ${index + 1}: `, box.x + box.width / 2, box.y + box.height / 2];
  });
}"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        with opened_records(root / "empty") as records:
            row = {"name": "A", "grade": GRADE, "group": ""}
            records.store.put(("students", records.new_id(), row))
        print(json.dumps(asyncio.run(in_browser(root)), indent=1))


async def in_browser(root: Path) -> dict[str, Any]:
    """Measure app and bare page by turns."""
    folders = (root / f"data{number}" for number in itertools.count())
    figures: dict[str, Any] = {}
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        plan = await survey(browser, _copy(root, next(folders)))
        for name, slowed in (("normal", 1), ("slowed_4_times", 4)):
            bare = await bare_page(browser, slowed, 250)
            app = await the_app(browser, _copy(root, next(folders)), plan, slowed)
            figures[name] = {
                "bare": bare,
                "app": app,
                "p95_to_bare": {
                    by: round(app[by]["p95"] / bare[by]["p95"], 2) for by in ("frame", "pixels")
                },
            }
        figures["with_screen_reader"] = await the_app(
            browser, _copy(root, next(folders)), plan, slowed=1, tree=True
        )
        figures["p95_to_bare_bar_at_normal"] = BAR_RATIO
        figures["drags"] = await drags(browser, _copy(root, next(folders)), plan)
        await browser.close()
    return figures


def _copy(root: Path, to: Path) -> Path:
    return shutil.copytree(root / "empty", to)


async def bare_page(browser: Browser, slowed: int, buttons: int) -> dict[str, Any]:
    """Measure the bare page of so many buttons."""
    async with tab(browser, WATCH) as (page, tools):
        await page.goto(f"data:text/html,{quote(BARE)}")
        found = [Spot(*f) for f in await page.evaluate(FILL, buttons)]
        words = [word for word in found if word.y < 740]
        return await measured(page, tools, words, slowed)


async def the_app(
    browser: Browser, data: Path, plan: Plan, slowed: int, *, tree: bool = False
) -> dict[str, Any]:
    """Measure the app, and see what its log has kept."""
    with running(data) as app:
        async with tab(browser, WATCH) as (page, tools):
            await page.goto(app.url)
            await begin(page, tools, plan, tree=tree)
            figures = await measured(page, tools, plan.words, slowed)
        kept = [(e["do"], e["item"]) for e in under_way(data).events[1 : TAPS + 1]]
    done: list[tuple[str, int]] = []
    for word in round_robin(plan.words, TAPS):
        item = int(_name(word).removeprefix("word ")) - 1
        marked = sum(other == item for _, other in done) % 2
        done.append(("unmark" if marked else "mark", item))
    figures["kept"] = sum(a == b for a, b in zip(kept, done, strict=False))
    return figures


async def measured(
    page: Page, tools: CDPSession, words: Sequence[Spot], slowed: int
) -> dict[str, Any]:
    """Tap, and return how long each tap took to its frame and, of some, to its pixels."""
    spots = [{"x": w.x, "y": w.y, "name": _name(w)} for w in words]
    await page.evaluate("(spots) => { words = spots; }", spots)
    await tools.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    began = time.perf_counter()
    taps = []
    for number, word in enumerate(round_robin(words, TAPS)):
        await asyncio.sleep(max(0, began + number * EVERY - time.perf_counter()))
        taps.append(await press(tools, word, DWELL))
    await asyncio.gather(*taps)
    await asyncio.sleep(1.5)
    lifts: list[dict[str, float]] = await page.evaluate("lifts")
    shown = [lift for lift in lifts if "frame" in lift]
    figures = {
        "taps": TAPS,
        "a_second": round((TAPS - 1) / (shown[-1]["lift"] - shown[0]["lift"]) * 1000, 2),
        "lifted": len(lifts),
        "shown": len(shown),
        "not_shown": [_name(words[int(lift["word"])]) for lift in lifts if "frame" not in lift],
        "frame": spread([lift["frame"] - lift["lift"] for lift in shown]),
    }
    if "sent" in shown[0]:
        figures["of_it"] = {
            "lift_to_message": spread([t["sent"] - t["lift"] for t in shown if "sent" in t]),
            "message_to_answer": spread([t["changed"] - t["sent"] for t in shown if "sent" in t]),
            "answer_to_frame": spread([lift["frame"] - lift["changed"] for lift in shown]),
        }
    figures["pixels"] = spread(await _pixels(page, tools, words))
    await tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return figures


async def _pixels(page: Page, tools: CDPSession, words: Sequence[Spot]) -> list[float]:
    """Return how long each tap takes until a picture of the tab looks different there."""
    pictures: list[tuple[float, str]] = []

    def arrived(event: dict[str, Any]) -> None:
        pictures.append((event["metadata"]["timestamp"] * 1000, event["data"]))
        answers.add(
            asyncio.ensure_future(
                tools.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})
            )
        )

    answers: set[asyncio.Future[Any]] = set()
    tools.on("Page.screencastFrame", arrived)
    await page.evaluate("() => { lifts.length = 0; }")
    await tools.send("Page.startScreencast", {"format": "jpeg", "quality": 60})
    tapped = round_robin(words, PICTURES)
    for word in tapped:
        await asyncio.sleep(PICTURE_EVERY)
        await tap(tools, word, DWELL)
    await asyncio.sleep(1.5)
    await tools.send("Page.stopScreencast")
    tools.remove_listener("Page.screencastFrame", arrived)
    await asyncio.gather(*answers)
    lifts = await page.evaluate("lifts")
    images = [(at, Image.open(io.BytesIO(base64.b64decode(data)))) for at, data in pictures]
    times = []
    for lift, word in zip(lifts, tapped, strict=True):
        at = lift["epoch"] + lift["lift"]
        box = (round(word.x) - 8, round(word.y) - 14, round(word.x) + 8, round(word.y) + 14)
        before = [image for taken, image in images if taken < at][-1].crop(box)
        for taken, image in images:
            if taken > at and _differ(before, image.crop(box)):
                times.append(taken - at)
                break
    return times


def _differ(before: Image.Image, after: Image.Image) -> bool:
    extremes = ImageChops.difference(before.convert("L"), after.convert("L")).getextrema()
    return max(int(edge) for edge in extremes) > 10  # type: ignore[arg-type]


async def drags(browser: Browser, data: Path, plan: Plan) -> dict[str, int]:
    """Scroll by finger, fast and slow and after resting on a word; count what was marked."""
    ways = {"fast": (0.0, 4), "slow": (0.0, 40), "rested": (0.3, 12), "short": (0.15, 3)}
    with running(data) as app:
        async with tab(browser) as (page, tools):
            await page.goto(app.url)
            await begin(page, tools, plan)
            found = {}
            for name, (rest, steps) in ways.items():
                before = len(under_way(data).events)
                for index in range(6):
                    await _drag(tools, plan.words[20 + index], rest, steps, up=index % 2 == 0)
                    await asyncio.sleep(0.4)
                found[name] = len(under_way(data).events) - before
    return found


async def _drag(tools: CDPSession, at: Spot, rest: float, steps: int, *, up: bool) -> None:
    async def finger(kind: str, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": at.x, "y": y}]
        await tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    await finger("touchStart", at.y)
    await asyncio.sleep(rest)
    for step in range(1, steps + 1):
        await finger("touchMove", at.y + (-1 if up else 1) * 12 * step)
        await asyncio.sleep(0.016)
    await finger("touchEnd", 0)


def under_way(data: Path) -> StoredSitting:
    """Return what the sitting's log holds."""

    async def read() -> StoredSitting | None:
        log = await SittingLog.open(Folder(data))
        try:
            return log.read()
        finally:
            log.close()

    with ThreadPoolExecutor(1) as other:  # this thread's loop is running
        found = other.submit(asyncio.run, read()).result()
    assert found is not None
    return found


def _name(word: Spot) -> str:
    """Return what an item is called whatever is marked: "word 12", "sound 2 of word 5"."""
    found = re.match(r"\w+ \d+( of \w+ \d+)?", word.name)
    assert found is not None
    return found[0]


def round_robin(words: Sequence[Spot], many: int) -> list[Spot]:
    """Return words all over the page; each comes once before any comes twice."""
    stride = next(n for n in (37, 41, 43) if len(words) % n)
    return [words[index * stride % len(words)] for index in range(many)]


if __name__ == "__main__":
    main()
