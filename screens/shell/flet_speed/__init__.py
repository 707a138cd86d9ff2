"""All that the screens do with Flet's private parts, and what they do with another Flet.

patches       what changed is sent without comparing everything
new_controls  a new control is looked through only where something can be
event_types   each event's type is worked out once
late_answers  an answer for a screen that was left is no error

The modules of this room fit one version of Flet and are imported with no other one. Its functions
work with any: they fall back to what Flet itself offers.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

import flet as ft

from screens.words.catalogue import say

PINNED = "1.0.5"  # as in pyproject.toml


@cache
def install() -> str:
    """Make Flet quick in this process, from the first call on.

    Returns:
        "", or with another Flet than ours a sentence that says so; nothing is changed then.
    """
    if ft.__version__ != PINNED:
        return say("settings.flet", version=ft.__version__, pinned=PINNED)
    from screens.shell.flet_speed import (
        event_types,
        late_answers,
        new_controls,
        patches,  # noqa: F401
    )

    event_types.install()
    new_controls.install()
    late_answers.install()
    return ""


def send(page: ft.Page, control: ft.Control) -> None:
    """Send what changed in a control that the client has, and in what it contains.

    Raises:
        AttributeError: the connection just went.
    """
    if install():
        page.update(control)
        return
    from screens.shell.flet_speed import patches

    patches.send(page, control)


def each_event(page: ft.Page, noticed: Callable[[], object]) -> Callable[[], object]:
    """Call something before each event of a tab, whatever it is about.

    Returns:
        What to call from handlers besides: ``noticed`` with another Flet than ours, which calls
        nothing before its events; else a function that does nothing.
    """
    if install():
        return noticed
    from screens.shell.flet_speed import event_types

    event_types.each_event(page, noticed)
    return _nothing


def theme(values: Mapping[str, Any]) -> ft.Theme:
    """Return a theme of values, nested as the client takes them.

    The module of Flet's own class defines 60 more, which would be a tenth of a tablet's start.
    """
    if not install():
        return cast("ft.Theme", values)
    moves = values["page_transitions"]
    classes = {
        "color_scheme": ft.ColorScheme(**values["color_scheme"]),
        "page_transitions": ft.PageTransitionsTheme(
            **{system: ft.PageTransitionTheme(move) for system, move in moves.items()}
        ),
    }
    return ft.Theme(**{**values, **classes})


def _nothing() -> None:
    pass
