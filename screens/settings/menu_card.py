"""The menu of what next: ours to be ticked, the school's own words to be added and removed."""

from collections.abc import Callable

import flet as ft

from probes.progress.menu import CHOICES
from records.menu_choices import BadMenuChoice, MenuChoices
from records.name_comparison import normalised
from records.plan_phases import LONGEST_LABEL
from screens.parts.controls import bold, card, field, icon_button, quiet, secondary, ticked
from screens.parts.theme import GAP
from screens.shell.navigation import Navigation
from screens.words.catalogue import say
from screens.words.change_words import change_name

FIELD = 400  # px


class MenuCard:
    """Each choice is kept as it is made; what was typed stays until it is added."""

    def __init__(self, nav: Navigation, choices: MenuChoices) -> None:
        self._nav = nav
        self._choices = choices
        self._typed = ""
        self._wrong = ""

    def control(self) -> ft.Control:
        """Return the card."""
        palette, on_menu = self._nav.window.palette, self._choices.all()
        return card(
            palette,
            bold(say("district.menu"), 18, palette.title),
            quiet(palette, say("district.menu.help"), 16),
            ft.Column([self._tick(one, one in on_menu) for one in CHOICES], spacing=0),
            *(self._row(one) for one in self._choices.own),
            ft.Row(
                [
                    field(
                        say("district.menu.own"),
                        self._typed,
                        width=None if self._nav.window.phone else FIELD,
                        on_change=self._take,
                        on_submit=self._add,
                        error=say(f"district.menu.{self._wrong}") if self._wrong else None,
                        max_length=LONGEST_LABEL,
                        counter="",
                    ),
                    secondary(say("district.menu.add"), self._add),
                ],
                wrap=True,
                spacing=GAP,
                run_spacing=GAP,
            ),
        )

    def _tick(self, change: str, offered: bool) -> ft.Control:
        def turn(event: ft.Event[ft.Checkbox]) -> None:
            self._strike(change, struck=not event.control.value)

        window = self._nav.window
        return ticked(
            window.palette, change_name(change), window.room, value=offered, on_change=turn
        )

    def _row(self, words: str) -> ft.Control:
        told = ft.Text(words, size=17, color=self._nav.window.palette.ink, expand=True)
        label = say("district.menu.remove", words=words)
        return ft.Row([told, icon_button(ft.Icons.CLOSE, label, self._removing(words))])

    # What is tapped

    def _take(self, event: ft.Event[ft.TextField]) -> None:
        self._typed = event.control.value or ""

    def _add(self) -> None:
        """Add what was typed; what one of ours is called puts that one back."""
        names = {normalised(change_name(one)): one for one in CHOICES}
        words = names.get(normalised(self._typed), self._typed)
        self._wrong = ""
        try:
            self._choices.check(words)
            if self._nav.window.attempt(lambda: self._choices.add(words)):
                self._typed = ""
        except BadMenuChoice as problem:
            self._wrong = problem.why
        self._nav.window.draw()

    def _removing(self, words: str) -> Callable[[], None]:
        def remove() -> None:
            if self._strike(words):
                undo = self._putting_back(words)
                self._nav.window.notice(say("district.menu.removed"), undo)

        return remove

    def _putting_back(self, words: str) -> Callable[[], None]:
        def put_back() -> None:
            self._strike(words, struck=False)

        return put_back

    def _strike(self, change: str, *, struck: bool = True) -> bool:
        window = self._nav.window
        done = window.attempt(lambda: self._choices.strike(change, struck=struck))
        window.draw()
        return done
