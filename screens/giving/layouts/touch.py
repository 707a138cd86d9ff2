"""What takes a finger: silent, and named for those who hear the screen.

A gesture detector and not a button: a button clicks and, on Android, vibrates,
which the student would notice.
"""

from collections.abc import Callable

import flet as ft


def touchable(
    content: ft.Control,
    on_tap: Callable[[], object],
    on_hold: Callable[[], object] | None = None,
    *,
    expand: int | None = None,
) -> ft.Semantics:
    """Return a box that can be tapped, and held where holding it means something."""
    return ft.Semantics(
        button=True,
        exclude_semantics=True,
        on_tap=on_tap,
        on_long_press=on_hold,
        expand=expand,
        content=ft.GestureDetector(
            content=content,
            on_tap=on_tap,
            on_long_press=on_hold,
            exclude_from_semantics=True,
        ),
    )
