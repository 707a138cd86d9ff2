"""Three or four points in a row on one side of the aim line: fast, and often wrong.

Offered to districts that require one, with its false alarms beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from probes.progress.goal import Goal
from probes.progress.look import EXACT
from probes.progress.series import BY_DAY, Occasion

Run = Literal[3, 4]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFinding:
    """What a rule says of the last points, and how often it is wrong by now.

    ``false_alarm`` is the chance that such a run below the line had come up at least once in as
    many points, if true growth equals the goal: each point is a fair coin then, whatever the SD.
    """

    run: Run
    says: Literal["below", "above"] | None
    points: int
    false_alarm: float


def run_rule(points: Sequence[Occasion], goal: Goal, run: Run) -> RunFinding:
    """Return what the rule says of points: "below" if the last three or four are all below."""
    latest = sorted(points, key=BY_DAY)[-run:]
    below = len(latest) == run and all(p.value < goal.at(p.day) - EXACT for p in latest)
    above = len(latest) == run and all(p.value > goal.at(p.day) + EXACT for p in latest)
    return RunFinding(
        run=run,
        says="below" if below else "above" if above else None,
        points=len(points),
        false_alarm=false_alarm(run, len(points)),
    )


@lru_cache(maxsize=512)
def false_alarm(run: int, points: int) -> float:
    """Return the chance of a run of that many tails in as many throws of a fair coin."""
    ending = [1.0] + [0.0] * (run - 1)  # by how many tails the throws so far end in, no run yet
    for _ in range(points):
        ending = [sum(ending) / 2, *(chance / 2 for chance in ending[:-1])]
    return 1 - sum(ending)
