"""A whole day of a tablet: installed, taken off every network, used, killed, and brought back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_on
from tests.browser.long.test_sharing import SYNC_MS, SYNCED
from tests.browser.test_every_measure import NAMES, add_student, choose, finish, mark
from tests.browser.test_probe import button
from tests.tablet.site.conftest import settle
from tests.tablet.site.test_tablet_sharing import (
    PICKER,
    Laptop,
    carry,
    choose_passphrase,
    start,
)

pytestmark = pytest.mark.full

MORNING = ["orf", "wrf", "lnf", "lsf"]
NOON = ["nwf", "psf", "ni"]
AFTERNOON = ["qd", "facts", "comp"]
STUDENT = re.compile("^R. T.")


@pytest.fixture
def laptop(tmp_path):
    return Laptop(tmp_path / "laptop")


def begin(page, measure):
    """From a student's screen to a probe with one mark."""
    choose(page, measure)
    go_on(page, "Start")
    mark(page, measure)


def keep(page, measure):
    """Finish a probe early, see that it is kept, and go back to the student's screen."""
    finish(page)
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    expect(page.get_by_text(re.compile(f"^{NAMES[measure]} · "))).to_be_visible()
    go_on(page, "Done")
    button(page, STUDENT).click()
    expect(button(page, "Edit")).to_be_visible()


def give(page, measures):
    for measure in measures:
        begin(page, measure)
        keep(page, measure)


def test_ten_probes_of_a_day_without_a_network_are_all_on_the_laptop(
    new_device, host, laptop, tmp_path
):
    page = new_device.visit(host.url)  # installed: everything is on the device
    assert page.settled == "usable"
    host.stop()

    add_student(page, "1")
    give(page, MORNING)
    page.reload()
    assert settle(page) == "usable"
    button(page, STUDENT).click()
    give(page, NOON)

    begin(page, AFTERNOON[0])
    new_device.kill()
    new_device.on()
    new_device.context.add_init_script(PICKER)
    page = new_device.visit(host.url)
    assert page.settled == "usable"
    expect(page.get_by_text("1 marked so far")).to_be_visible()
    button(page, "Go on").click()
    keep(page, AFTERNOON[0])
    give(page, AFTERNOON[1:])

    button(page, "Back").click()
    expect(page.get_by_text("10 probes are on this device alone")).to_be_visible()
    start(page, "A folder on this device")
    button(page, "Choose the folder").click()
    expect(page.get_by_text("Chosen: stand-in")).to_be_visible()
    choose_passphrase(page)
    expect(page.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)
    carry(page, tmp_path / "shared")
    assert "Joined" in laptop.sync("--folder", tmp_path / "shared")

    given = laptop.exported()["administrations"]
    assert sorted(one["measure"] for one in given) == sorted(MORNING + NOON + AFTERNOON)
    # Each with its mark, the one in whose middle the browser was killed too.
    assert all(any(event["do"] == "mark" for event in one["events"]) for one in given)
