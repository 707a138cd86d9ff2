"""Fills a folder with three groups that meet each day: ``class_of_the_day.py FOLDER [unplanned]``.

A process of its own: while Playwright runs, a test can't open a data folder itself.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from commands.opened import opened_records
from records.group_settings import GroupSettings
from records.plans import SeriesKey

SERIES = SeriesKey("orf", "2", "oral")
GROUPS = {"Robins": "9:15", "Wrens": "10:30", "Larks": "13:00"}


def fill(folder, *, planned=True):
    since = datetime.now().astimezone().date() - timedelta(weeks=4)
    with opened_records(folder) as records:
        protocol = records.protocols.save("Sounds", ["Say it", "Tap it", "Write it"])
        for name, starts in GROUPS.items():
            students = [
                records.students.add(name=f"{letter}. {name}", grade="2", group=name)
                for letter in "ABC"
            ]
            records.groups.save(
                GroupSettings(
                    name=name,
                    weekdays=tuple(range(7)),
                    starts=f"{int(starts.split(':')[0]):02}:{starts.split(':')[1]}",
                    minutes=30,
                    protocol=protocol,
                )
            )
            if planned:
                records.plans.begin(students, SERIES, every=5, since=since, who="RT")


if __name__ == "__main__":
    fill(Path(sys.argv[1]), planned="unplanned" not in sys.argv)
