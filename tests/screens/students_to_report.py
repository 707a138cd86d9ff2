"""Seven students as pages meet them, in records that are in memory."""

from datetime import UTC, date, datetime, timedelta

from record_doubles import Clock, open_records

from commands.wiring import load_norms
from probes.administration import Administration
from probes.forms.form import Form
from probes.giving.events import Last, Mark, Spoil, Start, TimeUp
from probes.measures.profiles import HOUSE
from records.group_settings import GroupSettings
from records.plans import SeriesKey
from records.reports.family_pages import FamilyChoice
from records.reports.report_texts import SchoolHead

WORDS = ("the", "dog", "ran", "down", "a", "long", "road", "to", "see", "his", "old", "friend")
FORM = Form(id="long", measure="orf", level="2", items=WORDS * 10, lines=tuple(range(0, 120, 12)))
KEY = SeriesKey("orf", "2", "oral")
FIRST = date(2026, 9, 14)
DAY = date(2026, 12, 10)
GOAL_DAY = date(2027, 4, 9)
LONG_NAME = "María Fernanda de los Ángeles Nuñez-Übermann Győrffy"
RISING = (36, 47, 40, 44, 52, 43, 55, 47, 58, 49, 57)
FLAT = (39, 38, 41, 37, 39, 42, 38, 40, 37, 41, 39)
STUDENTS = {
    "none": "Tess V.",
    "one": "Otis W.",
    "on_track": "Ramon B.",
    "below": "Kyra D.",
    "left_out": "Milo F.",
    "long": LONG_NAME,
    "spanish": "Inés G.",
}


class Wednesday(Clock):
    """The clock on the day of the reports."""

    def __init__(self):
        super().__init__()
        self.wall = datetime(DAY.year, DAY.month, DAY.day, 15, 0, tzinfo=UTC)


def records_with_students():
    """Return records with the seven, each under its key of STUDENTS."""
    records = open_records(Wednesday(), forms=(FORM,))
    records.monitoring._norm_texts = load_norms
    robins = records.groups.save(
        GroupSettings(name="Robins", area="reading", weekdays=(0, 1, 2, 3), minutes=30)
    )
    robins = records.groups.get(robins)
    for key, name in STUDENTS.items():
        row = {"name": name, "grade": "2", "group": "", "archived": False}
        records.store.put(("students", key, row))
        records.groups.add(records.students.get(key), robins)
    score(records, "one", {FIRST: 41})
    for key, weekly in (
        ("on_track", RISING),
        ("below", FLAT),
        ("left_out", RISING),
        ("long", RISING),
        ("spanish", FLAT),
    ):
        monitor(records, key, weekly)
    left_out(records, "left_out", FIRST + timedelta(weeks=5, days=2))
    for key in ("below", "spanish"):
        (plan,) = records.plans.of(key)
        changed = FIRST + timedelta(weeks=3)
        why, who = "Below the aim line at two probe days", "K. Moss with M. Ortiz"
        records.phases.add(
            plan.id, day=changed, label="5 × 30 min", changed=["more minutes"], why=why, who=who
        )
    records.family_pages.keep("spanish", FamilyChoice("es"))
    records.report_texts.set_head(
        "en",
        SchoolHead("Lincoln School", "100 Elm Street", "K. Moss, 555-0142, after 2:30 PM"),
    )
    return records


def monitor(records, student, weekly, goal=86):
    """Give a baseline of three, then weekly scores, and a goal."""
    score(
        records, student, {FIRST: 36, FIRST + timedelta(days=1): 38, FIRST + timedelta(days=2): 41}
    )
    weeks = {FIRST + timedelta(weeks=n): value for n, value in enumerate(weekly, start=1)}
    score(records, student, weeks)
    begun = records.plans.begin([student], KEY, every=5, since=FIRST, who="RT")
    found = records.monitoring.of_series(student, KEY, DAY)
    records.store.put(
        records.goals.row_to_set(
            begun.plans[0],
            kind="typed",
            baseline=found.baseline,
            target=goal,
            day=GOAL_DAY,
            who="RT",
            criterion="2 of 3 probes",
        )
    )


def score(records, student, values):
    """Bring scores in, by day."""
    for day, value in values.items():
        row = {"student": student, **KEY._asdict(), "day": day.isoformat(), "seconds": 60}
        row |= {"correct": value, "attempted": value + 3}
        records.store.put(("old_scores", f"{student}-{day}", row))


def left_out(records, student, day, words=21):
    """Give a probe that was spoiled by a fire drill."""
    given = Administration(
        id=f"{student}-spoiled",
        measure="orf",
        profile=HOUSE.id,
        profile_version=HOUSE.version,
        form=FORM,
        seconds=60,
        student=student,
        grade="2",
        given_at=f"{day}T09:15:00+00:00",
        examiner="RT",
        input_mode="oral",
        conditions=(),
        part=None,
        events=(
            Start(),
            Mark(item=3, at_ms=4_000),
            TimeUp(at_ms=60_000),
            Last(item=words - 1, at_ms=62_000),
            Spoil(reason="fire drill", at_ms=63_000),
        ),
    )
    records.store.put(("administrations", given.id, given.record()))
