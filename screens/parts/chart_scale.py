"""The round numbers and the days that stand beside a chart."""

from datetime import date, timedelta
from math import ceil, floor, log10

WEEKS = (1, 2)  # steps of days that are named by their date
MONTHS = (1, 2, 3, 6, 12)  # steps that are named by their month


def value_ticks(highest: float, most: int = 6) -> tuple[int, ...]:
    """Return round whole numbers from 0 up to at least ``highest``, at most ``most`` + 1 of them.

    Their step is 1, 2 or 5, times 1, 10, 100 and so on: never a step that nobody counts in.
    """
    wanted = max(1.0, highest) / most
    scale = 10 ** max(0, floor(log10(wanted))) if wanted > 1 else 1
    step = next(int(scale * part) for part in (1, 2, 5, 10) if scale * part >= wanted)
    steps = max(1, ceil(highest / step))
    return tuple(range(0, step * steps + 1, step))


def day_ticks(first: date, last: date, most: int) -> tuple[date, ...]:
    """Return the days to name below a chart: Mondays, or the first of months, at most ``most``.

    Both ends may be among them. A span without a Monday or a first of a month has its first day.
    """
    for weeks in WEEKS:
        monday = first + timedelta(days=-first.weekday() % 7)
        found = tuple(
            monday + timedelta(weeks=weeks * n)
            for n in range(1 + max(-1, (last - monday).days // (7 * weeks)))
        )
        if len(found) <= most:
            return found or (first,)
    for months in MONTHS:
        found = tuple(_firsts(first, last, months))
        if len(found) <= most:
            return found or (first,)
    years = max(1, ceil((last.year - first.year) / most))
    return tuple(date(year, 1, 1) for year in range(first.year + 1, last.year + 1, years))


def by_month(ticks: tuple[date, ...]) -> bool:
    """Tell whether the days are firsts of months, which are named without their day."""
    return len(ticks) > 1 and all(tick.day == 1 for tick in ticks)


def _firsts(first: date, last: date, step: int) -> list[date]:
    """Return the firsts of every so many months, counted from January, between two days."""
    found = []
    for count in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(count // 12, count % 12 + 1, 1)
        if count % step == 0 and first <= day <= last:
            found.append(day)
    return found
