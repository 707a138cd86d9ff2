"""The district's own decision rules, beside the house's: three or four points in a row."""

from typing import get_args

from probes.progress.run_rules import Run
from records.record_store import RecordStore
from records.tables import checked

TABLE = "decision_rules"
ROW = "district"  # one for all devices
RUNS: tuple[Run, ...] = get_args(Run)


class DecisionRules:
    """What the district asks for, the same on every device."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records

    @property
    def run(self) -> Run | None:
        """How many points in a row open the menu; None, as it is at first, for no such rule."""
        kept = checked(TABLE, self._records.row(TABLE, ROW) or {}).get("run", 0)
        return next((run for run in RUNS if run == kept), None)

    def set_run(self, run: Run | None) -> None:
        """Ask for a rule of points in a row, or for none.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self._records.put((TABLE, ROW, {"run": run or 0}))
