"""The few things the store asks of a file, and the operating system's answer to them.

Opening waits, everything after it does not: a browser hands out its files that
way too, so its private files can stand behind the same two protocols. Nothing
is ever renamed and no folder is ever listed.
"""

import contextlib
import os
import sys
from io import FileIO
from pathlib import Path
from typing import Protocol

if sys.platform != "win32" and sys.platform != "emscripten":
    import fcntl


class File(Protocol):
    """An open file. Offsets and sizes are bytes; everything may raise OSError."""

    @property
    def size(self) -> int:
        """How long the file is now; 0 while it does not exist."""
        ...

    def read(self, offset: int, size: int) -> bytes:
        """Return ``size`` bytes from ``offset`` on, fewer only at the file's end."""
        ...

    def write_at(self, offset: int, data: bytes) -> None:
        """Write all of ``data`` or raise; after an error any part of it may be there."""
        ...

    def truncate(self, size: int) -> None:
        """Cut the file to ``size``."""
        ...

    def flush(self) -> None:
        """Return once everything written survives a power cut."""
        ...

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""
        ...


class Files(Protocol):
    """Where files come from."""

    async def open(self, name: str) -> File:
        """Open a file to read and write. One that is not there yet is empty."""
        ...


class Folder:
    """A folder of the operating system's, closed to the device's other users.

    Opening a file writes nothing: the folder (0700) and the file (0600) are
    made when something is first written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    async def open(self, name: str) -> File:
        """Open a file of this folder."""
        return _OnDisk(self._path / name)


class _OnDisk:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None
        with contextlib.suppress(FileNotFoundError):
            self._file = FileIO(_open(path, create=False), "r+b")

    @property
    def size(self) -> int:
        return 0 if self._file is None else os.fstat(self._file.fileno()).st_size

    def read(self, offset: int, size: int) -> bytes:
        if self._file is None:
            return b""
        self._file.seek(offset)
        parts = []
        while size > 0 and (part := self._file.read(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def write_at(self, offset: int, data: bytes) -> None:
        file = self._made()
        file.seek(offset)
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]

    def truncate(self, size: int) -> None:
        if self._file is not None:
            self._file.truncate(size)

    def flush(self) -> None:
        if self._file is not None:
            _sync(self._file.fileno())

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _made(self) -> FileIO:
        if self._file is None:
            _make_folder(self._path.parent)
            file = FileIO(_open(self._path, create=True), "r+b")
            try:
                _sync_folder(self._path.parent)
            except OSError:
                file.close()  # the next write comes by here again
                raise
            self._file = file
        return self._file


def _open(path: Path, *, create: bool) -> int:
    flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
    return os.open(path, flags | (os.O_CREAT if create else 0), 0o600)


def _make_folder(path: Path) -> None:
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        _sync_folder(path.parent)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        # There fsync leaves the bytes in the drive's cache. Not every volume knows better.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _sync_folder(path: Path) -> None:
    """Make a new name in a folder durable, where a folder can be flushed at all."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
