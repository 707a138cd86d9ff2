"""Rows that belong to plans, of one table: a later row may take an earlier one back."""

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from records.plans import CannotPlan
from records.record_store import Clock, RecordStore, Row
from records.tables import checked
from records.taken_back import next_when, standing


class OfPlan(Protocol):
    """What a row is read as."""

    @property
    def plan(self) -> str:
        """The id of the plan it belongs to."""
        ...


T = TypeVar("T", bound=OfPlan)


class PlanRows(Generic[T]):
    """What stands of a table, by plan; read once until the records change."""

    def __init__(
        self,
        records: RecordStore,
        table: str,
        read: Callable[[str, Row], T | None],
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        """``read`` returns what a row of the ``table`` means, None if it makes no sense."""
        self._records = records
        self._table = table
        self._read = read
        self._clock = clock
        self._new_id = new_id
        self._version = -1
        self._by_plan: dict[str, list[T]] = {}

    def of(self, plans: Iterable[str]) -> list[T]:
        """Return what stands of some plans, in no order."""
        if self._version != self._records.version:
            self._by_plan = {}
            rows = self._records.rows(self._table).items()
            for row_id, row in standing({i: checked(self._table, row) for i, row in rows}):
                found = self._read(row_id, row)
                if found is not None:
                    self._by_plan.setdefault(found.plan, []).append(found)
            self._version = self._records.version
        return [one for plan in plans for one in self._by_plan.get(plan, ())]

    def new(self, fields: Row) -> tuple[str, str, Row]:
        """Return a new row to put, later than all there are."""
        return self._table, self._new_id(), {**fields, "when": self._next_when()}

    def back(self, row_id: str, *, who: str, missing: str) -> tuple[str, str, Row]:
        """Return a row to put that takes another back.

        Raises:
            CannotPlan: there is no such row; the sentence is ``missing``.
        """
        row = self._records.row(self._table, row_id)
        if row is None:
            raise CannotPlan(missing)
        plan = checked(self._table, row).get("plan", "")
        return self.new({"plan": plan, "undoes": row_id, "who": who})

    def _next_when(self) -> str:
        rows = self._records.rows(self._table).values()
        return next_when((str(row.get("when", "")) for row in rows), self._clock.now())
