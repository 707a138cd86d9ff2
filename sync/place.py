"""Where a shared folder is: its address, and the client that its kind of place needs.

    /path, file:///path                 a folder of this machine's
    smb://host/share/path               a Windows share
    davs://host/path                    WebDAV; dav:// on this machine alone
    s3://bucket/path?endpoint=https://… object storage; ``region`` may follow

A user's name may stand before the host, a password never.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from urllib.request import url2pathname

from sync.folder import Login, SharedFolder
from sync.local import LocalFolder
from sync.patience import Patient

if TYPE_CHECKING:
    from sync.dav import DavFolder
    from sync.s3 import S3Folder
    from sync.smb import SmbFolder

_HERE = {"127.0.0.1", "localhost", "::1"}
_KINDS = ("file", "smb", "davs", "dav", "s3")


class BadAddress(ValueError):
    """It is no address of a folder; the sentence doesn't repeat it, as it may hold a password."""


def written_out(text: str) -> str:
    """Return an address as it is remembered: a bare path becomes one that holds everywhere.

    Raises:
        BadAddress: it can't be one.
    """
    if not text.strip():
        raise BadAddress("The folder's address is empty.")
    if "://" not in text:
        return Path(text).expanduser().absolute().as_uri()
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise BadAddress("The folder's address can't be read; check its host and port.") from None
    _check(parts)
    return text


def needs_login(address: str) -> bool:
    """Tell whether a server stands behind an address."""
    return urlsplit(address).scheme != "file"


def user_in(address: str) -> str | None:
    """Return the user that an address names."""
    user = urlsplit(address).username
    return None if user is None else unquote(user)


def server_of(address: str) -> str:
    """Return the server of an address: what a login is kept for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}"


def as_typed(address: str) -> str:
    """Return an address as a person would write it: a folder of this machine's is a path."""
    parts = urlsplit(address)
    return url2pathname(parts.path) if parts.scheme == "file" else address


@contextmanager
def reached(address: str, login: Login | None) -> Iterator[SharedFolder]:
    """Give the folder of an address that was written out; let go of it in the end."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        # A share that hangs can't be cut off; it is only waited for no longer.
        yield Patient(LocalFolder(Path(url2pathname(parts.path))), give_up=lambda: None)
        return
    folder = _remote(parts, login)
    try:
        yield Patient(folder, give_up=folder.close)
    finally:
        folder.close()


def _remote(parts: SplitResult, login: Login | None) -> "DavFolder | SmbFolder | S3Folder":
    host, path = parts.hostname or "", unquote(parts.path)
    # Each client is imported only where its kind of folder is: none is small.
    match parts.scheme:
        case "smb":
            from sync.smb import SmbFolder

            share, _, path = path.strip("/").partition("/")
            return SmbFolder(host, share, path, login, parts.port or 445)
        case "s3":
            from sync.s3 import S3Folder

            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            endpoint, region = asked.get("endpoint"), asked.get("region")
            return S3Folder(host, path, login, endpoint=endpoint, region=region)
        case _:
            from sync.dav import DavFolder

            name = f"[{host}]" if ":" in host else host
            port = f":{parts.port}" if parts.port else ""
            web = "https" if parts.scheme == "davs" else "http"
            return DavFolder(f"{web}://{name}{port}{parts.path}", login, own_machine=host in _HERE)


def _check(parts: SplitResult) -> None:
    if parts.password is not None:
        raise BadAddress(
            "A password doesn't belong into the folder's address. Leave it out; Aimline asks for "
            "it, or takes it from AIMLINE_FOLDER_PASSWORD."
        )
    if parts.scheme not in _KINDS:
        raise BadAddress(
            "A folder's address is a path, or begins with file://, smb://, davs:// or s3://."
        )
    if parts.scheme == "file" and (parts.netloc not in ("", "localhost") or not parts.path):
        raise BadAddress("A file address has three slashes: file:///path/to/the/folder.")
    if parts.scheme != "file" and not parts.hostname:
        raise BadAddress(f"After {parts.scheme}:// comes the name of a server or bucket.")
    if parts.scheme == "dav" and parts.hostname not in _HERE:
        raise BadAddress("dav:// sends the password in the open; write davs:// instead.")
    if parts.scheme == "smb" and not parts.path.strip("/"):
        raise BadAddress("After the server comes the name of a share: smb://server/share/folder.")
    asked = parse_qs(parts.query)
    if asked.keys() - ({"endpoint", "region"} if parts.scheme == "s3" else set()):
        raise BadAddress("Only s3:// takes something after a ?, and that is endpoint and region.")
    endpoint = urlsplit(asked.get("endpoint", ["https://x"])[0])
    if endpoint.password is not None or not (
        endpoint.scheme == "https" or (endpoint.scheme == "http" and endpoint.hostname in _HERE)
    ):
        raise BadAddress("The endpoint begins with https:// and has no password in it.")
