"""Plans and their goals set as one thing, for one student or a whole group: all, or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from probes.progress.baseline import Baseline
from probes.progress.goal import Goal
from records.plan_goals import KeptGoals
from records.plans import Plan, Plans, SeriesKey
from records.record_store import RecordStore, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What one student is to be monitored for.

    ``plan`` is one that goes on, None to begin one on ``since``; probes come ``every`` so many
    instructional days. There is a goal only from a measured ``baseline``.
    """

    student: str
    plan: Plan | None
    since: date
    every: int
    baseline: Baseline | None = None
    goal: Goal | None = None


class SetTogether(NamedTuple):
    """What one write did, to be taken back as one: plans begun, goals set, intervals before."""

    plans: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    intervals: tuple[tuple[str, int], ...] = ()


class PlansWithGoals:
    """Begins plans and sets their goals in one write, and takes that back in one."""

    def __init__(self, records: RecordStore, plans: Plans, goals: KeptGoals) -> None:
        self._records = records
        self._plans = plans
        self._goals = goals

    def set(self, wanted: Iterable[Wanted], series: SeriesKey, *, who: str) -> SetTogether:
        """Begin the plans that aren't there yet, and set all goals.

        Who has a plan of the series by now, as another device may have begun it, keeps that one.

        Raises:
            CannotPlan: one of them can't be as asked for; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        rows: list[tuple[str, str, Row]] = []
        begun, goals, intervals = [], [], []
        for one in wanted:
            plan = one.plan or self._going(one.student, series)
            if plan is None:
                made, _ = self._plans.rows_to_begin(
                    [one.student], series, every=one.every, since=one.since, who=who
                )
                rows += made
                plan_id = made[0][1]
                begun.append(plan_id)
            else:
                plan_id = plan.id
                if plan.every != one.every:
                    rows.append(self._plans.to_change_interval(plan_id, one.every))
                    intervals.append((plan_id, plan.every))
            if one.baseline is not None and one.goal is not None:
                row = self._goals.row_to_set(
                    plan_id,
                    kind=one.goal.kind,
                    baseline=one.baseline,
                    target=one.goal.target,
                    day=one.goal.end,
                    who=who,
                    source=one.goal.source,
                )
                rows.append(row)
                goals.append(row[1])
        if rows:
            self._records.put(*rows)
        return SetTogether(tuple(begun), tuple(goals), tuple(intervals))

    def take_back(self, done: SetTogether, *, who: str) -> None:
        """Take back what one write did.

        Raises:
            CannotPlan: some of it is not on record; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        rows = [self._goals.row_to_take_back(goal, who=who) for goal in done.goals]
        rows += [self._plans.to_take_back(plan) for plan in done.plans]
        rows += [self._plans.to_change_interval(plan, every) for plan, every in done.intervals]
        if rows:
            self._records.put(*rows)

    def _going(self, student: str, series: SeriesKey) -> Plan | None:
        return next(
            (p for p in self._plans.of(student) if p.series == series and p.ended is None), None
        )
