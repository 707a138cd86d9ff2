"""What a warm start of the tablet build costs in each engine, part by part, beside tangy-form.

    uv run --group test python -m bench.tablet_start [STARTS [ENGINE...]]

Prints JSON; some minutes. Builds the site, opens it once in Chromium, Firefox and WebKitGTK, waits
until that start has left its snapshot (none in WebKit), and starts it STARTS times more (5), by
turns with tangy-form's demo (``bench/tangy.py``, which needs npm), each from this machine in the
same browser. Medians, in ms:

``page``
    from the asking for the page until Python's worker begins.
``python``
    loading the tablet's Python, or its snapshot, and laying out its archive.
``imports``, ``opening``
    Aimline's modules that are in no snapshot; the records, and Flet's client answered.
``first_screen``
    until the first screen can be tapped.

``usable`` is all of it; the bar is how many times tangy-form's that may be.
"""

import json
import statistics
import sys
import tempfile
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench import tangy
from bench.browser import NotHere
from web.build import build

chromium: Any = import_module("tests.tablet.engines.chromium")
engines: Any = import_module("tests.tablet.engines.test_engines")
snapshot: Any = import_module("tests.tablet.engines.test_snapshot")
tablet: Any = import_module("tests.tablet.site.conftest")

STARTS = 5
ENGINES = {"chromium": chromium.Chromium, **engines.ENGINES}
BAR_TIMES = {"chromium": 2.5, "firefox": 3.5}
PARTS = {  # each until the mark it names; see web/tablet/worker.js
    "page": "worker",
    "python": "unpacked",
    "imports": "imported",
    "opening": "opened",
    "first_screen": "usable",
}
MARKS = """
const marks = performance.getEntriesByType("mark");
return Object.fromEntries(marks.map(({ name, startTime }) => [name, startTime]));
"""
MARKED = 'return performance.getEntriesByName("usable").length || null;'


def main(starts: int, names: list[str]) -> None:
    """Measure and print."""
    found: dict[str, Any] = {"starts": starts, "bar_times": BAR_TIMES}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with engines.with_sync_handles():
            build(folder / "site", tablet.CACHE)
        hosts = [tablet.Host(folder / "site")]
        try:
            (folder / "tangy").mkdir()
            hosts.append(tablet.Host(tangy.unpacked(folder / "tangy")))
        except NotHere as problem:
            print(problem, file=sys.stderr)
        try:
            for engine in names:
                browser = ENGINES[engine](folder / engine)
                try:
                    urls = [host.url for host in hosts]
                    found[engine] = measured(browser, urls, starts, engine in snapshot.ENGINES)
                finally:
                    browser.end()
        finally:
            for host in hosts:
                host.stop()
    print(json.dumps(found, indent=1))


def measured(browser: Any, urls: list[str], starts: int, leaves: bool) -> dict[str, float]:
    """Start each site by turns; return the medians of those after the first.

    ``leaves`` says that the first one leaves a snapshot.
    """
    day = engines.Day(browser)
    marks: list[list[dict[str, float]]] = [[] for _ in urls]
    for start in range(starts + 1):
        for url, of_site in zip(urls, marks, strict=True):
            browser.go("about:blank")
            browser.go(url)
            day.until(lambda: browser.js(MARKED), "a screen", engines.READY_S)
            of_site.append(browser.js(MARKS))
            if leaves and not start and url == urls[0]:
                snapshot.keeps_snapshot(day)
    ours, *theirs = (of_site[1:] for of_site in marks)
    assert all(("restored" in one) == leaves for one in ours)
    found: dict[str, float] = {}
    for part, (begun, done) in zip(PARTS, pairwise(["", *PARTS.values()]), strict=True):
        found[part] = round(statistics.median(one[done] - one.get(begun, 0) for one in ours))
    found["usable"] = round(statistics.median(one["usable"] for one in ours))
    for one in theirs:
        tangy_ms = statistics.median(start["usable"] for start in one)
        found |= {"tangy_form": round(tangy_ms), "times": round(found["usable"] / tangy_ms, 2)}
    return found


if __name__ == "__main__":
    asked = sys.argv[1:]
    main(int(asked[0]) if asked else STARTS, asked[1:] or [*ENGINES])
