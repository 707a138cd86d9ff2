"""What counts of a log's lines: settings only of this device, and nothing that was left out."""

import asyncio

import pytest
from store_doubles import Disk, clock, tokens

from store.database import open_database

OTHER = "0123456789abcdef"
EVIL = b'[9223372036854775807,"settings","here",{"examiner":"Mallory","lock":{}}]'


def opened(disk, seed=0):
    return asyncio.run(
        open_database(disk, wall=clock(), token=tokens(seed), write_once=(), own_only={"settings"})
    )


@pytest.fixture
def disk():
    return Disk()


def settings_of(db):
    return [dict(row) for row in db.table("settings")]


def everything(db):
    return {name: {row.doc_id: dict(row) for row in db.table(name)} for name in db.tables()}


@pytest.mark.parametrize("own", [True, False])
def test_settings_of_others_set_nothing_here(disk, own):
    db = opened(disk)
    if own:
        db.put([("settings", "here", {"examiner": "Ms. Reyes"})])
    mine = settings_of(db)
    assert db.receive(OTHER, [(1, EVIL)]) == 1
    again = opened(disk, "again")
    for each in (db, again):
        assert settings_of(each) == mine
    assert [*again.lines(OTHER)] == [(1, EVIL)]  # passed on as it is
    again.put([("settings", "here", {"examiner": "Ms. Weld"})])
    for each in (again, opened(disk)):
        assert settings_of(each) == [{"examiner": "Ms. Weld"}]


def test_nor_do_those_that_come_under_a_former_id_of_this_device(disk):
    db = opened(disk)
    db.put([("settings", "here", {"examiner": "Ms. Reyes"})])
    former = db.device
    db.renew()
    db.receive(former, [(1, EVIL), (2, EVIL)])
    for each in (db, opened(disk)):
        assert settings_of(each) == [{"examiner": "Ms. Reyes"}]


def test_settings_stay_though_a_line_that_says_whose_they_are_is_damaged(disk):
    for name in ("Ms. Reyes", "Ms. Weld"):
        db = opened(disk)
        db.put([("settings", "here", {"examiner": name})])
        device = db.device
    data = disk.now["records.log"]
    at = data.index(b'{"own":true}')
    disk.now["records.log"] = data[:at] + b"[" + data[at + 1 :]
    damaged = opened(disk, "other")
    assert damaged.device == device
    assert settings_of(damaged) == [{"examiner": "Ms. Weld"}]


def test_what_is_left_out_is_as_if_it_had_never_come(disk):
    db = opened(disk)
    db.put([("students", "s", {"name": "Zoë"})])
    one, two = b'[1,"students","t",{"name":"T"}]', b'[7,"students","s",{"name":"Mallory"}]'
    db.receive(OTHER, [(1, one)])
    before = everything(db)
    position = db.position()
    db.receive(OTHER, [(2, two)])
    db.leave_out({OTHER: [(2, two)]}, "why")
    assert set(db.named_since(position)) == {("students", "s")}
    for each in (db, opened(disk)):
        assert everything(each) == before
        assert [*each.lines(OTHER)] == [(1, one)]
        assert each.marks == {"why"}
        assert [entry.device for entry in each.history("students", "s")] == [each.device]
    # It may come once more, and counts then.
    assert db.receive(OTHER, [(1, one), (2, two)]) == 1
    db.put([("students", "u", {"name": "U"})])
    for each in (db, opened(disk)):
        assert [raw for _, raw in each.lines(OTHER)] == [one, two]
        assert {"t", "u"} < set(everything(each)["students"])


def test_of_a_former_ids_lines_only_those_that_came_from_elsewhere_are_received_ones(disk):
    db = opened(disk)
    db.put([("students", "s", {"name": "Zoë"})])
    former = db.device
    assert [*db.received(former)] == []
    db.renew()
    line = (2, b'[7,"students","s",{"name":"Copy"}]')
    db.receive(former, [line])
    db.put([("students", "u", {"name": "U"})])
    for each in (db, opened(disk)):
        assert [*each.received(former)] == [line]
        assert [*each.received(each.device)] == []


def test_a_mark_alone_leaves_nothing_out(disk):
    db = opened(disk)
    db.receive(OTHER, [(1, b'[1,"students","t",{"name":"T"}]')])
    db.leave_out({}, "all is well")
    for each in (db, opened(disk)):
        assert each.marks == {"all is well"}
        assert set(everything(each)["students"]) == {"t"}
