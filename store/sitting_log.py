"""The sitting under way: each tap on disk before the next one.

Its own small log, with the lines and promises of any other. It does not know
what a head or an event means; whoever fills it puts in no name, only opaque
ids. A head carries the wall-clock start, since no other clock outlives a kill.

Clear it once its administration is kept with the records. A kill between the
two leaves both: a sitting whose id is among the kept ones is done.
"""

import json
from dataclasses import dataclass
from typing import Any, Self

from store.files import Files
from store.lines import LogProblem
from store.log import Log

FILE = "sitting.log"
_SOURCE = "sitting"


class OneAtATime(ValueError):
    """A sitting was begun before the last one was cleared, or none was begun."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What is kept of a sitting. ``head`` is None only if its line is damaged.

    ``damaged`` says that a line of it, or more, could not be read.
    """

    head: dict[str, Any] | None
    events: tuple[dict[str, Any], ...]
    damaged: bool = False


class SittingLog:
    """The log of the one sitting that can be under way.

    >>> sitting = await SittingLog.open(Folder(path))     # doctest: +SKIP
    >>> sitting.begin({"id": "3f9a", "started_at": "2026-11-24T09:15:00-05:00"})  # doctest: +SKIP
    >>> sitting.append({"do": "start", "at_ms": 0})    # doctest: +SKIP
    """

    @classmethod
    async def open(cls, files: Files) -> Self:
        """Open the log; writes nothing.

        Raises:
            NewerLog, UnreadableLog: as for every log.
        """
        return cls(await Log.open(files, FILE))

    def __init__(self, log: Log) -> None:
        self._log = log

    @property
    def problems(self) -> tuple[LogProblem, ...]:
        """What could not be read when the log was opened."""
        return self._log.problems

    def begin(self, head: dict[str, Any], *events: dict[str, Any]) -> None:
        """Begin a sitting, with its first events in the same append; durable on return.

        Raises:
            OneAtATime: another is still there.
            NotKept: the disk refused; nothing changed.
        """
        if len(self._log) or self.problems:
            raise OneAtATime("a sitting is still under way; finish it or put it away first")
        self._keep(head, *events)

    def append(self, event: dict[str, Any]) -> None:
        """Keep one more event; durable on return.

        Raises:
            OneAtATime: no sitting is under way.
            NotKept: the disk refused; nothing changed.
        """
        if not (len(self._log) or self.problems):
            raise OneAtATime("no sitting is under way; begin one first")
        self._keep(event)

    def read(self) -> UnderWay | None:
        """Return what is kept of the sitting under way, or None if there is none."""
        if not (len(self._log) or self.problems):
            return None
        kept = {line.number: json.loads(line.json) for line in self._log.lines(_SOURCE)}
        head = kept.pop(1, None)
        numbers = sorted(kept)
        whole = head is not None and numbers == list(range(2, len(numbers) + 2))
        damaged = bool(self.problems) or not whole
        return UnderWay(head, tuple(kept[number] for number in numbers), damaged)

    def clear(self) -> None:
        """Forget the sitting. Killed meanwhile, it is whole or gone.

        Raises:
            NotKept: the disk refused; the sitting is still there.
        """
        self._log.clear()

    def close(self) -> None:
        """Let go of the file; what is in it stays."""
        self._log.close()

    def _keep(self, *values: dict[str, Any]) -> None:
        first = self._log.next_number(_SOURCE)
        bodies = [json.dumps(v, separators=(",", ":"), allow_nan=False).encode() for v in values]
        self._log.append(_SOURCE, [*enumerate(bodies, start=first)])
