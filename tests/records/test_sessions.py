"""Sessions, attendance, steps, absences and dose: kept once by any number of devices."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import Clock, open_records

from records.delivery import Deliveries
from records.group_settings import GroupSettings
from records.instructional_days import InstructionalDays, Span
from records.protocols import BadProtocol
from records.sessions import BadSession, InterventionSession

MONDAY = date(2026, 11, 2)
ALL = InstructionalDays()


def robins(*students, weekdays=(0, 2, 4), minutes=30):
    """Return records with a group that meets, and the group's id."""
    records = open_records(Clock())
    for one in students:
        records.store.put(("students", one, {"name": one, "group": "Robins"}))
    settings = GroupSettings(name="Robins", weekdays=weekdays, minutes=minutes)
    return records, records.groups.save(settings)


def shared(one, two):
    """Bring to each what the other has, the second's fields last."""
    for source, target in ((one, two), (two, one)):
        for table, rows in [*source.store.tables.items()]:
            target.store.put(*((table, i, dict(row)) for i, row in rows.items()))


def kept(records, group, day, **fields):
    session = InterventionSession(id="", day=day, group=group, minutes=30, planned=30)
    return records.sessions.keep(replace(session, **fields))


def test_a_session_is_kept_and_changed():
    records, group = robins("a", "b", "c")
    steps = {0: True, 2: False}
    first = kept(records, group, MONDAY, present={"a": 30, "b": 20}, missed={"c": "absent"})
    assert kept(records, group, MONDAY, present={"a": 30}, steps=steps) == first
    (found,) = records.sessions.all()
    assert found == records.sessions.of_group(group, MONDAY)
    assert (found.present, found.missed, found.steps) == ({"a": 30}, {}, steps)
    records.sessions.remove(first)
    assert records.sessions.all() == []
    records.sessions.remove(first, removed=False)
    assert records.sessions.all() == [found]


def test_two_devices_that_keep_the_same_session_keep_it_once():
    one, group = robins("a", "b")
    two, _ = robins("a", "b")
    kept(one, group, MONDAY, present={"a": 30}, missed={"b": "pulled"}, steps={0: True})
    kept(two, group, MONDAY, present={"a": 30, "b": 30}, steps={1: True})
    shared(one, two)
    assert one.sessions.all() == two.sessions.all()
    (found,) = one.sessions.all()
    assert set(found.present) | set(found.missed) == {"a", "b"}
    assert set(found.steps) == {0, 1}


def test_a_group_known_by_its_text_alone_gets_a_row_before_a_session_names_it():
    records = open_records(Clock())
    records.store.put(("students", "s", {"name": "S", "group": "Table", "sample": True}))
    (group,) = records.groups.all()
    kept(records, group.id, MONDAY, present={"s": 30})
    assert records.store.row("groups", group.id) == {"name": "Table", "sample": True}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"student": "a"}, "group"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 241}, "minutes"),
        ({"present": {"a": -1}}, "present"),
        ({"note": "x" * 501}, "note"),
    ],
)
def test_a_session_that_cannot_be_is_refused(fields, field):
    records, group = robins("a")
    with pytest.raises(BadSession) as refused:
        kept(records, group, MONDAY, **fields)
    assert refused.value.field == field
    assert records.sessions.all() == []


def test_rows_that_make_no_sense_stop_nothing():
    records, group = robins("a")
    records.store.put(
        ("sessions", "x", {"group": group, "student": "a", "day": "2026-11-02"}),
        ("sessions", "y", {"group": group, "day": "0000-00-00"}),
        ("sessions", "z", {"group": group, "day": "2026-11-02", "minutes": -5, "cancelled": "?"}),
        ("attendance", "u", {"session": "z", "student": "a", "minutes": 10**9}),
        ("steps_done", "v", {"session": "z", "step": 10**9, "done": True}),
        ("absences", "w", {"student": "a", "day": "soon", "why": "absent"}),
        ("absences", "q", {"student": "a", "day": "2026-11-02", "why": "lost"}),
    )
    (found,) = records.sessions.all()
    assert (found.minutes, found.cancelled, found.present) == (0, "other", {"a": 0})
    assert records.absences.of("a") == {}


# Dose


def delivery(records, student="a", last=MONDAY + timedelta(days=11), days=ALL):
    return Deliveries(records.groups, records.sessions).of(student, MONDAY, last, days)


def planned_days(records, group):
    return [MONDAY + timedelta(days=n) for n in (0, 2, 4, 7, 9, 11)]


def test_what_was_given_of_what_was_planned():
    records, group = robins("a", "b")
    for number, day in enumerate(planned_days(records, group)):
        if number == 0:
            kept(records, group, day, missed={"a": "absent"}, present={"b": 30})
        elif number == 1:
            kept(records, group, day, cancelled="no_room", minutes=0)
        else:
            kept(
                records,
                group,
                day,
                present={"a": 30, "b": 20},
                minutes=30,
                steps={0: True, 1: False},
            )
    mine, other = delivery(records), delivery(records, "b")
    assert (mine.planned_sessions, mine.recorded_sessions) == (6, 6)
    assert mine.dose.share == pytest.approx(120 / 180)
    assert mine.dose.is_low
    assert (mine.dose.absent_minutes, mine.dose.not_offered_minutes) == (30, 30)
    assert other.dose.share == pytest.approx(110 / 180)
    assert other.dose.not_offered_minutes == 30 + 4 * 10
    assert mine.fidelity == 0.5


def test_what_was_not_recorded_is_unknown_and_not_little():
    records, group = robins("a")
    days = planned_days(records, group)
    assert delivery(records).dose is None
    for day in days[:4]:
        kept(records, group, day, present={"a": 30})
    assert delivery(records).dose is None  # 4 of 6
    kept(records, group, days[4], present={"a": 30})
    assert delivery(records).dose.share == 1.0  # 5 of 6: of those


def test_a_session_beside_the_plan_and_one_alone_count():
    records, group = robins("a", weekdays=(0,))
    kept(records, group, MONDAY, missed={"a": "pulled"}, planned=30)
    kept(records, group, MONDAY + timedelta(days=1), present={"a": 20})
    alone = InterventionSession(
        id="", day=MONDAY + timedelta(days=2), student="a", minutes=10, planned=10
    )
    records.sessions.keep(alone)
    dose = delivery(records, last=MONDAY + timedelta(days=4)).dose
    assert (dose.planned_minutes, dose.given_minutes) == (30, 30)


def test_days_without_school_and_outside_a_membership_are_not_planned():
    records, group = robins("a", "b")
    away = Span("break", "", MONDAY, MONDAY + timedelta(days=4))
    assert delivery(records, days=InstructionalDays((away,))).planned_sessions == 3
    student = records.students.get("a")
    records.groups.remove(student, records.groups.get(group), MONDAY + timedelta(days=4))
    assert delivery(records).planned_sessions == 2
    records.groups.archive([group])
    assert delivery(records, "b").planned_sessions == 0


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 60), st.booleans()), max_size=12))
def test_given_is_never_less_than_none_and_the_parts_add_up(sessions):
    records, group = robins("a", weekdays=(0, 1, 2, 3, 4))
    for offset, minutes, there in sessions:
        day = MONDAY + timedelta(days=offset)
        who = {"present": {"a": minutes}} if there else {"missed": {"a": "absent"}}
        kept(records, group, day, minutes=minutes, **who)
    found = delivery(records)
    assert found.recorded_sessions <= found.planned_sessions == 10
    if found.dose is not None:
        dose = found.dose
        assert dose.given_minutes >= 0
        assert (
            dose.given_minutes + dose.not_offered_minutes + dose.absent_minutes
            >= dose.planned_minutes
        )


# Absences and protocols


def test_an_absence_is_one_a_student_and_day_and_is_taken_back():
    one, two = open_records(Clock()), open_records(Clock())
    for records in (one, two):
        records.store.put(("students", "a", {"name": "A"}), ("students", "b", {"name": "B"}))
        records.absences.note(["a"], MONDAY, "absent")
    shared(one, two)
    assert len(one.store.rows("absences")) == 1
    assert one.absences.of("a") == {MONDAY: "absent"}
    two.absences.note(["b"], MONDAY, "refused")
    assert {a.student: a.why for a in two.absences.on(MONDAY)} == {"a": "absent", "b": "refused"}
    two.absences.take_back(["a"], MONDAY)
    assert [a.student for a in two.absences.on(MONDAY)] == ["b"]
    two.absences.note(["a"], MONDAY, "absent")
    two.students.merge("b", "a")
    assert two.absences.of("b") == {MONDAY: "refused"}
    two.absences.take_back(["b"], MONDAY)
    assert two.absences.of("b") == {}


def test_a_changed_protocol_is_a_new_version_and_sessions_keep_theirs():
    records = open_records(Clock())
    first = records.protocols.save("Sounds", ["Say it", " Tap it ", ""])
    assert records.protocols.get(first).steps == ("Say it", "Tap it")
    assert records.protocols.save("Sounds", ["Say it", "Tap it"], first) == first
    second = records.protocols.save("Sounds", ["Say it"], first)
    assert [one.id for one in records.protocols.current()] == [second]
    assert records.protocols.following(first).id == second
    records.protocols.archive(second)
    assert records.protocols.current() == []
    assert [one.id for one in records.protocols.current(archived=True)] == [second]
    records.store.put(("protocols", first, {"replaces": second}))  # a circle from elsewhere
    assert records.protocols.following(first).id in {first, second}


@pytest.mark.parametrize(
    ("name", "steps", "part"),
    [
        (" ", ["x"], "name"),
        ("n" * 81, ["x"], "name"),
        ("n", [], "steps"),
        ("n", ["x"] * 31, "steps"),
        ("n", ["x" * 161], "step"),
    ],
)
def test_a_protocol_that_cannot_be_is_refused(name, steps, part):
    records = open_records(Clock())
    with pytest.raises(BadProtocol) as refused:
        records.protocols.save(name, steps)
    assert refused.value.part == part


def test_what_one_device_said_of_a_student_outlives_that_another_said_nothing():
    records, group = robins("a", "b")
    there, _ = robins("a", "b")
    kept(records, group, MONDAY, present={"a": 25}, missed={"b": "absent"}, note="A fire drill.")
    kept(there, group, MONDAY, present={"a": 30, "b": 30})
    records.store.put(
        *((t, i, dict(row)) for t, rows in there.store.tables.items() for i, row in rows.items())
    )
    (found,) = records.sessions.all()
    assert (found.present, found.missed) == ({"a": 30}, {"b": "absent"})
    assert found.note == "A fire drill."
    kept(records, group, MONDAY, present={"a": 30, "b": 30})
    (found,) = records.sessions.all()
    assert (found.present, found.missed, found.note) == ({"a": 30, "b": 30}, {}, "")


def test_what_another_device_had_kept_of_a_session_is_told():
    records, group = robins("a")
    past = []
    records.store.past = lambda table, row_id: past

    def by(device, **fields):
        row_id = kept(records, group, MONDAY, present={"a": 30}, **fields)
        past.append((device, len(past), dict(records.store.row("sessions", row_id))))
        return records.sessions.of_group(group, MONDAY)

    one = by("one", note="A fire drill.")
    assert records.sessions.kept_before(one) == []
    same = by("two", note="A fire drill.")
    assert records.sessions.kept_before(same) == []
    later = by("two", note="Went well.")
    assert records.sessions.kept_before(later) == [("one", 30, "", "A fire drill.")]
    again = by("one", cancelled="staff")
    assert records.sessions.kept_before(again) == [("two", 30, "", "Went well.")]
