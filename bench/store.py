"""Measure the store: ``uv run --group test python -m bench.store``. Prints JSON; a minute.

Times are milliseconds unless a name says seconds. A result is about 1.5 KB: some
14 fields, one of them 20 tap events as one string of compact JSON. Every put is
flushed to disk, and after each one the bare disk is asked to do the same
(``disk``: 1,500 bytes appended and flushed), so that a busy disk slows both.
Each size runs in a process of its own, so that its memory is its own.
"""

import asyncio
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB, where

from probes.administration import swap_quotes
from store.database import Database, open_database
from store.files import Folder
from store.sitting_log import SittingLog

SIZES = (1_000, 10_000, 100_000)
STOCK_SIZES = (1_000, 10_000)
PUTS = 300
STUDENTS = 60


def result(random_: random.Random) -> dict[str, Any]:
    """Return the fields of one made-up result."""
    taps = [
        {
            "do": "mark",
            "item": random_.randrange(250),
            "kind": "error",
            "at_ms": random_.randrange(60_000),
        }
        for _ in range(20)
    ]
    return {
        "format": 1,
        "measure": "orf",
        "profile": "house",
        "profile_version": 1,
        "form": f"F{random_.randrange(30):02}",
        "seconds": 60,
        "student": f"s{random_.randrange(STUDENTS)}",
        "grade": "2",
        "given_at": f"2026-11-{random_.randrange(1, 29):02}T09:15:00-05:00",
        "examiner": "e1",
        "input_mode": "oral",
        "conditions": [],
        "set": None,
        "events": swap_quotes(json.dumps(taps, separators=(",", ":"))),
    }


def spread(times: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    return {
        "median": round(statistics.median(times), 3),
        "p95": round(statistics.quantiles(times, n=20)[-1], 3),
    }


def timed(*works: Callable[[], object], times: int) -> list[dict[str, float]]:
    """Run each in turn, some times over; return how long one run of each takes, in ms."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, mine in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            mine.append((time.perf_counter() - start) * 1000)
    return [spread(mine) for mine in taken]


def beside_disk(path: Path, work: Callable[[], object]) -> dict[str, Any]:
    """Time some work that flushes, and the bare disk in between."""
    with (path / "bare").open("ab", buffering=0) as file:

        def bare() -> None:
            file.write(b"x" * 1500)
            os.fsync(file.fileno())

        ours, disk = timed(work, bare, times=PUTS)
    return {**ours, "disk": disk, "ratio": round(ours["median"] / disk["median"], 2)}


def resident_mb() -> dict[str, float]:
    """Return what this process holds now and held at most, in MB; Linux only."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    found = dict(line.split(":", 1) for line in lines)
    return {
        name: round(int(found[key].split()[0]) / 1024, 1)
        for name, key in (("now", "VmRSS"), ("peak", "VmHWM"))
        if key in found
    }


async def open_at(path: Path) -> Database:
    """Open a database with the real clock and seeded ids."""
    random_ = random.Random(os.getpid())
    return await open_database(
        Folder(path),
        wall=lambda: time.time_ns() // 1_000_000,
        token=lambda size: random_.randbytes(size).hex(),
        write_once={"administrations"},
    )


async def ours(path: Path, size: int) -> dict[str, Any]:
    """Fill a folder, then open, put and ask in it."""
    random_ = random.Random(size)
    db = await open_at(path)
    for first in range(0, size, 1000):
        some = [result(random_) for _ in range(min(1000, size - first))]
        db.table("administrations").insert_multiple(some)
    db.close()
    measured = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.store", str(path), stdout=subprocess.PIPE
    )
    out, _ = await measured.communicate()
    return {"results": size, **json.loads(out)}


async def reopened(path: Path) -> dict[str, Any]:
    """Open what is there and measure; runs in a process of its own."""
    random_ = random.Random(1)
    before = resident_mb()
    start = time.perf_counter()
    db = await open_at(path)
    seconds = time.perf_counter() - start
    memory = resident_mb()
    kept = db.table("administrations")
    students = db.table("students")
    some = students.insert_multiple({"name": str(n), "grade": "2"} for n in range(STUDENTS))
    numbers = iter(range(10**9))
    ready = [result(random_) for _ in range(PUTS)]
    figures = {
        "file_mb": round((path / "records.log").stat().st_size / 1e6, 1),
        "open_seconds": round(seconds, 3),
        "memory_mb": memory,
        "memory_mb_before": before.get("now"),
        "put": beside_disk(path, lambda: kept.insert(ready[next(numbers) % PUTS])),
        "update_by_id": beside_disk(
            path, lambda: students.update({"n": next(numbers)}, doc_ids=[some[3]])
        ),
        "get_by_id": timed(lambda: students.get(doc_id=some[5]), times=PUTS)[0],
        "search_one_students_results": timed(
            lambda: kept.search(where("student") == "s7"), times=10
        )[0],
        "history_of_one_record": timed(lambda: db.history("students", some[3]), times=3)[0],
    }
    db.close()
    return figures


def stock(path: Path, size: int) -> dict[str, Any]:
    """Measure TinyDB's own file storage, which flushes nothing."""
    random_ = random.Random(size)
    path.mkdir()
    with TinyDB(path / "stock.json") as db:
        kept = db.table("administrations")
        kept.insert_multiple(result(random_) for _ in range(size))
        times = 5 if size > 1_000 else 20
        return {
            "results": size,
            "put": timed(lambda: kept.insert(result(random_)), times=times)[0],
        }


async def sitting(path: Path) -> dict[str, Any]:
    """Measure one tap of a sitting."""
    log = await SittingLog.open(Folder(path))
    log.begin({"id": "3f9a", "started_at": "2026-11-24T09:15:00-05:00"})
    tap = {"do": "mark", "item": 17, "kind": "error", "at_ms": 5120}
    figures = beside_disk(path, lambda: log.append(tap))
    log.close()
    return figures


async def main() -> None:
    """Run everything and print it."""
    if len(sys.argv) > 1:
        print(json.dumps(await reopened(Path(sys.argv[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        runs = {size: await ours(root / str(size), size) for size in SIZES}
        stocks = {size: stock(root / f"stock{size}", size) for size in STOCK_SIZES}
        tap = await sitting(root / "sitting")
    puts = {size: run["put"]["median"] for size, run in runs.items()}
    print(
        json.dumps(
            {
                "python": platform.python_version(),
                "bytes_a_result": len(json.dumps(result(random.Random(1)))),
                "store": list(runs.values()),
                "tinydb": list(stocks.values()),
                "sitting_append": tap,
                "tinydb_put_to_ours": {
                    size: round(run["put"]["median"] / puts[size], 1)
                    for size, run in stocks.items()
                },
                "put_over_disk_at_largest_to_smallest": round(
                    runs[max(SIZES)]["put"]["ratio"] / runs[min(SIZES)]["put"]["ratio"], 2
                ),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    asyncio.run(main())
