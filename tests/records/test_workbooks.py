"""Spreadsheets as Excel and LibreOffice save them, and as nobody should: read, or a sentence."""

import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from bring_in_doubles import brought, looked_at, scores, students
from workbook_doubles import cell, ods, with_part, xlsx

from probes.table_text import BadTable
from records.imports import workbook, zip_parts
from records.imports.bringing import last
from records.imports.workbook import read_workbook

ROWS = [
    ["Name", "Student Number", "Grade", "Date", "WCPM"],
    ["Anna Lee", "00042", 3, date(2026, 9, 14), 41],
    ["Ben Cruz", "00043", "K", datetime(2026, 9, 21, 9, 15, tzinfo=UTC).replace(tzinfo=None), 38.5],
    [None, None, None, None, None],
    ["Zoë “Z” Åkesson & <Co>", "00044", 3, date(2026, 9, 14), "absent"],
]


def rows_of(data):
    sheets = last(read_workbook(data), list)
    return [(sheet.name, [(row.number, row.cells) for row in sheet.rows]) for sheet in sheets]


def test_a_workbook_of_excel_comes_in_with_dates_and_leading_zeros():
    records, plan = brought(xlsx(ROWS), name="scores.xlsx")
    assert (plan.new, plan.scores) == (3, 2)
    here = students(records)
    assert here["Anna Lee"].district_id == "00042"
    assert "Zoë “Z” Åkesson & <Co>" in here
    assert scores(records, "Anna Lee") == [("2026-09-14", 41)]
    assert scores(records, "Ben Cruz") == [("2026-09-21", 38.5)]


def test_a_workbook_is_read_as_openpyxl_reads_it():
    rows = [["a", 1, 2.5, "", "x" * 300, 1e12, -0.125, True], [None] * 7 + ["end"]]
    data = xlsx(rows)
    ((_, found),) = rows_of(data)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    told = [["" if v is None else str(v) for v in row] for row in sheet.values]
    told[0][5], told[0][7] = "1000000000000", "1"
    assert [list(cells) for _, cells in found] == told
    assert [number for number, _ in found] == [1, 2]


def test_of_several_sheets_the_longest_is_looked_at_and_each_can_be():
    notes = [["Notes"], ["nothing"]]
    _, bringing, plan = looked_at(xlsx(notes, ROWS))
    assert [one.name for one in bringing.source.tables] == ["Sheet 0", "Sheet 1"]
    assert plan.new == 3
    bringing.choose(0)
    assert bringing.table == 0


def test_merged_headers_of_a_spreadsheet():
    rows = [[None, "Fall", None], ["Name", "ORF", "NWF"], ["Anna Lee", 10, 20]]
    records, plan = brought(xlsx(rows, merged="B1:C1"))
    assert plan.scores == 2
    assert scores(records, "Anna Lee", "nwf")[0][1] == 20


def test_a_workbook_of_libreoffice():
    rows = (
        f"<table:table-row>{cell('Name')}{cell('Number')}{cell('Date')}{cell('WCPM')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        "<table:table-row>"
        f"{cell('Anna <text:span>Lee</text:span>')}{cell('007')}"
        + cell("09/14/26", **{"office:value-type": "date", "office:date-value": "2026-09-14"})
        + cell("41,0", **{"office:value-type": "float", "office:value": "41"})
        + '</table:table-row><table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    data = ods(rows)
    assert rows_of(data)[0][1][1] == (4, ("Anna Lee", "007", "2026-09-14", "41"))
    records, _ = brought(data)
    assert scores(records, "Anna Lee") == [("2026-09-14", 41)]


SHEET = "xl/worksheets/sheet1.xml"
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
FAR = '<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'
DEEP = "<worksheet>" + "<a>" * 100_000


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (DTD, "declarations"),
        (FAR, "columns"),
        ("<worksheet><sheetData>", "damaged"),
        ("no xml", "damaged"),
        (DEEP, "damaged"),
        ('<worksheet><row r="1"><c t="s"><v>99999999</v></c></row></worksheet>', "nothing in it"),
    ],
)
def test_a_hostile_sheet_is_a_sentence(part, says):
    with pytest.raises(BadTable, match=says):
        looked_at(with_part(xlsx(ROWS), SHEET, part))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(zip_parts, "MOST_BYTES", 2_000_000)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("users.csv", b"0" * 50_000_000)
    with pytest.raises(BadTable, match="larger than"):
        looked_at(held.getvalue())
    assert len(held.getvalue()) < 60_000


def test_a_sheet_with_more_rows_than_anybody_has_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(BadTable, match="more than 3 rows"):
        rows_of(xlsx([["a"]] * 5))


def test_a_formula_is_what_it_came_to_and_never_run():
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="str"><f>CONCAT("A","B")</f><v>AB</v></c>'
        '<c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="e"><v>#REF!</v></c></row></sheetData>'
        "</worksheet>"
    )
    data = with_part(xlsx([["x"]]), SHEET, sheet)
    assert rows_of(data) == [("Sheet 0", [(1, ("AB", "2"))])]
    records, _ = brought('Name,Grade\n"=HYPERLINK(1)",3\n')
    assert set(students(records)) == {"=HYPERLINK(1)"}  # a text, as any other


@pytest.mark.parametrize("at", range(0, 4_000, 97))
def test_a_workbook_cut_or_changed_anywhere_is_a_sentence_or_a_table(at):
    data = bytearray(xlsx(ROWS))
    for hurt in (bytes(data[: at % len(data)]), bytes(data[:at] + b"\xff" + data[at + 1 :])):
        try:
            looked_at(hurt, measure="orf", day=date(2026, 9, 14))
        except BadTable:
            continue
