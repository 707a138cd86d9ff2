"""What sync asks of a folder, and the ways it can fail, in sentences.

Four verbs. Nothing is asked about locks, renames, times or order: a folder may
show files late, half-written, twice or not at all.
"""

from typing import NamedTuple, Protocol


class Login(NamedTuple):
    """What a server asks for; with object storage, the access key and its secret."""

    user: str
    password: str


class SharedFolder(Protocol):
    """A folder somewhere. Paths are relative, ASCII, with ``/``: ``keys/NAME``, ``d/DEVICE/NAME``.

    Everything may raise ``FolderProblem``.
    """

    async def list(self) -> dict[str, int]:
        """Return every file under ``keys`` and ``d/*``, and its size in bytes.

        Raises:
            NotThere: it is the folder itself that is missing. An empty one has no files.
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
        """Write a file, in one step if the folder can; any file of that name is replaced."""
        ...

    async def delete(self, path: str) -> None:
        """Remove a file; one that isn't there is fine."""
        ...
