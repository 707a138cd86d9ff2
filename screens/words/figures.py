"""Numbers of progress in words: growth to the tenth, scores to the whole, halves up."""

from collections.abc import Iterable
from math import floor, isfinite

from screens.words.catalogue import say


def tenth(value: float) -> str:
    """Return a growth a week to the tenth, with a real minus; "–" for what has no bound."""
    if not isfinite(value):
        return say("figure.none")
    tenths = floor(abs(value) * 10 + 0.5)
    text = f"{tenths // 10}.{tenths % 10}"
    return say("figure.minus", number=text) if value < 0 and tenths else text


def whole(value: float) -> str:
    """Return a score to the whole, halves up."""
    return str(floor(value + 0.5))


def wholes(values: Iterable[float]) -> str:
    """Return scores one after the other: "58, 62, 65"."""
    return ", ".join(map(whole, values))


def percent(value: float) -> str:
    """Return a percentage to the whole below, so that no rounding lifts it over a cut."""
    return say("figure.percent", number=floor(value + 1e-9))
