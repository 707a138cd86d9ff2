"""What a tap on a word means."""

from enum import Enum, auto


class Taps(Enum):
    """Mark it, skip its line, or bracket it as the last word."""

    MARK = auto()
    SKIP = auto()
    LAST = auto()
