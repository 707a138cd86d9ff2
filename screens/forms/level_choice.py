"""Choosing a level: in math, where there are dozens, first the kind of problem, then which."""

from collections.abc import Callable

import flet as ft

from probes.forms.form import Form
from records.form_library import FormLibrary
from screens.parts.controls import choice, text_button
from screens.parts.theme import GAP
from screens.shell.navigation import Navigation
from screens.words.catalogue import say
from screens.words.measure_names import kind_name, kinds_of, usual, within_kind


class LevelChoice:
    """Chips of the levels of a measure.

    With ``usual_in`` a grade, only what is usual in it is shown until more is asked for.
    """

    def __init__(
        self,
        nav: Navigation,
        forms: FormLibrary,
        on_level: Callable[[str], object],
        usual_in: str = "",
        redraw: Callable[[], object] | None = None,
    ) -> None:
        """``redraw`` shows the screen anew; the window's own way where none is given."""
        self._nav = nav
        self._forms = forms
        self._on_level = on_level
        self._usual_in = usual_in
        self._all = not usual_in
        self._redraw = redraw or nav.window.draw
        self._measure = ""
        self._level = ""

    def show(self, measure: str, level: str) -> None:
        """Show which measure's levels, and which one is chosen."""
        self._measure, self._level = measure, level

    def control(self) -> ft.Control:
        """Return the chips."""
        palette, every = self._nav.window.palette, self._forms.levels(self._measure)
        shown = list(every) if self._all else usual(every, self._usual_in)
        if self._level in every and self._level not in shown:
            shown.append(self._level)
        kinds = kinds_of(shown)
        mine = next((kind for kind, levels in kinds.items() if self._level in levels), "")
        within = {level: within_kind(level) for level in kinds.get(mine, ())}
        rows = [choice(palette, within, self._level, self._choose)]
        if len(kinds) > 1:
            names = {kind: kind_name(kind) for kind in kinds}
            rows.insert(0, choice(palette, names, mine, lambda kind: self._choose(kinds[kind][0])))
        if len(shown) < len(every):
            more = text_button(say("ready.more"), self._show_all)
            assert isinstance(rows[0], ft.Row)
            rows[0].controls.append(more)
        return ft.Column(rows, spacing=GAP, tight=True)

    def form(self, form_id: str, before: Form | None) -> Form | None:
        """Return the form of the level that was tapped.

        One that another device took off the list meanwhile is said, and it is ``before`` still.
        """
        forms = self._forms.of(self._level, self._measure)
        found = next((form for form in forms if form.id == form_id), None)
        if found is None and (before is None or form_id != before.id):
            self._nav.window.notice(say("forms.gone"))
        return found or before

    def _choose(self, level: str) -> None:
        if level in self._forms.levels(self._measure):
            self._on_level(level)
        else:  # its last form was taken off the list on another device
            self._nav.window.notice(say("forms.level_gone"))
        self._redraw()

    def _show_all(self) -> None:
        self._all = True
        self._redraw()
