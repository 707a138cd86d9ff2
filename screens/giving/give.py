"""Give a probe: the clock, the items, and nothing that could nag.

Every tap goes through the sitting, which writes it before it is shown here.
Only what changed is sent. The clock is looked at ten times a second, and at the
very end of the time, on a clock that only goes forward. Long, because all that
fingers and keys can do comes together here.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import flet as ft

from probes.giving import events
from probes.giving.events import Event
from probes.giving.session import Ended, Phase
from probes.measures.measure import Reminder
from probes.measures.profiles import profile
from probes.scoring.score import suggests_stopping
from screens.giving.answer_entry import Entry
from screens.giving.footer import Footer
from screens.giving.give_keys import Keys
from screens.giving.header import Header
from screens.giving.help_due import help_due
from screens.giving.layouts.chips import Chips
from screens.giving.layouts.grid import Grid
from screens.giving.layouts.layout import Layout, Room
from screens.giving.layouts.passage import Passage
from screens.giving.layouts.problem_sheet import Problems
from screens.giving.marking import Step, of_digit, of_drag, of_item, of_problem, of_word
from screens.giving.rules_in_words import stopping_rule
from screens.giving.tap_modes import SECOND_TAP_MS, Taps
from screens.parts.theme import WIDE
from screens.shell.window import Screen
from screens.words.catalogue import say

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation

UNWRITTEN_MS = 5_000  # before a time-up that could not be written is tried again
WAKE_MS = 100  # at most this long between two looks at the clock
FRAME = 3  # px, the edge that changes its colour when the time is up
EDGE = 8  # px beside the items
EDGE_WIDE = 32  # px on their left where there is room

LAYOUTS: dict[str, type[Layout]] = {
    "passage": Passage,
    "grid": Grid,
    "count": Grid,  # the numbers, ten to a line
    "chips": Chips,
    "problems": Problems,
}


class Give(Screen):
    """The screen while a probe is given.

    ``taps`` is what a tap on an item means now. ``held`` is the digit of which the next
    pad says what is wrong with it, ``entry`` where an answer can be entered.
    ``going_on`` where a stop was taken back: it isn't suggested again.
    """

    def __init__(self, nav: "Navigation", *, going_on: bool = False) -> None:
        sitting = nav.desk.sitting
        assert sitting is not None
        self._nav = nav
        self._window = window = nav.window
        self._sitting = sitting
        self._profile = profile(sitting.head.profile, sitting.head.profile_version)
        self.taps = Taps.MARK
        self._last_asked_ms = 0
        self.held: int | None = None
        self._keys = Keys(self, sitting)
        self._suggestion_declined = going_on
        self._phase = sitting.session.phase
        self.entry = self._new_entry()
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
        before, self.entry = self.entry, self._new_entry()
        self.entry.take_over(before)
        self._footer = Footer(palette, self._sitting, self._profile, self, phone=self.phone)
        left = EDGE if window.phone else EDGE_WIDE
        room = Room(
            palette=palette,
            size=settings.passage_size,
            width=int(window.page.width or WIDE) - left - EDGE - 2 * FRAME,
            phone=window.phone,
        )
        session = self._sitting.session
        self.layout = LAYOUTS[session.measure.layout](session, room, self)
        self._sheet = ft.Container(
            self.layout.column,
            expand=True,
            padding=ft.Padding.only(left=left, right=EDGE, top=8),
        )
        self._look: tuple[object, ...] = ()
        self._refresh()
        return ft.Column(
            [self._header.control, self._sheet, self._footer.control], spacing=0, expand=True
        )

    def _new_entry(self) -> Entry:
        steps = self._profile.digits_of == "answer and steps"
        return Entry(self._window.palette, self._sitting, self, steps=steps)

    def _refresh(self) -> list[ft.Control]:
        """Bring everything but the items up to date; return what looks different."""
        palette, session = self._window.palette, self._sitting.session
        changed = [*self._header.refresh(), *self._footer.refresh()]
        look = (session.phase, self._sitting.stopped_ms is None)
        if look != self._look:
            self._look = look
            over = session.phase is Phase.CLOSING
            ground = palette.caution_tint if over else palette.surface
            self._header.control.bgcolor = self._footer.control.bgcolor = ground
            self._sheet.border = ft.Border.all(FRAME, palette.caution if over else palette.paper)
            self._sheet.opacity = 1 if self._sitting.stopped_ms is None else 0.45
            changed += [self._header.control, self._sheet, self._footer.control]
        return changed

    @property
    def phone(self) -> bool:
        """Whether rows have to stack."""
        return self._window.phone

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

    @property
    def stops(self) -> dict[str, Callable[[], object]]:
        """What a Stop may have been, in words and in deeds; the rule only where there is one."""
        stops: dict[str, Callable[[], object]] = {"give.stop.finished": self.finished}
        head = self._sitting.head
        if stopping_rule(self._sitting.session.measure, self._profile, head.input_mode):
            stops["give.stop.rule"] = self.stopping_rule
        return stops | {"give.stop.interrupted": self.interrupted, "give.stop.go_on": self.go_on}

    # What the examiner does

    def do(self, what: type[Event], /, **fields: object) -> bool:
        """Do one thing, then show what it changed. Return whether it was done."""
        done = self._window.attempt(lambda: self._sitting.do(what, **fields))
        self._show()
        return done

    def _take(self, step: Step) -> bool:
        return self.do(step.what, **step.fields)

    def _show(self) -> None:
        changed = self.layout.show(self._sitting.session, self._keys.selected)
        self._window.update(*changed, *self._refresh())

    def update(self, *controls: ft.Control) -> None:
        """Send what changed in these controls."""
        self._window.update(*controls)

    def put_back(self) -> None:
        """Score this paper another time."""
        self._nav.put_back()

    def show_result(self) -> None:
        """Go to what it came to."""
        self._nav.result()

    def tap_item(self, item: int) -> None:
        """An item was tapped."""
        session, self.held = self._sitting.session, None
        if self._sitting.stopped_ms is not None:
            return
        if self.taps is Taps.SKIP:
            self._skip_line(session.form.line_of(item))
        elif self.taps is Taps.LAST:
            self._set_last(item)
        elif self.taps is Taps.ENTER:
            self.enter(session.form.group_of(item))
        elif session.is_skipped(item):
            self._window.notice(say("give.skipped_word"))
        else:
            kind = "error" if session.waiting is None else help_due(session, self._profile).kind
            self._take(of_item(session, item, self.taps, kind))

    def hold_item(self, item: int) -> None:
        """A digit was held down: the next pad says what is wrong with it."""
        if self._sitting.stopped_ms is None and self.taps not in (Taps.SKIP, Taps.LAST):
            self.held = item
            self._keys.selected = range(item, item + 1)
            self._show()

    def drag(self, first: int, last: int) -> None:
        """A finger was drawn over several sounds of a word."""
        session = self._sitting.session
        if self.taps is not Taps.MARK or session.is_skipped(first):
            self.tap_item(last)
        elif self._sitting.stopped_ms is None:
            self._take(of_drag(first, last))

    def tap_group(self, group: int) -> None:
        """A word, or a problem's number, was tapped."""
        session, self.held = self._sitting.session, None
        last = session.form.group(group)[-1]
        if self._sitting.stopped_ms is not None:
            return
        if self.taps in (Taps.SKIP, Taps.LAST, Taps.ENTER) or session.is_skipped(last):
            self.tap_item(last)
        elif session.measure.marked == "digits":
            self._take(of_problem(session, group, self.taps))
        else:
            self._take(of_word(session, group))

    def tap_count(self, line: int) -> None:
        """A line's count was tapped."""
        session = self._sitting.session
        if self._sitting.stopped_ms is not None:
            return
        if self.taps is Taps.SKIP:
            self._skip_line(line)
        elif self.taps is Taps.LAST:
            self._set_last(session.form.line(line)[-1])
        elif session.phase is Phase.RUNNING and line not in session.skipped:
            self.do(events.Reached, item=session.form.line(line)[-1])

    def choose_mode(self, taps: Taps) -> None:
        """Say what is wrong with the digit held, or with those tapped from now on."""
        if self.held is None:
            self.taps = taps
            self._show()
            return
        item, self.held = self.held, None
        if taps is Taps.ENTER:
            self.enter(self._sitting.session.form.group_of(item))
        else:
            self._take(of_digit(self._sitting.session, item, taps))

    def enter(self, group: int | None) -> None:
        """Show the pads to enter what was written for a problem; for none, put them away."""
        session = self._sitting.session
        self.entry.group = None
        if group is None or group >= len(session.form.groups):
            self._keys.selected = range(0)
            self._show()
            return
        self.entry.open(group)
        self.select(session.form.group(group))

    def select(self, items: range) -> None:
        """Put the keyboard on some items, and bring them into view."""
        self._keys.selected = items
        self._show()
        self._window.page.run_task(self.layout.scroll_to, items[0])

    def remind(self, which: Reminder) -> None:
        """A reminder was given."""
        self.do(events.Remind, which=which)

    def _skip_line(self, line: int) -> None:
        session = self._sitting.session
        self.taps = Taps.MARK
        if line in session.skipped:
            self.do(events.UnskipLine, line=line)
        elif session.last is not None and session.last in session.form.line(line):
            self._show()
            self._window.notice(say("give.skip_last"))
        else:
            self.do(events.SkipLine, line=line)

    def _set_last(self, item: int) -> None:
        if self._sitting.session.is_skipped(item):
            self._window.notice(say("give.last_skipped"))
            return
        self.taps = Taps.MARK
        # A paper is marked after its last problem is known: there is no haste.
        if self.do(events.Last, item=item) and self._sitting.session.measure.marked != "digits":
            self._nav.result()

    def begin_wait(self) -> None:
        """A stall began; a second tap takes that back."""
        session = self._sitting.session
        if session.waiting is not None and session.undoable is session.waiting:
            self.do(events.Undo)
        elif session.phase is Phase.RUNNING:
            self.do(events.Wait)

    def take_back(self) -> None:
        """Undo."""
        if self._sitting.stopped_ms is None and self._sitting.session.undoable is not None:
            self.do(events.Undo)

    def choose_skip(self) -> None:
        """Make the next tap skip a line, or not."""
        self.taps = Taps.MARK if self.taps is Taps.SKIP else Taps.SKIP
        self._show()

    def choose_last(self) -> None:
        """Make the next tap bracket the last word, or not."""
        session = self._sitting.session
        if session.phase is Phase.CLOSING and session.ended is not Ended.FINISHED:
            now_ms = self._sitting.elapsed_ms
            if self.taps is Taps.LAST and now_ms - self._last_asked_ms < SECOND_TAP_MS:
                return  # the second one of a double tap
            self._last_asked_ms = now_ms
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
            self._nav.result()
        else:
            self._show()

    def key(self, event: ft.KeyboardEvent) -> None:
        """Do what a key means."""
        self._keys.press(event)

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
