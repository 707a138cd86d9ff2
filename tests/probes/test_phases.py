"""Dated changes of a plan; no line runs across one."""

from datetime import date, timedelta

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from progress_points import START, drawn_points, points

from probes.progress.phases import Break, PlanPhase, review_day, split, summers
from probes.progress.series import weekdays


def test_points_fall_into_the_phase_of_their_day():
    change = PlanPhase(start=START + timedelta(weeks=3), id="p1")
    first, second = split(points(range(6)), [change])
    assert [p.value for p in first.points] == [0, 1, 2]
    assert [p.value for p in second.points] == [3, 4, 5]
    assert (first.phase.start, second.phase) == (START, change)


def test_a_phase_without_points_is_one():
    change = PlanPhase(start=START + timedelta(weeks=30), id="p1")
    assert [len(part.points) for part in split(points(range(6)), [change])] == [6, 0]
    assert split([], [change])[0].points == ()
    assert split([], []) == ()


def test_of_two_phases_of_one_day_the_later_recorded_holds():
    day = START + timedelta(weeks=2)
    found = split(points(range(6)), [PlanPhase(start=day, id="a"), PlanPhase(start=day, id="b")])
    assert [part.phase.id for part in found] == ["", "b"]


MAY, SEPTEMBER = date(2026, 5, 28), date(2026, 9, 3)


def test_a_summer_begins_a_phase():
    given = points([40, 41], start=MAY - timedelta(days=7)) + points([35, 36], start=SEPTEMBER)
    before, after = split(given, [])
    assert (before.phase.summer, after.phase.summer) == (False, True)
    assert (after.phase.start, len(after.points)) == (SEPTEMBER, 2)


def test_a_calendar_says_when_summer_ends():
    break_ = Break(date(2026, 6, 10), date(2026, 8, 20))
    given = points([40, 41], start=MAY) + points([35, 36], start=SEPTEMBER)
    assert split(given, [], [break_])[1].phase.start == date(2026, 8, 21)


def test_a_plan_that_begins_in_the_summer_is_its_own_phase():
    plan = PlanPhase(start=date(2026, 8, 24), id="autumn")
    given = points([40, 41], start=MAY) + points([35, 36], start=SEPTEMBER)
    assert [part.phase.id for part in split(given, [plan])] == ["", "autumn"]


DECEMBER, FEBRUARY = date(2026, 12, 10), date(2027, 2, 3)
FIVE_WEEKS = Break(date(2026, 12, 18), date(2027, 1, 21))
A_DAY_LESS = Break(date(2026, 12, 18), date(2027, 1, 20))


@pytest.mark.parametrize(
    ("before", "after", "breaks", "is_summer"),
    [
        (date(2026, 6, 12), date(2026, 7, 16), (), False),  # not five weeks
        (date(2026, 6, 11), date(2026, 7, 16), (), True),
        (date(2026, 7, 16), date(2026, 9, 30), (), False),  # a summer school's probe before
        (DECEMBER, FEBRUARY, (), False),
        (DECEMBER, FEBRUARY, (FIVE_WEEKS,), True),
        (DECEMBER, FEBRUARY, (A_DAY_LESS,), False),
        (date(2026, 6, 11), date(2026, 9, 1), (FIVE_WEEKS,), False),
        (date(2024, 9, 1), date(2026, 1, 1), (), True),
    ],
)
def test_what_a_summer_is(before, after, breaks, is_summer):
    assert bool(summers([after, before, before], breaks)) is is_summer


@given_any(drawn_points(), st.lists(st.integers(-50, 300), max_size=5), st.randoms())
def test_every_point_is_in_one_phase_and_no_phase_crosses_another(drawn, starts, random):
    phases = [PlanPhase(start=START + timedelta(days=n), id=str(n)) for n in starts]
    mixed = drawn[:]
    random.shuffle(mixed)
    found = split(mixed, phases)
    assert [point for part in found for point in part.points] == drawn
    edges = [part.phase.start for part in found]
    assert edges == sorted(set(edges))
    for part, following in zip(found, [*edges[1:], date.max], strict=True):
        assert all(part.phase.start <= point.day < following for point in part.points)


def test_the_review_day():
    assert review_day(START) == START + timedelta(weeks=8)
    assert review_day(START, weeks=4) == START + timedelta(weeks=4)

    def with_a_break(after, upto):
        last = date(2026, 10, 9)  # two weeks without school from here
        away = weekdays(last, last + timedelta(days=14))
        return weekdays(after, upto) - (away if upto >= last + timedelta(days=14) else 0)

    assert review_day(START, school_days=with_a_break) == START + timedelta(weeks=10)
    assert review_day(START, school_days=lambda after, upto: 0) == START + timedelta(days=730)
