"""Measure opening a large log: ``python -m bench.large_log [MB] [MAIN]``. Prints JSON; 5 minutes.

A log of 500 MB unless another size is given: 200 students and as many probes as it takes, with the
index of their scores as an earlier run left it. ``MAIN`` is another checkout whose ``main.py`` is
run. Seconds from the start of ``main.py`` until

``line``: it has printed its address, and the browser is sent there;
``page``: anything of Aimline can be seen, such as how far the reading is;
``list``: the list of students, or the day, is there;
``read``: everything is read, and a probe can be given.

``silent`` is the longest time in between that the page's server answered nothing.
"""

import asyncio
import json
import random
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from bench.browser import ROOT, launched, running, tab, turn_tree_on
from bench.store import resident_mb
from commands.opened import opened_logs
from commands.wiring import load_forms, wire_records
from probes.administration import Administration
from probes.giving.events import Event, Last, Mark, Start, TimeUp
from probes.measures.measure import MEASURES
from probes.measures.profiles import HOUSE
from probes.scoring.score import SCORING_VERSION
from records.score_entry import LAYOUT, ScoreEntry, computed
from store.lines import MAGIC, encode

STUDENTS, TOGETHER = 200, 500
WAIT_S = 900
SOURCE = "0123456789abcdef"
LIST = "Add a student"
BEGAN = datetime(2024, 9, 2, 9, 10, tzinfo=timezone(timedelta(hours=-5)))


def main() -> None:
    """Make a log, compute its index, and start."""
    size_mb = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    root = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        folder.mkdir(mode=0o700)
        probes = made(folder, size_mb)
        indexed(folder)
        figures: dict[str, Any] = {
            "log_mb": round((folder / "records.log").stat().st_size / 1e6),
            "probes": probes,
            **asyncio.run(measured(folder, root)),
            "memory_of_the_bench_mb": resident_mb(),
        }
    print(json.dumps(figures, indent=1))


def made(folder: Path, size_mb: int, most: int = 10**9) -> int:
    """Write a log of a size, or of ``most`` probes; return how many probes are in it."""
    chance = random.Random(16)
    measure, forms = MEASURES["orf"], [f for f in load_forms().values() if f.level == "2"]
    given = []
    for place in range(40):
        last = chance.randrange(40, 150)
        events: list[Event] = [Start()]
        events += [
            Mark(item=item, at_ms=round(60_000 * (item + 1) / (last + 1)))
            for item in range(last)
            if chance.random() < 1 / 6
        ]
        events += [TimeUp(at_ms=60_000), Last(item=last, at_ms=62_000)]
        row = Administration(
            id="a",
            measure=measure.id,
            profile=HOUSE.id,
            profile_version=HOUSE.version,
            form=forms[place % len(forms)],
            seconds=60,
            student="",
            grade="2",
            given_at="",
            examiner="",
            input_mode=measure.modes[0],
            conditions=(),
            part=None,
            events=tuple(events),
        )
        given.append(row.record())
    rows: list[tuple[str, str, dict[str, Any]]] = [
        ("students", f"s{n}", {"name": f"Student {n}", "grade": "2", "group": f"G{n // 8}"})
        for n in range(STUDENTS)
    ]
    rows += [("forms", form.id, asdict(form)) for form in forms]
    number = probes = 0
    stamp = int(BEGAN.timestamp() * 1000) << 12
    with (folder / "records.log").open("wb") as log:
        log.write(MAGIC + encode(SOURCE, [(0, b'{"own":true}')] * 2)[0])
        while rows and log.tell() < size_mb * 1_000_000:
            lines = []
            for table, row_id, fields in rows:
                number += 1
                body = json.dumps([stamp + number, table, row_id, fields], separators=(",", ":"))
                lines.append((number, body.encode()))
            log.write(b"".join(encode(SOURCE, [line])[0] for line in lines))
            rows = []
            for _ in range(min(TOGETHER, most - probes)):
                at = BEGAN + timedelta(days=chance.randrange(700))
                student = f"s{chance.randrange(STUDENTS)}"
                fields = {**chance.choice(given), "student": student, "given_at": at.isoformat()}
                rows.append(("administrations", f"a{probes}", fields))
                probes += 1
    return probes - len(rows)


def indexed(folder: Path) -> None:
    """Write the index that an earlier run would have left; each kind of probe is computed once."""
    with opened_logs(folder, owner=True) as logs:
        records = wire_records(logs)
        known: dict[tuple[str, str], ScoreEntry] = {}
        entries = []
        for row_id, row in records.store.rows("administrations").items():
            kind = str(row["form"]), str(row["events"])
            if kind not in known:
                known[kind] = computed(row_id, row, {}, records.forms)
                assert known[kind].readable
            at, student = str(row["given_at"]), str(row["student"])
            entries.append(known[kind]._replace(id=row_id, student=student, given_at=at))
        for first in range(0, len(entries), TOGETHER):
            some = entries[first : first + TOGETHER]
            last = first + TOGETHER >= len(entries)
            line = {
                "layout": [LAYOUT, SCORING_VERSION],
                "entries": some,
                "amendments": {},
                "position": logs.database.position() if last else None,
            }
            logs.scores.append(json.dumps(line, separators=(",", ":")).encode())


async def measured(folder: Path, root: Path) -> dict[str, Any]:
    """Start once, and look."""
    command = [sys.executable, str(root / "main.py"), "--no-browser", "--data", str(folder)]
    began = time.perf_counter()
    found: dict[str, Any] = {}

    def at(name: str) -> None:
        found[name] = round(time.perf_counter() - began, 1)

    with running(folder, command) as app:
        at("line")
        async with async_playwright() as playwright:
            browser = await launched(playwright)
            async with tab(browser) as (page, _):
                asked = asyncio.create_task(longest_silence(app.url))
                await page.goto(app.url)
                await page.wait_for_selector(
                    "#veil[hidden]", state="attached", timeout=1000 * WAIT_S
                )
                at("page")
                await turn_tree_on(page)
                await shown(page, LIST)
                at("list")
                await gone(page, "Reading the probes")
                at("read")
                asked.cancel()
                with suppress(asyncio.CancelledError):
                    await asked
                found["silent"] = SILENT[0]
            await browser.close()
        status = Path(f"/proc/{app.process.pid}/status").read_text("ascii")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        found["peak_mb"] = round(int(peak.split()[1]) / 1024)
    return found


SILENT = [0.0]


async def longest_silence(url: str) -> None:
    """Ask for the page again and again; note the longest time it took."""
    while True:
        began = time.perf_counter()
        await asyncio.to_thread(asked_once, url)
        SILENT[0] = max(SILENT[0], round(time.perf_counter() - began, 2))
        await asyncio.sleep(0.05)


def asked_once(url: str) -> None:
    """Ask for the page."""
    with urllib.request.urlopen(url, timeout=WAIT_S) as answer:
        answer.read()


async def shown(page: Page, text: str) -> None:
    """Wait until a text can be read."""
    await page.get_by_text(text).first.wait_for(state="attached", timeout=1000 * WAIT_S)


async def gone(page: Page, text: str) -> None:
    """Wait until a text can be read no more."""
    await page.get_by_text(text).first.wait_for(state="detached", timeout=1000 * WAIT_S)


if __name__ == "__main__":
    main()
