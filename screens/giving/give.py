"""Give a probe: the clock and the items, and nothing that distracts from the student.

Every tap goes through the sitting, which writes it before it is shown here.
Only what changed is sent.
"""

import asyncio

import flet as ft

from probes.giving import events
from probes.giving.events import Event
from probes.giving.session import Ended, Phase, Session
from probes.giving.sheet import Sheet
from probes.measures.measure import Reminder
from probes.measures.profiles import profile
from records.device_settings import DeviceSettings
from records.sitting import Sitting
from records.students import Students
from screens.giving.answer_entry import Entry
from screens.giving.footer import Footer
from screens.giving.give_clock import GiveClock
from screens.giving.give_keys import Keys
from screens.giving.header import Header
from screens.giving.help_due import help_due
from screens.giving.layouts.by_measure import LAYOUTS
from screens.giving.layouts.layout import Room
from screens.giving.marking import Step, of_digit, of_drag, of_item, of_problem, of_word
from screens.giving.sitting_flow import SittingFlow
from screens.giving.stopping import Stopping
from screens.giving.tap_modes import Taps
from screens.parts.double_tap import SECOND_TAP_MS
from screens.parts.theme import WIDE
from screens.shell.navigation import Navigation
from screens.shell.routes import ResultRoute
from screens.shell.window import Screen
from screens.words.catalogue import say

BRACKET_S = 0.8  # for which the bracket is seen before the screen goes
FRAME = 3  # px, the edge that changes its colour when the time is up
EDGE = 8  # px beside the items
EDGE_WIDE = 32  # px on their left where there is room


class Give(Screen):
    """The screen while a probe is given.

    ``taps`` is what a tap on an item means now. ``digit`` is the one that was pressed long: the
    next pad says what is wrong with it. ``entry`` is where an answer can be entered.
    ``asks_all_right`` says that nothing is marked, and it is asked whether all is right.
    ``going_on`` says that a stop was taken back: it isn't suggested again.
    """

    def __init__(
        self,
        nav: Navigation,
        flow: SittingFlow,
        sitting: Sitting,
        students: Students,
        settings: DeviceSettings,
        *,
        going_on: bool = False,
    ) -> None:
        self._nav = nav
        self._flow = flow
        self._sitting = sitting
        self._students = students
        self._settings = settings
        self._window = nav.window
        self._profile = profile(sitting.head.profile, sitting.head.profile_version)
        self.taps = Taps.MARK
        self._last_asked_ms = 0
        self.asks_all_right = self._asked_all_right = False
        self.digit: int | None = None
        self.stopping = Stopping(self, self._window, sitting, self._profile, declined=going_on)
        self._keys = Keys(self, self.stopping, sitting)
        self.entry = self._new_entry()
        self._clock = GiveClock(self._window, sitting, self.show_changes, self._show_time)
        self._clock.start()

    # Drawing

    def build(self) -> ft.Control:
        """Build the whole screen from the sitting."""
        window, palette = self._window, self._window.palette
        settings = self._settings.now
        student = self._students.get(self._sitting.head.student)
        self._header = Header(
            palette,
            self._sitting,
            self._profile,
            name=_whose(student.name if student else "", self._sitting),
            rate=settings.live_rate,
            phone=window.phone,
        )
        before, self.entry = self.entry, self._new_entry()
        self.entry.take_over(before)
        self._footer = Footer(
            palette, self._sitting, self._profile, self, self.stopping, phone=self.phone
        )
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

    # What the examiner does

    def do(self, what: type[Event], /, **fields: object) -> bool:
        """Do one thing, then show what it changed. Return whether it was done."""
        done = self._window.attempt(lambda: self._sitting.do(what, **fields))
        self.show_changes()
        return done

    def _take(self, step: Step) -> bool:
        return self.do(step.what, **step.fields)

    def show_changes(self) -> None:
        """Bring the items and everything else up to date."""
        changed = self.layout.show(self._sitting.session, self._keys.selected)
        self._window.update(*changed, *self._refresh())

    def update(self, *controls: ft.Control) -> None:
        """Send what changed in these controls."""
        self._window.update(*controls)

    def put_back(self) -> None:
        """Score this paper another time."""
        self._flow.put_back()

    def show_result(self) -> None:
        """Go to what it came to; of a sheet with nothing marked, ask once whether all is right."""
        if self._sitting.session.spoiled is None and self._all_blank and not self._asked_all_right:
            self._asked_all_right = self.asks_all_right = True
            self._last_asked_ms = self._sitting.elapsed_ms
            self.show_changes()
        elif not self.asks_all_right:
            self._nav.go(ResultRoute())

    @property
    def _all_blank(self) -> bool:
        """Whether errors were to be marked on a sheet of problems, and none was."""
        session = self._sitting.session
        return session.measure.marked == "digits" and session.sheet == Sheet()

    def all_right(self) -> None:
        """Every answer is right, indeed."""
        if self._sitting.elapsed_ms - self._last_asked_ms >= SECOND_TAP_MS:
            self.asks_all_right = False
            self._nav.go(ResultRoute())

    def mark_first(self) -> None:
        """The answers are still to be marked."""
        if self._sitting.elapsed_ms - self._last_asked_ms >= SECOND_TAP_MS:
            self.asks_all_right = False
            self.show_changes()

    def tap_item(self, item: int) -> None:
        """An item was tapped."""
        session, self.digit = self._sitting.session, None
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
        """A digit was pressed long: the next pad says what is wrong with it."""
        if self._sitting.stopped_ms is None and self.taps not in (Taps.SKIP, Taps.LAST):
            self.digit = item
            self._keys.selected = range(item, item + 1)
            self.show_changes()

    def drag(self, first: int, last: int) -> None:
        """A finger was drawn over several sounds of a word."""
        session = self._sitting.session
        if self.taps is not Taps.MARK or session.is_skipped(first):
            self.tap_item(last)
        elif self._sitting.stopped_ms is None:
            self._take(of_drag(first, last))

    def tap_group(self, group: int) -> None:
        """A word, or a problem's number, was tapped."""
        session, self.digit = self._sitting.session, None
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
        """Say what is wrong with the digit pressed long, or with those tapped from now on."""
        if self.digit is None:
            self.taps = taps
            self.show_changes()
            return
        item, self.digit = self.digit, None
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
            self.show_changes()
            return
        self.entry.open(group)
        self.select(session.form.group(group))

    def select(self, items: range) -> None:
        """Put the keyboard on some items, and bring them into view."""
        self._keys.selected = items
        self.show_changes()
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
            self.show_changes()
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
            self._window.page.run_task(self._show_result_soon, self._sitting.session)

    async def _show_result_soon(self, session: Session) -> None:
        """Go to the result once the bracket has been seen, unless something was done meanwhile."""
        await asyncio.sleep(BRACKET_S)
        if self._window.screen is self and self._sitting.session is session:
            self._nav.go(ResultRoute())

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
        self.show_changes()

    def choose_last(self) -> None:
        """Make the next tap bracket the last word, or not."""
        session = self._sitting.session
        if session.phase is Phase.CLOSING and session.ended is not Ended.FINISHED:
            now_ms = self._sitting.elapsed_ms
            if self.taps is Taps.LAST and now_ms - self._last_asked_ms < SECOND_TAP_MS:
                return  # the second one of a double tap
            self._last_asked_ms = now_ms
            self.taps = Taps.MARK if self.taps is Taps.LAST else Taps.LAST
            self.show_changes()

    def key(self, event: ft.KeyboardEvent) -> None:
        """Do what a key means."""
        self._keys.press(event)

    def leave(self) -> None:
        """Let the screen sleep again."""
        self._clock.stop()

    def _show_time(self) -> None:
        self._window.update(*self._header.refresh_clock(), *self._footer.refresh())


def _whose(name: str, sitting: Sitting) -> str:
    """Return the name above the clock, and that it is a second score where it is one."""
    return say("second.whose", name=name) if sitting.head.second else name
