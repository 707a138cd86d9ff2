"""The days that come: who is due on each of the next days of school."""

import flet as ft

from records.device_settings import DeviceSettings
from records.due import Due
from records.record_store import Clock
from records.students import Students
from records.today import Week
from screens.parts.controls import bold, icon_button, page_body, quiet, rows_card
from screens.parts.page_head import page_head
from screens.parts.theme import GAP, RADIUS
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.today.due_row import details
from screens.today.printed_lists import DAYS_AHEAD, print_week
from screens.words.catalogue import say
from screens.words.days import whole_date
from screens.words.one_line import one_line


class WeekScreen(Screen):
    """Who is due when; what is late is due today."""

    tab = "today"

    def __init__(
        self,
        nav: Navigation,
        week: Week,
        students: Students,
        settings: DeviceSettings,
        clock: Clock,
    ) -> None:
        self._nav = nav
        self._week = week
        self._students = students
        self._settings = settings
        self._clock = clock

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        today = self._clock.now().date()
        parts: list[ft.Control] = [
            page_head(
                palette,
                say("week.title"),
                self._back,
                "",
                icon_button(ft.Icons.PRINT_OUTLINED, say("week.print"), self._print),
            )
        ]
        for day, some in self._week.ahead(today, DAYS_AHEAD).items():
            called = whole_date(day)
            parts.append(
                bold(say("week.today", date=called) if day == today else called, 18, palette.title)
            )
            rows = [self._row(one) for one in sorted(some, key=self._name)]
            parts.append(rows_card(palette, rows) if rows else quiet(palette, say("week.none"), 17))
        return page_body(self._nav.window.wide, *parts)

    def _row(self, one: Due) -> ft.Control:
        palette = self._nav.window.palette
        return ft.ListTile(
            title=bold(self._name(one), 17, palette.ink),
            subtitle=quiet(palette, one_line(details(one, self._clock.now().date()))),
            on_click=lambda: self._nav.go(routes.StudentRoute(one.student, one.plan.series)),
            enable_feedback=False,
            content_padding=ft.Padding.symmetric(horizontal=18, vertical=GAP / 3),
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
        )

    def _name(self, one: Due) -> str:
        student = self._students.get(one.student)
        return student.name if student is not None else ""

    async def _print(self) -> None:
        day = self._clock.now().date()
        await print_week(self._nav, self._settings, self._week, day, self._name)

    def _back(self) -> None:
        self._nav.go(routes.TodayRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
