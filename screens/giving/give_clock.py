"""The clock while a probe is given: the sitting's time is looked at, and the screen kept awake.

It is looked at ten times a second, and at the very end of the time, on a clock that only
goes forward.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import flet as ft

from probes.giving.session import Phase
from records.sitting import SLEPT, Sitting
from screens.shell.window import Window
from screens.words.catalogue import say

UNWRITTEN_MS = 5_000  # before a time-up that could not be written is tried again
WAKE_MS = 100  # at most this long between two looks at the clock


class GiveClock:
    """Looks at a sitting's time from ``start`` to ``stop``.

    ``show_changes`` is called when the time is up, ``show_time`` at each look before.
    """

    def __init__(
        self,
        window: Window,
        sitting: Sitting,
        show_changes: Callable[[], object],
        show_time: Callable[[], object],
    ) -> None:
        self._window = window
        self._sitting = sitting
        self._show_changes = show_changes
        self._show_time = show_time
        self._phase = sitting.session.phase
        self._slept_said = SLEPT in sitting.conditions
        self._running = True
        self._wakelock = ft.Wakelock()

    def start(self) -> None:
        """Look at the time until ``stop``, and keep the screen awake."""
        self._window.page.run_task(self._run)
        self._window.page.run_task(self._stay_awake)

    def stop(self) -> None:
        """Look no more, and let the screen sleep again."""
        self._running = False
        if self._window.connected:
            self._window.page.run_task(self._rest)

    def show(self) -> None:
        """Show the time there is left, or all that has changed when it is up."""
        if SLEPT in self._sitting.conditions and not self._slept_said:
            self._slept_said = True
            self._window.notice(say("give.slept"))
        phase = self._sitting.session.phase
        if phase is not self._phase:
            self._phase = phase
            self._show_changes()
        elif phase is Phase.RUNNING:
            self._show_time()

    async def _run(self) -> None:
        while self._running:
            written = self._window.attempt(self._sitting.tick)
            self.show()
            # What can't be written is said once in a while, not ten times a second.
            await asyncio.sleep((self._pause_ms() if written else UNWRITTEN_MS) / 1000)

    def _pause_ms(self) -> int:
        """Return how long until the next look: never past the end of the time."""
        left = self._sitting.left_ms
        return min(left, WAKE_MS) if left else WAKE_MS

    async def _stay_awake(self) -> None:
        with suppress(TimeoutError, RuntimeError):  # no lock to be had, or the tab just went
            await self._wakelock.enable()  # type: ignore[no-untyped-call]

    async def _rest(self) -> None:
        with suppress(TimeoutError, RuntimeError):
            await self._wakelock.disable()  # type: ignore[no-untyped-call]
