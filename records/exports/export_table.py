"""A table that goes out: its columns, what each means, and its rows of plain values."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["text", "whole", "number", "day", "yes or no"]
Cell = str | int | float | date | None
"""None is an empty cell. True and False stand in columns of "yes or no" alone."""

LONGEST_CELL = 10_000  # letters, which Aimline reads back; a spreadsheet takes 32,767
# What no spreadsheet can hold: control characters, halves of pairs, and what is no letter at all.
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Column(NamedTuple):
    """A column: its header, what is in it, and what a codebook says of it."""

    header: str
    kind: Kind
    meaning: str
    unit: str = ""
    values: str = ""


class ExportTable(NamedTuple):
    """A table by its name, with a cell for each column in every row."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def cell_text(cell: Cell) -> str:
    """Return what a cell shows: a day as 2026-11-24, a number with at most 12 figures."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case str():
            return _NO_LETTER.sub("", cell).strip()[:LONGEST_CELL].strip()
        case float():
            return f"{cell:.12g}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
