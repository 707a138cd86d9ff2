import asyncio
import gc
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from store_doubles import Disk, clock, tokens
from tinydb import TinyDB, operations, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from store.changes import WriteOnce
from store.database import NotAnEvent, open_database
from store.lines import NewerLog
from store.log import NotKept

FILE = "records.log"
ONCE = "administrations"
DAY_MS = 24 * 3_600_000
NOW_MS = 1_795_000_000_000


def opened(disk, seed=0, wall=None):
    return asyncio.run(
        open_database(disk, wall=wall or clock(), token=tokens(seed), write_once={ONCE})
    )


def rows(table):
    """Return a table as one text, in which True, 1 and 1.0 differ."""
    return json.dumps({doc.doc_id: doc for doc in table}, sort_keys=True)


def everything(db):
    return {name: rows(db.table(name)) for name in db.tables() if len(db.table(name))}


@pytest.fixture
def disk():
    return Disk()


def test_opening_writes_nothing(disk):
    db = opened(disk)
    assert db.table("students").all() == []
    assert len(db.device) == 16
    db.close()
    assert disk.now == {}
    assert disk.open_files == 0


def test_what_was_kept_is_there_after_opening_again(disk):
    db = opened(disk)
    students = db.table("students")
    id_ = students.insert({"name": "Zoë 😀", "groups": ["a"], "grade": None})
    students.update({"grade": "2"}, doc_ids=[id_])
    gone = students.insert({})
    students.remove(doc_ids=[gone])
    again = opened(disk, seed="another")
    assert again.table("students").all() == [{"name": "Zoë 😀", "groups": ["a"], "grade": "2"}]
    assert again.table("students").get(doc_id=id_).doc_id == id_
    assert again.device == db.device
    assert len(db.device) == 16


def test_a_change_appends_what_changed_and_nothing_else(disk):
    db = opened(disk)
    students = db.table("students")
    id_ = students.insert({"name": "n", "grade": "2", "old": 1})
    students.insert_multiple({"name": str(n)} for n in range(50))
    held = db.lines(db.device)
    before = len(list(held))
    students.update({"grade": "3", "name": "n"}, doc_ids=[id_])
    students.update(operations.delete("old"), doc_ids=[id_])
    students.update({"grade": "3"}, where("name") == "n")
    students.upsert({"grade": "3"}, where("name") == "n")
    students.remove(where("name") == "nobody")
    students.remove(where("name") == "n")
    db.put([("students", id_ + "b", {"a": 1}), ("settings", "one", {"b": 2})])
    new = [json.loads(raw)[1:] for _, raw in db.lines(db.device, after=before)]
    assert new == [
        ["students", id_, {"grade": "3"}],
        ["students", id_, {"old": {"_deleted": True}}],
        ["students", id_, {"_deleted": True}],
        ["students", id_ + "b", {"a": 1}],
        ["settings", "one", {"b": 2}],
    ]


def test_what_the_caller_does_with_its_values_later_changes_nothing(disk):
    db = opened(disk)
    students = db.table("students")
    groups = ["a"]
    id_ = students.insert({"groups": groups})
    groups.append("b")
    students.get(doc_id=id_)["groups"] = None
    students.search(where("groups").exists())[0]["more"] = 1
    assert students.all() == [{"groups": ["a"]}]

    def add(doc):
        doc["groups"].append("c")

    disk.room = 3
    with pytest.raises(NotKept):
        students.update(add, doc_ids=[id_])
    assert students.all() == [{"groups": ["a"]}]
    disk.room = None
    students.update(add, doc_ids=[id_])
    assert students.all() == opened(disk).table("students").all() == [{"groups": ["a", "c"]}]


def test_several_tables_in_one_append_are_kept_together_or_not_at_all(disk):
    db = opened(disk)
    db.table("settings").insert({"a": 1})
    before, data = everything(db), disk.now[FILE]
    changes = [("students", "s", {"name": "n"}), ("forms", "f", {"items": ["x"] * 50})]
    for room in (0, 100, 300):
        disk.room = room
        with pytest.raises(NotKept, match="the disk is full"):
            db.put(changes)
        assert everything(db) == everything(opened(disk)) == before
        assert disk.now[FILE] == data
    disk.room = None
    db.put(changes)
    loaded = disk.now[FILE]
    for cut in range(len(data), len(loaded)):
        assert everything(opened(Disk(records_log=loaded[:cut]))) == before
    assert everything(opened(disk)) == everything(db) != before


def test_the_first_write_may_fail_and_be_tried_again(disk):
    db = opened(disk)
    disk.room = 20
    with pytest.raises(NotKept):
        db.table("students").insert({"name": "n"})
    assert len(db.table("students")) == 0
    disk.room = None
    db.table("students").insert({"name": "n"})
    assert opened(disk, seed="another").device == db.device


def test_a_write_once_record_never_changes(disk):
    db = opened(disk)
    kept = db.table(ONCE)
    kept.insert(Document({"score": 1, "set": None}, doc_id="r"))
    for change in (
        lambda: kept.update({"score": 2}, doc_ids=["r"]),
        lambda: kept.update({"more": 2}),
        lambda: kept.upsert(Document({"score": 2}, doc_id="r")),
        lambda: kept.update(operations.delete("set")),
        lambda: db.put([("students", "s", {}), (ONCE, "r", {"score": True})]),
    ):
        with pytest.raises(WriteOnce, match=f"a record of {ONCE} stays as it was first written"):
            change()
    db.put([(ONCE, "r", {"score": 1}), (ONCE, "q", {"score": 3})])  # changes nothing in r
    assert len(db.table("students")) == 0
    assert rows(kept) == '{"q": {"score": 3}, "r": {"score": 1, "set": null}}'
    kept.remove(doc_ids=["q"])
    with pytest.raises(WriteOnce):
        kept.insert(Document({"score": 4}, doc_id="q"))
    assert rows(kept) == rows(opened(disk).table(ONCE)) == '{"r": {"score": 1, "set": null}}'


def test_the_stores_own_word_is_refused(disk):
    students = opened(disk).table("students")
    for fields in ({"_deleted": 1}, {"a": {"_deleted": True}}):
        with pytest.raises(ValueError, match="_deleted is the store's own word"):
            students.insert(fields)
    with pytest.raises(ValueError, match="JSON"):
        students.insert({"a": float("nan")})
    assert disk.now == {}


def test_writing_while_looping_over_a_table(disk):
    students = opened(disk).table("students")
    students.insert_multiple({"n": n} for n in range(5))
    for doc in students:
        students.remove(doc_ids=[doc.doc_id])
        students.insert({"n": doc["n"] + 10})
    assert sorted(doc["n"] for doc in students) == [10, 11, 12, 13, 14]


def test_records_inserted_together_are_kept_together_or_not_at_all(disk):
    students = opened(disk).table("students")
    twice = [Document({"n": n}, doc_id="x") for n in range(2)]
    with pytest.raises(ValueError, match="already exists"):
        students.insert_multiple([{"n": 9}, *twice])
    assert len(students) == 0
    assert disk.now == {}
    assert students.insert_multiple([{"n": 9}, twice[0]])[1] == "x"
    assert len(students) == len(opened(disk).table("students")) == 2


def test_tables_are_emptied_one_by_one(disk):
    db = opened(disk)
    db.table("students").insert({})
    db.table("forms").insert({})
    with pytest.raises(NotImplementedError):
        db.drop_tables()
    db.drop_table("students")
    assert (len(db.table("students")), len(db.table("forms"))) == (0, 1)
    assert everything(opened(disk)) == everything(db)


def test_history_is_every_event_of_a_record(disk):
    db = opened(disk)
    students = db.table("students")
    id_ = students.insert({"a": 1})
    students.insert_multiple({"a": n, "other": id_} for n in range(3))
    students.update({"a": 2}, doc_ids=[id_])
    db.table("forms").insert(Document({"a": 9}, doc_id=id_))
    students.remove(doc_ids=[id_])
    told = f'[{2**60}, "students", "\\u{ord(id_[0]):04x}{id_[1:]}", {{"a":3}}]'  # spelt otherwise
    db.receive("00000000000000bb", [(1, told.encode())])
    past = db.history("students", id_)
    assert [(p.device == db.device, p.event.fields) for p in past] == [
        (True, {"a": 1}),
        (True, {"a": 2}),
        (True, {"_deleted": True}),
        (False, {"a": 3}),
    ]


def test_one_flipped_bit_loses_no_other_record(disk):
    db = opened(disk)
    db.put(("students", id_, {"name": id_ * 3}) for id_ in "abc")
    db.table("students").update({"name": "new"}, doc_ids=["b"])
    data = disk.now[FILE]
    for at in range(len(data)):
        flipped = Disk(records_log=data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        again = opened(flipped, seed=at)
        students = {doc.doc_id: doc["name"] for doc in again.table("students")}
        assert again.problems
        assert len({"a": "aaa", "b": "new", "c": "ccc"}.items() - students.items()) <= 1
        # If its own line is lost, the device gets a new id.
        again.table("students").insert(Document({"name": "ddd"}, doc_id="d"))
        assert opened(flipped).table("students").contains(doc_id="d")
        numbers = [number for number, _ in again.lines(again.device)]
        assert len(numbers) == len(set(numbers))


def test_a_newer_log_is_refused_and_let_go(disk):
    opened(disk).table("students").insert({})
    data = disk.now[FILE] + b"%08x 2 1 x\n" % zlib.crc32(b"2 1 x")
    newer = Disk(records_log=data)
    with pytest.raises(NewerLog):
        opened(newer)
    assert newer.now == {FILE: data}
    assert newer.open_files == 0


def share(one, other):
    """Give each database all events of the other."""
    for source, target in ((one, other), (other, one)):
        for device in {one.device, other.device}:
            target.receive(device, list(source.lines(device)))


def test_received_events_keep_their_exact_bytes(disk):
    db = opened(disk)
    raw = b' [5 , "students","x",{"a" :1.0,"a":2e0}] '
    assert db.receive("00000000000000bb", [(3, raw), (3, raw)]) == 1
    assert db.receive("00000000000000bb", [(3, raw)]) == 0
    for held in (db, opened(disk)):
        assert list(held.lines("00000000000000bb")) == [(3, raw)]
        assert held.table("students").all() == [{"a": 2.0}]


@pytest.mark.parametrize(("count", "frozen"), [(1000, True), (100, False)])
def test_no_garbage_is_looked_for_in_what_came_in_numbers(disk, count, frozen):
    lines = [(n, b'[%d,"students","%d",{"a":[1]}]' % (n, n)) for n in range(1, count + 1)]
    before = gc.get_freeze_count()
    try:
        opened(disk).receive("00000000000000bb", lines)
        assert (gc.get_freeze_count() - before >= count) == frozen
        assert gc.isenabled()
    finally:
        gc.unfreeze()


def test_two_histories_of_one_device_both_stay(disk):
    db = opened(disk)
    device = "00000000000000bb"
    lines = [(1, b'[5,"students","x",{"a":1}]'), (1, b'[6,"students","y",{"a":2}]')]
    assert db.receive(device, lines[:1]) == db.receive(device, lines[::-1]) == 1
    assert sorted(db.lines(device)) == sorted(lines)
    assert len(opened(disk).table("students")) == 2


@pytest.mark.parametrize(
    ("device", "number", "raw"),
    [
        ("00000000000000bb", 1, b"not json"),
        ("00000000000000bb", 1, b'[1,"t","i"]'),
        ("00000000000000bb", 1, b'[-1,"t","i",{}]'),
        ("00000000000000bb", 1, b'[true,"t","i",{}]'),
        ("00000000000000bb", 1, b'[1,"t",\n"i",{}]'),
        ("00000000000000bb", 0, b'[1,"t","i",{}]'),
        ("../records", 1, b'[1,"t","i",{}]'),
    ],
)
def test_what_is_not_an_event_is_not_received(disk, device, number, raw):
    db = opened(disk)
    with pytest.raises(NotAnEvent):
        db.receive(device, [(9, b'[1,"t","i",{}]'), (number, raw)])
    assert disk.now == {}
    assert db.tables() == set()


@pytest.mark.parametrize(
    "raws",
    [
        [b'[1,"t","i"', b"{}]", b'[1,"t","j",{}],[1,"t","k",{}]'],
        [b'[1,"t","i",{"f":[[]', b"[]]}]", b'[1,"t","j",{}],0,[1,"t","k",{}]'],
        [b'[1,"t","i",{}]', b""],
        [b""],
    ],
)
def test_lines_that_only_together_make_sense_are_not_received(disk, raws):
    db = opened(disk)
    with pytest.raises(NotAnEvent):
        db.receive("00000000000000bb", list(enumerate(raws, start=1)))
    assert disk.now == {}
    assert db.tables() == set()


edits = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["edit", "remove", "share"]),
        st.sampled_from("xyz"),
        st.sampled_from("ab"),
        st.integers(0, 9),
    ),
    max_size=25,
)


@settings(max_examples=50)
@given(edits)
def test_devices_with_clocks_eleven_days_off_converge(steps):
    walls = [clock(NOW_MS + days * DAY_MS) for days in (-11, 0, 11)]
    disks = [Disk() for _ in walls]
    devices = [opened(disks[n], seed=n, wall=wall) for n, wall in enumerate(walls)]
    for who, what, id_, field, value in steps:
        db = devices[who]
        if what == "share":
            share(db, devices[(who + 1) % 3])
        elif what == "remove":
            db.table("students").remove(doc_ids=[id_])
            assert not db.table("students").contains(doc_id=id_)
        else:
            db.put([("students", id_, {field: value})])
            assert db.table("students").get(doc_id=id_)[field] == value  # its own last edit
    for _ in range(2):
        for one in devices:
            for other in devices:
                for device in {db.device for db in devices} - {None}:
                    other.receive(device, list(one.lines(device)))
    first = everything(devices[0])
    assert all(everything(db) == first for db in devices)
    for n, disk in enumerate(disks):
        assert everything(opened(disk, wall=walls[n])) == first


def test_a_fast_clock_is_pointed_out_and_nothing_is_refused():
    fast = opened(Disk(), seed=1, wall=clock(NOW_MS + 11 * DAY_MS))
    disk = Disk()
    right = opened(disk, seed=2, wall=clock(NOW_MS))
    third = opened(Disk(), seed=3, wall=clock(NOW_MS))
    fast.table("students").insert(Document({"a": 1}, doc_id="x"))
    share(fast, right)
    right.table("students").update({"a": 2}, doc_ids=["x"])
    share(right, third)
    assert right.table("students").all() == [{"a": 2}]
    assert right.fast_clocks.keys() == {fast.device}
    assert right.fast_clocks[fast.device] // DAY_MS in (10, 11)
    assert third.fast_clocks == {}  # right's stamps only follow fast's; its own clock is right
    assert opened(disk, wall=clock(NOW_MS)).fast_clocks.keys() == {fast.device}


class Stock(TinyDB):
    """TinyDB itself, except that ids are texts."""

    class table_class(Table):  # noqa: N801  # TinyDB's own name
        document_id_class = str


names = st.sampled_from(["n", "g", "k"])
json_values = st.sampled_from([None, True, 1, 1.0, 0, "a", "b", [1, [2]], {"x": [1]}])
documents = st.dictionaries(names, json_values, max_size=3)
known_ids = st.sampled_from(["i0", "i1", "i2", "i3"])
queries = st.one_of(
    st.builds(lambda name, value: where(name) == value, names, json_values),
    st.builds(lambda name: where(name).exists(), names),
    st.builds(lambda name: ~where(name).one_of(["a", 1]), names),
)


def grow(doc):
    doc["k"] = [*doc["k"], 0] if isinstance(doc.get("k"), list) else [0]
    doc.pop("n", None)


class LikeTinyDB(RuleBasedStateMachine):
    """A table always answers as TinyDB's own does."""

    def __init__(self):
        super().__init__()
        self.disk = Disk()
        self.db = opened(self.disk)
        self.stock = Stock(storage=MemoryStorage)
        self.tables = self.db.table("t"), self.stock.table("t")
        self.opened = 0

    @initialize(some=st.lists(documents, max_size=3))
    def filled(self, some):
        ids = self.tables[0].insert_multiple(some)
        self.tables[1].insert_multiple(
            Document(json.loads(json.dumps(doc)), doc_id=id_)
            for doc, id_ in zip(some, ids, strict=True)
        )

    def both(self, do):
        answers = []
        for table in self.tables:
            try:
                answers.append(do(table))
            except (KeyError, ValueError) as error:
                answers.append(type(error))
        assert answers[0] == answers[1] or sorted(answers[0]) == sorted(answers[1]), answers
        return answers[0]

    @rule(doc=documents, id_=known_ids)
    def insert(self, doc, id_):
        self.both(lambda t: t.insert(Document(json.loads(json.dumps(doc)), doc_id=id_)))

    @rule(some=st.dictionaries(known_ids, documents, max_size=3))
    def insert_multiple(self, some):
        # If a list fails, TinyDB keeps its first records; here it is all or none.
        if not any(self.tables[0].contains(doc_id=id_) for id_ in some):
            self.both(
                lambda t: t.insert_multiple(
                    Document(json.loads(json.dumps(doc)), doc_id=id_) for id_, doc in some.items()
                )
            )

    @rule(doc=documents, query=queries)
    def update(self, doc, query):
        self.both(lambda t: t.update(json.loads(json.dumps(doc)), query))

    @rule(doc=documents, ids=st.lists(known_ids, max_size=3, unique=True))
    def update_by_id(self, doc, ids):
        self.both(lambda t: t.update(json.loads(json.dumps(doc)), doc_ids=ids))

    @rule(query=queries | st.none())
    def update_by_function(self, query):
        self.both(lambda t: t.update(grow, query))

    @rule(name=names)
    def take_field_away(self, name):
        self.both(lambda t: t.update(operations.delete(name), where(name).exists()))

    @rule(first=queries, second=queries, doc=documents)
    def update_multiple(self, first, second, doc):
        self.both(
            lambda t: t.update_multiple(
                [(json.loads(json.dumps(doc)), first), (operations.set("g", "a"), second)]
            )
        )

    @rule(doc=documents, id_=known_ids)
    def upsert_by_id(self, doc, id_):
        self.both(lambda t: t.upsert(Document(json.loads(json.dumps(doc)), doc_id=id_)))

    @rule(query=queries)
    def remove(self, query):
        self.both(lambda t: t.remove(query))

    @rule(ids=st.lists(known_ids, max_size=3, unique=True))
    def remove_by_id(self, ids):
        self.both(lambda t: t.remove(doc_ids=ids))

    @rule()
    def truncate(self):
        self.both(lambda t: t.truncate())

    @rule(query=queries, id_=known_ids, ids=st.lists(known_ids, max_size=3))
    def ask(self, query, id_, ids):
        ours, theirs = self.tables
        assert ours.count(query) == theirs.count(query)
        assert ours.contains(query) == theirs.contains(query)
        assert ours.contains(doc_id=id_) == theirs.contains(doc_id=id_)
        assert rows(ours.search(query)) == rows(theirs.search(query))
        assert rows(ours.get(doc_ids=ids)) == rows(theirs.get(doc_ids=ids))
        assert ours.get(doc_id=id_) == theirs.get(doc_id=id_)
        found = ours.get(query)
        assert (found is None) == (theirs.get(query) is None)
        assert found is None or query(found)

    @rule()
    def open_again(self):
        self.db.close()
        self.opened += 1
        self.db = opened(self.disk, seed=self.opened)
        self.tables = self.db.table("t"), self.tables[1]

    @rule(doc=documents, room=st.integers(0, 60))
    def fail(self, doc, room):
        self.disk.room = room
        with pytest.raises(NotKept):
            self.tables[0].insert(doc)
        self.disk.room = None

    @invariant()
    def the_same(self):
        ours, theirs = self.tables
        assert rows(ours) == rows(theirs)
        assert rows(ours.all()) == rows(theirs.all())
        assert len(ours) == len(theirs)

    def teardown(self):
        self.db.close()
        assert self.disk.open_files == 0


TestLikeTinyDB = LikeTinyDB.TestCase
TestLikeTinyDB.settings = settings(max_examples=60, stateful_step_count=25)


# Events that no Aimline makes

BAD = [
    pytest.param(f'[{2**63},"students","s",{{"name":"B"}}]', id="a stamp too large"),
    pytest.param("[" + "9" * 4300 + ',"students","s",{"name":"B"}]', id="4,300 digits"),
    pytest.param('[1,"%s","s",{"name":"B"}]' % ("t" * 65), id="a table's name too long"),
    pytest.param('[1,"","s",{}]', id="no table"),
    pytest.param('[1,"students","%s",{"name":"B"}]' % ("i" * 65), id="an id too long"),
    pytest.param('[1,"students","",{"name":"B"}]', id="no id"),
    pytest.param('[1,"students","s",{"name":"\\ud800"}]', id="half a pair"),
    pytest.param('[1,"students","s",{"\\udfff":1}]', id="half a pair in a field's name"),
    pytest.param('[1,"students","s",{"name":NaN}]', id="no number"),
    pytest.param('[1,"students","s",{"name":-Infinity}]', id="no end"),
    pytest.param('[1,"students","s",{"name":"%s"}]' % ("x" * 2**22), id="too long"),
]


@pytest.mark.parametrize("bad", BAD)
def test_an_event_out_of_bounds_is_kept_and_passed_on_and_not_shown(disk, bad):
    good = b'[5,"students","t",{"name":"Tess"}]'
    other = "0123456789abcdef"
    db = opened(disk)
    assert db.receive(other, [(1, bad.encode()), (2, good)]) == 2
    db.put([("students", "u", {"name": "Zoë"})])  # it can still write
    db.close()
    again = opened(disk)
    for each in (db, again):
        assert {doc.doc_id for doc in each.table("students")} == {"t", "u"}
        assert each.out_of_bounds == 1
    assert [raw for _, raw in again.lines(other)] == [bad.encode(), good]
    again.put([("students", "v", {"name": "V"})])
    assert again.table("students").get(doc_id="v") == {"name": "V"}


def test_the_clock_follows_only_stamps_that_leave_room(disk):
    db = opened(disk)
    high = f'[{2**63 - 1},"students","s",{{"name":"B"}}]'
    db.receive("0123456789abcdef", [(1, high.encode())])
    assert db.table("students").get(doc_id="s") == {"name": "B"}
    db.put([("students", "u", {"name": "U"})])
    assert int(db.mark()) < 2**62


def test_what_could_not_be_shown_again_is_not_written(disk):
    db = opened(disk)
    with pytest.raises(ValueError, match="nothing was written"):
        db.put([("students", "s", {"name": "\ud800"})])
    assert db.table("students").all() == []
    assert disk.now == {}
