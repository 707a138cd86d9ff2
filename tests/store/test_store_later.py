"""Tables that are read after opening: only the time it takes may differ."""

import asyncio
import json

import pytest
import store_doubles
from hypothesis import given, settings
from hypothesis import strategies as st
from store_doubles import Disk, clock, tokens

from store import database, log
from store.database import open_database

ONCE = "administrations"
OTHER = "0123456789abcdef"
FAST = (1_795_000_000_000 + 3 * 24 * 3_600_000) << 12


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch):
    monkeypatch.setattr(database, "_DEFER_ABOVE", 2)
    monkeypatch.setattr(log, "_CHUNK", 3)


def opened(disk, later=(), seed=0):
    return asyncio.run(
        open_database(disk, wall=clock(), token=tokens(seed), write_once={ONCE}, later=later)
    )


def filled():
    """Return the disk of a device that has its own five probes and another device's."""
    disk = Disk()
    db = opened(disk)
    for n in range(5):
        db.put([(ONCE, f"a{n}", {"score": n}), ("students", f"s{n}", {"name": "R. T."})])
    db.renew()
    db.put([(ONCE, "own", {"score": 9}), ("settings", "here", {"out": db.mark()})])
    late = [FAST, ONCE, "far", {"score": 7}]
    lines = [[5, ONCE, "a1", {"score": 0}], late, [6, "students", "s1", {"name": "Zoë"}]]
    db.receive(OTHER, [(n, json.dumps(line).encode()) for n, line in enumerate(lines, start=1)])
    db.close()
    return disk


def rows(db, table):
    return {doc.doc_id: dict(doc) for doc in db.table(table)}


ASKED = {
    "a table": lambda db: rows(db, ONCE),
    "another table": lambda db: rows(db, "students"),
    "the tables": lambda db: db.tables(),
    "a mark": lambda db: db.mark(),
    "what was made": lambda db: db.made_since(ONCE, ""),
    "fast clocks": lambda db: db.fast_clocks,
    "a history": lambda db: db.history(ONCE, "a1"),
    "whose": lambda db: (db.device, list(db.own), db.devices(), db.position()),
    "a new id": lambda db: db.renew(),
    "a put": lambda db: db.put([("students", "s9", {"name": "n"})]),
    "a put of a probe": lambda db: db.put([(ONCE, "a9", {"score": 1})]),
    "a put of a probe that is there": lambda db: db.put([(ONCE, "own", {"score": 9})]),
    "a change": lambda db: db.table("students").update({"name": "m"}, doc_ids=["s1"]),
    "a removal": lambda db: db.table(ONCE).remove(doc_ids=["a2"]),
    "an empty table": lambda db: db.drop_table("students"),
    "a receipt": lambda db: db.receive(OTHER, [(9, b'[7,"administrations","a3",{"score":0}]')]),
}


@settings(max_examples=150)
@given(
    asked=st.lists(st.sampled_from(sorted(ASKED)), min_size=1, max_size=4),
    steps=st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_whatever_is_asked_first_the_answer_is_that_of_a_database_that_read_all(asked, steps):
    disks = [filled(), filled()]
    dbs = [opened(disks[0], seed=1), opened(disks[1], later={ONCE, "papers"}, seed=1)]
    assert [db.loaded for db in dbs] == [True, False]
    for name, some in zip(asked, steps, strict=False):
        for _ in range(some):
            dbs[1].read_on()
        first, second = (ASKED[name](db) for db in dbs)
        assert first == second, name
    for db in dbs:
        db.close()
    assert disks[0].now == disks[1].now


def test_the_other_tables_are_there_at_once_and_the_rest_comes_in_pieces():
    disk = filled()
    db = opened(disk, later={ONCE})
    assert len(rows(db, "students")) == 5
    assert repr(db)
    assert not db.loaded
    steps = 1
    while db.read_on():
        steps += 1
    assert steps > 4
    assert db.loaded
    assert not db.read_on()
    assert len(rows(db, ONCE)) == 7


@pytest.mark.parametrize("name", sorted(ASKED.keys() - {"another table", "a history", "whose"}))
def test_what_needs_them_reads_them_all(name):
    db = opened(filled(), later={ONCE})
    ASKED[name](db)
    assert db.loaded


@pytest.mark.parametrize("name", ["another table", "a history", "whose"])
def test_what_does_not_need_them_leaves_them(name):
    db = opened(filled(), later={ONCE})
    ASKED[name](db)
    assert not db.loaded


def test_a_disk_that_fails_meanwhile_leaves_nothing_out(monkeypatch):
    disk = filled()
    db = opened(disk, later={ONCE})
    db.read_on()
    read = store_doubles.Handle.read

    def fails(*_):
        raise OSError("the disk does not answer")

    monkeypatch.setattr(store_doubles.Handle, "read", fails)
    for _ in range(2):
        with pytest.raises(OSError, match="does not answer"):
            db.table(ONCE)
        assert not db.loaded
    monkeypatch.setattr(store_doubles.Handle, "read", read)
    assert rows(db, ONCE) == rows(opened(disk), ONCE)


def test_a_few_are_read_at_once(monkeypatch):
    monkeypatch.setattr(database, "_DEFER_ABOVE", 2000)
    assert opened(filled(), later={ONCE}).loaded
