"""A file that may be lost at any time: what is in it can be made again."""

from collections.abc import Iterator
from contextlib import suppress

from store.files import File, Files
from store.line_reading import read_lines
from store.lines import LogIndex, NewerLog, UnreadableLog
from store.log import Log


class NotReadable(ValueError):
    """Something of the file is damaged or missing; all of it is to be made again."""


class Disposable:
    """Lines that are appended, or all forgotten. Opening writes nothing."""

    @classmethod
    async def open(cls, files: Files, name: str, source: str) -> "Disposable":
        """Open the file of a name; its lines are those of a source.

        Raises:
            OSError: it can't be opened.
        """
        return cls(await files.open(name), name, source)

    def __init__(self, file: File, name: str, source: str) -> None:
        self._file = file
        self._name = name
        self._source = source
        self._log: Log | None = None
        with suppress(NewerLog, UnreadableLog, OSError):  # then it is as good as lost
            self._log = Log(file, name, read_lines(file.read(0, file.size), name))

    def lines(self) -> Iterator[bytes]:
        """Yield what was kept, in order.

        Raises:
            NotReadable: some of it is damaged.
        """
        if self._log is None or self._log.problems:
            raise NotReadable
        return (line.json for line in self._log.lines(self._source))

    def append(self, line: bytes) -> None:
        """Keep a line.

        Raises:
            OSError: it could not be written.
        """
        if self._log is None:
            self.clear()
        assert self._log is not None
        self._log.append(self._source, [(self._log.next_number(self._source), line)])

    def clear(self) -> None:
        """Forget everything.

        Raises:
            OSError: the file could not be cut.
        """
        self._file.truncate(0)
        self._log = Log(self._file, self._name, LogIndex())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class InMemory:
    """The same, where nothing may be written: it is lost when the process ends."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []

    def lines(self) -> Iterator[bytes]:
        """Yield what was kept, in order."""
        return iter([*self._lines])

    def append(self, line: bytes) -> None:
        """Keep a line."""
        self._lines.append(line)

    def clear(self) -> None:
        """Forget everything."""
        self._lines = []

    def close(self) -> None:
        """Nothing is open."""
