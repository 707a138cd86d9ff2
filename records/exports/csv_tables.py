"""Tables as CSV: each as a text in UTF-8 with its mark, or all of them in a zip.

Every text stands in quotation marks, so that no letter in it is taken for a separator, and none
runs as a formula (``records/formula_cells.py``). Numbers and days stand as they are.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence

from records.exports.export_table import Cell, ExportTable, cell_text
from records.formula_cells import defused

EVERY = 500  # rows between two steps
_LONG_AGO = (2000, 1, 1, 0, 0, 0)  # the same tables make the same bytes


def csv_text(table: ExportTable) -> Iterator[int | bytes]:
    """Yield how many rows are written, from time to time, and at the end the file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([column.header for column in table.columns])
    for number, row in enumerate(table.rows, start=1):
        writer.writerow([_value(cell) for cell in row])
        if number % EVERY == 0:
            yield number
    yield text.getvalue().encode("utf-8-sig")


def csv_zip(tables: Sequence[ExportTable]) -> Iterator[int | bytes]:
    """Yield how many rows are written, from time to time, and at the end a zip of all tables."""
    held, written = io.BytesIO(), 0
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        for table in tables:
            for step in csv_text(table):
                if isinstance(step, int):
                    yield written + step
                else:
                    entry = zipfile.ZipInfo(f"{table.name}.csv", _LONG_AGO)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    whole.writestr(entry, step)
            written += len(table.rows)
    yield held.getvalue()


class _Plain(float):
    """A number, which is written without quotation marks, as it is shown."""

    def __new__(cls, cell: float) -> "_Plain":
        return super().__new__(cls, cell)

    def __repr__(self) -> str:
        return f"{float(self):.12g}"

    __str__ = __repr__


def _value(cell: Cell) -> str | int | float:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return defused(cell_text(cell)) if isinstance(cell, str) else cell_text(cell)
    return cell if isinstance(cell, int) else _Plain(cell)
