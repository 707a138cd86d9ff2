"""Goals of plans: a new one replaces, none is edited, and one that is taken back stays on record.

Which goal stands is the latest by (``when``, id) of those that nobody took back: the same on
every device, whichever made them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self, get_args

from probes.progress.baseline import Baseline
from probes.progress.goal import HIGHEST, BadGoal, Goal, GoalKind
from records.calendar_days import read_day
from records.plan_rows import PlanRows
from records.plans import CannotPlan, check_day, check_name
from records.record_store import Clock, RecordStore, Row
from records.tables import checked

TABLE = "goals"
LONGEST_TEXT = 500
KINDS: tuple[GoalKind, ...] = get_args(GoalKind)
_WRONG = {
    "ends before it starts": "the goal's day has to come after the baseline's",
    "not above the baseline": "the goal has to be higher than the baseline",
    "no number": f"the goal has to be a number up to {HIGHEST}",
}


@dataclass(frozen=True, slots=True)
class KeptGoal:
    """Where a student should be on a day, and from where the aim line runs.

    ``baseline`` is the median rate of ``probes``, standing on ``baseline_day``; ``target`` is a
    rate, too. ``criterion`` is how a goal of an IEP is met, ``source`` where the number comes from.
    """

    id: str
    plan: str
    kind: GoalKind
    baseline: float
    probes: tuple[str, ...]
    baseline_day: date
    target: float
    day: date
    criterion: str
    source: str
    who: str
    when: str

    @classmethod
    def read(cls, goal_id: str, row: Row) -> Self | None:
        """Return the goal of a row; None if it makes no sense, such as one without a baseline."""
        fields = checked(TABLE, row)
        kind = next((one for one in KINDS if one == fields.get("type")), None)
        from_day, day = read_day(fields.get("baseline_day", "")), read_day(fields.get("day", ""))
        if kind is None or from_day is None or day is None:
            return None
        baseline, target = fields.get("baseline", -1), fields.get("goal", -1)
        if not (0 <= baseline <= HIGHEST and 0 < target <= HIGHEST):  # NaN is neither
            return None
        found = cls(
            goal_id,
            fields.get("plan", ""),
            kind,
            float(baseline),
            tuple(one for one in fields.get("probes", ()) if isinstance(one, str)),
            from_day,
            float(target),
            day,
            *(fields.get(name, "") for name in ("criterion", "source", "who", "when")),
        )
        try:
            found.line()
        except BadGoal:
            return None
        return found

    def line(self) -> Goal:
        """Return the goal as its aim line is drawn.

        Raises:
            BadGoal: no line can be drawn to it.
        """
        return Goal(
            kind=self.kind,
            baseline=self.baseline,
            start=self.baseline_day,
            target=self.target,
            end=self.day,
            source=self.source,
        )

    def row(self) -> Row:
        """Return the fields to keep, without the id."""
        return {
            "plan": self.plan,
            "type": self.kind,
            "baseline": self.baseline,
            "probes": [*self.probes],
            "baseline_day": self.baseline_day.isoformat(),
            "goal": self.target,
            "day": self.day.isoformat(),
            "criterion": self.criterion,
            "source": self.source,
            "who": self.who,
            "when": self.when,
        }


class KeptGoals:
    """All goals that stand, and those that a later one replaced."""

    def __init__(self, records: RecordStore, clock: Clock, new_id: Callable[[], str]) -> None:
        self._rows = PlanRows(records, TABLE, KeptGoal.read, clock, new_id)

    def of(self, plans: Iterable[str]) -> list[KeptGoal]:
        """Return the goals of some plans that nobody took back; the last one is in force."""
        return sorted(self._rows.of(plans), key=lambda goal: (goal.when, goal.id))

    def row_to_set(
        self,
        plan_id: str,
        *,
        kind: GoalKind,
        baseline: Baseline,
        target: float,
        day: date,
        who: str,
        source: str = "",
        criterion: str = "",
    ) -> tuple[str, str, Row]:
        """Return the row that sets a goal from a measured baseline; it replaces the one before.

        The plan may be begun in the same write.

        Raises:
            CannotPlan: it can't be as asked for.
        """
        check_day(day)
        check_name(who)
        if len(source) > LONGEST_TEXT or len(criterion) > LONGEST_TEXT:
            raise CannotPlan(f"a source and a criterion have at most {LONGEST_TEXT} characters")
        if not target <= HIGHEST:
            raise CannotPlan(_WRONG["no number"])
        kept = KeptGoal(
            "",
            plan_id,
            kind,
            baseline.value,
            tuple(probe.id for probe in baseline.probes),
            baseline.day,
            target,
            day,
            criterion.strip(),
            source.strip(),
            who,
            "",
        )
        try:
            kept.line()
        except BadGoal as problem:
            raise CannotPlan(_WRONG[problem.wrong]) from None
        return self._rows.new(kept.row())

    def row_to_take_back(self, goal_id: str, *, who: str) -> tuple[str, str, Row]:
        """Return the row that takes a goal back: the one before is in force.

        Taking that row back in turn sets the goal again.

        Raises:
            CannotPlan: there is no such goal.
        """
        return self._rows.back(goal_id, who=who, missing="this goal is not on record")
