"""What stands below the passage: what to do next, and the pads to do it with."""

from typing import TYPE_CHECKING

import flet as ft

from probes.session import Ended, Phase
from screens.catalogue import say
from screens.pads import Pad, WaitPad
from screens.sitting import Sitting
from screens.taps import Taps
from screens.theme import GAP, Palette

if TYPE_CHECKING:
    from screens.give import Give

SECOND_TAP_MS = 400  # a double tap's second one comes within this
MAIN_WIDTH = 200  # px of the next step's pad where there is room


class Footer:
    """Lays out the pads for where the sitting stands.

    Stop is small and away from the thumb; the next step is the last and largest.
    """

    def __init__(self, palette: Palette, sitting: Sitting, give: "Give", *, phone: bool) -> None:
        self._palette = palette
        self._sitting = sitting
        self._give = give
        self._phone = phone
        self._look: tuple[object, ...] = ()
        self._undo = Pad(palette, say("give.undo"), give.take_back, main=True)
        self._last = Pad(palette, say("give.last"), give.choose_last, main=True)
        self._wait = WaitPad(palette, give.begin_wait)
        self._skip = Pad(palette, say("give.skip"), give.choose_skip)
        self._stop = Pad(palette, say("give.stop"), give.stop_here, small=True)
        self._status = ft.Text("", size=16, color=palette.ink, text_align=ft.TextAlign.CENTER)
        self._status_node = ft.Semantics(
            identifier="status", content=self._status, exclude_semantics=True
        )
        self.control = ft.Container(padding=ft.Padding.symmetric(horizontal=16, vertical=10))

    def refresh(self) -> list[ft.Control]:
        """Lay the pads out anew if another set is wanted; return what looks different."""
        session, give = self._sitting.session, self._give
        look = (
            session.phase,
            session.waiting is None,
            session.undoable is None,
            self._sitting.stopped_ms is None,
            self._asked_just_now,
            self._sitting.done,
            give.suggesting,
            give.taps,
        )
        if look == self._look:
            return self.refresh_wait()
        self._look = look
        self.refresh_wait()
        status = say(self._status_key())
        self._status.value = self._status_node.label = status
        self._undo.enable(session.undoable is not None)
        self._skip.choose(give.taps is Taps.SKIP)
        self._last.choose(give.taps is Taps.LAST)
        self.control.content = ft.Column(self._rows(), spacing=GAP, tight=True)
        return [self.control]

    def refresh_wait(self) -> list[ft.Control]:
        """Show how long a stall has lasted; return what looks different."""
        waiting = self._sitting.session.waiting
        self._wait.show(None if waiting is None else self._sitting.elapsed_ms - waiting.at_ms)
        return self._wait.changed()

    def _status_key(self) -> str:
        session, taps = self._sitting.session, self._give.taps
        if self._sitting.stopped_ms is not None:
            return "give.status.stop"
        if taps is not Taps.MARK:
            return "give.status.skip" if taps is Taps.SKIP else "give.status.last"
        if self._sitting.done:
            return "give.status.done"
        if session.phase is Phase.CLOSING:
            return "give.status.time_up"
        if session.waiting is not None:
            return "give.status.wait"
        return "give.suggest" if self._give.suggesting else "give.status.running"

    @property
    def _asked_just_now(self) -> bool:
        """Whether a second tap on Stop could still land on an answer."""
        stopped_ms = self._sitting.stopped_ms
        return stopped_ms is not None and self._sitting.elapsed_ms - stopped_ms < SECOND_TAP_MS

    def _rows(self) -> list[ft.Control]:
        if self._asked_just_now:
            return [self._status_node, ft.Container(height=72)]
        if self._sitting.stopped_ms is not None:
            return [self._status_node, self._stop_choices()]
        if self._give.suggesting:
            return [self._status_node, self._suggestion()]
        over = self._sitting.session.phase is Phase.CLOSING
        main = self._last if over else self._undo
        beside = [self._skip, self._undo] if over else [self._skip, self._wait]
        if self._sitting.done:
            main = Pad(self._palette, say("give.done"), self._give.show_result, main=True)
            if self._sitting.session.ended is Ended.TIME_UP:
                again = Pad(self._palette, say("give.last"), self._give.choose_last)
                again.choose(self._give.taps is Taps.LAST)
                beside.append(again)
        small = [] if over else [self._stop.control]
        if self._phone:
            return [
                self._status_node,
                ft.Row([_wide(pad) for pad in beside], spacing=GAP),
                ft.Row([*small, _wide(main)], spacing=GAP),
            ]
        main.widen(MAIN_WIDTH)
        said = ft.Container(self._status_node, expand=True)  # beside the pads: lines are precious
        return [ft.Row([*small, said, *(pad.control for pad in (*beside, main))], spacing=GAP)]

    def _stop_choices(self) -> ft.Control:
        choices = {
            "give.stop.finished": self._give.finished,
            "give.stop.rule": self._give.stopping_rule,
            "give.stop.interrupted": self._give.interrupted,
        }
        pads = [
            Pad(self._palette, say(key), done, under=f"{key}.help") for key, done in choices.items()
        ]
        pads.append(Pad(self._palette, say("give.stop.go_on"), self._give.go_on, main=True))
        return ft.ResponsiveRow(
            [ft.Container(pad.control, col={"xs": 6, "sm": 3}) for pad in pads],
            spacing=GAP,
            run_spacing=GAP,
        )

    def _suggestion(self) -> ft.Control:
        stop = Pad(self._palette, say("give.suggest.stop"), self._give.stopping_rule)
        go_on = Pad(
            self._palette, say("give.suggest.go_on"), self._give.decline_suggestion, main=True
        )
        return ft.Row([_wide(stop), _wide(go_on)], spacing=GAP)


def _wide(pad: Pad) -> ft.Control:
    pad.tighten()
    pad.control.expand = True
    return pad.control
