"""Chosen by key, a chip keeps the focus, however much of the screen is made anew."""

from playwright.sync_api import expect

from tests.browser.test_decisions_in_browser import go_to
from tests.browser.test_probe import button

FOCUSED = "one => one === document.activeElement"  # a row around it has its text, too
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
STEPS = 60  # more than there are on these screens


def tab_to(page, name):
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        page.evaluate(DRAWN)
        if any(one.evaluate(FOCUSED) for one in button(page, name).all()):
            return
    raise AssertionError(f"Tab doesn't reach {name}")


def choose_by_key(page, name):
    chip = button(page, name, exact=True)
    tab_to(page, name)
    before = chip.get_attribute("aria-current")
    page.keyboard.press("Space")
    expect(chip).not_to_have_attribute("aria-current", before)
    expect(chip).to_be_focused()


def test_a_chosen_chip_keeps_the_focus(page):
    button(page, "Add a student").click()
    expect(button(page, "Save")).to_be_visible()
    choose_by_key(page, "3")  # the chips alone are made anew
    page.keyboard.press("Tab")
    expect(button(page, "4", exact=True)).to_be_focused()


def test_a_chosen_chip_keeps_the_focus_when_the_screen_is_made_anew(page):
    go_to(page, "Settings")
    expect(button(page, "Dark")).to_be_visible()
    choose_by_key(page, "Light")
