"""What is said in passing, with a way to take it back: above the foot, and never over its buttons.

It lies over the end of what scrolls, so nothing moves when it comes or goes, and how high a foot
is needs no measuring.
"""

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft

from screens.parts.controls import FOOT, bold
from screens.parts.theme import GAP, RADIUS, TARGET, Palette
from screens.words.catalogue import say

SHOWN_S = 6  # what takes something back is there for twice as long, and while it has the focus
EDGE = 16  # px beside it
WIDEST = 640  # px


class Notices:
    """One sentence at a time, and the spot of the screen where it stands."""

    def __init__(
        self, run: Callable[[Callable[[], Awaitable[None]]], object], update: Callable[..., None]
    ) -> None:
        """Begin with nothing to say.

        Args:
            run: begins what waits.
            update: sends what looks different.
        """
        self._run = run
        self._update = update
        self._text = ""
        self._undo: Callable[[], object] | None = None
        self._number = 0  # of what was said, so that each goes at its own time
        self._focused = False
        self._spot = self._new_spot()

    def above_foot(self, palette: Palette, screen: ft.Control) -> ft.Control:
        """Return a screen that was just built with the spot above its foot, or at its end."""
        self._spot = self._new_spot()
        self._focused = False  # its button is another one now, and is told of no blur
        self._draw(palette)
        if isinstance(screen, ft.Column) and screen.controls and screen.controls[-1].data == FOOT:
            screen.controls[-2] = self._under_spot(screen.controls[-2])
            return screen
        return self._under_spot(screen)

    def say(self, palette: Palette, text: str, undo: Callable[[], object] | None) -> None:
        """Say something in place of what was said before."""
        self._text, self._undo, self._focused = text, undo, False
        self._number += 1
        number = self._number
        self._draw(palette)
        self._update(self._spot)

        async def go_in_time() -> None:
            await asyncio.sleep(SHOWN_S if undo is None else 2 * SHOWN_S)
            while self._focused and self._number == number:
                await asyncio.sleep(1)
            if self._number == number:
                self.put_away()

        self._run(go_in_time)

    def put_away(self) -> None:
        """Say nothing more."""
        if not self._text:
            return
        self._text, self._undo = "", None
        self._number += 1
        self._spot.visible, self._spot.content = False, None
        self._update(self._spot)

    def _new_spot(self) -> ft.Container:
        return ft.Container(
            left=EDGE, right=EDGE, bottom=8, alignment=ft.Alignment.CENTER, visible=False
        )

    def _under_spot(self, what_scrolls: ft.Control) -> ft.Control:
        return ft.Stack([what_scrolls, self._spot], expand=True, fit=ft.StackFit.EXPAND)

    def _draw(self, palette: Palette) -> None:
        if not self._text:
            return
        said = ft.Text(self._text, size=16, color=palette.paper)
        parts: list[ft.Control] = [
            ft.Container(ft.Semantics(live_region=True, content=said), expand=True)
        ]
        if self._undo is not None:
            number = self._number
            parts.append(
                ft.TextButton(
                    content=bold(say("undo"), 16, palette.paper),
                    height=TARGET,
                    style=ft.ButtonStyle(
                        enable_feedback=False,
                        side={ft.ControlState.FOCUSED: ft.BorderSide(2, palette.paper)},
                    ),
                    on_click=lambda: self._take_back(number),
                    on_focus=lambda: self._focus(True),
                    on_blur=lambda: self._focus(False),
                )
            )
        self._spot.visible = True
        self._spot.content = ft.Container(
            ft.Row(parts, spacing=GAP),
            bgcolor=palette.title,
            border_radius=RADIUS,
            padding=ft.Padding.symmetric(horizontal=16, vertical=14 if self._undo is None else 6),
            width=WIDEST,  # or as wide as there is room
        )

    def _take_back(self, number: int) -> None:
        if number != self._number:  # a second tap, which was on its way
            return
        undo = self._undo
        self.put_away()
        if undo is not None:
            undo()

    def _focus(self, has_it: bool) -> None:
        self._focused = has_it
