"""A button that is made anew keeps the keyboard's focus: the one that says the same gets it.

A choice is drawn anew with what was chosen, and the client takes what looks the same for another
control: without this the focus would go to whatever had it before, often a field far away.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import flet as ft

TRIES = 5
AGAIN_S = 0.2  # longer than a client takes to say that a button has the focus

Button = ft.FilledButton | ft.OutlinedButton | ft.TextButton


@dataclass(frozen=True, slots=True)
class KeptFocus:
    """Marks the buttons that this is done for; ``called`` is for one whose text changes."""

    called: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    """The button that has the focus, what it says, and how many before it say the same."""

    button: ft.BaseControl
    says: str
    before: int


_held: WeakKeyDictionary[ft.BasePage, _Held] = WeakKeyDictionary()


def keep_focus(button: Button, called: str = "") -> None:
    """Let a button have the focus again when it is made anew while it has it.

    ``called`` is what it is known by where its text says more each time.
    """
    button.data = KeptFocus(called)
    button.on_focus = _focused
    button.on_blur = _blurred


def put_focus_back(page: ft.Page) -> None:
    """Give the focus to the button that took the place of the one that had it, if one did."""
    held = _held.get(page)
    if held is None:
        return
    alike = _alike(page, held.says)
    if any(one is held.button for one in alike):
        return
    if len(alike) <= held.before:
        del _held[page]
        return
    button = alike[held.before]
    assert isinstance(button, Button)
    wanted = _held[page] = _Held(button, held.says, held.before)

    async def focus() -> None:
        # A busy client has no such button yet and lets it be. One that has the focus says so.
        for _ in range(TRIES):
            if _held.get(page) is not wanted:
                return
            with suppress(RuntimeError, TimeoutError):  # made anew once more, or the tab went
                await button.focus()  # type: ignore[no-untyped-call]
            await asyncio.sleep(AGAIN_S)

    page.run_task(focus)


def forget_focus(page: ft.Page) -> None:
    """Take what is shown next for another screen, of which no button is meant."""
    _held.pop(page, None)


def _focused(event: ft.Event[Any]) -> None:
    page = event.page
    assert isinstance(page, ft.Page)
    says = _says(event.control)
    alike = _alike(page, says)
    for before, one in enumerate(alike):
        if one is event.control:
            _held[page] = _Held(one, says, before)


def _blurred(event: ft.Event[Any]) -> None:
    held = _held.get(event.page)
    if held is not None and held.button is event.control:
        del _held[event.page]


def _alike(page: ft.Page, says: str) -> list[ft.BaseControl]:
    """Return the buttons of a page that keep the focus and say this, in their order."""
    shown = page.views[0].controls
    return [
        one
        for top in shown
        for one in _inside(top)
        if isinstance(one.data, KeptFocus) and _says(one) == says
    ]


def _says(control: ft.BaseControl) -> str:
    """Return what a button is called: as it is heard, or else the first text in it."""
    if isinstance(control.data, KeptFocus) and control.data.called:
        return control.data.called
    texts = (one for one in _inside(control) if isinstance(one, ft.Text))
    return next((one.semantics_label or one.value for one in texts), "")


def _inside(control: ft.BaseControl) -> Iterator[ft.BaseControl]:
    """Yield a control and all that it contains."""
    yield control
    content = getattr(control, "content", None)
    if isinstance(content, ft.BaseControl):
        yield from _inside(content)
    for one in getattr(control, "controls", None) or ():
        yield from _inside(one)
