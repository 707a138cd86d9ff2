"""Days as records keep them, such as 2026-11-24, within what a school's records may hold."""

from datetime import date

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)


def read_day(text: str) -> date | None:
    """Return the day of a text; None if it is none, or out of bounds."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if is_plausible(found) and found.isoformat() == text else None


def is_plausible(day: date) -> bool:
    """Tell whether a day lies within the bounds."""
    return EARLIEST <= day <= LATEST
