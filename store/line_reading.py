"""Finding the readable lines in a file, a block at a time: it may be larger than the memory.

docs/format.md, "The log on this device", has the format, and what damage means.
"""

import re
import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

from store.lines import MAGIC, VERSION, LogIndex, LogProblem, NewerLog, UnreadableLog

BLOCK = 2**20  # bytes read together, of which a tablet needs a few hundredths of a second

# CRC-32, version, length of the rest; every version begins a line like this
_FRAME = re.compile(rb"([0-9a-f]{8}) (\d{1,9}) (\d{1,9}) ")
_LINE = re.compile(rb"([0-9a-f]{8}) 1 (\d{1,9}) (([0-9a-z]{1,16}) (\d{1,15}) (\d{1,9})/(\d{1,9}) )")
_LONGEST_HEAD = 80  # bytes; what ``_LINE`` matches is shorter
_CRC = 9  # bytes of the checksum and its space; it covers the rest of the line
_SHORTEST = 20  # bytes; no line is shorter


class _Piece(NamedTuple):
    """One line of a file, its end included; ``source`` is empty if it is damaged.

    The line is the ``place``-th, from 1, of the ``of`` lines of its append. ``begin`` and
    ``end`` are the line's offsets; ``start`` and ``size`` are those of its JSON. ``ended`` says
    whether its newline is whole, ``hole`` whether a block of it never reached the disk.
    """

    begin: int
    end: int
    source: str = ""
    number: int = 0
    place: int = 0
    of: int = 0
    start: int = 0
    size: int = 0
    ended: bool = True
    hole: bool = False


class LineReading:
    """The index of a file's readable lines in the making. ``read`` returns bytes of the file.

    Of the lines themselves no more is in memory than a block, or the longest of them.
    """

    def __init__(
        self, read: Callable[[int, int], bytes], size: int, name: str, kept: int = 0
    ) -> None:
        """Read nothing yet.

        Args:
            read: returns the bytes from an offset on, as many as are asked for.
            size: how many bytes the file has.
            name: the file's name, for its problems.
            kept: how many bytes are known to have been kept, so that none of them is torn.
        """
        self._read = read
        self._size = size
        self._name = name
        self._kept = kept
        self._data, self._base, self._at = b"", 0, 0  # what is looked at, where it begins, how far
        self._pieces: list[_Piece] = []  # from the beginning of the last append on
        self._names: dict[bytes, str] = {}
        self._lines = LogIndex()
        self._known = self._empty = False  # whether the file begins as a log does, or has nothing
        self._all_read = False
        self._row, self._count = 0, 1  # good lines so far, and the number of the file's next line
        self._finished_to = 0  # the offset after the last line of a finished append

    @property
    def share(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return (self._base + self._at) / self._size if self._size else 1.0

    def read_on(self) -> bool:
        """Read one more block; return whether there is more.

        Raises:
            NewerLog: an undamaged line has a later format.
            OSError: the file can't be read.
        """
        have = self._base + len(self._data)
        rest = self._data[self._at :]
        # A line that is longer than a block is met with ever longer ones, or it would be copied
        # once for each.
        more = self._read(have, min(max(BLOCK, len(rest)), self._size - have))
        if not more:
            self._size = have  # another program has cut it meanwhile
        if not have:
            self._begin(more)
        self._base += self._at
        self._data, self._at = rest + more, 0
        if not have and self._known:
            self._at = len(MAGIC)
        self._all_read = have + len(more) >= self._size
        self._take()
        return not self._all_read

    def index(self) -> LogIndex:
        """Return the index, once all has been read.

        Raises:
            UnreadableLog: the file has neither a line nor the beginning of a log.
        """
        lines = self._lines
        if self._empty:
            lines.end = self._size if self._data == MAGIC else 0
            self._note_cut(2)
            return lines
        if not self._known and not self._row and not any(piece.source for piece in self._pieces):
            raise UnreadableLog(
                f"{self._name} is not a log of Aimline, or is damaged from end to end. Nothing was "
                "changed. Restore it from a backup, or move it to another folder to start anew."
            )
        known = sum(piece.begin < self._kept for piece in self._pieces)
        self._finish(max(_finished(self._pieces), known))
        lines.end = self._finished_to or len(MAGIC)
        self._note_cut(self._count)
        return lines

    def _begin(self, data: bytes) -> None:
        # Never written, or torn before its first line.
        self._empty = self._size <= len(MAGIC) and MAGIC.startswith(data.rstrip(b"\0"))
        self._known = data.startswith(MAGIC[:-1]) and not self._empty
        if self._known:
            self._count = 2
            if data[len(MAGIC) - 1] != MAGIC[-1]:
                self._problem(1, "the line's end is damaged; nothing is lost")

    def _take(self) -> None:
        """Find the lines of what is in memory; the last one without an end is torn, and left out.

        One that may go on in the next block is left to it, unless this was the last.
        """
        data, base, at, last = self._data, self._base, self._at, self._all_read
        view, finished = memoryview(data), 0
        while at < len(data):
            if not last and len(data) - at < _LONGEST_HEAD:
                break
            found = _LINE.match(data, at)
            if found:
                begin, start = found.start(3), found.end()
                end = begin + int(found[2])
                # The length says where a line ends, so a damaged newline joins no two of them.
                if len(data) <= end < self._size - base and start <= end:
                    break
                if start <= end < len(data) and _is_sound(view[at + _CRC : end], found[1]):
                    source = self._names.setdefault(found[4], found[4].decode())
                    number, place, of = int(found[5]), int(found[6]), int(found[7])
                    if place == 1:  # an append begins, so those before it are finished
                        finished = len(self._pieces)
                    where = base + start, end - start
                    ended = data[end] == MAGIC[-1]
                    self._pieces.append(
                        _Piece(base + at, base + end + 1, source, number, place, of, *where, ended)
                    )
                    at = end + 1
                    continue
            elif not last and self._may_be_newer(at):
                break
            self._refuse_newer(at)
            end = data.find(b"\n", at)
            if end < 0:
                break
            hole = b"\0\0" in data[at : end + 1]
            self._pieces.append(_Piece(base + at, base + end + 1, hole=hole))
            at = end + 1
        self._at = at
        self._finish(finished)

    def _may_be_newer(self, at: int) -> bool:
        """Return whether a line that claims a later format goes on in the next block."""
        found = _FRAME.match(self._data, at)
        if found is None or int(found[2]) <= VERSION:
            return False
        return len(self._data) < found.end() + int(found[3]) <= self._size - self._base

    def _refuse_newer(self, at: int) -> None:
        """Raise NewerLog if a line claims a later format and its checksum is right."""
        data = self._data
        found = _FRAME.match(data, at)
        if found and int(found[2]) > VERSION:
            end = found.end() + int(found[3])
            if end <= len(data) and _is_sound(memoryview(data)[at + _CRC : end], found[1]):
                raise NewerLog(
                    f"{self._name} was written by a newer Aimline (format {int(found[2])}; this "
                    f"one reads up to {VERSION}). Nothing was changed. Update Aimline on this "
                    "device."
                )

    def _finish(self, count: int) -> None:
        """Put the first pieces into the index: they belong to finished appends."""
        done, self._pieces = self._pieces[:count], self._pieces[count:]
        if not done:
            return
        self._finished_to = done[-1].end
        good = [piece for piece in done if piece.source]
        self._lines.add(
            [piece.source for piece in good],
            [piece.number for piece in good],
            [piece.start for piece in good],
            [piece.size for piece in good],
        )
        for piece in done:
            if not piece.source:
                self._problem(self._count, "the line is damaged and was left out")
                most_lines = (piece.end - piece.begin) // _SHORTEST + 1
                self._lines.damage.append((self._row, most_lines))
            else:
                self._row += 1
                if not piece.ended:
                    self._problem(self._count, "the line's end is damaged; nothing is lost")
            self._count += 1

    def _note_cut(self, line: int) -> None:
        """Note what is lost at the end of what was kept; the bytes that are left of it stay."""
        lines, kept = self._lines, self._kept
        if lines.end >= kept:
            return
        lost = max(kept, self._size) - lines.end
        lines.damage.append((len(lines.numbers), lost // _SHORTEST + 1))
        why = f"the end of the file is damaged or missing, and {lost} bytes that were kept are lost"
        self._problem(line, why)
        lines.cut = True
        lines.end = max(lines.end, self._size if self._size > len(MAGIC) else 0)

    def _problem(self, line: int, reason: str) -> None:
        self._lines.problems.append(LogProblem(self._name, line, reason))


def read_lines(data: bytes, name: str, kept: int = 0) -> LogIndex:
    """Return the index of the readable lines of a file that is in memory.

    Raises:
        NewerLog, UnreadableLog: as ``LineReading``.
    """
    reading = LineReading(lambda at, size: data[at : at + size], len(data), name, kept)
    while reading.read_on():
        pass
    return reading.index()


def _is_sound(checked: memoryview, crc: bytes) -> bool:
    return zlib.crc32(checked) == int(crc, 16)


def _finished(pieces: Sequence[_Piece]) -> int:
    """Return how many pieces, from the first on, belong to finished appends.

    Only the last append can be torn. It is torn if its last line is missing, or if
    a block of it never reached the disk: then it has two zero bytes in a row, which
    no line has and no single damaged byte explains.
    """
    unwritten = [piece.hole for piece in pieces]
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
