"""Tables of old scores: all of one or nothing, each refused row named; twice changes nothing."""

import csv
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import FULL, Rows, open_records

from records.imports.old_score_file import (
    PASSAGES,
    SERIES,
    BadScoreTable,
    read_old_scores,
)
from records.imports.old_score_rows import FIRST_DAY, bring_in
from records.old_scores import OldScore
from records.plans import SeriesKey
from records.tables import TABLES

WHEN = "2026-11-30T10:00:00.000+00:00"
GOOD = (
    ",".join(SERIES),
    "S1,Ann,0,1.0,Session,20",
    "S1,Ann,0,2.0,Session,24",
    "S1,Ann,1,4.5,Session,30.5",
    "S2,Ann,0,1,CalendarDay,0",
)
READ = (",".join(PASSAGES), "1037,fall,3,22078,50,38,22.4", "1037,fall,3,23019,88,86,55.67")


def table(*lines):
    return "\n".join(lines).encode()


def brought(lines=GOOD, store=None, **more):
    store = Rows() if store is None else store
    return store, bring_in(store, read_old_scores(table(*lines)), when=WHEN, **more)


def test_the_same_name_in_two_studies_is_two_students_with_plans_and_phases():
    store, came = brought()
    assert came == (2, 4, 0)
    students = store.rows("students").values()
    assert sorted((s["name"], s["group"]) for s in students) == [("Ann", "S1"), ("Ann", "S2")]
    records = open_records(store=store)
    one = next(s for s in records.students.all() if s.group == "S1")
    (found,) = records.monitoring.progress(one.id, date(2024, 10, 1))
    assert found.series == SeriesKey("orf", "", "oral")
    assert [p.occasion.value for p in found.points] == [20, 24, 30.5]
    assert all(p.brought_in for p in found.points)
    assert [p.phase for p in found.points] == [0, 0, 1]
    assert found.phases[1].decision.label == "Intervention"
    assert found.is_monitored


def test_passages_are_one_benchmark_prorated_and_never_in_n():
    store, came = brought(READ)
    assert came == (1, 2, 0)
    assert store.rows("plans") == {}
    records = open_records(store=store)
    (student,) = records.students.all()
    (found,) = records.monitoring.progress(student.id, date(2024, 10, 1))
    (mark,) = found.benchmarks
    assert mark.occasion.value == pytest.approx((38 * 60 / 22.4 + 86 * 60 / 55.67) / 2)
    assert (mark.season, mark.brought_in) == ("fall", True)
    assert found.judgement.n == found.brought_in == 0


def test_brought_in_twice_or_on_two_devices_is_the_same():
    store, _ = brought()
    before = {name: dict(rows) for name, rows in store.tables.items()}
    puts = len(store.puts)
    _, came = brought(store=store, first_day=date(2020, 1, 6))
    assert came == (0, 0, 4)
    assert len(store.puts) == puts
    other, _ = brought()
    assert other.tables == before == store.tables


def test_a_student_who_was_renamed_stays_so_and_new_rows_join():
    store, _ = brought(GOOD[:3])
    (student,) = store.rows("students")
    store.put(("students", student, {"name": "Annie"}))
    _, came = brought(GOOD[:4], store=store)
    assert came == (0, 1, 2)
    assert store.row("students", student)["name"] == "Annie"


def test_another_score_in_the_same_place_changes_nothing():
    store, _ = brought()
    puts = len(store.puts)
    changed = [*GOOD[:2], "S1,Ann,0,2.0,Session,99", *GOOD[3:]]
    with pytest.raises(BadScoreTable, match="row 3 is here already with another score"):
        brought(changed, store=store)
    assert len(store.puts) == puts


def test_a_full_disk_brings_in_nothing():
    store = Rows()
    store.full = True
    with pytest.raises(OSError, match="No space"):
        brought(store=store)
    assert store.tables == {}
    assert FULL.errno == 28


BAD_ROWS = [
    ("S1,Ann,0,1.0,Session,-5", "row 2, wrcm: “-5”; allowed: a number from 0 to 1000"),
    ("S1,Ann,0,1.0,Session,Ben Smith", "row 2, wrcm: a text of 9 characters; allowed: a number"),
    ("S1,Ann,0,1.0,Session,", "row 2, wrcm: nothing; allowed: a number from 0 to 1000"),
    ("S1,Ann,0,1.0,Session,nan", "wrcm: a text of 3 characters"),
    ("S1,Ann,0,1.0,Session,1_0", "wrcm: a text of 3 characters"),
    ("S1,Ann,0,1.0,Session,1e9", "wrcm: “1e9”; allowed"),
    ("S1,Ann,0.5,1.0,Session,5", "phase: “0.5”; allowed: a whole number from 0 to 50"),
    ("S1,Ann,0,20000,Session,5", "session: “20000”; allowed: a number from 0 to 10000"),
    ("S1,Ann,0,1.0,Moons,5", "time_unit: a text of 5 characters; allowed: Session, Probe"),
    ("S1,,0,1.0,Session,5", "case: nothing; allowed: 1 to 60 letters or digits"),
    ("S1,Ann,0,1.0,Session", "row 2, all: 5 columns; allowed: 6 columns"),
]
BAD_READ = [
    ("1,fall,3,p,50,51,20", "words_read_correctly: “51”; allowed: a number from 0 to 50"),
    ("1,fall,3,p,50,38,0", "seconds: “0”; allowed: a number from 2.28 to 3600"),
    ("1,summer,3,p,50,38,20", "occasion: a text of 6 characters; allowed: fall, winter, spring"),
    ("1,fall,12,p,50,38,20", "grade: “12”; allowed: K, 1, 2"),
]


@pytest.mark.parametrize(
    ("header", "row", "says"),
    [(GOOD[0], *bad) for bad in BAD_ROWS] + [(READ[0], *bad) for bad in BAD_READ],
)
def test_one_bad_row_refuses_the_whole_and_is_named(header, row, says):
    good = GOOD[1] if header == GOOD[0] else READ[1]
    with pytest.raises(BadScoreTable) as refused:
        read_old_scores(table(header, row, good))
    assert says in str(refused.value)
    assert "one of its rows can't be taken, so nothing was brought in" in str(refused.value)
    assert "Smith" not in str(refused.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no table of comma-separated values"),
        (b"\xff\xfe", "not a text in UTF-8"),
        (b"name,score\nAnn,5\n", "its first row has to name these columns, in this order: study"),
        (table(GOOD[0]), "it has no rows"),
        (table(GOOD[0], '"S1,Ann'), "no table of comma-separated values"),
        (b"x" * 20_000_001, "larger than 20 MB"),
        (table(GOOD[0], *["a"] * 100_001), "more than 100000 rows"),
    ],
)
def test_what_is_none_of_the_two_tables_is_refused(data, says):
    with pytest.raises(BadScoreTable, match=says):
        read_old_scores(data)


def test_many_bad_rows_are_counted_and_the_first_named():
    with pytest.raises(BadScoreTable) as refused:
        read_old_scores(table(GOOD[0], *["S1,Ann,0,1,Session,x"] * 30))
    assert "30 of its rows can't be taken" in str(refused.value)
    assert "and 10 more" in str(refused.value)
    assert len(refused.value.rows) == 30


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
def test_bytes_of_any_kind_are_a_table_or_a_sentence(data):
    try:
        found = read_old_scores(table(GOOD[0], "") + data)
    except BadScoreTable:
        return
    bring_in(Rows(), found, when=WHEN)


def test_the_tables_of_studies_come_in_as_they_are(shared_data):
    data = (shared_data / "wrcm_series_sample.csv").read_bytes()
    store = Rows()
    came = bring_in(store, read_old_scores(data), when=WHEN)
    assert (came.students, came.scores) == (52, 935)
    rows = [*csv.DictReader(data.decode().splitlines())]
    told = defaultdict(list)
    for row in rows:
        told[row["study"], row["case"]].append(float(row["wrcm"]))
    records = open_records(store=store)
    for student in records.students.all():
        mine = records.old_scores.of(student.id)
        assert sorted(one.rate for one in mine) == sorted(told[student.group, student.name])
    assert set(store.tables) <= set(TABLES)


def test_the_table_of_passages_comes_in_as_it_is(shared_data):
    data = (shared_data / "orf_passages_sample.csv").read_bytes()
    store = Rows()
    assert bring_in(store, read_old_scores(data), when=WHEN)[:2] == (20, 199)
    kept = [OldScore.read(i, row) for i, row in store.rows("old_scores").items()]
    assert all(0 < one.rate < 200 and one.accuracy <= 100 and one.day == FIRST_DAY for one in kept)


def test_a_row_that_makes_no_sense_is_not_shown():
    row = {"student": "s", "measure": "orf", "day": "2026-11-24", "correct": 5, "seconds": 60}
    assert OldScore.read("o", row) is not None
    for bad in ({"seconds": 0}, {"correct": -1}, {"day": "never"}, {"measure": "x"}, {"at": 1e99}):
        assert OldScore.read("o", {**row, **bad}) is None
