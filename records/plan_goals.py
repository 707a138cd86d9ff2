"""Goals of plans: a new one replaces, none is edited, and one that is taken back stays on record.

Which goal stands is the latest by (``when``, id) of those that nobody took back: the same on
every device, whichever made them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from records.calendar_days import read_day
from records.plans import Plans
from records.record_store import Clock, RecordStore, Row
from records.tables import checked
from records.taken_back import standing

TABLE = "goals"
HIGHEST = 1_000  # correct items a minute
LONGEST_TEXT = 500
MOST_PROBES = 20
FEWEST_PROBES = 3


@dataclass(frozen=True, slots=True)
class KeptGoal:
    """Where a student should be on a day, and from where the aim line runs.

    ``baseline`` is the median rate of ``probes``, standing on ``baseline_day``; ``goal`` is a rate,
    too. ``criterion`` is how a goal of an IEP is met, ``source`` where the number comes from.
    """

    id: str
    plan: str
    type: str
    baseline: float
    probes: tuple[str, ...]
    baseline_day: date
    goal: float
    day: date
    criterion: str
    source: str
    who: str
    when: str

    @classmethod
    def read(cls, goal_id: str, row: Row) -> Self | None:
        """Return the goal of a row; None if it makes no sense, such as one without a baseline."""
        fields = checked(TABLE, row)
        from_day, day = read_day(fields.get("baseline_day", "")), read_day(fields.get("day", ""))
        baseline, goal = fields.get("baseline", -1), fields.get("goal", -1)
        if from_day is None or day is None or day <= from_day:
            return None
        if not (0 <= baseline <= HIGHEST and 0 <= goal <= HIGHEST):  # NaN is neither
            return None
        probes = tuple(one for one in fields.get("probes", ()) if isinstance(one, str))
        texts = (fields.get(name, "") for name in ("criterion", "source", "who", "when"))
        return cls(
            goal_id,
            fields.get("plan", ""),
            fields.get("type", ""),
            float(baseline),
            probes,
            from_day,
            float(goal),
            day,
            *texts,
        )


class KeptGoals:
    """All goals that stand, and those that a later one replaced."""

    def __init__(
        self, records: RecordStore, plans: Plans, clock: Clock, new_id: Callable[[], str]
    ) -> None:
        self._records = records
        self._plans = plans
        self._clock = clock
        self._new_id = new_id
        self._version = -1
        self._by_plan: dict[str, list[KeptGoal]] = {}

    def of(self, plans: Iterable[str]) -> list[KeptGoal]:
        """Return the goals of some plans that nobody took back; the last one is in force."""
        if self._version != self._records.version:
            self._by_plan = {}
            rows = {i: checked(TABLE, row) for i, row in self._records.rows(TABLE).items()}
            for row_id, row in standing(rows):
                goal = KeptGoal.read(row_id, row)
                if goal is not None:
                    self._by_plan.setdefault(goal.plan, []).append(goal)
            self._version = self._records.version
        found = [goal for plan in plans for goal in self._by_plan.get(plan, ())]
        return sorted(found, key=lambda goal: (goal.when, goal.id))
