"""What the points of a phase come to on the day of the last one.

The rules and their order are the house algorithm of docs/decisions.md, "The verdict".
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probes.progress.goal import Goal
from probes.progress.series import Occasion, evidence, middle_day
from probes.progress.trend import Fit, fit, median_of_last, weeks_between, weeks_since

COLLECTED = 3
VERDICT = 6  # points that count, for a verdict
SUGGESTION = 9  # and for a suggestion
DEPENDABLE = 12
SPAN_WEEKS = 5
GUARD_HEIGHT, GUARD_SLOPE = 2.4, 1.0  # standard errors; why, docs/decisions.md says
EXACT = 1e-9  # nearer than that two numbers are equal: a line may be exact
MASTERY_EARLY_WEEKS, MASTERY_LATE_WEEKS = 2, 4


class Verdict(StrEnum):
    """What may be said of a phase."""

    STALE = "stale"
    NO_GOAL = "no goal yet"
    GOAL_DAY_MET = "goal day reached: met"
    GOAL_DAY_NOT_MET = "goal day reached: not met"
    GOAL_MET = "goal met"
    COLLECTING = "collecting"
    TOO_EARLY = "too early"
    BELOW = "below goal pace"
    ABOVE = "above goal pace"
    CATCHING_UP = "catching up"
    SLOWING = "at the line, slowing"
    ON_TRACK = "on track"
    AT_LINE = "at the line, growth not proven yet"
    BELOW_LINE = "below the line, not sure yet"
    CANNOT_TELL = "cannot tell yet"
    PRACTISING = "not at the criterion yet"
    NOT_MASTERED = "not at the criterion after four weeks"


JUDGED = frozenset(
    (
        Verdict.BELOW,
        Verdict.ABOVE,
        Verdict.CATCHING_UP,
        Verdict.SLOWING,
        Verdict.ON_TRACK,
        Verdict.AT_LINE,
        Verdict.BELOW_LINE,
        Verdict.CANNOT_TELL,
    )
)
SAY_BELOW = frozenset((Verdict.BELOW, Verdict.BELOW_LINE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was known on ``day``, the last point's (None without points).

    ``n`` counts probe days and ``counted`` what they count towards the six and the nine;
    ``weeks`` is their span. ``lately`` is the median of the last three and ``line`` the aim line on
    ``line_day``, the middle day of those. ``trend_below`` says that the trend line on ``day`` lies
    under the aim line by more than 2.4 of its standard errors, and its slope under the goal's by
    more than one of its own.
    """

    verdict: Verdict
    day: date | None
    n: int
    counted: int
    weeks: float
    fit: Fit | None
    lately: float | None
    line: float | None
    line_day: date | None
    trend_below: bool


def look(
    points: Sequence[Occasion], goal: Goal | None, measure: str = "", through: Fit | None = None
) -> Look:
    """Return what points of one phase come to, whatever day it is today.

    Args:
        points: oldest first, a day each.
        through: the least squares line through them, where it is known already.
    """
    n, last_three = len(points), points[-COLLECTED:]
    counted = evidence(points, measure)
    weeks = weeks_between(points[0].day, points[-1].day) if points else 0.0
    start = points[0].day if points else None
    if through is None and start is not None:
        through = fit(weeks_since(start, points), [p.value for p in points])
    lately = median_of_last(last_three)
    line_day = middle_day(last_three) if n >= COLLECTED else None
    line = goal.at(line_day) if goal and line_day else None
    ready = counted >= VERDICT and weeks >= SPAN_WEEKS
    return Look(
        verdict=_verdict(points, goal, through, lately, line, ready=ready),
        day=points[-1].day if points else None,
        n=n,
        counted=counted,
        weeks=weeks,
        fit=through,
        lately=lately,
        line=line,
        line_day=line_day,
        trend_below=_trend_below(points, goal, through),
    )


def _trend_below(points: Sequence[Occasion], goal: Goal | None, through: Fit | None) -> bool:
    if goal is None or through is None or through.se is None:
        return False
    x = weeks_between(points[0].day, points[-1].day)
    highest = through.at(x) + GUARD_HEIGHT * (through.error(x) or 0.0)
    steepest = through.slope + GUARD_SLOPE * through.se
    return highest < goal.at(points[-1].day) and steepest < goal.slope


def _verdict(
    points: Sequence[Occasion],
    goal: Goal | None,
    through: Fit | None,
    lately: float | None,
    line: float | None,
    *,
    ready: bool,
) -> Verdict:
    if goal is None:
        return Verdict.NO_GOAL
    if lately is None or line is None or through is None:
        return Verdict.COLLECTING
    if lately >= goal.target:
        return Verdict.GOAL_MET
    if goal.kind == "mastery":
        return _mastery(weeks_between(min(goal.start, points[0].day), points[-1].day))
    if not ready:
        return Verdict.TOO_EARLY
    at_line = lately >= line - EXACT
    if through.high < goal.slope - EXACT:
        return Verdict.SLOWING if at_line else Verdict.BELOW
    if through.low > goal.slope + EXACT:
        return Verdict.ABOVE if at_line else Verdict.CATCHING_UP
    if at_line:
        return Verdict.ON_TRACK if through.low > EXACT else Verdict.AT_LINE
    far = lately < line - (through.see or 0.0)
    return Verdict.BELOW_LINE if far else Verdict.CANNOT_TELL


def _mastery(weeks: float) -> Verdict:
    """Return what is said of a skill that isn't at its criterion: judged over two to four weeks."""
    if weeks < MASTERY_EARLY_WEEKS:
        return Verdict.TOO_EARLY
    return Verdict.PRACTISING if weeks < MASTERY_LATE_WEEKS else Verdict.NOT_MASTERED


def held_below(before: Look, now: Look) -> bool:
    """Return whether it is time to suggest a change: below at two looks, and so is the trend.

    Both looks from nine points that count on; either verdict that says "below" will do. The trend
    is a guard: without it one student in four who grows as the goal asks would be suggested a
    change within fifteen weekly looks (docs/decisions.md, "How often it errs").
    """
    return _both(before, now, SAY_BELOW) and before.trend_below and now.trend_below


def held_above(before: Look, now: Look) -> bool:
    """Return whether "above goal pace" held at two looks, both from nine points that count on."""
    return _both(before, now, frozenset((Verdict.ABOVE,)))


def _both(before: Look, now: Look, verdicts: Set[Verdict]) -> bool:
    enough = before.counted >= SUGGESTION and now.counted >= SUGGESTION
    return enough and before.verdict in verdicts and now.verdict in verdicts
