"""A log: numbered lines that are only ever appended. docs/format.md has the format.

An append is atomic, and on disk when it returns. Opening writes nothing. An
append torn by a kill or a power cut never returned: it is ignored, and the next
append overwrites it. A complete line that is damaged is left out and reported;
it costs no other line, stays in the file, and its number is not used again. What
is lost of a log's end after it was kept is reported, if it is noted how far the
log had come (``store/log_end.py``).
"""

import contextlib
import errno
import zlib
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from typing import NamedTuple, Self

from store.files import File, Files
from store.line_reading import LineReading
from store.lines import CUT, MAGIC, SOURCE, LogIndex, LogLine, LogProblem, UnreadableLog, encode
from store.log_end import LogEnd

_CHUNK = 1000  # lines read together
_BLOCK = 2**20  # bytes read together for a checksum


Told = Callable[[float], Awaitable[None]]  # awaited between two pieces, with the share that is read


async def untold(share: float) -> None:
    """Tell nobody how much is read, and go on at once."""


class LogPosition(NamedTuple):
    """How far a log goes: its first ``end`` bytes, and their CRC-32."""

    end: int
    crc: int


NOWHERE = LogPosition(0, 0)


class NotKept(OSError):
    """An append failed. All earlier lines are unharmed, and it may be tried again."""

    def __str__(self) -> str:
        """Return the message without the error's number."""
        return str(self.strerror)


class Log:
    """An open log.

    Raises:
        NewerLog: an undamaged line has a later format; nothing was written.
        UnreadableLog: the file has neither a line nor the beginning of a log.
    """

    @classmethod
    async def open(
        cls,
        files: Files,
        name: str,
        *,
        losable: bool = False,
        end: str | None = None,
        told: Told = untold,
    ) -> Self:
        """Open a log by its file's name; a log without a file is empty.

        One that is ``losable`` is never refused as unreadable: it is then as good as lost, which is
        among its problems, and the next append begins it anew. ``end`` is the name of a file that
        notes how far the log has come, so that a loss at its end is reported. ``told`` is awaited
        between two blocks.
        """
        file = await files.open(name)
        log_end = None
        try:
            log_end = LogEnd(await files.open(end)) if end else None
            reading = LineReading(file.read, file.size, name, log_end.at if log_end else 0)
            while reading.read_on():
                await told(reading.share)
            return cls(file, name, _index(reading, name, losable=losable), end=log_end)
        except BaseException:
            file.close()
            if log_end is not None:
                log_end.close()
            raise

    def __init__(
        self, file: File, name: str, index: LogIndex, *, end: LogEnd | None = None
    ) -> None:
        self.name = name
        self._file = file
        self._log_end = end
        self._index = index
        # The number after a source's last, plus the most lines that later damage may have had.
        self._next = {
            source: 1
            + max(self.numbers(source))
            + sum(most for row, most in self._index.damage if row > rows[-1])
            for source, rows in self._index.rows.items()
        }
        self._torn = file.size != self._index.end

    @property
    def problems(self) -> tuple[LogProblem, ...]:
        """The damaged lines found when the log was opened."""
        return tuple(self._index.problems)

    def __len__(self) -> int:
        """Return the number of readable lines."""
        return len(self._index.numbers)

    def next_number(self, source: str) -> int:
        """Return the number of a source's next line, from 1."""
        return self._next.get(source, 1)

    @property
    def end(self) -> int:
        """How many bytes of the file are lines."""
        return self._index.end

    def after(self, position: LogPosition) -> Iterator[LogLine]:
        """Yield the lines kept after a position, in order."""
        first = bisect_left(self._index.starts, position.end)
        for begin in range(first, len(self), _CHUNK):
            yield from self._load(range(begin, min(begin + _CHUNK, len(self))))

    def position(self, after: LogPosition = NOWHERE) -> LogPosition:
        """Return how far the log goes; faster if given an earlier position of the same log."""
        return LogPosition(self._index.end, self._crc(after.end, self._index.end, after.crc))

    def went_on_from(self, position: LogPosition) -> bool:
        """Return whether the log was at this position once and has only grown since."""
        return position.end <= self._index.end and position.crc == self._crc(0, position.end, 0)

    def chunks(self) -> Iterator[list[LogLine]]:
        """Yield all lines in file order, up to 1000 at a time."""
        for first in range(0, len(self), _CHUNK):
            yield self._load(range(first, min(first + _CHUNK, len(self))))

    def sources(self) -> list[str]:
        """Return the sources of all lines."""
        return list(self._index.rows)

    def numbers(self, source: str) -> list[int]:
        """Return the numbers of a source's lines, in file order."""
        return [self._index.numbers[row] for row in self._index.rows.get(source, ())]

    def notes(self) -> list[tuple[int, LogLine]]:
        """Return the lines numbered 0, and where each begins in the file, in order."""
        rows = [row for row, number in enumerate(self._index.numbers) if not number]
        return [(self._index.starts[row], self._load(range(row, row + 1))[0]) for row in rows]

    def leave_out(
        self,
        source: str,
        before: int,
        numbers: Collection[int],
        which: Callable[[int, bytes], bool],
    ) -> list[bytes]:
        """Go on as if lines of a source had never been kept; return them. They stay in the file.

        Args:
            source: the lines' source.
            before: where in the file the first byte lies that is out of question.
            numbers: the numbers that may be meant.
            which: tells of a number and JSON whether it is meant.
        """
        gone = dict[int, bytes]()
        for row in self._index.rows.get(source, ()):
            if self._index.numbers[row] in numbers and self._index.starts[row] < before:
                (line,) = self._load(range(row, row + 1))
                if which(line.number, line.json):
                    gone[row] = line.json
        if gone:
            self._index = self._index.without(gone)
        return [*gone.values()]

    def lines(self, source: str, after: int = 0, upto: int | None = None) -> Iterator[LogLine]:
        """Yield a source's lines numbered above ``after``, up to ``upto``, in file order."""
        numbers, last = self._index.numbers, float("inf") if upto is None else upto
        begin = end = 0  # adjacent rows are read together
        for row in [r for r in self._index.rows.get(source, ()) if after < numbers[r] <= last]:
            if row != end or row - begin >= _CHUNK:
                if begin < end:
                    yield from self._load(range(begin, end))
                begin = row
            end = row + 1
        if begin < end:
            yield from self._load(range(begin, end))

    def append(self, source: str, lines: Sequence[tuple[int, bytes]]) -> None:
        """Append a source's lines, all or none of them; durable on return.

        Args:
            source: the lines' source.
            lines: each line's number in that source, and its JSON.

        Raises:
            NotKept: the disk is full or failing, or another program wrote to the file.
            ValueError: a line has a newline, or the source has no valid name.
        """
        if not lines:
            return
        if not SOURCE.fullmatch(source) or any(b"\n" in body for _, body in lines):
            raise ValueError("a line is not one line of a source that has a name")
        data, starts = encode(source, lines)
        if self._index.cut:
            data, starts = CUT + data, [len(CUT) + start for start in starts]
        if not self._torn and self._file.size != self._index.end:
            raise NotKept(
                errno.EBUSY,
                f"Another program has written to {self.name}. Close it, then start Aimline again.",
            )
        try:
            self._prepare()
            at = self._index.end
            self._file.write_at(at, data)
            self._file.flush()
        except OSError as error:
            # If this fails, the next append does it first.
            with contextlib.suppress(OSError):
                self._file.truncate(self._index.end)
            raise _not_kept(error) from error
        self._torn = self._index.cut = False
        numbers = [number for number, _ in lines]
        self._index.add(
            [source] * len(lines),
            numbers,
            [at + start for start in starts],
            [len(body) for _, body in lines],
        )
        self._index.end = at + len(data)
        self._next[source] = max(self.next_number(source), 1 + max(numbers))
        if self._log_end is not None:
            self._log_end.note(self._index.end)

    def clear(self) -> None:
        """Delete all lines, or none if it fails; durable on return.

        Raises:
            NotKept: the file could not be truncated.
        """
        try:
            if self._log_end is not None:
                self._log_end.forget()
            self._file.truncate(0)
            self._file.flush()
        except OSError as error:
            raise _not_kept(error) from error
        self._index = LogIndex()
        self._next = {}
        self._torn = False

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        if self._log_end is not None:
            self._log_end.close()

    def _prepare(self) -> None:
        """Make the file ready for the next append, durably."""
        if self._torn:  # the rest of a torn append must not follow a later line
            self._file.truncate(self._index.end)
            self._file.flush()
        self._torn = True
        if not self._index.end:  # flushed by itself, so that even a torn first append leaves a log
            self._file.write_at(0, MAGIC)
            self._file.flush()
            self._index.end = len(MAGIC)

    def _crc(self, begin: int, end: int, crc: int) -> int:
        for at in range(begin, end, _BLOCK):
            crc = zlib.crc32(self._file.read(at, min(_BLOCK, end - at)), crc)
        return crc

    def _load(self, rows: range) -> list[LogLine]:
        lines = self._index
        base = lines.starts[rows[0]]
        data = self._file.read(base, lines.starts[rows[-1]] + lines.sizes[rows[-1]] - base)
        return [
            LogLine(
                lines.sources[row],
                lines.numbers[row],
                data[(start := lines.starts[row] - base) : start + lines.sizes[row]],
            )
            for row in rows
        ]


def _index(reading: LineReading, name: str, *, losable: bool) -> LogIndex:
    try:
        return reading.index()
    except UnreadableLog:
        if not losable:
            raise
        return LogIndex(problems=[LogProblem(name, 1, "nothing of the file can be read")])


def _not_kept(error: OSError) -> NotKept:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    why = "the disk is full" if full else (error.strerror or str(error) or type(error).__name__)
    do = "Free some space, then try again." if full else "Try again."
    return NotKept(
        error.errno or errno.EIO,
        f"This could not be kept: {why}. Everything kept before it is safe. {do}",
    )
