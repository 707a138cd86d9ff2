"""A second scoring that is done: kept before it is compared, so that nobody scores towards it."""

import flet as ft

from records.second_scores import SecondScores
from records.sittings import Sittings
from screens.parts.controls import heading, primary, secondary, sheet
from screens.shell.navigation import Navigation
from screens.shell.routes import (
    AgreementRoute,
    GiveRoute,
    ReviewRoute,
    StudentListRoute,
    StudentRoute,
)
from screens.shell.window import Screen
from screens.words.catalogue import say


class KeepSecond(Screen):
    """Keep it and compare, or go back to the page; scored along, compare when the other is here."""

    def __init__(self, nav: Navigation, sittings: Sittings, second_scores: SecondScores) -> None:
        self._nav = nav
        self._sittings = sittings
        self._second_scores = second_scores

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, sitting = self._nav.window.palette, self._sittings.current
        along = sitting is not None and sitting.head.along
        broken_off = sitting is not None and sitting.session.spoiled is not None
        told = ".broken" if broken_off else ".along" if along else ""
        steps: list[ft.Control] = [
            primary(say("second.keep.along" if along else "second.keep"), self._keep),
            secondary(say("result.back.form"), lambda: self._nav.go(GiveRoute())),
        ]
        if along:
            steps.append(secondary(say("second.mine"), self._keep_as_probe))
        return sheet(
            heading(palette, say("second.done")),
            ft.Text(say(f"second.done.text{told}"), size=18, color=palette.ink),
            *steps,
        )

    def _keep(self) -> None:
        sitting = self._sittings.current
        if not self._put():
            return
        assert sitting is not None
        row_id, student = sitting.head.administration, sitting.head.student
        probe = sitting.head.second_of or self._second_scores.probe_of(row_id)
        if probe:
            self._nav.go(AgreementRoute(probe))
            return
        self._nav.go(StudentRoute(student))
        self._nav.window.notice(say("second.kept.along"))

    def _keep_as_probe(self) -> None:
        sitting = self._sittings.current
        if self._put():
            assert sitting is not None
            row_id = sitting.head.administration
            if self._nav.window.attempt(lambda: self._second_scores.keep_as_probe(row_id)):
                self._nav.go(ReviewRoute(row_id))

    def _put(self) -> bool:
        """Put the sitting on record, and tell whether the screen may be left."""
        if not self._nav.window.settled:
            return False  # the second tap of a double tap on the last word
        if self._sittings.current is None:  # kept in another tab
            self._nav.go(StudentListRoute())
            return False
        return self._nav.window.attempt(self._sittings.keep)
