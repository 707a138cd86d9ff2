"""Which form to give next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from probe_sheets import sheet

from probes.forms.rotation import REST, FormUse, choose, heard_today, last_read

TODAY = date(2026, 11, 24)
A, B, C = (replace(sheet(9), id=name, title=name) for name in "ABC")


def read(form, days_ago, by_student=True):
    return FormUse(form.id, TODAY - timedelta(days=days_ago), by_student)


HEARD = [read(B, 50), read(B, 0, by_student=False)]


@pytest.mark.parametrize(
    ("readings", "chosen"),
    [
        pytest.param([], A, id="none read yet: by title"),
        pytest.param([read(A, 100)], B, id="one never read before one read long ago"),
        pytest.param([read(A, 60), read(B, 90), read(C, 30)], B, id="the longest rested"),
        pytest.param([*HEARD, read(A, 28), read(C, 27)], A, id="four weeks are a rest"),
        pytest.param([*HEARD, read(A, 27), read(C, 27)], B, id="a day less is none"),
        pytest.param([read(A, 27), read(B, 20), read(C, 26)], A, id="all fresh: the least fresh"),
        pytest.param(
            [read(A, 90), read(A, 3), read(B, 60), read(C, 50)], B, id="the latest counts"
        ),
        pytest.param(
            [read(A, 0, False), read(B, 50), read(C, 40)], B, id="the group heard A today"
        ),
        pytest.param([read(A, 1, False), read(B, 50)], A, id="heard yesterday is no matter"),
        pytest.param(
            [read(n, 0, False) for n in (A, B, C)], A, id="all heard today: one has to be given"
        ),
        pytest.param(
            [read(A, 0, False), read(B, 5), read(C, 6)], A, id="heard before read within the rest"
        ),
    ],
)
def test_the_form_that_has_rested_longest_is_chosen(readings, chosen):
    assert choose([C, B, A], readings, TODAY) == chosen


def test_without_forms_there_is_none():
    assert choose([], [read(A, 1)], TODAY) is None


def test_what_the_screen_says_about_a_form():
    readings = [read(A, 40), read(A, 9), read(A, 2, False), read(B, 0, False)]
    assert last_read(A, readings) == TODAY - timedelta(days=9)
    assert last_read(B, readings) is None
    assert heard_today(B, readings, TODAY)
    assert not heard_today(A, readings, TODAY)


@given_any(
    st.lists(st.builds(read, st.sampled_from([A, B, C]), st.integers(0, 60), st.booleans())),
    st.permutations([A, B, C]),
)
def test_no_fresh_form_is_given_while_a_rested_one_is_there(readings, forms):
    def fresh(form):
        return any(
            r.form == form.id and (TODAY - r.day < REST if r.by_student else r.day == TODAY)
            for r in readings
        )

    chosen = choose(forms, readings, TODAY)
    assert not fresh(chosen) or all(fresh(form) for form in forms)
    assert chosen == choose([A, B, C], readings, TODAY)


@given_any(
    st.lists(st.builds(read, st.sampled_from([A, B, C]), st.integers(0, 60), st.booleans())),
    st.sets(st.sampled_from([A, B, C])),
    st.sets(st.sampled_from("ABC")),
)
def test_a_form_kept_for_benchmarks_is_given_only_where_there_is_no_other(readings, forms, kept):
    chosen = choose(list(forms), readings, TODAY, kept)
    others = [form for form in forms if form.id not in kept]
    assert chosen == choose(others or list(forms), readings, TODAY, ())
    assert chosen is None or chosen.id not in kept or not others


def test_the_order_is_the_students_own_and_always_the_same():
    forms = [replace(sheet(9), id=f"F{n}", title=f"F{n}") for n in range(20)]
    first = {
        student: choose(forms, [], TODAY, student=student).id for student in map(str, range(40))
    }
    assert first == {s: choose(forms[::-1], [], TODAY, student=s).id for s in first}
    assert len({*first.values()}) > 10
    assert choose(forms, [], TODAY, student="0", elsewhere={first["0"]}).id != first["0"]


def test_a_year_of_forty_students_on_twenty_forms_repeats_none_in_four_weeks():
    forms = [replace(sheet(9), id=f"F{n}", title=f"F{n}") for n in range(20)]
    groups = [[f"s{5 * g + n}" for n in range(5)] for g in range(8)]
    read_by = {student: [] for group in groups for student in group}
    for week in range(36):
        day = TODAY + timedelta(weeks=week)
        for group in groups:
            for student in group:
                mates = [
                    FormUse(form, on, by_student=False)
                    for mate in group
                    if mate != student
                    for form, on in read_by[mate]
                ]
                own = [FormUse(form, on, by_student=True) for form, on in read_by[student]]
                form = choose(forms, own + mates, day, student=student)
                last = last_read(form, own)
                assert last is None or day - last >= REST
                assert not heard_today(form, mates, day)
                read_by[student].append((form.id, day))
