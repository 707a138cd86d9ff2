"""What sync asks of a folder: to list, get, put and delete files.

It doesn't rely on locks, renames, times or order: a folder may show files late,
half-written, twice or not at all.
"""

from collections.abc import Mapping
from typing import NamedTuple, Protocol


class Login(NamedTuple):
    """What a server asks for; for object storage, the access key and its secret."""

    user: str
    password: str


class SharedFolder(Protocol):
    """A folder somewhere. Paths are relative, ASCII, with ``/``: ``keys/NAME``, ``d/DEVICE/NAME``.

    Every method may raise ``FolderProblem``.
    """

    async def list(self) -> Mapping[str, int | None]:
        """Return every file under ``keys`` and ``d/*``, and its size in bytes.

        A size is None if the folder doesn't tell it, and may be wrong, but then always is the same
        for the same file.

        Raises:
            NotThere: the folder itself is missing. An empty one lists no files.
            NotWhole: the folder lists a part of its files only.
        """
        ...

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes.

        Raises:
            Gone: it isn't there.
            TooLarge: it has more than ``most`` bytes.
        """
        ...

    async def put(self, path: str, data: bytes) -> None:
        """Write or replace a file, atomically if the folder can.

        Raises:
            InTheWay: a folder has its name, or a file that of its folder.
        """
        ...

    async def delete(self, path: str) -> None:
        """Remove a file, if it is there."""
        ...
