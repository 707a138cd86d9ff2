"""Which probe a second score is of that was marked on another device while the probe was given.

Neither device knows the other's probe while they mark. So it is told afterwards, in the same way on
every device that has both: by student, form, and when the clock was started.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from probes.administration import Administration
from records.score_entry import ScoreEntry

NEAR = timedelta(minutes=10)  # between the two starts, for clocks that were set by hand (house)

Why = Literal["", "not here", "several", "other form"]


class Match(NamedTuple):
    """The probe that was scored along, "" where it can't be told; ``why`` it can't."""

    probe: str
    why: Why


def match(scored: Administration, given: Iterable[ScoreEntry]) -> Match:
    """Find the probe that somebody else gave while this was scored.

    Args:
        scored: what the second scorer made of it.
        given: the probes of the student, as they count.
    """
    near = [one for one in given if one.measure == scored.measure and _together(scored, one)]
    same = [one for one in near if one.form == scored.form.id]
    if len(same) == 1:
        return Match(same[0].id, "")
    if same:
        return Match("", "several")
    return Match("", "other form" if near else "not here")


def _together(scored: Administration, given: ScoreEntry) -> bool:
    try:
        apart = datetime.fromisoformat(scored.given_at) - datetime.fromisoformat(given.given_at)
    except (ValueError, TypeError):  # another device's, without its offset
        return False
    return abs(apart) <= NEAR
