"""Tables for people and analysts: what goes out comes in again as it was, whatever is in it."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from bring_in_doubles import brought, looked_at, planned
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from record_doubles import Rows, open_records

from probes.measures.measure import MEASURES
from records.exports.codebook import COLUMNS, codebook
from records.exports.csv_tables import csv_text, csv_zip
from records.exports.export_table import Column, ExportTable, cell_text
from records.exports.people_tables import Chosen, people_tables
from records.exports.xlsx_tables import xlsx
from records.formula_cells import as_written, defused
from records.imports.bringing import last
from records.imports.file_source import Source, read_source
from records.old_scores import packed

HOSTILE = [
    "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n@x",
    "  =1", "＝1+1", "'=1", "''+x", "\u00a0=1", "\ufeff-x", "'", "''", "' =x", "-", "=",
]  # fmt: skip
ODD = [
    *HOSTILE, "Zoë “Z” Åkesson", 'a "b" c', "a,b;c\td", "one\ntwo", "one\r\ntwo", "one\rtwo",
    "😀👩‍🏫", "00042", "1e5", "TRUE", "_x0041_", "_x000D_",
    "</t>&amp;<c>", "sep=;", "Lee, Anna", "Max",
    "N/A", "2026-11-24", "\u202eabc", "القراءة", "李小龍", "'quoted'", "x" * 300,
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=40))
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KINDS = (
    Column("Text", "text", ""),
    Column("Whole", "whole", ""),
    Column("Number", "number", ""),
    Column("Day", "day", ""),
    Column("Yes", "yes or no", ""),
)
CELLS = st.tuples(
    TEXTS.map(lambda text: cell_text(text) or "x"),
    st.one_of(st.none(), st.integers(-(10**9), 10**9)),
    st.one_of(st.none(), st.floats(-1e6, 1e6).map(lambda n: float(f"{n:.9g}"))),
    st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2099, 12, 31))),
    st.one_of(st.none(), st.booleans()),
)


def cells(rows):
    """Return what rows show, cell by cell, without the empty ones at their ends."""
    found = [[cell_text(cell) for cell in row] for row in rows]
    for row in found:
        while row and not row[-1]:
            row.pop()
    return found


def read_back(data):
    """Return the tables of a file as bringing in reads them, without their headers."""
    source = last(read_source(data), Source)
    return {one.name: [[*row.cells] for row in one.rows[1:]] for one in source.tables}


def as_numbers(rows):
    """Return rows whose cells after the first are compared by value: 1e+06 is 1000000."""

    def value(cell):
        try:
            return float(cell)
        except ValueError:
            return cell

    return [[row[0], *map(value, row[1:])] for row in rows]


@given(TEXTS)
@example("'=1")
def test_what_was_defused_is_undone_and_runs_nowhere(text):
    out = defused(text)
    assert as_written(out) == text
    seen = out.lstrip(" \u00a0\u200b\ufeff\x00")
    assert not seen.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("text", HOSTILE[:14])
def test_what_would_run_gets_an_apostrophe(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Anna", "O'Neil", "3-4", "a=b", "'Aukai", ""])
def test_what_would_not_run_stays(text):
    assert defused(text) == text


@QUICK
@given(st.lists(CELLS, min_size=1, max_size=8))
def test_a_csv_is_read_back_as_it_was(rows):
    data = last(csv_text(ExportTable("any", KINDS, rows)), bytes)
    assert as_numbers(*read_back(data).values()) == as_numbers(cells(rows))


@QUICK
@given(st.lists(CELLS, min_size=1, max_size=8))
def test_a_spreadsheet_is_read_back_as_it_was(rows):
    data = last(xlsx([ExportTable("any", KINDS, rows)]), bytes)
    assert as_numbers(read_back(data)["any"]) == as_numbers(cells(rows))


@QUICK
@given(st.lists(CELLS, min_size=1, max_size=5))
@example([("=1+1", None, None, None, None)])
def test_another_reader_reads_the_same_spreadsheet(rows):
    """openpyxl reads it, too: numbers are numbers, days are days, and nothing is a formula."""
    made = openpyxl.load_workbook(io.BytesIO(last(xlsx([ExportTable("any", KINDS, rows)]), bytes)))
    for row, told in zip(made["any"].iter_rows(min_row=2), rows, strict=True):
        text, whole, number, day, yes = row
        assert "f" not in {cell.data_type for cell in row}
        assert text.data_type == "s"
        assert not text.value.startswith(("=", "+", "-", "@"))
        assert whole.value == told[1]
        assert number.value == pytest.approx(told[2]) if told[2] is not None else True
        assert (day.value and day.value.date()) == told[3]
        assert yes.value == {None: None, True: "yes", False: "no"}[told[4]]


def test_no_cell_of_a_csv_would_run():
    rows = [(text, -1, -1.5, None, None) for text in ODD if cell_text(text)]
    text = last(csv_text(ExportTable("any", KINDS, rows)), bytes).decode("utf-8-sig")
    for row in [*csv.reader(io.StringIO(text, newline=""))][1:]:
        assert not row[0].lstrip().startswith(("=", "+", "-", "@"))
        assert row[1:3] == ["-1", "-1.5"]


def test_the_same_tables_make_the_same_bytes_and_say_how_far_they_are():
    rows = [("x", n, n / 3, date(2026, 11, 24), True) for n in range(1_234)]
    table = ExportTable("any", KINDS, rows)
    for write in (xlsx, csv_zip):
        steps = [*write([table])]
        assert steps[-1] == [*write([table])][-1]
        told = [step for step in steps if isinstance(step, int)]
        assert told == sorted(told)
        assert 500 in told or 600 in told


# What is on record


def tables(records, chosen=None):
    found = last(people_tables(records, chosen or Chosen()), list)
    return {one.name: one for one in found}


def column(table, header):
    place = [one.header for one in table.columns].index(header)
    return [row[place] for row in table.rows]


def test_every_column_is_in_the_codebook():
    told = {(row[0], row[1]) for row in codebook().rows}
    for name, columns in COLUMNS.items():
        headers = [one.header for one in columns]
        assert len({*headers}) == len(headers)
        assert {(name, header) for header in headers} <= told
        assert all(one.meaning for one in columns)
        assert all(one.unit for one in columns if one.kind == "number")


LEVELS = ["K", "3", "mul-7s", "add", "facts-mixed", "2 Spanish"]
NAMES = st.one_of(
    st.sampled_from([" ".join(text.split())[:60].strip() or "x" for text in ODD]),
    st.text(min_size=1, max_size=30),
)


@st.composite
def series(draw, student):
    """Return a row of one student's scores of a series, as a file brought them in."""
    unit = draw(st.sampled_from(["", "", "Session", "Week", "Season"]))
    seasons, places = ["", "spring"], st.just(0)
    if unit:
        places = st.integers(0, 40)
    if unit == "Season":
        seasons, places = ["fall", "winter"], st.integers(2019, 2024)
    score = st.tuples(
        st.dates(date(2020, 1, 1), date(2026, 11, 1)).map(date.isoformat),
        st.one_of(st.integers(0, 90), st.floats(0, 90).map(lambda n: round(n, 2))),
        st.sampled_from([0, 95]),
        st.sampled_from([60, 30.5]),
        places,
        st.sampled_from(seasons),
        st.sampled_from(["", "passage 7", "=form"]),
    )
    place = (lambda one: one[4:]) if unit else (lambda one: (one[0], *one[5:]))
    measure = draw(st.sampled_from([*MEASURES]))
    return {
        "student": student,
        "measure": measure,
        "level": draw(st.sampled_from(LEVELS)),
        "mode": draw(st.sampled_from(MEASURES[measure].modes)),
        "unit": unit,
        "source": draw(st.sampled_from(["", "=last year.csv"])),
        "scores": packed(draw(st.lists(score, min_size=1, max_size=4, unique_by=place)))[0],
    }


@st.composite
def classes(draw):
    """Return rows of students of any names, and of scores that were brought in."""
    rows = []
    for number in range(draw(st.integers(1, 4))):
        student = {
            "name": draw(NAMES),
            "grade": draw(st.sampled_from(["", "K", "2"])),
            "group": draw(st.sampled_from(["", "A", "Blue", "=1", "N/A", "x, y"])),
            "school": draw(st.sampled_from(["", "North", "-"])),
            "district_id": draw(st.sampled_from(["", f"00{number}", f"=0{number}"])),
        }
        rows.append(("students", f"s{number}", student))
        rows += [
            ("old_scores", f"o{number}{place}", draw(series(f"s{number}")))
            for place in range(draw(st.integers(0, 2)))
        ]
    return rows


def numbers(score):
    return score.correct, score.attempted, score.seconds


def told_of(records):
    """Return who is on record, with their scores, but ids and days that were counted."""
    found = []
    for one in records.students.all():
        scores = [
            (s.series, None if s.unit else s.day, s.at, s.unit, s.season, s.form, *numbers(s))
            for s in records.old_scores.of(one.id)
        ]
        about = one.name, one.grade, one.school, one.district_id, one.group
        found.append((about, sorted(scores, key=str)))
    return sorted(found, key=str)


@pytest.mark.parametrize("write", [xlsx, csv_zip])
@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(rows=classes())
def test_students_and_scores_come_in_again_as_they_went_out(write, rows):
    records = open_records(store=Rows())
    records.store.put(*rows)
    assume(all(one.name for one in records.students.all()))  # letters that can be seen
    data = last(write([*tables(records).values()]), bytes)
    again = open_records(store=Rows())
    for name in ("students", "scores"):
        _, bringing, _ = looked_at(data, again, "out.xlsx")
        bringing.choose([one.name for one in bringing.source.tables].index(name))
        plan = planned(bringing)
        assert not plan.refused, [*map(str, plan.refused)]
        assert not plan.asks
        bringing.carry_out(plan)
    assert told_of(again) == told_of(records)
    _, plan = brought(data, records)
    assert plan.is_nothing
