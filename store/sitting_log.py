"""The log of the sitting in progress: each tap is on disk before the next one.

A small log of its own, with the same format and guarantees as any other. What a
head or an event means is up to the caller, who writes opaque ids and no names. A
head has the wall-clock start, since no other clock survives a kill.

Clear it once the administration is stored with the records. A kill between the
two leaves both: a sitting whose id is among the records is finished.
"""

import json
from dataclasses import dataclass
from typing import Any, Self

from store.files import Files
from store.lines import LogProblem
from store.log import Log

FILE = "sitting.log"
END = "sitting.end"
_SOURCE = "sitting"


class OneAtATime(ValueError):
    """A sitting was begun before the last one was cleared, or continued before one was begun."""


@dataclass(frozen=True, slots=True)
class StoredSitting:
    """What the log has of a sitting. ``head`` is None only if its line is damaged.

    ``damaged`` says that one or more of its lines could not be read.
    """

    head: dict[str, Any] | None
    events: tuple[dict[str, Any], ...]
    damaged: bool = False


class SittingLog:
    """The log of the one sitting that can be in progress.

    >>> sitting = await SittingLog.open(Folder(path))     # doctest: +SKIP
    >>> sitting.begin({"id": "3f9a", "started_at": "2026-11-24T09:15:00-05:00"})  # doctest: +SKIP
    >>> sitting.append({"do": "start", "at_ms": 0})    # doctest: +SKIP
    """

    @classmethod
    async def open(cls, files: Files) -> Self:
        """Open the log. Writes nothing.

        One that is damaged from end to end keeps nobody from the records: what was under way is
        lost, and that is said.

        Raises:
            NewerLog: as ``Log``.
        """
        return cls(await Log.open(files, FILE, end=END, losable=True))

    def __init__(self, log: Log) -> None:
        self._log = log

    @property
    def problems(self) -> tuple[LogProblem, ...]:
        """The damaged lines found when the log was opened, and what was lost of its end."""
        return self._log.problems

    def begin(self, head: dict[str, Any], *events: dict[str, Any]) -> None:
        """Write a sitting's head and its first events in one append; durable on return.

        Raises:
            OneAtATime: another sitting has not been cleared.
            NotKept: the disk is full or failing; nothing changed.
        """
        if len(self._log) or self.problems:
            raise OneAtATime("a sitting is still in progress; finish it and clear it first")
        self._write(head, *events)

    def append(self, event: dict[str, Any]) -> None:
        """Write one more event; durable on return.

        Raises:
            OneAtATime: no sitting is in progress.
            NotKept: the disk is full or failing; nothing changed.
        """
        if not (len(self._log) or self.problems):
            raise OneAtATime("no sitting is in progress; begin one first")
        self._write(event)

    def read(self) -> StoredSitting | None:
        """Return what the log has of the sitting in progress, or None if there is none."""
        if not (len(self._log) or self.problems):
            return None
        kept = {line.number: json.loads(line.json) for line in self._log.lines(_SOURCE)}
        head = kept.pop(1, None)
        numbers = sorted(kept)
        complete = head is not None and numbers == list(range(2, len(numbers) + 2))
        damaged = bool(self.problems) or not complete
        return StoredSitting(head, tuple(kept[number] for number in numbers), damaged)

    def clear(self) -> None:
        """Delete the sitting; if killed meanwhile, all of it is still there or none of it.

        Raises:
            NotKept: the disk is failing; the sitting is still there.
        """
        self._log.clear()

    def close(self) -> None:
        """Close the file and leave its content."""
        self._log.close()

    def _write(self, *values: dict[str, Any]) -> None:
        first = self._log.next_number(_SOURCE)
        bodies = [json.dumps(v, separators=(",", ":"), allow_nan=False).encode() for v in values]
        self._log.append(_SOURCE, [*enumerate(bodies, start=first)])
