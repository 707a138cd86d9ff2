"""What the devices of a team are called: a name that somebody gave, or the start of its number."""

from screens.desk import Desk
from screens.words.catalogue import say

TABLE = "devices"
LONGEST = 40


def device_name(desk: Desk, device: str) -> str:
    """Return what to call a device, this one among them."""
    row = desk.records.row(TABLE, device) or {}
    name = str(row.get("name", "")).strip()
    return name or say("devices.unnamed", number=device[:4])


def own_name(desk: Desk) -> str:
    """Return the name of this device, "" if it has none."""
    row = desk.records.row(TABLE, desk.records.device) or {}
    return str(row.get("name", ""))


def call_this(desk: Desk, name: str) -> None:
    """Give this device a name, for all to see.

    Raises:
        OSError: it could not be written; nothing has changed.
    """
    desk.records.put((TABLE, desk.records.device, {"name": name}))
