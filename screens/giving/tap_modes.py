"""What a tap on an item means."""

from enum import Enum, auto


class Taps(Enum):
    """Mark it, skip its line, or bracket it as the last.

    On a problem, a mark says what is wrong with a digit: that it is wrong (``MARK``),
    missing, shifted, or one too many. ``ENTER`` opens what the student wrote.
    """

    MARK = auto()
    MISSING = auto()
    SHIFTED = auto()
    EXTRA = auto()
    ENTER = auto()
    SKIP = auto()
    LAST = auto()


ON_DIGITS = (Taps.MARK, Taps.MISSING, Taps.SHIFTED, Taps.EXTRA, Taps.ENTER)
