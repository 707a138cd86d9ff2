"""Stamps that put changes in order, on devices whose clocks disagree."""

from collections.abc import Callable

COUNTER_BITS = 16
_COUNTER = (1 << COUNTER_BITS) - 1


class HybridClock:
    """A hybrid logical clock.

    A stamp is the wall clock in milliseconds, shifted left by 16 bits, or one
    more than the greatest stamp made or seen, whichever is greater. So a
    device's own change always comes after everything it knew, even when its
    clock is days behind or is set back.
    """

    def __init__(self, wall: Callable[[], int]) -> None:
        """``wall`` returns milliseconds since 1970, UTC."""
        self._wall = wall
        self._last = 0

    @property
    def last(self) -> int:
        """The greatest stamp made or seen so far, 0 before the first."""
        return self._last

    def stamp(self) -> int:
        """Return a stamp greater than every one made or seen before."""
        self._last = max(self._wall() << COUNTER_BITS, self._last + 1)
        return self._last

    def see(self, stamp: int) -> None:
        """Take note of a stamp made elsewhere, whatever it is."""
        self._last = max(self._last, stamp)

    def ahead_ms(self, stamp: int) -> int:
        """Return how far ahead of this device's wall clock a stamp lies; 0 if it does not."""
        return max(0, (stamp >> COUNTER_BITS) - self._wall())


def is_wall(stamp: int) -> bool:
    """Tell whether a stamp came straight from its device's wall clock.

    If not, it only followed another stamp: a device that heard from one whose
    clock is fast is not fast itself.
    """
    return not stamp & _COUNTER
