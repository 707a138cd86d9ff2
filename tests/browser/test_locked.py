"""The lock of the screen, as somebody meets it."""

import re
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_on, listening, write
from tests.browser.test_probe import add_student, button, figure, word

CODE = "20481"


def try_code(page, code):
    listening(page, "Code")
    page.keyboard.type(code)  # what stood there is gone, and is not told to the page
    page.keyboard.press("Enter")


def is_hidden_until_asked_for(page, label):
    typed = page.get_by_label(label, exact=True)
    expect(typed).to_have_attribute("type", "password")
    button(page, f"Show “{label}”").press("Enter")
    expect(typed).to_have_attribute("type", "text")
    button(page, f"Hide “{label}”").click()
    expect(typed).to_have_attribute("type", "password")
    expect(typed).not_to_have_attribute("data-heard", "")  # the tap took the focus, a moment later


def restarted(app, page, visit, start):
    """Aimline, killed and started again, in a new tab."""
    page.seen.cut = True
    app.process.send_signal(signal.SIGKILL)
    app.process.wait()
    app = start(data=app.data)
    return app, visit(app.url)


@pytest.mark.long
def test_a_code_hides_the_screen_until_it_is_typed(app, page, visit, start):
    button(page, re.compile("^Settings")).click()
    write(page, "A code of 4 to 12 digits", CODE)
    write(page, "Repeat code", CODE)
    is_hidden_until_asked_for(page, "Repeat code")
    button(page, "Set the code").click()
    button(page, "Lock now").click()
    expect(page.get_by_text("Aimline is locked")).to_be_visible()
    try_code(page, "1111")
    expect(page.get_by_text("That is not the code.")).to_be_visible()
    is_hidden_until_asked_for(page, "Code")
    try_code(page, CODE)
    expect(button(page, "Remove code")).to_be_visible()  # where it was
    button(page, re.compile("^Students")).click()
    add_student(page, name="Q. Z.")

    app, page = restarted(app, page, visit, start)
    expect(page.get_by_text("Aimline is locked")).to_be_visible()
    expect(page.get_by_text("Q. Z.")).to_have_count(0)
    button(page, "I have forgotten the code").click()
    button(page, "Let it end in 24 hours").click()
    expect(page.get_by_text("The code ends")).to_be_visible()
    try_code(page, CODE)
    expect(button(page, re.compile("^Q. Z."))).to_be_visible(timeout=20_000)

    button(page, re.compile("^Give a probe to ")).click()
    go_on(page, "Start")
    word(page, 3).click()
    expect(figure(page, "errors")).to_have_text("1 error")
    app, page = restarted(app, page, visit, start)
    button(page, "Go on").click()  # a probe whose clock runs asks for no code
    expect(word(page, 3)).to_be_visible()
