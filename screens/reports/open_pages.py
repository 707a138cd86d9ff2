"""Which screen of the pages for people a route leads to, and what each is given."""

from records.students import Students
from screens.reports.class_pages_screen import ClassPages
from screens.reports.page_maker import PageMaker
from screens.reports.school_head import SchoolHeadScreen
from screens.reports.student_pages import StudentPages
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen

PagesRoutes = routes.StudentPagesRoute | routes.ClassPagesRoute | routes.SchoolHeadRoute


def open_pages(
    nav: Navigation, page_maker: PageMaker, students: Students, route: PagesRoutes
) -> Screen:
    """Make the screen of a route."""
    match route:
        case routes.StudentPagesRoute(student_id, series, kind):
            student = students.get(student_id)
            assert student is not None
            return StudentPages(nav, page_maker, student, series, kind)
        case routes.ClassPagesRoute(kind, whose):
            return ClassPages(nav, page_maker, kind, whose)
        case routes.SchoolHeadRoute(student_id, series):
            back: routes.Route = routes.SettingsRoute()
            if student_id is not None:
                back = routes.StudentPagesRoute(student_id, series)
            return SchoolHeadScreen(nav, page_maker, back)
