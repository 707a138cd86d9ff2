"""What people find in the tables: corrected scores with what they were, what doesn't count, who."""

from datetime import date, timedelta

import pytest
from record_doubles import Clock, Rows, open_records
from test_score_index import give

from records.exports.export_table import ExportTable
from records.exports.people_tables import Chosen, people_tables
from records.imports.bringing import last


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    records = open_records(clock, store=Rows())
    put = records.store.put
    put(
        (
            "students",
            "ana",
            {"name": "Ana", "grade": "2", "group": "", "district_id": "007", "brought": "i"},
        ),
        ("students", "ben", {"name": "Ben", "grade": "2", "group": ""}),
        ("imports", "i", {"name": "roster.csv", "removed": False}),
        ("groups", "g", {"name": "Blue"}),
        ("memberships", "ga", {"student": "ana", "group": "g", "removed": False}),
    )
    return records


def tables(records, chosen=None):
    found = last(people_tables(records, chosen or Chosen()), list)
    for one in found:
        assert isinstance(one, ExportTable)
        assert all(len(row) == len(one.columns) for row in one.rows)
    return {
        one.name: [
            dict(zip([column.header for column in one.columns], row, strict=True))
            for row in one.rows
        ]
        for one in found
    }


def test_an_empty_aimline_has_tables_with_headers_alone():
    found = tables(open_records(store=Rows()))
    assert {name for name, rows in found.items() if rows} == {"codebook"}


def test_a_corrected_score_stands_as_corrected_with_what_it_was_beside_it(records, clock):
    probe = give(records, clock, "ana", last=9)
    before = records.scores.entry(probe).rate
    clock.pass_ms(60_000)
    records.corrections.last(probe, 4)
    found = tables(records)
    (score,), (kept,) = found["scores"], found["probes"]
    assert score["Correct per minute"] == records.scores.entry(probe).rate != before
    assert score["Per minute before"] == before
    assert (score["Corrected"], score["Counts"]) == (True, True)
    assert (kept["Correct per minute"], kept["Per minute before"]) == (
        score["Correct per minute"],
        before,
    )
    assert (kept["Items correct"], kept["Correct before"]) == (score["Correct"], 10)


def test_what_was_left_out_is_there_in_a_column_of_its_own(records, clock):
    probe = give(records, clock, "ana")
    rate = records.scores.entry(probe).rate
    clock.pass_ms(60_000)
    records.corrections.leave_out(probe, "fire drill")
    found = tables(records)
    (score,), (kept,) = found["scores"], found["probes"]
    assert (score["Correct"], score["Correct per minute"], score["Counts"]) == (None, None, False)
    assert (score["Per minute, left out"], score["Why left out"]) == (rate, "fire drill")
    assert (kept["Counts"], kept["Why left out"], kept["Items correct"]) == (
        False,
        "fire drill",
        10,
    )


def test_where_it_came_from_stands_beside_it(records, clock):
    give(records, clock, "ana")
    old = {"student": "ana", "measure": "orf", "level": "2", "source": "last year.csv"}
    records.store.put(("old_scores", "o", {**old, "scores": '[["2025-10-01",45]]'}))
    found = tables(records)
    assert [one["Came from"] for one in found["scores"]] == ["Aimline", "last year.csv"]
    assert [one["Came from"] for one in found["students"]] == ["roster.csv", ""]
    assert found["scores"][1]["Date"] == date(2025, 10, 1)
    assert len(found["probes"]) == 1


def test_what_was_taken_back_does_not_go_out(records):
    old = {"student": "ben", "measure": "orf", "level": "2", "brought": "i"}
    records.store.put(
        ("old_scores", "o", {**old, "scores": '[["2025-10-01",45]]'}),
        ("imports", "i", {"removed": True}),
    )
    found = tables(records)
    assert [one["Student name"] for one in found["students"]] == ["Ben"]
    assert found["scores"] == []


def test_some_students_and_some_days(records, clock):
    first = give(records, clock, "ana")
    clock.pass_ms(int(timedelta(days=7).total_seconds() * 1_000))
    second = give(records, clock, "ana")
    give(records, clock, "ben")
    records.store.put(
        ("sessions", "s", {"group": "g", "day": "2026-11-24", "minutes": 30, "note": "Ben cried"}),
        ("attendance", "sa", {"session": "s", "student": "ana", "minutes": 30}),
        ("attendance", "sb", {"session": "s", "student": "ben", "missed": "absent"}),
    )
    found = tables(records, Chosen(frozenset({"ana"})))
    assert [one["Student name"] for one in found["students"]] == ["Ana"]
    assert [one["Aimline probe id"] for one in found["probes"]] == [first, second]
    (session,) = found["sessions"]
    assert (session["Note"], session["Present"], session["Missing"]) == ("", 1, 0)
    assert [one["Student name"] for one in found["attendance"]] == ["Ana"]
    found = tables(records, Chosen(first=date(2026, 11, 30), last=date(2026, 12, 5)))
    assert len(found["probes"]) == 2
    assert found["sessions"] == []
    assert len(found["students"]) == 2
    (session,) = tables(records)["sessions"]
    assert (session["Note"], session["Missing"]) == ("Ben cried", 1)
