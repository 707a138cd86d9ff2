"""Days as people type them, month before day: 4/10/2027, Apr 10, April 10 2027, 2027-04-10."""

import re
from contextlib import suppress
from datetime import date, timedelta

from records.calendar_days import is_plausible
from screens.words.catalogue import say

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?")
_DAY = timedelta(days=1)
_YEAR_BEGINS = (7, 1)  # month and day, between two school years
_NAMED = re.compile(r"([^\W\d]{3,})\.? (\d{1,2})(?:,? (\d{4}))?")


def typed_day(text: str, today: date, *, ahead: bool) -> date | None:
    """Return the day that was typed; None if it is none, or one that no record can hold.

    Where the year is left out, ``ahead`` means the next such day after today, else the latest up
    to today.
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        month, day, year = int(found[1]), int(found[2]), found[3]
    elif found := _NAMED.fullmatch(text):
        named = [n for n in range(1, 13) if _names(found[1], n)]
        if not named:
            return None
        month, day, year = named[0], int(found[2]), found[3]
    else:
        return None
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    years = range(today.year, today.year + 5) if ahead else range(today.year, today.year - 5, -1)
    possible = (_day(one, month, day) for one in years)
    return next(
        (one for one in possible if one is not None and (one > today if ahead else one <= today)),
        None,
    )


def coming_day_typed(text: str, today: date) -> tuple[date | None, str]:
    """Return a day after today that was typed, and what is wrong with it; "" where nothing is."""
    day = typed_day(text, today, ahead=True)
    if day is None:
        return None, say("day.typed.wrong")
    return (day, "") if day > today else (None, say("day.typed.past"))


def nearest_day_typed(text: str, today: date) -> date | None:
    """Return the day that was typed; where the year is left out, the one nearest to today."""
    found = [typed_day(text, today, ahead=ahead) for ahead in (False, True)]
    days = [day for day in found if day is not None]
    return min(days, key=lambda day: abs(day - today), default=None)


def school_day_typed(text: str, today: date) -> date | None:
    """Return the day that was typed; where the year is left out, in the school year of today."""
    begins = date(today.year, *_YEAR_BEGINS)
    if today < begins:
        begins = date(today.year - 1, *_YEAR_BEGINS)
    return typed_day(text, begins - _DAY, ahead=True)


def day_to_type(day: date) -> str:
    """Return a day as it stands in a field, such as "Apr 10, 2027": read by ``typed_day``."""
    month = say(f"month.{day.month}")
    return say("day.date.year", day=day.day, month=month, year=day.year)


def _names(word: str, month: int) -> bool:
    """Tell whether a word is a month's name, or begins as it does."""
    return word[:3].casefold() == say(f"month.{month}")[:3].casefold()


def _day(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        found = date(year, month, day)
        return found if is_plausible(found) else None
    return None
