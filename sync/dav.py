"""A folder on a WebDAV server, such as Nextcloud."""

import asyncio
import builtins
from collections.abc import Callable, Collection, Iterator
from typing import TypeVar
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

import httpx

from sync.folder import (
    FolderProblem,
    Gone,
    Login,
    NoSpace,
    NotAllowed,
    NotReached,
    NotThere,
    TooLarge,
    WrongLogin,
)

_T = TypeVar("_T")
_Entries = list[tuple[str, int | None]] | None

_WAIT = httpx.Timeout(60, connect=10)  # seconds
_SIZES = b'<propfind xmlns="DAV:"><prop><getcontentlength/><resourcetype/></prop></propfind>'
_BUSY = {408, 423, 425, 429, 500, 502, 503, 504}


class DavFolder:
    """A collection, by the address of http or https that its server gives."""

    def __init__(self, url: str, login: Login | None, *, own_machine: bool = False) -> None:
        """Ask nothing yet.

        Args:
            url: without a user.
            login: None where the server lets anybody in.
            own_machine: don't go by the environment's proxy.
        """
        self._host = urlsplit(url).hostname
        self._root = url.rstrip("/")
        self._client = httpx.Client(auth=login, timeout=_WAIT, trust_env=not own_machine)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    async def list(self) -> dict[str, int]:
        """Return every file under ``keys`` and ``d/*``, and its size."""
        keys, devices = await asyncio.gather(self._entries("keys"), self._entries("d"))
        if keys is None and devices is None:
            await self._ask("PROPFIND", "", headers={"Depth": "0"})  # is the folder itself there?
        inside = [f"d/{name}" for name, size in devices or () if size is None]
        found = {"keys": keys, **dict(zip(inside, await self._all(inside), strict=True))}
        return {
            f"{under}/{name}": size
            for under, entries in found.items()
            for name, size in entries or ()
            if size is not None
        }

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes."""

        def read() -> bytes:
            data = b""
            with self._client.stream("GET", self._url(path)) as answer:
                if answer.status_code == 404:
                    raise Gone(f"{path} is no longer in the folder.")
                self._check(answer)
                for part in answer.iter_bytes():
                    data += part
                    if len(data) > most:
                        raise TooLarge(f"{path} is larger than Aimline's files are.")
            return data

        return await self._do(read)

    async def put(self, path: str, data: bytes) -> None:
        """Write a file, after its folders if they are missing."""
        answer = await self._ask("PUT", path, content=data, fine={404, 409})
        if answer.status_code in (404, 409):
            parts = path.split("/")
            for depth in range(1, len(parts)):
                await self._ask("MKCOL", "/".join(parts[:depth]), fine={405})
            await self._ask("PUT", path, content=data)

    async def delete(self, path: str) -> None:
        """Remove a file."""
        await self._ask("DELETE", path, fine={404})

    async def _all(self, paths: "builtins.list[str]") -> "builtins.list[_Entries]":
        return await asyncio.gather(*map(self._entries, paths))

    async def _entries(self, path: str) -> _Entries:
        """Return names, with sizes or, for folders, None; None for a path that isn't there."""
        answer = await self._ask(
            "PROPFIND", path, headers={"Depth": "1"}, content=_SIZES, fine={404}
        )
        if answer.status_code == 404:
            return None
        try:
            if answer.status_code != 207:
                raise ValueError(answer.status_code)  # noqa: TRY301 (as if it couldn't be read)
            return [*_names(answer.content, unquote(urlsplit(self._url(path)).path))]
        except (ElementTree.ParseError, ValueError):
            raise FolderProblem(
                f"What {self._host} answers isn't WebDAV. Check the folder's address."
            ) from None

    async def _ask(
        self,
        verb: str,
        path: str,
        *,
        headers: dict[str, str] | None = None,
        content: bytes = b"",
        fine: Collection[int] = (),
    ) -> httpx.Response:
        def ask() -> httpx.Response:
            answer = self._client.request(verb, self._url(path), headers=headers, content=content)
            if answer.status_code not in fine:
                self._check(answer)
            return answer

        return await self._do(ask)

    async def _do(self, work: Callable[[], _T]) -> _T:
        try:
            return await asyncio.to_thread(work)
        except httpx.HTTPError as problem:
            raise NotReached(
                f"{self._host} doesn't answer ({type(problem).__name__}). Nothing is lost."
            ) from problem

    def _url(self, path: str) -> str:
        return f"{self._root}/{quote(path)}".rstrip("/")

    def _check(self, answer: httpx.Response) -> None:
        code = answer.status_code
        if answer.is_success:
            return
        if code == 401:
            raise WrongLogin(f"{self._host} doesn't take this user and password.")
        if code == 403:
            raise NotAllowed(f"This user may not do that in the shared folder on {self._host}.")
        if code in (404, 409):
            raise NotThere(f"There is no such folder on {self._host}. Check its address.")
        if code in (413, 507):
            raise NoSpace(f"There is no space left in the shared folder on {self._host}.")
        if code in _BUSY:
            raise NotReached(f"{self._host} is busy (it answers {code}). Nothing is lost.")
        raise FolderProblem(f"{self._host} answers {code}. Check the folder's address.")


def _names(answer: bytes, own: str) -> Iterator[tuple[str, int | None]]:
    tree = ElementTree.fromstring(answer)  # noqa: S314 (expat itself refuses exploding entities)
    for entry in tree.iter("{DAV:}response"):
        path = unquote(urlsplit(entry.findtext("{DAV:}href", "")).path).rstrip("/")
        if path and path != own.rstrip("/"):
            size = entry.findtext(".//{DAV:}getcontentlength")
            folder = entry.find(".//{DAV:}collection") is not None
            yield path.rsplit("/", 1)[-1], None if folder else int(size or 0)
