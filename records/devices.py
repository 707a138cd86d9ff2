"""What the devices of a team are called, by whoever has them."""

from records.record_store import RecordStore
from records.tables import checked

TABLE = "devices"
LONGEST_NAME = 40


class Devices:
    """Names of devices; one that nobody named has none."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records

    @property
    def own(self) -> str:
        """This device's id."""
        return self._records.device

    def name(self, device: str) -> str:
        """Return the name that somebody gave a device, "" if nobody did."""
        row = checked(TABLE, self._records.row(TABLE, device) or {})
        return str(row.get("name", "")).strip()

    def maker(self, table: str, row_id: str) -> str:
        """Return the device that made a row, "" while that isn't known."""
        return self._records.maker(table, row_id)

    def name_own(self, name: str) -> None:
        """Give this device a name, for all to see.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self._records.put((TABLE, self._records.device, {"name": name}))
