"""Groups: the same from the same text on every device; a row rules over the text."""

from hypothesis import given
from hypothesis import strategies as st
from record_doubles import Clock, Rows, open_records

from records.derived_ids import group_id, membership_id
from records.name_comparison import normalised


def with_students(**groups):
    """Records with a student a name, each with the text of its group."""
    records = open_records(Clock())
    for student, group in groups.items():
        records.store.put(("students", student, {"name": student.upper(), "group": group}))
    return records


def members(records):
    return {group.name: set(group.members) for group in records.groups.all()}


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
    records.students.change("a", group="Wrens")
    assert members(records) == {"Robins": {"b"}, "Wrens": {"a"}}
    records.students.change("a", group="Robins")
    assert members(records) == {"Robins": {"a", "b"}}


def test_merged_students_are_one_member():
    records = with_students(a="Robins", b="Robins")
    records.students.merge("a", "b")
    assert members(records) == {"Robins": {"a"}}


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
    records.students.change("a", group="Red")
    assert records.students.get("a").group == "Red"
    assert members(records) == {"Red": {"a", "b"}}
