"""Devices share through folders that do everything a folder must not.

Each device sees its own copy of the folder, as with a cloud client; files travel
between the copies late, in any order, half, twice or never. In the end the copies
become one, and every device must show what all acknowledged events together say:
that is computed here by brute force, with no code of the store's or of sync's.

``AIMLINE_HISTORIES=2000`` makes a long run of it.
"""

import asyncio
import json
import os
from contextlib import suppress
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sync_doubles import ONCE, PASSPHRASE, Device, Drawer, Killed, Memory, clock, flipped

from sync import rollup
from sync.folder import FolderProblem
from sync.vault import KeysMissing

HISTORIES = int(os.environ.get("AIMLINE_HISTORIES", "40"))
DAY_MS = 24 * 3_600_000
NAME = "Zebedee"
MOST = 5

which = st.integers(0, MOST - 1)


def deserves(events):
    """Return the records that events make, by brute force: device and raw JSON each."""
    said = {}
    for device, raw in events:
        stamp, table, id_, fields = json.loads(raw)
        for field, value in fields.items():
            text = json.dumps(value, sort_keys=True, separators=(",", ":"))
            said.setdefault((table, id_), {}).setdefault(field, []).append(
                ((stamp, device, text), value)
            )
    records = {}
    for (table, id_), fields in said.items():
        best = min if table == ONCE else max
        stands = {field: best(some, key=lambda one: one[0])[1] for field, some in fields.items()}
        if stands.pop("_deleted", False) is not True:
            kept = {field: value for field, value in stands.items() if value != {"_deleted": True}}
            records.setdefault(table, {})[id_] = kept
    return records


def private(table, id_, fields):
    return table == "samples"


class Devices(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.together, rollup.TOGETHER = (
            rollup.TOGETHER,
            3,
        )  # so that short histories join files
        self.devices, self.folders, self.events = [], [], []
        self.samples = {}  # by place of a device, the made-up records it has
        self.backups = []
        self.passphrases = [PASSPHRASE]
        self.count = 0

    def add(self, device):
        folder = Memory(self.random)
        folder.disk = device.disk
        self.devices.append(device)
        self.folders.append(folder)
        return folder

    def device(self, days=0, disk=None, drawer=None):
        self.count += 1
        wall = clock(1_795_000_000_000 + days * DAY_MS)
        seed = self.random.random()
        return Device(seed, wall=wall, disk=disk, drawer=drawer, private=private)

    @initialize(seed=st.integers(0, 2**32), count=st.integers(2, 4), founders=st.integers(1, 2))
    def begin(self, seed, count, founders):
        self.random = Random(seed)
        for place in range(count):
            folder = self.add(self.device(self.random.choice([-11, 0, 11])))
            if place < founders:
                self.devices[place].found(folder)
        self.become_one()
        for device, folder in zip(self.devices, self.folders, strict=True):
            device.join(folder)

    def keep(self, place, change):
        """Put one change, and note the event that was acknowledged."""
        db = self.devices[place].db
        before = db.last_number(db.device)
        db.put([change])
        for _, raw in db.lines(db.device, before):
            if change[0] == "samples":
                self.samples.setdefault(place, []).append((db.device, raw))
            else:
                self.events.append((db.device, raw))

    @rule(
        who=which,
        student=st.integers(0, 2),
        field=st.sampled_from(["name", "goal", "_deleted"]),
        value=st.integers(0, 9),
    )
    def edit(self, who, student, field, value):
        place = who % len(self.devices)
        id_ = f"student-{student}"
        table = self.devices[place].db.table("students")
        if field == "_deleted":
            before = self.devices[place].db
            number = before.last_number(before.device)
            table.remove(doc_ids=[i for i in [id_] if table.contains(doc_id=i)])
            self.events += [(before.device, r) for _, r in before.lines(before.device, number)]
            assert not table.contains(doc_id=id_)
        else:
            self.keep(place, ("students", id_, {field: f"{NAME}{value}"}))
            # A device always sees its own last edit.
            assert table.get(doc_id=id_)[field] == f"{NAME}{value}"

    @rule(who=which, sample=st.booleans())
    def record(self, who, sample):
        self.count += 1
        table = "samples" if sample else ONCE
        taps = [self.random.randrange(99) for _ in range(5)]
        fields = {"score": self.count, "taps": taps}
        self.keep(who % len(self.devices), (table, f"result-{self.count}", fields))

    @rule(
        who=which, fault=st.sampled_from([0, 0, 0.1, 0.4]), kills=st.booleans(), deep=st.booleans()
    )
    def sync(self, who, fault, kills, deep):
        self.once(who % len(self.devices), fault, kills=kills, deep=deep)

    def once(self, place, fault=0.0, *, kills=False, deep=False):
        device, folder = self.devices[place], self.folders[place]
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

    @rule(who=which, leaked=st.booleans())
    @precondition(lambda self: self.devices and len(self.passphrases) < 3)
    def another_passphrase(self, who, leaked):
        place = who % len(self.devices)
        sharing = self.devices[place].sharing
        self.passphrases.append(f"passphrase number {self.count}")
        change = sharing.replace_key if leaked else sharing.change_passphrase
        try:
            asyncio.run(change(self.folders[place], self.passphrases[-1]))
        except KeysMissing:
            self.passphrases.pop()

    @rule(who=which)
    def type_passphrases(self, who):
        place = who % len(self.devices)
        for passphrase in self.passphrases:
            with suppress(ValueError):  # it is another one's
                self.devices[place].join(self.folders[place], passphrase)

    @rule(who=which)
    def restart(self, who):
        self.devices[who % len(self.devices)].start()

    @rule(one=which, other=which, count=st.integers(1, 9), half=st.booleans())
    def travel(self, one, other, count, half):
        """The cloud carries some files from one copy of the folder to another."""
        source = self.folders[one % len(self.devices)].files
        target = self.folders[other % len(self.devices)].files
        for path in self.random.sample(sorted(source), min(count, len(source))):
            data = source[path]
            if half and self.random.random() < 0.3:
                data = data[: self.random.randrange(len(data) + 1)]
            if target.get(path, data) != data:
                target[f"{path[:-4]} (conflicted copy {self.count}){path[-4:]}"] = target[path]
            target[path] = data

    @rule(who=which, what=st.sampled_from(["lose", "flip", "zeros", "foreign", "rename", "wipe"]))
    def harm(self, who, what):
        files = self.folders[who % len(self.devices)].files
        if what == "wipe":
            files.clear()
        if not files:
            return
        path = self.random.choice(sorted(files))
        if what == "lose":
            del files[path]
        elif what == "flip" and files[path]:
            files[path] = flipped(files[path], self.random)
        elif what == "zeros":
            files[path] = bytes(len(files[path]))
        elif what == "rename":
            files[f"{path[:-4]} 😀 (1).seg"] = files.pop(path)
        elif what == "foreign":
            files[f"d/Für Eltern/{self.count} notes.txt"] = b"hello"

    @rule(who=which)
    def back_up(self, who):
        place = who % len(self.devices)
        device = self.devices[place]
        samples = list(self.samples.get(place, []))
        self.backups.append((place, device.disk.copy(), list(device.drawer.kept), samples))

    @precondition(lambda self: self.backups and len(self.devices) < MOST)
    @rule()
    def clone(self):
        """An old backup of a device is started as one more device."""
        _, disk, kept, samples = self.random.choice(self.backups)
        drawer = Drawer()
        drawer.kept = list(kept)
        self.add(self.device(disk=disk.copy(), drawer=drawer))
        self.samples[len(self.devices) - 1] = list(samples)

    @precondition(lambda self: self.backups)
    @rule()
    def restore_half(self):
        """What sync knew is lost, or comes back from an old backup; the records stay."""
        place, disk, _, _ = self.random.choice(self.backups)
        device = self.devices[place]
        device.disk.files.pop("sync.log", None)
        if self.random.random() < 0.5 and "sync.log" in disk.files:
            device.disk.files["sync.log"] = bytearray(disk.files["sync.log"])
        device.start()

    def become_one(self):
        """Make all copies of the folder alike; where two differ, one becomes a conflicted copy."""
        for one in self.folders:
            for other in self.folders:
                for path, data in list(one.files.items()):
                    if "conflict" in path:
                        continue
                    old = other.files.get(path, data)
                    if old != data and self.random.random() < 0.5:
                        other.files[f"{path[:-4]}.sync-conflict-1{path[-4:]}"] = data
                    else:
                        if old != data:
                            other.files[f"{path[:-4]}.sync-conflict-2{path[-4:]}"] = old
                        other.files[path] = data

    def everyone(self, *, deep):
        for place, device in enumerate(self.devices):
            for passphrase in self.passphrases:
                with suppress(ValueError):
                    device.join(self.folders[place], passphrase)
            if device.sharing.joined:
                self.once(place, deep=deep)

    def teardown(self):
        try:
            self.settle()
        finally:
            rollup.TOGETHER = self.together

    def settle(self):
        if not self.devices:
            return
        fresh = self.device()
        self.add(fresh)
        for _ in range(3):
            self.everyone(deep=True)
            self.become_one()
        for folder in self.folders:
            folder.files = self.folders[0].files
        for _ in range(3):
            self.everyone(deep=True)
        for _ in range(12):
            for folder in self.folders:
                folder.put_paths = []
            self.everyone(deep=False)
            if not any(folder.put_paths for folder in self.folders):
                break
        else:
            raise AssertionError(f"no rest: {[folder.put_paths for folder in self.folders]}")
        expected = deserves(self.events)
        for place, device in enumerate(self.devices):
            for _ in range(2):
                view = device.view()
                samples = view.pop("samples", {})
                assert samples == deserves(self.samples.get(place, [])).get("samples", {})
                assert view == expected, (place, device.db.device)
                for source in device.db.devices():
                    lines = list(device.db.lines(source))
                    assert len(lines) == len(set(lines)), "an event is kept twice"
                device.start()
        for path, data in self.folders[0].files.items():
            for word in (NAME, "student", "result-", "score", "taps", "students"):
                assert word.encode() not in data, path
                assert word not in path


TestDevices = Devices.TestCase
TestDevices.settings = settings(
    max_examples=HISTORIES,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
