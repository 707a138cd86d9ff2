"""Fields for a passphrase: one to enter it, two to choose it; and the buttons below such a form."""

from collections.abc import Callable

import flet as ft

from screens.parts.controls import bold, field, icon_button, quiet
from screens.parts.theme import GAP, Palette
from screens.sharing.passphrase_strength import Strength, strength
from screens.shell.window import Window
from screens.words.catalogue import say

_ICONS: dict[Strength, ft.IconData] = {
    "short": ft.Icons.ERROR_OUTLINE,
    "weak": ft.Icons.ERROR_OUTLINE,
    "fair": ft.Icons.CHECK,
    "good": ft.Icons.DONE_ALL,
}


def secret(
    window: Window, label: str, value: str, *, in_front: bool = False, **more: object
) -> ft.TextField:
    """Return a field whose letters are hidden until somebody asks to see them.

    Flet's own button for it has no name, and the keyboard can't reach it. ``in_front`` says that
    the field is on the lock screen, which covers the window's screen.
    """

    def turn() -> None:
        found.password = not found.password
        found.suffix_icon = eye()
        window.update(found, in_front=in_front)

    def eye() -> ft.Control:
        if found.password:
            return icon_button(ft.Icons.VISIBILITY, say("secret.show", field=label), turn)
        return icon_button(ft.Icons.VISIBILITY_OFF, say("secret.hide", field=label), turn)

    found = field(label, value, password=True, **more)
    found.suffix_icon = eye()
    return found


def feet(
    palette: Palette, buttons: list[ft.Control], said: str, *, working: bool
) -> list[ft.Control]:
    """Return the end of a form whose work takes a while: what went wrong, above its buttons.

    While it works, the buttons stay where they are, with a ring beside them and the text below.
    """
    if working:
        buttons = [*buttons, ft.ProgressRing(width=24, height=24)]
    row = ft.Row(
        buttons,
        wrap=True,
        spacing=GAP,
        run_spacing=GAP,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    if working:
        return [row, quiet(palette, said or say("joining.working"), 16)]
    if not said:
        return [row]
    sign = ft.Icon(ft.Icons.ERROR_OUTLINE, color=palette.error)
    text = ft.Container(ft.Text(said, size=17, color=palette.ink), expand=True)
    return [ft.Row([sign, text], vertical_alignment=ft.CrossAxisAlignment.START), row]


class NewPassphrase:
    """Two fields and a judgement. ``text`` is what was typed; building anew keeps it."""

    def __init__(self, window: Window, on_submit: Callable[[], object]) -> None:
        self._window = window
        self._on_submit = on_submit
        self.text = ""
        self._again_text = ""

    def build(self) -> ft.Control:
        """Build the fields."""
        palette = self._window.palette
        self._first = secret(self._window, say("passphrase.new"), self.text, on_change=self._typed)
        self._again = secret(
            self._window,
            say("passphrase.again"),
            self._again_text,
            on_change=self._typed,
            on_submit=self._on_submit,
        )
        self._judged = ft.Column(self._judgement(), spacing=4, tight=True)
        return ft.Column(
            [
                quiet(palette, say("passphrase.advice")),
                self._first,
                self._again,
                self._judged,  # below both: what is being typed into never moves
            ],
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    @property
    def problem(self) -> str:
        """Why this can't be used yet, in a sentence; "" if it can."""
        if strength(self.text) == "short":
            return say("passphrase.short")
        return "" if self.text == self._again_text else say("passphrase.differ")

    def _typed(self) -> None:
        before = strength(self.text) if self.text else ""
        self.text, self._again_text = self._first.value or "", self._again.value or ""
        if before != (strength(self.text) if self.text else ""):
            self._judged.controls = self._judgement()
            self._window.update(self._judged)

    def _judgement(self) -> list[ft.Control]:
        if not self.text:
            return []
        palette, worth = self._window.palette, strength(self.text)
        colour = {"short": palette.error, "weak": palette.caution}.get(worth, palette.last)
        head = ft.Row(
            [
                ft.Icon(_ICONS[worth], color=colour, size=22),
                ft.Container(bold(say(f"passphrase.{worth}"), 16, colour), expand=True),
            ],
            spacing=8,
        )
        if worth == "short":
            return [head]
        return [head, quiet(palette, say(f"passphrase.{worth}.means"))]
