"""How far a log had come, noted in a file beside it.

A file system can lose the end of a file long after an append was flushed, and by itself a log
can't tell that from an append that was torn and never acknowledged. The note can: it is written
after an append was acknowledged, and never flushed, so it may be behind the log but not ahead of
it; before a log is emptied, the note is, and that is flushed. So a kill or a power cut is never
taken for a loss.
"""

import zlib
from contextlib import suppress

from store.files import File

_SIZE = 25  # bytes of a note: checksum, space, 15 digits, newline


class LogEnd:
    """The note in an open file. ``at`` is how many bytes the log had, 0 if there is no note."""

    def __init__(self, file: File) -> None:
        self._file = file
        self.at = 0
        with suppress(OSError, ValueError):
            raw = file.read(0, _SIZE)
            if raw == _encoded(end := int(raw[9:24])):
                self.at = end

    def note(self, end: int) -> None:
        """Note that the log has come so far; a note that can't be written is left out."""
        with suppress(OSError):
            self._file.write_at(0, _encoded(end))
            self.at = end

    def forget(self) -> None:
        """Note that the log is to be emptied; durable on return, so that this is no loss.

        Raises:
            OSError: it could not be written.
        """
        if self.at:
            self._file.write_at(0, _encoded(0))
            self._file.flush()
            self.at = 0

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _encoded(end: int) -> bytes:
    digits = b"%015d" % end
    return b"%08x %b\n" % (zlib.crc32(digits), digits)
