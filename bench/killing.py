"""What the benches of kills share: a child that says what it has done, killed, and what is found.

A child process opens a data folder as main.py does, works as fast as the disk takes it, and prints
each thing as JSON once it is done: ``{"sitting": id, "event": {...}}``, ``{"kept": id}``,
``{"change": id, "row": {...}}``, and ``{"refused": true}`` where the disk was full. It is killed
(SIGKILL) at a random moment; then all that it said must be there as it was said, and at most one
thing more. The next child goes on in the same folder.

On a small disk each child begins with little room left; when the disk is full it goes on trying,
and what was refused must not be there. Afterwards the room is given back.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from probes.giving.event_json import written
from records.sitting import Sitting

ROOT = Path(__file__).parents[1]
LATEST = 0.4  # seconds after the child's first word in which it is killed
MOST_ROOM = 8 * 1024  # bytes that are left on a disk that is filling up
REFUSED_FIRST = 4  # the exit code of a child that found no room to open the folder


class LostTap(AssertionError):
    """Something acknowledged is not there, or something is there that nobody did."""


@dataclass
class Known:
    """What was said, or found when a folder was last opened: rows and events, by their id.

    A sitting begins with ``at_once`` events in one write.
    """

    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    under_way: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    kept: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    at_once: int = 1

    def hear(self, word: dict[str, Any]) -> None:
        """Take in what a child said."""
        if "change" in word:
            self.changes[word["change"]] = word["row"]
        elif "event" in word:
            self.under_way.setdefault(word["sitting"], []).append(word["event"])
        elif "kept" in word:
            self.kept[word["kept"]] = self.under_way.pop(word["kept"])


@dataclass
class Counts:
    """How much was said, and what came of it."""

    kills: int = 0
    acknowledged: int = 0
    there_before_it_was_said: int = 0
    refused: int = 0


class SmallDisk:
    """A file system of its own, of which a file takes nearly all."""

    def __init__(self, top: Path) -> None:
        self.folder = top / "data"
        self._ballast = top / "ballast"

    def fill(self, room: int) -> None:
        """Leave so many bytes."""
        with self._ballast.open("wb", buffering=0) as ballast:
            for size in (2**16, 2**10):
                with suppress(OSError):
                    while ballast.write(bytes(size)):
                        os.fsync(ballast.fileno())
            ballast.truncate(max(0, ballast.tell() - room))

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink(missing_ok=True)


def killed(
    module: str,
    reopened: Callable[[Path], Known],
    folder: Path,
    chance: random.Random,
    kills: int,
    disk: SmallDisk | None = None,
) -> tuple[Known, Counts]:
    """Kill that many children one after another; return what is there, and how much was said.

    Raises:
        LostTap: what is there is not what was said.
    """
    before, counts = reopened(folder), Counts(kills)
    for _ in range(kills):
        if disk is not None:
            disk.fill(chance.randrange(MOST_ROOM))
        words = words_until_killed(module, folder, chance, LATEST)
        if disk is not None:
            disk.free()
        refused = sum("refused" in word for word in words)
        counts.refused += refused
        counts.acknowledged += len(words) - refused
        for word in words:
            before.hear(word)
        found = reopened(folder)
        counts.there_before_it_was_said += compare(before, found)
        before = found
    return before, counts


def compare(said: Known, found: Known) -> int:
    """See that all that was said is there; return how many things there are more, 0 or 1.

    Raises:
        LostTap: it is not.
    """
    for row_id, row in said.changes.items():
        if found.changes.get(row_id) != row:
            raise LostTap("an acknowledged change is gone, or another stands in its place")
    more = len(found.changes) - len(said.changes)
    said_of, found_of = {**said.under_way, **said.kept}, {**found.under_way, **found.kept}
    if not said.kept.keys() <= found.kept.keys() or not said_of.keys() <= found_of.keys():
        raise LostTap("a probe is gone")
    for sitting, there in found_of.items():
        expected = said_of.get(sitting, [])
        if there[: len(expected)] != expected:
            raise LostTap("an acknowledged tap is gone, or another stands in its place")
        if expected:
            more += len(there) - len(expected)
        else:
            more += max(1, len(there) - found.at_once + 1)
    if more > 1:
        raise LostTap("there is more than was done")
    return more


def words_until_killed(
    module: str, folder: Path, chance: random.Random, latest: float
) -> list[Any]:
    """Run a module as the child, kill it so many seconds later at most; return what it said.

    Raises:
        LostTap: it ended by itself.
    """
    command = [sys.executable, "-m", module, str(folder), str(chance.random())]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            first = child.stdout.readline()
            time.sleep(chance.uniform(0, latest))
        finally:
            child.kill()
        lines = [first, *child.stdout]
    if child.returncode not in (-signal.SIGKILL, REFUSED_FIRST):
        raise LostTap(f"the child ended by itself with {child.returncode}")
    # The last line may be torn: what it would have said was done, and not yet said.
    return [json.loads(line) for line in lines if line.endswith("\n")]


# What a child says


def tell(word: dict[str, Any]) -> None:
    """Say that something is done."""
    print(json.dumps(word), flush=True)


def tell_events(sitting: Sitting, since: int) -> None:
    """Say what events a sitting has from one on."""
    for event in sitting.session.events[since:]:
        tell({"sitting": sitting.head.administration, "event": written(event)})


def journal_events(journal: Any, kept: Sequence[str] | set[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the events of the sitting that a journal holds.

    Killed between keeping and letting go, a sitting is in both places: then none.
    """
    held = journal.read()
    if held is None or held.head is None or not held.events:
        return {}
    sitting = str(held.head["administration"])
    return {} if sitting in kept else {sitting: list(held.events)}
