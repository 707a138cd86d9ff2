"""A probe was under way when Aimline closed: go on, keep, or discard."""

import asyncio

import flet as ft

from probes.giving import events
from probes.measures.profiles import profile
from probes.scoring.score import score
from records.sitting import DAMAGED
from records.sittings import Sittings
from records.students import Students
from screens.giving.sitting_flow import SittingFlow
from screens.parts.controls import bold, heading, primary, quiet, secondary, sheet
from screens.shell.navigation import Navigation
from screens.shell.routes import StudentListRoute
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.measure_names import form_name


class Recover(Screen):
    """Asks what to do with the sitting of an earlier run."""

    def __init__(
        self, nav: Navigation, flow: SittingFlow, sittings: Sittings, students: Students
    ) -> None:
        assert sittings.current is not None
        self._nav = nav
        self._flow = flow
        self._sittings = sittings
        self._sitting = sittings.current
        self._students = students
        self._ticking = False

    @property
    def _undecided(self) -> bool:
        """Whether nobody, in another tab, has decided about it meanwhile."""
        return self._sittings.recovered and self._sittings.current is self._sitting

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, sitting = self._nav.window.palette, self._sitting
        student = self._students.get(sitting.head.student)
        rules = profile(sitting.head.profile, sitting.head.profile_version)
        errors = score(sitting.session, rules).errors
        told = "recover.damaged" if DAMAGED in sitting.conditions else "recover.text"
        self._so_far = quiet(palette, self._told(errors), 16)
        if not self._ticking:
            self._ticking = True
            self._nav.window.page.run_task(self._tick, errors)
        return sheet(
            heading(palette, say("recover.title"), 24),
            bold(student.name if student else "", 20, palette.ink),
            ft.Text(form_name(sitting.session.form), size=18, color=palette.ink),
            ft.Text(say(told), size=18, color=palette.ink),
            self._so_far,
            primary(say("recover.go_on"), self._go_on),
            secondary(say("recover.keep"), self._keep),
            secondary(say("recover.discard"), self._discard),
        )

    def _told(self, errors: int) -> str:
        left = -(-self._sitting.left_ms // 1000)
        clock = count_of("recover.left", left) if left else say("recover.over")
        return f"{clock} {say('recover.marks', errors=errors)}"

    async def _tick(self, errors: int) -> None:
        """Count the seconds down: the clock has run on all the while."""
        window = self._nav.window
        while window.screen is self and window.lives and self._sitting.left_ms:
            await asyncio.sleep(1)
            self._so_far.value = self._told(errors)
            if window.screen is self:
                window.update(self._so_far)

    def _go_on(self) -> None:
        if not self._undecided:
            self._flow.begin()
            return
        self._sittings.recovered = False
        self._flow.take()

    def _keep(self) -> None:
        sitting = self._sitting
        if not self._undecided:
            self._flow.begin()
            return

        def keep() -> None:
            sitting.end(events.Spoil, reason=say("result.reason.interrupted"))
            self._sittings.keep()

        if self._nav.window.attempt(keep):
            self._leave(say("recover.kept"))

    def _discard(self) -> None:
        if not self._undecided:
            self._flow.begin()
        elif self._nav.window.attempt(self._sittings.discard):
            self._leave(say("recover.discarded"))

    def _leave(self, said: str) -> None:
        self._sittings.recovered = False
        self._nav.go(StudentListRoute())
        self._nav.window.notice(said)
