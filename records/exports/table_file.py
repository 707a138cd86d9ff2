"""All tables, or one, as a file in a format: what the screen and the command write."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from records.exports.codebook import NAMES
from records.exports.csv_tables import csv_text, csv_zip
from records.exports.export_table import ExportTable
from records.exports.parquet_tables import parquet, parquet_zip
from records.exports.people_tables import Chosen, chosen_students, people_tables
from records.exports.xlsx_tables import xlsx
from records.open_records import OpenRecords

TableFormat = Literal["xlsx", "csv", "parquet"]
TABLE_NAMES = (*NAMES, "codebook")


class TableFile(NamedTuple):
    """A file, how its name ends, and how many students and scores are in it."""

    data: bytes
    suffix: str
    students: int
    scores: int


def write_tables(
    records: OpenRecords, chosen: Chosen, file_format: TableFormat, table: str = ""
) -> Iterator[float | TableFile]:
    """Yield how much is done, from 0 to 1, from time to time, and at the end the file.

    Args:
        records: what is on record.
        chosen: who and which days.
        file_format: the format.
        table: one of ``TABLE_NAMES``, "" for all.

    Raises:
        NoParquet: the package for that format isn't here.
    """
    students = max(len(chosen_students(records, chosen)), 1)
    made: list[ExportTable] = []
    for step in people_tables(records, chosen):
        if isinstance(step, int):
            yield step / students / 2
        else:
            made = step
    counts = {one.name: len(one.rows) for one in made}
    wanted = [one for one in made if table in ("", one.name)]
    rows = max(sum(len(one.rows) for one in wanted), 1)
    for done in _writing(wanted, file_format):
        if isinstance(done, int):
            yield 0.5 + done / rows / 2
        else:
            suffix = _suffix(file_format, whole=not table)
            yield TableFile(done, suffix, counts["students"], counts["scores"])


def _writing(tables: list[ExportTable], file_format: TableFormat) -> Iterator[int | bytes]:
    one = tables[0] if len(tables) == 1 else None
    match file_format:
        case "xlsx":
            return xlsx(tables)
        case "csv":
            return csv_zip(tables) if one is None else csv_text(one)
        case "parquet":
            return parquet_zip(tables) if one is None else iter([parquet(one)])


def _suffix(file_format: TableFormat, *, whole: bool) -> str:
    return ".zip" if whole and file_format != "xlsx" else f".{file_format}"
