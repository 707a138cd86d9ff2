"""The places that a browser reaches: a folder that a person chooses, and one WebDAV server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, unquote, urlsplit

import js

from sync.errors import BadAddress, FolderProblem, NotPermitted, NotThere
from sync.folders.address import PICKED, read_address, web_origin
from sync.folders.dav_folder import DavFolder
from sync.folders.folder import Login, SharedFolder
from sync.folders.retry import Retrying
from web.tablet.fetching import Fetching
from web.tablet.picked import PickedFolder

ORIGIN = Path(__file__).with_name("webdav.txt")  # written by the build: one line, maybe empty


class BrowserFolders:
    """What this browser and build can reach, as ``sync.client.folder_access`` asks for it."""

    @classmethod
    async def open(cls) -> Self:
        """Ask the page what it can do."""
        origin = ORIGIN.read_text().strip() if ORIGIN.exists() else ""
        return cls(origin, picks=(await js.aimline.ask("able")).able is True)

    def __init__(self, origin: str, *, picks: bool) -> None:
        self._origin = origin
        self.kinds: tuple[str, ...] = (
            *(("pick",) if picks else ()),
            *(("dav",) if origin else ()),
            "hand",
        )
        self.server = origin.replace("http", "dav", 1)  # https becomes davs

    def written_out(self, text: str) -> str:
        """Return an address as it is remembered.

        Raises:
            BadAddress: it is none that this build may reach.
        """
        if _is_picked(text):
            return text
        if not self._origin:
            raise BadAddress("This browser reaches no folder by its address.")
        if "://" not in text:
            text = f"{self.server}/{quote(text.lstrip('/'), safe='/%')}"
        if web_origin(read_address(text)) != self._origin:
            raise BadAddress(f"Aimline was set up here to reach {self.server} and no other server.")
        return text

    def as_typed(self, address: str) -> str:
        """Return an address as a person would write it; of a folder that was chosen, its name."""
        return unquote(urlsplit(address).path) if _is_picked(address) else address

    async def pick(self) -> str:
        """Let a person choose a folder; return its address, "" if they chose none."""
        answer = await js.aimline.ask("pick")
        error = _text(answer, "error")
        if error == "AbortError":
            return ""
        if error:
            raise FolderProblem(f"This browser doesn't let you choose a folder ({error}).")
        return f"{PICKED}:{quote(answer.handle.name)}"

    async def permit(self) -> None:
        """Let a person allow the folder again."""
        if _text(await js.aimline.ask("permit"), "state") != "granted":
            raise NotPermitted("The browser was not allowed to use the shared folder.")

    async def forget(self) -> None:
        """Let go of the folder that was chosen, if one was."""
        if error := _text(await js.aimline.ask("forget"), "error"):
            raise FolderProblem(f"This browser doesn't let go of the shared folder ({error}).")

    @asynccontextmanager
    async def reached(self, address: str, login: Login | None) -> AsyncIterator[SharedFolder]:
        """Give a folder."""
        if _is_picked(address):
            yield Retrying(await self._picked(), give_up=lambda: None)
            return
        parts = urlsplit(address)
        folder = DavFolder(web_origin(parts) + parts.path, Fetching(login))
        try:
            yield Retrying(folder, give_up=folder.close)
        finally:
            folder.close()

    async def _picked(self) -> PickedFolder:
        answer = await js.aimline.ask("kept")
        if not getattr(answer, "handle", None):
            raise NotThere("This browser no longer knows the shared folder. Choose it again.")
        if _text(answer, "state") != "granted":
            raise NotPermitted(
                f"The browser asks again whether Aimline may use the folder “{answer.handle.name}”."
            )
        return PickedFolder(answer.handle)


def _is_picked(address: str) -> bool:
    return address.startswith(f"{PICKED}:")


def _text(answer: Any, name: str) -> str:
    value = getattr(answer, name, None)
    return value if isinstance(value, str) else ""
