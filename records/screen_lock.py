"""When the screen is covered, and what uncovers it.

Nothing here believes the wall clock, which anybody who holds the device can set: a forgotten code
and the wait after wrong ones are counted by the clock that only goes forward, and what was
counted outlasts a restart.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from records.device_settings import DeviceSettings
from records.record_store import Clock
from records.screen_code import ROUNDS, hashed
from records.sittings import Sittings

TRIES = 5  # wrong ones in a row, before each further one has to wait
WAIT_S = 30
FORGOTTEN_H = 24  # hours with the device on, until a code that was said to be forgotten is gone
COUNTED_S = 600  # seconds, after which what was counted is kept

Tried = Literal["right", "wrong", "wait"]


class _Moment(NamedTuple):
    steady_ms: int
    wall: datetime


class Lock:
    """The lock of one device, for all of its tabs. It begins locked, if there is a code."""

    def __init__(
        self, settings: DeviceSettings, sittings: Sittings, clock: Clock, new_id: Callable[[], str]
    ) -> None:
        self._settings = settings
        self._sittings = sittings
        self._clock = clock
        self._new_id = new_id
        self._seen: _Moment | None = None
        self._wrong = settings.now.lock_wrong
        self._until_ms = 0  # by the steady clock: no try counts before
        self._wait_if_wrong()

    @property
    def set(self) -> bool:
        """Whether there is a code. One that was forgotten long enough ago is none."""
        return bool(self._settings.now.lock) and self._left_s() != 0

    @property
    def ends(self) -> datetime | None:
        """When a code that was said to be forgotten is gone, if the device stays on until then.

        None if nobody said so.
        """
        left = self._left_s()
        return None if left is None else self._now + timedelta(seconds=left)

    @property
    def wait_s(self) -> int:
        """How many seconds no try counts."""
        return max(0, -(-(self._until_ms - self._clock.steady_ms()) // 1000))

    def due(self) -> bool:
        """Whether the code is to be asked for now."""
        self._keep_count()
        if not self.set:
            return False
        if self._probe_runs():
            self._seen = self._moment()
        if self._seen is None:
            return True
        return self._since(self._seen) > timedelta(minutes=self._settings.now.lock_minutes)

    def touched(self) -> None:
        """Somebody used a tab. What is due by now stays due."""
        if self._seen is not None and not self.due():
            self._seen = self._moment()

    def choose(self, code: str) -> None:
        """Set a code, or another one.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        salt = self._new_id()
        kept = {"salt": salt, "rounds": ROUNDS, "hash": hashed(code, salt, ROUNDS)}
        self._settings.change(lock=kept, lock_left=-1)
        self._open()

    def take_away(self) -> None:
        """Have no code.

        Raises:
            OSError: as of ``choose``.
        """
        self._settings.change(lock=None, lock_left=-1)

    def lock(self) -> None:
        """Ask for the code from now on."""
        self._seen = None

    def forget(self) -> None:
        """Somebody says that the code is forgotten: it ends when the device was on for a day.

        Raises:
            OSError: as of ``choose``.
        """
        if self._left_s() is None:
            counted = self._clock.steady_ms()
            self._settings.change(lock_left=FORGOTTEN_H * 3600, lock_counted=counted)

    def stop_forgetting(self) -> None:
        """Who knows the code wants it to stay.

        Raises:
            OSError: as of ``choose``.
        """
        self._settings.change(lock_left=-1)

    def unlock(self, code: str) -> Tried:
        """Try a code."""
        kept = self._settings.now.lock
        if self.wait_s:
            return "wait"
        if kept and hashed(code, kept["salt"], kept["rounds"]) != kept["hash"]:
            self._count_wrong(self._wrong + 1)
            self._wait_if_wrong()
            return "wrong"
        self._open()
        return "right"

    def _open(self) -> None:
        self._seen, self._until_ms = self._moment(), 0
        self._count_wrong(0)

    def _count_wrong(self, wrong: int) -> None:
        if wrong != self._wrong:
            self._wrong = wrong
            with suppress(OSError):  # then a restart forgets it
                self._settings.change(lock_wrong=wrong)

    def _wait_if_wrong(self) -> None:
        """Begin a wait, anew after each start, if too many wrong codes were tried in a row."""
        if self._wrong >= TRIES:
            self._until_ms = self._clock.steady_ms() + WAIT_S * 1000

    def _left_s(self) -> int | None:
        """Return how many seconds a forgotten code still stands; None if none was forgotten."""
        left = self._settings.now.lock_left
        return None if left < 0 else max(0, left - self._uncounted_s())

    def _uncounted_s(self) -> int:
        """Return how long the device was certainly on since the count was kept.

        A steady clock that stands below the count began anew since then, at 0 or later.
        """
        now, counted = self._clock.steady_ms(), self._settings.now.lock_counted
        return (now - counted if now >= counted else now) // 1000

    def _keep_count(self) -> None:
        left = self._left_s()
        if left is None or self._clock.steady_ms() - self._settings.now.lock_counted in range(
            COUNTED_S * 1000
        ):
            return
        with suppress(OSError):  # a restart then counts from the last one
            self._settings.change(lock_left=left, lock_counted=self._clock.steady_ms())

    def _moment(self) -> _Moment:
        return _Moment(self._clock.steady_ms(), self._now)

    def _since(self, seen: _Moment) -> timedelta:
        """Return how long ago a moment is: some steady clocks stop in sleep, walls' are set."""
        steady = timedelta(milliseconds=self._clock.steady_ms() - seen.steady_ms)
        return max(steady, self._now - seen.wall)

    @property
    def _now(self) -> datetime:
        return self._clock.now()

    def _probe_runs(self) -> bool:
        """Whether a clock runs, or has run until less than the time-out ago."""
        sitting, group = self._sittings.current, self._sittings.group
        after_ms = self._settings.now.lock_minutes * 60_000
        if sitting is not None:
            return sitting.elapsed_ms < sitting.session.limit_ms + after_ms
        return group is not None and group.elapsed_ms < group.seconds * 1000 + after_ms
