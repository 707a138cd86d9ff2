"""Measure a caseload: ``uv run --no-sync python -m bench.caseload``. Prints JSON; a minute.

200 students with 120 probes each, opened cold: what it costs this machine's processor to open the
data folder, to compute the index of all scores once, to read it back at a start, to build the
list of students and one student's page, and to judge everybody (the median of five times, each
opened anew). Then a table of 52 students' old
scores, where there is one: brought in, and each one's page judged. Milliseconds, but for
``index_ms_a_probe``.
"""

import asyncio
import json
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from statistics import median
from typing import Any

from bench.work import joined
from commands.wiring import OpenLogs, open_logs, wire_records
from probes.administration import Administration
from probes.giving.events import Event, Last, Mark, Start, TimeUp
from probes.measures.measure import MEASURES
from probes.measures.profiles import HOUSE
from records.caseload_reading import CaseloadReading
from records.imports.bringing import last, opened
from records.imports.file_source import Source, read_source
from records.imports.import_plan import ImportPlan
from records.open_records import OpenRecords
from screens.app import Tab
from screens.running_app import App
from screens.shell.routes import StudentListRoute, StudentRoute
from store.files import Folder

STUDENTS, PROBES = 200, 120
TIMES = 5  # that a caseload is opened and judged; what is printed is the median
PAGE_BAR_MS, READ_BAR_MS, INDEX_BAR_MS = 200, 300, 2
CASELOAD_BAR_MS, BRING_IN_BAR_MS = 500, 1000
OLD_SCORES = Path(__file__).parents[2] / "shared" / "data" / "wrcm_series_sample.csv"


def main() -> None:
    """Fill a folder, measure, print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with_logs(folder, fill)
        figures: dict[str, Any] = {"students": STUDENTS, "probes": STUDENTS * PROBES}
        figures |= with_logs(folder, index)
        figures |= with_logs(folder, pages)
        figures |= middle([with_logs(folder, caseload) for _ in range(TIMES)])
        if OLD_SCORES.exists():
            figures |= with_logs(folder / "old", old_scores)
        figures |= {
            "page_bar_ms": PAGE_BAR_MS,
            "read_bar_ms": READ_BAR_MS,
            "index_bar_ms_a_probe": INDEX_BAR_MS,
            "caseload_bar_ms": CASELOAD_BAR_MS,
            "bring_in_bar_ms": BRING_IN_BAR_MS,
        }
    print(json.dumps(figures, indent=1))


def middle(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the median of each figure over several runs, each opened cold."""
    return {name: median(run[name] for run in runs) for name in runs[0]}


def with_logs(folder: Path, work: Callable[[OpenLogs], dict[str, Any]]) -> dict[str, Any]:
    """Open the logs as main.py does, work, and close them."""
    began = time.process_time()
    logs = asyncio.run(open_logs(Folder(folder)))
    open_ms = (time.process_time() - began) * 1000
    try:
        return {"open_ms": round(open_ms), **work(logs)}
    finally:
        logs.journal.close()
        logs.scores.close()
        logs.database.close()


def fill(logs: OpenLogs) -> dict[str, Any]:
    """Put the caseload on record."""
    records = wire_records(logs)
    chance = random.Random(15)
    forms = records.forms.of("2")
    day = datetime(2026, 9, 1, 9, 10, tzinfo=timezone(timedelta(hours=-5)))
    measure = MEASURES["orf"]
    records.store.put(*(("forms", form.id, asdict(form)) for form in forms))
    for number in range(STUDENTS):
        student = f"s{number}"
        row = {"name": f"Student {number}", "grade": "2", "group": f"Group {number // 5}"}
        rows: list[tuple[str, str, dict[str, Any]]] = [("students", student, row)]
        for probe in range(PROBES):
            form = forms[probe % len(forms)]
            last = chance.randrange(40, 150)
            events: list[Event] = [Start()]
            events += [
                Mark(item=item, at_ms=round(60_000 * (item + 1) / (last + 1)))
                for item in range(last)
                if chance.random() < 1 / 18
            ]
            events += [TimeUp(at_ms=60_000), Last(item=last, at_ms=62_000)]
            given = Administration(
                id=f"a{number}-{probe}",
                measure=measure.id,
                profile=HOUSE.id,
                profile_version=HOUSE.version,
                form=form,
                seconds=60,
                student=student,
                grade="2",
                given_at=(day + timedelta(days=probe)).isoformat(),
                examiner="",
                input_mode=measure.modes[0],
                conditions=(),
                part=None,
                events=tuple(events),
            )
            rows.append(("administrations", given.id, given.record()))
        plan = f"p{number}"
        since = day.date()
        named = {"student": student, "measure": "orf", "level": "2", "mode": "oral"}
        rows.append(("plans", plan, {**named, "every": 5, "since": since.isoformat(), "ended": ""}))
        goal = {"plan": plan, "type": "typed", "baseline": 80, "goal": 130, "when": "z"}
        goal["probes"] = [f"a{number}-{probe}" for probe in range(3)]
        goal |= {"baseline_day": since.isoformat(), "day": "2027-05-28"}
        rows.append(("goals", f"g{number}", goal))
        records.store.put(*rows)
    return {}


def index(logs: OpenLogs) -> dict[str, Any]:
    """Compute the index of all scores and keep it."""
    records = wire_records(logs)
    began = time.process_time()
    longest = 0.0
    more = True
    while more:
        before = time.perf_counter()
        more = records.scores.read_on()
        longest = max(longest, time.perf_counter() - before)
    spent = (time.process_time() - began) * 1000
    return {
        "index_ms_a_probe": round(spent / (STUDENTS * PROBES), 3),
        "longest_slice_ms": round(longest * 1000),
    }


def pages(logs: OpenLogs) -> dict[str, Any]:
    """Read the index back, and build the list and one student's page."""
    records = wire_records(logs)
    began = time.process_time()
    assert records.scores.pending == 0, "the index covers everything"
    read_ms = (time.process_time() - began) * 1000
    return {"index_read_ms": round(read_ms), **asyncio.run(built(records))}


def caseload(logs: OpenLogs) -> dict[str, Any]:
    """Judge everybody, from entries that were remembered; and one student's page."""
    records = wire_records(logs)
    assert records.scores.pending == 0, "the index covers everything"
    records.monitoring.school()  # the norms are read once
    today = date(2027, 1, 4)
    began = time.process_time()
    reading = CaseloadReading(records.students, records.groups, records.monitoring, today)
    reading.read_on()
    first = time.process_time() - began
    while reading.read_on():
        pass
    found = reading.caseload()
    spent = time.process_time() - began
    assert len(found.by_need) == STUDENTS
    began = time.process_time()
    records.monitoring.progress("s7", today)
    page = time.process_time() - began
    return {
        "caseload_first_rows_ms": round(first * 1000),
        "caseload_ms": round(spent * 1000),
        "progress_ms": round(page * 1000, 1),
    }


def old_scores(logs: OpenLogs) -> dict[str, Any]:
    """Bring in the table of studies, and judge each of its students."""
    records = wire_records(logs)
    began = time.perf_counter()
    source = last(read_source(OLD_SCORES.read_bytes()), Source)
    bringing = opened(records, source, OLD_SCORES.name, "")
    came = last(bringing.plan(bringing.answers(date(2024, 12, 2)), ""), ImportPlan)
    bringing.carry_out(came)
    brought = time.perf_counter() - began
    longest = 0.0
    for student in records.students.all():
        began = time.perf_counter()
        records.monitoring.progress(student.id, date(2024, 12, 2))
        longest = max(longest, time.perf_counter() - began)
    return {
        "old_students": came.new,
        "old_scores": came.scores,
        "bring_in_ms": round(brought * 1000),
        "old_longest_page_ms": round(longest * 1000, 1),
    }


async def built(records: OpenRecords) -> dict[str, Any]:
    """Build the two screens in a tab of nobody's; the first time, and again."""
    session = joined()
    tab = Tab(session.page, App(records=records))
    await tab.load_later()  # imported by then, as it is when somebody taps
    found = {}
    for name, route in (("list", StudentListRoute()), ("student", StudentRoute("s7"))):
        for which in ("first", "again"):
            began = time.process_time()
            tab.nav.go(route)
            found[f"{name}_{which}_ms"] = round((time.process_time() - began) * 1000)
    session.close()  # type: ignore[no-untyped-call]
    return found


if __name__ == "__main__":
    main()
