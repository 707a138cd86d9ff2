"""Before the clock: the form, what to say, the rules, and Start."""

from typing import TYPE_CHECKING

import flet as ft

from probes.choice import choose, heard_today, last_read
from probes.form import Form
from screens.catalogue import say
from screens.controls import (
    bold,
    card,
    choice,
    heading,
    icon_button,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.days import in_words
from screens.printing import save_pdf
from screens.theme import GAP
from screens.window import Screen

if TYPE_CHECKING:
    from screens.way import Way

RULES = ("start", "wait", "self", "skip", "stop")


class Ready(Screen):
    """Everything that is read before the minute, on one screen; Start is the next step."""

    def __init__(self, way: "Way", student_id: str) -> None:
        self._way = way
        student = way.desk.student(student_id)
        assert student is not None
        self._student = student
        self._readings = way.desk.readings(student)
        levels = way.desk.levels()
        below = [level for level in levels if _number(level) <= _number(student.grade)]
        self._level = max(below, key=_number, default=levels[0])
        self._choosing = False
        self._choose_level(self._level)

    def _choose_level(self, level: str) -> None:
        self._level = level
        today = self._way.desk.clock.now().date()
        self._form = choose(self._way.desk.forms_of(level), self._readings, today)

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._way.window, self._way.window.palette
        head = ft.Row(
            [
                icon_button(ft.Icons.ARROW_BACK, say("back"), self._back),
                heading(palette, self._student.name),
            ]
        )
        script = card(
            palette,
            bold(say("ready.say"), 15, palette.title),
            ft.Text(say("ready.say.orf"), size=19, color=palette.ink),
        )
        rules = card(
            palette,
            bold(say("ready.rules"), 15, palette.title),
            *(ft.Text(say(f"ready.rule.{rule}"), size=16, color=palette.ink) for rule in RULES),
        )
        cards: list[ft.Control] = [self._form_card(), script, rules]
        if window.wide:
            columns: list[ft.Control] = [_column(c) for c in (cards[:2], cards[2:])]
            cards = [
                ft.Row(columns, spacing=GAP + 4, vertical_alignment=ft.CrossAxisAlignment.START)
            ]
        body = page_body(window.wide, head, *cards)
        # It gets the focus, so that Space starts; on another button Space is that button's.
        start = primary(
            say("ready.start"),
            self._start,
            autofocus=True,
            disabled=self._form is None,
            expand=window.phone,
            width=None if window.phone else 320,
        )
        heard = ft.Semantics(label=say("ready.headphones"), content=ft.Container(width=1, height=1))
        foot = ft.Container(
            ft.Row([heard, start], alignment=ft.MainAxisAlignment.END),
            padding=ft.Padding.symmetric(horizontal=36 if window.wide else 16, vertical=12),
            bgcolor=palette.surface,
        )
        return ft.Column([body, foot], spacing=0, expand=True)

    def _form_card(self) -> ft.Control:
        palette, form = self._way.window.palette, self._form
        top: list[ft.Control] = [bold(say("ready.form"), 15, palette.title)]
        if form is None:
            return card(palette, *top, ft.Text(say("ready.no_forms"), size=17, color=palette.ink))
        about = say("ready.level", level=form.level), form.id, self._freshness(form)
        top.append(bold(form.title, 22, palette.ink))
        top.append(quiet(palette, " · ".join(about)))
        if self._choosing:
            levels = {
                level: say("students.grade", grade=level) for level in self._way.desk.levels()
            }
            top.append(choice(palette, levels, self._level, self._pick_level))
            forms = {
                other.id: f"{other.title} · {self._freshness(other)}"
                for other in self._way.desk.forms_of(self._level)
            }
            top.append(choice(palette, forms, form.id, self._pick_form))
        actions: list[ft.Control] = [secondary(say("ready.print"), self._print)]
        if not self._choosing:
            actions.insert(0, secondary(say("ready.choose"), self._begin_choosing))
        top.append(ft.Row(actions, wrap=True, spacing=GAP, run_spacing=GAP))
        return card(palette, *top)

    def _freshness(self, form: Form) -> str:
        today = self._way.desk.clock.now().date()
        day = last_read(form, self._readings)
        if day is not None:
            return in_words("ready.used", day, today)
        return say(
            "ready.group_today" if heard_today(form, self._readings, today) else "ready.fresh"
        )

    def _begin_choosing(self) -> None:
        self._choosing = True
        self._way.window.draw()

    def _pick_level(self, level: str) -> None:
        self._choose_level(level)
        self._way.window.draw()

    def _pick_form(self, form_id: str) -> None:
        self._form = self._way.desk.form(form_id)
        self._way.window.draw()

    async def _print(self) -> None:
        if self._form is not None:
            await save_pdf(self._way, [self._form], "student")

    def _start(self) -> None:
        if self._form is not None:
            self._way.start(self._student, self._form)

    def _back(self) -> None:
        self._way.student(self._student.id)

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()


def _number(grade: str) -> int:
    """Return a grade to compare by; whatever is no number comes before the first."""
    return int(grade) if grade.isdecimal() else 0


def _column(cards: list[ft.Control]) -> ft.Control:
    return ft.Column(
        cards,
        spacing=GAP + 4,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
