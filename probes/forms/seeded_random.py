"""Pseudorandom numbers that are the same everywhere, so that a seed always makes the same form.

Python's own generator keeps its bits from version to version, but not the methods
that use them (``shuffle``, ``choice``). So both are implemented here.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

TRIES = 1_000  # if one order in ten will do, none is found once in 10**45

_WORD = (1 << 64) - 1


class SeededRandom:
    """SplitMix64 (Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators)."""

    __slots__ = ("_state",)

    def __init__(self, state: int) -> None:
        self._state = state & _WORD

    @classmethod
    def seeded_by(cls, *names: str | int) -> "SeededRandom":
        """Return a generator seeded by names, such as a measure, a level and a number."""
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
        """Return a whole number from 0 to ``end`` - 1; ``end`` is at most a million."""
        return self.bits() % end  # biased by less than one in 10**13

    def among(self, numbers: range) -> int:
        """Return one of a range's numbers."""
        return numbers[self.bits() % len(numbers)]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return the things in random order."""
        order, bits = list(things), self.bits
        for last in range(len(order) - 1, 0, -1):
            other = bits() % (last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def cycle(self, things: Sequence[T]) -> Iterator[T]:
        """Yield the things forever: all of them in random order, then all in another order."""
        left: list[T] = []
        while things:
            left = left or list(things)
            index = self.bits() % len(left)
            left[index], left[-1] = left[-1], left[index]
            yield left.pop()

    def shuffled_blocks(
        self, blocks: Sequence[Sequence[T]], alike: Callable[[T, T], bool]
    ) -> list[T]:
        """Return the blocks joined, each shuffled so that no two neighbours are alike.

        Raises:
            ValueError: no such order was found; the block needs more different things.
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
