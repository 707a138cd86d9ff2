"""How far it is to a score, and what it would take to close that."""

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How far it is to the target from where the student is lately.

    ``ratio`` is target by current, None at 0. ``weekly`` is what is needed a week until the goal's
    day, None when that is past. ``weeks_to_close`` is the time in which a student who grows as now
    comes up with peers, infinite if never, None if either growth isn't known. All are weeks of the
    calendar.
    """

    target: float
    current: float
    gap: float
    ratio: float | None
    weekly: float | None
    weeks_to_close: float | None


def gap(
    current: float,
    target: float,
    *,
    weeks_left: float | None = None,
    own: float | None = None,
    peers: float | None = None,
) -> Gap:
    """Return the distance to a target, and what it would take."""
    distance = target - current
    closing = None
    if own is not None and peers is not None:
        closing = 0.0 if distance <= 0 else distance / (own - peers) if own > peers else inf
    return Gap(
        target=target,
        current=current,
        gap=distance,
        ratio=target / current if current > 0 else None,
        weekly=distance / weeks_left if weeks_left is not None and weeks_left > 0 else None,
        weeks_to_close=closing,
    )
