"""Remembers what Flet works out anew at each event.

Flet 1.0.5 finds the type of an event by printing every annotation of its control: 1 to 2 ms
a tap on a laptop, several times that on a tablet (bench/work.py). The type depends on the
control's class alone.
"""

from collections.abc import Callable
from typing import Any

import flet as ft
from flet.controls import base_control

_find = base_control.get_event_field_type  # type: ignore[attr-defined]
_found: dict[tuple[type, str], Any] = {}


def _remembered(control: Any, field_name: str) -> Any:
    key = (type(control), field_name)
    if key not in _found:
        _found[key] = _find(control, field_name)
    return _found[key]


def install() -> None:
    """Remember the types of events from now on, in this process."""
    base_control.get_event_field_type = _remembered  # type: ignore[attr-defined]


def each_event(page: ft.Page, noticed: Callable[[], object]) -> None:
    """Call something before each event of a tab, whatever it is about."""
    session = page.session
    dispatch = session.dispatch_event

    async def noticing(control_id: int, event_name: str, event_data: Any) -> None:
        noticed()
        await dispatch(control_id, event_name, event_data)

    session.dispatch_event = noticing  # type: ignore[method-assign]
