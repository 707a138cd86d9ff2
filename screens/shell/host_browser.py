"""The browser as the tablet build's screens know it. Elsewhere there is nothing to know."""

from typing import Protocol


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
