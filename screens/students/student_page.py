"""One student: scores over time, and every probe given."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import flet as ft

from probes.administration import Administration
from records.duplicates import twice
from screens.desk import Student
from screens.parts.chart import chart
from screens.parts.controls import (
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
from screens.parts.score_text import (
    Series,
    chart_title,
    counted,
    flags,
    points,
    score_text,
    series_name,
    series_of,
)
from screens.parts.theme import GAP, RADIUS, TARGET
from screens.shell.window import Screen
from screens.students.merge_students import merged_in, take_apart
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words
from screens.words.names import form_name

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation


RECENT = 12  # probes listed at first: more take longer than a look at them


class StudentScreen(Screen):
    """The chart, the history, and the next probe."""

    def __init__(self, nav: "Navigation", student_id: str) -> None:
        self._nav = nav
        self._student_id = student_id
        self._series: Series | None = None  # the one charted, where one was chosen
        self._all = False  # earlier probes are listed too

    def build(self) -> ft.Control:
        """Build the screen."""
        nav, palette = self._nav, self._nav.window.palette
        student = nav.desk.student(self._student_id)
        assert student is not None
        history, unreadable = nav.desk.history(student.id)
        about = [say("students.grade", grade=student.grade)] if student.grade else []
        about += [student.group] if student.group else []
        head = ft.Row(
            [
                icon_button(ft.Icons.ARROW_BACK, say("back"), nav.students),
                ft.Column(
                    [heading(palette, student.name), quiet(palette, " · ".join(about))],
                    spacing=2,
                    expand=True,
                ),
                secondary(say("student.edit"), lambda: nav.edit(student)),
            ],
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        parts: list[ft.Control] = [head]
        parts += self._chart(history)
        listed = history if self._all else history[-RECENT:]
        rows: list[ft.Control] = [self._row(given) for given in reversed(listed)]
        if len(listed) < len(history):
            rows.append(self._earlier(len(history) - len(listed)))
        if unreadable:
            rows.append(quiet(palette, say("student.unreadable", count=unreadable)))
        if not rows:
            rows.append(quiet(palette, say("student.none"), 17))
        parts += self._said_twice(history)
        parts.append(card(palette, bold(say("student.history"), 16, palette.title), *rows))
        parts += self._entries(student)
        give = primary(say("students.give"), lambda: nav.ready(student.id))
        body = page_body(nav.window.wide, *parts)
        body.expand = True
        foot = ft.Container(
            ft.Row([give], alignment=ft.MainAxisAlignment.END),
            padding=ft.Padding.symmetric(horizontal=36 if nav.window.wide else 16, vertical=12),
        )
        if nav.window.phone:
            give.expand = True
        return ft.Column([body] if student.archived else [body, foot], spacing=0, expand=True)

    def _chart(self, history: list[Administration]) -> list[ft.Control]:
        """Draw one line; where there are several, the one given last, until one is chosen."""
        nav, palette = self._nav, self._nav.window.palette
        lines: dict[Series, list[Administration]] = {}
        for given in reversed(history):
            lines.setdefault(series_of(given), []).insert(0, given)
        drawn = {series: found for series, line in lines.items() if (found := points(line))}
        if not drawn:
            return []
        chosen = self._series if self._series in drawn else next(iter(drawn))
        names = {series: series_name(series) for series in drawn}
        what = counted(chosen[0])
        words: list[ft.Control] = [
            bold(names[chosen], 16, palette.title),
            quiet(palette, chart_title(chosen[0])),
            chart(
                palette,
                drawn[chosen],
                what,
                nav.desk.clock.now().date(),
                nav.window.chart_labels,
            ),
        ]
        if len(drawn) > 1:
            by_name = {name: series for series, name in names.items()}

            def choose(name: str) -> None:
                self._series = by_name[name]
                nav.window.draw()

            words[0] = choice(palette, {name: name for name in by_name}, names[chosen], choose)
        if len(drawn[chosen]) == 1:
            words.append(quiet(palette, say("student.chart.few")))
        return [card(palette, *words)]

    def _said_twice(self, history: list[Administration]) -> list[ft.Control]:
        """Point out probes of one form on one day; all of them count until somebody decides."""
        palette, today = self._nav.window.palette, self._nav.desk.clock.now().date()
        return [
            ft.Container(
                ft.Text(
                    say(
                        "student.twice",
                        count=len(same),
                        form=form_name(same[0].form),
                        day=day_in_words(datetime.fromisoformat(same[0].given_at).date(), today),
                    ),
                    size=16,
                    color=palette.ink,
                ),
                bgcolor=palette.caution_tint,
                border_radius=RADIUS,
                padding=14,
            )
            for same in twice(history)
        ]

    def _entries(self, student: Student) -> list[ft.Control]:
        """Return what was merged into this student, and the ways to merge and to look back."""
        nav, palette = self._nav, self._nav.window.palette

        def back(part: str) -> Callable[[], None]:
            def work() -> None:
                if nav.window.attempt(lambda: take_apart(nav.desk, student.id, part)):
                    nav.window.draw()
                    nav.window.notice(say("merging.undone"))

            return work

        parts: list[ft.Control] = [
            card(
                palette,
                ft.Text(say("merging.with", name=name), size=16, color=palette.ink),
                ft.Row([secondary(say("merging.back"), back(part))]),
            )
            for part, name in merged_in(nav.desk, student.id).items()
        ]
        ways: list[ft.Control] = [
            ft.TextButton(
                content=say("changes.title"),
                on_click=lambda: nav.changes(student.id),
                height=TARGET,
            ),
            ft.TextButton(
                content=say("merging.title"),
                on_click=lambda: nav.merging(student),
                height=TARGET,
            ),
        ]
        return [*parts, ft.Row(ways, wrap=True, spacing=GAP)]

    def _earlier(self, count: int) -> ft.Control:
        """Return what lists the others, too."""

        def show() -> None:
            self._all = True
            self._nav.window.draw()

        return ft.Row([secondary(count_of("student.earlier", count), show)])

    def _row(self, given: Administration) -> ft.Control:
        palette = self._nav.window.palette
        score = given.score()
        day = datetime.fromisoformat(given.given_at).date()
        about = [
            series_name(series_of(given)),
            form_name(given.form),
            *flags(given, score),
            *given.session().notes,
        ]
        text = score_text(score)
        return ft.Row(
            [
                ft.Container(
                    quiet(palette, day_in_words(day, self._nav.desk.clock.now().date())), width=110
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
            self._nav.students()
