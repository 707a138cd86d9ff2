"""Addresses of shared folders, in the form in which they are remembered.

    file:///path                        a folder on this machine
    smb://host/share/path               a Windows share
    davs://host/path                    WebDAV; dav:// only on this machine
    s3://bucket/path?endpoint=https://… object storage; ``region`` may follow
    picked:name                         a folder that was picked in a browser
    hand:                               no folder: sync files are carried by hand

A user name may precede the host, a password never.
"""

from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from sync.errors import BadAddress

BY_HAND = "hand:"
PICKED = "picked"
OWN_MACHINE = {"127.0.0.1", "localhost", "::1"}

_SERVERS = {"smb": 445, "davs": 443, "dav": 80, "s3": None}  # schemes, with default ports


def read_address(text: str) -> SplitResult:
    """Return the parts of an address with a scheme (``file://``, ``smb://``, ...).

    Raises:
        BadAddress: the text can't be an address.
    """
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise BadAddress("The folder's address can't be read; check its host and port.") from None
    _check(parts)
    return parts


def needs_login(address: str) -> bool:
    """Tell whether an address is on a server, which may ask for a login."""
    return urlsplit(address).scheme in _SERVERS


def user_in(address: str) -> str | None:
    """Return the user named in an address, None if there is none."""
    user = urlsplit(address).username
    return None if user is None else unquote(user)


def server_of(address: str) -> str:
    """Return the server of an address with its port; logins are kept by it."""
    parts = urlsplit(address)
    port = parts.port or _SERVERS.get(parts.scheme)
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port else "")


def web_origin(parts: SplitResult) -> str:
    """Return the web origin of a WebDAV address: ``https://host:port``."""
    host = parts.hostname or ""
    name = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    return f"{'https' if parts.scheme == 'davs' else 'http'}://{name}{port}"


def _check(parts: SplitResult) -> None:
    if parts.password is not None:
        raise BadAddress(
            "A password doesn't belong into the folder's address. Leave it out; Aimline asks for "
            "it, or takes it from AIMLINE_FOLDER_PASSWORD."
        )
    if parts.scheme not in {"file", *_SERVERS}:
        raise BadAddress(
            "A folder's address is a path, or begins with file://, smb://, davs:// or s3://."
        )
    if parts.scheme == "file" and (parts.netloc not in ("", "localhost") or not parts.path):
        raise BadAddress("A file address has three slashes: file:///path/to/the/folder.")
    if parts.scheme != "file" and not parts.hostname:
        raise BadAddress(f"After {parts.scheme}:// comes the name of a server or bucket.")
    if parts.scheme == "dav" and parts.hostname not in OWN_MACHINE:
        raise BadAddress("dav:// sends the password in the open; write davs:// instead.")
    if parts.scheme == "smb" and not parts.path.strip("/"):
        raise BadAddress("After the server comes the name of a share: smb://server/share/folder.")
    asked = parse_qs(parts.query)
    if asked.keys() - ({"endpoint", "region"} if parts.scheme == "s3" else set()):
        raise BadAddress("Only s3:// takes something after a ?, and that is endpoint and region.")
    endpoint = urlsplit(asked.get("endpoint", ["https://x"])[0])
    if endpoint.password is not None or not (
        endpoint.scheme == "https"
        or (endpoint.scheme == "http" and endpoint.hostname in OWN_MACHINE)
    ):
        raise BadAddress("The endpoint begins with https:// and has no password in it.")
