"""School days: counted by a calendar, never lost by one; files read as schools write them."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from record_doubles import Clock, Rows, open_records

from records.imports.calendar_file import BadCalendarFile, kind_of, read_calendar_file
from records.instructional_days import DAY, InstructionalDays, Span
from records.school_calendar import TABLE, BadSpan

YEAR = Span("year", "2026–27", date(2026, 8, 24), date(2027, 6, 4))
THANKSGIVING = Span("break", "Thanksgiving", date(2026, 11, 25), date(2026, 11, 27))
WINTER = Span("window", "Winter", date(2026, 12, 1), date(2027, 1, 31))
THIS = InstructionalDays((YEAR, THANKSGIVING, WINTER))
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))


def _spans(kind, longest):
    return st.builds(
        lambda first, length: Span(kind, "", first, first + timedelta(days=length)),
        DAYS,
        st.integers(0, longest),
    )


CALENDARS = st.builds(
    lambda years, breaks: InstructionalDays((*years, *breaks)),
    st.lists(_spans("year", 390), max_size=2),
    st.lists(_spans("break", 60), max_size=4),
)


@given(CALENDARS, st.dates(date(2024, 6, 1), date(2032, 1, 1)), st.integers(-40, 1500))
def test_what_is_counted_by_years_is_what_is_counted_day_by_day(calendar, first, days):
    last = first + timedelta(days=days)
    counted = sum(calendar.taught(first + n * DAY) for n in range(1, days + 1))
    assert calendar.between(first, last) == counted
    assert calendar.between(first, last) == counted  # as remembered


def test_weekdays_of_the_year_that_are_in_no_break():
    assert THIS.taught(date(2026, 11, 24))
    assert not THIS.taught(date(2026, 11, 25))
    assert not THIS.taught(date(2026, 11, 28))  # a Saturday
    assert not THIS.taught(date(2027, 6, 7))  # the summer
    assert THIS.after(date(2026, 11, 24), 1) == date(2026, 11, 30)
    assert THIS.between(date(2026, 11, 20), date(2026, 12, 1)) == 4
    assert THIS.first_from(date(2026, 11, 26)) == date(2026, 11, 30)


def test_without_a_calendar_weekdays_count_and_nobody_is_forgotten_after_it():
    assert InstructionalDays().taught(date(2026, 7, 1))
    assert THIS.taught(date(2026, 8, 3))  # before the first year that is known
    assert not THIS.taught(date(2027, 8, 30))
    assert THIS.taught(date(2027, 9, 13))  # the next year was not typed in


def test_window_year_and_breaks():
    assert THIS.window(date(2026, 12, 5)) == WINTER
    assert THIS.window(date(2026, 11, 30)) is None
    assert THIS.year(date(2026, 7, 1)) == THIS.year(date(2026, 9, 1)) == YEAR
    assert THIS.year(date(2027, 7, 1)) is None
    after = Span("year", "", date(2027, 8, 23), date(2028, 6, 2))
    assert InstructionalDays((YEAR, after)).breaks() == [(date(2027, 6, 5), date(2027, 8, 22))]


@given(CALENDARS, DAYS, st.integers(0, 25), st.integers(0, 25))
def test_counting_on_and_back(days, day, count, more):
    far, at = days.after(day, count + more), days.after(day, count)
    assert day <= at <= far or days.between(day, far) < count + more
    assume(days.between(day, far) == count + more)  # the calendar has as many days ahead
    assert days.between(day, at) == count
    assert days.after(at, more) == far


@given(CALENDARS, DAYS, st.integers(1, 25), _spans("break", 30))
def test_a_break_moves_a_day_on_by_the_days_it_takes_and_never_back(days, day, count, more):
    with_break = InstructionalDays((*days.spans, more))
    after = with_break.after(day, count)
    assert after >= days.after(day, count)
    assume(with_break.between(day, after) == count)  # the calendar has as many days ahead
    each = [day + n * DAY for n in range(1, (after - day).days + 1)]
    taken = sum(days.taught(one) and not with_break.taught(one) for one in each)
    assert days.between(day, after) == count + taken


@pytest.mark.parametrize(
    ("span", "why"),
    [
        (Span("year", "", date(2026, 9, 1), date(2026, 8, 1)), "order"),
        (Span("break", "", date(1, 1, 1), date(1, 1, 2)), "range"),
        (Span("window", "", date(2026, 9, 1), date(9999, 12, 31)), "range"),
        (Span("year", "", date(2026, 9, 1), date(2028, 6, 1)), "long"),
    ],
)
def test_days_that_cannot_be_are_refused_and_nothing_is_kept(span, why):
    records = open_records(Clock())
    with pytest.raises(BadSpan) as refused:
        records.calendar.add(YEAR, span)
    assert refused.value.why == why
    assert records.calendar.spans() == {}


def test_what_is_kept_is_said_once_and_can_be_taken_back():
    records = open_records(Clock())
    first, _ = records.calendar.add(YEAR, THANKSGIVING)
    assert records.calendar.add(YEAR, WINTER) != []
    assert [*records.calendar.spans().values()] == [YEAR, THANKSGIVING, WINTER]
    records.calendar.remove([first])
    assert YEAR not in records.calendar.spans().values()
    records.calendar.remove([first], removed=False)
    assert records.calendar.days() == THIS
    records.calendar.change(first, YEAR._replace(last=date(2027, 6, 11)))
    assert records.calendar.days().taught(date(2027, 6, 7))


def test_rows_of_another_device_that_can_not_be_are_left_alone():
    store = Rows()
    store.put(
        (TABLE, "a", {"kind": "year", "first": "0001-01-01", "last": "9999-12-31"}),
        (TABLE, "b", {"kind": "party", "first": "2026-01-01", "last": "2026-01-02"}),
        (TABLE, "c", {"kind": 4, "first": None, "last": []}),
        (TABLE, "d", {"kind": "break", "first": "2026-11-25", "last": "2026-11-27"}),
    )
    assert [*open_records(Clock(), store=store).calendar.spans()] == ["d"]


def _file(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN"]
    for event in events:
        lines += ["BEGIN:VEVENT", "DTSTAMP:20260801T000000Z", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def test_a_calendar_file():
    found = read_calendar_file(
        _file(
            ["UID:1", "SUMMARY:First Day of School", "DTSTART;VALUE=DATE:20260824"],
            ["UID:2", "SUMMARY:Last day of school\\, early", "DTSTART:20270604T080000"],
            [
                "UID:3",
                "SUMMARY:Thanksgiving",
                "DTSTART;VALUE=DATE:20261125",
                "DTEND;VALUE=DATE:20261128",
            ],
            ["UID:4", "SUMMARY:Board meeting", "DTSTART;VALUE=DATE:20261130"],
            [
                "UID:5",
                "SUMMARY:No School every Friday",
                "DTSTART;VALUE=DATE:20261204",
                "RRULE:FREQ=WEEKLY",
            ],
            [
                "UID:6",
                "SUMMARY:Winter benchmark",
                "DTSTART;VALUE=DATE:20261201",
                "DTEND;VALUE=DATE:20270201",
            ],
            ["UID:7", "SUMMARY:Break without a day"],
        )
    )
    assert found.spans == (
        YEAR._replace(name="2026–2027"),
        THANKSGIVING,
        Span("window", "Winter benchmark", date(2026, 12, 1), date(2027, 1, 31)),
    )
    assert (found.others, found.repeating) == (2, 1)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "kind"),
        (b"\xff\xfe\x00", "kind"),
        (b"BEGIN:VCALENDAR", "kind"),
        (b"name,date\r\n", "kind"),
        (b" " * 2_000_001, "large"),
    ],
)
def test_a_file_that_is_no_calendar(data, why):
    with pytest.raises(BadCalendarFile) as refused:
        read_calendar_file(data)
    assert refused.value.why == why


@given(st.binary(max_size=300))
def test_any_bytes_are_a_calendar_or_refused(data):
    body = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    for file in (data, body):
        with suppress(BadCalendarFile):
            read_calendar_file(file)


def test_titles():
    assert kind_of("Winter BREAK") == "break"
    assert kind_of("Spring screening window") == "window"
    assert kind_of("Picture day") is None
