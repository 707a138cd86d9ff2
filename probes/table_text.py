"""A table as a spreadsheet saves it, CSV or text between tabs: bytes in, rows out.

    sep=;
    "Dot ran, and ran.";1,5

What separates the cells is found out, or said by a first line as Excel has it. A comma
inside quotation marks separates nothing, nor does one inside a number where the cells
are separated by semicolons. Rows keep the numbers that the spreadsheet shows.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SEPARATORS = ("\t", ";", ",")  # the likelier one first where two fit equally well
MOST_CELL = 10_000  # characters
EVERY = 2_000  # rows between two steps
LAST_AS_TEXT = 10_000  # the last row that is written as text

_LOOKED_AT = 200  # rows by which the separator is found out
_LETTERS_LOOKED_AT = 500_000
_MARKS = (  # bytes that a file in an encoding begins with
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NO_TEXT = {  # bytes that other files begin with, and what to do
    b"PK\x03\x04": "it is a workbook, or a zip; save it as “CSV UTF-8” or as text",
    b"\xd0\xcf\x11\xe0": "it is an old workbook; choose “Save as”, then “CSV UTF-8”",
    b"%PDF": "it is a PDF; copy its text, and paste it",
}
_QUOTED = re.compile(r'(^|[,;\t])[ ]*"(?:[^"]|"")*"(?=[ ]*(?:[,;\t]|$))', re.MULTILINE)
_ABOVE_ASCII = bytes(range(128, 256))
_TO_QUOTE = re.compile(r"[\"\r\n" + "".join(SEPARATORS) + "]")
_END = "\x02end of the table"  # a row of its own, unless a quotation mark is open


class BadTable(ValueError):
    """What was chosen is no text, or no table; the message says what to do."""


class TableRow(NamedTuple):
    """One row: its number from 1, as a spreadsheet shows it, and its cells without spaces around.

    Empty cells at the end of a row are left out.
    """

    number: int
    cells: tuple[str, ...]


class TextTable(NamedTuple):
    """The rows that have a cell, and what separates the cells."""

    rows: tuple[TableRow, ...]
    separator: str


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8 with its mark or without, UTF-16, else Windows-1252.

    What is none of these either, as it has bytes that Windows-1252 lacks, is of an old Mac. No
    package guesses it: those that guess need pages of text, and take the names of a class for
    Polish.

    Raises:
        BadTable: it is no text.
    """
    for begins, reason in _NO_TEXT.items():
        if data.startswith(begins):
            raise BadTable(reason)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    for start, name in enumerate(("utf-16-be", "utf-16-le")):
        half = data[start:2_000:2]  # of Latin letters in UTF-16 every other byte is 0
        if not encoding and half.count(0) > len(half) / 2:
            encoding = name
    named = ["utf-8", "cp1252"]
    if len(data.translate(None, _ABOVE_ASCII)) > len(data) / 2:
        named.append("mac_roman")
    for name in [encoding] if encoding else named:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadTable("it is not plain text; save it as “CSV UTF-8” or as text")


def table(text: str) -> TextTable:
    """Return the rows of a table.

    Raises:
        BadTable: a quotation mark is never closed, or a cell is longer than ``MOST_CELL``.
    """
    return next(step for step in read_table_text(text) if isinstance(step, TextTable))


def read_table_text(text: str) -> Iterator[int | TextTable]:
    """Yield how many rows are read, from time to time, and at the end the rows of a table.

    Raises:
        BadTable: as of ``table``.
    """
    text = text.removeprefix("\ufeff")
    said, _, rest = text.partition("\n")
    said = said.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) <= 5:
        return _rows(rest, said[4:] or "\t")  # a tab is lost with the spaces
    if text.lower().startswith("sep=") and text[5:6] == "\r":  # the line ends of old Macs
        return _rows(text[6:], text[4])
    return _rows(text, _separator(text))


def table_as_text(rows: Sequence[TableRow]) -> str:
    """Return rows as text of which ``table`` makes the same rows with the same numbers.

    Raises:
        BadTable: a row's number is above ``LAST_AS_TEXT``.
    """
    lines: list[str] = []
    for row in rows:
        if row.number > LAST_AS_TEXT:
            raise BadTable(f"row {row.number:,} is too far down; move the table to the sheet’s top")
        lines += [""] * (row.number - 1 - len(lines))
        lines.append(", ".join(map(_quoted, row.cells)))
    return "\n".join(lines)


def _quoted(cell: str) -> str:
    if not _TO_QUOTE.search(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _rows(text: str, separator: str) -> Iterator[int | TextTable]:
    ended = io.StringIO(f"{text.rstrip()}\n{_END}", newline="")
    reader = csv.reader(ended, delimiter=separator, skipinitialspace=True)
    once: dict[str, str] = {}  # what stands in many cells is kept once
    rows: list[TableRow] = []
    number = -1
    before: list[str] = []  # the last row is the end, if all is well
    try:
        for number, cells in enumerate(reader):
            row = TableRow(number, _trimmed(before, once))
            if row.cells:
                _check_cells(row)
                rows.append(row)
            before = cells
            if number % EVERY == 0:
                yield number
    except csv.Error:
        raise BadTable(f"row {number + 2} can't be read; is a quotation mark missing?") from None
    if before != [_END]:
        raise BadTable(
            f"row {number + 1} has a quotation mark that is never closed; close it, or take it out"
        )
    yield TextTable(tuple(rows), separator)


def _check_cells(row: TableRow) -> None:
    if max(map(len, row.cells)) > MOST_CELL:
        raise BadTable(
            f"row {row.number} has a cell of more than {MOST_CELL:,} characters; "
            "is a quotation mark missing?"
        )


def _trimmed(cells: Sequence[str], once: dict[str, str]) -> tuple[str, ...]:
    trimmed = [once.setdefault(text, text) for text in map(str.strip, cells)]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return tuple(trimmed)


def _separator(text: str) -> str:
    """Return what separates the cells: that by which the most rows have as many cells."""
    ended = text[:_LETTERS_LOOKED_AT].replace("\r\n", "\n").replace("\r", "\n")
    lines = _QUOTED.sub(r"\1q", ended).split("\n")[:_LOOKED_AT]

    def alike(separator: str) -> int:
        # With the empty ones at the end, which some rows of a spreadsheet are full of.
        widths = Counter(line.count(separator) for line in lines)
        return max((rows for width, rows in widths.items() if width), default=0)

    return max(SEPARATORS, key=alike)  # of equals the first
