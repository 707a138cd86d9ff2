"""A chart as it is drawn: what a tap says, what another width changes, what the legend names."""

from datetime import date, timedelta
from types import SimpleNamespace

import flet.canvas as cv
import pytest
from hypothesis import given
from hypothesis import strategies as some
from test_sharing_screen import texts

from screens.parts.chart import Chart
from screens.parts.chart_spec import (
    Band,
    ChartMark,
    ChartSpec,
    GoalMark,
    Line,
    LineKind,
    MarkKind,
    PhaseLine,
    SchoolBreak,
)
from screens.parts.sparkline import HEIGHT, WIDTH, Spark, sparkline
from screens.parts.theme import DARK, LIGHT
from screens.words.catalogue import say
from screens.words.no_break import with_units

START, TODAY = date(2026, 9, 8), date(2026, 11, 30)


def day(number):
    return START + timedelta(days=number)


SPEC = ChartSpec(
    first=START,
    last=date(2027, 4, 10),
    top=100,
    unit="WCPM",
    sentence="Chart of 3 scores",
    marks=(
        ChartMark(day(0), 38),
        ChartMark(day(30), 22, MarkKind.LEFT_OUT, "left out: fire drill"),
        ChartMark(day(40), 50, MarkKind.IMPORTED),
        ChartMark(day(50), 52, MarkKind.BENCHMARK, "fall benchmark"),
        ChartMark(day(70), 61),
    ),
    lines=(
        Line(LineKind.AIM, day(0), 38, date(2027, 4, 10), 86),
        Line(LineKind.TREND, day(0), 38, day(70), 60),
        Line(LineKind.TREND_BEFORE, day(0), 38, day(20), 40),
        Line(LineKind.NORM, day(0), 50, day(80), 50),
    ),
    bands=(Band((day(0), day(70)), (30, 50), (45, 70)),),
    phases=(PhaseLine(day(20), "Sep 28 · more minutes"),),
    breaks=(SchoolBreak(day(100), day(120)),),
    goal=GoalMark(date(2027, 4, 10), 86, "goal 86, Apr 10"),
)


def drawn(spec=SPEC, width=700, palette=LIGHT):
    sent = []
    chart = Chart(palette, spec, TODAY, width, lambda *controls: sent.extend(controls))
    chart.sent = sent
    return chart


def written(chart):
    return [shape.value for shape in chart._canvas.shapes if isinstance(shape, cv.Text)]


def tap(chart, mark):
    at = SimpleNamespace(x=chart._plot.x(mark.day), y=chart._plot.y(mark.score))
    chart._tap(SimpleNamespace(local_position=at))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_is_there_is_drawn_and_named(palette):
    chart = drawn(palette=palette)
    assert {"goal 86", "Sep 28 · more minutes", "0", "100", "Oct"} <= set(written(chart))
    legend = texts(chart.control)
    for kind in ("aim", "trend", "norm", "left_out", "imported", "benchmark"):
        assert say(f"chart.legend.{kind}") in legend


def test_a_tap_says_what_a_point_is_and_another_one_that_there_is_none():
    chart = drawn()
    tap(chart, SPEC.marks[1])
    assert chart._said.value == with_units("Oct 8: 22 WCPM · left out: fire drill")
    assert chart._canvas in chart.sent
    chart._tap(SimpleNamespace(local_position=SimpleNamespace(x=690, y=20)))
    assert chart._said.value == say("chart.tap")


def test_a_narrow_sheet_ends_soon_after_the_latest_point_and_names_the_goal():
    chart = drawn(width=290)
    assert chart._plot.spec.last < date(2027, 1, 1)
    assert "goal 86, Apr 10" in written(chart)
    before = len(chart.sent)
    chart._resized(SimpleNamespace(width=290.4, height=250))
    assert len(chart.sent) == before
    chart._resized(SimpleNamespace(width=600, height=250))
    assert chart._plot.spec is SPEC
    assert len(chart.sent) > before


POINTS = some.lists(some.tuples(some.integers(0, 300), some.floats(0, 200)), max_size=12)


@given(some.lists(POINTS, max_size=3), some.booleans())
def test_a_sparkline_lies_within_its_row(phases, has_aim):
    phases = tuple(
        tuple((day(n), score) for n, score in sorted(phase)) for phase in phases if phase
    )
    aim = ((day(0), 38.0), (day(200), 90.0)) if has_aim else None
    for shape in sparkline(LIGHT, Spark(phases, aim)).content.shapes:
        ends = (
            [(shape.x1, shape.y1), (shape.x2, shape.y2)]
            if isinstance(shape, cv.Line)
            else [(shape.x, shape.y)]
            if isinstance(shape, cv.Circle)
            else [(step.x, step.y) for step in shape.elements]
        )
        for x, y in ends:
            assert -1 <= x <= WIDTH + 1
            assert -1 <= y <= HEIGHT + 1
