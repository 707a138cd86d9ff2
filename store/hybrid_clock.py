"""Stamps that put changes in order, on devices whose clocks disagree."""

from collections.abc import Callable

COUNTER_BITS = 16
FOLLOWED = 2**62  # a clock follows only stamps below, so that the next own one always fits
_COUNTER = (1 << COUNTER_BITS) - 1


class HybridClock:
    """A hybrid logical clock.

    A stamp is the wall clock in milliseconds, shifted left by 16 bits, or one
    more than the greatest stamp made or observed, whichever is greater. So a
    device's own change always comes after every change it knew of, even when its
    clock is days behind or is set back.
    """

    def __init__(self, wall: Callable[[], int]) -> None:
        """``wall`` returns milliseconds since 1970, UTC."""
        self._wall = wall
        self._last = 0

    @property
    def last(self) -> int:
        """The greatest stamp made or observed so far, 0 before the first."""
        return self._last

    def stamp(self) -> int:
        """Return a stamp greater than every stamp made or observed before."""
        self._last = max(self._wall() << COUNTER_BITS, self._last + 1)
        return self._last

    def observe(self, stamp: int) -> None:
        """Take account of another device's stamp, whatever it is."""
        self._last = max(self._last, stamp)

    def ahead_ms(self, stamp: int) -> int:
        """Return by how many ms a stamp is ahead of this device's wall clock, at least 0."""
        return max(0, (stamp >> COUNTER_BITS) - self._wall())


def is_wall(stamp: int) -> bool:
    """Return whether a stamp was read from its device's wall clock.

    Otherwise it is one more than another stamp, and says nothing about that wall
    clock: the other stamp may come from a device whose clock is fast.
    """
    return not stamp & _COUNTER
