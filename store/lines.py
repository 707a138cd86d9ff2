"""The lines of a log as bytes: their format, encoding them, and an index of those of a file.

Pure functions of bytes; ``store/line_reading.py`` finds the lines in a file. docs/format.md, "The
log on this device", specifies the format.
"""

import re
import zlib
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

VERSION = 1
MAGIC = b"Aimline log\n"
CUT = b"\0\0\n"  # follows what is left of an end that was lost, so that it stays a damaged line
SOURCE = re.compile(r"[0-9a-z]{1,16}")


class NewerLog(ValueError):
    """A log has lines of a format that only a later Aimline reads."""


class UnreadableLog(ValueError):
    """A file is not empty, and nothing in it is recognisable as a log."""


@dataclass(frozen=True, slots=True)
class LogProblem:
    """A damaged line of a file, described without quoting any of it.

    ``line`` counts from 1, which is the file's first line.
    """

    file: str
    line: int
    reason: str


class LogLine(NamedTuple):
    """One line: its source, its number there, and the JSON's exact bytes."""

    source: str
    number: int
    json: bytes


@dataclass(slots=True)
class LogIndex:
    """The readable lines of a file, in four columns with a row for each line: 100,000 are usual.

    ``rows`` has the row numbers of each source.
    """

    sources: list[str] = field(default_factory=list)
    numbers: "array[int]" = field(default_factory=lambda: array("Q"))
    starts: "array[int]" = field(default_factory=lambda: array("Q"))  # of the JSON
    sizes: "array[int]" = field(default_factory=lambda: array("L"))
    rows: dict[str, "array[int]"] = field(default_factory=dict)
    damage: list[tuple[int, int]] = field(default_factory=list)  # row after it, most lines lost
    problems: list[LogProblem] = field(default_factory=list)
    end: int = 0  # offset of the next append
    cut: bool = False  # whether lines are lost at the end that were kept once

    def add(
        self,
        sources: Sequence[str],
        numbers: Sequence[int],
        starts: Sequence[int],
        sizes: Sequence[int],
    ) -> None:
        """Add lines, in file order."""
        new = range(len(self.sources), len(self.sources) + len(sources))
        self.sources += sources
        self.numbers.extend(numbers)
        self.starts.extend(starts)
        self.sizes.extend(sizes)
        for source, rows in groupby(new, key=self.sources.__getitem__):
            self.rows.setdefault(source, array("L")).extend(rows)

    def without(self, gone: Collection[int]) -> "LogIndex":
        """Return the index without some rows; of a file that was read, not of one being read."""
        left = LogIndex(problems=self.problems, end=self.end)
        stay = [row for row in range(len(self.sources)) if row not in gone]
        left.add(
            [self.sources[row] for row in stay],
            [self.numbers[row] for row in stay],
            [self.starts[row] for row in stay],
            [self.sizes[row] for row in stay],
        )
        return left


def encode(source: str, lines: Sequence[tuple[int, bytes]]) -> tuple[bytes, list[int]]:
    """Return the bytes of one append of a source's lines, and the offset in them of each JSON.

    Args:
        source: the lines' source.
        lines: each line's number in that source, and its JSON.
    """
    pieces, starts = list[bytes](), list[int]()
    at, of = 0, len(lines)
    for place, (number, body) in enumerate(lines, start=1):
        rest = f"{source} {number} {place}/{of} "
        checked = f"{VERSION} {len(rest) + len(body)} {rest}".encode()
        head = b"%08x %b" % (zlib.crc32(body, zlib.crc32(checked)), checked)
        starts.append(at + len(head))
        at = starts[-1] + len(body) + 1
        pieces += head, body, b"\n"
    return b"".join(pieces), starts
