"""A folder on a Windows share, without mounting it."""

import asyncio
import errno
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import smbclient
import smbclient.path
from smbprotocol.exceptions import (
    BadNetworkName,
    LogonFailure,
    SMBAuthenticationError,
    SMBException,
    SMBOSError,
)
from smbprotocol.header import NtStatus

from sync.errors import (
    FolderProblem,
    Gone,
    InTheWay,
    NoSpace,
    NotAllowed,
    NotReached,
    NotThere,
    TooLarge,
    WrongLogin,
)
from sync.folders.folder import Login
from sync.folders.listing import Entries, FolderEntry, list_levels

_T = TypeVar("_T")

_CONNECTING = 10  # seconds
_AT_ONCE = 4  # requests: a server grants a connection few credits, and without one the client fails
_FULL = {NtStatus.STATUS_DISK_FULL, 0xC0000044}  # the second is STATUS_QUOTA_EXCEEDED


class SmbFolder:
    """A path on a share."""

    def __init__(self, host: str, share: str, path: str, login: Login | None, port: int = 445):
        """Ask nothing yet. Without a login, the system's own (Kerberos) is tried."""
        self._host = host
        self._share = rf"\\{host}\{share}"
        self._root = "\\".join([self._share, *path.strip("/").split("/")]).rstrip("\\")
        self._first = threading.Lock()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._connections: dict[str, Any] = {}
        user, password = login or (None, None)
        self._options = {
            "username": user,
            "password": password,
            "port": port,
            "connection_timeout": _CONNECTING,
            "connection_cache": self._connections,
        }

    def close(self) -> None:
        """Close the connection; requests still waiting for an answer fail at once."""
        smbclient.reset_connection_cache(fail_on_error=False, connection_cache=self._connections)

    async def list(self) -> dict[str, int | None]:
        """Return every file under ``keys`` and ``d/*``, and its size."""
        found = await list_levels(self._entries)
        if found is None:
            await self._do(lambda: smbclient.stat(self._root, **self._options))
        return found or {}

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes."""

        def read() -> bytes:
            how = {"mode": "rb", "buffering": 0, "share_access": "rwd", **self._options}
            try:
                with smbclient.open_file(self._path(path), **how) as file:
                    # Asked for more than the file has, the client uses up the server's credits.
                    if file.fd.end_of_file > most:
                        raise TooLarge(f"{path} is larger than Aimline's files are.")
                    data: bytes = file.read(file.fd.end_of_file)
            except SMBOSError as problem:
                if problem.errno in (errno.ENOENT, errno.EISDIR):
                    raise Gone(f"{path} is no longer in the folder.") from None
                raise
            return data

        return await self._do(read)

    async def put(self, path: str, data: bytes) -> None:
        """Write a draft beside the file, then rename it."""
        folder, _, name = self._path(path).rpartition("\\")
        draft = rf"{folder}\~{name}.tmp"

        def write() -> None:
            try:
                with smbclient.open_file(draft, mode="wb", **self._options) as file:
                    file.write(data)
                smbclient.replace(draft, self._path(path), **self._options)
            except SMBOSError:
                self._remove(draft)
                raise

        def write_with_folders() -> None:
            try:
                write()
            except SMBOSError as problem:
                if problem.errno != errno.ENOENT:
                    raise
                smbclient.stat(self._root, **self._options)
                smbclient.makedirs(folder, exist_ok=True, **self._options)
                write()

        def write_if_free() -> None:
            try:
                write_with_folders()
            except SMBOSError:
                if self._is_folder(self._path(path)) or self._is_file(folder):
                    raise InTheWay(path) from None
                raise

        await self._do(write_if_free)

    async def delete(self, path: str) -> None:
        """Remove a file."""
        await self._do(lambda: self._remove(self._path(path)))

    def _is_folder(self, path: str) -> bool:
        return bool(smbclient.path.isdir(path, **self._options))

    def _is_file(self, path: str) -> bool:
        return bool(smbclient.path.isfile(path, **self._options))

    def _remove(self, path: str) -> None:
        try:
            smbclient.remove(path, **self._options)
        except SMBOSError as problem:
            if problem.errno != errno.ENOENT:
                raise

    async def _entries(self, path: str) -> Entries:
        def entries() -> Entries:
            try:
                return [
                    FolderEntry(one.name, one.smb_info.end_of_file, one.is_dir())
                    for one in smbclient.scandir(self._path(path), **self._options)
                ]
            except SMBOSError as problem:
                if problem.errno not in (errno.ENOENT, errno.ENOTDIR):
                    raise
                return None

        return await self._do(entries)

    def _path(self, path: str) -> str:
        return "\\".join([self._root, *path.split("/")])

    async def _do(self, work: Callable[[], _T]) -> _T:
        def connected() -> _T:
            with self._first:  # or several threads would each open a connection
                smbclient.register_session(self._host, **self._options)
            with self._turns:
                return work()

        try:
            return await asyncio.to_thread(connected)
        except FolderProblem:
            raise
        except (OSError, ValueError, SMBException) as problem:
            raise self._as_problem(problem) from problem

    def _as_problem(self, problem: Exception) -> FolderProblem:
        status = getattr(problem, "ntstatus", None) or getattr(problem, "status", None)
        where = f"the shared folder on {self._host}"
        if isinstance(problem, LogonFailure | SMBAuthenticationError):
            return WrongLogin(f"{self._host} doesn't take this user and password.")
        if isinstance(problem, BadNetworkName):
            return NotThere(f"There is no share called {self._share}. Check the folder's address.")
        if status in _FULL:
            return NoSpace(f"There is no space left in {where}.")
        if status == NtStatus.STATUS_ACCESS_DENIED or isinstance(problem, PermissionError):
            return NotAllowed(f"This user may not write in {where}, or not read it.")
        if getattr(problem, "errno", None) in (errno.ENOENT, errno.ENOTDIR):
            return NotThere(f"There is no folder {self._root}. Check its address.")
        self.close()
        return NotReached(f"{self._host} doesn't answer. Nothing is lost.")
