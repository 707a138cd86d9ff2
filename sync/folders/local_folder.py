"""A folder on this machine: a cloud client's, a mounted share, a USB stick."""

import builtins
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from sync.errors import FolderProblem, Gone, InTheWay, NoSpace, NotAllowed, NotThere, TooLarge
from sync.folders.background import in_background

_T = TypeVar("_T")

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class LocalFolder:
    """A path. Each call runs on a thread of its own, so that a share that hangs blocks no other."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def list(self) -> dict[str, int]:
        """Return every file under ``keys`` and ``d/*``, and its size."""
        return await self._do(lambda: dict(self._files()))

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes."""

        def read() -> bytes:
            try:
                with (self._path / path).open("rb") as file:
                    size = os.fstat(file.fileno()).st_size
                    if size > most:
                        raise TooLarge(f"{path} is larger than Aimline's files are.")
                    return file.read(size)  # read(most) would first allocate all 64 MB
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                raise Gone(f"{path} is no longer in the folder.") from None

        return await self._do(read)

    async def put(self, path: str, data: bytes) -> None:
        """Write a draft beside the file, then rename it."""

        def write() -> None:
            target = self._path / path
            # Cloud clients ignore names like this one. After a kill the next put reuses it.
            draft = target.with_name(f"~{target.name}.tmp")
            self._check()
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
            except (FileExistsError, NotADirectoryError):
                raise InTheWay(path) from None
            linked = target.parent.is_symlink() and target.parent.parent != self._path
            if linked or target.is_dir() or draft.is_dir():  # what is behind a link isn't listed
                raise InTheWay(path)
            try:
                _write(draft, data)
                try:
                    draft.replace(target)
                except OSError as problem:
                    if problem.errno in _FULL:
                        raise
                    _write(target, data)  # some shares can't replace; sync repairs a torn file
            finally:
                with suppress(OSError):
                    draft.unlink(missing_ok=True)

        await self._do(write)

    async def delete(self, path: str) -> None:
        """Remove a file."""
        await self._do(lambda: (self._path / path).unlink(missing_ok=True))

    async def _do(self, work: Callable[[], _T]) -> _T:
        try:
            return await in_background(work)
        except FolderProblem:
            raise
        except OSError as problem:
            raise self._as_problem(problem) from problem

    def _as_problem(self, problem: OSError) -> FolderProblem:
        where = f"the shared folder {self._path}"
        if problem.errno in _FULL:
            return NoSpace(f"There is no space left in {where}. Free some; nothing is lost.")
        if problem.errno in _FORBIDDEN:
            return NotAllowed(f"This user may not write in {where}, or not read it. Ask its owner.")
        if problem.errno in (errno.ENOENT, errno.ENOTDIR):
            return NotThere(f"There is no folder at {self._path}. Is the share or stick connected?")
        why = problem.strerror or type(problem).__name__
        return FolderProblem(f"{where[0].upper()}{where[1:]} can't be used now: {why}.")

    def _check(self) -> None:
        if not self._path.is_dir():
            raise NotThere(f"There is no folder at {self._path}. Is the share or stick connected?")

    def _files(self) -> Iterator[tuple[str, int]]:
        self._check()
        yield from _sizes(self._path / "keys", "keys")
        for entry in _entries(self._path / "d"):
            if entry.is_dir(follow_symlinks=False):
                yield from _sizes(Path(entry.path), f"d/{entry.name}")


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sizes(path: Path, under: str) -> Iterator[tuple[str, int]]:
    for entry in _entries(path):
        try:
            if entry.is_file(follow_symlinks=False):
                yield f"{under}/{entry.name}", entry.stat(follow_symlinks=False).st_size
        except FileNotFoundError:
            pass  # gone since


def _entries(path: Path) -> "builtins.list[os.DirEntry[str]]":
    try:
        with os.scandir(path) as entries:
            return [*entries]
    except (FileNotFoundError, NotADirectoryError):
        return []
