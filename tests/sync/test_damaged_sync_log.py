"""Losing what sync knew loses nothing; so no damage to it costs more than losing it.

Of a full run ``AIMLINE_CASES`` says how many damages, ``AIMLINE_SEED`` which.
"""

import asyncio
import os
from random import Random

import pytest
from sync_doubles import ONCE, Device, Drawer, Memory, damaged

from store.lines import MAGIC
from sync.exchange import rollup

SOME = 60
MANY = int(os.environ.get("AIMLINE_CASES", "10000"))


class Past:
    """Two devices after a year: changed passphrases, a leaked one, a renewed id, joined files."""

    def __init__(self):
        self.folder = Memory()
        self.one, self.other = Device("one"), Device("other")
        self.one.put(("students", "s", {"name": "Zebedee"}))
        self.one.found(self.folder)
        self.other.join(self.folder)
        self.probes(7)
        asyncio.run(self.one.sharing.change_passphrase(self.folder, "eleven red herons"))
        self.other.sync(self.folder)
        backup = self.other.disk.copy()
        self.probes(2)
        asyncio.run(self.one.sharing.replace_key(self.folder, "twelve blue herons"))
        self.probes(1)
        self.other.start()
        self.other.join(self.folder, "twelve blue herons")
        self.probes(7)
        # An old copy of the other one's records runs elsewhere, so it takes a new id.
        drawer = Drawer()
        drawer.kept = list(self.other.drawer.kept)
        clone = Device("clone", disk=backup, drawer=drawer)
        clone.put((ONCE, "of the clone", {"score": 1}))
        clone.sync(self.folder)
        self.probes(4)
        self.one.sharing.remember("file:///somewhere")
        for _ in range(2):
            self.one.sync(self.folder)
            self.other.sync(self.folder)

    def probes(self, count):
        for place in range(count):
            for device in (self.one, self.other):
                device.put((ONCE, f"{device.db.last_number(device.db.device)}-{place}", {"n": 1}))
                device.sync(self.folder)


@pytest.fixture(scope="module")
def past():
    together, rollup.TOGETHER = rollup.TOGETHER, 3
    yield Past()
    rollup.TOGETHER = together


def again(device, log):
    """Return a device with the same records and keys, and another sync.log."""
    drawer = Drawer()
    drawer.kept = list(device.drawer.kept)
    disk = device.disk.copy()
    disk.files["sync.log"] = log
    return Device("again", disk=disk, drawer=drawer)


def goes_on(past, device, log):
    """See that a device goes on sharing, in the same folder and in an empty one."""
    folder = Memory()
    folder.files = dict(past.folder.files)
    found = again(device, log)
    report = found.sync(folder)
    assert report.left_to_do == []
    assert found.view() == device.view()
    found.put((ONCE, "new", {"n": 1}))
    assert found.sync(folder).waiting_events == 0
    fresh = Device("fresh")
    fresh.join(folder, "twelve blue herons")
    fresh.sync(folder)
    assert fresh.view() == found.view()
    # Nothing is kept of the files but here.
    alone = again(device, log)
    for _ in range(2):
        alone.sync(wiped := Memory())
    for _ in range(2):
        alone.sync(wiped)
    assert alone.view() == device.view()


@pytest.mark.parametrize(
    "many", [SOME, pytest.param(MANY, marks=[pytest.mark.full, pytest.mark.long])]
)
def test_no_damage_to_what_sync_knew_costs_more_than_losing_it(past, many):
    random = Random(int(os.environ.get("AIMLINE_SEED", "16")))
    for count in range(many):
        device = (past.one, past.other)[count % 2]
        log = damaged(bytes(device.disk.files["sync.log"]), random)
        try:
            goes_on(past, device, log)
        except Exception as problem:
            problem.add_note(f"damage {count}")
            raise


@pytest.mark.parametrize("log", [b"", MAGIC, bytes(5000), b"\xff" * 5000, b"hello\n" * 99])
def test_what_is_no_log_at_all_is_as_good_as_lost(past, log):
    for device in (past.one, past.other):
        goes_on(past, device, bytearray(log))


def test_a_key_file_that_waited_is_forgotten_though_the_line_it_waits_by_is_damaged(past):
    log = past.other.disk.files["sync.log"]
    assert b'{"waited":' in log
    at = log.index(b'{"waits":')
    goes_on(past, past.other, bytearray(log[:at] + b"[" + log[at + 1 :]))
