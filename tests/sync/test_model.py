"""Devices share through folders that do everything a folder must not.

Each device sees its own copy of the folder, as with a cloud client; files travel
between the copies late, in any order, half, twice or never. Devices are lost, are
restored from old backups, run twice. In the end the copies that are left become one,
and every device must show what all events together say that anybody still had: in the
records of a device that is left, or in a file that can be read. That, and what may be
read, is worked out in oracle.py, with no code of Aimline's.

Devices are stolen, too, with their keys, which the oracle learns: whoever has one writes in any
device's name. Once the passphrase was changed for that, what comes under the old keys counts
only if whoever changed it knew it then, or if a device that is left made it.

``AIMLINE_HISTORIES=2000`` makes a long run of it. Hypothesis takes the
rules of a history from one class, so they can't lie in several files.
"""

import asyncio
import json
import os
from contextlib import suppress
from random import Random

import oracle
import pytest
from ciphers import Real
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sync_doubles import ONCE, PASSPHRASE, Device, Drawer, Killed, Memory, clock, flipped

from sync.errors import (
    AlreadyShared,
    FolderProblem,
    KeysMissing,
    NotShared,
    OtherVault,
    WrongPassphrase,
)
from sync.exchange import rollup
from sync.keys.team_keys import Ring
from sync.segments.sealing import START, Run, follow, open_segment, seal

HISTORIES = int(os.environ.get("AIMLINE_HISTORIES", "40"))
DAY_MS = 24 * 3_600_000
NAME = "Zebedee"
MOST = 5

which = st.integers(0, MOST - 1)


def private(table, id_, fields):
    return table == "samples"


class Seat:
    """A device, its copy of the folder, and what it was told is kept.

    ``acked`` are events, ``samples`` those that must never leave it. ``ever`` are all
    events that it has had in this life, ``lives`` those of its former ones: restored from
    a backup, or back under a former id, a device begins a new life, and nothing can tell
    it from another device.
    """

    def __init__(self, device, folder, acked=(), samples=()):
        self.device, self.folder = device, folder
        self.acked, self.samples, self.ever = list(acked), list(samples), set()
        self.lives = []

    def begin_again(self):
        self.lives.append(self.ever)
        self.ever = set()

    @property
    def keys(self):
        return [bytes.fromhex(one["key"]) for one in self.device.drawer.kept]

    def events(self):
        db = self.device.db
        return {(source, raw) for source in db.devices() for _, raw in db.lines(source)}


class Watch:
    """Looks on at each put and delete of one device, and knows what it may do."""

    def __init__(self, model, seat):
        self.model, self.seat = model, seat
        self.listed = []  # key files as they were when the sync began

    def put(self, path, data):
        opened = oracle.segment(data, self.model.keys)
        if not opened:
            return
        lines = set(opened.events.values())
        self.model.learn_chain(data, self.model.keys)
        for line in lines:
            self.model.under.setdefault((opened.device, line), set()).add(opened.key)
            assert (
                (opened.device, line) not in self.model.evil
                or opened.key in self.model.stolen_keys
                or self.model.was_known(line)
            ), "what a thief wrote was sealed under a new key"
        new = lines - self.model.sealed
        self.model.sealed |= lines
        mine = {oracle.key_id(key) for key in self.seat.keys}
        for current, holds in self.listed:
            # A key that was replaced may have leaked.
            if new and opened.device == self.seat.device.db.device and opened.key in holds:
                assert current in mine, "new events were sealed under a key that was replaced"
        texts = {json.loads(line)[1] for line in lines}
        assert "samples" not in texts, "a private event was shared"

    def delete(self, path):
        files = self.seat.folder.files
        opened = oracle.segment(files.get(path, b""), self.model.keys)
        if not opened or path in self.model.harmed:
            return
        gone = {(opened.device, line) for line in opened.events.values()}
        others = [seat.ever for seat in self.model.everybody if seat is not self.seat]
        others += [life for seat in self.model.everybody for life in seat.lives]
        assert any(gone <= ever for ever in others), "a part went that no other device had read"
        rest = {p: raw for p, raw in files.items() if p != path}
        if not any(oracle.NAME.match(p) for p in self.model.harmed):
            assert gone <= oracle.sync_log(rest, self.model.keys), "a part went without a whole"


class Devices(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.together, rollup.TOGETHER = rollup.TOGETHER, 3  # short histories join files too
        self.seats, self.everybody, self.backups = [], [], []
        self.passphrases = [PASSPHRASE]
        self.sealed = set()  # events that were ever put
        self.harmed = set()  # paths whose bytes were changed while their size was not
        self.keys = []
        self.count = 0
        self.thieves = []  # rings of stolen devices
        self.evil = set()  # events, with their devices, that thieves made
        self.chain = {}  # by each value of a chain that was sealed, the one before, and the event
        self.starts = {}  # by key, the chains' values before what was sealed under it
        self.under = {}  # ids of the keys that each event, with its device, was sealed under
        self.changes = {}  # by key that replaced others: those, what was known, by whom

    @property
    def stolen_keys(self):
        return set().union(*(ring.ids for ring in self.thieves))

    def learn_chain(self, data, keys):
        self.chain.update(oracle.steps(data, keys))
        self.starts.setdefault(data[4:12].hex(), set()).add(data[28:60])

    def was_known(self, line):
        return any(line in known for _, known, _ in self.changes.values())

    def sit(self, device, acked=(), samples=()):
        folder = Memory(self.random)
        folder.disk = device.disk
        seat = Seat(device, folder, acked, samples)
        folder.watch = Watch(self, seat)
        self.seats.append(seat)
        self.everybody.append(seat)
        return seat

    def device(self, days=0, disk=None, drawer=None):
        self.count += 1
        wall = clock(1_795_000_000_000 + days * DAY_MS)
        seed = self.random.random()
        return Device(seed, wall=wall, disk=disk, drawer=drawer, private=private)

    def one(self, number):
        return self.seats[number % len(self.seats)]

    @initialize(seed=st.integers(0, 2**32), count=st.integers(2, 4), founders=st.integers(1, 2))
    def begin(self, seed, count, founders):
        self.random = Random(seed)
        for place in range(count):
            seat = self.sit(self.device(self.random.choice([-11, 0, 11])))
            if place < founders:
                seat.device.found(seat.folder)
                self.keys += seat.keys
        self.become_one()
        for seat in self.seats:
            seat.device.join(seat.folder)

    def keep(self, seat, change):
        """Put one change, and note the event that was acknowledged."""
        db = seat.device.db
        before = db.last_number(db.device)
        db.put([change])
        table, id_, fields = change  # a device always sees its own last edit
        assert db.table(table).get(doc_id=id_).items() >= fields.items()
        target = seat.samples if change[0] == "samples" else seat.acked
        target += [(db.device, raw) for _, raw in db.lines(db.device, before)]

    # What people do

    @rule(
        who=which,
        student=st.integers(0, 2),
        field=st.sampled_from(["name", "goal", "_deleted"]),
        value=st.integers(0, 9),
    )
    def edit(self, who, student, field, value):
        seat, id_ = self.one(who), f"student-{student}"
        db = seat.device.db
        table = db.table("students")
        if field == "_deleted":
            number = db.last_number(db.device)
            table.remove(doc_ids=[i for i in [id_] if table.contains(doc_id=i)])
            seat.acked += [(db.device, raw) for _, raw in db.lines(db.device, number)]
            assert not table.contains(doc_id=id_)
        else:
            self.keep(seat, ("students", id_, {field: f"{NAME}{value}"}))

    @rule(who=which, sample=st.booleans())
    def record(self, who, sample):
        self.count += 1
        table = "samples" if sample else ONCE
        taps = [self.random.randrange(99) for _ in range(5)]
        fields = {"score": self.count, "taps": taps}
        self.keep(self.one(who), (table, f"result-{self.count}", fields))

    @rule(who=which)
    def record_what_another_one_may_have(self, who):
        """Two devices make one result: the earlier one's stands everywhere."""
        self.count += 1
        seat = self.one(who)
        if not seat.device.db.table(ONCE).contains(doc_id="result-of-two"):
            self.keep(seat, (ONCE, "result-of-two", {"score": self.count}))

    @rule(
        who=which, fault=st.sampled_from([0, 0, 0.1, 0.4]), kills=st.booleans(), deep=st.booleans()
    )
    def sync(self, who, fault, kills, deep):
        self.once(self.one(who), fault, kills=kills, deep=deep)

    @rule(who=which, times=st.integers(2, 7))
    def give_probes(self, who, times):
        """Each one is shared at once, as a device does: small files that are joined later."""
        for _ in range(times):
            self.record(who, sample=False)
            self.once(self.one(who))

    def once(self, seat, fault=0.0, *, kills=False, deep=False):
        device, folder = seat.device, seat.folder
        folder.watch.listed = [] if fault else oracle.key_files(folder.files)
        folder.fault, folder.kills = fault, kills
        if kills and self.random.random() < fault:
            device.disk.life = self.random.randrange(3000)
        try:
            report = device.sync(folder, deep=deep)
            if report.lost_key_file and not (fault or kills):
                self.passphrases.append(f"passphrase again {len(self.passphrases)}")
                asyncio.run(device.sharing.change_passphrase(folder, self.passphrases[-1]))
        except (Killed, KeysMissing, FolderProblem):
            device.disk.life = None
            device.start()
        finally:
            folder.fault, folder.kills, device.disk.life = 0, False, None
            folder.watch.listed = []
        seat.ever |= seat.events()
        self.learn_keys()

    def learn_keys(self):
        self.keys += [key for seat in self.seats for key in seat.keys if key not in self.keys]

    @rule(who=which, leaked=st.booleans())
    @precondition(lambda self: self.seats and len(self.passphrases) < 4)
    def another_passphrase(self, who, leaked):
        seat = self.one(who)
        sharing = seat.device.sharing
        self.passphrases.append(f"passphrase number {self.count}")
        change = sharing.replace_key if leaked else sharing.change_passphrase
        try:
            asyncio.run(change(seat.folder, self.passphrases[-1]))
        except KeysMissing:
            self.passphrases.pop()
        else:
            if leaked:
                ring = Ring.from_json(seat.device.drawer.kept)
                new = max(ring.keys, key=lambda key: len(key.replaces))
                known = {line for _, line in seat.events()}
                self.changes[new.id] = (set(new.replaces), known, seat)
        self.learn_keys()

    @rule(who=which)
    def type_passphrases(self, who):
        seat = self.one(who)
        for passphrase in self.passphrases:
            with suppress(ValueError):  # it is another one's
                seat.device.join(seat.folder, passphrase)

    @rule(who=which)
    def type_a_wrong_passphrase(self, who):
        """A new device with a wrong passphrase changes nothing, and never founds a vault."""
        folder = self.one(who).folder
        before, stranger = dict(folder.files), self.device()
        watch, folder.watch = folder.watch, None
        ours = any(
            oracle.NAME.match(path) or oracle.key_files({path: raw}) for path, raw in before.items()
        )
        try:
            with pytest.raises((WrongPassphrase, KeysMissing, NotShared)):
                stranger.join(folder, "not it at all")
            if ours:
                with pytest.raises(AlreadyShared):
                    stranger.found(folder, "not it at all")
        finally:
            folder.watch = watch
        assert folder.files == before
        assert not stranger.drawer.kept

    @rule(who=which)
    def choose_a_strangers_folder(self, who):
        seat, folder, stranger = self.one(who), Memory(), self.device()
        stranger.put(("students", "student-of-others", {"name": "Xaver"}))
        stranger.found(folder)
        stranger.sync(folder)
        before = dict(folder.files)
        for work in (seat.device.sync, seat.device.join):
            with pytest.raises(OtherVault):
                work(folder)
        assert folder.files == before

    @rule(who=which)
    def restart(self, who):
        self.one(who).device.start()

    # What folders do

    @rule(one=which, other=which, count=st.integers(1, 9), half=st.booleans())
    def travel(self, one, other, count, half):
        """The cloud carries some files from one copy of the folder to another."""
        source, target = self.one(one).folder.files, self.one(other).folder.files
        for path in self.random.sample(sorted(source), min(count, len(source))):
            data = source[path]
            if half and self.random.random() < 0.3:
                data = data[: self.random.randrange(len(data) + 1)]
            if target.get(path, data) != data:
                target[f"{path[:-4]} (conflicted copy {self.count}){path[-4:]}"] = target[path]
            target[path] = data

    @rule(
        who=which,
        what=st.sampled_from(
            ["lose", "flip", "zeros", "cut", "foreign", "rename", "copy", "swap", "newer", "wipe"]
        ),
    )
    def harm(self, who, what):
        files = self.one(who).folder.files
        if what == "wipe":
            files.clear()
        if not files:
            return
        path, other = self.random.choice(sorted(files)), self.random.choice(sorted(files))
        if what == "lose":
            del files[path]
        elif what == "flip" and files[path]:
            files[path] = flipped(files[path], self.random)
            self.harmed.add(path)
        elif what == "zeros":
            files[path] = bytes(len(files[path]))
            self.harmed.add(path)
        elif what == "cut":
            files[path] = files[path][: self.random.randrange(len(files[path]) + 1)]
        elif what in ("rename", "copy"):
            files[f"{path[:-4]} 😀 (1).seg"] = files[path]
            if what == "rename":
                del files[path]
        elif what == "swap":
            files[path], files[other] = files[other], files[path]
            self.harmed |= {path, other}
        elif what == "newer":
            newer = self.random.randbytes(8).hex()
            files[f"d/{newer}/000000001-000000002-{newer}.seg"] = b"AIM2" + bytes(344)
        elif what == "foreign":
            files[f"d/Für Eltern/{self.count} notes.txt"] = b"hello"

    @rule(who=which, place=st.booleans())
    def keep_only_a_conflicted_copy(self, who, place):
        """Where two files had one name, the wrong one kept it."""
        files = self.one(who).folder.files
        mine = sorted(path for path in files if path.endswith(".seg") and "(" not in path)
        if mine:
            path = self.random.choice(mine)
            files[f"{path[:-4]} (Anna's conflicted copy){path[-4:]}"] = files[path]
            files[path] = files[path][:99] if place else b""

    # What befalls devices

    @precondition(lambda self: len(self.seats) > 2)
    @rule(who=which, stays=st.sampled_from(["nothing", "its copy", "conflicted copies"]))
    def lose_a_device(self, who, stays):
        """A tablet falls into the lake; what it had sent is in the cloud's copy, or isn't."""
        seat = self.one(who)
        if stays == "conflicted copies":
            self.record(self.seats.index(seat), sample=False)
            self.once(seat)
        self.seats.remove(seat)
        target = self.random.choice(self.seats).folder.files
        for path, data in seat.folder.files.items() if stays != "nothing" else ():
            other = f"{path[:-4]} (conflicted copy of {self.count}){path[-4:]}"
            differs = target.get(path, data) != data
            target[other if differs or stays == "conflicted copies" else path] = data

    @precondition(lambda self: len(self.seats) > 2)
    @rule(who=which, changes=st.booleans())
    def steal_a_device(self, who, changes):
        """Somebody has it, with all its keys; mostly the others change the passphrase."""
        seat = self.one(who)
        self.seats.remove(seat)
        ring = Ring.from_json(seat.device.drawer.kept)
        if ring.keys:
            self.thieves.append(ring)
            if changes and len(self.passphrases) < 4:
                self.another_passphrase(self.random.randrange(MOST), leaked=True)

    @precondition(lambda self: self.thieves)
    @rule(who=which, how=st.sampled_from(["on top", "on top", "anew", "a new device"]))
    def write_what_a_thief_does(self, who, how):
        """A thief seals under an old key, in any device's name, and can write to the folder."""
        files = self.one(who).folder.files
        ring = self.random.choice(self.thieves)
        key = self.random.choice(ring.keys)
        device, lo, start = self.random.choice(self.everybody).device.db.device, 1, START
        readable = [raw for _, raw in sorted(files.items()) if oracle.segment(raw, self.keys)]
        readable = [raw for raw in readable if raw[4:12].hex() in ring]
        if how == "on top" and readable:
            raw = self.random.choice(readable)
            run = asyncio.run(open_segment(Real(), ring, raw)).run
            device, lo, start = run.device, run.hi + 1, run.end
        elif how == "a new device":
            device = self.random.randbytes(8).hex()
        events = []
        for _ in range(self.random.randrange(1, 4)):
            self.count += 1
            stamp = (1_795_000_000_000 + self.random.randrange(20) * DAY_MS << 16) + self.count
            fields = {self.random.choice(["name", "goal"]): f"{NAME}{self.count}"}
            row = [stamp, "students", f"student-{self.random.randrange(3)}", fields]
            events.append(json.dumps(row, separators=(",", ":")).encode())
        end = follow(key, start, events)[-1]
        run = Run(device, lo, lo + len(events) - 1, start, end, key.id)
        files[run.name.path] = asyncio.run(seal(Real(), key, run, events))
        self.learn_chain(files[run.name.path], [key.key])
        for event in events:
            self.evil.add((device, event))
            self.under.setdefault((device, event), set()).add(key.id)

    @rule(who=which)
    def back_up(self, who):
        seat = self.one(who)
        disk, kept = seat.device.disk.copy(), list(seat.device.drawer.kept)
        self.backups.append((seat, disk, kept, list(seat.acked), list(seat.samples)))

    @precondition(lambda self: self.backups and len(self.seats) < MOST)
    @rule(new=st.booleans())
    def clone(self, new):
        """An old backup of a device is started as one more device."""
        seat, disk, kept, acked, samples = self.random.choice(self.backups)
        drawer = Drawer()
        drawer.kept = list(kept)
        copy = self.sit(self.device(disk=disk.copy(), drawer=drawer), acked, samples)
        if new:  # the two go on under one id, and then see what the other has done
            for one in (seat, copy):
                if one in self.seats:
                    self.record(self.seats.index(one), sample=False)
            self.once(copy)

    @rule(who=which, what=st.sampled_from(["forget", "sync.log", "records.log", "both"]))
    def restore_a_day_later(self, who, what):
        """The same, when in between the device has received and sent something."""
        seat = self.one(who)
        self.back_up(who)
        for one in self.seats:
            self.record(self.seats.index(one), sample=False)
            self.once(one)
            for path, data in one.folder.files.items():
                seat.folder.files.setdefault(path, data)
        self.once(seat)
        self.put_back(self.backups[-1], what)

    @precondition(lambda self: any(one[0] in self.seats for one in self.backups))
    @rule(what=st.sampled_from(["forget", "sync.log", "records.log", "both"]))
    def restore(self, what):
        """What sync knew is lost, or that or the records or both come back from a backup."""
        mine = [one for one in self.backups if one[0] in self.seats]
        self.put_back(self.random.choice(mine), what)

    def put_back(self, backup, what):
        seat, disk, _, acked, samples = backup
        seat.begin_again()
        files = seat.device.disk.files
        if what == "forget":
            files.pop("sync.log", None)
        for name in ("sync.log", "records.log"):
            if what in (name, "both"):
                files[name] = bytearray(disk.files.get(name, b""))
        if what in ("records.log", "both"):
            seat.acked, seat.samples = list(acked), list(samples)
        seat.device.start()

    @rule(who=which, log=st.sampled_from(["records.log", "sync.log"]))
    def rot(self, who, log):
        """A bit of a log turns over on the disk: what it says can't be read there any more."""
        seat = self.one(who)
        file, id_ = seat.device.disk.files.get(log, b""), seat.device.db.device
        if len(file) > 12:
            file[self.random.randrange(12, len(file))] ^= 1 << self.random.randrange(8)
        seat.device.start()
        if seat.device.db.device != id_:  # the line that said it
            seat.begin_again()
        left = seat.events()
        seat.acked = [event for event in seat.acked if event in left]
        seat.samples = [event for event in seat.samples if event in left]

    # The end

    def become_one(self):
        """Make all copies of the folder alike; where two differ, one becomes a conflicted copy."""
        folders = [seat.folder for seat in self.seats]
        for one in folders:
            for other in folders:
                for path, data in list(one.files.items()):
                    if "conflict" in path and path in other.files:
                        continue
                    old = other.files.get(path, data)
                    if old != data and self.random.random() < 0.5:
                        other.files[f"{path[:-4]}.sync-conflict-1{path[-4:]}"] = data
                    else:
                        if old != data:
                            other.files[f"{path[:-4]}.sync-conflict-2{path[-4:]}"] = old
                        other.files[path] = data

    def everyone(self, *, deep=False):
        for seat in self.seats:
            for passphrase in self.passphrases:
                with suppress(ValueError):
                    seat.device.join(seat.folder, passphrase)
            self.learn_keys()
            if seat.device.sharing.joined:
                self.once(seat, deep=deep)

    def teardown(self):
        try:
            if self.seats:
                self.settle()
        finally:
            rollup.TOGETHER = self.together

    def settle(self):
        self.learn_keys()
        must = set().union(*(seat.acked for seat in self.seats))
        for seat in self.seats:
            must |= {one for one in seat.events() if one not in seat.samples}
        # What is sealed under a key that only a lost device had can be read by nobody, unless a
        # whole key file of its is left.
        keys = {oracle.key_id(key) for seat in self.seats for key in seat.keys}
        keys = keys.union(*(oracle.kept_keys(seat.folder.files) for seat in self.seats))
        left = [key for key in self.keys if oracle.key_id(key) in keys]
        for seat in self.seats:
            must |= oracle.sync_log(seat.folder.files, left)
        deep = bool(self.harmed)  # only that finds bytes that changed while the size did not
        for seat in self.seats:
            seat.device.start()  # an odd file that was read badly is read again in the next session
        for _ in range(3):
            self.everyone(deep=deep)
            self.become_one()
        for seat in self.seats:
            seat.folder.files = self.seats[0].folder.files
        for _ in range(3):
            self.everyone(deep=deep)
        self.rest()
        self.same(must)
        # Life goes on.
        for place, seat in enumerate(self.seats):
            self.keep(seat, ("students", f"student-{place}", {"goal": f"{place}"}))
        self.rest()
        self.same(must | set().union(*(seat.acked for seat in self.seats)))
        ids = [seat.device.db.device for seat in self.seats]
        assert len(set(ids)) == len(ids), "two devices have one id"
        self.one_key()
        self.a_fresh_one_learns_everything()
        self.one_device_is_enough()

    def rest(self):
        """Sync until nothing is written any more; then see that all is at rest."""
        for _ in range(12):
            for seat in self.seats:
                seat.folder.put_paths = []
            self.everyone()
            if not any(seat.folder.put_paths for seat in self.seats):
                self.idle()
                return
        raise AssertionError(f"no rest: {[seat.folder.put_paths for seat in self.seats]}")

    def idle(self):
        """Nothing that can be read is read once more, and nothing is written.

        What stands under the name of a device that nobody knows may be put right at any time, by
        whoever has its events: so it is looked at each time.
        """
        for seat in self.seats:
            seat.folder.got = []
            self.once(seat)
            files = seat.folder.files
            again = {path: files[path] for path in seat.folder.got if path in files}
            for path, opened in oracle.segments(again, seat.keys):
                if int(oracle.NAME.match(path)[3]) != max(opened.events):
                    continue  # another segment is in it: as good as damaged, until it is mended
                assert opened.device not in path, "cost doesn't follow what is new"
            assert not seat.folder.put_paths, "an idle folder doesn't stay idle"

    def counting(self, events):
        """Return those events that count after the passphrase was changed."""
        have = {oracle.key_id(key) for seat in self.seats for key in seat.keys}
        mine = set().union(*(seat.acked for seat in self.seats))
        changes = [one for new, one in self.changes.items() if new in have]
        rings = [seat.device.drawer.kept for seat in self.seats]
        ends = [end for ring in rings for key in ring for end in key.get("ends", ())]
        # What somebody with a key in force went on from counts, even if that was a thief.
        replaced = set().union(*(old for old, *_ in changes))
        starts = [self.starts.get(key, set()) for key in have - replaced]
        leads = oracle.led_to(
            {bytes.fromhex(end.split()[2]) for end in ends}.union(*starts), self.chain
        )
        here = set().union(*(seat.events() for seat in self.seats))

        def counts(event):
            for key in self.under.get(event, ()) if event not in mine else ():
                after = [one for one in changes if key in one[0]]
                by = [seat for _, known, seat in after if event[1] in known]
                if not after or any(seat in self.seats for seat in by):
                    return True
                # Whoever knew it is lost, or knew only what comes after it.
                if event in here and (by or event in leads):
                    return True
            return event in mine or event not in self.under

        return {event for event in events if counts(event)}

    def same(self, events):
        expected = oracle.records(self.counting(events), ONCE)
        expected.pop("seen", None)
        expected.pop("samples", None)
        for seat in self.seats:
            for _ in range(2):
                view = seat.device.view()
                samples = view.pop("samples", {})
                assert samples == oracle.records(seat.samples, ONCE).get("samples", {})
                assert view == expected
                for source in seat.device.db.devices():
                    lines = list(seat.device.db.lines(source))
                    assert len(lines) == len(set(lines)), "an event is kept twice"
                seat.device.start()
        for path, data in self.seats[0].folder.files.items():
            for word in (NAME, "student", "result-", "score", "taps", "students"):
                assert word.encode() not in data, path
                assert word not in path

    def one_key(self):
        """What is new now goes under one key: the least of those that none replaces."""
        rings = [seat.device.drawer.kept for seat in self.seats]
        keys = {
            oracle.key_id(bytes.fromhex(k["key"])): set(k["replaces"]) for r in rings for k in r
        }
        replaced = set().union(*keys.values())
        least = min(set(keys) - replaced)
        for seat in self.seats:
            before = dict(seat.folder.files)
            self.keep(seat, ("students", "student-0", {"goal": f"last of {seat.device.db.device}"}))
            self.once(seat)
            new = [raw for path, raw in seat.folder.files.items() if path not in before]
            assert {raw[4:12].hex() for raw in new if raw[:4] == b"AIM1"} == {least}
        self.rest()

    def a_fresh_one_learns_everything(self):
        fresh = self.device()
        self.learn(fresh, self.seats[0].folder)
        view = self.seats[0].device.view()
        view.pop("samples", None)
        assert fresh.view() == view

    def learn(self, fresh, folder):
        """Join with every passphrase that fits, and sync once."""
        folder.watch = None
        for passphrase in self.passphrases:
            with suppress(ValueError):
                fresh.join(folder, passphrase)
        return fresh.sync(folder)

    def one_device_is_enough(self):
        """Any device refills an empty folder, from which a fresh one learns everything."""
        seat = self.random.choice(self.seats)
        folder, fresh = Memory(), self.device()
        seat.device.start()
        for _ in range(3):
            lost = seat.device.sync(folder).gaps
        report = self.learn(fresh, folder)
        assert not report.damaged + report.newer + report.locked
        assert report.gaps == lost  # what a device that is lost never sent
        view = seat.device.view()
        view.pop("samples", None)
        assert fresh.view() == view
        found = fresh.check(folder)
        assert not found.damaged + found.newer + found.locked
        assert lost or found.sound


TestDevices = pytest.mark.long(Devices.TestCase)
TestDevices.settings = settings(
    max_examples=HISTORIES,
    stateful_step_count=40,
    deadline=None,
    # The short run is the same each time; a long one goes where none has been.
    derandomize="AIMLINE_HISTORIES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
