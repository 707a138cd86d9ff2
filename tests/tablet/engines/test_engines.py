"""A day with the tablet build in the engines that schools have beside Chromium's.

A student and a probe; then, without a host, another probe with a reload in it, Settings, an export
and a new start. Each is driven by its own protocol; a dialog of the system can't be, so no file is
chosen here.
"""

import json
import re
import time
from contextlib import contextmanager

import pytest

from tests.tablet.engines import firefox, webkit
from tests.tablet.site.conftest import CACHE, Host
from web import build as web_build

pytestmark = pytest.mark.long

READY_S = 200  # the first start of an engine on a busy machine
WAIT_S = 60
SECOND_TAP_S = 0.5  # longer than between the two taps of a double tap
LOOK_S = 0.1
SEEN = 700  # px of the page's height

# What a screen reader is told of: text, and where its middle is.
TOLD = r"""
return [...document.querySelectorAll("flt-semantics")].map((node) => {
  const {x, y, width, height} = node.getBoundingClientRect();
  const field = node.querySelector(":scope > input, :scope > textarea");
  const own = [...node.childNodes].filter(
    (one) => one.nodeType === 3 || /^(SPAN|H\d)$/.test(one.nodeName));
  const text = node.getAttribute("aria-label") ?? field?.getAttribute("aria-label") ??
    own.map((one) => one.textContent).join(" ");
  return [text.trim(), x + width / 2, y + height / 2];
}).filter(([text]) => text)
"""
SETTLED = """
const button = document.getElementById("do");
if (performance.getEntriesByName("usable").length) return "usable";
return button && !button.hidden ? document.getElementById("says").textContent : "";
"""
# The titles, and what keeps a person from zooming, if anything does.
HEAD = """
const tags = [...document.querySelectorAll("meta[name=viewport]")];
return [[...document.querySelectorAll("head title")].map((title) => title.textContent),
  tags.map((tag) => tag.content).filter((says) => /user-scalable|maximum-scale/.test(says))];
"""
READER = """
document.querySelector("flt-semantics-placeholder")?.click();
return document.querySelector("flt-semantics") !== null;
"""


ENGINES = {"firefox": firefox.Firefox, "webkit": webkit.WebKit}


@contextmanager
def with_sync_handles():
    """Sites that are built have what stands in for a file's handles where an engine has none."""
    page = web_build._page

    def with_handles(webdav):
        files = page(webdav)
        return {**files, "worker.js": webkit.SYNC_HANDLES.encode() + files["worker.js"]}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_build, "_page", with_handles)
        yield


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("engines") / "tablet"
    with with_sync_handles():
        web_build.build(folder, CACHE)
    return folder


@pytest.fixture
def host(site):
    host = Host(site)
    yield host
    host.stop()


class Day:
    """A person at a browser: looks until something is there, taps it."""

    def __init__(self, browser):
        self.browser = browser

    def until(self, look, what, seconds=WAIT_S):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if (there := look()) is not None:
                return there
            time.sleep(LOOK_S)
        told = [text for text, *_ in self.browser.js(TOLD)]
        pytest.fail(f"{what} did not come; there is: {told[:40]}")

    def sees(self, pattern):
        def look():
            told = self.browser.js(TOLD)
            return next((one for one in told if re.search(pattern, one[0])), None)

        return self.until(look, pattern)

    def taps(self, pattern):
        self.sees(pattern)
        time.sleep(SECOND_TAP_S)
        _, x, y = self.sees(pattern)
        if not 0 < y < SEEN:
            self.browser.scroll(y - SEEN / 2)
            time.sleep(SECOND_TAP_S)
            _, x, y = self.sees(pattern)
        self.browser.tap(x, y)

    def starts(self):
        said = self.until(lambda: self.browser.js(SETTLED) or None, "a screen", READY_S)
        assert said == "usable"
        self.until(lambda: self.browser.js(READER) or None, "the tree for screen readers")


@pytest.fixture
def opened(engine, tmp_path):
    """Open browsers on one profile, one after the other; end what is left."""
    if engine == "firefox" and firefox.found() is None:
        pytest.skip("no Firefox: install firefox-esr")
    if engine == "webkit" and (lacking := webkit.missing()):
        pytest.skip(f"no WebKit: {', '.join(lacking)} missing; see .ci/run for the packages")
    browsers = []

    def begin():
        browsers.append(ENGINES[engine](tmp_path / "profile"))
        return browsers[-1]

    yield begin
    for browser in browsers:
        browser.end()


# A start of WebKit, which draws by the processor here, takes as long as all the rest of its day.
@pytest.mark.parametrize(
    ("engine", "reloads"),
    [
        ("firefox", True),
        ("webkit", False),
        pytest.param("webkit", True, marks=pytest.mark.full),
    ],
)
def test_a_day(opened, host, reloads):
    browser = opened()
    day = Day(browser)
    browser.go(host.url)
    day.starts()
    assert browser.js(HEAD) == [["Aimline"], []]
    day.taps("^Add a student$")
    day.taps("^Name, initials")
    time.sleep(SECOND_TAP_S)
    browser.type("Zoë Ł.")
    day.taps("^2$")
    day.taps("^Save$")
    day.taps("^Give a probe$")
    day.taps("^Start$")
    day.taps("^word 2: ")
    day.taps("^word 5: ")
    day.taps("^Stop$")
    day.taps("^Finished")
    day.taps("^Yes, count it$")
    day.sees("Kept on this device")
    day.taps("^Done$")
    host.stop()
    if reloads:
        day.taps("^Zoë Ł")
        day.taps("^Give a probe$")
        day.taps("^Start$")
        day.taps("^word 2: ")
        day.taps("^word 5: ")
        day.sees("^2 errors")
        browser.reload()
        day.starts()
        day.sees("2 marked so far")
        day.taps("^Discard$")
    day.taps("^Settings\\b")
    # Shown though an engine (Firefox) has not said yet whether it keeps the records.
    day.sees("^Size of the passage")
    day.taps("^Export everything$")
    saved = day.until(
        lambda: next(iter(browser.downloads.glob("aimline-export-*.json")), None), "the export"
    )
    day.until(lambda: saved.stat().st_size or None, "its content")
    assert len(json.loads(saved.read_text())["administrations"]) == 1

    browser.close()

    again = opened()
    later = Day(again)
    again.go(host.url)
    later.starts()
    later.taps("^Students\\b")
    later.sees("Zoë Ł")
    assert complaints(browser, again) == []


def complaints(*browsers):
    """What the consoles say, but for what our policy keeps from being fetched or run."""
    said = [line for browser in browsers for line in browser.errors]
    return [line for line in said if not line.startswith("Content-Security-Policy: ")]
