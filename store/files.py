"""The protocols ``File`` and ``Files`` that the store needs, and their implementation on disk.

Opening a file is asynchronous and everything after it is not, as with a
browser's origin-private files, so those can implement the same two protocols.
Nothing is ever renamed and no folder is ever listed.
"""

import contextlib
import errno
import os
import sys
from io import FileIO
from pathlib import Path
from typing import Protocol

if sys.platform != "win32" and sys.platform != "emscripten":
    import fcntl


class File(Protocol):
    """An open file. Offsets and sizes are bytes; every member may raise OSError."""

    @property
    def size(self) -> int:
        """The file's present size; 0 while it does not exist."""
        ...

    def read(self, offset: int, size: int) -> bytes:
        """Return ``size`` bytes from ``offset`` on, or fewer at the file's end."""
        ...

    def write_at(self, offset: int, data: bytes) -> None:
        """Write all of ``data`` or raise; after an error, any part of it may be in the file."""
        ...

    def truncate(self, size: int) -> None:
        """Cut the file off after ``size`` bytes."""
        ...

    def flush(self) -> None:
        """Make everything written durable: on return it survives a power cut."""
        ...

    def close(self) -> None:
        """Close the file; closing it again does nothing."""
        ...


class Files(Protocol):
    """A folder of files, to be opened by name."""

    async def open(self, name: str) -> File:
        """Open a file to read and write. A file that does not exist is empty."""
        ...


class Folder:
    """A folder on disk that the device's other users can't read.

    Opening a file writes nothing: the folder (0700) and the file (0600) are
    created by the first write. Where all is ``read_only``, it and its files may be, too,
    and every write is refused.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only

    async def open(self, name: str) -> File:
        """Open a file in this folder."""
        return _FileOnDisk(self._path / name, read_only=self._read_only)


class _FileOnDisk:
    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self._file: FileIO | None = None
        how, mode = (os.O_RDONLY, "rb") if read_only else (os.O_RDWR, "r+b")
        with contextlib.suppress(FileNotFoundError):
            self._file = FileIO(_open(path, how), mode)

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
        file = self._created()
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

    def _created(self) -> FileIO:
        if self._read_only:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        if self._file is None:
            _make_folder(self._path.parent)
            file = FileIO(_open(self._path, os.O_RDWR | os.O_CREAT), "r+b")
            try:
                _sync_folder(self._path.parent)
            except OSError:
                file.close()  # the next write tries again
                raise
            self._file = file
        return self._file


def _open(path: Path, how: int) -> int:
    return os.open(path, how | getattr(os, "O_BINARY", 0), 0o600)


def _make_folder(path: Path) -> None:
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        _sync_folder(path.parent)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        # Here fsync leaves the bytes in the drive's cache. Not every volume has F_FULLFSYNC.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _sync_folder(path: Path) -> None:
    """Make a new name in a folder durable; Windows can't flush a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
