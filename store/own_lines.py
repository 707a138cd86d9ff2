"""What a device notes of its log in the log itself, in lines numbered 0, which nobody receives.

``{"own": true}`` says that the line's source is this device. ``{"left out": …, "mark": …}``
names lines before it that count no longer, as if they had never come, and keeps a text for
whoever had them left out. docs/format.md, ``records.log``, has the bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from store.event import record_of
from store.lines import LogLine
from store.log import Log

OWN = b'{"own":true}'


class LeftOut(NamedTuple):
    """A note that lines are left out: where it stands, and which records they were of."""

    at: int
    mark: str
    records: tuple[tuple[str, str], ...]


class WrittenHere:
    """Tells, as a log's lines are passed in order, which of them this device wrote.

    The last own line before a line says under which id the device wrote then. A line of one of
    its former ids may as well have been received: a copy of the device has that id, too.
    """

    def __init__(self, *, damaged: bool) -> None:
        """``damaged`` says that lines are missing, of which one may be the first own line."""
        self._device: str | None = None
        self._damaged = damaged

    def tells(self, line: LogLine) -> bool:
        """Return whether the device wrote the line, and take it into account."""
        if is_own(line):
            self._device = line.source
        return line.source == self._device or (self._device is None and self._damaged)


def is_own(line: LogLine) -> bool:
    """Return whether a line says that its source is this device."""
    return line.number == 0 and line.json == OWN


def digest(raw: bytes) -> str:
    """Return the short hash by which a note names a line."""
    return hashlib.sha256(raw).digest()[:8].hex()


def note_of(lines: Mapping[str, Iterable[tuple[int, bytes]]], mark: str) -> bytes:
    """Return the note by which lines, numbers and bytes by source, are left out."""
    named = {source: [[n, digest(raw)] for n, raw in some] for source, some in lines.items()}
    return json.dumps({"left out": named, "mark": mark}, separators=(",", ":")).encode()


def leave_out(log: Log) -> list[LeftOut]:
    """Leave out of an open log what its notes name; return them."""
    found = list[LeftOut]()
    for at, line in log.notes():
        match json.loads(line.json):
            case {"left out": dict(named), "mark": str(mark)}:
                gone = list[bytes]()
                for source, some in named.items():
                    wanted = {(number, hashed) for number, hashed in some}
                    gone += log.leave_out(
                        source,
                        at,
                        {number for number, _ in wanted},
                        lambda n, raw, wanted=wanted: (n, digest(raw)) in wanted,  # type: ignore[misc]
                    )
                records = dict.fromkeys(one for raw in gone if (one := record_of(raw)))
                found.append(LeftOut(at, mark, tuple(records)))
    return found
