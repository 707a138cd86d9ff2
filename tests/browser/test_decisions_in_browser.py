"""From scores to a decision, as a teacher meets it: a verdict, a goal, a change, the new point."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, go_on, write
from tests.browser.test_probe import button, figure, word


@pytest.fixture
def app(start, tmp_path):
    """The app with a class that there is something to decide about."""
    folder = tmp_path / "class"
    folder.mkdir()
    script = ROOT / "tests" / "browser" / "class_to_decide.py"
    subprocess.run([sys.executable, script, folder], check=True, cwd=ROOT, timeout=120)
    return start(data=folder)


def go_to(page, name):
    """Tap an entry of the navigation: a tab on a phone, a button of the rail on a tablet."""
    entry = re.compile(f"^{name}")
    page.get_by_role("tab", name=entry).or_(button(page, entry)).first.click()


def open_student(page, name):
    go_to(page, "Students")
    page.get_by_role("button", name=re.compile(rf"^{name}")).first.click()
    expect(button(page, "Edit")).to_be_visible()


def chart(page):
    return page.get_by_role("img", name=re.compile("^Chart of"))


both_sizes = pytest.mark.parametrize(
    "page", ["tablet", pytest.param("phone", marks=pytest.mark.long)], indirect=True
)


@both_sizes
def test_a_verdict_is_read_and_its_suggestion_answered(page):
    open_student(page, "Below B.")
    expect(page.get_by_text("Below goal pace", exact=True)).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"^Likely .* words a week since .*; the goal"))
    ).to_be_visible()
    expect(page.get_by_text(re.compile(r"^12 probe days in 11 weeks · trend "))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Rule: the trend’s 95\s% range"))).to_be_visible()
    button(page, "What next?").click()
    expect(button(page, "Keep this change")).to_be_disabled()
    expect(button(page, "More minutes")).to_have_attribute("aria-current", "false")
    button(page, "More minutes").click()
    expect(button(page, "More minutes")).to_have_attribute("aria-current", "true")
    expect(button(page, "Keep this change")).to_be_enabled()
    go_on(page, "Keep this change")
    expect(page.get_by_text(re.compile(r"^\w+ \d+ · More minutes$"))).to_be_visible()
    button(page, "Undo").click()
    expect(page.get_by_text("Nothing was changed yet.", exact=False)).to_be_visible()
    button(page, "What next?").click()
    go_on(page, "No change, because …")
    write(page, "Because", "She was ill for two weeks.")
    go_on(page, "Keep “no change”")
    said = "Decided today: no change, because She was ill for two weeks."
    expect(page.get_by_text(said)).to_be_visible()
    expect(button(page, "What next?")).to_have_count(0)


@both_sizes
def test_a_goal_is_set_and_the_next_probe_is_a_point_on_its_line(page):
    open_student(page, "Ready N.")
    expect(page.get_by_text("No goal yet", exact=True)).to_be_visible()
    button(page, "Set a goal").first.click()
    expect(page.get_by_text(re.compile("^38: the median of 36, 38, 41"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("fits this distance"))).to_be_visible()
    go_on(page, "Set this goal")
    expect(
        page.get_by_text(re.compile(r"^From 38 to \d+ words correct a minute by"))
    ).to_be_visible()
    expect(chart(page)).to_have_attribute("aria-label", re.compile("aim line leads to"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button(page, "Copy as an IEP goal").click()
    expect(page.get_by_text("Copied. Paste it where the goal is written.").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "a baseline of 38 (median of 3 probes," in copied
    button(page, "Give a probe").click()
    go_on(page, "Start")
    word(page, 12).click()
    button(page, "Stop").click()
    go_on(page, re.compile("^Finished"))
    go_on(page, "Yes, count it")  # so few seconds are asked about
    go_on(page, "Show the score")
    expect(figure(page, "rate")).to_be_visible()
    expect(chart(page)).to_have_attribute("aria-label", re.compile("^Chart of 2 scores.*aim line"))


@pytest.mark.long
@both_sizes
def test_a_group_gets_its_goals_in_four_taps_and_the_caseload_says_who_needs_what(page):
    go_to(page, "Caseload")
    expect(page.get_by_text("4 students · 4 need a decision", exact=False)).to_be_visible()
    expect(page.get_by_text("Robins: 3 of 3 are below.")).to_be_visible()
    first = page.get_by_role("button", name=re.compile("Oral reading · Grade 2")).first
    expect(first).to_have_text(re.compile("Below goal pace, twice"))
    expect(first).to_have_attribute("tabindex", "0")  # the keyboard reaches it
    names = [one.inner_text() for one in page.get_by_role("button").all()]
    assert all(names), "no button without a name, such as one around another"
    button(page, "By group").click()
    button(page, "Set goals").last.click()  # of the Wrens
    expect(page.get_by_text(re.compile(r"^From 38 to \d+, \d\.\d a week"))).to_be_visible()
    expect(page.get_by_text("A baseline needs 1 more score.")).to_be_visible()
    go_on(page, "Set 1 goal")
    expect(page.get_by_text("6 students", exact=False)).to_be_visible()
