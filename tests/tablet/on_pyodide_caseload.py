"""A caseload on the tablet's own Python, without numpy: run and read by bench/tablet_caseload.py.

200 students of 5 a group, each with a plan, a goal and 40 weekly probes in its one phase, whose
scores are remembered as they are at a start. Prints one line of JSON.
"""

import json
import random
import sys
import time
from datetime import date, datetime, timedelta, timezone

from record_doubles import FORM, open_records

from probes.administration import Administration
from probes.forms.form import Form
from probes.giving.events import Last, Start, TimeUp
from probes.measures.profiles import HOUSE
from records.caseload_reading import CaseloadReading

STUDENTS, POINTS = 200, 40
TIMES = 5
FIRST = datetime(2026, 9, 1, 9, 10, tzinfo=timezone(timedelta(hours=-5)))
TODAY = date(2027, 6, 8)
LONG = Form(
    id=FORM.id, measure="orf", level="2", items=tuple(f"w{n}" for n in range(160)), lines=(0,)
)


def spent_ms():
    """Return what this process took of the processor; of Pyodide's, Node knows it."""
    if sys.platform != "emscripten":
        return 1000 * time.process_time()
    from js import process

    used = process.cpuUsage()
    return (used.user + used.system) / 1000


def caseload():
    """Return the records of a caseload."""
    found, chance = open_records(forms=[LONG]), random.Random(18)
    rows = []
    for number in range(STUDENTS):
        student, plan = f"s{number}", f"p{number}"
        growth = chance.uniform(0, 2)
        row = {"name": f"Student {number}", "grade": "2", "group": f"Group {number // 5}"}
        rows.append(("students", student, row))
        for week in range(POINTS):
            last = round(50 + growth * week + chance.gauss(0, 8))
            given = Administration(
                id=f"a{number}-{week}",
                measure="orf",
                profile=HOUSE.id,
                profile_version=HOUSE.version,
                form=LONG,
                seconds=60,
                student=student,
                grade="2",
                given_at=(FIRST + timedelta(weeks=week)).isoformat(),
                examiner="",
                input_mode="oral",
                conditions=(),
                part=None,
                events=(Start(), TimeUp(at_ms=60_000), Last(item=last, at_ms=62_000)),
            )
            rows.append(("administrations", given.id, given.record()))
        since = FIRST.date().isoformat()
        named = {"student": student, "measure": "orf", "level": "2", "mode": "oral"}
        rows.append(("plans", plan, {**named, "every": 5, "since": since, "ended": ""}))
        goal = {"plan": plan, "type": "typed", "baseline": 50, "goal": 90, "when": "z"}
        goal |= {"probes": [f"a{number}-0"], "baseline_day": since, "day": "2027-06-15"}
        rows.append(("goals", f"g{number}", goal))
    found.store.put(*rows)
    while found.scores.read_on():
        pass
    return found


def test_what_it_costs():
    records = caseload()
    records.monitoring.school()  # the norms are read once
    first, every = [], []
    for _ in range(TIMES):
        records.store.put(("settings", "x", {}))  # what was judged is forgotten
        began = spent_ms()
        reading = CaseloadReading(records.students, records.groups, records.monitoring, TODAY)
        reading.read_on()
        reading.caseload()
        first.append(spent_ms() - began)
        while reading.read_on():
            pass
        found = reading.caseload()
        every.append(spent_ms() - began)
    assert [len(found.by_need), found.pending] == [STUDENTS, 0]
    assert {row.judged.judgement.n for row in found.by_need} == {POINTS}
    middle = TIMES // 2
    figures = {"first_rows_ms": sorted(first)[middle], "caseload_ms": sorted(every)[middle]}
    sys.stdout.write(json.dumps({name: round(one) for name, one in figures.items()}) + "\n")
