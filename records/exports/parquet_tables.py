"""Tables as Parquet, for analysts: each column with its type, no text defused (nothing runs there).

pyarrow is in a group of its own, and imported only here: it takes some 150 MB on disk, more than
all else that Aimline needs, and few schools read Parquet.
"""

import importlib.util
import io
import zipfile
from collections.abc import Iterator, Sequence

from records.exports.export_table import Cell, ExportTable, Kind, cell_text

_LONG_AGO = (2000, 1, 1, 0, 0, 0)
_TYPES: dict[Kind, str] = {
    "text": "string",
    "whole": "int64",
    "number": "float64",
    "day": "date32",
    "yes or no": "bool",
}


class NoParquet(Exception):
    """pyarrow isn't installed here; the sentence says how to get it."""

    def __init__(self) -> None:
        super().__init__(
            "Parquet needs one more package; start with “uv run --group parquet main.py”, "
            "or export .csv or .xlsx"
        )


def can_write_parquet() -> bool:
    """Tell whether what it needs is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def parquet(table: ExportTable) -> bytes:
    """Return one table as a file.

    Raises:
        NoParquet: as said there.
    """
    if not can_write_parquet():
        raise NoParquet
    import pyarrow
    import pyarrow.parquet

    schema = pyarrow.schema(
        [
            pyarrow.field(
                column.header,
                pyarrow.type_for_alias(_TYPES[column.kind]),
                metadata={"meaning": column.meaning, "unit": column.unit, "values": column.values},
            )
            for column in table.columns
        ]
    )
    values = [[_value(row[place]) for row in table.rows] for place in range(len(table.columns))]
    arrays = [
        pyarrow.array(some, type=field.type) for some, field in zip(values, schema, strict=True)
    ]
    held = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), held)
    return held.getvalue()


def parquet_zip(tables: Sequence[ExportTable]) -> Iterator[int | bytes]:
    """Yield how many rows are written, table by table, and at the end a zip of all of them.

    Raises:
        NoParquet: as said there.
    """
    held, written = io.BytesIO(), 0
    with zipfile.ZipFile(held, "w") as whole:
        for table in tables:
            whole.writestr(zipfile.ZipInfo(f"{table.name}.parquet", _LONG_AGO), parquet(table))
            written += len(table.rows)
            yield written
    yield held.getvalue()


def _value(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    return cell_text(cell) or None
