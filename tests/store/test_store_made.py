"""Which records were made on this device, and since when."""

import asyncio

import pytest
from store_doubles import Disk, clock, tokens

from store.database import open_database

ONCE = "administrations"
OTHER = "0123456789abcdef"


def opened(disk, seed=0):
    return asyncio.run(open_database(disk, wall=clock(), token=tokens(seed), write_once={ONCE}))


@pytest.fixture
def disk():
    return Disk()


def give(db, *ids):
    for id_ in ids:
        db.put([(ONCE, id_, {"form": "f"}), ("students", f"s{id_}", {"name": "R. T."})])


def made(db, mark):
    return db.made_since(ONCE, mark)


def test_what_was_made_here_since_a_mark(disk):
    db = opened(disk)
    assert made(db, "") == made(db, db.mark()) == []
    give(db, "a", "b")
    mark = db.mark()
    assert made(db, mark) == []
    give(db, "c")
    db.receive(OTHER, [(1, b'[5,"administrations","x",{"form":"f"}]')])
    assert made(db, "") == ["a", "b", "c"]
    assert made(db, mark) == ["c"]
    db.close()
    again = opened(disk, seed="another")
    assert made(again, "") == ["a", "b", "c"]
    assert made(again, mark) == ["c"]


def test_a_new_id_forgets_neither_what_was_made_nor_what_is_elsewhere(disk):
    db = opened(disk)
    give(db, "a")
    mark = db.mark()
    give(db, "b")
    db.renew()
    give(db, "c")
    assert made(db, mark) == ["b", "c"]
    assert made(db, "") == ["a", "b", "c"]
    assert made(db, db.mark()) == []
    assert made(db, mark) == ["b", "c"]


@pytest.mark.parametrize("mark", ["", "x", f"{OTHER} 1", "  "])
def test_an_odd_mark_marks_nothing(disk, mark):
    db = opened(disk)
    give(db, "a")
    assert made(db, mark) == ["a"]


def test_an_id_that_needs_escapes_counts_too(disk):
    db = opened(disk)
    give(db, 'a "b"', "ü")
    db.put([("other", "c", {"form": "f"})])
    assert made(db, "") == ['a "b"', "ü"]
    assert [one.event.fields for one in db.history(ONCE, 'a "b"')] == [{"form": "f"}]
    assert db.history("other", 'a "b"') == []


@pytest.mark.parametrize(("stamp", "ours"), [(5, []), (2**60, ["a"])])
def test_what_two_devices_made_counts_for_the_first(disk, stamp, ours):
    db = opened(disk)
    db.put([(ONCE, "a", {"form": "f", "seconds": 60, "set": None})])
    line = b'[%d,"administrations","a",{"form":"f","seconds":60,"set":null}]' % stamp
    db.receive(OTHER, [(1, line)])
    assert made(db, "") == ours


def test_who_made_a_record_and_who_changed_it_since(disk):
    db = opened(disk)
    give(db, "a")
    db.receive(OTHER, [(1, b'[5,"administrations","x",{"form":"f"}]')])
    assert (db.maker(ONCE, "a"), db.maker(ONCE, "x"), db.maker(ONCE, "y")) == (db.device, OTHER, "")
    later = int(db.mark()) + 1
    db.receive(OTHER, [(2, b'[%d,"students","sa",{"grade":"2"}]' % later)])
    assert db.maker("students", "sa") == db.device
    db.receive(OTHER, [(3, b'[%d,"students","sa",{"name":"R."}]' % later)])
    assert db.maker("students", "sa") == OTHER  # nothing of what was here first stands
    assert opened(disk, seed=1).maker(ONCE, "x") == OTHER
