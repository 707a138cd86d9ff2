"""Give a probe: the clock, the words, and nothing that could nag.

Every tap goes through the sitting, which writes it before it is shown here.
Only what changed is sent. The clock wakes at the seconds and at the end, by
absolute times on a clock that only goes forward.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import TYPE_CHECKING

import flet as ft

from probes import events
from probes.events import Event
from probes.profiles import profile
from probes.scoring import score, so_far, suggests_stopping
from probes.session import Ended, Phase
from screens.catalogue import say
from screens.controls import bold
from screens.pads import Pad, WaitPad
from screens.passage import Passage
from screens.theme import GAP
from screens.window import Screen

if TYPE_CHECKING:
    from screens.way import Way

MAIN_WIDTH = 200  # px of the next step's pad where there is room
WAKE_MS = 100  # at most this long between two looks at the clock


class Taps(Enum):
    """What a tap on a word means now."""

    MARK = auto()
    SKIP = auto()
    LAST = auto()


class Give(Screen):
    """The screen while a probe is given."""

    def __init__(self, way: "Way") -> None:
        sitting = way.desk.sitting
        assert sitting is not None
        self._way = way
        self._window = window = way.window
        self._sitting = sitting
        self._profile = profile(sitting.head.profile, sitting.head.profile_version)
        self._taps = Taps.MARK
        self._cursor: int | None = None
        self._suggestion_declined = False
        self._phase = sitting.session.phase
        self._left_open = True
        self._wakelock = ft.Wakelock()
        window.page.run_task(self._run_clock)
        window.page.run_task(self._stay_awake)

    # Drawing

    def build(self) -> ft.Control:
        """Build the whole screen from the sitting."""
        window, palette = self._window, self._window.palette
        session = self._sitting.session
        student = window.desk.student(self._sitting.head.student)
        self._clock = bold("", 22, palette.ink)
        self._ring = ft.ProgressRing(
            value=0, width=56, height=56, stroke_width=6, color=palette.accent, bgcolor=palette.line
        )
        self._clock_words = ft.Text("", size=13, color=palette.muted)
        self._rate = bold("", 24, palette.title)
        self._errors = bold("", 24, palette.error)
        self._clock_node = ft.Semantics(
            identifier="clock",
            exclude_semantics=True,
            content=ft.Row(
                [
                    ft.Stack(
                        [self._ring, ft.Container(self._clock, alignment=ft.Alignment.CENTER)],
                        width=56,
                        height=56,
                    ),
                    ft.Column(
                        [
                            self._clock_words,
                            ft.Text(
                                say("give.of", seconds=session.seconds),
                                size=13,
                                color=palette.muted,
                            ),
                        ],
                        spacing=0,
                        tight=True,
                    ),
                ],
                tight=True,
                spacing=10,
            ),
        )
        self._rate_node = self._figure("rate", say("give.so_far"), self._rate, say("give.unit"))
        self._errors_node = self._figure("errors", say("give.errors"), self._errors, "")
        who = ft.Column(
            [
                bold(student.name if student else "", 15, palette.title, no_wrap=True, max_lines=1),
                ft.Text(
                    session.form.title, size=13, color=palette.muted, no_wrap=True, max_lines=1
                ),
            ],
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.END,
            expand=True,
        )
        figures: list[ft.Control] = [self._clock_node]
        if window.desk.settings.live_rate:
            figures.append(self._rate_node)
        figures.append(self._errors_node)
        top: list[ft.Control] = [ft.Row(figures, spacing=24)]
        if not window.phone:
            top = [ft.Row([*figures, who], spacing=28)]
        self._top = ft.Container(
            ft.Column(top, tight=True, spacing=4),
            padding=ft.Padding.symmetric(horizontal=20, vertical=10),
        )
        self._status = ft.Text("", size=16, color=palette.ink, text_align=ft.TextAlign.CENTER)
        self._status_node = ft.Semantics(
            identifier="status", content=self._status, exclude_semantics=True
        )
        self._bar = ft.Container(
            padding=ft.Padding.symmetric(horizontal=16, vertical=10), bgcolor=palette.surface
        )
        self._undo = Pad(palette, say("give.undo"), self._take_back, main=True)
        self._last = Pad(palette, say("give.last"), self._choose_last, main=True)
        self._look: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._wait = WaitPad(palette, self._begin_wait)
        self._skip = Pad(palette, say("give.skip"), self._choose_skip)
        self._stop = Pad(palette, say("give.stop"), self._stop_here, small=True)
        size = window.desk.settings.passage_size
        self._passage = Passage(
            session, palette, size, on_word=self._tap_word, on_count=self._tap_count
        )
        self._sheet = ft.Container(
            self._passage.column,
            expand=True,
            padding=ft.Padding.only(left=8 if window.phone else 32, right=8, top=8),
        )
        self._frame = ft.Container(
            ft.Column([self._top, self._sheet, self._bar], spacing=0, expand=True), expand=True
        )
        self._refresh()
        return self._frame

    def _figure(self, name: str, caption: str, value: ft.Text, unit: str) -> ft.Semantics:
        palette = self._window.palette
        row: list[ft.Control] = [value]
        if unit and not self._window.phone:
            row.append(ft.Text(unit, size=15, color=palette.title))
        return ft.Semantics(
            identifier=name,
            exclude_semantics=True,
            content=ft.Column(
                [
                    ft.Text(caption, size=13, color=palette.muted),
                    ft.Row(row, spacing=6, tight=True),
                ],
                spacing=0,
                tight=True,
            ),
        )

    def _refresh(self) -> list[ft.Control]:
        """Bring the figures up to date, and the bars if they look different now.

        Return what may have changed.
        """
        session = self._sitting.session
        errors = score(session, self._profile).errors
        self._errors.value = str(errors)
        self._errors_node.label = f"{errors} {say('give.errors')}"
        changed = [self._errors_node, *self._refresh_clock()]
        look = (
            session.phase,
            self._sitting.stopped_ms is None,
            self._suggesting,
            self._taps,
            session.waiting is None,
            session.undoable is None,
            self._sitting.done,
        )
        if look != self._look:
            self._look = look
            self._refresh_bars()
            changed = [self._frame]
        return changed

    def _refresh_clock(self) -> list[ft.Control]:
        sitting, session = self._sitting, self._sitting.session
        left = -(-sitting.left_ms // 1000)
        self._clock.value = str(left)
        self._ring.value = sitting.left_ms / session.limit_ms
        running = session.phase is Phase.RUNNING
        words = "give.seconds_left" if running else "give.time_up"
        if session.ended is not None and session.ended is not Ended.TIME_UP:
            words = "give.stopped"
        self._clock_words.value = say(words)
        self._clock_node.label = f"{left} {say('give.seconds_left')}" if running else say(words)
        rate = so_far(session, self._profile, sitting.elapsed_ms)
        exact = score(session, self._profile).rate if session.complete else None
        text = say("give.rate.unknown")
        if exact is not None:
            text = say("give.rate.exact", rate=round(exact))
        elif rate is not None and sitting.elapsed_ms >= 5_000:
            text = say("give.rate.least", rate=int(rate))
        self._rate.value = text
        self._rate_node.label = f"{say('give.so_far')} {text} {say('give.unit')}"
        waiting = session.waiting
        self._wait.show(None if waiting is None else sitting.elapsed_ms - waiting.at_ms)
        shown = (left, words, text)
        if shown == self._shown:
            return self._wait.changed()
        self._shown = shown
        return [self._clock_node, self._rate_node, *self._wait.changed()]

    def _refresh_bars(self) -> None:
        palette, session = self._window.palette, self._sitting.session
        over = session.phase is Phase.CLOSING
        stopping = self._sitting.stopped_ms is not None
        ground = palette.caution_tint if over else palette.surface
        self._top.bgcolor = self._bar.bgcolor = ground
        self._sheet.border = ft.Border.all(3, palette.caution if over else palette.paper)
        self._sheet.opacity = 0.45 if stopping else 1
        status = say(self._status_key(over, stopping))
        self._status.value = self._status_node.label = status
        self._undo.enable(session.undoable is not None)
        self._skip.choose(self._taps is Taps.SKIP)
        self._last.choose(self._taps is Taps.LAST)
        if stopping:
            pads = [self._status_node, self._stop_choices()]
        elif self._suggesting:
            pads = [self._status_node, self._suggestion()]
        else:
            pads = self._pads(over)
        self._bar.content = ft.Column(pads, spacing=GAP, tight=True)

    def _status_key(self, over: bool, stopping: bool) -> str:
        if stopping:
            return "give.status.stop"
        if self._taps is not Taps.MARK:
            return "give.status.skip" if self._taps is Taps.SKIP else "give.status.last"
        if self._sitting.done:
            return "give.status.done"
        if over:
            return "give.status.time_up"
        if self._sitting.session.waiting is not None:
            return "give.status.wait"
        return "give.suggest" if self._suggesting else "give.status.running"

    def _pads(self, over: bool) -> list[ft.Control]:
        """Stop is away from the thumb; the next step is the last and largest."""
        main = self._last if over else self._undo
        beside = [self._skip, self._undo] if over else [self._skip, self._wait]
        if self._sitting.done:
            main = Pad(self._window.palette, say("give.done"), self._way.result, main=True)
            if self._sitting.session.ended is Ended.TIME_UP:
                again = Pad(self._window.palette, say("give.last"), self._choose_last)
                again.choose(self._taps is Taps.LAST)
                beside.append(again)
        small = [] if over else [self._stop.control]
        if self._window.phone:
            return [
                self._status_node,
                ft.Row([_wide(pad) for pad in beside], spacing=GAP),
                ft.Row([*small, _wide(main)], spacing=GAP),
            ]
        main.widen(MAIN_WIDTH)
        said = ft.Container(self._status_node, expand=True)  # beside the pads: lines are precious
        return [ft.Row([*small, said, *(pad.control for pad in (*beside, main))], spacing=GAP)]

    def _stop_choices(self) -> ft.Control:
        palette = self._window.palette
        choices = [
            Pad(
                palette, say("give.stop.finished"), self._finished, under="give.stop.finished.help"
            ),
            Pad(palette, say("give.stop.rule"), self._stopping_rule, under="give.stop.rule.help"),
            Pad(
                palette,
                say("give.stop.interrupted"),
                self._interrupted,
                under="give.stop.interrupted.help",
            ),
            Pad(palette, say("give.stop.go_on"), self._go_on, main=True),
        ]
        return ft.ResponsiveRow(
            [ft.Container(pad.control, col={"xs": 6, "sm": 3}) for pad in choices],
            spacing=GAP,
            run_spacing=GAP,
        )

    def _suggestion(self) -> ft.Control:
        palette = self._window.palette
        stop = Pad(palette, say("give.suggest.stop"), self._stopping_rule)
        go_on = Pad(palette, say("give.suggest.go_on"), self._decline_suggestion, main=True)
        return ft.Row([_wide(stop), _wide(go_on)], spacing=GAP)

    @property
    def _suggesting(self) -> bool:
        session = self._sitting.session
        return (
            session.phase is Phase.RUNNING
            and not self._suggestion_declined
            and self._taps is Taps.MARK
            and suggests_stopping(session, self._profile)
        )

    # What the examiner does

    def _do(self, what: type[Event], /, **fields: object) -> bool:
        """Do one thing, then show what it changed. Return whether it was done."""
        done = self._window.attempt(lambda: self._sitting.do(what, **fields))
        self._show()
        return done

    def _show(self) -> None:
        changed = self._passage.show(self._sitting.session, self._cursor)
        self._send([*changed, *self._refresh()])

    def _send(self, changed: list[ft.Control]) -> None:
        if changed:  # an update of nothing would go through the whole page
            self._window.update(*changed)

    def _tap_word(self, item: int) -> None:
        session = self._sitting.session
        if self._sitting.stopped_ms is not None:
            return
        if self._taps is Taps.SKIP:
            self._skip_line(session.form.line_of(item))
        elif self._taps is Taps.LAST:
            self._set_last(item)
        elif session.is_skipped(item):
            self._window.notice(say("give.skipped_word"))
        elif item in session.marks:
            self._do(events.Unmark, item=item)
        else:
            self._do(events.Mark, item=item, kind="supplied" if session.waiting else "error")

    def _tap_count(self, line: int) -> None:
        if self._sitting.stopped_ms is not None:
            return
        session = self._sitting.session
        if self._taps is Taps.SKIP:
            self._skip_line(line)
        elif self._taps is Taps.LAST:
            self._set_last(session.form.line(line)[-1])
        elif session.phase is Phase.RUNNING and line not in session.skipped:
            self._do(events.Reached, item=session.form.line(line)[-1])

    def _skip_line(self, line: int) -> None:
        session = self._sitting.session
        self._taps = Taps.MARK
        if line in session.skipped:
            self._do(events.UnskipLine, line=line)
        elif session.last is not None and session.last in session.form.line(line):
            self._show()
            self._window.notice(say("give.skip_last"))
        else:
            self._do(events.SkipLine, line=line)

    def _set_last(self, item: int) -> None:
        if self._sitting.session.is_skipped(item):
            self._window.notice(say("give.last_skipped"))
            return
        self._taps = Taps.MARK
        if self._do(events.Last, item=item):
            self._way.result()

    def _begin_wait(self) -> None:
        if self._sitting.session.waiting is not None:
            self._do(events.Undo)
        elif self._sitting.session.phase is Phase.RUNNING:
            self._do(events.Wait)

    def _take_back(self) -> None:
        if self._sitting.stopped_ms is None and self._sitting.session.undoable is not None:
            self._do(events.Undo)

    def _choose_skip(self) -> None:
        self._taps = Taps.MARK if self._taps is Taps.SKIP else Taps.SKIP
        self._show()

    def _choose_last(self) -> None:
        if self._sitting.session.phase is Phase.CLOSING:
            self._taps = Taps.MARK if self._taps is Taps.LAST else Taps.LAST
            self._show()

    def _stop_here(self) -> None:
        self._window.attempt(self._sitting.stop)
        self._taps = Taps.MARK
        self._show()

    def _go_on(self) -> None:
        self._window.attempt(self._sitting.go_on)
        self._show()

    def _decline_suggestion(self) -> None:
        self._suggestion_declined = True
        self._show()

    def _finished(self) -> None:
        self._end(events.Finish)

    def _stopping_rule(self) -> None:
        self._end(events.Discontinue)

    def _interrupted(self) -> None:
        self._end(events.Spoil, reason=say("result.reason.interrupted"))

    def _end(self, what: type[Event], /, **fields: object) -> None:
        if self._window.attempt(lambda: self._sitting.end(what, **fields)):
            self._way.result()
        else:
            self._show()

    # Keys: arrows move, Enter marks; Space does nothing here

    def key(self, event: ft.KeyboardEvent) -> None:
        """Do what a key means."""
        moves = {"Arrow Right": 1, "Arrow Left": -1}
        letters: dict[str, Callable[[], None]] = {
            "U": self._take_back,
            "W": self._begin_wait,
            "L": self._choose_last,
            "S": self._stop_here,
        }
        if event.key in moves:
            self._move(moves[event.key])
        elif event.key in ("Arrow Down", "Arrow Up"):
            self._move_line(1 if event.key == "Arrow Down" else -1)
        elif event.key == "Enter" and self._cursor is not None:
            self._tap_word(self._cursor)
        elif event.key.upper() in letters:
            letters[event.key.upper()]()

    def _move(self, by: int) -> None:
        here = -1 if self._cursor is None else self._cursor
        self._go_to(min(max(here + by, 0), len(self._sitting.session.form.items) - 1))

    def _move_line(self, by: int) -> None:
        form, here = self._sitting.session.form, self._cursor or 0
        line = min(max(form.line_of(here) + by, 0), len(form.lines) - 1)
        column = here - form.lines[form.line_of(here)]
        words = form.line(line)
        self._go_to(words[min(column, len(words) - 1)])

    def _go_to(self, item: int) -> None:
        self._cursor = item
        self._send(self._passage.show(self._sitting.session, item))
        line = self._sitting.session.form.line_of(item)
        self._window.page.run_task(self._passage.scroll_to, line)

    # The clock

    async def _run_clock(self) -> None:
        while self._left_open:
            if self._window.attempt(self._sitting.tick):
                self._show_clock()
            await asyncio.sleep(self._pause_ms() / 1000)

    def _show_clock(self) -> None:
        phase = self._sitting.session.phase
        if phase is not self._phase:
            self._phase = phase
            self._show()
        elif phase is Phase.RUNNING:
            self._send(self._refresh_clock())

    def _pause_ms(self) -> int:
        """How long until the next look: never past the end of the minute."""
        left = self._sitting.left_ms
        return min(left, WAKE_MS) if left else WAKE_MS

    async def _stay_awake(self) -> None:
        with suppress(TimeoutError, RuntimeError):  # no lock to be had, or the tab just went
            await self._wakelock.enable()  # type: ignore[no-untyped-call]

    async def _rest(self) -> None:
        with suppress(TimeoutError, RuntimeError):
            await self._wakelock.disable()  # type: ignore[no-untyped-call]

    def leave(self) -> None:
        """Let the screen sleep again."""
        self._left_open = False
        if self._window.connected:
            self._window.page.run_task(self._rest)


def _wide(pad: Pad) -> ft.Control:
    pad.control.expand = True
    return pad.control
