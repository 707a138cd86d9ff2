"""A school's calendar file (.ics, RFC 5545): which of its events are breaks, windows or a year."""

import re
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from records.instructional_days import DAY, Span
from records.name_comparison import normalised, tidied
from records.school_calendar import LONGEST_NAME, BadSpan, check

MOST_BYTES = 2_000_000
MOST_EVENTS = 5_000

_WINDOW = ("benchmark", "screening", "dibels", "testing window", "assessment window", "evaluaci")
_BREAK = (
    "no school", "no classes", "break", "holiday", "recess", "vacation", "school closed",
    "schools closed", "no students", "teacher workday", "professional development", "inservice",
    "in-service", "thanksgiving", "labor day", "memorial day", "presidents", "juneteenth", "mlk",
    "martin luther king", "veterans day", "indigenous peoples", "columbus day", "no hay clases",
    "vacaciones", "feriado", "festivo",
)  # fmt: skip
_FIRST = re.compile(r"\bfirst (?:student )?day\b|\bschool (?:begins|starts)\b|primer día de clases")
_LAST = re.compile(r"\blast (?:student )?day\b|\bschool ends\b|último día de clases")


class BadCalendarFile(ValueError):
    """A file that is no calendar, or a larger one than a school's. Whoever chose it sees why.

    ``why`` is "large", "kind" or "missing", for which the screen has a sentence.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class CalendarFile(NamedTuple):
    """What a file says: spans that were recognised, and how many events were left alone.

    ``repeating`` events are left alone, too, and counted apart: none of their days is taken in.
    """

    spans: tuple[Span, ...]
    others: int
    repeating: int


def read_calendar_file(data: bytes) -> CalendarFile:
    """Read the days of a school from an .ics file; whoever chose it sees them before they count.

    An event is recognised by words of its title, English or Spanish. A first and a last day of
    school make a year where there is one of each in fourteen months.

    Raises:
        BadCalendarFile: it is none, or too large, or the package that reads it is not here.
    """
    if len(data) > MOST_BYTES:
        raise BadCalendarFile("large")
    try:
        from icalendar import Calendar  # only here: it costs a tenth of a second
    except ImportError:
        raise BadCalendarFile("missing") from None
    try:
        events = Calendar.from_ical(data).walk("VEVENT")
    except Exception:  # it raises whatever its parts raise, on a hostile file
        raise BadCalendarFile("kind") from None
    if len(events) > MOST_EVENTS:
        raise BadCalendarFile("large")
    spans: list[Span] = []
    begun: list[date] = []
    ended: list[date] = []
    repeating = others = 0
    for event in events:
        if event.get("RRULE") is not None:
            repeating += 1
            continue
        found = _days(event)
        title = tidied(str(event.get("SUMMARY", "")))[:LONGEST_NAME]
        kind = None if found is None else kind_of(title)
        if found is None or kind is None:
            others += 1
        elif kind == "first":
            begun.append(found[0])
        elif kind == "last":
            ended.append(found[1])
        else:
            spans.append(Span(kind, title, *found))
    years = _years(sorted({*begun}), sorted({*ended}))
    kept = [span for span in dict.fromkeys([*years, *spans]) if _can_be(span)]
    return CalendarFile(
        tuple(sorted(kept, key=lambda span: (span.first, span.last, span.name))), others, repeating
    )


def kind_of(title: str) -> Literal["window", "break", "first", "last"] | None:
    """Return what an event's title says: a window, a break, the first or last day of school."""
    text = normalised(title)
    if _FIRST.search(text):
        return "first"
    if _LAST.search(text):
        return "last"
    if any(word in text for word in _WINDOW):
        return "window"
    if any(word in text for word in _BREAK):
        return "break"
    return None


def _days(event: Any) -> tuple[date, date] | None:
    """Return an event's first and last day; an all-day event ends on the day before DTEND."""
    try:
        first, last = event.get("DTSTART").dt, event.get("DTEND", event.get("DTSTART")).dt
        if event.get("DTEND") is None and event.get("DURATION") is not None:
            last = first + event.get("DURATION").dt
        midnight = not isinstance(last, datetime) or (last.hour, last.minute) == (0, 0)
        begin, end = _day(first), _day(last)
        return begin, max(begin, end - DAY if midnight and end > begin else end)
    except (AttributeError, TypeError, ValueError, OverflowError):
        return None


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _years(begun: list[date], ended: list[date]) -> list[Span]:
    """Pair each first day of school with the last day that comes next, before another first."""
    found = []
    for number, first in enumerate(begun):
        until = begun[number + 1] if number + 1 < len(begun) else date.max
        lasts = [last for last in ended if first < last < until]
        if lasts:
            last = lasts[-1]
            found.append(Span("year", f"{first.year}–{last.year}", first, last))
    return found


def _can_be(span: Span) -> bool:
    try:
        check(span)
    except BadSpan:
        return False
    return True
