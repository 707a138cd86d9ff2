"""Whose turn it is after a probe, where nobody has a plan."""

from record_doubles import Clock, open_records

from records.group_settings import GroupSettings
from screens.giving.whose_turn import following_student


def test_who_comes_next_is_of_the_group_that_the_measure_concerns():
    """Not of the first by name, with whom another skill is worked on."""
    records = open_records(Clock())
    for student in "abc":
        records.store.put(("students", student, {"name": student.upper(), "grade": "2"}))
    for name, area, members in (("Apples", "math", "ab"), ("Wrens", "reading", "ac")):
        group = records.groups.get(records.groups.save(GroupSettings(name=name, area=area)))
        for one in members:
            records.groups.add(records.students.get(one), group)
    for measure, following in (("orf", "c"), ("facts", "b")):
        group = records.week.group_of("a", measure)
        assert following_student(records.students, group, "a").id == following
