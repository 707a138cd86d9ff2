"""The numbers of a period report, read back from what was kept: another device may have made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any, NamedTuple, Self

from probes.progress.look import Verdict
from records.calendar_days import read_day
from records.exports.progress_json import progress_json
from records.student_progress import StudentProgress

KEPT = ("points", "goal", "n", "weeks", "slope", "interval", "verdict", "reasons", "given")
MOST_POINTS = 500


class FrozenPoint(NamedTuple):
    """A day's score as it was, its accuracy a percentage."""

    day: date
    value: float
    accuracy: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenNumbers:
    """What a series came to on a day; None is what wasn't known, or can't be read."""

    verdict: Verdict | None
    n: int
    weeks: float | None
    slope: float | None
    low: float | None
    high: float | None
    lately: float | None
    line: float | None
    accuracy: float | None
    given_share: float | None
    baseline: float | None
    target: float | None
    goal_day: date | None
    points: tuple[FrozenPoint, ...]

    @classmethod
    def read(cls, numbers: Mapping[str, Any]) -> Self:
        """Return the numbers that can be read; those of the progress command, under its names."""
        reasons, goal = _part(numbers, "reasons"), _part(numbers, "goal")
        interval = numbers.get("interval")
        ends = interval if isinstance(interval, list) and len(interval) == 2 else (None, None)
        points = numbers.get("points")
        read = [_point(one) for one in points[:MOST_POINTS]] if isinstance(points, list) else []
        end = goal.get("end")
        n = numbers.get("n")
        return cls(
            verdict=next((one for one in Verdict if one.value == numbers.get("verdict")), None),
            n=n if type(n) is int and n >= 0 else 0,
            weeks=_number(numbers.get("weeks")),
            slope=_number(numbers.get("slope")),
            low=_number(ends[0]),
            high=_number(ends[1]),
            lately=_number(reasons.get("lately")),
            line=_number(reasons.get("line")),
            accuracy=_number(reasons.get("accuracy")),
            given_share=_number(reasons.get("given_share")),
            baseline=_number(goal.get("baseline")),
            target=_number(goal.get("target")),
            goal_day=read_day(end) if isinstance(end, str) else None,
            points=tuple(one for one in read if one is not None),
        )


def frozen(progress: StudentProgress) -> dict[str, Any]:
    """Return the progress command's numbers of a series, without what is only proposed."""
    found = progress_json(progress)
    return {name: found[name] for name in KEPT}


def _part(numbers: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = numbers.get(name)
    return found if isinstance(found, Mapping) else {}


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 and isfinite(value) else None


def _point(one: object) -> FrozenPoint | None:
    if not isinstance(one, Mapping) or not isinstance(one.get("day"), str):
        return None
    day, value = read_day(one["day"]), _number(one.get("value"))
    if day is None or value is None:
        return None
    return FrozenPoint(day, value, _number(one.get("accuracy")))
