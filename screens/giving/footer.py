"""The bar below the items: what to do next, and the pads to do it with."""

import flet as ft

from probes.giving.session import Ended, Phase
from probes.measures.measure import Reminder
from probes.measures.profiles import Profile
from probes.scoring.score import score
from records.sitting import Sitting
from screens.giving.give_actions import GiveActions
from screens.giving.help_due import Help, help_due
from screens.giving.stopping import Stopping
from screens.giving.tap_modes import ON_DIGITS, Taps
from screens.parts.controls import FOOT
from screens.parts.double_tap import SECOND_TAP_MS
from screens.parts.pads import Pad, WaitPad
from screens.parts.theme import GAP, Palette
from screens.words.catalogue import say
from screens.words.nouns import noun

MAIN_WIDTH = 200  # px of the next step's pad where there is room
BESIDE = 3  # pads that leave what is said the room for a line or two


class Footer:
    """Lays out the pads for where the sitting stands.

    Stop is small and away from the thumb; the next step is the last and largest.
    """

    def __init__(
        self,
        palette: Palette,
        sitting: Sitting,
        profile: Profile,
        give: GiveActions,
        stopping: Stopping,
        *,
        phone: bool,
    ) -> None:
        self._palette = palette
        self._sitting = sitting
        self._profile = profile
        self._give = give
        self._stopping = stopping
        self._phone = phone
        self._look: tuple[object, ...] = ()
        measure = sitting.session.measure
        self._noun = noun(measure)
        self._last_said = say(f"give.last.{self._noun}")
        self._undo = Pad(palette, say("give.undo"), give.take_back, main=True)
        self._undo_beside = Pad(palette, say("give.undo"), give.take_back)  # the time over
        self._last = Pad(palette, self._last_said, give.choose_last, main=True)
        self._beside = [Pad(palette, say("give.skip"), give.choose_skip)] * measure.line_skips
        self._wait = WaitPad(palette, give.begin_wait)
        self._waits = sitting.head.input_mode == "oral"  # nobody waits beside a paper
        self._stop = Pad(palette, say("give.stop"), stopping.stop, small=True)
        self._put_back = Pad(palette, say("papers.later"), give.put_back, small=True)
        self._reminders = {which: self._reminder(which) for which in measure.reminders}
        digits = measure.marked == "digits"
        self._modes = {taps: self._mode(taps) for taps in ON_DIGITS if digits}
        # Beside the pads it stands in the middle; above them two lines begin where one does.
        align = ft.TextAlign.START if phone else ft.TextAlign.CENTER
        self._status = ft.Text("", size=16, color=palette.ink, text_align=align)
        self._status_node = ft.Semantics(
            identifier="status", content=self._status, exclude_semantics=True
        )
        self.control = ft.Container(
            data=FOOT, padding=ft.Padding.symmetric(horizontal=16, vertical=10)
        )

    def refresh(self) -> list[ft.Control]:
        """Lay the pads out anew if another set is wanted; return what looks different."""
        session, give = self._sitting.session, self._give
        look = (
            session.phase,
            session.waiting is None,
            session.undoable is None,
            session.reminded,
            self._sitting.stopped_ms is None,
            self._asked_just_now,
            self._sitting.done,
            self._stopping.suggesting,
            give.asks_all_right,
            give.taps,
            give.digit,
            give.entry.group,
        )
        if look == self._look:
            return self.refresh_wait()
        self._look = look
        self.refresh_wait()
        self._status.value = self._status_node.label = self._status_said()
        for undo in (self._undo, self._undo_beside):
            undo.enable(session.undoable is not None)
        for pad in self._beside:
            pad.choose(give.taps is Taps.SKIP)
        self._last.choose(give.taps is Taps.LAST)
        for taps, mode in self._modes.items():
            mode.choose(taps is give.taps and give.digit is None)
        self.control.content = ft.Column(self._rows(), spacing=GAP, tight=True)
        return [self.control]

    def refresh_wait(self) -> list[ft.Control]:
        """Show how long a stall has lasted; return what looks different."""
        waiting = self._sitting.session.waiting
        waited_ms = None if waiting is None else self._sitting.elapsed_ms - waiting.at_ms
        self._wait.show(waited_ms, "" if waiting is None else self._help.pad)
        return self._wait.changed()

    @property
    def _help(self) -> Help:
        return help_due(self._sitting.session, self._profile)

    def _reminder(self, which: Reminder) -> Pad:
        def remind() -> None:
            self._give.remind(which)

        return Pad(self._palette, say(f"give.remind.{which.replace(' ', '_')}"), remind, small=True)

    def _mode(self, taps: Taps) -> Pad:
        def choose() -> None:
            self._give.choose_mode(taps)

        return Pad(self._palette, say(f"give.mode.{taps.name.lower()}"), choose, small=True)

    def _status_said(self) -> str:
        session, give = self._sitting.session, self._give
        if self._sitting.stopped_ms is not None:
            return say("give.status.stop")
        if give.asks_all_right:
            return say("give.all_right.ask")
        if give.taps is Taps.SKIP:
            return say("give.status.skip")
        if give.taps is Taps.LAST:
            return say(f"give.status.last.{self._noun}")
        if give.digit is not None:
            group = session.form.group_of(give.digit)
            number = give.digit - session.form.groups[group] + 1
            return say("give.status.digit", number=number, group=group + 1)
        if session.waiting is not None:
            return self._help.status
        if self._modes and (give.taps is not Taps.MARK or session.phase is Phase.RUNNING):
            return say(f"give.status.digits.{give.taps.name.lower()}")
        if session.spoiled is not None:
            return say("give.status.spoiled")
        if self._sitting.done:
            credited = session.ended is Ended.TIME_UP and session.last is None
            return say("give.status.over" if credited else "give.status.done")
        if session.phase is Phase.CLOSING:
            return say("give.status.time_up", last=self._last_said)
        if self._stopping.suggesting:
            return self._suggested()
        return say(f"give.status.running.{self._noun}")

    def _suggested(self) -> str:
        rule = self._profile.stopping_rule(self._sitting.session.measure)
        if rule is not None and rule.run and score(self._sitting.session, self._profile).correct:
            return say("give.suggest.run", run=rule.run)
        return say("give.suggest")

    @property
    def _asked_just_now(self) -> bool:
        """Whether a second tap on Stop could still land on an answer."""
        stopped_ms = self._sitting.stopped_ms
        return stopped_ms is not None and self._sitting.elapsed_ms - stopped_ms < SECOND_TAP_MS

    def _rows(self) -> list[ft.Control]:
        if self._give.entry.group is not None:
            return [self._give.entry.control]
        if self._asked_just_now:
            return [self._status_node, ft.Container(height=72)]
        if self._sitting.stopped_ms is not None:
            return [self._status_node, self._stop_choices()]
        if self._give.asks_all_right:
            return [self._status_node, self._all_right()]
        if self._stopping.suggesting:
            return [self._status_node, self._suggestion()]
        over = self._sitting.session.phase is Phase.CLOSING
        main = self._last if over else self._undo
        beside = list(self._beside)
        if over:
            beside.append(self._undo_beside)
        elif self._waits:
            beside.append(self._wait)
        if self._sitting.done:
            main = Pad(self._palette, say("give.done"), self._give.show_result, main=True)
            if self._sitting.session.ended is Ended.TIME_UP:
                again = Pad(self._palette, self._last_said, self._give.choose_last)
                again.choose(self._give.taps is Taps.LAST)
                beside.append(again)
        small = [] if over else [self._stop.control]
        if self._sitting.head.paper:
            small = [self._put_back.control]
        quiet = self._quiet()
        if self._phone:
            if Taps.ENTER in self._modes:  # the others fill a row
                enter = self._modes[Taps.ENTER]
                if over:
                    beside.insert(0, enter)
                else:
                    small.append(enter.control)
            rows: list[ft.Control] = [self._status_node]
            rows += [
                ft.Row([_wide(pad) for pad in pads], spacing=6) for pads in (quiet, beside) if pads
            ]
            return [*rows, ft.Row([*small, _wide(main)], spacing=GAP)]
        main.widen(MAIN_WIDTH)
        said = ft.Container(self._status_node, expand=True)  # beside the pads: lines are precious
        next_to = [pad.control for pad in (*beside, main)]
        if not quiet and len(next_to) <= BESIDE:
            return [ft.Row([*small, said, *next_to], spacing=GAP)]
        above = ft.Row([said, *(pad.control for pad in quiet)], spacing=GAP)
        return [above, ft.Row([*small, ft.Container(expand=True), *next_to], spacing=GAP)]

    def _quiet(self) -> list[Pad]:
        """Return what is tapped now and then: what a tap means, and reminders not given yet."""
        session = self._sitting.session
        modes = [m for taps, m in self._modes.items() if taps is not Taps.ENTER or not self._phone]
        if session.phase is not Phase.RUNNING:
            return modes
        left = [pad for which, pad in self._reminders.items() if which not in session.reminded]
        return [*modes, *left]

    def _stop_choices(self) -> ft.Control:
        *ends, (go_on, do) = self._stopping.choices.items()
        pads = [Pad(self._palette, say(key), end, under=f"{key}.help") for key, end in ends]
        pads.append(Pad(self._palette, say(go_on), do, main=True))
        for pad in pads:
            pad.tighten()
        share = 12 // len(pads)  # of a wide screen; on a phone two stand side by side
        columns = [ft.Container(pad.control, col={"xs": 6, "sm": share}) for pad in pads]
        if len(pads) % 2:
            columns[-1].col = {"xs": 12, "sm": share}
        return ft.ResponsiveRow([*columns], spacing=GAP, run_spacing=GAP)

    def _all_right(self) -> ft.Control:
        mark = Pad(self._palette, say("give.all_right.no"), self._give.mark_first)
        right = Pad(self._palette, say("give.all_right.yes"), self._give.all_right, main=True)
        return ft.Row([_wide(mark), _wide(right)], spacing=GAP)

    def _suggestion(self) -> ft.Control:
        stop = Pad(self._palette, say("give.suggest.stop"), self._stopping.discontinue)
        go_on = Pad(self._palette, say("give.suggest.go_on"), self._stopping.decline, main=True)
        return ft.Row([_wide(stop), _wide(go_on)], spacing=GAP)


def _wide(pad: Pad) -> ft.Control:
    pad.tighten()
    pad.control.expand = True
    return pad.control
