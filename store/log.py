"""A log: numbered lines that are only ever appended. docs/format.md has the bytes.

An append is on disk when it returns, and is kept whole or not at all. Opening
writes nothing. What a kill or a power cut tore off at the end was never
acknowledged: it is ignored, and the next append writes over it. A complete line
that is damaged is left out and reported, takes no other line with it, stays
where it is, and its number is not given again.
"""

import contextlib
import errno
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from store.files import File, Files
from store.lines import MAGIC, SOURCE, Lines, LogLine, LogProblem, encode, read_lines

_CHUNK = 1000  # lines handed out together
_STRETCH = 2**20  # bytes read together


class LogPosition(NamedTuple):
    """How far a log goes: ``end`` bytes, and their CRC-32."""

    end: int
    crc: int


NOWHERE = LogPosition(0, 0)


class NotKept(OSError):
    """An append failed. Everything before it is as it was, and it may be tried again."""

    def __str__(self) -> str:
        """Return the sentence alone, without the error's number."""
        return str(self.strerror)


class Log:
    """An open log.

    Raises:
        NewerLog: a whole line has a later format; nothing was written.
        UnreadableLog: the file has no line and no beginning of a log.
    """

    @classmethod
    async def open(cls, files: Files, name: str) -> Self:
        """Open a log by its file's name; one that is not there is empty."""
        file = await files.open(name)
        try:
            return cls(file, name)
        except BaseException:
            file.close()
            raise

    def __init__(self, file: File, name: str) -> None:
        self.name = name
        self._file = file
        self._lines = read_lines(file.read(0, file.size), name)
        # The number after a source's last one; damage that may hide later ones is jumped over.
        self._next = {
            source: 1
            + max(self.numbers(source))
            + sum(room for position, room in self._lines.damage if position > rows[-1])
            for source, rows in self._lines.rows.items()
        }
        self._torn = file.size != self._lines.end

    @property
    def problems(self) -> tuple[LogProblem, ...]:
        """What could not be read when the log was opened."""
        return tuple(self._lines.problems)

    def __len__(self) -> int:
        """Return how many lines can be read."""
        return len(self._lines.numbers)

    def next_number(self, source: str) -> int:
        """Return the number of a source's next line, from 1."""
        return self._next.get(source, 1)

    @property
    def end(self) -> int:
        """How many bytes of the file are lines."""
        return self._lines.end

    def after(self, position: LogPosition) -> Iterator[LogLine]:
        """Yield the lines kept after a position, in order."""
        first = bisect_left(self._lines.starts, position.end)
        for begin in range(first, len(self), _CHUNK):
            yield from self._load(range(begin, min(begin + _CHUNK, len(self))))

    def position(self, after: LogPosition = NOWHERE) -> LogPosition:
        """Return how far the log goes; quicker after a place that it went on from."""
        return LogPosition(self._lines.end, self._crc(after.end, self._lines.end, after.crc))

    def went_on_from(self, position: LogPosition) -> bool:
        """Tell whether this was the place once, and lines were only added since."""
        return position.end <= self._lines.end and position.crc == self._crc(0, position.end, 0)

    def chunks(self) -> Iterator[list[LogLine]]:
        """Yield every line, in the order kept, some at a time."""
        for first in range(0, len(self), _CHUNK):
            yield self._load(range(first, min(first + _CHUNK, len(self))))

    def sources(self) -> list[str]:
        """Return whose lines are here."""
        return list(self._lines.rows)

    def numbers(self, source: str) -> list[int]:
        """Return the numbers of a source's lines, in the order kept."""
        return [self._lines.numbers[row] for row in self._lines.rows.get(source, ())]

    def lines(self, source: str, after: int = 0, upto: int | None = None) -> Iterator[LogLine]:
        """Yield a source's lines, in the order kept: those above ``after``, up to ``upto``."""
        numbers, last = self._lines.numbers, float("inf") if upto is None else upto
        begin = end = 0  # rows side by side are read together
        for row in [r for r in self._lines.rows.get(source, ()) if after < numbers[r] <= last]:
            if row != end or row - begin >= _CHUNK:
                if begin < end:
                    yield from self._load(range(begin, end))
                begin = row
            end = row + 1
        if begin < end:
            yield from self._load(range(begin, end))

    def append(self, source: str, lines: Sequence[tuple[int, bytes]]) -> None:
        """Keep a source's lines, all or none of them; durable on return.

        Args:
            source: who wrote them.
            lines: each one's number there, and its JSON.

        Raises:
            NotKept: the disk is full or failing, or another program wrote to the file.
        """
        if not lines:
            return
        if not SOURCE.fullmatch(source) or any(b"\n" in body for _, body in lines):
            raise ValueError("a line is not one line of a source that has a name")
        data, starts = encode(source, lines)
        if not self._torn and self._file.size != self._lines.end:
            raise NotKept(
                errno.EBUSY,
                f"Another program has written to {self.name}. Close it, then start Aimline again.",
            )
        try:
            self._prepare()
            at = self._lines.end
            self._file.write_at(at, data)
            self._file.flush()
        except OSError as error:
            # Whether or not this works now, the next append does it first.
            with contextlib.suppress(OSError):
                self._file.truncate(self._lines.end)
            raise _not_kept(error) from error
        self._torn = False
        numbers = [number for number, _ in lines]
        self._lines.add(
            [source] * len(lines),
            numbers,
            [at + start for start in starts],
            [len(body) for _, body in lines],
        )
        self._lines.end = at + len(data)
        self._next[source] = max(self.next_number(source), 1 + max(numbers))

    def clear(self) -> None:
        """Forget everything; durable on return, and whole or not at all.

        Raises:
            NotKept: the file could not be cut.
        """
        try:
            self._file.truncate(0)
            self._file.flush()
        except OSError as error:
            raise _not_kept(error) from error
        self._lines = Lines()
        self._next = {}
        self._torn = False

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _prepare(self) -> None:
        """Make the file ready for the next line, durably, before that is written."""
        if self._torn:  # what is left of a torn append must not follow a later line
            self._file.truncate(self._lines.end)
            self._file.flush()
        self._torn = True
        if not self._lines.end:  # a log is known by its first line whatever happens to the next
            self._file.write_at(0, MAGIC)
            self._file.flush()
            self._lines.end = len(MAGIC)

    def _crc(self, begin: int, end: int, crc: int) -> int:
        for at in range(begin, end, _STRETCH):
            crc = zlib.crc32(self._file.read(at, min(_STRETCH, end - at)), crc)
        return crc

    def _load(self, some: range) -> list[LogLine]:
        lines = self._lines
        base = lines.starts[some[0]]
        data = self._file.read(base, lines.starts[some[-1]] + lines.sizes[some[-1]] - base)
        return [
            LogLine(
                lines.sources[index],
                lines.numbers[index],
                data[(start := lines.starts[index] - base) : start + lines.sizes[index]],
            )
            for index in some
        ]


def _not_kept(error: OSError) -> NotKept:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    why = "the disk is full" if full else (error.strerror or str(error) or type(error).__name__)
    do = "Free some space, then try again." if full else "Try again."
    return NotKept(
        error.errno or errno.EIO,
        f"This could not be kept: {why}. Everything kept before it is safe. {do}",
    )
