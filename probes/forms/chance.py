"""Chance that comes out the same everywhere: a form is made again from its seed.

Python's own generator keeps its bits from version to version, but not what it
makes of them (``shuffle``, ``choice``). So both are written out here.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

TRIES = 1_000  # where one order in ten would do, chance misses it once in 10**45

_WORD = (1 << 64) - 1


class Chance:
    """SplitMix64 (Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators)."""

    __slots__ = ("_state",)

    def __init__(self, state: int) -> None:
        self._state = state & _WORD

    @classmethod
    def of(cls, *names: str | int) -> "Chance":
        """Start from what is to be made, such as a measure, a level and a seed."""
        digest = hashlib.sha256("\n".join(map(str, names)).encode()).digest()
        return cls(int.from_bytes(digest[:8], "big"))

    def bits(self) -> int:
        """Return the next 64 bits."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _WORD
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _WORD
        return mixed ^ (mixed >> 31)

    def below(self, end: int) -> int:
        """Return a whole number from 0 to ``end`` - 1, ``end`` at most a million."""
        return self.bits() % end  # off by less than one in 10**13

    def among(self, numbers: range) -> int:
        """Return one of a range's numbers."""
        return numbers[self.below(len(numbers))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return the things in another order."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def deck(self, things: Sequence[T]) -> Iterator[T]:
        """Deal the things without end: all of them, then all again in another order."""
        left: list[T] = []
        while things:
            left = left or list(things)
            place = self.below(len(left))
            left[place], left[-1] = left[-1], left[place]
            yield left.pop()

    def apart(self, blocks: Sequence[Sequence[T]], alike: Callable[[T, T], bool]) -> list[T]:
        """Return the blocks one after another, each shuffled so that no neighbours are alike.

        Raises:
            ValueError: it found no such order; have more kinds of things in a block.
        """
        row: list[T] = []
        for block in blocks:
            for _ in range(TRIES):
                order = self.shuffled(block)
                joined = [*row[-1:], *order]
                if not any(map(alike, joined, joined[1:])):
                    break
            else:
                raise ValueError(f"no order keeps these {len(block)} apart")
            row += order
        return row
