"""One student: scores over time, and every probe given."""

from datetime import datetime
from typing import TYPE_CHECKING

import flet as ft

from probes.administration import Administration
from screens.catalogue import say
from screens.chart import chart
from screens.controls import bold, card, heading, icon_button, page_body, primary, quiet, secondary
from screens.days import day_in_words
from screens.figures import accuracy_text, flags, points, rate_text
from screens.theme import GAP
from screens.window import Screen

if TYPE_CHECKING:
    from screens.way import Way


class StudentScreen(Screen):
    """The chart, the history, and the next probe."""

    def __init__(self, way: "Way", student_id: str) -> None:
        self._way = way
        self._student_id = student_id

    def build(self) -> ft.Control:
        """Build the screen."""
        way, palette = self._way, self._way.window.palette
        student = way.desk.student(self._student_id)
        assert student is not None
        history, unreadable = way.desk.history(student.id)
        today = way.desk.clock.now().date()
        about = [say("students.grade", grade=student.grade)] if student.grade else []
        about += [student.group] if student.group else []
        head = ft.Row(
            [
                icon_button(ft.Icons.ARROW_BACK, say("back"), way.students),
                ft.Column(
                    [heading(palette, student.name), quiet(palette, " · ".join(about))],
                    spacing=2,
                    expand=True,
                ),
                secondary(say("student.edit"), lambda: way.edit(student)),
            ],
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        parts: list[ft.Control] = [head]
        drawn = points(history)
        if drawn:
            words: list[ft.Control] = [bold(say("student.chart"), 16, palette.title)]
            words.append(chart(palette, drawn, today, way.window.chart_labels))
            if len(drawn) == 1:
                words.append(quiet(palette, say("student.chart.few")))
            parts.append(card(palette, *words))
        rows = [self._row(given) for given in reversed(history)]
        if unreadable:
            rows.append(quiet(palette, say("student.unreadable", count=unreadable)))
        if not rows:
            rows.append(quiet(palette, say("student.none"), 17))
        parts.append(card(palette, bold(say("student.history"), 16, palette.title), *rows))
        give = primary(say("students.give"), lambda: way.ready(student.id))
        body = page_body(way.window.wide, *parts)
        body.expand = True
        foot = ft.Container(
            ft.Row([give], alignment=ft.MainAxisAlignment.END),
            padding=ft.Padding.symmetric(horizontal=36 if way.window.wide else 16, vertical=12),
        )
        if way.window.phone:
            give.expand = True
        return ft.Column([body] if student.archived else [body, foot], spacing=0, expand=True)

    def _row(self, given: Administration) -> ft.Control:
        palette = self._way.window.palette
        score = given.score()
        day = datetime.fromisoformat(given.given_at).date()
        about = [given.form.title, *flags(given, score), *given.session().notes]
        text = say("student.row", rate=rate_text(score), accuracy=accuracy_text(score))
        if score.rate is None:
            text = say("student.no_rate")
        return ft.Row(
            [
                ft.Container(
                    quiet(palette, day_in_words(day, self._way.desk.clock.now().date())), width=110
                ),
                ft.Column(
                    [
                        bold(text, 17, palette.muted if score.spoiled else palette.ink),
                        quiet(palette, " · ".join(about), 14),
                    ],
                    spacing=0,
                    expand=True,
                ),
            ],
            spacing=GAP,
        )

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._way.students()
