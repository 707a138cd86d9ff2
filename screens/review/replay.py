"""A kept probe, played: its clock and its marks as they came, at one to eight times.

It plays what counts. Beside it stands the pace in stretches of ten seconds, and where the errors
lie. Nothing here changes anything.
"""

import asyncio

import flet as ft

from probes.giving.session import Session, new, replay
from probes.measures.measure import MEASURES
from probes.scoring.pace import pace, plays_until
from records.history import History
from records.record_store import Clock
from records.students import Students
from screens.giving.layouts.layout import Room
from screens.parts.controls import (
    FOOT,
    bold,
    card,
    choice,
    primary,
    rename,
    secondary,
)
from screens.parts.theme import GAP, PHONE, WIDE
from screens.review.pace_drawing import pace_drawing
from screens.review.probe_page import Page
from screens.review.review_cards import probe_header
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say

SPEEDS = ("1", "2", "4", "8")
FRAME_S = 0.1  # between two looks
MARGIN, INSIDE, LETTERS = 16, 18, 20  # px


class Replay(Screen):
    """One probe, played. ``at_ms`` is where it is; ``playing`` whether it goes on."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        history: History,
        students: Students,
        clock: Clock,
        probe: str,
    ) -> None:
        opened = history.open(probe)
        assert opened is not None
        self._nav = nav
        self._students = students
        self._clock = clock
        self._probe = probe
        self._given = opened.administration
        self._whole = self._given.session()
        # What was undone is played, too: it is how the page came to be.
        self._events = self._whole.events
        self._until = plays_until(self._whole)
        self._speed = 1
        self._began_ms = 0
        self.at_ms = 0
        self.playing = False
        self._here = True

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        width = int(window.page.width or WIDE) - 2 * (MARGIN + INSIDE)
        room = Room(palette=palette, size=LETTERS, width=width, phone=width < PHONE)
        self._page = Page(
            self._session,
            room,
            on_item=self._nothing,
            on_group=self._nothing,
            on_line=self._nothing,
            on_drag=self._nothing,
        )
        given = self._given
        head = probe_header(palette, given, self._students, self._clock.now(), self._back)
        drawn: list[ft.Control] = [card(palette, self._page.control)]
        found = pace(self._whole)
        if found is not None:
            drawn.insert(0, pace_drawing(palette, found, given.form, width))
        body = ft.Column(
            [head, *drawn],
            spacing=GAP,
            scroll=ft.ScrollMode.AUTO,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        self._time = bold("", 22, palette.title)
        self._bar = ft.ProgressBar(value=0, color=palette.accent, bgcolor=palette.line)
        self._clock_node = ft.Semantics(
            identifier="clock", exclude_semantics=True, content=self._time
        )
        self._speeds = ft.Container()
        self._start = primary(say("replay.play"), self.toggle, expand=window.phone)
        self._foot = ft.Container(
            self._foot_rows(),
            data=FOOT,
            padding=ft.Padding.symmetric(horizontal=MARGIN, vertical=12),
            bgcolor=palette.surface,
        )
        self._fill()
        return ft.Column(
            [ft.Container(body, padding=MARGIN, expand=True), self._foot], spacing=0, expand=True
        )

    @property
    def _session(self) -> Session:
        """The session at the time that is shown; at the end with all that was marked later."""
        given = self._given
        over = self.at_ms >= self._until
        done = [one for one in self._events if over or one.at_ms <= self.at_ms]
        return replay(new(given.form, MEASURES[given.measure], given.seconds), done)

    def _foot_rows(self) -> ft.Control:
        """Build the foot, whose buttons stay: a tap that is under way finds them."""
        again = secondary(say("replay.again"), self.restart)
        rows: list[ft.Control] = [ft.Row([self._clock_node, ft.Container(self._bar, expand=True)])]
        if self._nav.window.phone:
            rows += [self._speeds, ft.Row([again, self._start], spacing=GAP)]
        else:
            space = ft.Container(expand=True)
            rows.append(ft.Row([self._speeds, space, again, self._start], spacing=GAP))
        return ft.Column(rows, spacing=GAP, tight=True)

    def _fill(self) -> None:
        """Show the time, the speed, and what the start button does now."""
        self._tell()
        speeds = {speed: say("replay.speed", times=speed) for speed in SPEEDS}
        self._speeds.content = choice(
            self._nav.window.palette, speeds, str(self._speed), self._choose
        )
        rename(self._start, say("replay.pause" if self.playing else "replay.play"))

    def _tell(self) -> None:
        """Write the time."""
        seconds, whole = self.at_ms // 1000, self._until // 1000
        self._time.value = f"{seconds // 60}:{seconds % 60:02}"
        self._clock_node.label = say("replay.clock", seconds=seconds, of=whole)
        self._bar.value = self.at_ms / self._until if self._until else 1

    def show(self, at_ms: int) -> None:
        """Show the page as it was at a time; at the end it stops."""
        self.at_ms = min(at_ms, self._until)
        changed = self._page.show(self._session)
        self._tell()
        if self.at_ms >= self._until and self.playing:
            self.playing = False
            self._fill()
            changed.append(self._foot)
        self._nav.window.update(*changed, self._clock_node, self._bar)

    def toggle(self) -> None:
        """Play, or pause; at the end, from the start."""
        if self.playing:
            self.playing = False
        else:
            if self.at_ms >= self._until:
                self.at_ms = 0
            self.playing = True
            self._anchor()
            self._nav.window.page.run_task(self._run, self._began_ms)
        self._redraw()

    def restart(self) -> None:
        """Go back to the start."""
        self.at_ms, self.playing = 0, False
        self._redraw()

    def _choose(self, speed: str) -> None:
        self._speed = int(speed)
        self._anchor()
        if self.playing:
            self._nav.window.page.run_task(self._run, self._began_ms)
        self._redraw()

    def _anchor(self) -> None:
        """Note from when on it plays, on a clock that only goes forward."""
        self._began_ms = self._clock.steady_ms() - self.at_ms // self._speed

    async def _run(self, began_ms: int) -> None:
        """Play until paused, at the end, or begun anew at another speed."""
        while self._here and self.playing and began_ms == self._began_ms:
            self.show((self._clock.steady_ms() - began_ms) * self._speed)
            await asyncio.sleep(FRAME_S)

    def _redraw(self) -> None:
        changed = self._page.show(self._session)
        self._fill()
        self._nav.window.update(*changed, self._foot)

    def _nothing(self, *_: int) -> None:
        """Touches change nothing here."""

    def leave(self) -> None:
        """Play no more."""
        self._here = False

    def _back(self) -> None:
        self._nav.go(routes.ReviewRoute(self._probe))

    def key(self, event: ft.KeyboardEvent) -> None:
        """Space plays and pauses, the digits choose a speed, Escape goes back."""
        if event.key == "Escape":
            self._back()
        elif event.key == " ":
            self.toggle()
        elif event.key in SPEEDS:
            self._choose(event.key)
