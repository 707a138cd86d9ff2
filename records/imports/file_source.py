"""A file from elsewhere, whatever it is, as tables: text, a spreadsheet, a zip or a folder of CSVs.

Nothing here knows what a table means.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from probes.table_text import BadTable, TableRow, decoded, read_table_text
from records.formula_cells import as_written
from records.imports.roster_sets import RosterLayout, layout_of
from records.imports.workbook import MOST_COLUMNS, MOST_ROWS, SheetRows, is_workbook, read_workbook
from records.imports.zip_parts import ZipParts

LARGEST = 100_000_000  # bytes
MOST_TABLES = 60
_NO_TABLE = {  # how text begins that is none, and what to do
    r"[\[{]\s*(?:[\[{\"]|$)": (
        "it is JSON; save the table as CSV. An export of Aimline comes in under Settings, "
        "“Import an export”"
    ),
    r"<(?:\?xml|!|[a-z][\w:]*[\s/>])": (
        "it is a web page or XML; open it in a spreadsheet, and save it as .xlsx or CSV"
    ),
    r"\{\\rtf": "it is a text with formats; copy the table in it, and paste it",
}


class Source(NamedTuple):
    """The tables of a file, and whose set of files it is, None if each stands by itself."""

    tables: list[SheetRows]
    layout: RosterLayout | None = None

    def files(self) -> Mapping[str, list[TableRow]]:
        """Return the tables of a set by their names in small letters, without ".csv"."""
        return {one.name: one.rows for one in self.tables}

    def longest(self) -> int:
        """Return the place of the table with the most rows."""
        return max(range(len(self.tables)), key=lambda place: len(self.tables[place].rows))


def read_source(data: bytes, name: str = "") -> Iterator[int | Source]:
    """Yield how many rows are read, from time to time, and at the end the tables of a file.

    Raises:
        BadTable: it can't be read, is larger than the bounds, or has no rows.
    """
    if len(data) > LARGEST:
        raise BadTable(f"it is larger than {LARGEST // 1_000_000} MB")
    if not is_zip(data):
        for found in _text_rows(data):
            yield found if isinstance(found, int) else _some([SheetRows(name, found)])
        return
    parts = ZipParts(data)
    if is_workbook(parts.names):
        for step in read_workbook(data):
            yield step if isinstance(step, int) else _some(step)
        return
    files = {
        one: parts.whole(one, LARGEST)
        for one in parts.names
        if one.lower().endswith((".csv", ".txt", ".tsv")) and not _hidden(one)
    }
    if not files:
        raise BadTable("there is no CSV file in it; choose the CSV files, or a spreadsheet")
    yield from read_folder(files)


def is_zip(data: bytes) -> bool:
    """Tell whether a file is a zip, as workbooks are."""
    return data.startswith(b"PK")


def read_folder(files: Mapping[str, bytes]) -> Iterator[int | Source]:
    """Yield how many rows are read, from time to time, and at the end the files' tables by name.

    Raises:
        BadTable: as of ``read_source``; the message names the file.
    """
    if len(files) > MOST_TABLES:
        raise BadTable(f"it has more than {MOST_TABLES} files of tables")
    tables: list[SheetRows] = []
    for name, data in files.items():
        stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0].lower()
        before = sum(len(one.rows) for one in tables)
        try:
            for step in _text_rows(data):
                if isinstance(step, int):
                    yield before + step
                else:
                    tables.append(SheetRows(stem, step))
        except BadTable as problem:
            raise BadTable(f"{stem[:60]}: {problem}") from None
    layout = layout_of({one.name: one.rows for one in tables})
    yield _some(tables, layout)


def longest_table(data: bytes) -> list[TableRow]:
    """Return the rows of a file's longest table, where one small table is wanted.

    Raises:
        BadTable: as of ``read_source``.
    """
    source = next(step for step in read_source(data) if isinstance(step, Source))
    return source.tables[source.longest()].rows


def _text_rows(data: bytes) -> Iterator[int | list[TableRow]]:
    text = decoded(data)
    for begins, reason in _NO_TABLE.items():
        if re.match(begins, text[:200].lstrip("\ufeff \t\r\n"), re.IGNORECASE):
            raise BadTable(reason)
    rows: Sequence[TableRow] = ()
    for step in read_table_text(text):
        if isinstance(step, int):
            yield step
        else:
            rows = step.rows
    if len(rows) > MOST_ROWS:
        raise BadTable(f"it has more than {MOST_ROWS:,} rows; take it apart")
    if any(len(row.cells) > MOST_COLUMNS for row in rows):
        raise BadTable(f"it has more than {MOST_COLUMNS:,} columns")
    yield [*rows]


def _some(tables: list[SheetRows], layout: RosterLayout | None = None) -> Source:
    filled = [SheetRows(one.name, _as_written(one.rows)) for one in tables if one.rows]
    if not filled:
        raise BadTable("there is nothing in it")
    return Source(filled, layout)


def _as_written(rows: list[TableRow]) -> list[TableRow]:
    """Return rows whose cells are as they were before somebody defused them."""
    return [
        row._replace(cells=tuple(map(as_written, row.cells)))
        if "'" in "".join(row.cells)  # a long table is looked through at once
        else row
        for row in rows
    ]


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
