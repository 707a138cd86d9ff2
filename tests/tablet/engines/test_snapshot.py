"""Later starts go on from a snapshot of Python's memory, which a first start leaves behind."""

import pytest

from tests.tablet.engines import firefox
from tests.tablet.engines.chromium import Chromium
from tests.tablet.engines.test_engines import READY_S, Day
from tests.tablet.site.conftest import CACHE, Host, chromium
from web.build import build

pytestmark = pytest.mark.long

ENGINES = {"chromium": Chromium, "firefox": firefox.Firefox}
# Says later in the page whether this device has a snapshot.
KEPT = """
const told = document.documentElement.dataset;
caches.match(new URL("snapshot", document.baseURI).href).then((found) => {
  if (found) told.snapshot = "kept";
});
return told.snapshot ?? null;
"""
RESTORED = 'return performance.getEntriesByName("restored").length;'
# Zeros in most of the snapshot, where Python's objects lie.
DAMAGE = """
(async () => {
  const cache = await caches.open((await caches.keys())[0]);
  const address = new URL("snapshot", document.baseURI).href;
  const content = new Uint8Array(await (await cache.match(address)).arrayBuffer());
  content.fill(0, content.length / 4);
  await cache.put(address, new Response(content));
  document.documentElement.dataset.snapshot = "damaged";
})();
"""
DAMAGED = 'return document.documentElement.dataset.snapshot === "damaged" || null;'
ENDED = """
const button = document.getElementById("do");
if (performance.getEntriesByName("usable").length) return "usable";
return button && !button.hidden ? document.getElementById("says").textContent : null;
"""


def keeps_snapshot(day):
    """Wait until a first start has left its snapshot."""
    day.until(lambda: day.browser.js(KEPT), "a snapshot", READY_S)


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshot") / "tablet"
    build(folder, CACHE)
    host = Host(folder)
    yield host
    host.stop()


@pytest.fixture(params=ENGINES)
def browser(request, tmp_path):
    if request.param == "firefox" and firefox.found() is None:
        pytest.skip("no Firefox: install firefox-esr")
    if request.param == "chromium":
        chromium()  # skips where there is none
    browser = ENGINES[request.param](tmp_path / "profile")
    yield browser
    browser.end()


def test_a_later_start_goes_on_from_the_snapshot_and_one_that_is_no_good_is_made_anew(
    browser, host
):
    day = Day(browser)
    browser.go(host.url)
    day.starts()
    assert not browser.js(RESTORED)
    keeps_snapshot(day)
    asked = len(host.asked)
    browser.reload()
    day.starts()
    assert browser.js(RESTORED)
    day.taps("^Settings\\b")  # one of the screens that are in the snapshot
    day.sees("^Size of the passage")
    assert set(host.asked[asked:]) <= {"sw.js"}

    browser.js(DAMAGE)
    day.until(lambda: browser.js(DAMAGED), "the damage")
    browser.reload()
    said = day.until(lambda: browser.js(ENDED), "an end", READY_S)
    assert said == "Aimline could not be started."
    browser.reload()
    day.starts()
    assert not browser.js(RESTORED)
    keeps_snapshot(day)
    browser.reload()
    day.starts()
    assert browser.js(RESTORED)
