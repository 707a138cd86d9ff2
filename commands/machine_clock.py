"""This machine's clocks, which know of its sleep."""

import sys
import time
from collections.abc import Callable
from datetime import datetime

from probes.json_values import FIRST_YEAR, LAST_YEAR

JUMP_MS = 1_000  # two clocks that part by more at once: the machine slept, or its clock was set


class SleepingClock:
    """A clock that counts sleep, made of one that may stand still in sleep and one that goes on.

    A browser's ``performance.now`` stands still while a tablet sleeps, and the wall's clock
    can be set. So they are compared at each look: what the wall went on by, beyond the
    steady one and by more than a second, was sleep. A wall that is set back is ignored, and
    one that is set forward can't be told from sleep: it counts as such.
    """

    def __init__(self, steady_ms: Callable[[], int], wall_ms: Callable[[], int]) -> None:
        self._steady_ms = steady_ms
        self._wall_ms = wall_ms
        self._apart_ms = wall_ms() - steady_ms()
        self._slept_ms = 0

    def steady_ms(self) -> int:
        """Return milliseconds of a clock that only goes forward, in sleep too."""
        slept_ms = self.slept_ms()
        return self._steady_ms() + slept_ms

    def slept_ms(self) -> int:
        """Return how long the machine slept since this clock was made."""
        apart_ms = self._wall_ms() - self._steady_ms()
        if apart_ms - self._apart_ms > JUMP_MS:
            self._slept_ms += apart_ms - self._apart_ms
        self._apart_ms = apart_ms
        return self._slept_ms


class MachineClock(SleepingClock):
    """This machine's clocks: one that only goes forward, and the wall's."""

    def __init__(self) -> None:
        super().__init__(*_two_clocks())

    def now(self) -> datetime:
        """Return the local time with its offset, within the years that a record may say."""
        now = datetime.now().astimezone()
        if now.year < FIRST_YEAR:
            return now.replace(year=FIRST_YEAR, month=1, day=1)
        return now if now.year < LAST_YEAR else now.replace(year=LAST_YEAR - 1, month=12, day=31)


def _two_clocks() -> tuple[Callable[[], int], Callable[[], int]]:
    """Return a clock that stands still in sleep and one that doesn't; on Windows none stands."""
    if sys.platform == "linux":
        return _of(time.CLOCK_MONOTONIC), _of(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return _of(time.CLOCK_UPTIME_RAW), _of(time.CLOCK_MONOTONIC)
    if sys.platform == "emscripten":
        return _monotonic_ms, lambda: time.time_ns() // 1_000_000
    return _monotonic_ms, _monotonic_ms


def _of(clock: int) -> Callable[[], int]:
    return lambda: time.clock_gettime_ns(clock) // 1_000_000


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000
