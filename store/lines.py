"""The lines of a log as bytes: encoding them, and finding the readable ones in a file.

Pure functions of bytes. docs/format.md, "The log on this device", specifies the
format.
"""

import re
import zlib
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

VERSION = 1
MAGIC = b"Aimline log\n"
CUT = b"\0\0\n"  # follows what is left of an end that was lost, so that it stays a damaged line
SOURCE = re.compile(r"[0-9a-z]{1,16}")

# CRC-32, version, length of the rest; every version begins a line like this
_FRAME = re.compile(rb"([0-9a-f]{8}) (\d{1,9}) (\d{1,9}) ")
_LINE = re.compile(rb"([0-9a-f]{8}) 1 (\d{1,9}) (([0-9a-z]{1,16}) (\d{1,15}) (\d{1,9})/(\d{1,9}) )")
_CRC = 9  # bytes of the checksum and its space; it covers the rest of the line
_SHORTEST = 20  # bytes; no line is shorter


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


class _Piece(NamedTuple):
    """One line of a file, its end included; ``source`` is empty if it is damaged.

    The line is the ``place``-th, from 1, of the ``of`` lines of its append. ``begin`` and
    ``end`` are the line's offsets; ``start`` and ``size`` are those of its JSON.
    """

    begin: int
    end: int
    source: str = ""
    number: int = 0
    place: int = 0
    of: int = 0
    start: int = 0
    size: int = 0


def read_lines(data: bytes, name: str, kept: int = 0) -> LogIndex:
    """Return the index of a file's readable lines.

    Args:
        data: the file's bytes.
        name: the file's name, for its problems.
        kept: how many bytes are known to have been kept, so that none of them is torn.

    Raises:
        NewerLog: an undamaged line has a later format.
        UnreadableLog: the file has neither a line nor the beginning of a log.
    """
    lines = LogIndex()
    if len(data) <= len(MAGIC) and MAGIC.startswith(data.rstrip(b"\0")):
        lines.end = len(data) if data == MAGIC else 0
        _note_cut(lines, data, name, kept, line=2)
        return lines  # never written, or torn before its first line
    known = data.startswith(MAGIC[:-1])
    pieces = list(_pieces(data, len(MAGIC) if known else 0, name))
    if not known and not any(piece.source for piece in pieces):
        raise UnreadableLog(
            f"{name} is not a log of Aimline, or is damaged from end to end. Nothing was changed. "
            "Restore it from a backup, or move it to another folder to start anew."
        )
    finished = max(_finished(pieces, data), sum(piece.begin < kept for piece in pieces))
    lines.end = pieces[finished - 1].end if finished else len(MAGIC)
    if known and data[len(MAGIC) - 1] != MAGIC[-1]:
        lines.problems.append(LogProblem(name, 1, "the line's end is damaged; nothing is lost"))
    good = [piece for piece in pieces[:finished] if piece.source]
    lines.add(
        [piece.source for piece in good],
        [piece.number for piece in good],
        [piece.start for piece in good],
        [piece.size for piece in good],
    )
    row = 0
    for count, piece in enumerate(pieces[:finished], start=2 if known else 1):
        if not piece.source:
            lines.problems.append(LogProblem(name, count, "the line is damaged and was left out"))
            most_lines = (piece.end - piece.begin) // _SHORTEST + 1
            lines.damage.append((row, most_lines))
            continue
        row += 1
        if data[piece.end - 1] != MAGIC[-1]:
            why = "the line's end is damaged; nothing is lost"
            lines.problems.append(LogProblem(name, count, why))
    _note_cut(lines, data, name, kept, line=finished + (2 if known else 1))
    return lines


def _note_cut(lines: LogIndex, data: bytes, name: str, kept: int, *, line: int) -> None:
    """Note what is lost at the end of what was kept; the bytes that are left of it stay."""
    if lines.end >= kept:
        return
    lost = max(kept, len(data)) - lines.end
    lines.damage.append((len(lines.numbers), lost // _SHORTEST + 1))
    why = f"the end of the file is damaged or missing, and {lost} bytes that were kept are lost"
    lines.problems.append(LogProblem(name, line, why))
    lines.cut = True
    lines.end = max(lines.end, len(data) if len(data) > len(MAGIC) else 0)


def _pieces(data: bytes, at: int, name: str) -> Iterator[_Piece]:
    """Yield readable and damaged lines. A last one without an end is torn, and left out."""
    view = memoryview(data)
    names: dict[bytes, str] = {}
    while at < len(data):
        found = _LINE.match(data, at)
        if found:
            begin, start = found.start(3), found.end()
            end = begin + int(found[2])
            # The length says where a line ends, so a damaged newline joins no two of them.
            if start <= end < len(data) and zlib.crc32(view[at + _CRC : end]) == int(found[1], 16):
                source = names.setdefault(found[4], found[4].decode())
                number, place, of = int(found[5]), int(found[6]), int(found[7])
                yield _Piece(at, end + 1, source, number, place, of, start, end - start)
                at = end + 1
                continue
        _refuse_newer(data, at, name)
        end = data.find(b"\n", at)
        if end < 0:
            return
        yield _Piece(at, end + 1)
        at = end + 1


def _refuse_newer(data: bytes, at: int, name: str) -> None:
    """Raise NewerLog if a line claims a later format and its checksum is right."""
    found = _FRAME.match(data, at)
    if found and int(found[2]) > VERSION:
        end = found.end() + int(found[3])
        if end <= len(data) and zlib.crc32(data[at + _CRC : end]) == int(found[1], 16):
            raise NewerLog(
                f"{name} was written by a newer Aimline (format {int(found[2])}; this one reads "
                f"up to {VERSION}). Nothing was changed. Update Aimline on this device."
            )


def _finished(pieces: Sequence[_Piece], data: bytes) -> int:
    """Return how many pieces, from the first on, belong to finished appends.

    Only the last append can be torn. It is torn if its last line is missing, or if
    a block of it never reached the disk: then it has two zero bytes in a row, which
    no line has and no single damaged byte explains.
    """
    unwritten = [not p.source and b"\0\0" in data[p.begin : p.end] for p in pieces]
    readable = len(pieces)
    while readable and not pieces[readable - 1].source:
        readable -= 1
    if not readable:
        return [*unwritten, True].index(True)
    last, begin = pieces[readable - 1], readable - 1
    missing = last.place - 1
    while missing and begin:  # back to where the last append begins
        before = pieces[begin - 1]
        if before.source and (before.of != last.of or before.place > missing):
            break
        missing = (before.place if before.source else missing) - 1
        begin -= 1
    unfinished = last.place < last.of
    if readable < len(pieces):
        if not any(unwritten[readable:]):
            return len(pieces)  # damaged, not torn: the missing lines were there
        return begin if unfinished else unwritten.index(True, readable)
    return begin if unfinished or any(unwritten[begin:]) else len(pieces)
