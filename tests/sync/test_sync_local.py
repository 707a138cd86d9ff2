"""A real folder: its four verbs, its errors in sentences, and kills at any moment."""

import asyncio
import json
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sync_doubles import ONCE, Cheap, Device

from store.database import open_database
from store.files import Folder
from sync.errors import FolderProblem, Gone, NoSpace, NotAllowed, NotThere, TooLarge
from sync.folders import local_folder
from sync.folders.local_folder import LocalFolder
from sync.segments.sealing import LARGEST_FILE, read_name
from sync.vault.sharing import Sharing

ROOT = Path(__file__).parents[2]


def do(work):
    return asyncio.run(work)


@pytest.fixture
def shared(tmp_path):
    path = tmp_path / "Für alle 😀 (conflicted copy)"
    path.mkdir()
    return path


def test_the_four_verbs(shared):
    folder = LocalFolder(shared)
    assert do(folder.list()) == {}
    do(folder.put("keys/a.key", b"one"))
    do(folder.put("d/aa/x.seg", b"two"))
    do(folder.put("d/aa/x.seg", b"three"))
    assert do(folder.list()) == {"keys/a.key": 3, "d/aa/x.seg": 5}
    assert do(folder.get("d/aa/x.seg", 5)) == b"three"
    do(folder.delete("d/aa/x.seg"))
    do(folder.delete("d/aa/x.seg"))
    assert do(folder.list()) == {"keys/a.key": 3}
    assert [path.name for path in (shared / "d" / "aa").iterdir()] == []


def test_what_others_put_there_is_listed_where_it_may_matter_and_left_alone(shared):
    (shared / "d" / "aa" / "deeper").mkdir(parents=True)
    (shared / "letter.docx").write_bytes(b"x")
    (shared / "d" / "loose").write_bytes(b"x")
    (shared / "d" / "aa" / "~x.seg.tmp").write_bytes(b"xx")
    (shared / "d" / "aa" / "link").symlink_to(shared / "letter.docx")
    assert do(LocalFolder(shared).list()) == {"d/aa/~x.seg.tmp": 2}


def test_errors_are_sentences(shared, monkeypatch):
    folder = LocalFolder(shared)
    gone = LocalFolder(shared / "not here")
    for work in (gone.list(), gone.put("d/aa/x.seg", b"")):
        with pytest.raises(NotThere, match=r"There is no folder at .*not here\. Is the share"):
            do(work)
    with pytest.raises(Gone, match="no longer in the folder"):
        do(folder.get("d/aa/x.seg", 9))
    do(folder.put("d/aa/x.seg", b"0123456789"))
    with pytest.raises(TooLarge):
        do(folder.get("d/aa/x.seg", 9))
    for number, kind, says in (
        (28, NoSpace, "There is no space left in the shared folder"),
        (13, NotAllowed, "may not write"),
        (30, NotAllowed, "may not write"),
        (110, FolderProblem, "can't be used now"),
    ):

        def fails(path, data, number=number):
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(local_folder, "_write", fails)
        with pytest.raises(kind, match=says):
            do(folder.put("d/aa/y.seg", b"x"))
    assert do(folder.list()) == {"d/aa/x.seg": 10}


def test_where_nothing_can_be_replaced_the_file_is_written_in_place(shared, monkeypatch):
    def refuses(self, target):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", refuses)
    folder = LocalFolder(shared)
    do(folder.put("d/aa/x.seg", b"one"))
    assert do(folder.get("d/aa/x.seg", 9)) == b"one"
    assert do(folder.list()) == {"d/aa/x.seg": 3}


@pytest.mark.parametrize("what", ["segment", "device's folder", "link", "key file", "draft", "all"])
def test_what_has_a_name_that_is_needed_stops_nothing_else(shared, what):
    root, folder = shared, LocalFolder(shared)
    one, other = Device("one"), Device("other")
    one.put((ONCE, "a", {"score": 1}))
    one.found(folder)
    one.sync(folder)
    other.join(folder)
    other.put((ONCE, "b", {"score": 1}))
    (path,) = [path for path in asyncio.run(folder.list()) if read_name(path)]
    key = next(path for path in asyncio.run(folder.list()) if path.startswith("keys/"))
    if what in ("segment", "draft"):
        (root / path).unlink()
        name = (root / path).name
        (root / path).with_name(name if what == "segment" else f"~{name}.tmp").mkdir()
    elif what == "device's folder":
        (root / path).unlink()
        (root / path).parent.rmdir()
        (root / path).parent.write_bytes(b"hello")
    elif what == "link":
        (root / path).parent.rename(root / "elsewhere")
        (root / path).parent.symlink_to(root / "elsewhere")
    elif what == "key file":
        (root / key).unlink()
        (root / key).mkdir()
    else:
        shutil.rmtree(root / "d")
        (root / "d").write_bytes(b"hello")
    for device in (one, other):
        device.start()
        report = device.sync(folder)
        assert what != "all" or report.in_the_way
        assert len(report.in_the_way) <= 1
        if report.in_the_way:
            assert "Delete it there" in report.left_to_do[0]
    if what != "all":
        assert report.waiting_events == 0
        one.sync(folder)
        assert set(one.view()[ONCE]) >= {"b"}
    for place in (root / "d", (root / path).parent):
        if place.is_file() or place.is_symlink():
            place.unlink()
    for place in sorted(root.rglob("*"), reverse=True):
        if place.is_dir() and not any(place.iterdir()) and "-" in place.name:
            place.rmdir()
    for device in (one, other, one, other):
        report = device.sync(folder)
    assert report.in_the_way == []
    assert one.view() == other.view()
    assert set(one.view()[ONCE]) == {"a", "b"}


def test_a_huge_foreign_file_costs_nothing(shared, monkeypatch):
    folder = LocalFolder(shared)
    one = Device("one")
    one.put(("students", "s", {"name": "Zebedee"}))
    one.found(folder)
    one.sync(folder)
    own = shared / "d" / one.db.device
    (segment,) = own.iterdir()
    right_name = own / ("000000002-000000009-" + "ab" * 8 + ".seg")
    for path in (right_name, own / "film (conflicted copy).seg", shared / "keys" / "film.key"):
        with path.open("wb") as file:
            file.truncate(200 * 2**20)
    sizes = []
    get = LocalFolder.get

    async def watched(self, path, most):
        data = await get(self, path, most)
        sizes.append(len(data))
        return data

    monkeypatch.setattr(LocalFolder, "get", watched)
    other = Device("other")
    other.join(folder)
    report = other.sync(folder)
    assert other.view() == one.view()
    assert report.damaged == [f"d/{one.db.device}/{right_name.name}"]
    assert report.foreign == 2
    assert max(sizes) < 1000
    assert max(sizes) < LARGEST_FILE
    # One that stands where a file of ours should be is replaced.
    with segment.open("wb") as file:
        file.truncate(200 * 2**20)
    assert one.sync(folder).healed == 1
    assert segment.stat().st_size < 1000


def test_a_byte_search_of_the_folder_finds_nothing_of_a_thousand_students(shared):
    words = random.Random(5)
    folder, one = LocalFolder(shared), Device("one")
    one.found(folder)
    known = set()
    for _ in range(10):
        rows = []
        for _ in range(100):
            id_, name, note = (words.randbytes(8).hex() for _ in range(3))
            score = words.randrange(10**8, 10**9)
            rows.append(("students", id_, {"name": name, "note": note, "score": score}))
            known |= {id_.encode(), name.encode(), note.encode(), str(score).encode()}
        one.put(*rows)
        one.sync(folder)
        known |= {b"students", b"name", b"note", b"score", one.drawer.kept[0]["key"].encode()}
    everything = b"\n".join(
        str(path).encode() + path.read_bytes() for path in shared.rglob("*") if path.is_file()
    )
    assert len(everything) > 30_000
    assert not [word for word in known if word in everything]
    assert bytes.fromhex(one.drawer.kept[0]["key"]) not in everything


@pytest.mark.skipif(os.name == "nt", reason="Windows can't mount a small file system for a test")
def test_a_full_file_system_is_said_and_nothing_is_lost(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small file system can be mounted here by nobody but root on Linux")
    try:
        folder = LocalFolder(disk)
        one = Device("one")
        one.found(folder)
        noise = random.Random(1)
        one.put(*(("students", f"s{n}", {"x": noise.randbytes(500).hex()}) for n in range(200)))
        report = one.sync(folder)
        assert "There is no space left" in report.advice[0]
        assert [path.name for path in disk.rglob("*.tmp")] == []
        subprocess.run(["mount", "-o", "remount,size=1m", str(disk)], check=True)
        assert one.sync(folder).advice == []
        other = Device("other")
        other.join(folder)
        other.sync(folder)
        assert other.view() == one.view()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


SHARER = """
import asyncio, random, secrets, signal, sys, time
sys.path.insert(0, "tests/sync")
from pathlib import Path
from sync_doubles import Cheap, Drawer
import json
from store.database import open_database
from store.files import Folder
from sync.exchange import rollup
from sync.folders.local_folder import LocalFolder
from sync.vault.sharing import Sharing

rollup.TOGETHER = 4  # so that a short run joins files, too
data, shared, keys = map(Path, sys.argv[1:4])
rounds, after = int(sys.argv[4]), float(sys.argv[5])

async def main():
    db = await open_database(Folder(data), wall=lambda: time.time_ns() // 10**6,
                             token=secrets.token_hex, write_once=())
    drawer = Drawer()
    drawer.kept = json.loads(keys.read_text())
    sharing = await Sharing.open(db, Folder(data), drawer, cipher=Cheap(), token=secrets.token_hex)
    for turn in range(10**9):
        if turn == rounds:  # from now on the program may end between any two instructions
            signal.setitimer(signal.ITIMER_REAL, after)
        id_ = secrets.token_hex(4)
        db.put([("students", id_, {"name": "n" * random.randint(0, 3000)})])
        print("put", id_, flush=True)
        await sharing.sync(LocalFolder(shared))
        print("synced", flush=True)

asyncio.run(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal 9")
def test_a_kill_at_any_moment_loses_nothing_acknowledged(tmp_path, shared):
    kills = int(os.environ.get("AIMLINE_KILLS", "8"))
    folder = LocalFolder(shared)
    founder = Device("founder")
    founder.found(folder)
    founder.sync(folder)
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps(founder.drawer.kept))
    moment, put, syncs = random.Random(kills), set(), 0
    for turn in range(kills):
        data = tmp_path / f"device {turn % 2}"
        rounds, after = str(moment.randint(0, 7)), str(moment.random() * 0.03 + 0.0001)
        paths = (str(data), str(shared), str(keys))
        command = [sys.executable, "-c", SHARER, *paths, rounds, after]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as sharer:
            said = [line for line in sharer.stdout if line.endswith("\n")]
        assert sharer.returncode == -signal.SIGALRM
        put |= {line.split()[1] for line in said if line.startswith("put")}
        syncs += sum(line.startswith("synced") for line in said)

    async def settle():
        found = []
        for turn in (0, 1, 0, 1):
            data = Folder(tmp_path / f"device {turn}")
            db = await open_database(data, wall=lambda: 1, token=secrets.token_hex, write_once=())

            sharing = await Sharing.open(
                db, data, founder.drawer, cipher=Cheap(), token=secrets.token_hex
            )
            report = await sharing.sync(folder, deep=True)
            assert report.damaged == []
            assert db.problems == ()
            found.append({doc.doc_id for doc in db.table("students")})
            sharing.close()
            db.close()
        return found

    *_, one, other = do(settle())
    assert put <= one == other
    assert len(put) > kills
    assert syncs > kills
    founder.sync(folder)
    assert founder.check(folder).sound
