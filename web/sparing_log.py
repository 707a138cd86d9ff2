"""The log on stderr: what goes wrong again and again can't fill a disk."""

import logging
import time
from collections.abc import Callable

LINES = 20  # that are written in each span
SPAN_S = 60


class Sparing(logging.Filter):
    """Lets so many lines through in a span of time, and says afterwards how many it left out.

    Args:
        clock: returns seconds of a clock that only goes forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._began = clock()
        self._lines = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a line is written."""
        now = self._clock()
        if now - self._began >= SPAN_S:
            left_out = max(0, self._lines - LINES)
            self._began, self._lines = now, 0
            if left_out:
                record.msg = f"({left_out} lines before this one were left out.) {record.msg}"
        self._lines += 1
        return self._lines <= LINES


def log_sparingly() -> None:
    """Write warnings and errors of all parts to stderr, but not without end."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    handler.addFilter(Sparing())
    logging.getLogger().addHandler(handler)
