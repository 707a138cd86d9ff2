"""A tap where a screen is fullest: ``uv run --group test python -m bench.layouts [NAME...]``.

Prints JSON; two minutes a layout. 100 numbers of two digits, 60 nonsense words of sounds, 40
problems with answers of four digits, each beside a bare page of as many buttons as it has places to
tap, at normal and at 4 times slowed speed. What the figures mean: bench.taps.

``build_ms`` is what it costs of the processor to build the screen and the bytes that show it.
"""

import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from bench.browser import begin, launched, running, survey, tab
from bench.taps import BAR_RATIO, TAPS, WATCH, bare_page, measured, round_robin, under_way
from bench.work import built_ms
from commands.opened import opened_records
from probes.forms import cell_text
from probes.forms.form import Form
from probes.forms.seeded_random import SeededRandom
from probes.giving.events import Finish
from records.open_records import OpenRecords

LEVEL = "12"  # has forms of one's own alone: one that was used, one that is next
BUILD_BAR_MS = 200


@dataclass(frozen=True, kw_only=True)
class Full:
    """A full screen: what its items are called, and what a tap does, by turns."""

    measure: str
    item: str
    does: tuple[str, ...]


FULL = {
    "numbers": Full(measure="ni", item="number ", does=("mark", "unmark")),
    "sounds": Full(measure="nwf", item="sound ", does=("mark", "mark", "unmark")),
    "digits": Full(measure="comp", item="digit ", does=("mark", "unmark")),
}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        figures = {each: full_screen(Path(name), FULL[each]) for each in sys.argv[1:] or FULL}
    bars = {"p95_to_bare_bar_at_normal": BAR_RATIO, "build_bar_ms": BUILD_BAR_MS}
    print(json.dumps(figures | bars, indent=1))


def full_screen(root: Path, full: Full) -> dict[str, Any]:
    """Measure the building of a full screen, and taps on it."""
    empty = root / full.measure / "empty"
    form = lay_out(empty, full)
    copies = (shutil.copytree(empty, root / full.measure / f"data{n}") for n in range(9))
    with opened_records(next(copies)) as records:
        build_ms = asyncio.run(built_ms(records, form))
    places = len(form.items) + len(form.groups)
    taps = asyncio.run(in_browser(copies, full, places))
    return {"places_to_tap": places, "build_ms": build_ms} | taps


async def in_browser(copies: Iterator[Path], full: Full, places: int) -> dict[str, Any]:
    """Measure a full screen and a bare page of as many places to tap by turns."""
    figures: dict[str, Any] = {}
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        credited = len(full.does) > 2
        plan = await survey(browser, next(copies), f"{full.item}1", full.item, opening=credited)
        # Every other one: five numbers wrong in a row would bring up the stopping rule.
        plan = plan._replace(words=plan.words[::2])
        for name, slowed in (("normal", 1), ("slowed_4_times", 4)):
            bare = await bare_page(browser, slowed, places)
            data = next(copies)
            with running(data) as app:
                async with tab(browser, WATCH) as (page, tools):
                    await page.goto(app.url)
                    await begin(page, tools, plan)
                    ours = await measured(page, tools, plan.words, slowed)
                done = under_way(data).events[1 : TAPS + 1]
            pairs = zip(done, _does(plan.words, full), strict=False)
            ours["kept"] = sum(event["do"] == does for event, does in pairs)
            figures[name] = {
                "bare": bare,
                "app": ours,
                "p95_to_bare": {
                    by: round(ours[by]["p95"] / bare[by]["p95"], 2) for by in ("frame", "pixels")
                },
            }
        await browser.close()
    return figures


def _does(words: Any, full: Full) -> Iterator[str]:
    """Yield what each tap is to do."""
    times: Counter[str] = Counter()
    for word in round_robin(words, TAPS):
        yield full.does[times[word.name] % len(full.does)]
        times[word.name] += 1


def lay_out(folder: Path, full: Full) -> Form:
    """Make a data folder whose one student is given the full form next; return the form."""
    with opened_records(folder) as records:
        row = {"name": "A", "grade": "4", "group": ""}
        records.store.put(("students", records.new_id(), row))
        used, form = (
            cell_text.form(full.measure, LEVEL, title, list(page(records, full.measure, seed)))
            for seed, title in enumerate("AB")
        )
        for each in (used, form):
            records.forms.bring(each)
        sitting = records.sittings.start(records.students.all()[0], used)
        time.sleep(0.01)
        sitting.end(Finish)
        records.sittings.keep()
    return form


def page(records: OpenRecords, measure: str, seed: int) -> Iterator[list[str]]:
    """Yield the rows of a form."""
    rng = SeededRandom.seeded_by("bench", measure, seed)
    if measure == "ni":
        for _ in range(10):
            yield [str(rng.among(range(10, 100))) for _ in range(10)]
    elif measure == "nwf":
        level = max(
            records.forms.levels(measure),
            key=lambda of: len(records.forms.of(of, measure)[0].items),
        )
        yield from map(list, cell_text.rows(records.forms.of(level, measure)[seed]))
    else:
        part = range(1_000, 5_000)
        for _ in range(8):
            yield [f"{rng.among(part)} + {rng.among(part)}" for _ in range(5)]


if __name__ == "__main__":
    main()
