"""Measure bringing files in: ``uv run --group test python -m bench.bring_in [PART…]``. Prints JSON.

``roster``
    a OneRoster set of 10,000 students in 400 classes, each in four of them; at most 3 s.
``scores``
    a table of 200,000 old scores of 2,000 students; at most 20 s and 300 MB.
``screen``
    a roster of 34 in four groups from a spreadsheet, in a browser, until a probe can begin: taps
    and seconds; at most 120 s.

Each is brought into an empty data folder by a process of its own, from the bytes of the files to
the log on the disk. ``wall_s`` is by the clock, ``cpu_s`` by the processor; ``pause_s`` is the
longest time between two steps, in which the screen would stand still. The ratios are to Python's
``csv.reader`` over the same bytes, in another process of the same run.
"""

import asyncio
import csv
import io
import itertools
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from playwright.async_api import Page, async_playwright

from bench.browser import launched, running, tab, turn_tree_on
from bench.store import resident_mb
from commands.opened import opened_records
from records.imports.bringing import content_of, opened
from records.imports.file_source import Source, read_folder, read_source
from records.imports.import_plan import ImportPlan
from records.open_records import OpenRecords
from screens.parts.double_tap import SECOND_TAP_MS

STUDENTS, CLASSES, EACH = 10_000, 400, 4
SCORES, SCORED = 200_000, 2_000
ROSTER, GROUPS = 34, ("Blue", "Green", "Red", "Yellow")
BARS = {
    "roster": {"wall_s": 3},
    "scores": {"wall_s": 20, "peak_mb": 300},
    "screen": {"wall_s": 120},
}
Figures = dict[str, Any]
Rows = list[list[object]]


def main() -> None:
    """Measure all parts, or those that are named."""
    if sys.argv[1:2] == ["--child"]:
        work, folder = sys.argv[2], Path(sys.argv[3])
        print(json.dumps((read if work == "read" else bring)(folder)))
        return
    figures: Figures = {}
    for part in sys.argv[1:] or BARS:
        figures[part] = asyncio.run(by_screen()) if part == "screen" else by_engine(part)
        figures[part]["bars"] = BARS[part]
    print(json.dumps(figures, indent=1))


def by_engine(part: str) -> Figures:
    """Write the files of a part, and have them read and brought in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = 0
        for file, rows in (roster() if part == "roster" else {"scores.csv": scores()}).items():
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            (folder / file).write_bytes(text.getvalue().encode())
            size += len(text.getvalue())
        base, done = _child("read", folder), _child("bring", folder)
    ratio = round(done["cpu_s"] / base["cpu_s"], 1)
    return {"file_mb": round(size / 1e6, 1), "csv_reader": base, **done, "cpu_to_csv_reader": ratio}


def _child(work: str, folder: Path) -> Figures:
    command = [sys.executable, "-m", "bench.bring_in", "--child", work, str(folder)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    found: Figures = json.loads(ran.stdout)
    return found


def read(folder: Path) -> Figures:
    """Read the files with csv.reader alone."""
    wall, cpu = time.perf_counter(), time.process_time()
    rows = [
        row
        for one in sorted(folder.iterdir())
        for row in csv.reader(io.StringIO(one.read_bytes().decode(), newline=""))
    ]
    return _taken(wall, cpu) | {"rows": len(rows)}


def bring(folder: Path) -> Figures:
    """Bring the files in; a set if there are several."""
    files = {one.name: one.read_bytes() for one in sorted(folder.iterdir())}
    with tempfile.TemporaryDirectory() as data, opened_records(Path(data)) as records:
        before = resident_mb().get("now")
        wall, cpu = time.perf_counter(), time.process_time()
        pauses = [wall]
        plan = _brought(records, files, pauses)
        taken = _taken(wall, cpu)
        longest = max(b - a for a, b in itertools.pairwise(pauses))
        log = sum(one.stat().st_size for one in Path(data).rglob("*") if one.is_file())
    return taken | {
        "students": plan.new,
        "groups": plan.groups,
        "scores": plan.scores,
        "refused": len(plan.refused),
        "pause_s": round(longest, 3),
        "log_mb": round(log / 1e6, 1),
        "before_mb": before,
        "peak_mb": resident_mb().get("peak"),
    }


def _brought(records: OpenRecords, files: dict[str, bytes], pauses: list[float]) -> ImportPlan:
    source: Source | None = None
    first = next(iter(files.values()))
    for step in read_source(first) if len(files) == 1 else read_folder(files):
        pauses.append(time.perf_counter())
        source = step if isinstance(step, Source) else source
    assert source is not None
    bringing = opened(records, source, "file", content_of(files))
    plan: ImportPlan | None = None
    for done in bringing.plan(bringing.answers(date(2026, 11, 30)), "T. Ray"):
        pauses.append(time.perf_counter())
        plan = done if isinstance(done, ImportPlan) else plan
    assert plan is not None
    bringing.carry_out(plan)
    pauses.append(time.perf_counter())
    return plan


def _taken(wall: float, cpu: float) -> Figures:
    taken = time.perf_counter() - wall, time.process_time() - cpu
    return {"wall_s": round(taken[0], 2), "cpu_s": round(taken[1], 2)}


# What is brought in


def roster() -> dict[str, Rows]:
    """Return a OneRoster set."""
    schools: Rows = [[f"s{n}", "active", f"School {n}", "school"] for n in range(10)]
    classes: Rows = [[f"c{n}", "active", f"Class {n}", f"s{n % 10}"] for n in range(CLASSES)]
    users: Rows = [
        [f"u{n}", "active", "student", f"First{n}", f"Last{n}", f"{n:06}", str(n % 6 + 1), "s0"]
        for n in range(1, STUDENTS + 1)
    ]
    enrolled: Rows = [
        [f"e{n}-{k}", "active", f"u{n}", f"c{(n + 97 * k) % CLASSES}", "student"]
        for n in range(1, STUDENTS + 1)
        for k in range(EACH)
    ]
    user = ["sourcedId", "status", "role", "givenName", "familyName", "identifier", "grades"]
    return {
        "manifest.csv": [["propertyName", "value"], ["file.users", "bulk"]],
        "orgs.csv": [["sourcedId", "status", "name", "type"], *schools],
        "classes.csv": [["sourcedId", "status", "title", "schoolSourcedId"], *classes],
        "users.csv": [[*user, "orgSourcedIds"], *users],
        "enrollments.csv": [
            ["sourcedId", "status", "userSourcedId", "classSourcedId", "role"],
            *enrolled,
        ],
    }


def scores() -> Iterator[list[object]]:
    """Yield a table with a row a score: weeks of several years, four measures."""
    chance = random.Random(21)
    yield ["Student", "Student Number", "Grade", "Measure", "Date", "Score", "Errors"]
    measures = ("ORF", "NWF", "LNF", "WRF")
    for n in range(SCORES):
        student, nth = n % SCORED, n // SCORED
        day = date(2024, 9, 2) + timedelta(days=7 * nth)
        yield [
            f"First{student} Last{student}",
            f"{student:06}",
            student % 6 + 1,
            measures[student % 4],
            f"{day.month}/{day.day}/{day.year}",
            chance.randrange(150),
            chance.randrange(9),
        ]


# On the screen


async def by_screen() -> Figures:
    """Bring a spreadsheet in as a new user does, until the first probe can begin."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Reading groups 2026"])
    sheet.append(["Last name", "First name", "Grade", "Student number", "Group"])
    for n in range(ROSTER):
        sheet.append([f"Last{n:02}", f"First{n:02}", 1 + n % 3, f"00{n:03}", GROUPS[n % 4]])
    book = io.BytesIO()
    made.save(book)
    with tempfile.TemporaryDirectory() as name:
        async with async_playwright() as playwright:
            browser = await launched(playwright)
            with running(Path(name)) as app:
                async with tab(browser) as (page, _):
                    await page.goto(app.url)
                    await page.locator("#veil").wait_for(state="hidden")
                    await turn_tree_on(page)
                    return await _on_the_page(page, book.getvalue())


async def _on_the_page(page: Page, book: bytes) -> Figures:
    wall, taps = time.perf_counter(), 0

    async def tapped(name: str) -> None:
        nonlocal taps
        taps += 1
        button = page.get_by_role("button", name=name, exact=True).first
        await button.wait_for()
        await asyncio.sleep(SECOND_TAP_MS / 1000)  # sooner it would count as a double tap
        await button.click()

    await tapped("Bring in a list or file")
    async with page.expect_file_chooser() as chooser:
        await tapped("Choose a file")
    taps += 1  # on the file, in the browser's dialog
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    await (await chooser.value).set_files({"name": "g.xlsx", "mimeType": kind, "buffer": book})
    await tapped(f"Bring in {ROSTER} students")
    await tapped(GROUPS[0])
    await tapped("Give a probe to First00 Last00")
    await page.get_by_role("button", name="Start", exact=True).wait_for()
    return {"wall_s": round(time.perf_counter() - wall, 1), "taps": taps}


if __name__ == "__main__":
    main()
