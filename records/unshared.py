"""What is on this device alone: it goes with the device if that is lost."""

from records.device_settings import DeviceSettings
from records.record_store import RecordStore


def unshared(records: RecordStore, settings: DeviceSettings) -> int:
    """Return how many probes of real students were kept here since they were last sent out."""
    sample = {i for i, row in records.rows("students").items() if row.get("sample")}
    rows = records.rows("administrations")
    made = records.made_since(settings.now.out)
    return sum(str(rows.get(row_id, {}).get("student")) not in sample for row_id in made)
