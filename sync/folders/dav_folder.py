"""A folder on a WebDAV server: Nextcloud, or what a school runs (Apache, lighttpd, nginx, IIS).

What servers answer when something is missing, is there already or is in the way differs from one to
the next. So no answer but a plain yes is taken for what its number says: the folder is looked at.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from secrets import token_hex
from typing import NamedTuple, Protocol
from urllib.parse import quote, urlsplit

from sync.errors import (
    FolderProblem,
    Gone,
    InTheWay,
    NoSpace,
    NotAllowed,
    NotReached,
    NotThere,
    NotWhole,
    TooLarge,
    WrongLogin,
)
from sync.folders.dav_answer import FORMAT, PROPERTIES, Resource, inside, own_of, read_resources
from sync.folders.listing import Entries, FolderEntry, list_levels

_LARGEST_LISTING = 64 * 2**20  # bytes
_FILE = {"Content-Type": "application/octet-stream"}
_DONE = {201, 204}  # what a server answers that did it; a login page comes with 200
_NOT_THERE = {404, 410}
_BUSY = {408, 423, 425, 429, 500, 502, 503, 504}
_SURE = {401, 408, 413, 425, 429, 502, 503, 504, 507, 511}  # these say nothing about folders
_NO_DAV = {200, 203, 405, 501}  # to PROPFIND: a web server, but none that speaks WebDAV


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

    async def list(self) -> dict[str, int | None]:
        """Return every file under ``keys`` and ``d/*``, and its size, None if it isn't said."""
        found = await list_levels(self._entries)
        if found is None:
            await self._find_root()
        return found or {}

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes."""
        answer = await self._ask("GET", path, most=most)
        if answer.status in _NOT_THERE:
            raise Gone(f"{path} is no longer in the folder.")
        if 300 <= answer.status < 400:  # that is what servers say of a folder, too
            there = await self._look(path)
            if there is None or there.is_folder:
                raise Gone(f"{path} is no longer in the folder.")
        self._check(answer.status)
        if answer.body is None:
            raise TooLarge(f"{path} is larger than Aimline's files are.")
        if answer.body.lstrip()[:1] == b"<":  # a page, and no file of ours
            await self._refuse_pages()
        return answer.body

    async def put(self, path: str, data: bytes) -> None:
        """Write a file; make its folders if they are missing."""
        answer = await self._put(path, data)
        if not 200 <= answer.status < 300:
            if answer.status in _SURE:
                self._check(answer.status)
            await self._make_folders_of(path)
            there = await self._look(path)
            if there is not None and there.is_folder:
                raise InTheWay(path)
            answer = await self._put(path, data)
            if answer.status in {403, 404, 405, 409, 410, 501}:
                raise NotAllowed(
                    f"{self._host} takes no files in the shared folder (it answers "
                    f"{answer.status}). Ask whoever runs it to allow that."
                )
            self._check(answer.status)
        if answer.status not in _DONE:
            await self._make_sure(path, data)

    async def delete(self, path: str) -> None:
        """Remove a file."""
        answer = await self._ask("DELETE", path)
        if answer.status not in _NOT_THERE:
            self._check(answer.status)
        if answer.status not in {204, *_NOT_THERE} and await self._look(path) is not None:
            raise self._no_dav()

    async def _put(self, path: str, data: bytes) -> DavResponse:
        return await self._ask("PUT", path, headers=_FILE, content=data)

    async def _make_sure(self, path: str, data: bytes) -> None:
        """Look whether a file is in the folder, as a login page may have answered.

        Raises:
            FolderProblem: it isn't.
        """
        there = await self._look(path)
        if there is None or there.is_folder:
            raise self._no_dav()
        with suppress(Gone, TooLarge):
            if there.size == len(data) or await self.get(path, len(data)) == data:
                return
        raise self._no_dav()

    async def _refuse_pages(self) -> None:
        """Make sure that a page isn't what the server, or who stands before it, answers to all.

        Raises:
            FolderProblem: it gives out what can't be there.
        """
        answer = await self._ask("GET", f"keys/{token_hex(8)}")
        if answer.status not in _NOT_THERE:
            self._check(answer.status)
            raise self._no_dav()

    async def _make_folders_of(self, path: str) -> None:
        """Make the folders that a file would be in, where they are missing.

        Raises:
            NotThere: the shared folder itself is missing.
            InTheWay: a file has the name of one of them.
        """
        await self._find_root()
        parts = path.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            there = await self._look(folder)
            if there is None:
                there = await self._make_folder(folder)
            if not there.is_folder:
                raise InTheWay(path)

    async def _make_folder(self, folder: str) -> Resource:
        """Make a folder, which another device may do at the same time; some ask for the slash."""
        for slash in ("/", ""):
            answer = await self._ask("MKCOL", folder + slash)
            if answer.status in _SURE:
                break
            there = await self._look(folder)
            if there is not None:
                return there
        self._check(answer.status)
        raise self._no_dav()

    async def _find_root(self) -> None:
        there = await self._look("")
        if there is None or not there.is_folder:
            raise NotThere(f"There is no such folder on {self._host}. Check its address.")

    async def _look(self, path: str) -> Resource | None:
        """Return what is at a path, None if nothing is."""
        found = await self._find(path, depth=0)
        there = found[0] if found else None
        if there is None or not there.is_there:
            return None
        self._check(there.status)
        return there

    async def _entries(self, path: str) -> Entries:
        """Return what is in a folder; where it is a file, nothing is."""
        found = await self._find(path, depth=1)
        if found is None:
            return None
        own = own_of(found, path.rpartition("/")[2])
        if own is not None and not own.is_there:
            return None
        if own is not None and own.status == 507:  # so servers say that there is more (RFC 5323)
            raise self._cut()
        if own is not None:
            self._check(own.status)
            if not own.is_folder:
                return []
        return [FolderEntry(one.path[-1], one.size, one.is_folder) for one in inside(found, own)]

    async def _find(self, path: str, *, depth: int) -> Sequence[Resource] | None:
        """Ask what is at a path, and in it; None if nothing is.

        Some servers send on whoever asks for a folder without its slash, or refuse a slash after
        what is none. So the other spelling is tried before a refusal is believed.
        """
        spellings = [f"{path}/", path] if depth or not path else [path, f"{path}/"]
        headers = {"Depth": str(depth), **FORMAT}
        answers = list[DavResponse]()
        for at in spellings:
            answer = await self._ask("PROPFIND", at, headers=headers, content=PROPERTIES)
            if answer.status in _NOT_THERE:
                return None
            if answer.status == 207:
                return self._read(answer)
            answers.append(answer)
            if answer.status in _SURE or answer.status in _NO_DAV:
                break
        if answers[0].status not in _NO_DAV:
            self._check(answers[0].status)
        raise self._no_dav()

    def _read(self, answer: DavResponse) -> Sequence[Resource]:
        if answer.body is None:
            raise self._cut()
        try:
            return read_resources(answer.body)
        except ValueError:
            raise self._no_dav() from None

    async def _ask(
        self,
        verb: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        most: int = _LARGEST_LISTING,
    ) -> DavResponse:
        url = f"{self._root}/{quote(path.lstrip('/'))}" if path else self._root
        try:
            return await self._http.ask(
                verb, url, headers=headers or {}, content=content, most=most
            )
        except OSError as problem:
            why = problem.args[0] if problem.args else type(problem).__name__
            raise NotReached(f"{self._host} doesn't answer ({why}). Nothing is lost.") from problem

    def _no_dav(self) -> FolderProblem:
        return FolderProblem(
            f"What {self._host} answers isn't WebDAV. Check the folder's address; if this network "
            "or the server wants a login in a browser first, log in there, then try again."
        )

    def _cut(self) -> NotWhole:
        return NotWhole(
            f"{self._host} doesn't list all files of the shared folder. Nothing was changed. Ask "
            "whoever runs it to let a folder be listed whole."
        )

    def _check(self, code: int) -> None:
        if 200 <= code < 300:
            return
        if 300 <= code < 400 or code == 511:  # 511: the network wants a login (RFC 6585)
            raise FolderProblem(
                f"{self._host} sends Aimline on to another page. Check the folder's address; if "
                "this network or the server wants a login in a browser first, log in there."
            )
        if code == 401:
            raise WrongLogin(f"{self._host} doesn't take this user and password.")
        if code == 403:
            raise NotAllowed(f"This user may not do that in the shared folder on {self._host}.")
        if code in (404, 409, 410):
            raise NotThere(f"There is no such folder on {self._host}. Check its address.")
        if code == 413:
            raise NoSpace(
                f"{self._host} takes no file as large as one of Aimline's. Ask whoever runs it to "
                "allow 64 MB."
            )
        if code == 507:
            raise NoSpace(f"There is no space left in the shared folder on {self._host}.")
        if code in _BUSY:
            raise NotReached(f"{self._host} is busy (it answers {code}). Nothing is lost.")
        raise FolderProblem(f"{self._host} answers {code}. Check the folder's address.")
