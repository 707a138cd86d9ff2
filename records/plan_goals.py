"""Goals of plans: a new one replaces, none is edited, and one that is taken back stays on record.

Which goal stands is the latest by (``when``, id) of those that nobody took back: the same on
every device, whichever made them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self, get_args

from probes.progress.baseline import Baseline
from probes.progress.goal import BadGoal, Goal, GoalKind
from records.calendar_days import read_day
from records.plans import CannotPlan, Plans, check_day, check_name
from records.record_store import Clock, RecordStore, Row
from records.tables import checked
from records.taken_back import next_when, standing

TABLE = "goals"
HIGHEST = 1_000  # correct items a minute
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

    def set(
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
    ) -> str:
        """Set a plan's goal, from a baseline that was measured; it replaces the one before.

        Raises:
            CannotPlan: it can't be as asked for; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        self._plans.known(plan_id)
        check_day(day)
        check_name(who)
        if len(source) > LONGEST_TEXT or len(criterion) > LONGEST_TEXT:
            raise CannotPlan(f"a source and a criterion have at most {LONGEST_TEXT} characters")
        if not target <= HIGHEST:
            raise CannotPlan(_WRONG["no number"])
        goal_id = self._new_id()
        kept = KeptGoal(
            goal_id,
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
            self._next_when(),
        )
        try:
            kept.line()
        except BadGoal as problem:
            raise CannotPlan(_WRONG[problem.wrong]) from None
        self._records.put((TABLE, goal_id, kept.row()))
        return goal_id

    def take_back(self, goal_id: str, *, who: str) -> str:
        """Take a goal back, by a row that says so; the one before is in force. Return its id.

        Taking that row back in turn sets the goal again.

        Raises:
            CannotPlan, OSError: as of ``set``.
        """
        row = self._records.row(TABLE, goal_id)
        if row is None:
            raise CannotPlan("this goal is not on record")
        back: Row = {"plan": checked(TABLE, row).get("plan", ""), "undoes": goal_id}
        back_id = self._new_id()
        self._records.put((TABLE, back_id, {**back, "who": who, "when": self._next_when()}))
        return back_id

    def _next_when(self) -> str:
        rows = self._records.rows(TABLE).values()
        return next_when((str(row.get("when", "")) for row in rows), self._clock.now())
