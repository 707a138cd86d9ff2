"""A folder on a WebDAV server, such as Nextcloud."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple, Protocol
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

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
from sync.folders.listing import Entries, list_levels

_LARGEST_LISTING = 64 * 2**20  # bytes
_SIZES = b'<propfind xmlns="DAV:"><prop><getcontentlength/><resourcetype/></prop></propfind>'
_REFUSED = {403, 404, 405, 409}
_BUSY = {408, 423, 425, 429, 500, 502, 503, 504}


class DavResponse(NamedTuple):
    """A server's answer; ``body`` is None if it has more bytes than were asked for."""

    status: int
    body: bytes | None


class HttpClient(Protocol):
    """Sends requests to a server: urllib3 here, the browser's ``fetch`` on a tablet."""

    async def ask(
        self, verb: str, url: str, *, headers: Mapping[str, str], content: bytes, most: int
    ) -> DavResponse:
        """Return the answer, whatever its status; don't follow redirections.

        Raises:
            OSError: there was no answer; its first argument says why in one word.
        """
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class DavFolder:
    """A collection at an http or https address; the user is not part of it."""

    def __init__(self, url: str, http: HttpClient) -> None:
        """Ask nothing yet."""
        self._host = urlsplit(url).hostname
        self._root = url.rstrip("/")
        self._http = http

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    async def list(self) -> dict[str, int]:
        """Return every file under ``keys`` and ``d/*``, and its size."""
        found = await list_levels(self._entries)
        if found is None:
            await self._ask("PROPFIND", "", headers={"Depth": "0"})  # raises if it is missing
        return found or {}

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes."""
        answer = await self._ask("GET", path, fine={404}, most=most)
        if answer.status == 404:
            raise Gone(f"{path} is no longer in the folder.")
        if answer.body is None:
            raise TooLarge(f"{path} is larger than Aimline's files are.")
        return answer.body

    async def put(self, path: str, data: bytes) -> None:
        """Write a file; make its folders if they are missing."""
        answer = await self._ask("PUT", path, content=data, fine=_REFUSED)
        if answer.status in (404, 409):
            parts = path.split("/")
            for depth in range(1, len(parts)):
                await self._ask("MKCOL", "/".join(parts[:depth]), fine={405, 409})
            answer = await self._ask("PUT", path, content=data, fine=_REFUSED)
        if answer.status in _REFUSED:
            if await self._is_in_the_way(path):
                raise InTheWay(path)
            self._check(answer.status)

    async def delete(self, path: str) -> None:
        """Remove a file."""
        await self._ask("DELETE", path, fine={404})

    async def _is_in_the_way(self, path: str) -> bool:
        """Tell whether a path is a folder's, or the folder it would be in is a file."""
        folder = path.rpartition("/")[0]
        for one, should_be_folder in ((path, False), (folder, True)):
            answer = await self._ask(
                "PROPFIND", one, headers={"Depth": "0"}, content=_SIZES, fine=_REFUSED
            )
            if answer.status == 207 and answer.body is not None:
                with suppress(ElementTree.ParseError, ValueError):
                    if any(
                        (size is None) != should_be_folder for _, size in _names(answer.body, "")
                    ):
                        return True
        return False

    async def _entries(self, path: str) -> Entries:
        answer = await self._ask(
            "PROPFIND", path, headers={"Depth": "1"}, content=_SIZES, fine={404}
        )
        if answer.status == 404:
            return None
        try:
            if answer.status != 207 or answer.body is None:
                raise ValueError(answer.status)  # noqa: TRY301 (as if it couldn't be read)
            return [*_names(answer.body, unquote(urlsplit(self._url(path)).path))]
        except (ElementTree.ParseError, ValueError):
            raise FolderProblem(
                f"What {self._host} answers isn't WebDAV. Check the folder's address."
            ) from None

    async def _ask(
        self,
        verb: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        fine: Collection[int] = (),
        most: int = _LARGEST_LISTING,
    ) -> DavResponse:
        try:
            answer = await self._http.ask(
                verb, self._url(path), headers=headers or {}, content=content, most=most
            )
        except OSError as problem:
            why = problem.args[0] if problem.args else type(problem).__name__
            raise NotReached(f"{self._host} doesn't answer ({why}). Nothing is lost.") from problem
        if answer.status not in fine:
            self._check(answer.status)
        return answer

    def _url(self, path: str) -> str:
        return f"{self._root}/{quote(path)}".rstrip("/")

    def _check(self, code: int) -> None:
        if 200 <= code < 300:
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
    root = ElementTree.fromstring(answer)  # noqa: S314 (expat itself refuses exploding entities)
    for entry in root.iter("{DAV:}response"):
        path = unquote(urlsplit(entry.findtext("{DAV:}href", "")).path).rstrip("/")
        if path and path != own.rstrip("/"):
            size = entry.findtext(".//{DAV:}getcontentlength")
            folder = entry.find(".//{DAV:}collection") is not None
            yield path.rsplit("/", 1)[-1], None if folder else int(size or 0)
