"""Whatever becomes of a log's bytes, what can be read is shown and exported, and it goes on.

A device with students, probes, corrections and a sitting under way, which shares and has changed
its passphrase; what damage to sync.log costs is in test_damaged_sync_log.py. Of a full run
``AIMLINE_CASES`` says how many damages of each log, ``AIMLINE_SEED`` which.
"""

import asyncio
import json
import os
from random import Random

import pytest
from sync_doubles import Disk, Drawer, Memory, damaged
from whole_device import TODAY, WholeDevice, goes_on

from probes.giving import events
from records.exports.json_export import Everything
from store.event import decode
from store.lines import UnreadableLog

SOME = 4
MANY = int(os.environ.get("AIMLINE_CASES", "10000"))
PROBES = 4
LOGS = ("records.log", "scores.log", "sitting.log")


@pytest.fixture(scope="module")
def device():
    """A device's files and keys, and the folder it shares in."""
    disk, drawer, folder = Disk(), Drawer(), Memory()
    whole = WholeDevice(disk, drawer)
    records = whole.records
    rows = [
        (table, id_, {**row, "sample": False} if "sample" in row else row)
        for table, id_, row in records.sample(TODAY)
    ]
    probes = [row for row in rows if row[0] == "administrations"]
    students = {row["student"] for _, _, row in probes[:PROBES]}
    forms = {row["form"] for _, _, row in probes[:PROBES]}
    for row in [row for row in rows if row[1] in students | forms] + probes[:PROBES]:
        records.store.put(row)  # an append for each: what is kept together may be torn together
    asyncio.run(whole.sharing.found(folder, "seven quiet otters"))
    asyncio.run(whole.sharing.sync(folder))
    asyncio.run(whole.sharing.replace_key(folder, "eleven red herons"))
    given = probes[0][1]
    records.corrections.leave_out(given, "wrong child")
    records.corrections.count_again(given)
    records.corrections.note(given, "tired")
    asyncio.run(whole.sharing.sync(folder))
    while records.scores.read_on():
        pass
    student = records.students.all()[0]
    sitting = records.sittings.start(student, records.forms.of(student.grade)[0])
    for item in (1, 4, 7):
        sitting.do(events.Mark, item=item)
    assert {*LOGS} <= {*disk.files}
    return disk, drawer, folder


def whole_lines(log, source):
    """Return a log's lines that are there byte by byte, with their ends, in what is left of it."""
    left = set(bytes(source).split(b"\n")[:-1])
    return [line for line in bytes(log).split(b"\n")[1:] if line in left and line]


def survives(device, name, random):
    """Damage a log, and see that its device shows, exports, writes, shares and says what is so."""
    disk, drawer, folder = device
    here, keys, shared = disk.copy(), Drawer(), Memory()
    keys.kept = list(drawer.kept)
    shared.files = dict(folder.files)
    before = disk.files[name]
    here.files[name] = damaged(bytes(before), random)
    try:
        whole = WholeDevice(here, keys)
    except UnreadableLog:  # which says so: nothing in it is a log's line
        assert name == "records.log"
        assert whole_lines(before, here.files[name]) == []
        return
    records = whole.records
    records.sittings.recover()
    text = "".join(Everything(records))
    exported = {one["id"] for one in json.loads(text)["administrations"]}
    if name == "records.log":
        kept = whole_lines(before, here.files[name])
        if len(kept) < before.count(b"\n") - 1:
            assert whole.logs.database.problems
        found = [decode(line.split(b" ", 6)[-1]) for line in kept]
        probes = {one.id for one in found if one and one.table == "administrations"}
        assert probes <= exported
    if records.sittings.current is not None:
        records.sittings.keep()
    goes_on(whole)
    asyncio.run(whole.sharing.sync(shared))
    again = WholeDevice(here, keys)
    assert "Written after" in {student.name for student in again.records.students.all()}
    ids = {one["id"] for one in json.loads("".join(Everything(again.records)))["administrations"]}
    assert exported <= ids


@pytest.mark.parametrize("name", LOGS)
@pytest.mark.parametrize(
    "many", [SOME, pytest.param(MANY, marks=[pytest.mark.full, pytest.mark.long])]
)
def test_no_damage_to_a_log_stops_what_can_be_read(device, name, many):
    random = Random(int(os.environ.get("AIMLINE_SEED", "16")))
    for count in range(many):
        try:
            survives(device, name, random)
        except Exception as problem:
            problem.add_note(f"damage {count} of {name}")
            raise


@pytest.mark.parametrize("what", [bytes(300), b"\xff" * 300, b"another program's\n" * 9])
def test_a_sitting_log_with_nothing_in_it_keeps_nobody_from_the_records(device, what):
    disk, drawer, _ = device
    here, keys = disk.copy(), Drawer()
    keys.kept = list(drawer.kept)
    here.files["sitting.log"] = bytearray(what)
    whole = WholeDevice(here, keys)
    assert any(said.startswith("sitting.log, line 1") for said in whole.records.store.problems)
    whole.records.sittings.recover()
    assert whole.records.sittings.lost
    goes_on(whole)
    student = whole.records.students.all()[0]
    whole.records.sittings.start(student, whole.records.forms.of(student.grade)[0])
    assert WholeDevice(here, keys).records.store.problems == []
