"""Round ticks, and where each part of a chart lies."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from screens.parts.chart_plot import Plot, text_width
from screens.parts.chart_scale import by_month, day_ticks, value_ticks
from screens.parts.chart_spec import (
    ChartMark,
    ChartSpec,
    Line,
    LineKind,
    MarkKind,
    PhaseLine,
    heights_of,
)

START = date(2026, 9, 8)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, (0, 1)),
        (4, (0, 1, 2, 3, 4)),
        (13, (0, 5, 10, 15)),
        (59, (0, 10, 20, 30, 40, 50, 60)),
        (86, (0, 20, 40, 60, 80, 100)),
        (210, (0, 50, 100, 150, 200, 250)),
    ],
)
def test_scores_are_named_in_steps_that_people_count_in(highest, ticks):
    assert value_ticks(highest) == ticks


@given(some.floats(0, 1000), some.integers(2, 8))
def test_ticks_are_round_few_and_reach_over_the_highest(highest, most):
    ticks = value_ticks(highest, most)
    step = ticks[1]
    assert ticks[0] == 0
    assert ticks[-1] >= highest > ticks[-1] - 2 * step
    assert len(ticks) <= most + 1
    assert set(range(0, ticks[-1] + 1, step)) == set(ticks)
    assert str(step).rstrip("0") in ("1", "2", "5")


DAYS = some.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(DAYS, some.integers(0, 4_000), some.integers(2, 14))
def test_days_are_mondays_or_firsts_of_months_and_few(first, days, most):
    last = first + timedelta(days=days)
    ticks = day_ticks(first, last, most)
    assert 1 <= len(ticks) <= most
    assert list(ticks) == sorted(set(ticks))
    assert all(first <= day <= last for day in ticks)
    assert (
        ticks == (first,)
        or all(day.weekday() == 0 for day in ticks)
        or all(day.day == 1 for day in ticks)
    )


def test_a_school_year_is_named_by_months_and_five_weeks_by_mondays():
    year = day_ticks(START, date(2027, 4, 10), 12)
    assert by_month(year)
    assert [day.month for day in year] == [10, 11, 12, 1, 2, 3, 4]
    weeks = day_ticks(START, START + timedelta(weeks=5), 6)
    assert not by_month(weeks)
    assert weeks[0] == date(2026, 9, 14)


def spec(**more):
    base = {
        "first": START,
        "last": date(2027, 4, 10),
        "top": 86,
        "unit": "WCPM",
        "sentence": "",
        "marks": (ChartMark(START, 38), ChartMark(START + timedelta(days=70), 65)),
    }
    return ChartSpec(**(base | more))


WIDTHS = some.sampled_from((304, 700, 1100))


@given(some.lists(some.tuples(some.integers(0, 213), some.text(max_size=50)), max_size=6), WIDTHS)
def test_nothing_lies_off_the_sheet(phases, width):
    lines = tuple(PhaseLine(START + timedelta(days=n), text) for n, text in phases)
    plot = Plot(spec(phases=lines), width, 300)
    assert 0 < plot.left < plot.right < width
    assert plot.top < plot.bottom
    for label in plot.phase_labels:
        assert plot.left <= label.line <= plot.right
        assert 0 <= label.y < plot.top
        assert plot.left <= label.left < label.left + label.wide <= width
        room = width - plot.left - 4
        assert label.wide == min(text_width(label.text), room)  # cut only where the sheet ends
    for mark in plot.spec.marks:
        assert plot.left <= plot.x(mark.day) <= plot.right
        assert plot.top <= plot.y(mark.score) <= plot.bottom


def test_labels_that_would_cover_each_other_lie_in_rows():
    near = tuple(PhaseLine(START + timedelta(days=60 + n), "smaller group") for n in (0, 20))
    far = tuple(PhaseLine(START + timedelta(days=n), "smaller group") for n in (0, 100))
    rows = [
        {label.y for label in Plot(spec(phases=lines), 700, 300).phase_labels}
        for lines in (near, far)
    ]
    assert list(map(len, rows)) == [2, 1]


@pytest.mark.parametrize("width", [304, 700, 1100])
@pytest.mark.parametrize("count", [3, 7, 12])
def test_no_label_of_many_phases_covers_another(count, width):
    days = [START + timedelta(weeks=2 * n + 2) for n in range(count)]
    lines = tuple(
        PhaseLine(day, f"Sep {day.day} · more repeated reading", f"Sep {day.day}") for day in days
    )
    labels = Plot(spec(phases=lines), width, 300).phase_labels
    assert [label.text for label in labels] in ([p.label for p in lines], [p.brief for p in lines])
    for one, other in combinations(labels, 2):
        beside = one.left + one.wide <= other.left or other.left + other.wide <= one.left
        assert beside or one.y != other.y, (one, other)


def test_what_is_said_of_a_goal_covers_neither_points_nor_a_trend():
    steep = [ChartMark(START + timedelta(weeks=n), 38 + 6 * n) for n in range(9)]
    last = steep[-1].day
    found = spec(
        last=last + timedelta(weeks=3),
        top=100,
        marks=tuple(steep),
        lines=(Line(LineKind.TREND, START, 38, last, 86),),
    )
    plot = Plot(found, 304, 250)
    right, low = plot.goal_label("goal 110, Jun 13", plot.right, plot.y(60))
    left = right - text_width("goal 110, Jun 13")
    covered = [
        mark
        for mark in steep
        if left <= plot.x(mark.day) <= right and low - 18 <= plot.y(mark.score) <= low
    ]
    assert not covered
    assert plot.top <= low <= plot.bottom
    free = Plot(spec(), 700, 300)
    assert free.goal_label("goal 86", free.right, 100) == (free.right + 8, 89)


def test_a_tap_means_the_point_that_is_near():
    plot = Plot(spec(), 700, 300)
    early, late = plot.spec.marks
    assert plot.nearest(plot.x(early.day) + 8, plot.y(early.score) - 8) is early
    assert plot.nearest(plot.x(late.day), plot.bottom) is late
    assert plot.nearest(plot.right, plot.top) is None
    assert Plot(spec(marks=()), 700, 300).nearest(1, 1) is None


def test_the_latest_is_one_that_counts():
    left_out = ChartMark(START + timedelta(days=80), 20, MarkKind.LEFT_OUT)
    benchmark = ChartMark(START + timedelta(days=90), 60, MarkKind.BENCHMARK)
    marks = spec().marks
    assert spec(marks=(*marks, left_out, benchmark)).latest is marks[1]
    assert spec(marks=(left_out,)).latest is None


@pytest.mark.parametrize(
    ("left_out", "heights"), [(1_068, [40, 60]), (90, [40, 60, 90]), (91, [40, 60])]
)
def test_a_slip_that_was_left_out_does_not_flatten_what_counts(left_out, heights):
    marks = [ChartMark(START, 40), ChartMark(START, 60)]
    slip = ChartMark(START, left_out, MarkKind.LEFT_OUT)
    assert heights_of([*marks, slip]) == heights
    assert heights_of([slip]) == [left_out]
