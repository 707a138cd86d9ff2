"""A screen's head: the way back, what it is, and what it is about."""

import flet as ft

from screens.parts.controls import Handler, heading, icon_button, quiet
from screens.parts.theme import Palette
from screens.words.catalogue import say


def page_head(
    palette: Palette,
    title: str,
    back: Handler,
    about: str | ft.Control = "",
    *beside: ft.Control,
    size: int = 28,
) -> ft.Control:
    """Return a back arrow, and beside it the title over what it is about; both may wrap.

    ``beside`` are the buttons at the other end, ``size`` the title's letters in px.
    """
    told: list[ft.Control] = [heading(palette, title, size)]
    if about:
        told.append(quiet(palette, about) if isinstance(about, str) else about)
    across = ft.CrossAxisAlignment.START if about or beside else ft.CrossAxisAlignment.CENTER
    return ft.Row(
        [
            icon_button(ft.Icons.ARROW_BACK, say("back"), back),
            ft.Column(told, spacing=2, tight=True, expand=True),
            *beside,
        ],
        vertical_alignment=across,
    )
