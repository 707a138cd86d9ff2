"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from screens.words.catalogue import say
from screens.words.typed_days import (
    coming_day_typed,
    day_to_type,
    nearest_day_typed,
    school_day_typed,
    typed_day,
)

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4/10/2027", date(2027, 4, 10)),
        ("4/10/27", date(2027, 4, 10)),
        (" 4/10 ", date(2027, 4, 10)),
        ("12/1", date(2026, 12, 1)),
        ("11/30", date(2027, 11, 30)),  # a goal lies after today
        ("Apr 10", date(2027, 4, 10)),
        ("april 10,  2028", date(2028, 4, 10)),
        ("2027-04-10", date(2027, 4, 10)),
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_a_goal_day_lies_ahead(text, day):
    assert typed_day(text, TODAY, ahead=True) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("11/30", TODAY), ("12/1", date(2025, 12, 1)), ("Nov 9", date(2026, 11, 9))],
)
def test_what_was_changed_was_changed_already(text, day):
    assert typed_day(text, TODAY, ahead=False) == day


@pytest.mark.parametrize(
    ("text", "nearest", "of_school"),
    [
        ("12/1", date(2026, 12, 1), date(2026, 12, 1)),
        ("11/30", TODAY, TODAY),
        ("Nov 23", date(2026, 11, 23), date(2026, 11, 23)),
        ("8/24", date(2026, 8, 24), date(2026, 8, 24)),
        ("5/28", date(2027, 5, 28), date(2027, 5, 28)),
        ("6/30", date(2026, 6, 30), date(2027, 6, 30)),
        ("1/5/2024", date(2024, 1, 5), date(2024, 1, 5)),
        ("soon", None, None),
    ],
)
def test_a_day_without_its_year_is_the_one_that_was_meant(text, nearest, of_school):
    assert nearest_day_typed(text, TODAY) == nearest
    assert school_day_typed(text, TODAY) == of_school


def test_a_goal_needs_a_day_to_come():
    assert coming_day_typed("12/1", TODAY) == (date(2026, 12, 1), "")
    for text in ("11/30/2026", "5/31/2026"):
        assert coming_day_typed(text, TODAY) == (None, say("day.typed.past"))
    assert coming_day_typed("soon", TODAY) == (None, say("day.typed.wrong"))


@pytest.mark.parametrize("text", ["", "soon", "13/1", "4/31", "Foo 3", "10", "4/10/20271", "May"])
def test_what_is_no_day_is_none(text):
    assert typed_day(text, TODAY, ahead=True) is None


@pytest.mark.parametrize("text", ["1/1/0001", "0001-01-01", "4/10/2207", "12/31/9999"])
def test_a_day_that_no_record_can_hold_is_none(text):
    """Its year was mistyped: that is said at the field, not after the fact."""
    assert nearest_day_typed(text, TODAY) is None
    assert school_day_typed(text, TODAY) is None
    assert coming_day_typed(text, TODAY) == (None, say("day.typed.wrong"))


@given(some.dates(date(2000, 1, 1), date(2099, 12, 31)), some.booleans())
def test_a_day_in_a_field_is_read_back(day, ahead):
    assert typed_day(day_to_type(day), TODAY, ahead=ahead) == day


@given(some.text(), some.booleans())
def test_any_text_may_be_typed(text, ahead):
    found = typed_day(text, TODAY, ahead=ahead)
    assert found is None or isinstance(found, date)
