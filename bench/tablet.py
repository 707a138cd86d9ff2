"""The tablet build measured: sizes, first visit, start from the service worker, kills.

    uv run --group test python -m bench.tablet [KILLS]

Prints JSON; about two minutes. Builds the site; needs Chromium, and npm for tangy-form, whose demo
is opened by turns with Aimline, each from this machine in the same browser. ``start_paint_ms`` and
``start_usable_ms`` are medians of seven starts; Aimline's come from its service worker with the
host stopped, tangy-form's from its host and the browser's cache. ``results`` has the same with 200
and 20,000 results of 400 students on record: to the first screen, from a tap on a student to that
screen, from "Give a probe" to what comes before the clock, from Start to the clock, and from a tap
on a word to the counted error (over the tree for screen readers, so a little late in each).
KILLS (default 5) times the whole browser is killed at a random moment of a sitting, and every tap
that was shown before must be there again.
"""

import asyncio
import json
import random
import re
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from bench import tangy
from bench.browser import NotHere
from commands.wiring import load_forms, open_logs
from store.files import Folder
from web.build import build

probe: Any = import_module("tests.browser.test_probe")
tablet: Any = import_module("tests.tablet.site.conftest")

STARTS = 7
SIZES, STUDENTS = (200, 20_000), 400
TIMES = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [paint.startTime, performance.getEntriesByName("usable")[0]?.startTime ?? 0];
}"""

# Write a file of the host's into the browser's own files, where Aimline looks for its records.
LAY = """async () => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("aimline", { create: true });
  for await (const name of folder.keys()) await folder.removeEntry(name);
  const to = await (await folder.getFileHandle("records.log", { create: true })).createWritable();
  await (await fetch("records.log")).body.pipeTo(to);
}"""


def main(kills: int) -> None:
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name, ExitStack() as closing:
        folder = Path(name)
        logs = {size: records(_new(folder / str(size)), size) for size in SIZES}
        playwright = closing.enter_context(sync_playwright())
        began = time.monotonic()
        made = build(folder / "site", tablet.CACHE)
        found["build_s"] = round(time.monotonic() - began, 1)
        for renderer in ("skwasm", "canvaskit"):
            found[f"wire_mb_{renderer}"] = round(made.on_the_way(renderer) / 1e6, 2)
        host = tablet.Host(folder / "site")
        device = tablet.Device(playwright, folder / "profile")
        try:
            page = device.visit(host.url)
            found["first_visit_ms"] = [round(x) for x in page.evaluate(TIMES)]
            page.close()
            host.stop()
            found |= beside_tangy(device, host.url, folder)
            found["memory_mb"] = memory(device)
            device.off()
            found["results"] = {s: with_results(playwright, folder, s, logs[s]) for s in SIZES}
            found |= killed(device, host.url, kills)
        finally:
            device.kill()
            host.stop()
    print(json.dumps(found, indent=1))


def beside_tangy(device: Any, url: str, folder: Path) -> dict[str, Any]:
    """Start Aimline and tangy-form by turns."""
    try:
        other = tablet.Host(tangy.unpacked(_new(folder / "tangy")))
    except NotHere as problem:
        print(problem, file=sys.stderr)
        other = None
    ours, theirs = [], []
    for _ in range(STARTS):
        page = device.visit(url)
        ours.append(page.evaluate(TIMES))
        page.close()
        if other is not None:
            page = device.context.new_page()
            page.goto(other.url, wait_until="commit")
            page.evaluate(tablet.SETTLED)
            theirs.append(page.evaluate(TIMES))
            page.close()
    if other is not None:
        other.stop()
    found: dict[str, Any] = {}
    for place, what in enumerate(("paint", "usable")):
        ms = statistics.median(times[place] for times in ours)
        found[f"start_{what}_ms"] = round(ms)
        if theirs:
            tangy_ms = statistics.median(times[place] for times in theirs)
            found[f"tangy_form_{what}_ms"] = round(tangy_ms)
            found[f"{what}_to_tangy_form"] = round(ms / tangy_ms, 2)
    return found


def memory(device: Any) -> float:
    """Return what the page's process holds with the first screen shown, Python in it; Linux."""
    session = device._browser.new_browser_cdp_session()
    infos = session.send("SystemInfo.getProcessInfo")["processInfo"]
    held = []
    for info in infos:
        status = Path(f"/proc/{info['id']}/status")
        if info["type"] == "renderer" and status.exists():
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
            held.append(int(lines["VmRSS"].split()[0]) / 1024)
    return round(max(held), 1)


def with_results(playwright: Any, folder: Path, size: int, log: bytes) -> dict[str, int]:
    """Use a device that has so many results."""
    site = folder / "site"
    (site / "records.log").write_bytes(log)
    host = tablet.Host(site)
    device = tablet.Device(playwright, folder / f"profile{size}")
    try:
        lay(device, host.url)
        device.visit(host.url).close()
        found: dict[str, int] = {}
        starts = []
        for _ in range(3):
            page = device.visit(host.url)
            starts.append(page.evaluate(TIMES)[1])
            if len(starts) < 3:
                page.close()
        found["usable_ms"] = round(statistics.median(starts))
        found["memory_mb"] = round(memory(device))
        search = page.get_by_label("Search students")
        search.focus()
        time.sleep(1)  # what comes before Flutter listens is lost
        search.fill("Student 133")
        row = probe.button(page, re.compile("^Student 133 "))
        expect(row).to_be_visible()
        found["student_ms"] = _took(row, probe.button(page, "Edit"))
        give, begin = probe.button(page, "Give a probe"), probe.button(page, "Start")
        found["ready_ms"] = _took(give, begin)
        found["clock_ms"] = _took(begin, probe.word(page, 1))
        errors = probe.figure(page, "errors")
        taps = [
            _took(probe.word(page, n + 8), errors.filter(has_text=re.compile(f"^{n} error")))
            for n in range(1, 12)
        ]
        found["tap_ms"] = round(statistics.median(taps))
        return found
    finally:
        device.kill()
        host.stop()


def lay(device: Any, url: str) -> None:
    """Begin with the records that the host has beside the site."""
    device.on()
    page = device.context.new_page()
    page.goto(f"{url}licences.txt")
    page.evaluate(LAY)
    page.close()


def records(folder: Path, size: int) -> bytes:
    """Return a log of so many made-up results."""
    logs = asyncio.run(open_logs(Folder(folder)))
    random_ = random.Random(1)
    forms = [form for form in load_forms().values() if form.level == "2"]
    database = logs.database
    database.put(("forms", form.id, asdict(form)) for form in forms)
    database.put(
        (
            "students",
            f"s{n}",
            {"name": f"Student {n} ", "grade": "2", "group": f"G{n % 20}", "archived": False},
        )
        for n in range(STUDENTS)
    )
    for first in range(0, size, 500):
        some = range(first, min(first + 500, size))
        database.put(
            ("administrations", database.new_id(), _result(n, random_, forms)) for n in some
        )
    logs.database.close()
    logs.journal.close()
    return (folder / "records.log").read_bytes()


def _result(number: int, random_: random.Random, forms: list[Any]) -> dict[str, Any]:
    form = random_.choice(forms)
    last = random_.randrange(40, 100)
    items = sorted(random_.sample(range(last), 8))
    marks = [
        {"do": "mark", "item": item, "kind": "error", "at_ms": 1000 + 600 * item} for item in items
    ]
    day = date(2026, 11, 20) - timedelta(days=7 * (number // STUDENTS))
    return {
        "format": 1,
        "measure": "orf",
        "profile": "house",
        "profile_version": 1,
        "form": form.id,
        "seconds": 60,
        "student": f"s{number % STUDENTS}",
        "grade": "2",
        "given_at": f"{day}T09:15:00-05:00",
        "examiner": "",
        "input_mode": "oral",
        "conditions": [],
        "set": None,
        "events": [
            {"do": "start", "at_ms": 0},
            *marks,
            {"do": "time_up", "at_ms": 60_000},
            {"do": "last", "item": last, "at_ms": 63_000},
        ],
    }


def _took(tapped: Any, shown: Any) -> int:
    """Tap, wait until something is shown, and return how many ms that took."""
    expect(tapped).to_be_visible()
    tapped.click(trial=True)
    time.sleep(1)  # a second tap at once would go no further
    began = time.perf_counter()
    tapped.click()
    shown.wait_for(state="attached")
    return round((time.perf_counter() - began) * 1000)


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def killed(device: Any, url: str, times: int) -> dict[str, int]:
    """Kill the browser at random moments of one sitting; count taps shown and lost."""
    moment, shown, lost, words = random.Random(), 0, 0, 1
    page: Page = device.visit(url)
    probe.add_student(page)
    probe.button(page, "Give a probe").click()
    time.sleep(1)
    probe.button(page, "Start").click()
    expect(probe.word(page, 1)).to_be_visible()
    for _ in range(times):
        for _ in range(moment.randint(1, 3)):
            words += 1
            probe.word(page, words).click()
            shown += 1
            expect(probe.figure(page, "errors")).to_have_text(re.compile(f"^{shown} error"))
        words += 1
        probe.word(page, words).dispatch_event("click")  # one that may be under way
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
