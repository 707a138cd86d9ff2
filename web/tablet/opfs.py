"""A browser's origin-private files behind store/files.py's protocols.

A sync access handle reads, writes and flushes at once, exists in workers only,
and belongs to one at a time: while a tab has the records open no other can.
"""

import asyncio
import errno
from typing import Any

import js
from pyodide.ffi import JsException, to_js

FOLDER = "aimline"
# A file that is open elsewhere: Chromium and Firefox give it the first name, WebKit the second.
TAKEN = ("NoModificationAllowedError", "InvalidStateError")
TRIES = 50  # a tab that was just closed lets go of its files after a moment
WAIT = 0.1  # seconds


class OriginPrivate:
    """The folder of this origin's files."""

    async def open(self, name: str) -> "OnDevice":
        """Open a file of this folder.

        Raises:
            OSError: another tab has it open, or the browser keeps no files here.
        """
        create = to_js({"create": True}, dict_converter=js.Object.fromEntries)
        try:
            root = await js.navigator.storage.getDirectory()
            folder = await root.getDirectoryHandle(FOLDER, create)
            file = await folder.getFileHandle(name, create)
            for _ in range(TRIES):
                try:
                    return OnDevice(await file.createSyncAccessHandle())
                except JsException as problem:
                    if problem.name not in TAKEN:
                        raise
                await asyncio.sleep(WAIT)
        except JsException as problem:
            raise _os_error(problem) from None
        raise OSError(
            errno.EBUSY, "Aimline is still open in another tab or window; close it, then try again"
        )


class OnDevice:
    """An open file over a sync access handle."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    @property
    def size(self) -> int:
        return int(self._do("getSize"))

    def read(self, offset: int, size: int) -> bytes:
        room = js.Uint8Array.new(max(0, min(size, self.size - offset)))
        count = int(self._do("read", room, _at(offset)))
        return bytes(room.to_bytes()[:count])

    def write_at(self, offset: int, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            count = int(self._do("write", to_js(rest), _at(offset)))
            if not count:
                raise OSError(errno.ENOSPC, "the browser's space for this page is full")
            offset, rest = offset + count, rest[count:]

    def truncate(self, size: int) -> None:
        self._do("truncate", size)

    def flush(self) -> None:
        self._do("flush")

    def close(self) -> None:
        self._handle.close()

    def _do(self, method: str, *values: Any) -> Any:
        try:
            return getattr(self._handle, method)(*values)
        except JsException as problem:
            raise _os_error(problem) from None


def _at(offset: int) -> Any:
    return to_js({"at": offset}, dict_converter=js.Object.fromEntries)


def _os_error(problem: Any) -> OSError:
    if problem.name == "QuotaExceededError":
        return OSError(errno.ENOSPC, "the browser's space for this page is full")
    return OSError(errno.EIO, f"the browser refused its files ({problem.name})")
