"""The browser as the tablet build's screens know it. Elsewhere there is nothing to know."""

from collections.abc import Mapping
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


class HostPrinting(Protocol):
    """What makes PDFs, where it is not there from the start: it comes when it is first wanted."""

    @property
    def here(self) -> bool: ...
    async def bring(self) -> bool: ...


class HostFiles(Protocol):
    """How its page saves files and lets the user choose some; elsewhere Flet's dialogs serve.

    ``save`` says whether it was done; ``share``, by the device's share sheet, too, or None if it
    has none for such files.
    """

    async def save(self, name: str, raw: bytes) -> bool: ...
    async def share(self, files: Mapping[str, bytes]) -> bool | None: ...
    async def choose(self) -> ChosenFile | None: ...
    async def choose_several(self, *, folder: bool) -> list[ChosenFile]: ...
