"""Tables written to a file, and who and which days go out, as the command line names them."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from commands.opened import Refused

if TYPE_CHECKING:
    from records.exports.people_tables import Chosen
    from records.open_records import OpenRecords

Format = Literal["json", "xlsx", "csv", "parquet"]
_BY_SUFFIX: dict[str, Format] = {
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".zip": "csv",
    ".parquet": "parquet",
}
_USUAL_TABLE = "scores"  # in a file that holds one


def format_of(asked: argparse.Namespace) -> Format:
    """Return the format that was asked for, or that the file's name tells; else JSON."""
    found: Format = asked.format or _BY_SUFFIX.get(asked.to.suffix.lower(), "json")
    if found == "json" and asked.table:
        raise Refused("--table is of .csv, .zip, .xlsx and .parquet; JSON has all tables")
    return found


def students_of(asked: argparse.Namespace, records: "OpenRecords") -> frozenset[str] | None:
    """Return the ids of the students that were asked for, None for everybody.

    Raises:
        Refused: nobody is so called, or several are; the sentence doesn't say who.
    """
    from records.name_comparison import normalised

    if not (asked.student or asked.group):
        return None
    found: set[str] = set()
    students = [one for one in records.students.all() if not one.taken_back]
    for number, told in enumerate(asked.student, start=1):
        exact = [one for one in students if told in (one.id, one.district_id)]
        same = exact or [one for one in students if normalised(one.name) == normalised(told)]
        if len(same) != 1:
            why = "several students are" if same else "nobody here is"
            raise Refused(
                f"{why} called so: --student {number}. Name one by the school’s number, or by the "
                "“Aimline student id” of the table students"
            )
        found.add(same[0].id)
    for number, told in enumerate(asked.group, start=1):
        groups = [
            one
            for one in records.groups.all(archived=True)
            if told == one.id or normalised(one.name) == normalised(told)
        ]
        if not groups:
            raise Refused(f"no group here is called so: --group {number}")
        found.update(*(one.members for one in groups))
    if not found:
        raise Refused("nobody is in this group now")
    return frozenset(found)


def days_of(asked: argparse.Namespace, records: "OpenRecords") -> tuple[date, date]:
    """Return the first and last day that were asked for.

    Raises:
        Refused: the calendar has no such benchmark window, or the days are in no order.
    """
    from records.name_comparison import normalised

    first, last = asked.from_ or date.min, asked.until or date.max
    if asked.season:
        windows = [one for one in records.calendar.days().spans if one.kind == "window"]
        same = [one for one in windows if normalised(one.name) == normalised(asked.season)]
        if not same:
            names = ", ".join(dict.fromkeys(one.name for one in windows)) or "none yet"
            raise Refused(f"no benchmark window of the calendar is called so; it has: {names}")
        window = max(same, key=lambda one: one.first)
        first, last = max(first, window.first), min(last, window.last)
    if first > last:
        raise Refused("the first day comes after the last one; see --from, --until and --season")
    return first, last


def write_table_file(asked: argparse.Namespace, records: "OpenRecords") -> tuple[int, int]:
    """Write tables to the file that was asked for; return how many students and scores.

    Raises:
        Refused: it can't be; nothing was written.
        OSError: the file can't be written.
    """
    from records.exports.parquet_tables import NoParquet
    from records.exports.table_file import TableFile, write_tables
    from store.data_folder import write_file

    file_format = format_of(asked)
    assert file_format != "json"
    path: Path = asked.to
    zipped = path.suffix.lower() == ".zip"
    table = asked.table or ("" if zipped or file_format == "xlsx" else _USUAL_TABLE)
    if zipped and table:
        raise Refused("a zip has all tables; leave --table out, or write a .csv or .parquet")
    chosen = _chosen(asked, records)
    try:
        for step in write_tables(records, chosen, file_format, table):
            if isinstance(step, TableFile):
                write_file(path, iter([step.data]))
                return step.students, step.scores
            if sys.stderr.isatty():
                print(f"\rWriting: {step:.0%} ", end="", file=sys.stderr)
    except NoParquet as problem:
        raise Refused(str(problem), code=1) from None
    finally:
        if sys.stderr.isatty():
            print("\r", end="", file=sys.stderr)
    raise AssertionError("the file comes last")


def _chosen(asked: argparse.Namespace, records: "OpenRecords") -> "Chosen":
    from records.exports.people_tables import Chosen

    return Chosen(students_of(asked, records), *days_of(asked, records))
