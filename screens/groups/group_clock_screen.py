"""The clock of a group, while all of them write; the papers are scored afterwards.

A tap on a name says that this student has finished; another tap takes it back. The clock
is looked at ten times a second, and at the very end of the time.
"""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

import flet as ft

from records.form_library import FormLibrary
from records.papers import INTERRUPTED, Paper, Papers
from records.sittings import Sittings
from records.students import Students
from screens.giving.sitting_flow import SittingFlow
from screens.parts.controls import FOOT, bold, tapped_whole
from screens.parts.pads import Pad
from screens.parts.theme import GAP, PASSAGE_FONT
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.days import time_in_words
from screens.words.measure_names import form_name, measure_name

WAKE_MS = 100  # at most this long between two looks at the clock
FRAME = 3  # px, the edge that changes its colour when the time is up
RING = 220  # px across
NAME_HEIGHT = 60  # px
NAME_WIDTH = 264  # px of a student's name where there is room


class GroupClockScreen(Screen):
    """Nothing but what is left of the time, and who is still writing."""

    def __init__(
        self,
        nav: Navigation,
        flow: SittingFlow,
        sittings: Sittings,
        papers: Papers,
        students: Students,
        forms: FormLibrary,
    ) -> None:
        group = sittings.group
        assert group is not None
        self._nav = nav
        self._flow = flow
        self._sittings = sittings
        self._papers = papers
        self._students = students
        self._forms = forms
        self._group = group
        self._left_open = True
        self._over = not group.left_ms
        self._slept = self._over and group.slept
        self._wakelock = ft.Wakelock()
        nav.window.page.run_task(self._run_clock)
        nav.window.page.run_task(self._stay_awake)

    # Drawing

    def build(self) -> ft.Control:
        """Build the whole screen from the clock and the papers."""
        window, palette = self._nav.window, self._nav.window.palette
        self._given = self._papers.given_together()
        across = RING - 60 if window.phone else RING
        size = 56 if window.phone else 80  # at which the other font's zero looks struck out
        self._seconds = ft.Text("", size=size, color=palette.ink, font_family=PASSAGE_FONT)
        self._ring = ft.ProgressRing(
            value=0,
            width=across,
            height=across,
            stroke_width=12,
            color=palette.accent,
            bgcolor=palette.line,
        )
        self._words = ft.Text("", size=18, color=palette.muted)
        dial = ft.Stack(
            [self._ring, ft.Container(self._seconds, alignment=ft.Alignment.CENTER)],
            width=across,
            height=across,
        )
        self._clock_node = ft.Semantics(
            identifier="clock",
            exclude_semantics=True,
            content=ft.Column(
                [dial, self._words],
                spacing=GAP,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            ),
        )
        names = ft.Row(
            [self._name(paper) for paper in self._given],
            wrap=True,
            spacing=8,
            run_spacing=8,
            alignment=ft.MainAxisAlignment.CENTER,
        )
        middle = ft.Column(
            [self._about(), self._clock_node, names],
            spacing=28,
            scroll=ft.ScrollMode.AUTO,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        )
        edge = palette.caution if self._over else palette.paper
        sheet = ft.Container(
            middle,
            expand=True,
            padding=20,
            alignment=ft.Alignment.TOP_CENTER,
            border=ft.Border.all(FRAME, edge),
        )
        foot = ft.Container(
            self._foot(),
            data=FOOT,
            padding=ft.Padding.symmetric(horizontal=16, vertical=10),
            bgcolor=palette.caution_tint if self._over else palette.surface,
        )
        self._shown = -1
        self._refresh_clock()
        return ft.Column(
            [sheet, foot],
            spacing=0,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    def _about(self) -> ft.Control:
        palette, head = self._nav.window.palette, self._given[0].head
        form = self._forms.get(head.form, head.measure)
        name = measure_name(head.measure)
        about = f"{name} · {form_name(form)} · {form.id}" if form else name
        return ft.Text(about, size=16, color=palette.muted, text_align=ft.TextAlign.CENTER)

    def _name(self, paper: Paper) -> ft.Control:
        student = self._students.get(paper.head.student)
        name = called = student.name if student else ""
        if paper.used_ms is not None:
            name = say("clock.finished", name=name, seconds=_rounded(paper.used_ms))

        if self._over:  # whose papers to collect
            return ft.Container(
                bold(name, 18, self._nav.window.palette.title, text_align=ft.TextAlign.CENTER),
                width=NAME_WIDTH,
                padding=8,
            )

        def tap() -> None:
            self._finish(paper)

        # A button, and no pad: whoever goes by the keyboard has to reach it.
        palette, finished = self._nav.window.palette, paper.used_ms is not None
        running = self._group.stopped_ms is None
        button = tapped_whole(
            ft.Container(
                bold(name, 16, palette.title, text_align=ft.TextAlign.CENTER),
                alignment=ft.Alignment.CENTER,
            ),
            tap,
            chosen=finished,
            padding=ft.Padding.symmetric(horizontal=22),
            bgcolor=palette.accent_tint if finished else palette.surface,
            edge=ft.BorderSide(2, palette.accent) if finished else ft.BorderSide(1, palette.line),
            height=NAME_HEIGHT,
            called=called,
            enabled=running,
        )
        return ft.Container(button, width=NAME_WIDTH, opacity=1 if running else 0.4)

    @property
    def _all_done(self) -> bool:
        return all(paper.used_ms is not None for paper in self._given)

    def _foot(self) -> ft.Control:
        palette = self._nav.window.palette
        if self._group.stopped_ms is not None:
            said, pads = say("give.status.stop"), self._stop_choices()
            expand = True
        elif self._over or self._all_done:
            said = self._ended_in_words()
            pads, expand = [Pad(palette, say("clock.score"), self._leave_clock, main=True)], True
        else:
            said = say("clock.running")
            pads, expand = [Pad(palette, say("give.stop"), self._stop, small=True)], False
        for pad in pads:
            pad.control.expand = expand
        status = ft.Semantics(
            identifier="status",
            label=said,
            exclude_semantics=True,
            content=ft.Text(said, size=16, color=palette.ink, text_align=ft.TextAlign.CENTER),
        )
        row: ft.Control = ft.Row([pad.control for pad in pads], spacing=GAP)
        if self._group.stopped_ms is not None:
            cells: list[ft.Control] = [
                ft.Container(pad.control, col={"xs": 12, "sm": 4}) for pad in pads
            ]
            row = ft.ResponsiveRow(cells, spacing=GAP, run_spacing=GAP)
        return ft.Column(
            [status, row],
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    def _ended_in_words(self) -> str:
        if not self._over:
            return say("clock.all_done")
        if not self._slept:
            return say("clock.over")
        head = self._given[0].head
        up = datetime.fromisoformat(head.given_at) + timedelta(seconds=head.seconds)
        return say("clock.slept", time=time_in_words(up))

    def _stop_choices(self) -> list[Pad]:
        palette = self._nav.window.palette
        return [
            Pad(palette, say("clock.early"), self._all_finished, under="clock.early.help"),
            Pad(
                palette, say("clock.interrupted"), self._interrupted, under="clock.interrupted.help"
            ),
            Pad(palette, say("give.stop.go_on"), self._go_on, main=True),
        ]

    # What the examiner does

    def _finish(self, paper: Paper) -> None:
        at_ms = max(self._group.elapsed_ms, 1)
        if not self._group.left_ms or self._group.stopped_ms is not None:
            return
        used_ms = at_ms if paper.used_ms is None else None
        self._nav.window.attempt(lambda: self._papers.change([paper], used_ms=used_ms))
        self._nav.window.draw()

    def _stop(self) -> None:
        self._group.stop()
        self._nav.window.draw()

    def _go_on(self) -> None:
        self._group.go_on()
        self._over = not self._group.left_ms
        self._nav.window.draw()

    def _all_finished(self) -> None:
        writing = [paper for paper in self._given if paper.used_ms is None]
        at_ms = self._group.stopped_ms
        if self._nav.window.attempt(lambda: self._papers.change(writing, used_ms=at_ms)):
            self._leave_clock()

    def _interrupted(self) -> None:
        window, group, given = self._nav.window, self._group, self._given
        if not window.attempt(lambda: self._papers.change(given, left_out=INTERRUPTED)):
            return
        self._flow.leave_clock()
        self._nav.go(routes.StudentListRoute())

        def undo() -> None:
            if window.attempt(lambda: self._papers.change(given, left_out="")):
                if group.left_ms and self._sittings.group is None:
                    group.go_on()
                    self._sittings.group = group
                self._flow.begin()

        window.notice(say("papers.left_out.interrupted"), undo)

    def _leave_clock(self) -> None:
        self._flow.leave_clock()
        self._nav.go(routes.PapersRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """S stops; then 1 to 3 say why, in the order of the buttons, and Escape goes on."""
        if self._group.stopped_ms is None:
            if event.key.upper() == "S":
                self._stop()
            return
        why = {"1": self._all_finished, "2": self._interrupted, "3": self._go_on}
        chosen = {**why, "Escape": self._go_on}.get(event.key)
        if chosen is not None:
            chosen()

    # The clock

    async def _run_clock(self) -> None:
        while self._left_open:
            if self._sittings.group is not self._group:  # ended in another tab
                self._nav.go(routes.StudentListRoute())
                return
            if not self._over and not self._group.left_ms and self._group.stopped_ms is None:
                self._over, self._slept = True, self._group.slept
                self._nav.window.draw()
            else:
                self._nav.window.update(*self._refresh_clock())
            left = self._group.left_ms
            await asyncio.sleep((min(left, WAKE_MS) if left else WAKE_MS) / 1000)

    def _refresh_clock(self) -> list[ft.Control]:
        left = -(-self._group.left_ms // 1000)
        if left == self._shown:
            return []
        self._shown = left
        words = count_of("give.seconds_left", left) if left else say("give.time_up")
        self._seconds.value = str(left)
        self._ring.value = left / self._group.seconds
        self._words.value = words
        self._clock_node.label = f"{left} {words}" if left else words
        return [self._clock_node]

    async def _stay_awake(self) -> None:
        with suppress(TimeoutError, RuntimeError):  # no lock to be had, or the tab just went
            await self._wakelock.enable()  # type: ignore[no-untyped-call]

    async def _rest(self) -> None:
        with suppress(TimeoutError, RuntimeError):
            await self._wakelock.disable()  # type: ignore[no-untyped-call]

    def leave(self) -> None:
        """Let the screen sleep again."""
        self._left_open = False
        if self._nav.window.connected:
            self._nav.window.page.run_task(self._rest)


def _rounded(used_ms: int) -> int:
    return max(round(used_ms / 1000), 1)
