"""Groups: the same from the same text on every device; a row rules over the text."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import Clock, Rows, open_records

from records.derived_ids import group_id, membership_id
from records.group_settings import BadGroup, GroupSettings
from records.groups import GroupMembership, concerned
from records.name_comparison import normalised
from records.sessions import InterventionSession


def with_students(**groups):
    """Records with a student a name, each with the text of its group."""
    records = open_records(Clock())
    for student, group in groups.items():
        records.store.put(("students", student, {"name": student.upper(), "group": group}))
    return records


def members(records):
    return {group.name: set(group.members) for group in records.groups.all()}


def give(records, student, group, day=date(2026, 11, 24)):
    records.groups.change_shown(records.students.get(student), day, group=group)


def test_groups_follow_from_the_text_without_writing():
    records = with_students(a="Robins", b=" robins ", c="", d="E\u0301lodie", e="élodie")
    before = [*records.store.puts]
    assert members(records) == {"Robins": {"a", "b"}, "Élodie": {"d", "e"}}
    assert records.store.puts == before
    assert records.groups.mates("a") == {"a", "b"}
    assert records.groups.mates("c") == {"c"}


@given(st.text(), st.text(max_size=3))
def test_names_that_compare_equal_have_one_id(name, around):
    spaces = "".join(" " for _ in around)
    assert group_id(f"{spaces}{name}{spaces} ") == group_id(name)
    assert normalised(normalised(name)) == normalised(name)
    assert len(group_id(name)) == len(membership_id(name, "s")) == 20


def test_a_removal_wins_over_the_text_on_every_device():
    one, two = with_students(a="Robins", b="Robins"), with_students(a="Robins", b="Robins")
    (group,) = one.groups.all()
    one.groups.remove(one.students.get("a"), group)
    for table in ("groups", "memberships"):
        two.store.put(*((table, i, row) for i, row in one.store.rows(table).items()))
    two.store.put(("students", "a", {"group": "robins"}))  # an older Aimline says it again
    assert members(one) == members(two) == {"Robins": {"b"}}


def test_two_devices_that_add_apart_both_win():
    one, two = with_students(a="Robins", b="", c=""), with_students(a="Robins", b="", c="")
    (group,) = one.groups.all()
    one.groups.add(one.students.get("b"), group)
    two.groups.add(two.students.get("c"), two.groups.all()[0])
    for table in ("groups", "memberships"):
        one.store.put(*((table, i, row) for i, row in two.store.rows(table).items()))
    assert members(one) == {"Robins": {"a", "b", "c"}}


def test_whoever_is_put_into_a_group_again_by_its_name_is_in_it():
    records = with_students(a="Robins", b="Robins")
    (group,) = records.groups.all()
    records.groups.remove(records.students.get("a"), group)
    give(records, "a", "Wrens")
    assert members(records) == {"Robins": {"b"}, "Wrens": {"a"}}
    give(records, "a", "Robins")
    assert members(records) == {"Robins": {"a", "b"}}


def test_merged_students_are_one_member():
    records = with_students(a="Robins", b="Robins")
    records.students.merge("a", "b")
    assert members(records) == {"Robins": {"a"}}


def test_who_was_merged_is_taken_out_of_a_group_that_the_other_entry_was_put_in():
    records = with_students(a="", b="", c="Robins")
    robins = records.groups.get(records.groups.save(GroupSettings(name="Robins")))
    records.groups.add(records.students.get("b"), robins, DAY)
    records.students.merge("a", "b")
    assert members(records) == {"Robins": {"a", "c"}}
    records.groups.remove(records.students.get("a"), robins, DAY + timedelta(days=3))
    assert members(records) == {"Robins": {"c"}}
    spans = [one for one in records.groups.memberships() if one.student == "a"]
    assert spans == [GroupMembership("a", robins.id, DAY, DAY + timedelta(days=3))]


def test_a_group_of_sample_students_is_a_sample():
    records = open_records(Clock(), store=Rows())
    records.store.put(("students", "s", {"name": "S", "group": "Table", "sample": True}))
    (group,) = records.groups.all()
    assert group.sample
    records.groups.remove(records.students.get("s"), group)
    assert records.store.row("groups", group.id)["sample"] is True


def test_the_list_shows_the_group_that_the_rows_say():
    records = with_students(a="Robins", b="Robins", c="")
    (group,) = records.groups.all()
    records.groups.remove(records.students.get("a"), group)
    records.groups.add(records.students.get("c"), group)
    shown = {student.id: student.group for student in records.students.all()}
    assert shown == {"a": "", "b": "Robins", "c": "Robins"}


def test_whoever_was_in_two_groups_and_is_given_one_of_them_by_name_is_in_that_one():
    records = with_students(a="Blue", b="Red")
    red = next(group for group in records.groups.all() if group.name == "Red")
    records.groups.add(records.students.get("a"), red)
    assert records.students.get("a").group == "Blue"
    give(records, "a", "Red")
    assert records.students.get("a").group == "Red"
    assert members(records) == {"Red": {"a", "b"}}


def test_another_group_than_the_one_shown_stays_when_that_one_is_changed():
    records = with_students(a="Reading")
    math = records.groups.get(records.groups.save(GroupSettings(name="Math")))
    records.groups.add(records.students.get("a"), math)
    assert records.students.get("a").group == "Reading"
    give(records, "a", "Wrens")
    assert members(records) == {"Math": {"a"}, "Wrens": {"a"}}
    assert records.students.get("a").group == "Wrens"
    give(records, "a", "")
    assert members(records) == {"Math": {"a"}}


def test_a_group_that_is_renamed_is_shown_by_its_new_name():
    records = with_students(a="Robins", b="")
    (group,) = records.groups.all()
    records.groups.save(GroupSettings(name="Wrens"), group.id)
    assert records.students.get("a").group == "Wrens"
    give(records, "b", "Robins")  # a new one of its old name is another
    assert members(records) == {"Robins": {"b"}, "Wrens": {"a"}}
    assert {s.id: s.group for s in records.students.all()} == {"a": "Wrens", "b": "Robins"}


def test_who_is_put_into_a_group_by_the_name_it_was_given_later_is_in_that_one():
    records = with_students(a="Robins", b="")
    (robins,) = records.groups.all()
    records.groups.save(GroupSettings(name="Wrens"), robins.id)
    new = records.groups.enter(name="N", grade="2", group="wrens")
    give(records, "b", "Wrens")
    assert members(records) == {"Wrens": {"a", "b", new}}
    assert {one.group for one in records.students.all()} == {"Wrens"}


def test_who_is_put_into_a_new_group_of_an_old_name_of_another_is_in_that_new_one():
    records = with_students(a="Owls")
    records.groups.save(GroupSettings(name="Swans"), group_id("Owls"))
    new = records.groups.enter(name="B", grade="2", group="Owls")
    assert records.students.get(new).group == "Owls"
    assert members(records) == {"Swans": {"a"}, "Owls": {new}}


def test_a_group_is_called_one_thing_however_its_students_spell_it():
    records = with_students(a="owls", b="Owls", c="Wrens")
    assert [one.group for one in records.students.all()] == ["Owls", "Owls", "Wrens"]
    give(records, "c", "OWLS")
    assert {one.group for one in records.students.all()} == {*members(records)} == {"Owls"}


def test_who_was_in_an_archived_group_is_in_it_again_by_the_name_it_was_given_later():
    records = with_students(a="Ants")
    group = group_id("Ants")
    records.groups.save(GroupSettings(name="Owls"), group)
    records.groups.archive([group])
    assert records.students.get("a").group == ""
    give(records, "a", "owls")
    assert records.students.get("a").group == "Owls"
    assert members(records) == {"Owls": {"a"}}


def test_an_archived_group_that_somebody_is_given_comes_back():
    records = with_students(a="Robins", b="")
    (robins,) = records.groups.all()
    for put in (
        lambda: give(records, "a", "Robins"),  # where it was all the time
        lambda: give(records, "b", "Robins"),
        lambda: records.groups.enter(name="N", grade="2", group="Robins"),
    ):
        records.groups.archive([robins.id])
        assert members(records) == {}
        put()
        assert "a" in members(records)["Robins"]
    assert len(members(records)["Robins"]) == 3


@pytest.mark.parametrize("by_row", [False, True])
def test_what_was_given_in_a_group_stays_a_students_who_is_given_another(by_row):
    records = with_students(a="" if by_row else "Robins", b="Robins", c="Wrens")
    weekdays = (0, 1, 2, 3, 4)
    for group in records.groups.all():
        name = group.name
        records.groups.save(GroupSettings(name=name, weekdays=weekdays, minutes=30), group.id)
    robins, wrens = records.groups.all()
    if by_row:
        records.groups.add(records.students.get("a"), robins)
    first = DAY - timedelta(days=DAY.weekday() + 14)
    days = [first + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
    for day in days:
        for group, here in ((robins, {"a": 30, "b": 30}), (wrens, {"c": 30})):
            session = InterventionSession(
                id="", day=day, group=group.id, minutes=30, planned=30, present=here
            )
            records.sessions.keep(session)

    def given():
        return records.deliveries.of("a", first, days[-1], records.calendar.days()).dose

    before = given()
    assert (before.given_minutes, before.planned_minutes, before.absent_minutes) == (300, 300, 0)
    give(records, "a", "Wrens", DAY)
    assert members(records) == {"Robins": {"b"}, "Wrens": {"a", "c"}}
    assert given() == before


# What a group is, and members with a date

DAY = date(2026, 11, 24)


def test_a_new_group_of_a_name_is_the_same_on_every_device():
    one, two = open_records(Clock()), open_records(Clock())
    settings = GroupSettings(
        name="Robins", room="Hall", weekdays=(1, 0), starts="09:15", minutes=30
    )
    assert one.groups.save(settings) == two.groups.save(GroupSettings(name=" robins "))
    (group,) = one.groups.all()
    assert group.settings == replace(settings, weekdays=(0, 1))
    assert one.groups.meeting(DAY) == [group]
    assert one.groups.meeting(DAY + timedelta(days=1)) == []


def test_a_renamed_group_and_a_new_one_of_its_old_name_are_two():
    records = with_students(a="Robins")
    (group,) = records.groups.all()
    assert records.groups.save(GroupSettings(name="Wrens"), group.id) == group.id
    assert records.groups.save(GroupSettings(name="Robins")) != group.id
    assert members(records) == {"Robins": set(), "Wrens": {"a"}}


def test_of_two_groups_of_a_name_the_one_that_goes_on_is_called_so():
    records = with_students(a="Robins", b="Wrens")
    robins, wrens = records.groups.all()
    records.groups.save(GroupSettings(name="Robins"), wrens.id)
    records.groups.archive([robins.id])
    assert records.groups.called(" robins").id == wrens.id
    assert records.groups.called("Larks") is None


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (GroupSettings(name=" "), "name"),
        (GroupSettings(name="x" * 61), "name"),
        (GroupSettings(name="x", area="art"), "area"),
        (GroupSettings(name="x", room="y" * 61), "room"),
        (GroupSettings(name="x", starts="25:00"), "starts"),
        (GroupSettings(name="x", minutes=241), "minutes"),
    ],
)
def test_a_group_that_cannot_be_is_refused(settings, field):
    records = open_records(Clock())
    with pytest.raises(BadGroup) as refused:
        records.groups.save(settings)
    assert refused.value.field == field
    assert records.groups.all() == []


def test_a_row_that_says_what_cannot_be_reads_as_its_default():
    row = {
        "name": "R",
        "weekdays": [9, "x", 1, 1, True],
        "starts": "noon",
        "minutes": -4,
        "area": 3,
    }
    assert GroupSettings.read(row) == GroupSettings(name="R", weekdays=(1,))


def test_a_student_moves_with_a_date_and_comes_back():
    records = with_students(a="Robins", b="Wrens")
    robins, wrens = records.groups.all()
    student = records.students.get("a")
    records.groups.move(student, [wrens], DAY)
    assert members(records) == {"Robins": set(), "Wrens": {"a", "b"}}
    records.groups.move(student, [robins], DAY + timedelta(days=7))
    assert members(records) == {"Robins": {"a"}, "Wrens": {"b"}}
    spans = {
        (one.group == robins.id, one.since, one.until)
        for one in records.groups.memberships()
        if one.student == "a"
    }
    assert spans == {
        (True, None, DAY),
        (False, DAY, DAY + timedelta(days=7)),
        (True, DAY + timedelta(days=7), None),
    }
    assert records.students.get("a").group == "Robins"


def test_who_moves_back_on_the_same_day_never_left():
    records = with_students(a="Robins", b="Wrens")
    robins, wrens = records.groups.all()
    records.groups.move(records.students.get("a"), [wrens], DAY)
    records.groups.move(records.students.get("a"), [robins], DAY)
    mine = [one for one in records.groups.memberships() if one.student == "a"]
    assert [one for one in mine if one.holds(DAY)] == [GroupMembership("a", robins.id)]


def test_an_archived_group_comes_back_as_it_was():
    records = with_students(a="Robins")
    (group,) = records.groups.all()
    records.groups.archive([group.id])
    assert records.groups.all() == []
    assert records.students.get("a").group == "", "as Today has it"
    give(records, "a", "Wrens")
    give(records, "a", "")
    assert [one.group for one in records.groups.memberships()] == [group.id], "and kept"
    records.store.put(("students", "a", {"group": "Robins"}))
    records.groups.add(records.students.get("a"), records.groups.get(group.id))
    assert records.groups.mates("a") == {"a"}
    records.groups.archive([group.id], archived=False)
    assert members(records) == {"Robins": {"a"}}


NAMES = ("Owls", "owls ", "Wrens", "Swans", "")
STEPS = st.tuples(
    st.sampled_from(
        (
            "enter",
            "give",
            "add",
            "remove",
            "save",
            "rename",
            "archive",
            "come back",
            "merge",
            "text",
        )
    ),
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from(NAMES),
)


def take(records, step):
    """Do one thing with a student, a group and a name, where there is such."""
    what, who, which, name = step
    students, groups = records.students.all(), records.groups.all(archived=True)
    student = students[who % len(students)] if students else None
    group = groups[which % len(groups)] if groups else None
    match what:
        case "enter":
            records.groups.enter(name="N", grade="2", group=name)
        case "give" if student:
            give(records, student.id, name)
        case "add" if student and group:
            records.groups.add(student, group)
        case "remove" if student and group:
            records.groups.remove(student, group)
        case "save" if name:
            records.groups.save(GroupSettings(name=name))
        case "rename" if group and name:
            records.groups.save(GroupSettings(name=name), group.id)
        case "archive" | "return" if group:
            records.groups.archive([group.id], archived=what == "archive")
        case "merge" if student:
            records.students.merge(student.id, students[which % len(students)].id)
        case "text" if student:
            records.store.put(("students", student.id, {"group": name}))


@given(st.lists(STEPS, max_size=20))
def test_a_student_and_the_groups_say_the_same_whatever_was_done(steps):
    records = with_students(a="Owls", b="owls")
    for step in steps:
        take(records, step)
        for student in records.students.all():
            said = {student.group, *student.others} - {""}
            groups = records.groups.all()
            assert said == {group.name for group in groups if student.id in group.members}
        if step[0] in ("enter", "give") and step[3]:
            name = normalised(step[3])
            assert any(normalised(one.name) == name for one in records.groups.all())


def test_of_a_students_groups_those_that_a_measure_concerns_come_first():
    """Whatever they are called: the name's place in the alphabet decides nothing."""
    records = with_students(a="Anybody", b="Anybody")
    for name, area in (("Blue", "math"), ("Crows", "reading"), ("Deer", "")):
        group = records.groups.get(records.groups.save(GroupSettings(name=name, area=area)))
        records.groups.add(records.students.get("a"), group)

    def found(measure):
        return [one.name for one in concerned(records.groups.all(), "a", measure)]

    assert found("orf") == ["Crows", "Anybody", "Deer"]
    assert found("facts") == ["Blue", "Anybody", "Deer"]
    assert concerned(records.groups.all(), "c", "orf") == []
    assert records.week.group_of("a", "facts").name == "Blue"
    assert records.week.group_of("b", "facts").name == "Anybody"
