"""What to call the devices of a team, and who made what on which."""

from collections.abc import Sequence

from records.devices import Devices
from screens.words.catalogue import say


def device_name(devices: Devices, device: str) -> str:
    """Return the name that somebody gave a device, or the start of its id."""
    return devices.name(device) or say("devices.unnamed", number=device[:4])


def named_makers(devices: Devices, rows: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """Return who made each of some rows, to be read side by side.

    Args:
        devices: what they are called.
        rows: each a table, an id, and who signed it, "" if nobody did.

    Returns:
        By id who signed it, or else what the device is called. Of this device's own it is ""
        where nothing among them is another's.
    """
    makers = {row_id: devices.maker(table, row_id) for table, row_id, _ in rows}
    apart = any(maker not in ("", devices.own) for maker in makers.values())
    found = {}
    for _, row_id, signed in rows:
        maker = makers[row_id]
        own = maker == devices.own
        told = device_name(devices, maker) if apart and maker else ""
        found[row_id] = signed or (say("changes.here", device=told) if told and own else told)
    return found
