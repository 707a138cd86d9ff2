"""The baseline: the median of three probes in a short span.

docs/decisions.md, "Baseline". One score would do as a start only if scores were exact; where one
was used instead of several, decisions suffered (Jenkins and others 2009).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from probes.progress.series import SchoolDays, ScoredProbe, Use, weekdays

PROBES = 3
SPAN = 10  # school days from the first to the last
WIDE_SHARE = 0.40  # of the median
WIDE_WORDS = 10  # and units of the score


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A measured start: one point, on its middle day, whatever days it took.

    ``probes`` are all that it is the median of, oldest first. ``wide`` says that they spread so
    far that one more should be given. ``screening`` says that they are a benchmark's, which may
    run low: those are fresh passages, read to somebody unknown.
    """

    value: float
    day: date
    probes: tuple[ScoredProbe, ...]
    wide: bool
    screening: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its probes, for ``series.occasions``."""
        return frozenset(probe.id for probe in self.probes)


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineMissing:
    """What is still needed: ``more`` probes, within ten days of school from the first of ``have``.

    ``have`` are the latest that may still be a part of it, oldest first.
    """

    have: tuple[ScoredProbe, ...]
    more: int


def baseline(
    probes: Iterable[ScoredProbe],
    *,
    school_days: SchoolDays = weekdays,
    use: Use = "monitoring",
) -> Baseline | BaselineMissing:
    """Return the earliest three probes within ten days of school, and their median.

    A day counts whole: if its forms make it four, it is the median of four. If the three spread
    over more than 40 % of their median and more than 10, the next day within the ten joins them.
    """
    scored = sorted((p for p in probes if p.use == use and p.counts), key=lambda p: (p.day, p.id))
    for first in _firsts_of_days(scored):
        near = [p for p in scored[first:] if school_days(scored[first].day, p.day) <= SPAN]
        if len(near) >= PROBES:
            taken = _whole_days(near, PROBES)
            if _is_wide(taken):
                taken = _whole_days(near, min(len(taken) + 1, len(near)))
            return _of(taken, use)
    latest = [p for p in scored if school_days(p.day, scored[-1].day) <= SPAN]
    return BaselineMissing(have=tuple(latest), more=PROBES - len(latest))


def screening_baseline(
    probes: Iterable[ScoredProbe], start: date, *, school_days: SchoolDays = weekdays
) -> Baseline | None:
    """Return a benchmark of three that may be offered as a baseline, None if there is none.

    It lies within ten days of school before or after ``start``, the day on which a plan begins.
    """

    def is_near(day: date) -> bool:
        early, late = sorted((day, start))
        return school_days(early, late) <= SPAN

    found = baseline(
        (p for p in probes if is_near(p.day)), school_days=school_days, use="benchmark"
    )
    return found if isinstance(found, Baseline) else None


def _firsts_of_days(scored: Sequence[ScoredProbe]) -> list[int]:
    return [i for i, p in enumerate(scored) if i == 0 or scored[i - 1].day != p.day]


def _whole_days(scored: Sequence[ScoredProbe], least: int) -> list[ScoredProbe]:
    last = scored[least - 1].day
    return [p for p in scored if p.day <= last]


def _values(probes: Iterable[ScoredProbe]) -> list[float]:
    return [p.value for p in probes if p.value is not None]


def _is_wide(probes: Sequence[ScoredProbe]) -> bool:
    values = _values(probes)
    spread = max(values) - min(values)
    return spread > WIDE_SHARE * median(values) and spread > WIDE_WORDS


def _of(taken: Sequence[ScoredProbe], use: Literal["monitoring", "benchmark"]) -> Baseline:
    return Baseline(
        value=float(median(_values(taken))),
        day=taken[(len(taken) - 1) // 2].day,
        probes=tuple(taken),
        wide=len(taken) == PROBES and _is_wide(taken),
        screening=use == "benchmark",
    )
