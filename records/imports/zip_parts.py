"""The files in a zip from elsewhere, none larger than it may be, whatever the zip says."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from probes.table_text import BadTable

MOST_FILES = 2_000
MOST_BYTES = 400_000_000  # unpacked, all that is read of a zip together
_PIECE = 1 << 16


class ZipParts:
    """A zip's files by their names, read piece by piece; encrypted ones are refused."""

    def __init__(self, data: bytes) -> None:
        """Raises BadTable: it is no zip that can be read."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
            raise BadTable("it is a damaged zip; save or download it again") from None
        if len(entries) > MOST_FILES:
            raise BadTable(f"it is a zip of more than {MOST_FILES:,} files")
        self._entries = {
            one.filename.replace("\\", "/"): one
            for one in entries
            if not one.filename.endswith(("/", "\\"))
        }
        self._left = MOST_BYTES

    @property
    def names(self) -> list[str]:
        """The files' names, with the folders they are in."""
        return [*self._entries]

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes in pieces; nothing where there is no such file.

        Raises:
            BadTable: it is damaged, encrypted, or larger than ``MOST_BYTES`` with those before.
        """
        entry = self._entries.get(name)
        if entry is None:
            return
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise BadTable(
                            f"unpacked it is larger than {MOST_BYTES // 1_000_000} MB; "
                            "take out what isn't needed"
                        )
                    yield piece
        except RuntimeError:
            raise BadTable("it is protected by a password; save it without one") from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            OSError,
            EOFError,
            ValueError,
        ) as problem:
            if isinstance(problem, BadTable):
                raise
            raise BadTable("it is a damaged zip; save or download it again") from None

    def whole(self, name: str, most: int) -> bytes:
        """Return a file's bytes.

        Raises:
            BadTable: as of ``pieces``, or it is larger than ``most``.
        """
        found = bytearray()
        for piece in self.pieces(name):
            found += piece
            if len(found) > most:
                raise BadTable(f"a file in it is larger than {most // 1_000_000} MB")
        return bytes(found)
