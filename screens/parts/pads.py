"""What is tapped while a probe is given: large, silent, and never in the keyboard's way.

Not Flet's buttons: those click and vibrate on Android, and take the focus, so
that Space or Enter would press them again.
"""

from collections.abc import Callable

import flet as ft

from screens.parts.controls import bold
from screens.parts.theme import RADIUS, TARGET, Palette
from screens.words.catalogue import say

WAIT_MS = 3_000


class Pad:
    """A silent button; ``main`` is the next step, ``small`` what is rarely wanted.

    ``label`` is its name where that isn't its text.
    """

    def __init__(
        self,
        palette: Palette,
        text: str,
        on_tap: Callable[[], object],
        *,
        main: bool = False,
        small: bool = False,
        under: str = "",
        label: str = "",
    ) -> None:
        self._palette = palette
        self._main = main
        self._on_tap = on_tap
        self.enabled = True
        self._text = bold(text, 19 if main else 16, text_align=ft.TextAlign.CENTER)
        lines: list[ft.Control] = [self._text]
        if under:
            lines.append(
                ft.Text(say(under), size=13, color=palette.muted, text_align=ft.TextAlign.CENTER)
            )
        self._box = ft.Container(
            ft.Column(
                lines,
                tight=True,
                spacing=0,
                alignment=ft.MainAxisAlignment.CENTER,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            height=(TARGET if small else 60) + (12 if under else 0),
            alignment=ft.Alignment.CENTER,
            border_radius=RADIUS,
            padding=ft.Padding.symmetric(horizontal=14 if small else 22),
        )
        self.control = ft.Semantics(
            label=label or (text if not under else f"{text}: {say(under)}"),
            button=True,
            exclude_semantics=True,
            on_tap=self._tapped,
            content=ft.GestureDetector(
                content=self._box,
                on_tap=self._tapped,
                exclude_from_semantics=True,
                mouse_cursor=ft.MouseCursor.CLICK,
            ),
        )
        self.choose(False)

    def _tapped(self) -> None:
        if self.enabled:
            self._on_tap()

    def widen(self, width: int) -> None:
        """Take this much room, in px."""
        self._box.width = width

    def tighten(self) -> None:
        """Leave less room beside the words: several stand in a row."""
        self._box.padding = ft.Padding.symmetric(horizontal=2)

    def enable(self, enabled: bool) -> None:
        """Take taps or don't."""
        self.enabled = enabled
        self._box.opacity = 1 if enabled else 0.4

    def choose(self, chosen: bool) -> None:
        """Show whether the next tap on a word belongs to this pad."""
        palette = self._palette
        filled = self._main and not chosen
        self._box.bgcolor = (
            palette.accent if filled else palette.accent_tint if chosen else palette.surface
        )
        self._box.border = ft.Border.all(
            2 if chosen else 1, palette.accent if chosen else palette.line
        )
        self._text.color = palette.on_accent if filled else palette.title
        self.control.selected = chosen or None


class WaitPad(Pad):
    """Fills silently for three seconds, then says what to do: ``over``."""

    def __init__(self, palette: Palette, on_tap: Callable[[], object]) -> None:
        super().__init__(palette, say("give.wait"), on_tap)
        self._shown: str | None = None
        self._moved = False

    def show(self, waited_ms: int | None, over: str) -> None:
        """Show how long the stall has lasted; None for no stall."""
        palette = self._palette
        if waited_ms is None:
            text, part = say("give.wait"), 0.0
        elif waited_ms < WAIT_MS:
            left = -(-(WAIT_MS - waited_ms) // 1000)
            text, part = say("give.wait.counting", seconds=left), waited_ms / WAIT_MS
        else:
            text, part = over, 1.0
        self._moved = waited_ms is not None or text != self._shown
        self._shown = text
        if not self._moved:
            return
        self._text.value = text
        self.control.label = text
        self._box.gradient = None
        if part > 0:
            self._box.gradient = ft.LinearGradient(
                colors=[
                    palette.caution_tint,
                    palette.caution_tint,
                    palette.surface,
                    palette.surface,
                ],
                stops=[0, part, part, 1],
                begin=ft.Alignment.CENTER_LEFT,
                end=ft.Alignment.CENTER_RIGHT,
            )

    def changed(self) -> list[ft.Control]:
        """Return what to send after ``show``."""
        return [self.control] if self._moved else []
