"""Measure pages for people: ``uv run --no-sync python -m bench.reports``. Prints JSON; seconds.

The sample class, five times over, has a family's page each, 40 in all: laid out and printed into
one file, and into a file each; then 40 teams' pages. Times are of the processor, with fonts and
fpdf2 loaded before; ``first_s`` is the first page with loading them, by the clock.
"""

import json
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from commands.opened import opened_records
from screens.reports.page_maker import PageMaker

TIMES = 5  # that the sample class is put on record


def main() -> None:
    """Print the measurements."""
    random.seed(1)
    with tempfile.TemporaryDirectory() as folder, opened_records(Path(folder)) as records:
        for _ in range(TIMES):
            records.add_sample()
        maker = PageMaker(records)
        students = [one.id for one in records.students.all()]
        start = time.perf_counter()
        maker.student("family", students[0], None)
        first = time.perf_counter() - start
        printer = maker.printer()
        start = time.process_time()
        laid = [maker.student("family", one, None) for one in students]
        laid_out = time.process_time() - start
        one_file = printer.one_file(laid)
        printed = time.process_time() - start
        start = time.process_time()
        each = [printer.one_file([pages]) for pages in laid]
        a_file_each = time.process_time() - start
        start = time.process_time()
        teams = [maker.student("team", one, None) for one in students]
        team_file = maker.printer().one_file(teams)
        teams_done = time.process_time() - start
    print(
        json.dumps(
            {
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "students": len(students),
                "first_s": round(first, 2),
                "laid_out_s": round(laid_out, 2),
                "one_file_s": round(printed, 2),
                "one_file_bytes": len(one_file.raw),
                "a_file_each_s": round(a_file_each, 2),
                "largest_file_bytes": max(len(one.raw) for one in each),
                "teams_s": round(teams_done, 2),
                "teams_pages": sum(map(len, teams)),
                "teams_bytes": len(team_file.raw),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
