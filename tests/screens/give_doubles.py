"""A probe under way on a screen, on a window of our own that keeps what it is told."""

import asyncio
from types import SimpleNamespace

import flet as ft
from record_doubles import MINUTE, Clock, Journal

from probes.giving.session import OutOfTurn
from records.device_settings import Settings
from records.sitting import Head, Sitting
from screens.giving import give
from screens.giving.give import Give
from screens.parts.theme import LIGHT
from tests.screens.measure_forms import FORMS

give.BRACKET_S = 0
WIDTHS = {"phone": 360, "tablet": 1024}


class Window:
    """A window that shows nothing and keeps what it was told to send."""

    palette = LIGHT
    connected = True

    def __init__(self, width):
        self.phone = width < 600
        self.tasks = []
        run_task = lambda work, *values: self.tasks.append((work, values))  # noqa: E731
        self.page = SimpleNamespace(width=width, run_task=run_task)
        self.screen = None
        self.sent = []
        self.said = []

    def update(self, *controls):
        self.sent += controls

    def notice(self, text):
        self.said.append(text)

    def attempt(self, work):
        try:
            work()
        except OutOfTurn:
            return False
        return True


class Giving:
    """A probe under way on a screen."""

    def __init__(self, measure, *, mode="oral", profile="house", size="tablet"):
        self.clock = Clock()
        form = FORMS[measure]
        head = Head(
            administration="a",
            student="s",
            grade="2",
            form=form.id,
            measure=measure,
            profile=profile,
            profile_version=1,
            seconds=60,
            given_at="2026-11-24T09:15:00+00:00",
            examiner="",
            wall_ms=0,
            input_mode=mode,
        )
        self.sitting = Sitting.start(head, form, Journal(), self.clock)
        self.window = Window(WIDTHS[size])
        self.routes = []
        nav = SimpleNamespace(window=self.window, go=self.routes.append)
        students = SimpleNamespace(get=lambda student_id: None)
        settings = SimpleNamespace(now=Settings())
        self.give = Give(nav, None, self.sitting, students, settings)
        self.screen = self.give.build()
        self.window.screen = self.give

    @property
    def session(self):
        return self.sitting.session

    @property
    def status(self):
        return self.named("status").label

    def time_up(self):
        self.clock.pass_ms(MINUTE - self.sitting.elapsed_ms)
        self.sitting.tick()
        self.give.show_changes()

    def wait_for_the_result(self):
        """Let the time pass for which the bracket is seen."""
        for work, values in self.window.tasks:
            if work == self.give._show_result_soon:
                asyncio.run(work(*values))

    def press(self, *keys, shift=False):
        for key in keys:
            self.give.key(SimpleNamespace(key=key, shift=shift))

    def labels(self):
        return [c.label for c in every(self.screen) if isinstance(c, ft.Semantics)]

    def named(self, identifier):
        [found] = [c for c in every(self.screen) if getattr(c, "identifier", None) == identifier]
        return found

    def tap(self, label):
        [pad] = [c for c in every(self.screen) if isinstance(c, ft.Semantics) and c.label == label]
        pad.on_tap()

    def kinds(self):
        return {item: mark.kind for item, mark in self.session.marks.items()}


def every(control):
    """A control and all that is in it."""
    yield control
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    for child in inside:
        if isinstance(child, ft.Control):
            yield from every(child)
