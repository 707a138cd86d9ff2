import asyncio
import os
import random
import secrets
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from store_doubles import clock, tokens

from store.database import open_database
from store.files import Folder
from store.log import NotKept
from store.sitting_log import SittingLog

ROOT = Path(__file__).parents[2]


def database(path, seed=0):
    return asyncio.run(
        open_database(Folder(path), wall=clock(), token=tokens(seed), write_once=set())
    )


def test_a_file_does_what_it_is_told(tmp_path):
    file = asyncio.run(Folder(tmp_path / "a" / "b").open("x.log"))
    assert (file.size, file.read(0, 9)) == (0, b"")
    file.flush()
    file.truncate(0)
    assert not (tmp_path / "a").exists()
    file.write_at(0, b"hello")
    file.write_at(3, b"p me")
    file.flush()
    assert (file.size, file.read(0, 99), file.read(3, 2)) == (7, b"help me", b"p ")
    file.truncate(4)
    assert file.read(2, 99) == b"lp"
    file.close()
    file.close()
    again = asyncio.run(Folder(tmp_path / "a" / "b").open("x.log"))
    assert again.read(0, 99) == b"help"
    again.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits; folders inherit theirs")
def test_nobody_else_on_the_device_can_read_the_records(tmp_path):
    with database(tmp_path / "data") as db:
        db.table("students").insert({"name": "n"})
    folder = tmp_path / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_opening_makes_neither_folder_nor_file(tmp_path):
    with database(tmp_path / "data") as db:
        assert db.table("students").all() == []
    asyncio.run(SittingLog.open(Folder(tmp_path / "data"))).close()
    assert list(tmp_path.iterdir()) == []


def test_a_short_write_goes_on_with_the_rest(tmp_path, monkeypatch):
    file = asyncio.run(Folder(tmp_path).open("x"))
    file.write_at(0, b"-")
    write = type(file._file).write

    class Short:
        def __getattr__(self, name):
            return getattr(loaded, name)

        def write(self, data):
            return write(loaded, data[:3])

    loaded = file._file
    monkeypatch.setattr(file, "_file", Short())
    file.write_at(1, b"0123456789")
    assert file.read(0, 99) == b"-0123456789"
    file.close()


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of 64 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small file system can be mounted here by nobody but root on Linux")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_file_system_keeps_what_it_has_and_goes_on_when_there_is_room(small_disk):
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(20_000))
    kept = []
    with database(small_disk / "data") as db:
        students = db.table("students")
        with pytest.raises(NotKept, match="the disk is full"):
            kept.extend(students.insert({"name": "n" * 700}) for _ in range(1000))
        assert len(kept) > 10
        assert {doc.doc_id for doc in students} == set(kept)
        with database(small_disk / "data") as beside:
            assert {doc.doc_id for doc in beside.table("students")} == set(kept)
            assert beside.problems == ()
        ballast.unlink()
        kept.append(students.insert({"name": "n" * 700}))
    with database(small_disk / "data") as db:
        assert {doc.doc_id for doc in db.table("students")} == set(kept)


WRITER = """
import asyncio, random, secrets, sys, time
from pathlib import Path
from store.database import open_database
from store.files import Folder
from store.sitting_log import SittingLog

path = Path(sys.argv[1])
db = asyncio.run(open_database(Folder(path), wall=lambda: time.time_ns() // 10**6,
                               token=secrets.token_hex, write_once=()))
sitting = asyncio.run(SittingLog.open(Folder(path)))
sitting.clear()
sitting.begin({"id": "s"})
print("begun", flush=True)
n = 0
while True:
    batch = [secrets.token_hex(4) for _ in range(random.randint(1, 4))]
    db.put(("students", id_, {"batch": batch, "name": "n" * random.randint(0, 9000)})
           for id_ in batch)
    print("put", *batch, flush=True)
    sitting.append({"n": n})
    print("tap", n, flush=True)
    n += 1
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal 9")
@pytest.mark.long
def test_a_kill_at_any_moment_loses_nothing_acknowledged(tmp_path):
    puts, moment = [], random.Random(7)
    for _ in range(12):
        command = [sys.executable, "-c", WRITER, str(tmp_path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            said = [writer.stdout.readline() for _ in range(moment.randint(1, 40))]
            os.kill(writer.pid, signal.SIGKILL)
            said += [line for line in writer.stdout if line.endswith("\n")]
        words = [line.split() for line in said]
        puts += [ids for word, *ids in words if word == "put"]
        taps = [int(rest[0]) for word, *rest in words if word == "tap"]
        with database(tmp_path, seed=secrets.token_hex(4)) as db:
            assert db.problems == ()
            students = {doc.doc_id: doc for doc in db.table("students")}
            assert {id_ for ids in puts for id_ in ids} <= students.keys()
            assert all(set(doc["batch"]) <= students.keys() for doc in students.values())
        sitting = asyncio.run(SittingLog.open(Folder(tmp_path)))
        kept = sitting.read()
        sitting.close()
        assert kept.head == {"id": "s"}
        assert [event["n"] for event in kept.events][: len(taps)] == taps
    assert len(puts) > 50
