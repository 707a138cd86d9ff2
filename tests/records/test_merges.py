"""Students who were entered twice, resolved from records that may come in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.merges import Merges

STUDENTS = ("a", "b", "c", "d", "e")
pairs = st.tuples(st.sampled_from(STUDENTS), st.sampled_from(STUDENTS))


def records(merged, undone=()):
    rows = {f"m{n}": {"from": one, "into": other} for n, (one, other) in enumerate(merged)}
    return rows | {f"u{n}": {"undoes": f"m{n}", "from": merged[n][0]} for n in undone}


def groups(merged):
    """Who is the same as whom, by an oracle that knows no representatives."""
    same = {student: {student} for student in STUDENTS}
    for _ in STUDENTS:
        for one, other in merged:
            both = same[one] | same[other]
            for student in both:
                same[student] = same[student] | both
    return same


@given(st.lists(pairs, max_size=8), st.sets(st.integers(0, 7)), st.randoms())
def test_any_order_gives_the_same_and_nobody_is_lost(merged, undone, chance):
    undone = {n for n in undone if n < len(merged)}
    rows = list(records(merged, undone).items())
    read = Merges.read(dict(rows), STUDENTS)
    chance.shuffle(rows)
    again = Merges.read(dict(rows), STUDENTS)
    same = groups([pair for n, pair in enumerate(merged) if n not in undone])
    for student in STUDENTS:
        assert again.resolve(student) == read.resolve(student)
        assert set(read.parts(student)) == same[student]
        assert read.resolve(student) in same[student]
        assert {read.resolve(part) for part in same[student]} == {read.resolve(student)}


def test_the_one_merged_into_stays_and_taking_back_parts_them():
    merged = [("a", "b"), ("c", "a")]
    read = Merges.read(records(merged), STUDENTS)
    assert [read.resolve(student) for student in STUDENTS] == ["b", "b", "b", "d", "e"]
    assert [merge.from_ for merge in read.of("b")] == ["a", "c"]
    back = Merges.read(records(merged, undone=[0]), STUDENTS)
    assert [back.resolve(student) for student in STUDENTS] == ["a", "b", "a", "d", "e"]


def test_one_merged_into_somebody_who_has_not_arrived_is_shown_until_then():
    rows = records([("a", "b")])
    assert Merges.read(rows, {"a"}).resolve("a") == "a"
    assert Merges.read(rows, {"a", "b"}).resolve("a") == "b"


@pytest.mark.parametrize(
    "row", [{}, {"from": "a"}, {"from": "a", "into": 3}, {"from": "a", "into": "a"}]
)
def test_what_makes_no_sense_says_nothing(row):
    read = Merges.read({"m": row}, STUDENTS)
    assert read.in_force == ()
    assert read.resolve("a") == "a"
