"""Days in words."""

from datetime import date, datetime

from screens.words.catalogue import say

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def in_words(key: str, day: date, today: date) -> str:
    """Return a sentence of the catalogue with its day: today, yesterday, a weekday or a date."""
    return say(key, day=day_in_words(day, today))


def time_in_words(at: datetime) -> str:
    """Return the time of day as people say it."""
    half = "day.morning" if at.hour < 12 else "day.afternoon"
    return say(half, hour=(at.hour - 1) % 12 + 1, minute=f"{at.minute:02}")


def day_in_words(day: date, today: date) -> str:
    """Return a day as people say it."""
    ago = (today - day).days
    if ago in (0, 1):
        return say("day.today" if ago == 0 else "day.yesterday")
    if 1 < ago < 7:
        return say("day.on", weekday=say(f"day.{DAYS[day.weekday()]}"))
    month = say(f"month.{day.month}")
    if day.year == today.year:
        return say("day.date", day=day.day, month=month)
    return say("day.date.year", day=day.day, month=month, year=day.year)


def coming_day(day: date, today: date) -> str:
    """Return a day from today on as people say it."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return say("day.coming.today" if ahead == 0 else "day.coming.tomorrow")
    if 1 < ahead < 7:
        return say("day.coming.on", weekday=say(f"day.{DAYS[day.weekday()]}"))
    return day_in_words(day, today)


def whole_date(day: date) -> str:
    """Return a day with its weekday."""
    date_in_words = say("day.date", day=day.day, month=say(f"month.{day.month}"))
    return say("today.date", weekday=say(f"day.{DAYS[day.weekday()]}"), date=date_in_words)


def clock_time(starts: str) -> str:
    """Return a time kept as "09:15" as it is said."""
    hour, _, minute = starts.partition(":")
    return f"{int(hour)}:{minute}"
