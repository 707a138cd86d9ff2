"""What to call the devices of a team."""

from records.devices import Devices
from screens.words.catalogue import say


def device_name(devices: Devices, device: str) -> str:
    """Return the name that somebody gave a device, or the start of its id."""
    return devices.name(device) or say("devices.unnamed", number=device[:4])
