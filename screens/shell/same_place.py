"""A screen drawn anew stays where it was scrolled to: what scrolls is kept, with other parts in it.

The client keeps a place for a control, not for what looks the same.
"""

import flet as ft

from screens.parts.controls import PAGE


def in_same_place(before: ft.BaseControl | None, now: ft.BaseControl | None) -> ft.Control | None:
    """Return ``before`` showing what ``now`` does, if a page scrolls at the same spot of both.

    None, with nothing changed, where it doesn't: then ``now`` is to be shown itself.
    """
    if before is None or type(before) is not type(now):
        return None
    if isinstance(before, ft.Column) and isinstance(now, ft.Column) and now.data == PAGE:
        if before.data != PAGE:
            return None
        before.controls = now.controls
        return before
    if isinstance(before, ft.SafeArea | ft.Container):
        assert isinstance(now, ft.SafeArea | ft.Container)
        if not (isinstance(before.content, ft.Control) and isinstance(now.content, ft.Control)):
            return None
        return before if in_same_place(before.content, now.content) is not None else None
    if isinstance(before, ft.Column | ft.Row | ft.Stack):
        assert isinstance(now, ft.Column | ft.Row | ft.Stack)
        if len(before.controls) != len(now.controls):
            return None
        for place, (old, new) in enumerate(zip(before.controls, now.controls, strict=True)):
            if in_same_place(old, new) is not None:
                before.controls = [old if n == place else c for n, c in enumerate(now.controls)]
                return before
    return None
