"""What somebody with the passphrase sends stops nothing here: showing, writing, exporting, sharing.

Events with right checksums, over all tables and fields, come by the folder and lie in the log
when it is opened again. Of a full run ``AIMLINE_CASES`` says how many, ``AIMLINE_SEED`` which.
"""

import asyncio
import os
from random import Random

import pytest
from hostile_events import hostile
from sync_doubles import Device, Disk, Drawer, Memory
from whole_device import TODAY, WholeDevice, goes_on

from store.event import decode

BATCH = 100
SOME = 100
MANY = int(os.environ.get("AIMLINE_CASES", "10000"))


@pytest.fixture(scope="module")
def school():
    """A device with a whole class, as files; and the folder it shares in."""
    disk, drawer, folder = Disk(), Drawer(), Memory()
    real = WholeDevice(disk, drawer)
    rows = [
        (table, id_, {**row, "sample": False} if "sample" in row else row)
        for table, id_, row in real.records.sample(TODAY)
    ]
    real.records.store.put(*rows)
    real.records.settings.change(examiner="Ms. Reyes")
    asyncio.run(real.sharing.found(folder, "seven quiet otters"))
    asyncio.run(real.sharing.sync(folder))
    return disk, drawer, folder, {(table, id_) for table, id_, _ in rows}


def as_before(device):
    """See that everything goes on, and that nobody else has set what is this device's own."""
    goes_on(device)
    assert device.records.settings.now.examiner == "Ms. Reyes"
    assert device.records.settings.now.lock is None


@pytest.mark.parametrize(
    "many", [pytest.param(SOME, marks=pytest.mark.long), pytest.param(MANY, marks=pytest.mark.full)]
)
def test_no_event_of_somebody_else_stops_anything(school, many):
    disk, drawer, folder, known = school
    random = Random(int(os.environ.get("AIMLINE_SEED", "16")))
    for first in range(0, many, BATCH):
        here, keys = disk.copy(), Drawer()
        keys.kept = list(drawer.kept)
        shared = Memory()
        shared.files = dict(folder.files)
        other = Device(f"other {first}")
        other.join(shared)
        other.db.renew()
        events = [event for _ in range(BATCH) if decode(event := hostile(random, known))]
        other.db.receive(other.db.device, list(enumerate(events, start=1)))
        other.sync(shared)
        try:
            real = WholeDevice(here, keys)
            report = asyncio.run(real.sharing.sync(shared))
            assert report.received_events >= len(events) > BATCH // 2
            as_before(real)
            assert asyncio.run(real.sharing.sync(shared)).waiting_events == 0
            again = WholeDevice(here, keys)
            as_before(again)
            again.logs.scores.clear()
            as_before(WholeDevice(here, keys))
            other.sync(shared)
            assert "Written after" in [row.get("name") for row in other.db.table("students")]
        except Exception as problem:
            problem.add_note(f"events {first} to {first + BATCH}: {events!r}"[:20_000])
            raise
