"""Measure sharing over a local folder: ``uv run python -m bench.sync [RESULTS]``. Prints JSON.

A result is that of bench/store.py, about 1.5 KB. Eight devices have made all of
them, in 800 files. Times are seconds, best of three but for the joins; each join
runs in a process of its own, so that its memory is its own. Every write is
flushed to disk.
"""

import asyncio
import json
import os
import platform
import random
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.store import resident_mb, result
from store.database import Database, open_database
from store.files import Folder
from sync import rollup
from sync.cipher import Native
from sync.keys import Ring
from sync.local import LocalFolder
from sync.sharing import Sharing

SIZES = (10_000, 100_000)
DEVICES = 8
FILES = 800
FEW = 50
PASSPHRASE = "four words are better"


class Drawer:
    """A key store in memory."""

    def __init__(self) -> None:
        self._ring = Ring()

    async def load(self) -> Ring:
        return self._ring

    async def save(self, ring: Ring) -> None:
        self._ring = ring


async def device(path: Path) -> tuple[Database, Sharing]:
    files = Folder(path)
    database = await open_database(
        files,
        wall=lambda: time.time_ns() // 1_000_000,
        token=secrets.token_hex,
        write_once={"administrations"},
    )
    sharing = await Sharing.open(
        database, files, Drawer(), cipher=Native(), token=secrets.token_hex
    )
    return database, sharing


def some(count: int, seed: object) -> list[dict[str, Any]]:
    random_ = random.Random(str(seed))
    return [result(random_) for _ in range(count)]


async def fill(path: Path, shared: Path, size: int) -> None:
    """Let eight devices share what they made, in 800 files; in a process of its own.

    Nothing is flushed here, and small files are not joined.
    """
    setattr(os, "fsync", lambda _: None)  # noqa: B010
    rollup.TOGETHER = 10**9
    folder = LocalFolder(shared)
    for number in range(DEVICES):
        database, sharing = await device(path / str(number))
        await (sharing.join if number else sharing.found)(folder, PASSPHRASE)
        for part in range(FILES // DEVICES):
            file = number * FILES // DEVICES + part
            count = (file + 1) * size // FILES - file * size // FILES
            database.table("administrations").insert_multiple(some(count, file))
            await sharing.sync(NoOthers(shared, database.device))
        sharing.close()
        database.close()


class NoOthers(LocalFolder):
    """The folder without what others put into it."""

    def __init__(self, path: Path, device: str) -> None:
        super().__init__(path)
        self._only = ("keys/", f"d/{device}/")

    async def list(self) -> dict[str, int]:
        return {p: size for p, size in (await super().list()).items() if p.startswith(self._only)}


async def join(path: Path, shared: Path) -> dict[str, Any]:
    """Join afresh; runs in a process of its own."""
    before = resident_mb()
    _, sharing = await device(path)
    folder = LocalFolder(shared)
    start = time.perf_counter()
    await sharing.join(folder, PASSPHRASE)
    passphrase = time.perf_counter() - start
    report = await sharing.sync(folder)
    seconds = time.perf_counter() - start
    return {
        "seconds": round(seconds, 3),
        "of_these_for_the_passphrase": round(passphrase, 3),
        "events": report.received_events,
        "files": report.listed,
        "memory_mb": resident_mb(),
        "memory_mb_before": before.get("now"),
    }


async def elsewhere(what: str, path: Path, shared: Path, size: int) -> bytes:
    """Do something in a process of its own; return what it prints."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.sync", what, str(path), str(shared), str(size)),
        stdout=subprocess.PIPE,
    )
    out, _ = await process.communicate()
    return out


async def timed(folder: LocalFolder, sharing: Sharing) -> float:
    start = time.perf_counter()
    await sharing.sync(folder)
    return round(time.perf_counter() - start, 4)


async def run(root: Path, size: int) -> dict[str, Any]:
    shared = root / "shared"
    shared.mkdir(parents=True)
    await elsewhere("fill", root, shared, size)
    out = await elsewhere("join", root / "fresh", shared, size)
    folder = LocalFolder(shared)
    one, other = await device(root / "one"), await device(root / "other")
    for _, sharing in (one, other):
        await sharing.join(folder, PASSPHRASE)
        await sharing.sync(folder)
        await sharing.sync(folder)
    push, pull, idle = [], [], []
    for turn in range(3):
        one[0].table("administrations").insert_multiple(some(FEW, turn))
        push.append(await timed(folder, one[1]))
        pull.append(await timed(folder, other[1]))
        idle.append(await timed(folder, other[1]))
    return {
        "results": size,
        "folder_mb": round(sum(f.stat().st_size for f in shared.rglob("*.seg")) / 1e6, 1),
        "fresh_join": json.loads(out),
        "push_50": min(push),
        "pull_50": min(pull),
        "idle": min(idle),
    }


async def main() -> None:
    """Run everything and print it."""
    if len(sys.argv) == 5:
        path, shared, size = Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
        if sys.argv[1] == "fill":
            await fill(path, shared, size)
        else:
            print(json.dumps(await join(path, shared)))
        return
    sizes = [int(sys.argv[1])] if len(sys.argv) == 2 else SIZES
    with tempfile.TemporaryDirectory() as folder:
        runs = [await run(Path(folder) / str(size), size) for size in sizes]
    print(json.dumps({"python": platform.python_version(), "local_folder": runs}, indent=1))


if __name__ == "__main__":
    asyncio.run(main())
