"""Give a probe: the clock, the words, and nothing that could nag.

Every tap goes through the sitting, which writes it before it is shown here.
Only what changed is sent. The clock is looked at ten times a second, and at the
very end of the minute, on a clock that only goes forward.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import flet as ft

from probes import events
from probes.events import Event
from probes.profiles import profile
from probes.scoring import suggests_stopping
from probes.session import Ended, Phase
from screens.catalogue import say
from screens.footer import Footer
from screens.header import Header
from screens.passage import Passage
from screens.taps import Taps
from screens.window import Screen

if TYPE_CHECKING:
    from screens.way import Way

UNWRITTEN_MS = 5_000  # before a time-up that could not be written is tried again
WAKE_MS = 100  # at most this long between two looks at the clock


class Give(Screen):
    """The screen while a probe is given. ``taps`` is what a tap on a word means now."""

    def __init__(self, way: "Way") -> None:
        sitting = way.desk.sitting
        assert sitting is not None
        self._way = way
        self._window = window = way.window
        self._sitting = sitting
        self._profile = profile(sitting.head.profile, sitting.head.profile_version)
        self.taps = Taps.MARK
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
        settings = window.desk.settings
        student = window.desk.student(self._sitting.head.student)
        self._header = Header(
            palette,
            self._sitting,
            self._profile,
            name=student.name if student else "",
            rate=settings.live_rate,
            phone=window.phone,
        )
        self._footer = Footer(palette, self._sitting, self, phone=window.phone)
        self._passage = Passage(
            self._sitting.session,
            palette,
            settings.passage_size,
            on_word=self._tap_word,
            on_count=self._tap_count,
        )
        self._sheet = ft.Container(
            self._passage.column,
            expand=True,
            padding=ft.Padding.only(left=8 if window.phone else 32, right=8, top=8),
        )
        self._look: tuple[object, ...] = ()
        self._refresh()
        return ft.Column(
            [self._header.control, self._sheet, self._footer.control], spacing=0, expand=True
        )

    def _refresh(self) -> list[ft.Control]:
        """Bring everything but the words up to date; return what looks different."""
        palette, session = self._window.palette, self._sitting.session
        changed = [*self._header.refresh(), *self._footer.refresh()]
        look = (session.phase, self._sitting.stopped_ms is None)
        if look != self._look:
            self._look = look
            over = session.phase is Phase.CLOSING
            ground = palette.caution_tint if over else palette.surface
            self._header.control.bgcolor = self._footer.control.bgcolor = ground
            self._sheet.border = ft.Border.all(3, palette.caution if over else palette.paper)
            self._sheet.opacity = 1 if self._sitting.stopped_ms is None else 0.45
            changed += [self._header.control, self._sheet, self._footer.control]
        return changed

    @property
    def suggesting(self) -> bool:
        """Whether stopping is suggested now."""
        session = self._sitting.session
        return (
            session.phase is Phase.RUNNING
            and not self._suggestion_declined
            and self.taps is Taps.MARK
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
        self._window.update(*changed, *self._refresh())

    def show_result(self) -> None:
        """Go to what it came to."""
        self._way.result()

    def _tap_word(self, item: int) -> None:
        session = self._sitting.session
        if self._sitting.stopped_ms is not None:
            return
        if self.taps is Taps.SKIP:
            self._skip_line(session.form.line_of(item))
        elif self.taps is Taps.LAST:
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
        if self.taps is Taps.SKIP:
            self._skip_line(line)
        elif self.taps is Taps.LAST:
            self._set_last(session.form.line(line)[-1])
        elif session.phase is Phase.RUNNING and line not in session.skipped:
            self._do(events.Reached, item=session.form.line(line)[-1])

    def _skip_line(self, line: int) -> None:
        session = self._sitting.session
        self.taps = Taps.MARK
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
        self.taps = Taps.MARK
        if self._do(events.Last, item=item):
            self._way.result()

    def begin_wait(self) -> None:
        """A stall began; a second tap takes that back."""
        session = self._sitting.session
        if session.waiting is not None and session.undoable is session.waiting:
            self._do(events.Undo)
        elif session.phase is Phase.RUNNING:
            self._do(events.Wait)

    def take_back(self) -> None:
        """Undo."""
        if self._sitting.stopped_ms is None and self._sitting.session.undoable is not None:
            self._do(events.Undo)

    def choose_skip(self) -> None:
        """Make the next tap skip a line, or not."""
        self.taps = Taps.MARK if self.taps is Taps.SKIP else Taps.SKIP
        self._show()

    def choose_last(self) -> None:
        """Make the next tap bracket the last word, or not."""
        session = self._sitting.session
        if session.phase is Phase.CLOSING and session.ended is not Ended.FINISHED:
            self.taps = Taps.MARK if self.taps is Taps.LAST else Taps.LAST
            self._show()

    def stop_here(self) -> None:
        """Stamp this instant, and ask what it was."""
        self._window.attempt(self._sitting.stop)
        self.taps = Taps.MARK
        self._show()

    def go_on(self) -> None:
        """It was nothing; the clock ran all the while."""
        self._window.attempt(self._sitting.go_on)
        self._show()

    def decline_suggestion(self) -> None:
        """Don't suggest stopping again."""
        self._suggestion_declined = True
        self._show()

    def finished(self) -> None:
        """Every word was read."""
        self._end(events.Finish)

    def stopping_rule(self) -> None:
        """Stop by the rule."""
        self._end(events.Discontinue)

    def interrupted(self) -> None:
        """Keep it, and don't count it."""
        self._end(events.Spoil, reason=say("result.reason.interrupted"))

    def _end(self, what: type[Event], /, **fields: object) -> None:
        if self._window.attempt(lambda: self._sitting.end(what, **fields)):
            self._way.result()
        else:
            self._show()

    # Keys: arrows move, Enter marks, 1 to 4 answer a question; Space does nothing here

    def key(self, event: ft.KeyboardEvent) -> None:
        """Do what a key means."""
        moves = {"Arrow Right": 1, "Arrow Left": -1}
        letters: dict[str, Callable[[], None]] = {
            "U": self.take_back,
            "W": self.begin_wait,
            "L": self.choose_last,
            "S": self.stop_here,
            "K": self.choose_skip,
        }
        if self._sitting.stopped_ms is not None:
            answers = (self.finished, self.stopping_rule, self.interrupted, self.go_on)
            letters = {str(number): answer for number, answer in enumerate(answers, start=1)}
        elif self.suggesting:
            letters |= {"1": self.stopping_rule, "2": self.decline_suggestion}
        if event.key in moves:
            self._move(moves[event.key])
        elif event.key in ("Arrow Down", "Arrow Up"):
            self._move_line(1 if event.key == "Arrow Down" else -1)
        elif event.key == "Enter" and self._cursor is not None:
            self._tap_word(self._cursor)
        elif event.key == "Enter" and self._sitting.done:
            self.show_result()
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
        self._window.update(*self._passage.show(self._sitting.session, item))
        line = self._sitting.session.form.line_of(item)
        self._window.page.run_task(self._passage.scroll_to, line)

    # The clock

    async def _run_clock(self) -> None:
        while self._left_open:
            written = self._window.attempt(self._sitting.tick)
            self._show_clock()
            # What can't be written is said once in a while, not ten times a second.
            await asyncio.sleep((self._pause_ms() if written else UNWRITTEN_MS) / 1000)

    def _show_clock(self) -> None:
        phase = self._sitting.session.phase
        if phase is not self._phase:
            self._phase = phase
            self._show()
        elif phase is Phase.RUNNING:
            self._window.update(*self._header.refresh_clock(), *self._footer.refresh())

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
