"""The caseload: everybody by need, the group before the child, each row as the student's page."""

from datetime import date, timedelta

import pytest
from record_doubles import Clock, open_records

from probes.progress.look import Verdict
from records.caseload_reading import _NEEDS, CaseloadReading, Need
from records.exports.progress_json import progress_json
from records.group_settings import GroupSettings
from records.plans import SeriesKey
from records.sessions import InterventionSession

KEY = SeriesKey("orf", "2", "oral")
START = date(2026, 9, 7)
DAY = START + timedelta(weeks=11)
FLAT = (40, 42, 39, 41, 40, 42, 39, 41, 40, 42, 40, 41)
RISING = (40, 44, 41, 43, 47, 44, 49, 53, 48, 55, 52, 56)
STEEP = (40, 42, 44, 48, 53, 56, 61, 64, 69, 72, 76, 80)
FEW = (40, 41)


@pytest.fixture
def records():
    return open_records(Clock())


def student(records, name, values, *, goal=80, group="Robins", weeks_ago=0):
    made = records.students.add(name=name, grade="2", group=group)
    rows = []
    for number, value in enumerate(values):
        day = START + timedelta(weeks=number - weeks_ago)
        row = {"student": made, **KEY._asdict(), "day": day.isoformat(), "seconds": 60}
        rows.append(("old_scores", f"{made}-{number}", {**row, "correct": value}))
    records.store.put(*rows)
    (plan,) = records.plans.begin([made], KEY, every=5, since=START, who="").plans
    start = records.monitoring.of_series(made, KEY, DAY).baseline
    if goal and hasattr(start, "value"):
        records.store.put(
            records.goals.row_to_set(
                plan, kind="typed", baseline=start, target=goal, day=date(2027, 3, 22), who=""
            )
        )
    return made


def read(records, count=20):
    reading = CaseloadReading(records.students, records.groups, records.monitoring, DAY)
    while reading.read_on(count):
        pass
    return reading.caseload()


def test_every_verdict_has_a_need():
    assert set(_NEEDS) == set(Verdict)


def test_below_comes_first_then_stale_then_too_early_and_on_track_last(records):
    made = {
        "on track": student(records, "A", RISING, group=""),
        "too early": student(records, "B", FEW, group="", weeks_ago=-9),
        "below": student(records, "C", FLAT, group=""),
        "raise": student(records, "D", STEEP, goal=85, group=""),
        "stale": student(records, "E", FLAT[:5], weeks_ago=4, group=""),
    }
    found = read(records)
    assert [row.need for row in found.by_need] == [
        Need.BELOW,
        Need.STALE,
        Need.TOO_EARLY,
        Need.RAISE,
        Need.ON_TRACK,
    ]
    names = {one: name for name, one in made.items()}
    assert [names[row.student.id] for row in found.by_need] == [
        "below",
        "stale",
        "too early",
        "raise",
        "on track",
    ]
    assert found.by_need[0].asks_decision
    assert found.decisions >= 1
    assert found.by_measure[KEY] == found.by_need
    assert (found.pending, found.unplanned, found.without_group) == (0, (), found.by_need)


def test_of_equals_those_that_wait_for_a_decision_come_first_then_the_furthest_below(records):
    lower = student(records, "A", FLAT, goal=120, group="")
    low = student(records, "B", FLAT, goal=70, group="")
    answered = student(records, "C", FLAT, goal=140, group="")
    (plan,) = records.plans.of(answered)
    records.phases.add(plan.id, day=DAY, label="", changed=(), why="Illness", who="RT")
    assert [row.student.id for row in read(records).by_need] == [lower, low, answered]


def test_a_row_says_what_the_students_page_says(records):
    for name, values in (("A", RISING), ("B", FLAT), ("C", STEEP), ("D", FEW)):
        student(records, name, values)
    for row in read(records).by_need:
        page = records.monitoring.of_series(row.student.id, KEY, DAY)
        assert page.group is None
        assert page.judgement == row.judged.judgement
        assert page.goal == row.judged.goal


def test_a_group_of_which_two_thirds_are_below_is_said_first_and_on_each_page(records):
    low = [student(records, name, FLAT) for name in ("A", "B")]
    student(records, "C", RISING)
    student(records, "X", RISING, group="Wrens")
    found = read(records)
    (said,) = found.below
    assert (said.group.name, said.below.below, said.below.judged) == ("Robins", 2, 3)
    assert found.by_group[0] is said
    page = records.monitoring.of_series(low[0], KEY, DAY)
    assert (page.group.below, page.group.judged) == (2, 3)
    assert page.judgement.verdict is Verdict.BELOW, "each one's own verdict stays in sight"
    assert "group is below" in page.judgement.suggestion.menu[0].because


def test_a_group_of_two_is_not_said_to_be_below(records):
    for name in ("A", "B"):
        student(records, name, FLAT)
    assert read(records).below == ()


def test_a_decision_to_change_nothing_answers_until_the_next_point(records):
    made = student(records, "A", FLAT)
    (plan,) = records.plans.of(made)
    records.phases.add(plan.id, day=DAY, label="", changed=(), why="Illness", who="RT")
    assert not read(records).by_need[0].asks_decision
    later = {"student": made, **KEY._asdict(), "seconds": 60, "correct": 40}
    day = (DAY + timedelta(days=1)).isoformat()
    records.store.put(("old_scores", "later", {**later, "day": day}))
    reading = CaseloadReading(
        records.students, records.groups, records.monitoring, DAY + timedelta(days=1)
    )
    reading.read_on()
    assert reading.caseload().by_need[0].asks_decision


def test_slices_come_to_the_same_and_say_how_many_are_left(records):
    for number in range(7):
        student(records, f"S{number}", FLAT if number % 2 else RISING)
    records.students.add(name="Z", grade="2", group="")
    whole = read(records)
    reading = CaseloadReading(records.students, records.groups, records.monitoring, DAY)
    assert reading.read_on(2)
    first = reading.caseload()
    assert (len(first.by_need), first.pending) == (2, 5)
    while reading.read_on(2):
        pass
    assert reading.caseload() == whole
    assert [one.name for one in whole.unplanned] == ["Z"]


def test_whoever_is_archived_or_whose_plan_ended_is_not_on_it(records):
    gone, over = student(records, "A", FLAT), student(records, "B", FLAT)
    records.students.archive(gone)
    records.plans.end(records.plans.of(over)[0].id, day=START + timedelta(weeks=5))
    found = read(records)
    assert found.by_need == ()
    assert [one.id for one in found.unplanned] == [over]


# Dose


def meets(records, area, *, held):
    """Make the group meet on Mondays, and keep each session: held by so many minutes of 30."""
    group = records.groups.all()[0]
    settings = GroupSettings(name=group.name, area=area, weekdays=(0,), minutes=30)
    group_id = records.groups.save(settings, group.id)
    for week in range(12):
        session = InterventionSession(
            id="",
            day=START + timedelta(weeks=week),
            group=group_id,
            minutes=held,
            planned=30,
            present=dict.fromkeys(group.members, held),
        )
        records.sessions.keep(session)


def test_too_little_given_is_said_first_and_hides_no_one(records):
    made = student(records, "A", FLAT)
    assert read(records).by_need[0].judged.delivery is None
    meets(records, "reading", held=15)
    page = records.monitoring.of_series(made, KEY, DAY)
    assert page.delivery.dose.share == pytest.approx(0.5)
    assert page.judgement.verdict is Verdict.BELOW
    assert page.judgement.suggestion.menu[0].change == "restore delivery"
    (row,) = read(records).by_need
    assert (row.need, row.judged.judgement) == (Need.BELOW, page.judgement)
    assert progress_json(page)["given"]["given_minutes"] == 180


def test_what_a_group_of_the_other_area_was_given_says_nothing(records):
    made = student(records, "A", FLAT)
    meets(records, "math", held=5)
    page = records.monitoring.of_series(made, KEY, DAY)
    assert page.delivery.planned_sessions == 0
    assert page.delivery.dose is None
    assert page.judgement.dose is None


def test_a_group_is_not_below_on_what_it_does_not_work_on(records):
    """A math group of students who are below in reading is no reason to look at how it is run."""
    low = [student(records, name, FLAT, group="") for name in ("A", "B", "C")]
    math = records.groups.save(GroupSettings(name="Math", area="math"))
    for one in low:
        records.groups.add(records.students.get(one), records.groups.get(math))
    assert read(records).below == ()
    assert len(read(records).by_group) == 1
    assert records.monitoring.of_series(low[0], KEY, DAY).group is None
    records.groups.save(GroupSettings(name="Both"), math)
    assert read(records).below[0].below.below == 3
    assert records.monitoring.of_series(low[0], KEY, DAY).group.below == 3
