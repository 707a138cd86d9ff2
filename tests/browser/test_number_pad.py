"""Answers entered by the keyboard, by the digits of its number pad too."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_on
from tests.browser.test_every_measure import add_student, choose
from tests.browser.test_probe import button, figure

# What a browser says of the pad with its lock on: the code, and the number of the key.
PAD = {
    "1": ("Numpad1", 97),
    "5": ("Numpad5", 101),
    "-": ("NumpadSubtract", 109),
    "0": ("Numpad0", 96),
    "Enter": ("NumpadEnter", 13),
}


@pytest.fixture
def entering(page):
    """A sheet of problems, the first of which is asked for."""
    add_student(page, "3")
    choose(page, "facts")
    go_on(page, "Start")
    button(page, "Enter", exact=True).click()
    button(page, re.compile("^problem 1:")).click()
    expect(figure(page, "written")).to_be_visible()
    return page


def on_pad(page, key):
    code, number = PAD[key]
    about = {"key": key, "code": code, "windowsVirtualKeyCode": number, "location": 3}
    tools = page.context.new_cdp_session(page)
    tools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "isKeypad": True, **about})
    tools.send("Input.dispatchKeyEvent", {"type": "keyUp", "isKeypad": True, **about})


@pytest.mark.parametrize("pad", [False, True])
def test_what_is_typed_is_written(entering, pad):
    page = entering

    def press(key):
        if pad:
            on_pad(page, key)
        else:
            page.keyboard.press(key)

    for key, written in zip("15-0", ("1", "15", "15_", "15_0"), strict=True):
        press(key)
        expect(figure(page, "written")).to_have_text(re.compile(f" {written}$"))
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    press("Enter")
    expect(figure(page, "written")).to_have_text(re.compile(r":\s*$"))
    page.keyboard.press("Escape")
    expect(button(page, re.compile("^problem 1: .*15"))).to_be_visible()
