"""A browser's own files, under the tablet's own Python: run by test_interpreter.py, not directly.

``js`` is real; the browser's file system is a stand-in with the standard's manners, which can run
out of room, write less than it was given, and be held by somebody else.
"""

import asyncio
import errno

import pytest
from pyodide.code import run_js
from store_doubles import clock, tokens

from store.database import open_database
from store.files import File
from store.log import NotKept
from store.sitting_log import SittingLog
from web.tablet import opfs

STAND_IN = """() => {
  const disk = { room: Infinity, most: Infinity, held: new Set(), files: new Map(), failing: "" };
  const fail = (name) => { throw new DOMException("no", name); };
  const handle = (name) => {
    let open = true;
    const data = () => {
      if (!open || disk.failing) fail(disk.failing || "InvalidStateError");
      return disk.files.get(name);
    };
    return {
      getSize: () => data().length,
      read(into, { at }) {
        const part = data().subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      write(bytes, { at }) {
        const old = data();
        const count = Math.min(bytes.length, disk.most);
        const size = Math.max(old.length, at + count);
        if (size - old.length > disk.room) fail("QuotaExceededError");
        disk.room -= size - old.length;
        const all = new Uint8Array(size);
        all.set(old);
        all.set(bytes.subarray(0, count), at);
        disk.files.set(name, all);
        return count;
      },
      truncate(size) {
        const all = new Uint8Array(size);
        all.set(data().subarray(0, size));
        disk.files.set(name, all);
      },
      flush: data,
      close() { if (open) disk.held.delete(name); open = false; },
    };
  };
  const folder = {
    async getDirectoryHandle() { return folder; },
    async getFileHandle(name) {
      return {
        async createSyncAccessHandle() {
          if (disk.held.has(name)) fail("NoModificationAllowedError");
          disk.held.add(name);
          if (!disk.files.has(name)) disk.files.set(name, new Uint8Array());
          return handle(name);
        },
      };
    },
  };
  const storage = { getDirectory: async () => folder };
  Object.defineProperty(navigator, "storage", { value: storage, configurable: true });
  return disk;
}"""


@pytest.fixture
def disk():
    return run_js(STAND_IN)()


def database(seed=0):
    files = opfs.OriginPrivate()
    opened = open_database(files, wall=clock(), token=tokens(seed), write_once=set())
    return asyncio.run(opened)


def test_a_file_does_what_it_is_told(disk):
    file: File = asyncio.run(opfs.OriginPrivate().open("x.log"))
    assert (file.size, file.read(0, 9)) == (0, b"")
    file.flush()
    file.truncate(0)
    file.write_at(0, b"hello")
    file.write_at(3, b"p me")
    file.flush()
    assert (file.size, file.read(0, 99), file.read(3, 2)) == (7, b"help me", b"p ")
    assert file.read(99, 2) == b""
    file.truncate(4)
    assert file.read(2, 99) == b"lp"
    file.close()
    file.close()
    again = asyncio.run(opfs.OriginPrivate().open("x.log"))
    assert again.read(0, 99) == b"help"


def test_a_short_write_goes_on_with_the_rest(disk):
    file = asyncio.run(opfs.OriginPrivate().open("x"))
    disk.most = 3
    file.write_at(0, b"0123456789")
    assert file.read(0, 99) == b"0123456789"
    disk.most = 0
    with pytest.raises(OSError, match="full") as refused:
        file.write_at(0, b"x")
    assert refused.value.errno == errno.ENOSPC


def test_records_are_there_after_closing_and_opening(disk):
    with database() as db:
        ids = [db.table("students").insert({"n": n}) for n in range(50)]
    with database(1) as db:
        assert {doc.doc_id for doc in db.table("students")} == set(ids)
        assert db.problems == ()


def test_a_full_quota_refuses_the_write_and_loses_nothing(disk):
    with database() as db:
        students = db.table("students")
        first = students.insert({"n": 1})
        disk.room = 20
        with pytest.raises(NotKept, match="full"):
            students.insert({"n": 2})
        assert [doc.doc_id for doc in students] == [first]
        disk.room = 10_000
        second = students.insert({"n": 3})
    with database(1) as db:
        assert {doc.doc_id for doc in db.table("students")} == {first, second}
        assert db.problems == ()


def test_whatever_else_the_browser_refuses_is_an_os_error(disk):
    file = asyncio.run(opfs.OriginPrivate().open("x"))
    disk.failing = "NotReadableError"
    for use in (file.flush, lambda: file.size, lambda: file.read(0, 1), lambda: file.truncate(0)):
        with pytest.raises(OSError, match="NotReadableError") as refused:
            use()
        assert refused.value.errno == errno.EIO


def test_files_held_by_another_tab_are_waited_for_and_then_said_to_be(disk, monkeypatch):
    monkeypatch.setattr(opfs, "WAIT", 0)
    sync_log = asyncio.run(opfs.OriginPrivate().open("sitting.log"))
    with pytest.raises(OSError, match="open in another tab"):
        asyncio.run(SittingLog.open(opfs.OriginPrivate()))

    async def let_go_meanwhile():
        asyncio.get_running_loop().call_soon(sync_log.close)
        return await SittingLog.open(opfs.OriginPrivate())

    assert asyncio.run(let_go_meanwhile()).read() is None
