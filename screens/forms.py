"""The forms there are, to print or to show."""

from typing import TYPE_CHECKING

import flet as ft

from probes.form import Form
from screens.catalogue import say
from screens.controls import bold, card, choice, heading, page_body, quiet, secondary
from screens.printing import Copy, save_pdf
from screens.theme import GAP
from screens.window import Screen

if TYPE_CHECKING:
    from screens.way import Way


class Forms(Screen):
    """Passages by grade."""

    tab = "forms"

    def __init__(self, way: "Way") -> None:
        self._way = way
        self._level = way.desk.levels()[0]

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, desk = self._way.window.palette, self._way.desk
        levels = {level: say("students.grade", grade=level) for level in desk.levels()}
        forms = desk.forms_of(self._level)
        everything = card(
            palette,
            bold(say("forms.all", level=self._level), 18, palette.ink),
            self._actions(forms, show=False),
        )
        return page_body(
            self._way.window.wide,
            heading(palette, say("forms.title")),
            quiet(palette, say("forms.intro"), 16),
            choice(palette, levels, self._level, self._choose_level),
            *(self._form(form) for form in forms),
            everything,
        )

    def _form(self, form: Form) -> ft.Control:
        palette = self._way.window.palette
        about = (
            say(f"forms.{form.genre}") if form.genre in ("story", "true") else form.genre,
            say("forms.words", count=len(form.items)),
            form.id,
        )
        return card(
            palette,
            bold(form.title, 20, palette.ink),
            quiet(palette, " · ".join(about)),
            self._actions([form], show=True),
        )

    def _actions(self, forms: list[Form], *, show: bool) -> ft.Control:
        def save(copy: Copy) -> ft.Control:
            async def work() -> None:
                await save_pdf(self._way, forms, copy)

            return secondary(say(f"forms.{copy}_copy"), work)

        actions = [save("student"), save("examiner")]
        if show:
            actions.append(secondary(say("forms.show"), lambda: self._way.shown(forms[0])))
        return ft.Row(actions, wrap=True, spacing=GAP, run_spacing=GAP)

    def _choose_level(self, level: str) -> None:
        self._level = level
        self._way.window.draw()
