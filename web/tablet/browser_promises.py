"""What the page told this worker of its browser; see screens/shell/host_browser.py."""

import js


class BrowserPromises:
    """Asked anew each time: the page may have told more."""

    @property
    def persisted(self) -> bool | None:
        """Whether the browser promised to keep the records; None until it has answered."""
        told = js.aimline.persisted
        return told if isinstance(told, bool) else None

    @property
    def installable(self) -> bool:
        """Whether the browser offers to install Aimline."""
        return js.aimline.installable is True

    def install(self) -> None:
        """Show the browser's own offer. It must follow a tap at once."""
        js.aimline.install()
