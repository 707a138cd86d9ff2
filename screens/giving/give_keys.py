"""What the keys mean while a probe is given.

Arrows move, with Shift over several sounds; Enter marks, A all of a word or problem;
1 to 5 say what is wrong with a digit, or answer a question; Escape goes on after Stop, and to
the result once there is a score. Space does nothing.
"""

from collections.abc import Callable
from functools import partial

import flet as ft

from probes.giving.session import Phase
from records.sitting import Sitting
from screens.giving.give_actions import GiveActions, OpenEntry
from screens.giving.stopping import Stopping
from screens.giving.tap_modes import ON_DIGITS

SIGNS = "0123456789R_-./ "  # keys that enter an answer; - is a blank too
ARROWS = {"Arrow Right": 1, "Arrow Left": -1, "Arrow Down": 1, "Arrow Up": -1}


class Keys:
    """What the keyboard does; ``selected`` are the items it stands on."""

    def __init__(self, give: GiveActions, stopping: Stopping, sitting: Sitting) -> None:
        self._give = give
        self._stopping = stopping
        self._sitting = sitting
        self.selected = range(0)
        self._at = 0  # the end of the selection that moves

    def press(self, event: ft.KeyboardEvent) -> None:
        """Do what a key means."""
        key = event.key if len(event.key) > 1 else event.key.upper()
        entry = self._give.entry
        if entry.group is not None:
            _enter(entry, key)
        elif key in ARROWS:
            self._move(key, spread=event.shift)
        elif key == "Enter":
            self._mark()
        elif key in (meant := self._letters()):
            meant[key]()

    def _letters(self) -> dict[str, Callable[[], object]]:
        give, stopping, session = self._give, self._stopping, self._sitting.session
        if self._sitting.stopped_ms is not None:
            chosen = {str(number): do for number, do in enumerate(stopping.choices.values(), 1)}
            return {**chosen, "Escape": stopping.go_on}
        letters: dict[str, Callable[[], object]] = {
            "U": give.take_back,
            "L": give.choose_last,
            "S": stopping.stop,
            "A": self._mark_group,
            "R": self._remind,
        }
        if self._sitting.head.input_mode == "oral":
            letters["W"] = give.begin_wait
        if session.measure.line_skips:
            letters["K"] = give.choose_skip
        if session.measure.marked == "digits":
            letters |= {str(n): partial(give.choose_mode, t) for n, t in enumerate(ON_DIGITS, 1)}
        if give.asks_all_right:
            return {"1": give.mark_first, "2": give.all_right}
        if self._sitting.done:
            letters["Escape"] = give.show_result
        if stopping.suggesting:
            letters |= {"1": stopping.discontinue, "2": stopping.decline}
        return letters

    def _mark(self) -> None:
        if len(self.selected) > 1:
            self._give.drag(self.selected[0], self.selected[-1])
        elif self.selected:
            self._give.tap_item(self.selected[0])
        elif self._sitting.done:
            self._give.show_result()

    def _mark_group(self) -> None:
        form = self._sitting.session.form
        if self.selected and form.groups:
            self._give.tap_group(form.group_of(self.selected[0]))

    def _remind(self) -> None:
        session = self._sitting.session
        left = [w for w in session.measure.reminders if w not in session.reminded]
        if left and session.phase is Phase.RUNNING:
            self._give.remind(left[0])

    def _move(self, arrow: str, *, spread: bool) -> None:
        session, by = self._sitting.session, ARROWS[arrow]
        last = len(session.form.items) - 1
        if not self.selected:
            self._at = -1 if arrow in ("Arrow Right", "Arrow Left") else 0
        elif self._at not in self.selected:
            self._at = self.selected[-1]
        if arrow in ("Arrow Down", "Arrow Up"):
            to = self._row(by)
        elif spread and session.measure.layout == "chips" and self.selected:
            self._spread(by)
            return
        else:
            to = min(max(self._at + by, 0), last)
        self._at = to
        self._give.select(range(to, to + 1))

    def _spread(self, by: int) -> None:
        """Select one sound more, or less, of the same word."""
        form = self._sitting.session.form
        word = form.group(form.group_of(self._at))
        fixed = self.selected[0] if self._at == self.selected[-1] else self.selected[-1]
        to = min(max(self._at + by, word[0]), word[-1])
        self._at = to
        self._give.select(range(min(fixed, to), max(fixed, to) + 1))

    def _row(self, by: int) -> int:
        """Return the item above or below."""
        starts, row = self._give.layout.starts, self._give.layout.row_of(self._at)
        to = min(max(row + by, 0), len(starts) - 1)
        ends = [*starts[1:], len(self._sitting.session.form.items)]
        return min(starts[to] + self._at - starts[row], ends[to] - 1)


def _enter(entry: OpenEntry, key: str) -> None:
    keys = {"Backspace": entry.erase, "Enter": entry.keep, "Escape": entry.close}
    if key in keys:
        keys[key]()
    elif key in SIGNS:
        entry.press("_" if key == "-" else key)
