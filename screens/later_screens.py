"""All screens but those that a start may show first: which one a route leads to, what each gets.

``app`` imports this once the first screen is there. What few enter (reviewing, reports, files that
come in) is imported when it is first entered.
"""

from functools import cached_property
from typing import TYPE_CHECKING

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
from screens.settings.settings_screen import SettingsScreen
from screens.settings.transfer import Transfer
from screens.sharing.change_passphrase import ChangePassphrase
from screens.sharing.joining import Joining
from screens.sharing.sharing_screen import SharingScreen
from screens.shell import flet_speed, routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.students.change_log import ChangeLog
from screens.students.edit_student import EditStudent
from screens.students.merge_students import MergeStudents
from screens.students.student_page import StudentPage
from screens.today.season_screen import SeasonScreen
from screens.today.week_screen import WeekScreen

if TYPE_CHECKING:
    from screens.reports.page_maker import PageMaker


class LaterScreens:
    """Makes the screens of one tab."""

    def __init__(self, app: App, nav: Navigation, flow: SittingFlow, transfer: Transfer) -> None:
        self._app = app
        self._nav = nav
        self._flow = flow
        self._transfer = transfer

    @cached_property
    def page_maker(self) -> "PageMaker":
        """What makes the pages for teachers, families and teams."""
        from screens.reports.page_maker import PageMaker

        return PageMaker(self._app.records)

    def screen(self, route: routes.Route) -> Screen | None:
        """Make the screen of a route; None if another one was shown instead."""
        app, nav, flow, records = self._app, self._nav, self._flow, self._app.records
        students, forms, history = records.students, records.forms, records.history
        settings, clock, sittings = records.settings, records.clock, records.sittings
        papers = records.papers
        match route:
            case routes.ReadyRoute() | routes.GroupSetupRoute() if sittings.giving:
                flow.begin()  # a sitting under way comes first
                return None
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
                    records.devices,
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
            case routes.BringInRoute():
                from screens.students.bring_in import BringIn

                return BringIn(nav, records, app.sharing)
            case routes.EditStudentRoute(student_id):
                found = None if student_id is None else students.get(student_id)
                return EditStudent(nav, students, found, records.groups, clock)
            case routes.StudentRoute(student_id, series):
                cards = ProgressCards(nav, records, student_id, series)
                return StudentPage(
                    nav, students, forms, history, records.devices, clock, student_id, cards
                )
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
            case routes.CalendarRoute(window):
                from screens.settings.calendar_screen import CalendarScreen

                return CalendarScreen(nav, records.calendar, clock, window=window)
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
