"""The browser as the tablet build's screens know it. Elsewhere there is nothing to know."""

from dataclasses import dataclass
from typing import Protocol

LARGEST = 200_000_000  # bytes of a file that is taken in


class HostBrowser(Protocol):
    """What the browser has promised, and what it can be asked for.

    ``persisted`` says whether it promised to keep the records until somebody clears them;
    None until it has answered. ``installable`` says that it offers to install Aimline.
    """

    @property
    def persisted(self) -> bool | None: ...
    @property
    def installable(self) -> bool: ...
    def install(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file that the user chose: its name, without folders, and its content."""

    name: str
    content: bytes


class HostFiles(Protocol):
    """How its page saves files and lets the user choose one; elsewhere Flet's dialogs serve."""

    async def save(self, name: str, raw: bytes) -> bool: ...
    async def choose(self) -> ChosenFile | None: ...
