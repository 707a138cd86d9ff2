"""What this device holds of the vault, and what it knows of the folder's files.

Which runs of whose events are here, verified; the sizes of files that were read
and found right; the key files. It stands in a log of its own, ``sync.log``, with
the store's guarantees. Losing it loses nothing: the files are read once more.
"""

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from store.database import BadEvent, Database
from store.files import Files
from store.lines import Line
from store.log import Log
from sync.keys import KeyFile, Ring, TeamKey, key_file
from sync.sealing import BLANK, START, Name, Opened, Run, follow

FILE = "sync.log"
_SOURCE = "sync"
_TOGETHER = 500  # events received in one append, where order allows

_Node = tuple[str, int, str]  # a device, a number of its, and the chain's start there


class NotHeld(LookupError):
    """Events that were here can't be read any more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A run whose events are in the records.

    ``count`` is how many are no blanks. ``picks`` says which line is meant where
    a number has several, or has one that isn't shared: the digest of its bytes,
    or nothing for a blank. ``inner`` runs lie within another one.
    """

    run: Run
    count: int
    picks: dict[int, str] = field(default_factory=dict)
    inner: bool = False


class Held:
    """Runs, sizes and key files.

    ``sizes`` are of files, by path, that this device verified or wrote.
    ``key_files`` are by path; ``gone`` are those that vanished while another of
    the same key was there, ``expelled`` those that this device took away.
    """

    @classmethod
    async def open(cls, files: Files, database: Database) -> Self:
        """Open the log; writes nothing.

        Raises:
            NewerLog, UnreadableLog: as for every log.
        """
        return cls(await Log.open(files, FILE), database)

    def __init__(self, log: Log, database: Database) -> None:
        self._log = log
        self._database = database
        self._kept: dict[Name, Kept] = {}
        self._ends: dict[_Node, list[Name]] = {}
        self._covered: set[Name] = set()
        self._unsaved: list[dict[str, Any]] = []
        self.sizes: dict[str, int] = {}
        self.key_files: dict[str, KeyFile] = {}
        self.gone: set[str] = set()
        self.expelled: set[str] = set()
        self.vaults: set[str] = set()
        self.received = 0  # events that were new, since opening
        self._waiting: list[Opened] = []  # of one device, in order; not yet in the records
        self._parts: list[tuple[Opened, Run]] = []  # listed names found within those
        self._suspects: set[str] = set()  # devices that may have events in no run
        for line in self._log.lines(_SOURCE):
            self._read(json.loads(line.json))

    def close(self) -> None:
        """Let go of the file."""
        self._log.close()

    def save(self) -> None:
        """Keep what was learnt since the last time; durable on return.

        Raises:
            NotKept: the disk refused; it may be tried again.
        """
        if self._unsaved:
            first = self._log.next_number(_SOURCE)
            self._log.append(
                [
                    Line(_SOURCE, number, json.dumps(one, separators=(",", ":")).encode())
                    for number, one in enumerate(self._unsaved, start=first)
                ]
            )
            self._unsaved = []

    def check(self, ring: Ring) -> None:
        """Forget runs whose events the records don't hold, as after a restored backup.

        Of this device's own only those stay that go back to its first event
        without a gap: so whatever isn't in them is sealed anew.
        """
        numbers = {d: sorted(set(self._database.numbers(d))) for d in self._database.devices()}
        for name, kept in list(self._kept.items()):
            here, picks = numbers.get(name.device, []), kept.picks.items()
            within = bisect_right(here, name.hi) - bisect_left(here, name.lo)
            blank = sum(not p and bisect_left(here, n) < bisect_right(here, n) for n, p in picks)
            if within - blank < kept.count or (kept.picks and not self._is_whole(kept, ring)):
                self._forget(name)
        own = sorted(n for n in self._kept if n.device == self._database.device)
        reached = {(0, START)}
        for name in own:
            run = self._kept[name].run
            if (run.lo - 1, run.start) in reached:
                reached.add((run.hi, run.end))
            else:
                self._forget(name)
        while (last := self.tip(self._database.device)) and not self._is_whole(
            self._kept[last.name], ring
        ):
            self._forget(last.name)
        for device in numbers.keys() - {self._database.device}:
            runs = sorted((n.lo, n.hi) for n in self._kept if n.device == device)
            reach = 0
            for lo, hi in runs:
                reach = hi if lo <= reach + 1 else reach
            if len(numbers[device]) < len(self._database.numbers(device)) or (
                numbers[device] and numbers[device][-1] > reach
            ):
                self._suspects.add(device)

    def orphans(self) -> list[bytes]:
        """Return events made under other ids that are in no run: nobody else may have them.

        That happens when ``sync.log`` was lost: to events of the folder they came
        from if that is gone, or to this device's own from before it took a new id.
        """
        if not self._suspects:
            return []
        own = {raw for _, raw in self._database.lines(self._database.device)}
        found = []
        for device in sorted(self._suspects):
            runs = [kept for kept in self._kept.values() if kept.run.device == device]
            some = [
                raw
                for number, raw in self._database.lines(device)
                if raw not in own
                and not any(
                    kept.run.lo <= number <= kept.run.hi
                    and kept.picks.get(number, _digest(raw)) == _digest(raw)
                    for kept in runs
                )
            ]
            if not some:
                self._suspects.discard(device)
            found += some
        return found

    # What is held

    def covers(self, name: Name) -> bool:
        """Tell whether every event that a name stands for is here, on that very chain."""
        if name not in self._covered:
            if self._path(name) is None:
                return False
            self._covered.add(name)
        return True

    def passes(self, whole: Name, part: Name) -> bool:
        """Tell whether a part lies within a whole, on its chain; both are covered."""
        if not (whole.device == part.device and whole.lo <= part.lo and part.hi <= whole.hi):
            return False
        target = (part.device, part.hi, part.chain)
        return any(node == target for node, _ in self._back(whole, part.hi))

    def outer(self) -> list[Run]:
        """Return the runs that lie in no other one."""
        return [kept.run for kept in self._kept.values() if not kept.inner]

    def gaps(self) -> list[Name]:
        """Return the runs that follow events which are not here."""
        return [
            name
            for name, kept in self._kept.items()
            if name.lo > 1 and not kept.inner and _before(kept.run) not in self._ends
        ]

    def tip(self, device: str) -> Run | None:
        """Return the run with a device's latest events."""
        runs = [kept.run for kept in self._kept.values() if kept.run.device == device]
        return max(runs, key=lambda run: (run.hi, run.lo), default=None)

    def read(self, name: Name, ring: Ring) -> tuple[Run, list[bytes]]:
        """Return a run by its name, and its events, from the records: it need not have come so.

        Raises:
            NotHeld: they are not all here, or have several keys.
        """
        path = self._path(name)
        if path is None:
            raise NotHeld(name.path)
        links, events, keys = [path[0].run.start], list[bytes](), list[str]()
        for kept in path:
            some = self._events(kept)
            links += follow(_key(ring, kept.run.key), links[-1], some)
            if links[-1] != kept.run.end:
                raise NotHeld(name.path)
            events += some
            keys += [kept.run.key] * len(some)
        first = path[0].run.lo
        begin, end = name.lo - first, name.hi - first + 1
        run = Run(name.device, name.lo, name.hi, links[begin], links[end], keys[end - 1])
        if run.name != name or len(set(keys[begin:end])) != 1:
            raise NotHeld(name.path)
        return run, events[begin:end]

    def new_to(self, opened: Opened) -> list[tuple[int, bytes]]:
        """Return the events of a segment that the records lack, with their numbers."""
        here = self._lines(opened.run)
        numbered = enumerate(opened.events, start=opened.run.lo)
        return [(n, raw) for n, raw in numbered if raw != BLANK and raw not in here.get(n, ())]

    # What is learnt

    def take(self, opened: Opened, ring: Ring, listed: Iterable[Name]) -> None:
        """Keep a segment's events; ``received`` grows by those that were not yet here.

        They may be kept only with those of the next ones, or by ``flush``. A segment
        in which something is no event is left out, and stays uncovered.

        Args:
            opened: the segment.
            ring: all keys.
            listed: names in the folder: those whose events are among these need
                not be fetched.

        Raises:
            NotKept: the disk refused; it was not kept.
        """
        run = opened.run
        last = self._waiting[-1].run if self._waiting else run
        if last is not run and (last.device != run.device or run.lo <= last.hi):
            self.flush()
        links = (run.start, *opened.links)
        for name in listed:
            begin, end = name.lo - run.lo, name.hi - run.lo + 1
            if (
                (name.device == run.device and 0 <= begin < end < len(links))
                and links[end].hex()[:16] == name.chain
                and name != run.name
            ):
                part = Run(name.device, name.lo, name.hi, links[begin], links[end], run.key)
                self._parts.append((opened, part))
        if run.lo > self._database.last_number(run.device):
            self._waiting.append(opened)
            if sum(len(one.events) for one in self._waiting) >= _TOGETHER:
                self.flush()
            return
        self._take_beside(opened, ring)

    def flush(self) -> None:
        """Keep the events of the segments taken so far.

        Raises:
            NotKept: the disk refused; none was kept.
        """
        waiting, self._waiting = self._waiting, []
        lines = [
            (number, raw)
            for opened in waiting
            for number, raw in enumerate(opened.events, start=opened.run.lo)
            if raw != BLANK
        ]
        if lines:
            try:
                self.received += self._database.receive(waiting[0].run.device, lines)
            except BadEvent:
                if len(waiting) > 1:
                    for opened in waiting:
                        self._waiting = [opened]
                        self.flush()
                return
        for opened in waiting:
            self._learn_opened(opened, {}, inner=False)

    def _take_beside(self, opened: Opened, ring: Ring) -> None:
        """Keep a segment some of whose numbers this device has had before."""
        run, links = opened.run, (opened.run.start, *opened.links)
        here = self._lines(run)
        new = self.new_to(opened)
        inner = False
        overlapping = [
            kept
            for name, kept in self._kept.items()
            if name.device == run.device and name.lo <= run.hi and name.hi >= run.lo
        ]
        for kept in overlapping:
            mine = kept.run
            if run.lo <= mine.lo and mine.hi <= run.hi:
                if mine != run and links[mine.hi - run.lo + 1] == mine.end:
                    self._learn(replace(kept, inner=True))
            elif mine.lo <= run.lo and run.hi <= mine.hi:
                key = _key(ring, mine.key)
                its = follow(key, mine.start, self._events(kept))
                inner = inner or its[run.hi - mine.lo] == run.end
        # Lines that come to stand beside others: say first which of them was meant until now.
        for kept in overlapping:
            mine = kept.run
            beside = [n for n, _ in new if mine.lo <= n <= mine.hi and n not in kept.picks]
            if beside:
                old = {n: _digest(here[n][0]) if here.get(n) else "" for n in beside}
                now = self._kept[mine.name]
                self._learn(replace(now, picks={**now.picks, **old}))
        self.save()
        try:
            self.received += self._database.receive(run.device, new)
        except BadEvent:
            return
        picks = {
            n: _digest(raw) if raw != BLANK else ""
            for n, raw in enumerate(opened.events, start=run.lo)
            if any(other != raw for other in here.get(n, ()))
        }
        self._learn_opened(opened, picks, inner=inner)

    def _learn_opened(self, opened: Opened, picks: dict[int, str], *, inner: bool) -> None:
        run, events = opened.run, opened.events
        self._learn(Kept(run, len(events) - events.count(BLANK), picks, inner))
        for part in [part for whole, part in self._parts if whole is opened]:
            if part.name not in self._kept:
                some = events[part.lo - run.lo : part.hi - run.lo + 1]
                own = {n: pick for n, pick in picks.items() if part.lo <= n <= part.hi}
                self._learn(Kept(part, len(some) - some.count(BLANK), own, inner=True))
        self._parts = [(whole, part) for whole, part in self._parts if whole is not opened]

    def keep_run(self, run: Run, events: Sequence[bytes], picks: dict[int, str]) -> None:
        """Note a run whose events are in the records already."""
        self._learn(Kept(run, sum(event != BLANK for event in events), picks))

    def join(self, runs: Sequence[Run]) -> Run:
        """Note one run in place of several that follow each other under one key."""
        run = replace(runs[0], hi=runs[-1].hi, end=runs[-1].end)
        parts = [self._kept[part.name] for part in runs]
        picks = {n: pick for part in parts for n, pick in part.picks.items()}
        self._learn(Kept(run, sum(part.count for part in parts), picks))
        for part in parts:
            self._learn(replace(part, inner=True))
        return run

    def adopt(self, name: Name) -> None:
        """Note a listed name whose runs are all here: from now on they are its parts."""
        if name in self._kept:
            return
        path = self._path(name)
        if path is None or path[0].run.lo != name.lo:
            return
        if len({kept.run.key for kept in path}) == 1:
            self.join([kept.run for kept in path])

    def know_size(self, path: str, size: int) -> None:
        """Note that a file was read and found right, or written, with this many bytes."""
        if self.sizes.get(path) != size:
            self._note({"size": [path, size]})

    def know_vault(self, ids: Collection[str]) -> None:
        """Note which vault this data folder belongs to."""
        if not self.vaults >= set(ids):
            self._note({"vault": sorted(ids)})

    def know_key_file(self, file: KeyFile) -> None:
        """Note a key file."""
        if file.name not in self.key_files:
            self._note({"key": [file.name, file.raw.decode()]})

    def mark_key_file(self, name: str, state: str) -> None:
        """Note that a key file is ``here``, ``gone`` or ``expelled``."""
        now = "expelled" if name in self.expelled else "gone" if name in self.gone else "here"
        if now != state:
            self._note({state: name})

    def _note(self, one: dict[str, Any]) -> None:
        self._read(one)
        self._unsaved.append(one)

    def _learn(self, kept: Kept) -> None:
        if self._kept.get(kept.run.name) != kept:
            run = kept.run
            picks = {str(n): pick for n, pick in kept.picks.items()}
            row = [run.device, run.lo, run.hi, run.start.hex(), run.end.hex(), run.key]
            self._note({"run": [*row, kept.count, picks, kept.inner]})

    def _read(self, one: dict[str, Any]) -> None:
        match one:
            case {"run": [device, lo, hi, start, end, key, count, picks, inner]}:
                run = Run(device, lo, hi, bytes.fromhex(start), bytes.fromhex(end), key)
                name = run.name
                if name not in self._kept:
                    self._ends.setdefault((device, hi, name.chain), []).append(name)
                self._kept[name] = Kept(run, count, {int(n): p for n, p in picks.items()}, inner)
            case {"size": [path, size]}:
                self.sizes[path] = size
            case {"vault": ids}:
                self.vaults.update(ids)
            case {"key": [name, text]}:
                self.key_files[name] = key_file(name, text.encode())
            case {"here": name}:
                self.gone.discard(name)
            case {"gone": name}:
                self.gone.add(name)
            case {"expelled": name}:
                self.expelled.add(name)

    def _forget(self, name: Name) -> None:
        if self._kept.pop(name, None):
            self._ends[name.device, name.hi, name.chain].remove(name)
            self._covered.clear()
            for other, kept in list(self._kept.items()):
                # What was a part may have to stand for itself again.
                within = name.lo <= other.lo and other.hi <= name.hi
                if kept.inner and other.device == name.device and within:
                    self._kept[other] = replace(kept, inner=False)

    # Looking back along the chains

    def _back(self, name: Name, down_to: int) -> Iterator[tuple[_Node, Kept | None]]:
        """Yield the nodes of a chain from a name's end back, and the run after each."""
        first = (name.device, name.hi, name.chain)
        seen = {first}
        waiting: list[tuple[_Node, Kept | None]] = [(first, None)]
        while waiting:
            node, after = waiting.pop()
            yield node, after
            for end in self._ends.get(node, ()) if node[1] > down_to else ():
                before = _before(self._kept[end].run)
                if before not in seen:
                    seen.add(before)
                    waiting.append((before, self._kept[end]))

    def _path(self, name: Name) -> list[Kept] | None:
        """Return runs that follow each other, from one with a name's first event to its end."""
        after: dict[_Node, Kept | None] = {}
        for node, kept in self._back(name, name.lo - 1):
            after[node] = kept
            if node[1] < name.lo:
                path = []
                while kept is not None:
                    path.append(kept)
                    kept = after[kept.run.device, kept.run.hi, kept.run.name.chain]
                return path
        return None

    def _lines(self, run: Run) -> dict[int, list[bytes]]:
        found: dict[int, list[bytes]] = {}
        if run.lo <= self._database.last_number(run.device):
            for number, raw in self._database.lines(run.device, run.lo - 1, run.hi):
                found.setdefault(number, []).append(raw)
        return found

    def _events(self, kept: Kept) -> list[bytes]:
        here = self._lines(kept.run)
        events = []
        for number in range(kept.run.lo, kept.run.hi + 1):
            some, pick = here.get(number, []), kept.picks.get(number)
            if pick is not None:
                some = [raw for raw in some if _digest(raw) == pick]
            events.append(some[0] if some else BLANK)
        return events

    def _is_whole(self, kept: Kept, ring: Ring) -> bool:
        key = ring.get(kept.run.key)
        return key is not None and follow(key, kept.run.start, self._events(kept))[-1] == (
            kept.run.end
        )


def _before(run: Run) -> _Node:
    return run.device, run.lo - 1, run.start.hex()[:16]


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).digest()[:8].hex()


def _key(ring: Ring, key_id: str) -> TeamKey:
    key = ring.get(key_id)
    if key is None:
        raise NotHeld(key_id)
    return key
