"""What is chosen at first before a probe, and how long a clock runs, in words."""

from screens.words.catalogue import say


def in_minutes(seconds: int) -> str:
    """Return how long a clock runs, in words."""
    minutes, rest = divmod(seconds, 60)
    if rest:
        return say("seconds.some", seconds=seconds)
    return say("seconds.minute") if minutes == 1 else say("seconds.minutes", minutes=minutes)


def first_level(levels: dict[str, tuple[str, ...]], grade: str) -> str:
    """Return the level to begin with in a grade.

    The first that is usual in it; where none is, the highest below, or else the lowest.
    """
    for level, grades in levels.items():
        if grade in grades:
            return level
    below = [level for level, grades in levels.items() if _number(grades[-1]) < _number(grade)]
    return below[-1] if below else next(iter(levels))


def _number(grade: str) -> int:
    """Return a grade to compare by; whatever is no number comes before the first."""
    return int(grade) if grade.isdecimal() else 0
