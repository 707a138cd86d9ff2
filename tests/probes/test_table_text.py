"""Tables as spreadsheets save them: bytes in, rows out."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.table_text import (
    LAST_AS_TEXT,
    MOST_CELL,
    BadTable,
    TableRow,
    decoded,
    table,
    table_as_text,
)

PLAIN = st.text("abcé7 .’-", min_size=1, max_size=8).map(str.strip).filter(bool)
TRICKY = st.text('ab,;\t"’é\n7', min_size=1, max_size=8).map(str.strip).filter(bool)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


def saved(rows, separator, ends, *, every):
    """What a spreadsheet writes of rows."""
    to = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(to, delimiter=separator, lineterminator=ends, quoting=quoting).writerows(rows)
    return to.getvalue()


@given(
    st.data(),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(ENCODINGS),
)
def test_what_a_spreadsheet_saved_is_read_as_it_was(data, separator, ends, every, encoding):
    cell = TRICKY if every else PLAIN
    width = data.draw(st.integers(2, 5))
    rows = data.draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1))
    text = saved(rows, separator, ends, every=every)
    found = table(decoded(text.encode(encoding)))
    assert [list(row.cells) for row in found.rows] == rows
    assert [row.number for row in found.rows] == list(range(1, len(rows) + 1))
    assert found.separator == separator


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('"1,234",5\n7,8', [("1,234", "5"), ("7", "8")]),
        ("1,5;2,5\n3,5;4,5", [("1,5", "2,5"), ("3,5", "4,5")]),
        ("1,5;2", [("1,5", "2")]),
        ("sep=;\na,b;c", [("a,b", "c")]),
        ("sep=,\r\na;b,c;d\r\n", [("a;b", "c;d")]),
        ("sep=;\ra,b;c\rd;e", [("a,b", "c"), ("d", "e")]),
        ('"sep=|"\na|b', [("a", "b")]),
        ("\ufeffsep=\t\na\tb,c", [("a", "b,c")]),
        ("a,b\rc,d\r", [("a", "b"), ("c", "d")]),
        ("a,b,,,\nc,,,,\n,,,,\nd,e,,,\n", [("a", "b"), ("c",), ("d", "e")]),
        ('"Dot said ""stop"", and ran.",x', [('Dot said "stop", and ran.', "x")]),
        ('a, "b, c"', [("a", "b, c")]),
        ('"two\nlines",x\ny,z', [("two\nlines", "x"), ("y", "z")]),
        ('5" nails,x', [('5" nails', "x")]),
        ("", []),
        ("\n \n,,\n", []),
    ],
)
def test_rows_of_many_hands(text, rows):
    assert [row.cells for row in table(text).rows] == rows


def test_rows_keep_the_numbers_that_the_spreadsheet_shows():
    found = table('sep=;\n\n"a\nb";c\n;;\nd;e\n').rows
    assert [row.number for row in found] == [2, 4]


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.lists(TRICKY | st.just(""), min_size=1, max_size=4)),
        max_size=6,
    )
)
def test_a_table_written_as_text_is_read_as_it_was(told):
    rows, number = [], 0
    for further, cells in told:
        number += further
        rows.append(TableRow(number, (*cells, "end")))
    assert table(table_as_text(rows)).rows == tuple(rows)


def test_a_table_far_down_a_sheet_is_not_written_as_text():
    with pytest.raises(BadTable, match="row 900,000,000 is too far down"):
        table_as_text([TableRow(LAST_AS_TEXT, ("a",)), TableRow(900_000_000, ("b",))])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('a,b\nc,"d\ne,f', "row 2 has a quotation mark that is never closed"),
        ('"a"\n"', "row 2 has a quotation mark"),
        ("a" * (MOST_CELL + 1), "row 1 has a cell of more than 10,000 characters"),
        ("x\n" + '"' + "a" * 200_000 + '"', "row 2 can't be read; is a quotation mark missing?"),
    ],
)
def test_what_is_no_table_is_named_with_its_row(text, says):
    with pytest.raises(BadTable, match=says):
        table(text)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04more", "it is a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "it is an old workbook"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "it is not plain text"),
        (b"\x81\x8d", "it is not plain text"),
        (b"\xff\xfea", "it is not plain text"),
        (b"a,\0b", "it is not plain text"),
    ],
)
def test_what_is_no_text_says_what_to_do(data, says):
    with pytest.raises(BadTable, match=says):
        decoded(data)


def rows_or_sentence(data):
    try:
        return table(decoded(data)).rows, ""
    except BadTable as problem:
        return (), str(problem)


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_rows_or_a_sentence(data):
    rows, told = rows_or_sentence(data)
    assert told.isprintable()
    assert len(told) < 200
    assert all(row.cells and row.cells[-1] for row in rows)
