"""What the tablet build's page holds, and what a reload leaves behind, in three engines.

    uv run --group test python -m bench.tablet_memory [RELOADS [ENGINE...]]

Prints JSON; some minutes. Builds the site, opens it in Chromium, Firefox and WebKitGTK, waits for
the snapshot that a first start leaves, and reloads it (10 times). MB of the process that holds the
page, the largest of the browser's, as Linux counts its share (PSS): after the first start that
downloads nothing, and after the last reload. The bar is 1.2 times.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from web.build import build

chromium: Any = import_module("tests.tablet.engines.chromium")
engines: Any = import_module("tests.tablet.engines.test_engines")
snapshot: Any = import_module("tests.tablet.engines.test_snapshot")
tablet: Any = import_module("tests.tablet.site.conftest")

RELOADS = 10
ENGINES = {"chromium": chromium.Chromium, **engines.ENGINES}
BAR_TIMES = 1.2
SETTLE_S = 5  # what a reload has let go of is given back after some seconds


def main(reloads: int, names: list[str]) -> None:
    """Measure and print."""
    found: dict[str, Any] = {"bar_times": BAR_TIMES, "reloads": reloads}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with engines.with_sync_handles():
            build(folder / "site", tablet.CACHE)
        host = tablet.Host(folder / "site")
        try:
            for engine in names:
                found[engine] = measured(
                    ENGINES[engine](folder / engine), host.url, reloads, engine in snapshot.ENGINES
                )
        finally:
            host.stop()
    print(json.dumps(found, indent=1))


def measured(browser: Any, url: str, reloads: int, leaves: bool) -> dict[str, Any]:
    """Open the page, reload it, and weigh it; ``leaves`` says that it leaves a snapshot."""
    held: list[float] = []
    try:
        browser.go(url)
        started(browser)
        if leaves:
            snapshot.keeps_snapshot(engines.Day(browser))
        for _ in range(reloads + 1):
            browser.reload()
            started(browser)
            time.sleep(SETTLE_S)
            held.append(max(map(share_mb, descendants(browser.process_id))))
    finally:
        browser.end()
    first, last = held[0], held[-1]
    return {"first_mb": first, "last_mb": last, "times": round(last / first, 2), "all_mb": held}


def started(browser: Any) -> None:
    """Wait until the page can be used; what a reload shows first is the page before."""
    engines.Day(browser).starts()


def descendants(process_id: int) -> Iterator[int]:
    """Yield a process and all that it, and they, have started."""
    yield process_id
    for task in Path(f"/proc/{process_id}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from descendants(int(child))


def share_mb(process_id: int) -> float:
    """Return how much memory a process holds, its share of what is shared."""
    try:
        told = Path(f"/proc/{process_id}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    pss = next(line for line in told.splitlines() if line.startswith("Pss:"))
    return round(int(pss.split()[1]) / 1000, 1)


if __name__ == "__main__":
    asked = sys.argv[1:]
    main(int(asked[0]) if asked else RELOADS, asked[1:] or [*ENGINES])
