"""Print what scores come to over time."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from commands.opened import Refused, opened_records
from commands.transfer import LARGEST_FILE, opened_text
from commands.wiring import open_logs, wire_records
from store.data_folder import data_folder

if TYPE_CHECKING:
    from records.open_records import OpenRecords


def progress(asked: argparse.Namespace) -> int:
    """Print each series, of an export or a data folder, as JSON. Reads beside a running Aimline."""
    from records.exports.progress_json import progress_json

    with _records(asked) as records:
        day = asked.day or records.clock.now().date()
        found = [
            progress_json(one, name=student.name if asked.names else None)
            for student in records.students.all()
            for one in records.monitoring.progress(student.id, day, records.closer)
        ]
        for damaged in records.store.problems:
            print(f"Not in it: {damaged}", file=sys.stderr)
    print(json.dumps({"day": day.isoformat(), "series": found}, ensure_ascii=False, indent=1))
    return 0


@contextmanager
def _records(asked: argparse.Namespace) -> "Iterator[OpenRecords]":
    if asked.file is None:
        folder = data_folder(asked.data, make=False)
        with opened_records(folder) as records:
            yield records
        return
    if asked.data is not None:
        raise Refused("give a file or a data folder, not both")
    with _opened_export(asked.file) as records:
        yield records


@contextmanager
def _opened_export(path: Path) -> "Iterator[OpenRecords]":
    """Open the records of an export, in memory alone."""
    from records.exports.export_format import UnreadableExport, read_stream
    from records.exports.json_export import NotTransferred, take_in
    from store.files_in_memory import FilesInMemory

    try:
        with opened_text(path, LARGEST_FILE) as text:
            found = read_stream(text)
        records = wire_records(asyncio.run(open_logs(FilesInMemory(), owner=False)))
        take_in(records, found)
    except (UnreadableExport, NotTransferred) as problem:
        raise Refused(f"{path}: {problem}") from None
    yield records
