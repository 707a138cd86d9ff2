"""Sets of three: one point, incomplete until every place counts, 0 if the first was stopped."""

import json
from dataclasses import replace
from datetime import date

import pytest
from record_doubles import FORM, Clock, open_records

from probes.administration import PartOfSet
from probes.administration_set import score_exported
from probes.forms.rotation import choose_for_set
from probes.giving import events
from records.benchmark_sets import sets_of, settled
from records.students import Student

ANA = Student("ana", "", "2", "")
DAY = date(2026, 11, 24)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    found = open_records(clock, forms=(FORM,))
    found.store.put(("students", "ana", {"name": "ana", "archived": False}))
    return found


def give(records, clock, index, last, *done):
    """Give a part of the set; return its id."""
    records.sittings.start(ANA, FORM, part=PartOfSet("set1", index, 3))
    clock.pass_ms(60_000)
    sitting = records.sittings.current
    sitting.tick()
    if last is not None:
        sitting.do(events.Last, item=last - 1)
    for what, fields in done:
        sitting.do(what, **fields)
    records.sittings.keep()
    clock.pass_ms(60_000)
    return sitting.head.administration


def told(records):
    """The set, and what counts by itself."""
    entries = records.history.entries("ana")[0]
    return sets_of(entries)["set1"], settled(entries)


def by_command(records):
    """What ``main.py score`` says of an export of the set."""
    rows = records.store.rows("administrations")
    return score_exported(
        [records.history.open(row_id).administration.exported() for row_id in rows]
    )


def test_three_passages_are_one_point_and_two_are_none(records, clock):
    for index, last in enumerate((8, 3)):
        give(records, clock, index, last)
    whole, single = told(records)
    assert (whole.complete, whole.point, whole.next_place, single) == (False, None, 2, [])
    assert records.history.open_set("ana", DAY).id == "set1"
    give(records, clock, 2, 5)
    whole, single = told(records)
    assert (whole.complete, whole.next_place, whole.point.rate) == (True, None, 5)
    assert [entry.rate for entry in single] == [8, 3, 5]
    assert records.history.open_set("ana", DAY) is None
    found = by_command(records)
    assert (found.rate, found.accuracy) == (whole.point.rate, whole.point.accuracy)


def test_a_part_that_does_not_count_is_replaced(records, clock):
    give(records, clock, 0, 8)
    give(records, clock, 1, 2, (events.Spoil, {"reason": "interrupted"}))
    assert told(records)[0].next_place == 1
    give(records, clock, 1, 4)
    give(records, clock, 2, 6)
    whole, single = told(records)
    assert [entry.spoiled for entry in single] == [False, True, False, False]
    assert by_command(records).rate == whole.point.rate == 6


def test_a_part_in_doubt_keeps_its_place_until_it_is_answered(records, clock):
    records.sittings.start(ANA, FORM, part=PartOfSet("set1", 0, 3))
    clock.pass_ms(2_000)
    records.sittings.current.do(events.Finish)
    records.sittings.keep()
    [probe] = records.store.rows("administrations")
    whole, *_ = told(records)
    assert (whole.next_place, whole.parts) == (1, {})
    give(records, clock, 1, 4)
    give(records, clock, 2, 6)
    whole, *_ = told(records)
    assert (whole.complete, whole.next_place) == (False, None)
    assert by_command(records).rate is None
    records.corrections.count_again(probe)
    assert told(records)[0].point.rate == by_command(records).rate == 6


def test_a_first_passage_that_was_stopped_is_0_for_the_set(records, clock):
    records.sittings.start(ANA, FORM, part=PartOfSet("set1", 0, 3))
    for item in range(10):
        records.sittings.current.do(events.Mark, item=item, kind="error")
    records.sittings.current.do(events.Discontinue)
    records.sittings.keep()
    whole, single = told(records)
    assert (whole.complete, whole.stopped, whole.next_place) == (True, True, None)
    assert (whole.point.rate, whole.point.accuracy) == (0, 0)
    assert [(entry.rate, entry.spoiled) for entry in single] == [(0, False)]
    found = by_command(records)
    assert (found.rate, found.accuracy, found.correct) == (0, 0, 0)


def test_a_second_passage_that_was_stopped_is_a_part_like_any(records, clock):
    give(records, clock, 0, 8)
    records.sittings.start(ANA, FORM, part=PartOfSet("set1", 1, 3))
    records.sittings.current.do(events.Discontinue)
    records.sittings.keep()
    whole, *_ = told(records)
    assert (whole.complete, whole.next_place) == (False, 2)


def test_yesterdays_set_is_not_gone_on_with(records, clock):
    give(records, clock, 0, 8)
    assert records.history.open_set("ana", DAY) is not None
    assert records.history.open_set("ana", date(2026, 11, 25)) is None


def test_a_journal_from_before_there_were_sets_is_taken_up(records, clock):
    records.sittings.start(ANA, FORM)
    head = json.loads(json.dumps(records.sittings.journal.read().head))
    assert (head.pop("set_id"), head.pop("set_index"), head.pop("set_of")) == ("", 0, 0)
    assert replace(records.sittings.current.head, set_id="").part is None
    assert records.sittings.current.administration().part is None


def test_a_set_takes_forms_kept_for_benchmarks_and_none_twice():
    forms = [replace(FORM, id=name, title=name) for name in ("a", "b", "c", "d")]
    used: list[str] = []
    while (form := choose_for_set(forms, [], DAY, used, kept=("c", "b"))) is not None:
        used.append(form.id)
    assert used == ["b", "c", "a", "d"]
