"""Remembered scores: law, they equal a replay, whatever was changed, forgotten or damaged."""

import json
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_doubles import FORM, Clock, Rows, ScoresInMemory, open_records

from probes.forms.form import Form
from probes.giving import events
from records import score_index
from records.amendments import TARGETS
from records.score_entry import computed
from records.students import Student

LONGER = Form(
    id="L", measure="orf", level="2", items=tuple(f"x{n}" for n in range(20)), lines=(0, 10)
)
STUDENTS = ("one", "two", "three")


def give(records, clock, student="one", last=9, form=FORM):
    """Keep a probe; return its id."""
    records.sittings.start(Student(student, "", "2", ""), form)
    clock.pass_ms(60_000)
    sitting = records.sittings.current
    sitting.tick()
    sitting.do(events.Last, item=last)
    records.sittings.keep()
    return sitting.head.administration


def replayed(records):
    """What every administration comes to, by a replay of each."""
    rows = records.store.rows("administrations")
    return {
        row_id: computed(row_id, row, records.amendments.of(row_id), records.forms)
        for row_id, row in rows.items()
    }


def indexed(records):
    """The same, as remembered."""
    return {
        row_id: records.scores.entry(row_id) for row_id in records.store.rows("administrations")
    }


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    found = open_records(clock, forms=(FORM, LONGER))
    for student in STUDENTS:
        found.store.put(("students", student, {"name": student, "archived": False}))
    return found


AFTER = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 70),
    st.sampled_from(["", "F", "L", "two", "three", "error", "omission", "2026-11-20", "finished"]),
    st.sampled_from(["time_up", "discontinued", "no such thing", "9999-99-99"]),
)
AMENDMENT = st.fixed_dictionaries(
    {"what": st.sampled_from([*TARGETS, "odd"]), "after": AFTER},
    optional={
        "item": st.integers(-2, 25),
        "undoes": st.sampled_from([f"m{n}" for n in range(8)]),
        "when": st.sampled_from(["2026-11-24T10:00:00.000+00:00", "2026-11-25", "", "z"]),
        "why": st.sampled_from(["", "wrong child"]),
    },
)
DONE = st.one_of(
    st.tuples(st.just("give"), st.sampled_from(STUDENTS), st.integers(0, 11)),
    st.tuples(st.just("amend"), st.integers(0, 5), AMENDMENT),
    st.tuples(st.sampled_from(["read_on", "restart", "damage", "forget", "merge"])),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DONE, max_size=14))
def test_the_index_equals_a_replay(done):
    clock, store, scores = Clock(), Rows(), ScoresInMemory()
    records = open_records(clock, store=store, forms=(FORM, LONGER), scores=scores)
    for student in STUDENTS:
        store.put(("students", student, {"name": student}))
    given_ids, amended = [], 0
    for what, *how in done:
        match what:
            case "give":
                store.put(("administrations", f"a{len(given_ids)}", row_of(*how)))
                given_ids.append(f"a{len(given_ids)}")
            case "amend":
                which = given_ids[how[0] % len(given_ids)] if given_ids else "none"
                store.put(("amendments", f"m{amended % 3}", {**how[1], "administration": which}))
                amended += 1
            case "read_on":
                records.scores.read_on()
            case "merge":
                store.put(("merges", "x", {"from": "two", "into": "one"}))
            case "restart":
                records = open_records(clock, store=store, forms=(FORM, LONGER), scores=scores)
            case "damage":
                scores.kept = scores.kept[:-1]
                records = open_records(clock, store=store, forms=(FORM, LONGER), scores=scores)
            case "forget":
                scores.broken = True
                records = open_records(clock, store=store, forms=(FORM, LONGER), scores=scores)
        assert indexed(records) == replayed(records)
        by_student = [
            e.id for e in records.scores.of([e.student for e in indexed(records).values()])
        ]
        assert sorted(by_student) == sorted(given_ids)


def row_of(student, last):
    """A kept administration's row."""
    clock = Clock()
    records = open_records(clock)
    row_id = give(records, clock, student, last)
    return records.store.row("administrations", row_id)


def test_a_start_replays_nothing_that_is_remembered(records, clock, monkeypatch):
    scores = records.scores_file
    for _ in range(5):
        give(records, clock)
    while records.scores.read_on():
        pass
    again = open_records(clock, store=records.store, forms=(FORM, LONGER), scores=scores)

    def never(*_):
        raise AssertionError("a replay")

    monkeypatch.setattr(score_index, "computed", never)
    entries, unreadable = again.history.entries("one")
    assert (len(entries), unreadable) == (5, 0)
    assert {entry.rate for entry in entries} == {10.0}
    assert not again.scores.read_on()


def test_another_scoring_version_computes_anew(records, clock, monkeypatch):
    give(records, clock)
    records.scores.read_on()
    monkeypatch.setattr(score_index, "SCORING_VERSION", 99)
    again = open_records(clock, store=records.store, scores=records.scores_file)
    assert again.scores.pending == 1


def test_scores_are_computed_in_slices_with_progress(records, clock, monkeypatch):
    monkeypatch.setattr(score_index, "SLICE", 2)
    for _ in range(5):
        give(records, clock)
    assert (records.scores.pending, len(records.scores)) == (5, 5)
    assert records.scores.read_on()
    assert (records.scores.pending, len(records.scores)) == (3, 5)
    assert records.scores.read_on()
    assert not records.scores.read_on()
    assert records.scores.pending == 0
    last = json.loads(records.scores_file.kept[-1])
    assert last["position"] is not None


def test_a_form_that_comes_later_makes_its_probes_readable(records, clock):
    row = {**row_of("one", 5), "form": "late"}
    records.store.put(("administrations", "a", row))
    assert not records.scores.entry("a").readable
    late = {**asdict(FORM), "id": "late"}
    records.store.put(("forms", "late", late))
    assert records.scores.entry("a").readable


def test_the_latest_day_is_known_before_anything_is_computed(records, clock):
    many = score_index.FEW + 1
    for _ in range(many):
        give(records, clock)
    assert records.scores.pending == many
    assert records.scores.last_days() == {"one": "2026-11-24"}
    assert records.scores.pending == many


def test_a_disk_that_is_full_loses_nothing(records, clock):
    give(records, clock)

    def full(_):
        raise OSError(28, "No space left on device")

    records.scores_file.append = full
    assert not records.scores.read_on()
    assert indexed(records) == replayed(records)


def test_a_log_that_is_an_older_copy_is_computed_anew(records, clock):
    give(records, clock)
    records.scores.read_on()
    older = Rows()
    older.put(("students", "one", {"name": "one"}))
    again = open_records(clock, store=older, scores=records.scores_file)
    assert again.scores.all() == []
    assert again.history.entries("one") == ([], 0)
