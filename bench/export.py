"""Measure exporting: ``uv run --group test python -m bench.export``. Prints JSON.

A data folder with 250 students and 5,000 scores that were brought in, written by a process of its
own as a spreadsheet, as CSV and as JSON, from the log on the disk to the bytes of the file. A
spreadsheet may take at most 2 s. ``pause_s`` is the longest time between two steps, in which the
screen would stand still; ``write_s`` is the writing alone. The ratios are to openpyxl, which
writes the same cells in the same process.
"""

import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from commands.opened import opened_records
from records.exports.export_table import ExportTable, cell_text
from records.exports.json_export import Everything
from records.exports.people_tables import Chosen, people_tables
from records.exports.table_file import TableFile, TableFormat, write_tables
from records.old_scores import packed

STUDENTS, EACH = 250, 20
BAR_S = 2
ROUNDS = 3


def main() -> None:
    """Measure all formats."""
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(measured(Path(sys.argv[2]))))
        return
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held) / "data"
        fill(folder)
        rounds = [run(folder) for _ in range(ROUNDS)]
    best = {
        part: min((one[part] for one in rounds), key=lambda found: float(found["wall_s"]))
        for part in rounds[0]
    }
    slow = best["openpyxl"]["wall_s"]
    best["xlsx"] |= {"bar_s": BAR_S, "holds": best["xlsx"]["wall_s"] <= BAR_S}
    best["xlsx"]["ratio_to_openpyxl"] = round(best["xlsx"]["write_s"] / slow, 3)
    print(json.dumps({"students": STUDENTS, "scores": STUDENTS * EACH, **best}, indent=2))


def run(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what one process of its own measures."""
    command = [sys.executable, "-m", "bench.export", "--child", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def fill(folder: Path) -> None:
    """Keep students and their scores of last year."""
    chance = random.Random(21)
    folder.mkdir(mode=0o700)
    with opened_records(folder) as records:
        for number in range(STUDENTS):
            student = f"s{number}"
            row = {"name": f"Name {number}", "grade": "2", "group": f"G{number % 40}"}
            scores = [
                ((date(2025, 9, 1) + timedelta(days=7 * week)).isoformat(), chance.randint(20, 120))
                for week in range(EACH)
            ]
            series = {"measure": "orf", "level": "2", "mode": "oral", "source": "last year.csv"}
            records.store.put(
                ("students", student, {**row, "archived": False}),
                ("old_scores", f"o{number}", {"student": student, **series}),
                ("old_scores", f"o{number}", {"scores": packed(scores)[0]}),
            )


def measured(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the seconds of each format, and of openpyxl with the same cells."""
    found: dict[str, dict[str, Any]] = {}
    formats: tuple[TableFormat, ...] = ("xlsx", "csv")
    for file_format in formats:
        begun = time.perf_counter()
        with opened_records(folder, read_only=True) as records:
            found[file_format] = timed(write_tables(records, Chosen(), file_format), begun)
    begun = time.perf_counter()
    with opened_records(folder, read_only=True) as records:
        size = sum(len(piece.encode()) for piece in Everything(records))
        found["json"] = {"wall_s": round(time.perf_counter() - begun, 3), "bytes": size}
        tables = next(one for one in people_tables(records, Chosen()) if not isinstance(one, int))
    begun = time.perf_counter()
    openpyxl_writes(tables)
    found["openpyxl"] = {"wall_s": round(time.perf_counter() - begun, 3)}
    return found


def timed(steps: Iterator[float | TableFile], begun: float) -> dict[str, Any]:
    """Return how long steps take, since ``begun``, and the longest between two."""
    last, longest, writing = begun, 0.0, begun
    size = 0
    for step in steps:
        now = time.perf_counter()
        longest, last = max(longest, now - last) if last != begun else longest, now
        if isinstance(step, TableFile):
            size = len(step.data)
        elif step < 0.5:
            writing = now
    wall = time.perf_counter() - begun
    return {
        "wall_s": round(wall, 3),
        "write_s": round(begun + wall - writing, 3),
        "pause_s": round(longest, 3),
        "bytes": size,
    }


def openpyxl_writes(tables: list[ExportTable]) -> None:
    """Write tables by openpyxl, as who writes spreadsheets in Python might."""
    book = openpyxl.Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.append([column.header for column in table.columns])
        for row in table.rows:
            sheet.append([cell_text(one) if isinstance(one, bool | str) else one for one in row])
    book.save(io.BytesIO())


if __name__ == "__main__":
    main()
