"""What a WebDAV server says of a folder or a file, read from its XML (RFC 4918, 207 Multi-Status).

Servers differ in all that the standard leaves open: whether a folder is listed in itself, which
beginning the addresses have (a proxy may have changed it), whether a length is given, and to whom.
"""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

PROPERTIES = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<propfind xmlns="DAV:"><prop><getcontentlength/><resourcetype/></prop></propfind>'
)
FORMAT = {"Content-Type": 'application/xml; charset="utf-8"'}

_LONGEST = 18  # digits of a length
_NOT_THERE = {404, 410}


class Resource(NamedTuple):
    """A folder or a file; ``size`` is in bytes, None for a folder or if the server doesn't say.

    ``path`` has the segments of its address, ``status`` is 200 or why nothing is said of it.
    """

    path: Sequence[str]
    is_folder: bool
    size: int | None
    status: int = 200

    @property
    def is_there(self) -> bool:
        """Tell whether it exists, as far as the server says."""
        return self.status not in _NOT_THERE


def read_resources(answer: bytes) -> list[Resource]:
    """Return what an answer is about.

    Raises:
        ValueError: it isn't WebDAV.
    """
    try:
        root = ElementTree.fromstring(answer)  # noqa: S314 (expat itself refuses exploding entities)
    except ElementTree.ParseError:
        raise ValueError("no XML") from None
    if root.tag != "{DAV:}multistatus":
        raise ValueError("no multistatus")
    return [_read(entry) for entry in root.iter("{DAV:}response")]


def own_of(resources: Sequence[Resource], name: str) -> Resource | None:
    """Return what was asked about, by its name, from what is said of it and what is in it.

    Its address is above all others; the beginning of it may be any.
    """
    least = min((len(one.path) for one in resources), default=0)
    above = [one for one in resources if len(one.path) == least]
    return above[0] if len(above) == 1 and [*above[0].path[-1:]] == [name] else None


def inside(resources: Sequence[Resource], own: Resource | None) -> list[Resource]:
    """Return what is directly in a folder; deeper ones are left out."""
    there = [one for one in resources if one is not own and one.path and one.is_there]
    least = min((len(one.path) for one in there), default=0)
    level = least if own is None else len(own.path) + 1
    return [one for one in there if len(one.path) == level]


def _read(entry: ElementTree.Element) -> Resource:
    path = urlsplit(entry.findtext("{DAV:}href", "").strip()).path
    sizes = (_length(found.text) for found in entry.iter("{DAV:}getcontentlength"))
    is_folder = entry.find(".//{DAV:}collection") is not None
    return Resource(
        path=[unquote(segment) for segment in path.split("/") if segment],
        is_folder=is_folder,
        size=None if is_folder else next((size for size in sizes if size is not None), None),
        status=_code(entry.findtext("{DAV:}status", "")),
    )


def _length(text: str | None) -> int | None:
    """Return a length; what isn't one says nothing."""
    text = (text or "").strip()
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST
    return int(text) if plain else None


def _code(line: str) -> int:
    """Return the code of a line such as "HTTP/1.1 404 Not Found"; 200 if there is no line."""
    words = line.split()
    return int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() else 200
