"""What this device has of the vault, and what it knows of the folder's files.

That is: verified runs of events, the sizes of files that were read and found right, key
files, and the folder's address. They are kept in a log of their own, ``sync.log``, with the
store's guarantees. Losing it loses nothing: the files are read once more.

One class writes and reads the log, because every note that ``_note`` writes has to have
the same effect in memory at once as ``_read`` gives it when the log is opened again.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple, Self

from store.database import Database
from store.files import Files
from store.log import NOWHERE, Log, LogPosition
from sync.errors import BadKeyFile, EventsMissing
from sync.keys.key_file import KeyFile, key_file
from sync.keys.team_keys import Ring, TeamKey
from sync.segments.chains import Chains, Kept
from sync.segments.sealing import BLANK, Name, Run, follow, read_name
from sync.segments.sync_file import Holding

FILE = "sync.log"
_SOURCE = "sync"


class Exchanged(NamedTuple):
    """A sync that ended: when, by this device's clock, and how much was exchanged."""

    at_ms: int
    sent: int
    received: int


class Waiting(NamedTuple):
    """A key file that waits for its passphrase; ``by_hand`` if it came in a sync file."""

    file: KeyFile
    by_hand: bool


class Unsure(NamedTuple):
    """A file of this size with a run under a replaced key that leads to no end known here."""

    size: int
    run: Run


class SyncLog:
    """Runs, sizes and key files.

    ``last`` is the latest sync that ended. ``sizes`` are, by path, those of the segments that
    this device verified or wrote; ``odd`` those of files without a segment's name whose events
    are here. ``unsure`` are by path those whose events don't count, or not yet: ``Unsure``.
    ``key_files`` are by path; ``gone`` are those that vanished while another of the
    same key was there, ``expelled`` those that this device removed. ``waiting`` are, by path,
    those with some keys that this device has and some that it lacks. ``others`` are the devices
    whose sync files were opened here, the latest last, and what they have.
    """

    @classmethod
    async def open(cls, files: Files, database: Database) -> Self:
        """Open the log; writes nothing.

        Raises:
            NewerLog: as for every log. NewerKeyFile: a later Aimline noted a key file.
        """
        log = await Log.open(files, FILE, losable=True)
        try:
            return cls(log, database)
        except BaseException:
            log.close()
            raise

    def __init__(self, log: Log, database: Database) -> None:
        self._log = log
        self._database = database
        self.chains = Chains()
        self._unsaved: list[dict[str, Any]] = []
        self.sizes: dict[str, int] = {}
        self.odd: dict[str, int] = {}
        self.unsure: dict[str, Unsure] = {}
        self.key_files: dict[str, KeyFile] = {}
        self.gone: set[str] = set()
        self.expelled: set[str] = set()
        self.waiting: dict[str, Waiting] = {}
        self.vaults: set[str] = set()
        self.others: dict[str, tuple[Name, ...]] = {}
        self.address: str | None = None
        self.last: Exchanged | None = None
        self._position: LogPosition | None = None  # of the records, when runs were noted last
        self._damage = 0  # damaged lines of this log, when the records were compared with it last
        for line in self._log.lines(_SOURCE):
            self._read(json.loads(line.json))

    def close(self) -> None:
        """Close the file."""
        self._log.close()

    @property
    def is_borne_out(self) -> bool:
        """Whether the records have only grown since runs were last noted, and every note is here.

        A damaged line may have said that a run is forgotten.
        """
        return (
            self._position is not None
            and self._damage == len(self._log.problems)
            and self._database.went_on_from(self._position)
        )

    def know_position(self, after: LogPosition = NOWHERE) -> None:
        """Note that the records, as they are now, bear out every noted run.

        Args:
            after: a position from which they are known to have gone on.
        """
        position = self._database.position(after)
        self._note({"records": [*position, len(self._log.problems)]})

    def save(self) -> None:
        """Write what was noted since the last call; durable on return.

        Raises:
            NotKept: the disk refused; the call may be repeated.
        """
        if any("run" in one or "forget" in one for one in self._unsaved):
            self.know_position(self._position or NOWHERE)
        if self._unsaved:
            first = self._log.next_number(_SOURCE)
            bodies = [json.dumps(one, separators=(",", ":")).encode() for one in self._unsaved]
            self._log.append(_SOURCE, [*enumerate(bodies, start=first)])
            self._unsaved = []

    # Events of runs, from the records

    def read(self, name: Name, ring: Ring) -> tuple[Run, list[bytes]]:
        """Return the run of a name and its events; it need not have been received as one run.

        Raises:
            EventsMissing: not all events are here, or they have several keys.
        """
        path = self.chains.path(name)
        if path is None:
            raise EventsMissing(name.path)
        links, events, keys = [path[0].run.start], list[bytes](), list[str]()
        for kept in path:
            some = self.events(kept)
            links += follow(key_on(ring, kept.run.key), links[-1], some)
            if links[-1] != kept.run.end:
                raise EventsMissing(name.path)
            events += some
            keys += [kept.run.key] * len(some)
        first = path[0].run.lo
        begin, end = name.lo - first, name.hi - first + 1
        run = Run(name.device, name.lo, name.hi, links[begin], links[end], keys[end - 1])
        if run.name != name or len(set(keys[begin:end])) != 1:
            raise EventsMissing(name.path)
        return run, events[begin:end]

    def lines(self, device: str, lo: int, hi: int) -> dict[int, list[bytes]]:
        """Return the lines that the records have for a device's numbers ``lo`` to ``hi``."""
        found: dict[int, list[bytes]] = {}
        if lo <= self._database.last_number(device):
            for number, raw in self._database.lines(device, lo - 1, hi):
                found.setdefault(number, []).append(raw)
        return found

    def events(self, kept: Kept, here: Mapping[int, list[bytes]] | None = None) -> list[bytes]:
        """Return the events of a run, with its blanks; from the lines ``here``, if given."""
        if here is None:
            here = self.lines(kept.run.device, kept.run.lo, kept.run.hi)
        events = []
        for number in range(kept.run.lo, kept.run.hi + 1):
            some, pick = here.get(number, []), kept.picks.get(number)
            if pick is not None:
                some = [raw for raw in some if digest(raw) == pick]
            events.append(some[0] if some else BLANK)
        return events

    def is_intact(self, kept: Kept, ring: Ring, here: Mapping[int, list[bytes]]) -> bool:
        """Tell whether the records' lines still lead to the chain's value at a run's end."""
        key = ring.get(kept.run.key)
        return key is not None and follow(key, kept.run.start, self.events(kept, here))[-1] == (
            kept.run.end
        )

    def gaps(self, ring: Ring) -> list[Run]:
        """Return the runs whose preceding events are not here.

        Where a device's history has two branches, one may begin in the middle of a run of
        the other.
        """
        return [run for run in self.chains.loose() if not self._branches(run, ring)]

    def _branches(self, run: Run, ring: Ring) -> bool:
        before = run.lo - 1
        for kept in self.chains.kept.values():
            other, key = kept.run, ring.get(kept.run.key)
            if key and other.device == run.device and other.lo <= before < other.hi:
                links = follow(key, other.start, self.events(kept))
                if links[before - other.lo] == run.start:
                    return True
        return False

    # Notes

    def keep_run(self, run: Run, events: Sequence[bytes], picks: dict[int, str]) -> None:
        """Note a run whose events are already in the records."""
        self.learn(Kept(run, sum(event != BLANK for event in events), picks))

    def join(self, runs: Sequence[Run]) -> Run:
        """Note one run that replaces several consecutive ones of one key; return it."""
        run = replace(runs[0], hi=runs[-1].hi, end=runs[-1].end)
        parts = [self.chains.kept[part.name] for part in runs]
        picks = {n: pick for part in parts for n, pick in part.picks.items()}
        self.learn(Kept(run, sum(part.count for part in parts), picks))
        for part in parts:
            self.learn(replace(part, inner=True))
        return run

    def forget(self, name: Name) -> None:
        """Note that the records no longer have all events of a run."""
        self._note({"forget": list(name)})

    def adopt(self, name: Name) -> None:
        """Note a listed name as one run, if the runs that it covers are all here."""
        if name in self.chains.kept:
            return
        path = self.chains.path(name)
        if path is None or path[0].run.lo != name.lo:
            return
        if len({kept.run.key for kept in path}) == 1:
            self.join([kept.run for kept in path])

    def know_size(self, path: str, size: int) -> None:
        """Note that a file of this size was read and found right, or written."""
        if self.sizes.get(path) != size:
            self._note({"size": [path, size]})

    def know_odd(self, path: str, size: int) -> None:
        """Note that the events in a file without a segment's name are here."""
        if self.odd.get(path) != size:
            self._note({"odd": [path, size]})

    def know_unsure(self, path: str, unsure: Unsure | None) -> None:
        """Note that a file's run is unsure, or is not any more."""
        if self.unsure.get(path) != unsure:
            self._note(
                {"unsure": [path, *(() if unsure is None else (unsure.size, *_row(unsure.run)))]}
            )

    def doubt_nothing(self) -> None:
        """Note that there are other keys now, by which files may count that did not."""
        if self.unsure:
            self._note({"unsure": []})

    def know_address(self, address: str) -> None:
        """Note where the folder is."""
        if self.address != address:
            self._note({"address": address})

    def leave(self) -> None:
        """Note that the device has left the vault, and forget its folder."""
        if self.address is not None:
            self._note({"address": None})
        if self.last is not None:
            self._note({"last": None})
        for name in [*self.waiting]:
            self.stop_waiting(name)

    def know_last(self, last: "Exchanged") -> None:
        """Note a sync that ended."""
        self._note({"last": list(last)})

    def know_vault(self, ids: Collection[str]) -> None:
        """Note the ids of the vault that this data folder belongs to."""
        if not self.vaults >= set(ids):
            self._note({"vault": sorted(ids)})

    def call_off(self, vault: str, key_file: str) -> None:
        """Note that a vault was not begun after all; its only key file may not be in any folder."""
        self._note({"called off": [vault, key_file]})

    def know_other(self, holding: Holding) -> None:
        """Note what another device has, replacing the last such note."""
        if holding.device != self._database.device:
            self._note({"other": [holding.device, [name.path for name in holding.names]]})

    def know_key_file(self, file: KeyFile) -> None:
        """Note a key file."""
        if file.name not in self.key_files:
            self._note({"key": [file.name, file.raw.decode()]})
        self.stop_waiting(file.name)

    def wait_for(self, file: KeyFile, *, by_hand: bool) -> None:
        """Note a key file that may not be genuine, as no passphrase has opened it yet."""
        if self.waiting.get(file.name) != (file, by_hand):
            self._note({"waits": [file.name, file.raw.decode(), by_hand]})

    def stop_waiting(self, name: str) -> None:
        """Note that a waiting key file was opened, or vanished."""
        if name in self.waiting:
            self._note({"waited": name})

    def mark_key_file(self, name: str, state: str) -> None:
        """Note that a key file is ``here``, ``gone`` or ``expelled``."""
        now = "expelled" if name in self.expelled else "gone" if name in self.gone else "here"
        if now != state:
            self._note({state: name})

    def _note(self, one: dict[str, Any]) -> None:
        self._read(one)
        self._unsaved.append(one)

    def learn(self, kept: Kept) -> None:
        """Note a run, or what is now known of it."""
        if self.chains.kept.get(kept.run.name) != kept:
            picks = {str(n): pick for n, pick in kept.picks.items()}
            self._note({"run": [*_row(kept.run), kept.count, picks, kept.inner]})

    def _read(self, one: dict[str, Any]) -> None:
        match one:
            case {"run": [device, lo, hi, start, end, key, count, picks, inner]}:
                run = Run(device, lo, hi, bytes.fromhex(start), bytes.fromhex(end), key)
                picks = {int(n): pick for n, pick in picks.items()}
                self.chains.add(Kept(run, count, picks, inner))
            case {"forget": [device, lo, hi, chain]}:
                self.chains.forget(Name(device, lo, hi, chain))
                self.odd.clear()  # the events of an odd file may be among those that were lost
            case {"records": [end, crc, *damage]}:
                self._position = LogPosition(end, crc)
                self._damage = sum(damage)
            case {"size": [path, size]}:
                self.sizes[path] = size
            case {"odd": [path, size]}:
                self.odd[path] = size
            case {"unsure": [path, size, device, lo, hi, start, end, key]}:
                run = Run(device, lo, hi, bytes.fromhex(start), bytes.fromhex(end), key)
                self.unsure[path] = Unsure(size, run)
            case {"unsure": [path]}:
                self.unsure.pop(path, None)
            case {"unsure": []}:
                self.unsure.clear()
            case {"address": address}:
                self.address = address
            case {"last": last}:
                self.last = None if last is None else Exchanged(*last)
            case {"other": [device, paths]}:
                self.others.pop(device, None)
                self.others[device] = tuple(n for p in paths if (n := read_name(p)))
            case {"vault": ids}:
                self.vaults.update(ids)
            case {"called off": [vault, name]}:
                self.vaults.discard(vault)
                self.key_files.pop(name, None)
                self.address = None
            case {"key": [name, text]}:
                self.key_files[name] = key_file(name, text.encode())
            case {"waits": [name, text, by_hand]}:
                with suppress(BadKeyFile):  # it asks for more work than an Aimline now does
                    self.waiting[name] = Waiting(key_file(name, text.encode()), by_hand)
            case {"waited": name}:
                self.waiting.pop(name, None)  # the line by which it waits may be damaged
            case {"here": name}:
                self.gone.discard(name)
                self.expelled.discard(name)
            case {"gone": name}:
                self.gone.add(name)
            case {"expelled": name}:
                self.expelled.add(name)


def _row(run: Run) -> list[str | int]:
    return [run.device, run.lo, run.hi, run.start.hex(), run.end.hex(), run.key]


def digest(raw: bytes) -> str:
    """Return the short hash by which ``Kept.picks`` identifies a line."""
    return hashlib.sha256(raw).digest()[:8].hex()


def key_on(ring: Ring, key_id: str) -> TeamKey:
    """Return a key of the ring.

    Raises:
        EventsMissing: the ring lacks it.
    """
    key = ring.get(key_id)
    if key is None:
        raise EventsMissing(key_id)
    return key
