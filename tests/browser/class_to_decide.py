"""Fills a data folder with students to decide about: ``python class_to_decide.py FOLDER``.

A process of its own: while Playwright runs, a test can't open a data folder itself.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from commands.opened import opened_records
from records.plans import SeriesKey

SERIES = SeriesKey("orf", "2", "oral")
# Name, group, weekly scores after a baseline of 36, 38 and 41, and whether there is a goal.
STUDENTS = (
    ("Below B.", "Robins", (39, 38, 37, 39, 38, 39, 38, 37, 39, 38, 38), True),
    ("Level L.", "Robins", (38, 39, 38, 37, 38, 39, 38, 37, 38, 39, 38), True),
    ("Still S.", "Robins", (37, 38, 39, 38, 37, 38, 38, 39, 38, 37, 38), True),
    ("Rising R.", "Wrens", (37, 44, 40, 47, 42, 50, 45, 53, 50), True),
    ("Ready N.", "Wrens", (), False),
    ("Two T.", "Wrens", None, False),
)


def fill(folder):
    today = datetime.now().astimezone().date()
    with opened_records(folder) as records:
        for name, group, weekly, has_goal in STUDENTS:
            student = records.students.add(name=name, grade="2", group=group)
            first = today - timedelta(weeks=len(weekly or ()), days=1)
            days = [(first, score) for score in (36, 38, 41)]
            if weekly is None:
                days.pop()
            days += [(first + timedelta(weeks=n), v) for n, v in enumerate(weekly or (), start=1)]
            records.store.put(
                *(
                    ("old_scores", f"{student}-{n}", score_row(student, day, score))
                    for n, (day, score) in enumerate(days)
                )
            )
            if has_goal:
                begun = records.plans.begin([student], SERIES, every=5, since=first, who="RT")
                found = records.monitoring.of_series(student, SERIES, today)
                end = first + timedelta(weeks=30)
                records.store.put(
                    records.goals.row_to_set(
                        begun.plans[0],
                        kind="typed",
                        baseline=found.baseline,
                        target=83.0,
                        day=end,
                        who="RT",
                    )
                )


def score_row(student, day, score):
    return {
        "student": student,
        **SERIES._asdict(),
        "form": "",
        "day": day.isoformat(),
        "at": 0,
        "unit": "",
        "season": "",
        "correct": score,
        "attempted": score + 1,
        "seconds": 60,
        "source": "a table",
    }


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
