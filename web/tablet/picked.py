"""A folder that a person chose in the browser (Chromium), as sync asks for one."""

import asyncio
import builtins
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import js
from pyodide.ffi import JsException, to_js

from sync.errors import (
    FolderProblem,
    Gone,
    InTheWay,
    NoSpace,
    NotAllowed,
    NotPermitted,
    NotReached,
    NotThere,
    TooLarge,
)


class PickedFolder:
    """The folder behind a FileSystemDirectoryHandle."""

    def __init__(self, handle: Any) -> None:
        self._root = handle

    async def list(self) -> dict[str, int]:
        """Return every file under ``keys`` and ``d/*``, and its size."""
        async with self._said("list"):
            top = {name: one for name, one in await _entries(self._root) if one.kind == "directory"}
            inside = {"keys": top["keys"]} if "keys" in top else {}
            if "d" in top:
                devices = await _entries(top["d"])
                inside |= {f"d/{name}": one for name, one in devices if one.kind == "directory"}
            found: dict[str, int] = {}
            for under, folder in inside.items():
                files = [(name, one) for name, one in await _entries(folder) if one.kind == "file"]
                sizes = await asyncio.gather(*(_size(one) for _, one in files))
                for (name, _), size in zip(files, sizes, strict=True):
                    if size is not None:
                        found[f"{under}/{name}"] = size
            return found

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes."""
        async with self._said(path):
            file = await (await self._file(path)).getFile()
            if file.size > most:
                raise TooLarge(f"{path} is larger than Aimline's files are.")
            data: bytes = (await file.arrayBuffer()).to_bytes()
            return data

    async def put(self, path: str, data: bytes) -> None:
        """Write a file beside, which the browser then puts in place."""
        async with self._said(path, put=True):
            to = await (await self._file(path, create=True)).createWritable()
            try:
                await to.write(to_js(data))
            except JsException:
                await to.abort()
                raise
            await to.close()

    async def delete(self, path: str) -> None:
        """Remove a file."""
        folder, _, name = path.rpartition("/")
        try:
            async with self._said(path):
                await (await self._folder(folder)).removeEntry(name)
        except Gone:
            return

    async def _file(self, path: str, *, create: bool = False) -> Any:
        folder, _, name = path.rpartition("/")
        inside = await self._folder(folder, create=create)
        return await inside.getFileHandle(name, _object(create=create))

    async def _folder(self, path: str, *, create: bool = False) -> Any:
        folder = self._root
        for name in path.split("/"):
            folder = await folder.getDirectoryHandle(name, _object(create=create))
        return folder

    @asynccontextmanager
    async def _said(self, path: str, *, put: bool = False) -> AsyncIterator[None]:
        """Turn what the browser says into sentences; ``path`` is a file's, or what was done."""
        try:
            yield
        except JsException as problem:
            if put and problem.name == "TypeMismatchError":
                raise InTheWay(path) from None
            raise self._problem(problem.name, "put" if put else path) from None

    def _problem(self, name: str, path: str) -> FolderProblem:
        where = f"the shared folder “{self._root.name}”"
        match name:
            case "NotFoundError" | "TypeMismatchError" if "/" in path:
                return Gone(f"{path} is no longer in the folder.")
            case "NotFoundError":
                return NotThere(f"The folder “{self._root.name}” is not there. Choose it again.")
            case "NotAllowedError" | "SecurityError":
                return NotPermitted(f"The browser asks again whether Aimline may use {where}.")
            case "QuotaExceededError":
                return NoSpace(f"There is no space left in {where}. Free some; nothing is lost.")
            case "NoModificationAllowedError":
                return NotAllowed(f"Another program has a file of {where} open. Sync again later.")
            case "NotReadableError" | "InvalidStateError" | "AbortError":
                return NotReached(f"{where[0].upper()}{where[1:]} doesn't answer ({name}).")
        return FolderProblem(f"{where[0].upper()}{where[1:]} can't be used now ({name}).")


async def _entries(folder: Any) -> "builtins.list[tuple[str, Any]]":
    return [(str(name), one) async for name, one in folder.entries()]


async def _size(handle: Any) -> int | None:
    """Return a file's size, None if it has gone since."""
    try:
        return int((await handle.getFile()).size)
    except JsException as problem:
        if problem.name != "NotFoundError":
            raise
        return None


def _object(**values: Any) -> Any:
    return to_js(values, dict_converter=js.Object.fromEntries)
