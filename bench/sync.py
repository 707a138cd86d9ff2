"""Measure sharing over every kind of folder.

``uv run --group test python -m bench.sync [RESULTS [KIND...]]``.
Prints JSON. The servers are those of the tests, on this machine. A result is that of
bench/store.py, about 1.5 KB. Eight devices have made all of them, in 800 files. Times
are seconds, best of three but for the joins; each join runs in a process of its own,
so that its memory is its own. Every write of a device is flushed to disk.

Beside each join stands ``bare``: what a local one can't do without, done by the
libraries alone in the same minute, so that a busy machine slows both.
"""

import asyncio
import gc
import hmac
import json
import os
import platform
import random
import secrets
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.store import resident_mb, result
from store.database import Database, open_database
from store.files import Folder
from sync.exchange import rollup
from sync.folders.connect import reached
from sync.folders.folder import Login, SharedFolder
from sync.folders.local_folder import LocalFolder
from sync.keys.native_cipher import NativeCipher
from sync.keys.team_keys import Ring
from sync.vault.sharing import Sharing
from tests.sync.servers import KINDS, ServerFolder

SIZE = 100_000
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


async def device(path: Path, drawer: Drawer | None = None) -> tuple[Database, Sharing]:
    files = Folder(path)
    database = await open_database(
        files,
        wall=lambda: time.time_ns() // 1_000_000,
        token=secrets.token_hex,
        write_once={"administrations"},
    )
    sharing = await Sharing.open(
        database, files, drawer or Drawer(), cipher=NativeCipher(), token=secrets.token_hex
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


async def join(path: Path, address: str) -> dict[str, Any]:
    """Join afresh; runs in a process of its own."""
    before = resident_mb()
    _, sharing = await device(path)
    with reached(address, login()) as folder:
        start, processor = time.perf_counter(), time.process_time()
        await sharing.join(folder, PASSPHRASE)
        passphrase = time.perf_counter() - start
        report = await sharing.sync(folder)
        seconds, processor = time.perf_counter() - start, time.process_time() - processor
    return {
        "seconds": round(seconds, 3),
        "of_the_processor": round(processor, 3),
        "of_these_for_the_passphrase": round(passphrase, 3),
        "events": report.received_events,
        "files": report.listed,
        "memory_mb": resident_mb(),
        "memory_mb_before": before.get("now"),
    }


async def bare(path: Path, shared: Path) -> dict[str, float]:
    """Read, open, unpack, follow, check, parse and keep the same bytes, and no more than that."""
    drawer = Drawer()
    _, sharing = await device(path, drawer)
    await sharing.join(LocalFolder(shared), PASSPHRASE)
    (key,) = (await drawer.load()).keys
    chain, nonce = key.derived(b"chain"), key.derived(b"nonce")
    gc.disable()
    kept = []
    start, processor = time.perf_counter(), time.process_time()
    with (path / "bare").open("wb", buffering=0) as out:
        for file in sorted((shared / "d").rglob("*.seg")):
            raw = file.read_bytes()
            header, link = raw[:64], raw[28:60]
            secret = key.derived(b"seal" + header[12:20])
            plain = AESGCM(secret).decrypt(raw[64:76], raw[76:], header)
            hmac.digest(nonce, header + plain, "sha256")
            text = zlib.decompress(plain[4 : 4 + int.from_bytes(plain[:4])])
            events = text.split(b"\n")
            for event in events:
                link = hmac.digest(chain, link + event, "sha256")
                zlib.crc32(event)
            kept.append(json.loads(b"[%s]" % b",".join(events)))
            out.write(text)
            if not len(kept) % 8:
                os.fsync(out.fileno())
    return {
        "seconds": round(time.perf_counter() - start, 3),
        "of_the_processor": round(time.process_time() - processor, 3),
    }


def login() -> Login | None:
    user = os.environ.get("BENCH_USER")
    return Login(user, os.environ["BENCH_PASSWORD"]) if user else None


async def elsewhere(
    what: str, path: Path, where: str, size: int, server_folder: ServerFolder
) -> bytes:
    """Do something in a process of its own; return what it prints."""
    user, password = server_folder.login or ("", "")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.sync", what, str(path), where, str(size)),
        stdout=subprocess.PIPE,
        env={**os.environ, "BENCH_USER": user, "BENCH_PASSWORD": password},
    )
    out, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{what} failed")
    return out


async def timed(folder: SharedFolder, sharing: Sharing) -> float:
    start = time.perf_counter()
    await sharing.sync(folder)
    return round(time.perf_counter() - start, 4)


async def carry(source: Path, folder: SharedFolder) -> None:
    """Bring files to where no path leads."""
    paths = [path for top in ("keys", "d") for path in (source / top).rglob("*") if path.is_file()]
    for path in paths:
        await folder.put(path.relative_to(source).as_posix(), path.read_bytes())


async def run(root: Path, size: int, server_folder: ServerFolder) -> dict[str, Any]:
    shared = server_folder.root or root / "shared"
    shared.mkdir(parents=True, exist_ok=True)
    await elsewhere("fill", root, str(shared), size, server_folder)
    with server_folder.reached() as folder:
        if server_folder.root is None:
            await carry(shared, folder)
        out = await elsewhere("join", root / "fresh", server_folder.address, size, server_folder)
        floor = await elsewhere("bare", root / "bare", str(shared), size, server_folder)
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
        "bare": json.loads(floor),
        "push_50": min(push),
        "pull_50": min(pull),
        "idle": min(idle),
    }


async def main() -> None:
    """Run everything and print it."""
    if sys.argv[1:2] in (["fill"], ["join"], ["bare"]):
        what, path, where, many = sys.argv[1:]
        if what == "fill":
            await fill(Path(path), Path(where), int(many))
        elif what == "join":
            print(json.dumps(await join(Path(path), where)))
        else:
            print(json.dumps(await bare(Path(path), Path(where))))
        return
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    runs = {}
    for kind in sys.argv[2:] or KINDS:
        with tempfile.TemporaryDirectory() as folder, KINDS[kind](Path(folder)) as server_folder:
            runs[kind] = await run(Path(folder) / "devices", size, server_folder)
    print(json.dumps({"python": platform.python_version(), **runs}, indent=1))


if __name__ == "__main__":
    asyncio.run(main())
