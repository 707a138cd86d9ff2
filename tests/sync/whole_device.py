"""Everything that a device has but its screens, and what has to go on working on it."""

import asyncio
import json
from datetime import date

from forms_once import read_forms_once
from sync_doubles import Cheap, tokens

from commands.wiring import open_logs, private, wire_records
from records.exports.json_export import Everything
from records.tables import TABLES
from sync.vault.sharing import Sharing

TODAY = date(2026, 11, 30)
read_forms_once()


class WholeDevice:
    """Everything that a device has but its screens, in memory."""

    def __init__(self, disk, drawer):
        self.logs = asyncio.run(open_logs(disk))
        self.records = wire_records(self.logs)
        self.sharing = asyncio.run(
            Sharing.open(
                self.logs.database,
                disk,
                drawer,
                cipher=Cheap(),
                token=tokens(3),
                private=private(self.logs.database),
                declares=TABLES.__contains__,
            )
        )


def goes_on(device):
    """See that everything can be shown, exported and written."""
    records = device.records
    for student in records.students.all():
        records.history.entries(student.id)
        records.history.open_set(student.id, TODAY)
        records.history.last_given(student.id)
        records.plans.of(student.id)
        records.old_scores.of(student.id)
        records.students.alike(student.name, student.grade)
    for entry in records.scores.all():
        records.history.open(entry.id)
        records.history.changes(entry.id)
    records.groups.all()
    records.groups.meeting(TODAY)
    records.sessions.all()
    records.calendar.days()
    records.history.last_days()
    records.papers.waiting()
    records.papers.left_out()
    records.papers.given_together()
    records.papers.still_running()
    for measure in ("orf", "letter_names"):
        records.forms.levels(measure)
    records.forms.own()
    records.week.today(TODAY)
    records.week.ahead(TODAY, 5)
    text = "".join(Everything(records))
    assert json.loads(text)["format"] == 1
    text.encode()
    new = records.students.add(name="Written after", grade="2", group="")
    assert records.students.get(new).name == "Written after"
