"""When accuracy comes before rate: connected text, and math."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from probes.progress.series import BY_DAY, Occasion

READING_PERCENT = 93.0
MATH_PERCENT = 95.0
LEAST_WORDS = 20
_MATH = ("facts", "comp")


@dataclass(frozen=True, slots=True)
class AccuracyRule:
    """Accuracy counts in points of at least ``least`` items; under ``percent`` it comes first."""

    percent: float
    least: int


def accuracy_rule(
    measure: str, level: str, percent_by_level: Mapping[str, float] | None = None
) -> AccuracyRule | None:
    """Return the rule of a measure and level, None where accuracy isn't read.

    Reading: connected text of grade 2 up, 93 %; other levels only where ``percent_by_level``, which
    a school can keep, has one. Math: 95 % of items. Letters, sounds, segments, nonsense words and
    word lists have none.
    """
    if measure in _MATH:
        return AccuracyRule(MATH_PERCENT, 1)
    if measure != "orf":
        return None
    by_level = percent_by_level or {}
    if level in by_level:
        return AccuracyRule(by_level[level], LEAST_WORDS)
    above_first = level.isdecimal() and int(level) >= 2
    return AccuracyRule(READING_PERCENT, LEAST_WORDS) if above_first else None


def lately_accurate(points: Sequence[Occasion], rule: AccuracyRule | None) -> float | None:
    """Return the median accuracy of the last three points, in percent; None if it isn't known.

    It takes two of the three that are long enough.
    """
    if rule is None:
        return None
    latest = sorted(points, key=BY_DAY)[-3:]
    read = [p.accuracy for p in latest if p.accuracy is not None and p.attempted >= rule.least]
    return median(read) if len(read) >= 2 else None
