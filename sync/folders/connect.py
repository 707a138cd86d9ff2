"""From an address to a folder, on this machine.

Each client is imported only when its kind of folder is used: none of them is small.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from urllib.request import url2pathname

from sync.errors import BadAddress
from sync.folders.address import OWN_MACHINE, read_address, web_origin
from sync.folders.folder import Login, SharedFolder
from sync.folders.local_folder import LocalFolder
from sync.folders.retry import Retrying

if TYPE_CHECKING:
    from sync.folders.dav_folder import DavFolder
    from sync.folders.s3_folder import S3Folder
    from sync.folders.smb_folder import SmbFolder


def written_out(text: str) -> str:
    """Return an address in the form in which it is remembered; a path becomes absolute.

    Raises:
        BadAddress: the text can't be an address.
    """
    if not text.strip():
        raise BadAddress("The folder's address is empty.")
    if "://" not in text:
        return Path(text).expanduser().absolute().as_uri()
    read_address(text)
    return text


def as_typed(address: str) -> str:
    """Return an address as a person would write it: for a folder on this machine, its path."""
    parts = urlsplit(address)
    return url2pathname(parts.path) if parts.scheme == "file" else address


class MachineFolders:
    """The folders that this machine reaches, as ``sync.client.folder_access`` asks for them."""

    kinds: tuple[str, ...] = ("address", "hand")
    server = ""

    async def pick(self) -> str:
        """Return "": on this machine a person types the path."""
        return ""

    async def permit(self) -> None:
        """Do nothing: this machine needs no permission."""

    async def forget(self) -> None:
        """Do nothing: this machine remembers no chosen folder."""

    def written_out(self, text: str) -> str:
        """Return an address in the form in which it is remembered."""
        return written_out(text)

    def as_typed(self, address: str) -> str:
        """Return an address as a person would write it."""
        return as_typed(address)

    @asynccontextmanager
    async def reached(self, address: str, login: Login | None) -> AsyncIterator[SharedFolder]:
        """Open a folder; on a thread, because some clients take a second to import."""
        with ExitStack() as stack:
            yield await asyncio.to_thread(stack.enter_context, reached(address, login))


@contextmanager
def reached(address: str, login: Login | None) -> Iterator[SharedFolder]:
    """Open the folder of an address from ``written_out``, and close it in the end."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        # A read from a share that hangs can't be interrupted; it is only no longer awaited.
        yield Retrying(LocalFolder(Path(url2pathname(parts.path))), give_up=lambda: None)
        return
    folder = _remote(parts, login)
    try:
        yield Retrying(folder, give_up=folder.close)
    finally:
        folder.close()


def _remote(parts: SplitResult, login: Login | None) -> "DavFolder | SmbFolder | S3Folder":
    host, path = parts.hostname or "", unquote(parts.path)
    match parts.scheme:
        case "smb":
            from sync.folders.smb_folder import SmbFolder

            share, _, path = path.strip("/").partition("/")
            return SmbFolder(host, share, path, login, parts.port or 445)
        case "s3":
            from sync.folders.s3_folder import S3Folder

            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            endpoint, region = asked.get("endpoint"), asked.get("region")
            return S3Folder(host, path, login, endpoint=endpoint, region=region)
        case _:
            from sync.folders.dav_folder import DavFolder
            from sync.folders.http_client import Connections

            url = web_origin(parts) + parts.path
            return DavFolder(url, Connections(url, login, own_machine=host in OWN_MACHINE))
