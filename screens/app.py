"""The only file that knows all screens: which one a route leads to, and what each is given.

Rooms that a start never shows (reviewing, reports, files that come in) are imported when they are
first entered, as the first screen waits for every import.
"""

from functools import cached_property
from typing import TYPE_CHECKING

import flet as ft

from records.caseload_reading import CaseloadReading
from records.student_changes import student_changes
from screens.forms.form_list import FormList
from screens.forms.student_view import StudentView
from screens.giving.give import Give
from screens.giving.other_tab import OtherTab
from screens.giving.ready import Ready
from screens.giving.recover import Recover
from screens.giving.result import Result
from screens.giving.sitting_flow import SittingFlow
from screens.giving.whose_turn import monitored_on
from screens.groups.edit_group import EditGroup
from screens.groups.edit_protocol import EditProtocol
from screens.groups.group_clock_screen import GroupClockScreen
from screens.groups.group_list import GroupList
from screens.groups.group_session import GroupSession
from screens.groups.group_setup import GroupSetup
from screens.groups.next_session_card import NextSessionCard
from screens.groups.papers_to_score import PapersToScore
from screens.groups.protocol_list import ProtocolList
from screens.progress.caseload_screen import CaseloadScreen
from screens.progress.decide import Decide
from screens.progress.group_goals import GroupGoals
from screens.progress.new_goal import NewGoal
from screens.progress.progress_cards import ProgressCards
from screens.review.keep_second import KeepSecond
from screens.running_app import App
from screens.settings.district_screen import DistrictScreen
from screens.settings.lock_screen import LockScreen
from screens.settings.settings_screen import SettingsScreen
from screens.settings.transfer import Transfer
from screens.sharing.change_passphrase import ChangePassphrase
from screens.sharing.joining import Joining
from screens.sharing.sharing_screen import SharingScreen
from screens.shell import flet_speed, routes
from screens.shell.navigation import Navigation
from screens.shell.still_reading import StillReading
from screens.shell.window import Screen, Window
from screens.students.change_log import ChangeLog
from screens.students.edit_student import EditStudent
from screens.students.merge_students import MergeStudents
from screens.students.reminders import Reminders
from screens.students.student_list import StudentList
from screens.students.student_page import StudentPage
from screens.today.season_screen import SeasonScreen
from screens.today.today_screen import TodayScreen
from screens.today.week_screen import WeekScreen

if TYPE_CHECKING:
    from screens.reports.page_maker import PageMaker


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
    def page_maker(self) -> "PageMaker":
        """What makes the pages for teachers, families and teams."""
        from screens.reports.page_maker import PageMaker

        return PageMaker(self._app.records)

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
        app, nav, flow, records = self._app, self.nav, self.flow, self._app.records
        students, forms, history = records.students, records.forms, records.history
        settings, clock, sittings = records.settings, records.clock, records.sittings
        papers = records.papers
        if not self._shown_unread(route):
            return StillReading(nav, route, lambda: app.reading)
        match route:
            case routes.ReadyRoute() | routes.GroupSetupRoute() if sittings.giving:
                flow.begin()  # a sitting under way comes first
                return None
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
            case routes.WeekRoute():
                return WeekScreen(nav, records.week, students, settings, clock)
            case routes.SeasonRoute():
                return SeasonScreen(
                    nav,
                    records.seasons,
                    students,
                    forms,
                    records.absences,
                    settings,
                    clock,
                    records.benchmark_results,
                )
            case routes.GroupsRoute():
                return GroupList(nav, records.groups)
            case routes.EditGroupRoute(group):
                known = None if group is None else records.groups.get(group)
                return EditGroup(nav, records.groups, students, records.protocols, clock, known)
            case routes.GroupSessionRoute(group, day):
                known = records.groups.get(group)
                assert known is not None
                return GroupSession(
                    nav,
                    records.groups,
                    students,
                    records.sessions,
                    records.protocols,
                    records.calendar,
                    clock,
                    settings.now.examiner,
                    known,
                    NextSessionCard(nav, records.prepared, forms, settings, clock, known),
                    day,
                )
            case routes.ProtocolsRoute():
                return ProtocolList(nav, records.protocols)
            case routes.EditProtocolRoute(protocol):
                one = None if protocol is None else records.protocols.get(protocol)
                return EditProtocol(nav, records.protocols, one)
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
            case routes.BringInRoute():
                from screens.students.bring_in import BringIn

                return BringIn(nav, records, app.sharing)
            case routes.EditStudentRoute(student_id):
                found = None if student_id is None else students.get(student_id)
                return EditStudent(nav, students, found, records.groups, clock)
            case routes.StudentRoute(student_id, series):
                cards = ProgressCards(nav, records, student_id, series)
                return StudentPage(nav, students, forms, history, clock, student_id, cards)
            case routes.NewGoalRoute(student_id, series):
                student = students.get(student_id)
                assert student is not None
                monitoring, planned = records.monitoring, records.planned
                return NewGoal(nav, monitoring, planned, forms, settings, clock, student, series)
            case routes.StudentPagesRoute() | routes.ClassPagesRoute() | routes.SchoolHeadRoute():
                from screens.reports.open_pages import open_pages

                return open_pages(nav, self.page_maker, students, route)
            case routes.CaseloadRoute():
                day, monitoring = clock.now().date(), records.monitoring
                return CaseloadScreen(
                    nav,
                    records.groups,
                    history,
                    lambda: CaseloadReading(students, records.groups, monitoring, day),
                    records.benchmark_results,
                )
            case routes.GroupGoalsRoute(group_id, from_today):
                whole = next(group for group in records.groups.all() if group.id == group_id)
                return GroupGoals(nav, records, whole, from_today=from_today)
            case routes.DecideRoute(student_id, series, meeting):
                student = students.get(student_id)
                today = clock.now().date()
                progress = records.monitoring.of_series(student_id, series, today, records.closer)
                assert student is not None
                assert progress is not None
                assert progress.plan is not None
                where: routes.Route = routes.StudentRoute(student_id, series)
                if meeting is not None:
                    where = routes.ClassPagesRoute("meeting", meeting)
                return Decide(nav, records, student, progress, progress.plan, where)
            case routes.MergeStudentsRoute(student_id):
                student = students.get(student_id)
                assert student is not None
                return MergeStudents(nav, students, history, student)
            case routes.ChangeLogRoute(student_id):
                changes = student_changes(records.store, students, student_id)
                student = students.get(student_id)
                assert student is not None
                return ChangeLog(nav, student, changes, records.devices, clock)
            case (
                routes.ReviewRoute()
                | routes.ReplayRoute()
                | routes.AgreementRoute()
                | routes.ExaminersRoute()
            ):
                from screens.review.open_review import open_review

                return open_review(nav, flow, records, route)
            case routes.ReadyRoute(student_id, measure, three, level):
                student = students.get(student_id)
                assert student is not None
                if not measure:
                    measure, level = monitored_on(records, student.id)
                return Ready(
                    nav,
                    flow,
                    student,
                    forms,
                    history,
                    settings,
                    clock,
                    students,
                    records.prepared,
                    measure=measure,
                    three=three,
                    level=level,
                )
            case routes.GiveRoute(going_on):
                sitting = sittings.current
                assert sitting is not None
                return Give(nav, flow, sitting, students, settings, going_on=going_on)
            case routes.ResultRoute() if sittings.current and sittings.current.head.second:
                return KeepSecond(nav, sittings, records.second_scores)
            case routes.ResultRoute():
                return Result(
                    nav,
                    flow,
                    sittings,
                    students,
                    papers,
                    history,
                    records.monitoring,
                    records.week,
                    settings,
                    clock,
                )
            case routes.RecoverRoute():
                return Recover(nav, flow, sittings, students)
            case routes.OtherTabRoute(taken):
                return OtherTab(nav, flow, taken=taken)
            case routes.GroupSetupRoute(group):
                return GroupSetup(nav, flow, students, forms, history, settings, clock, group)
            case routes.GroupClockRoute():
                return GroupClockScreen(nav, flow, sittings, papers, students, forms)
            case routes.PapersRoute():
                return PapersToScore(nav, flow, papers, students, forms, clock)
            case routes.FormListRoute(near):
                return FormList(
                    nav, forms, settings, records.form_effects, records.cut_points, history, near
                )
            case routes.OwnFormRoute(measure, level):
                from screens.forms.own_form_screen import OwnFormScreen

                return OwnFormScreen(nav, forms, measure, level)
            case routes.StudentViewRoute(form):
                return StudentView(nav, form)
            case routes.SettingsRoute():
                return SettingsScreen(
                    nav,
                    settings,
                    forms,
                    sittings,
                    records.lock,
                    self._transfer,
                    problems=records.store.problems,
                    shares=app.sharing is not None,
                    browser=app.browser,
                    folder=app.folder,
                    version=app.version,
                    flet_problem=flet_speed.install(),
                )
            case routes.DistrictRoute():
                return DistrictScreen(nav, records)
            case routes.CalendarRoute():
                from screens.settings.calendar_screen import CalendarScreen

                return CalendarScreen(nav, records.calendar, clock)
            case routes.ExportRoute() as asked:
                from screens.settings.export_screen import ExportScreen

                return ExportScreen(nav, records, in_browser=app.browser is not None, asked=asked)
            case routes.SharingRoute() if app.sharing is not None:
                return SharingScreen(
                    nav,
                    app.sharing,
                    records.store,
                    records.devices,
                    settings,
                    clock,
                    in_browser=app.browser is not None,
                )
            case routes.JoinRoute(founding) if app.sharing is not None:
                in_browser = app.browser is not None
                return Joining(nav, app.sharing, students, founding=founding, in_browser=in_browser)
            case routes.ChangePassphraseRoute() if app.sharing is not None:
                return ChangePassphrase(nav, app.sharing)
        return None


def open_tab(page: ft.Page, app: App) -> Tab:
    """Show a new tab its first screen."""
    tab = Tab(page, app)
    tab.flow.begin()
    tab.scores_wanted()
    if app.sharing is not None:
        app.sharing.soon()
    return tab
