"""One tab of Aimline, and its first screens; all others are made in ``later_screens``.

The first screen waits for every import, so the others' come after it.
"""

import asyncio
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

import flet as ft

from screens.giving.sitting_flow import SittingFlow
from screens.running_app import GIVING_S, App
from screens.settings.lock_screen import LockScreen
from screens.settings.transfer import Transfer
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.still_reading import StillReading
from screens.shell.window import Screen, Window
from screens.students.reminders import Reminders
from screens.students.student_list import StudentList
from screens.today.today_screen import TodayScreen

if TYPE_CHECKING:
    from screens.later_screens import LaterScreens

# What is imported once the first screen is there, by what is likely wanted next. A tap waits for
# one of these at most, so none brings many modules.
NEXT = (
    "screens.students.edit_student",
    "screens.giving.ready",
    "screens.giving.answer_entry",
    "screens.giving.layouts.by_measure",
    "screens.giving.give",
    "flet.canvas",
    "screens.giving.score_parts",
    "screens.giving.result",
    "screens.students.student_page",
    "screens.progress.caseload_screen",
    "screens.forms.form_list",
    "screens.settings.settings_screen",
    "screens.groups.group_session",
    "screens.progress.group_goals",
    "screens.sharing.sharing_screen",
    "screens.groups.group_setup",
    "screens.settings.district_screen",
    "screens.today.season_screen",
    "screens.students.merge_students",
    "screens.later_screens",
)
BETWEEN_S = 0.02  # between two of them, for taps


class Tab:
    """One tab: its window, the sitting it may hold, and its screens."""

    def __init__(self, page: ft.Page, app: App) -> None:
        self._app = app
        records = app.records
        self.window = Window(
            page,
            records.clock,
            records.lock,
            lambda: records.settings.now.theme,
            {
                "today": lambda: self.nav.go(routes.TodayRoute()),
                "students": lambda: self.nav.go(routes.StudentListRoute()),
                "caseload": lambda: self.nav.go(routes.CaseloadRoute()),
                "forms": lambda: self.nav.go(routes.FormListRoute()),
                "settings": lambda: self.nav.go(routes.SettingsRoute()),
            },
            lambda: LockScreen(self.nav, records.lock, records.clock),
            lambda: app.reading is not None,
            app.files,
            app.printing,
        )
        self.nav = Navigation(self.window, self._screen)
        self.flow = SittingFlow(
            self.nav, records.sittings, records.papers, records.plans, records.second_scores
        )
        self.flow.known = lambda: self._shown_unread(routes.TodayRoute())
        self._transfer = Transfer(self.nav, records, app.sharing, self.scores_wanted)
        self._reminders = Reminders(
            self.nav,
            records.store,
            records.settings,
            app.sharing,
            app.browser,
            self._transfer.save,
        )
        self._arrived = 0
        self._reminded: object = None
        app.open(self)
        if app.sharing is not None:
            self._arrived = app.sharing.status.arrived
            self._reminded = self._reminders.state()
            app.sharing.watch(self._came_in)

    @cached_property
    def _later(self) -> "LaterScreens":
        """All screens but the first ones."""
        from screens.later_screens import LaterScreens

        return LaterScreens(self._app, self.nav, self.flow, self._transfer)

    async def load_later(self) -> None:
        """Import the other screens once the first one is there, some at a time; none while giving.

        A screen that is entered before imports itself.
        """
        if self._app.drawn is not None:
            await self._app.drawn()
        for name in NEXT:
            await asyncio.sleep(BETWEEN_S)
            while self._app.records.sittings.giving:
                await asyncio.sleep(GIVING_S)
            import_module(name)

    def scores_wanted(self) -> None:
        """Compute what came in, beside everything else."""
        self.window.page.run_task(self._app.compute_scores)

    def refresh(self) -> None:
        """Fill the list of students or today's anew, or go on where that waited for what came."""
        if isinstance(self.window.screen, StudentList | TodayScreen | StillReading):
            self.window.screen.refresh()

    def show_reading(self) -> None:
        """Show how much of the records is read."""
        if isinstance(self.window.screen, StudentList | StillReading):
            self.window.screen.refresh()

    def _shown_unread(self, route: routes.Route) -> bool:
        """Return whether a screen can be shown, by the index, though many probes are not read."""
        if self._app.reading is None or isinstance(route, routes.StudentListRoute):
            return True
        by_index = routes.TodayRoute | routes.WeekRoute | routes.CaseloadRoute
        return isinstance(route, by_index) and self._app.records.history.ready

    def _came_in(self) -> None:
        """Fill the list anew when others' changes came in, or what it points out has changed."""
        sharing, browser = self._app.sharing, self._app.browser
        if sharing is None:
            return
        before, self._reminded = self._reminded, self._reminders.state()
        changed = self._reminded != before
        if changed and sharing.status.out and browser is not None:
            self._app.records.settings.went_out(sharing.status.out)
        if sharing.status.arrived != self._arrived or changed:
            self._arrived = sharing.status.arrived
            self.refresh()
            self.scores_wanted()

    def _screen(self, route: routes.Route) -> Screen | None:
        """Make the screen of a route; None if another one was shown instead."""
        app, nav, records = self._app, self.nav, self._app.records
        students, history, papers = records.students, records.history, records.papers
        settings, clock = records.settings, records.clock
        if not self._shown_unread(route):
            return StillReading(nav, route, lambda: app.reading)
        match route:
            case routes.TodayRoute():
                return TodayScreen(
                    nav,
                    records.week,
                    students,
                    history,
                    records.monitoring,
                    records.absences,
                    papers,
                    clock,
                    records.sessions,
                    self._reminders,
                    records.store,
                    app.sharing,
                    records.groups,
                    settings,
                )
            case routes.StudentListRoute():
                return StudentList(
                    nav,
                    students,
                    papers,
                    history,
                    clock,
                    self._reminders,
                    settings,
                    add_sample=records.add_sample,
                    reading=lambda: app.reading,
                )
        return self._later.screen(route)


def open_tab(page: ft.Page, app: App) -> Tab:
    """Show a new tab its first screen."""
    tab = Tab(page, app)
    tab.flow.begin()
    tab.scores_wanted()
    page.run_task(tab.load_later)
    if app.sharing is not None:
        app.sharing.soon()
    return tab
