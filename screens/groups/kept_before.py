"""What another device had kept of a session, which a later keeping replaced."""

import flet as ft

from records.devices import Devices
from records.sessions import KeptBefore
from screens.parts.theme import Palette
from screens.sharing.device_names import device_name
from screens.words.catalogue import count_of, say
from screens.words.one_line import one_line


def kept_before(palette: Palette, devices: Devices, one: KeptBefore) -> ft.Control:
    """Return the sentence: on which device, how long or not at all, and its note."""
    given = count_of("session.kept.minutes", one.minutes)
    told = [say("session.kept.not_held") if one.cancelled else given]
    told += [f"“{one.note}”"] if one.note else []
    said = say("session.kept.before", device=device_name(devices, one.device), what=one_line(told))
    return ft.Text(said, size=16, color=palette.caution)
