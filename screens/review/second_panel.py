"""How a second score of a probe comes about: marked now, or given by a second device."""

from collections.abc import Callable
from datetime import datetime

import flet as ft

from records.amended import DoesNotFit
from records.corrections import Corrections
from records.second_scores import SecondScores
from screens.giving.sitting_flow import SittingFlow
from screens.parts.controls import choice, quiet
from screens.review.panel import Choices
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.words.catalogue import say
from screens.words.days import time_in_words

NOW, COMPARE = "now", "compare"


def second_panel(
    nav: Navigation,
    flow: SittingFlow,
    second_scores: SecondScores,
    corrections: Corrections,
    probe: str,
    on_close: Callable[[], object],
) -> Choices:
    """Return what can be done about a second scorer."""
    palette = nav.window.palette
    there = second_scores.of(probe)
    options = {NOW: say("second.now")}
    if there:
        options[COMPARE] = say("second.compare", count=len(there))
    linked = {one.other for one in there}
    for other in second_scores.others(probe):
        if other.id not in linked:
            at = time_in_words(datetime.fromisoformat(other.given_at))
            who = f", {other.examiner}" if other.examiner else ""
            options[other.id] = say("second.link", time=at, who=who)
    along = {one.id: one for one in second_scores.along_of(probe)}
    for one in along.values():
        at = time_in_words(datetime.fromisoformat(one.at))
        who = f", {one.examiner}" if one.examiner else ""
        options[one.id] = say("second.link.along", time=at, who=who)

    def link(other: str) -> None:
        """Compare with another probe, which is left out so that no child has two scores a day."""

        def both() -> None:
            second_scores.link(probe, other)
            try:
                corrections.leave_out(other, say("second.linked.why"))
            except DoesNotFit:
                return  # it was left out for that already

        if nav.window.attempt(both):
            nav.go(routes.AgreementRoute(probe))
            nav.window.notice(say("second.linked"))

    def choose(what: str) -> None:
        if what == NOW:
            flow.score_second(probe)
        elif what == COMPARE:
            nav.go(routes.AgreementRoute(probe))
        elif what in along:
            if nav.window.attempt(lambda: second_scores.say_of(what, probe)):
                nav.go(routes.AgreementRoute(probe))
        else:
            link(what)

    parts: list[ft.Control] = [
        quiet(palette, say("second.panel.help"), 16),
        choice(palette, options, "", choose),
    ]
    return Choices(palette, say("second.panel"), parts, on_close)
