"""Which screen of a kept probe a route leads to, and what each is given."""

from records.open_records import OpenRecords
from screens.giving.sitting_flow import SittingFlow
from screens.review.agreement_screen import AgreementScreen
from screens.review.examiners import Examiners
from screens.review.replay import Replay
from screens.review.review import Review
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say

ReviewRoutes = (
    routes.ReviewRoute | routes.ReplayRoute | routes.AgreementRoute | routes.ExaminersRoute
)


def open_review(
    nav: Navigation, flow: SittingFlow, records: OpenRecords, route: ReviewRoutes
) -> Screen | None:
    """Make the screen of a route; None if the probe can't be read, which is said."""
    probe, clock = route.probe, records.clock
    students, forms, history = records.students, records.forms, records.history
    seconds = records.second_scores
    if isinstance(route, routes.ExaminersRoute):
        return Examiners(nav, seconds, students, clock, probe)
    if history.open(probe) is None:  # a newer Aimline's, or gone
        nav.window.notice(say("review.refused.unreadable"))
        return None
    match route:
        case routes.ReplayRoute():
            return Replay(nav, history, students, clock, probe)
        case routes.AgreementRoute():
            return AgreementScreen(nav, history, seconds, clock, probe)
        case routes.ReviewRoute():
            return Review(
                nav,
                flow,
                history,
                records.corrections,
                seconds,
                students,
                forms,
                records.devices,
                clock,
                probe,
            )
