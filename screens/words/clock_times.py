"""How long a clock runs, in words."""

from screens.words.catalogue import say


def in_minutes(seconds: int) -> str:
    """Return how long a clock runs, in words."""
    minutes, rest = divmod(seconds, 60)
    if rest:
        return say("seconds.some", seconds=seconds)
    return say("seconds.minute") if minutes == 1 else say("seconds.minutes", minutes=minutes)
