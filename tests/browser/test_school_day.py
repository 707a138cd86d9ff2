"""A day at school: who is due, two who are away, probes one after the other, a session kept.

Each job takes as many taps as it may: from Today to the clock two, the next student one, absent
one, a session that went as planned two.
"""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from screens.parts.double_tap import SECOND_TAP_MS
from tests.browser.conftest import ROOT, go_on
from tests.browser.test_probe import button, figure, word


@pytest.fixture
def app(start, tmp_path):
    """The app with three groups that meet today, of whom everybody is due."""
    folder = tmp_path / "day"
    folder.mkdir()
    script = ROOT / "tests" / "browser" / "class_of_the_day.py"
    subprocess.run([sys.executable, script, folder], check=True, cwd=ROOT, timeout=120)
    return start(data=folder)


def says(page, text):
    return page.get_by_text(re.compile(text)).first


def give(page):
    """Give the probe whose clock runs: a mark, and finished at once, which asks."""
    expect(figure(page, "clock")).to_be_visible()
    word(page, 2).click()
    button(page, "Stop").click()
    button(page, re.compile("^Finished")).click()
    go_on(page, "Yes, count it")


@pytest.mark.parametrize(
    "page", ["tablet", pytest.param("phone", marks=pytest.mark.long)], indirect=True
)
def test_a_day_at_school(page):
    expect(says(page, "9 probes to give, about 27 minutes")).to_be_visible()
    # Absent: one tap each.
    button(page, re.compile("^Absent: ")).nth(0).click()
    expect(says(page, "absent today")).to_be_visible()
    button(page, re.compile("^Absent: ")).nth(0).click()
    expect(says(page, "2 away")).to_be_visible()
    expect(says(page, "7 probes to give")).to_be_visible()
    # To the clock: two taps. The next student: one.
    button(page, re.compile("^Give a probe to ")).first.click()
    go_on(page, "Start")
    give(page)
    go_on(page, "Next: A. Wrens")  # the Robins are done
    go_on(page, "Start")
    give(page)
    go_on(page, "Today")
    expect(says(page, "5 probes to give")).to_be_visible()
    expect(says(page, "2 given")).to_be_visible()
    # A session as planned: two taps.
    button(page, re.compile("^Session: ")).first.click()
    go_on(page, "Keep")
    expect(button(page, re.compile("^Session kept: "))).to_be_visible()
    # What was given today is a tap away.
    page.wait_for_timeout(SECOND_TAP_MS)
    button(page, re.compile("^Open the probe: ")).first.click()
    expect(figure(page, "score")).to_be_visible()
    expect(button(page, "Leave out")).to_be_visible()
    go_on(page, "Done")
    expect(button(page, "Edit")).to_be_visible()  # of the student whose probe it is
