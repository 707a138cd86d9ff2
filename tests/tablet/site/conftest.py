"""The built site, a host that gives it out, and a device that opens it.

A device is a real Chromium with its own profile on disk. It can be closed, killed and opened
again; what the page kept is then still there, or not. Nothing but 127.0.0.1 can be reached.
"""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import FLAGS, HEARD, SIZES
from tests.sync.servers import held_port
from web.build import build
from web.serve import Handler, server
from web.tablet_contents import ROOT

CACHE = ROOT / "build" / "cache"
READY_MS = 60_000  # allowed until the first screen; on a quiet machine it takes 3,000

# Resolves with what ended the wait: "usable", or the sentence of the loading screen and its button.
SETTLED = f"""() => new Promise((done, failed) => {{
  const look = () => {{
    const button = document.getElementById("do");
    if (performance.getEntriesByName("usable").length) done("usable");
    else if (button && !button.hidden) done(document.getElementById("says").textContent);
    else setTimeout(look, 50);
  }};
  look();
  setTimeout(() => failed(new Error("neither a screen nor a sentence")), {READY_MS});
}})"""


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site, built once."""
    folder = tmp_path_factory.mktemp("site") / "tablet"
    build(folder, CACHE)
    return folder


class Host:
    """Gives out a folder on 127.0.0.1, notes what it was asked, and fails when told to.

    ``refuse`` is asked with each path and may answer "gone" (the connection breaks half way) or
    "spoilt" (half of it comes, as if it were all).
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.asked: list[str] = []
        self.refuse: Callable[[str], str | None] = lambda path: None
        self.folder = folder
        host = self

        class Noting(Handler):
            def __init__(self, *args, **options):
                super().__init__(*args, directory=str(host.folder))

            def do_GET(self):  # noqa: N802 (as its parent has it)
                self.directory = str(host.folder)  # a connection outlives a change of folder
                del self.headers["If-Modified-Since"]  # two versions can be of one second
                path = urlsplit(self.path).path.lstrip("/")
                host.asked.append(path)
                wrong = host.refuse(path)
                if wrong is None:
                    super().do_GET()
                    return
                content = (host.folder / path).read_bytes()
                half = content[: len(content) // 2]
                self.send_response(200)
                self.send_header("Content-Length", str(len(half if wrong == "spoilt" else content)))
                self.end_headers()
                self.wfile.write(half)
                self.close_connection = True

        self._server = server(folder, port)
        self._server.RequestHandlerClass = Noting
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()


@pytest.fixture
def host(site, installed):
    """The host that ``installed`` came from, at the same address."""
    _, port = installed
    host = Host(site, port)
    yield host
    host.stop()


def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("no Chromium: install one, or name it in the environment as CHROMIUM")
    return found


class Device:
    """A browser with one profile. What its pages may not do is noted and fails the test."""

    def __init__(self, playwright, profile: Path) -> None:
        self._playwright = playwright
        self._profile = profile
        self._process: subprocess.Popen | None = None
        self.outside: list[str] = []
        self.errors: list[str] = []

    def on(self) -> None:
        """Start the browser."""
        told = self._profile / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        flags = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self._profile}"]
        self._process = subprocess.Popen(
            [chromium(), *flags, *FLAGS, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # so that all of its processes can be killed together
        )
        until = time.monotonic() + 60
        while not told.exists() or not told.read_text().count("\n"):
            assert time.monotonic() < until, "Chromium did not start"
            time.sleep(0.05)
        address = f"http://127.0.0.1:{told.read_text().split()[0]}"
        self._browser = self._playwright.chromium.connect_over_cdp(address)
        self.context = self._browser.contexts[0]
        self.context.add_init_script(HEARD)

    @property
    def process_id(self) -> int:
        """Of the browser, which has begun."""
        assert self._process is not None
        return self._process.pid

    def visit(self, url: str, size: str = "tablet"):
        """Open an address and wait for the first screen, or for a sentence."""
        if self._process is None:
            self.on()
        page = self.context.new_page()
        page.set_viewport_size(SIZES[size]["viewport"])
        page.on("requestfinished", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(url, wait_until="commit")
        page.settled = settle(page)
        return page

    def _note(self, request) -> None:
        if urlsplit(request.url).hostname not in (None, "127.0.0.1"):
            self.outside.append(request.url)

    def off(self) -> None:
        """Close the browser as a person does."""
        if self._process is not None:
            self._browser.new_browser_cdp_session().send("Browser.close")
            self._process.wait(30)
            self._process = None

    def kill(self) -> None:
        """Kill the browser and all of its processes, at once and without a word."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def settle(page) -> str:
    """Wait for the first screen or a sentence; turn the tree for screen readers on."""
    found = page.evaluate(SETTLED)
    if found == "usable":
        switch = page.locator("flt-semantics-placeholder")
        switch.wait_for(state="attached")
        switch.evaluate("button => button.click()")
        page.locator("flt-semantics").first.wait_for(state="attached")
    return found


@pytest.fixture(scope="module")  # not longer: while Playwright runs, asyncio.run is barred
def playwright():
    expect.set_options(timeout=20_000)  # Python shares the processor with what draws
    with sync_playwright() as playwright:
        yield playwright
    expect.set_options()


@pytest.fixture(scope="module")
def installed(playwright, site, tmp_path_factory):
    """A profile that has Aimline already, and the port it came from."""
    profile = tmp_path_factory.mktemp("installed")
    with held_port() as port:  # for each host that comes after this one, too
        host, device = Host(site, port), Device(playwright, profile)
        try:
            assert device.visit(host.url).settled == "usable"
            device.off()
        finally:
            device.kill()
            host.stop()
        yield profile, port


@pytest.fixture
def device(playwright, installed, tmp_path):
    """A device that has Aimline, and no records yet."""
    profile, _ = installed
    shutil.copytree(profile, tmp_path / "device")
    yield from _used(Device(playwright, tmp_path / "device"))


@pytest.fixture
def new_device(playwright, tmp_path):
    """A device that has never seen Aimline."""
    yield from _used(Device(playwright, tmp_path / "new"))


def _used(device):
    yield device
    device.kill()
    assert device.outside == []
    assert device.errors == []
