"""Chromium as the other engines are driven: a browser with a profile on disk, and its one tab."""

from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.tablet.site.conftest import SIZES, Device


class Chromium:
    """A browser with a profile on disk, and its one tab."""

    def __init__(self, profile: Path) -> None:
        self._playwright = sync_playwright().start()
        try:
            self._device = Device(self._playwright, profile)
            self._device.on()
        except BaseException:
            self._playwright.stop()
            raise
        self._page = self._device.context.new_page()
        self._page.set_viewport_size(SIZES["tablet"]["viewport"])
        self.process_id: int = self._device.process_id

    def go(self, url: str) -> None:
        """Open an address."""
        self._page.goto(url, wait_until="commit")

    def reload(self) -> None:
        """Load the page again."""
        self._page.reload(wait_until="commit")

    def js(self, body: str) -> Any:
        """Run a function's body in the page; return its value."""
        return self._page.evaluate(f"() => {{{body}}}")

    def tap(self, x: float, y: float) -> None:
        """Press and let go."""
        self._page.mouse.click(x, y, delay=40)

    def scroll(self, by: float) -> None:
        """Turn the wheel over the middle of the page; ``by`` px, downwards if positive."""
        self._page.mouse.move(512, 384)
        self._page.mouse.wheel(0, by)

    def type(self, text: str) -> None:
        """Type letters, one after the other."""
        self._page.keyboard.type(text, delay=25)

    def kill(self) -> None:
        """Kill the browser and all of its processes, at once."""
        self._device.kill()

    def end(self) -> None:
        """End it, however far it came."""
        self._device.kill()
        self._playwright.stop()
