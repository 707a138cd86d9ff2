"""Scores from before: packed, read back and counted once; a study's plans and phases."""

from datetime import date

import pytest
from bring_in_doubles import brought, looked_at
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import FULL, Rows, open_records

from records.old_scores import LONGEST_ROW, OldScore, packed, unpacked
from records.plans import SeriesKey

GOOD = (
    "study,case,phase,session,time_unit,wrcm",
    "S1,Ann,0,1.0,Session,20",
    "S1,Ann,0,2.0,Session,24",
    "S1,Ann,1,4.5,Session,30.5",
    "S2,Ann,0,1,CalendarDay,0",
)
ROW = {"student": "s", "measure": "orf", "level": "3", "mode": "oral", "unit": "", "source": "f"}
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31)).map(date.isoformat)
SCORES = st.lists(
    st.tuples(
        DAYS,
        st.integers(0, 200) | st.floats(0, 200).map(lambda x: round(x, 2)),
        st.just(0),
        st.sampled_from([60, 22.4, 120]),
        st.integers(0, 20),
        st.sampled_from(["", "fall", "winter"]),
        st.text(max_size=12),
        st.integers(1, 3),
    ),
    max_size=120,
)


def table(*lines):
    return "\n".join(lines)


@given(SCORES)
def test_scores_are_unpacked_as_they_were_packed(found):
    rows = packed(found)
    assert all(len(text) <= LONGEST_ROW for text in rows)
    read = [
        one for n, text in enumerate(rows) for one in unpacked(f"r{n}", {**ROW, "scores": text})
    ]
    told = [
        (one.day.isoformat(), one.correct, one.attempted, one.seconds, one.at, one.season, one.form)
        for one in read
    ]
    assert told == [one[:7] for one in found if one[1] * 60 <= 1_000 * one[3]]


@pytest.mark.parametrize(
    "text", ["", "[", "{}", "[[]]", "[5]", '[["2026-11-24"]]', '[["never",5]]', "[" * 5_000]
)
def test_a_row_of_scores_that_makes_no_sense_shows_none(text):
    assert unpacked("r", {**ROW, "scores": text}) == []


def test_a_row_that_makes_no_sense_is_not_shown():
    row = {"student": "s", "measure": "orf", "day": "2026-11-24", "correct": 5, "seconds": 60}
    assert OldScore.read("o", row) is not None
    for bad in ({"seconds": 0}, {"correct": -1}, {"day": "never"}, {"measure": "x"}, {"at": 1e99}):
        assert OldScore.read("o", {**row, **bad}) is None


def test_the_same_name_in_two_studies_is_two_students_with_plans_and_phases():
    records, plan = brought(table(*GOOD))
    assert (plan.new, plan.scores) == (2, 4)
    here = records.students.all()
    assert sorted((s.name, s.group) for s in here) == [("Ann", "S1"), ("Ann", "S2")]
    one = next(s for s in here if s.group == "S1")
    (found,) = records.monitoring.progress(one.id, date(2024, 10, 1))
    assert found.series == SeriesKey("orf", "", "oral")
    assert [p.occasion.value for p in found.points] == [20, 24, 30.5]
    assert all(p.brought_in for p in found.points)
    assert [p.phase for p in found.points] == [0, 0, 1]
    assert found.phases[1].decisions[0].label == "Intervention"
    assert found.is_monitored


def test_passages_are_one_benchmark_prorated_and_never_in_n():
    records, plan = brought(
        "student_id,occasion,grade,passage_id,words_in_passage,words_read_correctly,seconds\n"
        "1037,fall,3,22078,50,38,22.4\n1037,fall,3,23019,88,86,55.67\n"
    )
    assert (plan.new, plan.scores) == (1, 2)
    assert records.store.rows("plans") == {}
    (student,) = records.students.all()
    (found,) = records.monitoring.progress(student.id, date(2024, 10, 1))
    (mark,) = found.benchmarks
    assert mark.occasion.value == pytest.approx((38 * 60 / 22.4 + 86 * 60 / 55.67) / 2)
    assert (mark.season, mark.brought_in) == ("fall", True)
    assert found.judgement.n == found.brought_in == 0


def test_brought_in_on_two_devices_is_the_same_and_counts_once():
    one, _ = brought(table(*GOOD))
    other, _ = brought(table(*GOOD))
    assert other.store.tables == one.store.tables
    again, plan = brought(table(*GOOD), first_day=date(2020, 1, 6))
    for name, rows in again.store.tables.items():
        for row_id, row in rows.items():
            one.store.put((name, row_id, row))
    (ann,) = [s for s in one.students.all() if s.group == "S1"]
    assert [score.rate for score in one.old_scores.of(ann.id)] == [20, 24, 30.5]
    assert plan.scores == 4


def test_a_student_who_was_renamed_stays_so_and_new_rows_join():
    records, _ = brought(table(*GOOD[:3]))
    (student,) = records.store.rows("students")
    records.students.change(student, name="Annie")
    records, plan = brought(table(*GOOD[:4]), records)
    assert (plan.new, plan.scores, plan.known_scores) == (0, 1, 2)
    assert [name for _, name in plan.differing] == ["name"]
    assert records.students.get(student).name == "Annie"


def test_a_full_disk_brings_in_nothing():
    records = open_records(store=Rows())
    records.store.full = True
    _, bringing, plan = looked_at(table(*GOOD), records)
    with pytest.raises(OSError, match="No space"):
        bringing.carry_out(plan)
    assert records.store.tables == {}
    assert FULL.errno == 28
