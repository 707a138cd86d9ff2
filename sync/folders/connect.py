"""Where a shared folder is: the client that its kind of place needs, on this machine.

Each client is imported only where its kind of folder is: none is small.
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
    """Return an address as it is remembered: a bare path becomes one that holds everywhere.

    Raises:
        BadAddress: it can't be one.
    """
    if not text.strip():
        raise BadAddress("The folder's address is empty.")
    if "://" not in text:
        return Path(text).expanduser().absolute().as_uri()
    read_address(text)
    return text


def as_typed(address: str) -> str:
    """Return an address as a person would write it: a folder of this machine's is a path."""
    parts = urlsplit(address)
    return url2pathname(parts.path) if parts.scheme == "file" else address


class MachineFolders:
    """The folders that this machine reaches, as ``sync.client.folder_access`` asks for them."""

    kinds: tuple[str, ...] = ("address", "hand")
    server = ""

    async def pick(self) -> str:
        """Choose none: a path is written."""
        return ""

    async def permit(self) -> None:
        """Do nothing: this machine asks nobody."""

    async def forget(self) -> None:
        """Do nothing: this machine keeps no hold of a folder."""

    def written_out(self, text: str) -> str:
        """Return an address as it is remembered."""
        return written_out(text)

    def as_typed(self, address: str) -> str:
        """Return an address as a person would write it."""
        return as_typed(address)

    @asynccontextmanager
    async def reached(self, address: str, login: Login | None) -> AsyncIterator[SharedFolder]:
        """Give a folder; on a thread, because some clients take a second to import."""
        with ExitStack() as stack:
            yield await asyncio.to_thread(stack.enter_context, reached(address, login))


@contextmanager
def reached(address: str, login: Login | None) -> Iterator[SharedFolder]:
    """Give the folder of an address that was written out; let go of it in the end."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        # A share that hangs can't be cut off; it is only waited for no longer.
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
