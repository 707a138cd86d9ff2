"""Who is due: equal to a brute reading of the rules, and nobody is ever missing."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import Clock, open_records

from probes.progress.series import ScoredProbe
from records.due import TO_DO, by_need, due
from records.group_settings import GroupSettings
from records.instructional_days import DAY, InstructionalDays, Span
from records.plans import Plan, SeriesKey

MONDAY = date(2026, 9, 7)
SERIES = SeriesKey("orf", "2", "oral")
DAYS = st.dates(MONDAY - timedelta(days=60), MONDAY + timedelta(days=90))
PROBES = st.lists(
    st.builds(
        lambda n, day, value, spoiled: ScoredProbe(
            id=str(n), day=day, value=value, spoiled=spoiled
        ),
        st.integers(0, 10**6),
        DAYS,
        st.one_of(st.none(), st.floats(0, 150)),
        st.booleans(),
    ),
    max_size=10,
)
ABSENCES = st.dictionaries(DAYS, st.sampled_from(["absent", "refused"]), max_size=5)
BREAKS = st.lists(
    st.builds(lambda d, n: Span("break", "", d, d + timedelta(days=n)), DAYS, st.integers(0, 16)),
    max_size=3,
)


def plan(every=5, forms=1, since=MONDAY, student="a", plan_id="p"):
    return Plan(plan_id, student, SERIES, every, since, "", "", None, forms)


def probe(day, value=50.0, *, spoiled=False):
    return ScoredProbe(id=f"{day}", day=day, value=value, spoiled=spoiled)


def brute(which, probes, absences, taught, today):
    """Read the rules day by day: return the state and the day, for a plan with a goal."""
    good = [p for p in probes if p.value is not None and not p.spoiled and p.day <= today]
    before = [p.day for p in good if p.day < today]
    begins = which.since
    while not taught(begins):
        begins += DAY
    day, count = (max(before), 0) if before else (begins, which.every)
    while count < which.every:
        day += DAY
        count += taught(day)
    day = max(day, begins)
    if sum(p.day == today for p in good) >= which.forms:
        return "given", day
    if today < day:
        return "later", day
    if today in absences:
        return absences[today], day
    tried = any(p.day == today and p not in good for p in probes)
    return ("interrupted" if tried else "due"), day


@given(PROBES, ABSENCES, BREAKS, st.integers(1, 20), st.sampled_from([1, 3]), DAYS)
def test_due_as_a_brute_reading_says(probes, absences, breaks, every, forms, today):
    days = InstructionalDays(tuple(breaks))
    which = plan(every, forms)
    found = due("a", which, probes, absences, days, today, has_goal=True)
    assert (found.state, found.day) == brute(which, probes, absences, days.taught, today)
    assert found.late >= 0
    assert (found.left == 0) == (found.state == "given")
    assert due("a", which, probes[::-1], absences, days, today, has_goal=True) == found


@given(PROBES, ABSENCES, DAYS, st.sampled_from(["absent", "refused"]))
def test_an_absence_removes_nobody(probes, absences, today, why):
    days = InstructionalDays()
    before = due("a", plan(), probes, absences, days, today, has_goal=True)
    after = due("a", plan(), probes, {**absences, today: why}, days, today, has_goal=True)
    assert after.day == before.day
    if before.state in TO_DO:
        tomorrow = days.after(today, 1)
        late = [p for p in probes if p.day <= today]
        later = due("a", plan(), late, {today: why}, days, tomorrow, has_goal=True)
        assert after.state == why
        assert later.state == "due"
        assert today in later.missed


@given(PROBES, BREAKS, BREAKS, DAYS)
def test_a_calendar_moves_a_day_only_by_the_days_it_changes(probes, breaks, more, today):
    one, two = InstructionalDays(tuple(breaks)), InstructionalDays((*breaks, *more))
    before = due("a", plan(), probes, {}, one, today, has_goal=True).day
    after = due("a", plan(), probes, {}, two, today, has_goal=True).day
    assert after >= before  # fewer days are taught
    changed = sum(
        one.taught(before + n * DAY) and not two.taught(before + n * DAY)
        for n in range(-60, (after - before).days + 1)
    )
    assert one.between(before, after) <= changed


def test_a_plan_without_goal_asks_for_its_baseline_day_by_day():
    days = InstructionalDays()

    def on(day, *probes):
        return due("a", plan(), list(probes), {}, days, day, has_goal=False)

    tuesday = MONDAY + DAY
    first = on(MONDAY)
    assert (first.state, first.baseline_left) == ("due", 3)
    second = on(tuesday, probe(MONDAY))
    assert (second.state, second.day, second.baseline_left) == ("due", tuesday, 2)
    assert on(MONDAY, probe(MONDAY)).state == "given"
    whole = [probe(MONDAY), probe(tuesday), probe(tuesday + DAY)]
    assert on(tuesday + 2 * DAY, *whole).day == days.after(tuesday + DAY, 5)
    early = [probe(MONDAY - n * DAY) for n in (3, 4, 5)]
    assert on(MONDAY, *early).baseline_left == 0  # given before the plan began


def test_three_forms_each_time_are_left_until_three_were_given():
    days, lean = InstructionalDays(), plan(15, 3)
    some = [ScoredProbe(id=str(n), day=MONDAY, value=40 + n) for n in range(2)]
    assert due("a", lean, some, {}, days, MONDAY, has_goal=True).left == 1
    three = [*some, ScoredProbe(id="2", day=MONDAY, value=44)]
    assert due("a", lean, three, {}, days, MONDAY, has_goal=True).state == "given"


def test_whoever_was_absent_comes_first():
    days = InstructionalDays()
    tuesday = MONDAY + DAY
    late = due("late", plan(1), [probe(MONDAY - 30 * DAY)], {}, days, tuesday, has_goal=True)
    absent = due("away", plan(1), [probe(MONDAY - 3 * DAY)], {MONDAY: "absent"}, days, tuesday,
                 has_goal=True)  # fmt: skip
    given_now = due("done", plan(1), [probe(tuesday)], {}, days, tuesday, has_goal=True)
    order = by_need([given_now, late, absent], tuesday, days, {})
    assert [one.student for one in order] == ["away", "late", "done"]


# With all records


def school(groups, *, calendar=()):
    """Return records with students in groups that meet, each with a plan since Monday."""
    records = open_records(Clock())
    for number, (name, (weekdays, starts, students)) in enumerate(groups.items()):
        for student in students:
            row = {"name": student.upper(), "grade": "2", "group": name}
            records.store.put(("students", student, row))
        settings = GroupSettings(name=name, weekdays=weekdays, starts=starts)
        if weekdays:
            records.groups.save(settings)
        assert number < 20
        if students:
            records.plans.begin(students, SERIES, every=5, since=MONDAY, who="")
    if calendar:
        records.calendar.add(*calendar)
    return records


def scored(records, student, day, rate=50):
    row = {
        "student": student,
        **SERIES._asdict(),
        "day": day.isoformat(),
        "correct": rate,
        "attempted": rate,
        "seconds": 60,
        "source": "test",
    }
    records.store.put(("old_scores", f"{student}-{day}", row))


def listed(today):
    return [
        (section.group.name if section.group else "", [one.student for one in section.due])
        for section in today.sections
    ]


def test_groups_that_meet_come_in_the_order_they_meet():
    records = school(
        {
            "Wrens": ((0, 2), "10:00", ["a", "b"]),
            "Robins": ((0,), "09:15", ["c"]),
            "Larks": ((1,), "08:00", ["d"]),
            "": ((), "", ["e"]),
        }
    )
    today = records.week.today(MONDAY)
    assert listed(today) == [
        ("Robins", ["c"]),
        ("Wrens", ["a", "b"]),
        ("Larks", ["d"]),
        ("", ["e"]),
    ]
    assert [section.meets for section in today.sections] == [True, True, False, False]
    assert (today.to_do, today.minutes, today.given, today.away) == (5, 15, 0, 0)
    records.absences.note(["a"], MONDAY, "absent")
    scored(records, "c", MONDAY)
    today = records.week.today(MONDAY)
    assert (today.to_do, today.given, today.away) == (3, 1, 1)
    assert listed(today)[1] == ("Wrens", ["b", "a"])
    records.students.archive("e")
    assert listed(records.week.today(MONDAY))[-1] == ("Larks", ["d"])


def test_who_comes_after_a_probe_is_of_the_same_group_first():
    records = school(
        {
            "Robins": ((0,), "09:15", ["a", "b"]),
            "Wrens": ((0,), "10:00", ["c"]),
            "": ((), "", ["d"]),
        }
    )
    assert records.week.planned
    assert records.week.following("b", MONDAY).student == "a"
    records.absences.note(["a"], MONDAY, "absent")
    assert records.week.following("b", MONDAY).student == "c"
    scored(records, "b", MONDAY)
    scored(records, "c", MONDAY)
    assert records.week.following("c", MONDAY).student == "d"
    assert records.week.following("d", MONDAY) is None


def test_the_days_that_come():
    records = school({"Robins": ((0,), "", ["a", "b"])})
    scored(records, "a", MONDAY)
    records.store.put(("goals", "g", goal_row(records.plans.of("a")[0].id)))
    records.absences.note(["b"], MONDAY, "absent")
    ahead = records.week.ahead(MONDAY, 6)
    assert {day: [one.student for one in some] for day, some in ahead.items() if some} == {
        MONDAY + DAY: ["b"],
    }
    ahead = records.week.ahead(MONDAY + DAY, 5)
    assert [one.student for one in ahead[MONDAY + timedelta(days=7)]] == ["a"]


def goal_row(plan_id):
    return {
        "plan": plan_id,
        "type": "norm",
        "baseline": 40,
        "baseline_day": MONDAY.isoformat(),
        "goal": 80,
        "day": (MONDAY + timedelta(days=200)).isoformat(),
        "when": "2026-09-07T10:00:00.000+00:00",
    }


def test_two_plans_of_one_series_made_apart_are_due_once():
    records = school({"Robins": ((0,), "", ["a"])})
    (first,) = records.plans.of("a")
    row = dict(records.store.row("plans", first.id))
    records.store.put(("plans", "other", {**row, "every": 10}))
    assert len(records.week.due(MONDAY)) == 1


@pytest.mark.long
def test_a_year_of_forty_students_as_a_brute_reading_says():
    chance = random.Random(7)
    names = [f"s{n}" for n in range(40)]
    groups = {
        f"G{n}": (tuple(chance.sample(range(5), 3)), f"{8 + n:02}:00", names[n * 5 : n * 5 + 5])
        for n in range(8)
    }
    year = Span("year", "", date(2026, 8, 24), date(2027, 6, 4))
    breaks = [
        Span("break", "", date(2026, 11, 25), date(2026, 11, 27)),
        Span("break", "", date(2026, 12, 21), date(2027, 1, 1)),
        Span("break", "", date(2027, 3, 29), date(2027, 4, 2)),
    ]
    records = school(groups, calendar=(year, *breaks))
    rows = [("goals", f"g{s}", goal_row(records.plans.of(s)[0].id)) for s in names]
    records.store.put(*rows)
    probes = {name: [] for name in names}
    absences = {name: {} for name in names}
    all_days, day = InstructionalDays((year, *breaks)), MONDAY
    while day <= year.last:
        today = records.week.today(day)
        shown = {one.student: one for part in today.sections for one in part.due}
        for name in names:
            state, when = brute(
                records.plans.of(name)[0], probes[name], absences[name], all_days.taught, day
            )
            assert (state == "later") == (name not in shown), (name, day)
            if name in shown:
                assert (shown[name].state, shown[name].day) == (state, when)
        if all_days.taught(day):
            for name, one in shown.items():
                luck = chance.random()
                if one.state in TO_DO and luck < 0.1:
                    records.absences.note([name], day, "absent")
                    absences[name][day] = "absent"
                elif one.state in TO_DO and luck < 0.9:
                    scored(records, name, day)
                    probes[name].append(probe(day))
        if chance.random() < 0.03:
            mover = records.students.get(chance.choice(names))
            records.groups.move(mover, [chance.choice(records.groups.all())], day)
        day += DAY
    assert min(map(len, probes.values())) > 20
