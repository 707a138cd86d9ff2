"""What was decided about a plan, and why: the dated lines that no trend runs across.

A decision to change nothing is one, too: it is kept with its reason, and draws no line.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from records.calendar_days import read_day
from records.plan_rows import PlanRows
from records.plans import CannotPlan, Plans, check_day, check_name
from records.record_store import Clock, RecordStore, Row
from records.tables import checked

TABLE = "phases"
LONGEST_LABEL = 60
LONGEST_REASON = 500
MOST_CHANGES = 12


@dataclass(frozen=True, slots=True)
class KeptPhase:
    """A decision about a plan: what ``changed``, of the menu or in the school's words; or nothing.

    It begins on its day, the probe of that day included.
    """

    id: str
    plan: str
    day: date
    label: str
    changed: tuple[str, ...]
    why: str
    who: str
    when: str

    @classmethod
    def read(cls, phase_id: str, row: Row) -> Self | None:
        """Return the phase of a row; None if it makes no sense."""
        fields = checked(TABLE, row)
        day = read_day(fields.get("day", ""))
        if day is None:
            return None
        changed = [one for one in fields.get("changed", ()) if isinstance(one, str) and one]
        texts = (fields.get(name, "") for name in ("why", "who", "when"))
        label = fields.get("label", "")
        return cls(phase_id, fields.get("plan", ""), day, label, tuple(changed), *texts)

    @property
    def breaks(self) -> bool:
        """Whether it is a line on the chart, across which no trend runs."""
        return bool(self.changed)


class KeptPhases:
    """All decisions that stand."""

    def __init__(
        self, records: RecordStore, plans: Plans, clock: Clock, new_id: Callable[[], str]
    ) -> None:
        self._records = records
        self._plans = plans
        self._rows = PlanRows(records, TABLE, KeptPhase.read, clock, new_id)

    def of(self, plans: Iterable[str]) -> list[KeptPhase]:
        """Return what was decided about some plans, by day; what was taken back is left out."""
        return sorted(self._rows.of(plans), key=lambda phase: (phase.day, phase.when, phase.id))

    def add(
        self, plan_id: str, *, day: date, label: str, changed: Sequence[str], why: str, who: str
    ) -> str:
        """Keep a decision about a plan; with nothing ``changed`` it says that, and why.

        Raises:
            CannotPlan: it can't be as asked for; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        plan = self._plans.known(plan_id)
        check_day(day)
        check_name(who)
        if day < plan.since:
            raise CannotPlan(f"the plan began on {plan.since}; choose that day or a later one")
        if not why.strip() or len(why) > LONGEST_REASON:
            raise CannotPlan(f"say why, in 1 to {LONGEST_REASON} characters")
        if len(label) > LONGEST_LABEL or (changed and not label.strip()):
            raise CannotPlan(f"say what changed, in 1 to {LONGEST_LABEL} characters")
        if len(changed) > MOST_CHANGES or any(not 0 < len(one) <= LONGEST_LABEL for one in changed):
            raise CannotPlan(f"choose at most {MOST_CHANGES} changes")
        fields: Row = {
            "plan": plan_id,
            "day": day.isoformat(),
            "label": label.strip(),
            "changed": [*changed],
            "why": why.strip(),
            "who": who,
        }
        row = self._rows.new(fields)
        self._records.put(row)
        return row[1]

    def take_back(self, phase_id: str, *, who: str) -> str:
        """Take a decision back, by a row that says so; return that row's id.

        Raises:
            CannotPlan, OSError: as of ``add``.
        """
        row = self._rows.back(phase_id, who=who, missing="this decision is not on record")
        self._records.put(row)
        return row[1]
