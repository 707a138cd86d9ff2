"""The whole browser is killed in a probe, at a random moment: no tap that was shown is lost."""

import logging
import os
import random
import re
import time

import pytest

from tests.tablet.engines import firefox
from tests.tablet.engines.chromium import Chromium
from tests.tablet.engines.test_engines import Day
from tests.tablet.site.conftest import CACHE, Host, chromium
from web.build import build

pytestmark = pytest.mark.full

LOG = logging.getLogger(__name__)  # shown with --log-cli-level=INFO
KILLS = int(os.environ.get("AIMLINE_BROWSER_KILLS", "20"))
SEED = int(os.environ.get("AIMLINE_BROWSER_SEED", "9"))  # other ones are other moments
ENGINES = {"chromium": Chromium, "firefox": firefox.Firefox}
MOMENT_S = 0.05  # within it the browser is killed after a tap that is not waited for
ERRORS = (
    """return document.querySelector('[flt-semantics-identifier="errors"]')?.textContent ?? "";"""
)


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kills") / "tablet"
    build(folder, CACHE)
    host = Host(folder)
    yield host
    host.stop()


@pytest.fixture
def opened(engine, tmp_path):
    """Open browsers on one profile, each after the one before was killed."""
    if engine == "firefox" and firefox.found() is None:
        pytest.skip("no Firefox: install firefox-esr")
    if engine == "chromium":
        chromium()  # skips without one
    browsers = []

    def begin():
        for before in browsers:
            before.end()
        browsers[:] = [ENGINES[engine](tmp_path / "profile")]
        return browsers[0]

    yield begin
    for browser in browsers:
        browser.end()


def tapped(day, words, shown):
    """Tap a word, and wait until its error is counted on screen."""
    day.taps(f"^word {words}: ")
    counted = re.compile(f"^{shown} error")
    day.until(lambda: counted.search(day.browser.js(ERRORS)), f"{shown} errors")


@pytest.mark.parametrize("engine", ENGINES)
def test_kills_in_probes_lose_no_tap_that_was_shown(opened, host, engine):
    moment = random.Random(SEED)
    browser = opened()
    day = Day(browser)
    browser.go(host.url)
    day.starts()
    day.taps("^Add a student$")
    day.taps("^Name, initials")
    time.sleep(0.5)
    browser.type("R. T.")
    day.taps("^2$")
    day.taps("^Save$")
    lost = []
    taps = 0
    for kill in range(KILLS):
        day.taps("^Give a probe$")
        day.taps("^Start$")
        shown = moment.randint(1, 3)
        for count in range(1, shown + 1):
            tapped(day, 2 * count, count)
        taps += shown
        _, x, y = day.sees("^word 9: ")
        browser.tap(x, y)  # one that may be under way
        time.sleep(moment.random() * MOMENT_S)
        browser.kill()
        browser = opened()
        day = Day(browser)
        browser.go(host.url)
        day.starts()
        there = int(re.search(r"(\d+) marked so far", day.sees(r"\d+ marked so far")[0])[1])
        lost += [f"kill {kill}: {shown} shown, {there} there"] * (there < shown)
        day.taps("^Discard$")
        LOG.info("%s: %d kills, %d taps shown, lost: %s", engine, kill + 1, taps, lost)
    assert lost == []
