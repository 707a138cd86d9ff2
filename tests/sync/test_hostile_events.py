"""What somebody with the passphrase sends stops nothing here: showing, writing, exporting, sharing.

Events with right checksums, over all tables and fields, come by the folder and lie in the log
when it is opened again.
"""

import asyncio
import json
import os
from datetime import date
from random import Random

import pytest
from hostile_events import hostile
from sync_doubles import Cheap, Device, Disk, Drawer, Memory, tokens

from commands.wiring import open_logs, private, wire_records
from records.exports.json_export import Everything
from records.tables import TABLES
from store.event import decode
from sync.vault.sharing import Sharing

BATCH = 100
SOME = 100
MANY = 10_000
TODAY = date(2026, 11, 30)


class Real:
    """Everything that a device has but its screens, in memory."""

    def __init__(self, disk, drawer):
        self.logs = asyncio.run(open_logs(disk))
        self.records = wire_records(self.logs)
        self.sharing = asyncio.run(
            Sharing.open(
                self.logs.database,
                disk,
                drawer,
                cipher=Cheap(),
                token=tokens(3),
                private=private(self.logs.database),
                declares=TABLES.__contains__,
            )
        )


@pytest.fixture(scope="module")
def school():
    """A device with a whole class, as files; and the folder it shares in."""
    disk, drawer, folder = Disk(), Drawer(), Memory()
    real = Real(disk, drawer)
    rows = [
        (table, id_, {**row, "sample": False} if "sample" in row else row)
        for table, id_, row in real.records.sample(TODAY)
    ]
    real.records.store.put(*rows)
    real.records.settings.change(examiner="Ms. Reyes")
    asyncio.run(real.sharing.found(folder, "seven quiet otters"))
    asyncio.run(real.sharing.sync(folder))
    return disk, drawer, folder, {(table, id_) for table, id_, _ in rows}


def goes_on(real):
    """See that everything can be shown, exported, written and sealed."""
    records = real.records
    for student in records.students.all():
        records.history.entries(student.id)
        records.history.open_set(student.id, TODAY)
        records.history.last_given(student.id)
        records.plans.of(student.id)
        records.old_scores.of(student.id)
        records.students.alike(student.name, student.grade)
    for entry in records.scores.all():
        records.history.open(entry.id)
        records.history.changes(entry.id)
    records.groups.all()
    records.groups.meeting(TODAY)
    records.sessions.all()
    records.calendar.days()
    records.history.last_days()
    records.papers.waiting()
    records.papers.left_out()
    records.papers.given_together()
    records.papers.still_running()
    for measure in ("orf", "letter_names"):
        records.forms.levels(measure)
    records.forms.own()
    records.week.today(TODAY)
    records.week.ahead(TODAY, 5)
    assert records.settings.now.examiner == "Ms. Reyes"
    assert records.settings.now.lock is None
    text = "".join(Everything(records))
    assert json.loads(text)["format"] == 1
    text.encode()
    new = records.students.add(name="Written after", grade="2", group="")
    assert records.students.get(new).name == "Written after"


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
            real = Real(here, keys)
            report = asyncio.run(real.sharing.sync(shared))
            assert report.received_events >= len(events) > BATCH // 2
            goes_on(real)
            assert asyncio.run(real.sharing.sync(shared)).waiting_events == 0
            again = Real(here, keys)
            goes_on(again)
            again.logs.scores.clear()
            goes_on(Real(here, keys))
            other.sync(shared)
            assert "Written after" in {row.get("name") for row in other.db.table("students")}
        except Exception as problem:
            problem.add_note(f"events {first} to {first + BATCH}: {events!r}"[:20_000])
            raise
