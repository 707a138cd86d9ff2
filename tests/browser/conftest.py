"""The real app in a real browser: ``main.py`` as a process, Chromium by Playwright.

A test takes ``page`` (one tab, one size), or ``start`` and ``visit`` where it needs more than one.
Find things by role and name, as a screen reader does: ``page.get_by_role("button", name=...)``.
"""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from screens.parts.double_tap import SECOND_TAP_MS

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"^Aimline is running at (http://127\.0\.0\.1:\d+/\w+/)\n$")
FRAME_MS = 30_000  # allowed for the first frame; on a quiet machine it takes 1,000
HEARD_MS = 3_000  # until a field that got the focus is listened to, on a busy machine
QUIET_MS = 100  # without a message: what the last tap did is drawn
UNHEARD_MS = 500  # a tap that the app wasn't told of by then is the page's own
LONG = 4_000  # bytes of a message that draws a screen anew
PATIENCE_MS = 1_500  # then the next tap comes: the app has nothing to say to that one

SIZES = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
    "tablet": {"viewport": {"width": 1024, "height": 768}, "has_touch": True},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}

FLAGS = [
    # Nothing but this machine can be reached, and the browser asks for nothing of its own.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # No graphics card, little shared memory, and root's browser has no sandbox.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    # Each tab lives for seconds: a second compiling of the page costs more than it gives.
    "--js-flags=--liftoff-only",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]

# Marks each field that Flutter listens to, for ``write``; like BEFORE, it runs before any script.
HEARD = """
for (const [name, heard] of [["addEventListener", true], ["removeEventListener", false]]) {
  const own = EventTarget.prototype[name];
  EventTarget.prototype[name] = function (event, ...rest) {
    if (event === "input") this?.toggleAttribute?.("data-heard", heard);
    return own.call(this, event, ...rest);
  };
}
"""

# Runs before any script of the page.
BEFORE = (
    HEARD
    + f"const FRAME_MS = {FRAME_MS}, QUIET_MS = {QUIET_MS}, UNHEARD_MS = {UNHEARD_MS};"
    + f"const LONG = {LONG}, PATIENCE_MS = {PATIENCE_MS}, SECOND_TAP_MS = {SECOND_TAP_MS};"
    + """
window.firstFrame = new Promise((resolve, reject) => {
  addEventListener("flutter-first-frame", resolve, {once: true});
  setTimeout(() => reject(new Error("no frame was drawn in time")), FRAME_MS);
});
(() => {
  const open = new Set();
  let held = false, tapped = 0, told = 0, answered = 0, drawn = 0;
  const passed = (since) => performance.now() - since;
  addEventListener("pointerup", () => { tapped = performance.now(); }, true);
  window.answeredTap = async () => {
    for (const asked = performance.now(); passed(asked) < PATIENCE_MS; ) {
      const known = told >= tapped ? answered >= told : passed(tapped) > UNHEARD_MS;
      if (known && passed(answered) > QUIET_MS && passed(drawn) > SECOND_TAP_MS) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  window.WebSocket = class extends WebSocket {
    send(...message) {
      super.send(...message);
      if (told < tapped) told = performance.now();
    }
    constructor(...address) {
      super(...address);
      open.add(this);
      this.addEventListener("message", ({data}) => {
        answered = performance.now();
        if ((data.byteLength ?? data.size ?? data.length) >= LONG) drawn = answered;
      });
      this.addEventListener("close", () => open.delete(this));
      if (held) this.close();
    }
  };
  window.cutConnection = () => { held = true; open.forEach((socket) => socket.close()); };
  window.mendConnection = () => { held = false; };
})();
"""
)


@dataclass(frozen=True)
class Running:
    """The app as a process of its own."""

    process: subprocess.Popen
    url: str
    data: Path

    @property
    def host(self):
        """Name and port, as in a Host header."""
        return urlsplit(self.url).netloc

    @property
    def token(self):
        """The secret part of the address."""
        return urlsplit(self.url).path.strip("/")


@dataclass
class Seen:
    """What a tab did that no tab may do; errors count until its connection is first cut."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cut: bool = False


@pytest.fixture
def start(tmp_path):
    """Start ``main.py``: ``start()``, or ``start("--more", data=folder)``; ends with the test.

    At the end each must stop at SIGTERM with exit code 0, having printed its one line and, on
    stderr, no traceback and nothing of its address.
    """
    running = []

    def start(*arguments, data=None):
        data = tmp_path / f"data{len(running)}" if data is None else data
        complaints = (tmp_path / f"stderr{len(running)}").open("w+")
        process = subprocess.Popen(
            [sys.executable, "main.py", "--no-browser", "--port", "0", "--data", data, *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        )
        app = Running(process, "", data)
        running.append((app, complaints))
        line = process.stdout.readline()
        match = ADDRESS.match(line)
        complaints.seek(0)
        assert match, f"main.py printed {line!r} and said {complaints.read()!r}"
        running[-1] = (Running(process, match[1], data), complaints)
        return running[-1][0]

    yield start
    for app, complaints in running:
        ended = app.process.poll() is not None  # a test may end it itself, and look at how
        app.process.terminate()
        try:
            more, _ = app.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            app.process.kill()
            app.process.communicate()
            raise
        complaints.seek(0)
        with complaints:
            said = more + complaints.read()
        if not ended:
            assert app.process.returncode == 0, said
            assert more == ""
        assert "Traceback" not in said
        assert app.token == "" or app.token not in said


@pytest.fixture(scope="module")  # not longer: while Playwright runs, asyncio.run is barred
def browser():
    """Chromium: the one that CHROMIUM names, one on the PATH, or Playwright's own."""
    expect.set_options(timeout=FRAME_MS)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome", "chrome")
        named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
        own = playwright.chromium.executable_path
        if named is None and not Path(own).exists():
            pytest.skip("no Chromium: install one, or name it in the environment as CHROMIUM")
        browser = playwright.chromium.launch(executable_path=named or own, args=FLAGS)
        with pytest.MonkeyPatch.context() as patch:
            _tap_what_is_seen(patch)
            yield browser
        browser.close()
    expect.set_options()


def _tap_what_is_seen(patch):
    """Let each click wait until the one before it is answered and drawn, as people do.

    A machine taps while the answer is on its way: on what is about to be another button, or within
    a double tap. Where no answer comes, or it never ends, as of a clock, it taps in
    ``PATIENCE_MS``.
    """
    for name in ("click", "tap"):
        patch.setattr(Locator, name, _once_answered(getattr(Locator, name)))


def _once_answered(touch):
    def wait_and_touch(locator, **how):
        locator.wait_for(timeout=how.get("timeout"))  # first: it may be of a screen that is to come
        locator.page.evaluate("window.answeredTap?.()")
        touch(locator, **how)

    return wait_and_touch


@pytest.fixture
def visit(browser):
    """Open an address in a tab of its own: ``visit(url)`` or ``visit(url, "phone")``.

    Returns when the first frame is drawn and the tree for screen readers is on. At the end a tab
    that asked for anything outside this machine, or met an error of its own, fails the test.
    """
    contexts = []
    tabs = []

    def visit(url, size="tablet", **context):
        contexts.append(browser.new_context(**SIZES[size], **context))
        page = contexts[-1].new_page()
        seen = Seen()
        tabs.append(seen)
        page.seen = seen
        page.on("requestfinished", lambda request: _note(seen, request))
        page.on("requestfailed", lambda request: request.failure != "csp" and _note(seen, request))
        # Without a connection Flet's client throws at each attempt to get one, and the last of
        # them may end after the mending.
        page.on("pageerror", lambda error: seen.cut or seen.errors.append(str(error)))
        page.add_init_script(BEFORE)
        page.goto(url, wait_until="commit")
        ready(page)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [seen.outside for seen in tabs if seen.outside] == []
    assert [seen.errors for seen in tabs if seen.errors] == []


def _note(seen, request):
    if urlsplit(request.url).hostname not in (None, "127.0.0.1"):  # blob: and data: have none
        seen.outside.append(request.url)


def go_on(page: Page, name):
    """Tap the next step of a screen, later than the second tap of a double tap would come."""
    step = page.get_by_role("button", name=name, exact=True).first
    step.wait_for()
    page.wait_for_timeout(SECOND_TAP_MS)
    step.click()


def listening(page: Page, label):
    """Return a field with the focus, as soon as Flutter listens: what comes before is lost.

    A busy Flutter may be about to put the focus elsewhere: then once more, as people do. What the
    tap before it does to the fields, as showing what is typed, comes first.
    """
    field = page.get_by_label(label, exact=True)
    field.wait_for()
    page.evaluate("window.answeredTap?.()")
    for _ in range(FRAME_MS // HEARD_MS):
        field.focus()
        with suppress(AssertionError):
            expect(field).to_have_attribute("data-heard", "", timeout=HEARD_MS)
            break
        field.blur()
    return field


def write(page: Page, label, text):
    """Put a text into a field."""
    field = listening(page, label)
    field.fill(text)
    expect(field).to_have_value(text)


def ready(page: Page):
    """Wait for the first frame, also after a reload, and turn the tree for screen readers on."""
    page.evaluate("firstFrame")
    switch = page.locator("flt-semantics-placeholder")
    switch.wait_for(state="attached")
    switch.evaluate("button => button.click()")
    page.locator("flt-semantics").first.wait_for(state="attached")


@pytest.fixture
def app(start):
    """The app with an empty data folder."""
    return start()


@pytest.fixture
def page(app, visit, request):
    """One tab of ``app`` on a tablet.

    Other sizes: ``@pytest.mark.parametrize("page", ["phone", "desktop"], indirect=True)``.
    """
    return visit(app.url, getattr(request, "param", "tablet"))


class Trouble:
    """What a school day does to a tab."""

    @staticmethod
    def cut(page):
        """Close the tab's connection and let no new one open, until ``mend``."""
        page.seen.cut = True
        page.evaluate("cutConnection()")

    @staticmethod
    def mend(page):
        """Let connections open again; the client tries by itself."""
        page.evaluate("mendConnection()")

    @staticmethod
    @contextmanager
    def frozen(page):
        """Stop the tab's clocks and scripts, as a browser does to one in the background."""
        tools = page.context.new_cdp_session(page)
        tools.send("Page.setWebLifecycleState", {"state": "frozen"})
        try:
            yield
        finally:
            tools.send("Page.setWebLifecycleState", {"state": "active"})

    @staticmethod
    @contextmanager
    def slowed(page, times):
        """Make the tab's processor so many times slower; 4 to 6 is a school tablet."""
        tools = page.context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": times})
        try:
            yield
        finally:
            tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})


@pytest.fixture
def trouble():
    """Cut, freeze or slow a tab: ``trouble.cut(page)``, ``with trouble.frozen(page):`` ..."""
    return Trouble
