"""Given to a group: one clock, a kill in between, and the papers scored one by one by name."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_on, write
from tests.browser.test_every_measure import button, figure
from tests.browser.test_keyboard_focus import tab_to

GROUP = ("Ana B.", "Ben C.", "Cem D.")


def add(page, name):
    button(page, "Add a student").click()
    write(page, "Name, initials or district id", name)
    button(page, "Save").click()
    expect(button(page, "Edit")).to_be_visible()
    button(page, "Back").click()
    expect(button(page, re.compile(f"^{name}"))).to_be_visible()


def last_problem(page, number):
    button(page, "Last problem").click()
    expect(figure(page, "status")).to_contain_text("Now tap the last problem")
    button(page, re.compile(f"^problem {number}: ")).click()
    expect(button(page, "To the result")).to_be_visible()


@pytest.mark.long
def test_a_group_is_given_one_clock_and_each_paper_gets_its_score(start, visit, trouble):
    app = start()
    page = visit(app.url)
    for name in GROUP:
        add(page, name)
    button(page, "Give to a group").click()
    expect(page.get_by_text("3 students")).to_be_visible()
    go_on(page, "Start")
    expect(figure(page, "clock")).to_contain_text("seconds left")
    button(page, "Ben C.").click()
    expect(button(page, re.compile("^Ben C. · finished at"))).to_be_visible()

    # Killed while they write: the clock runs on, and knows who had finished.
    trouble.cut(page)
    app.process.kill()
    app.process.wait()
    page = visit(start(data=app.data).url)
    expect(figure(page, "clock")).to_contain_text("seconds left")
    expect(button(page, re.compile("^Ben C. · finished at"))).to_be_visible()
    button(page, "Stop").click()
    button(page, "Go on").click()
    expect(button(page, "Stop")).to_be_visible()
    button(page, "Stop").click()
    button(page, re.compile("^All finished early")).click()

    # Nothing has to be scored at once: what is left stands on the list of students.
    expect(page.get_by_text("3 papers to score")).to_be_visible()
    button(page, "Back").click()
    expect(page.get_by_text("3 papers to score")).to_be_visible()
    expect(button(page, re.compile("^Cem D..*1 paper to score"))).to_be_visible()
    button(page, "Score papers").click()

    # Ana had the full time after all; Cem had three seconds, was absent, and then wasn't.
    button(page, "More: Ana B.").click()
    write(page, "Finished early, after seconds", "")
    button(page, "Save").click()
    expect(button(page, re.compile("^Ana B..*full time"))).to_be_visible()
    button(page, "More: Cem D.").click()
    write(page, "Finished early, after seconds", "3")
    button(page, "Save").click()
    expect(button(page, re.compile("^Cem D..*finished after 3 s"))).to_be_visible()
    button(page, "More: Cem D.").click()
    button(page, "Absent").click()
    expect(page.get_by_text("2 papers to score")).to_be_visible()
    button(page, "Undo").click()
    expect(page.get_by_text("3 papers to score")).to_be_visible()

    button(page, "Score Ana B.").click()
    last_problem(page, 3)
    button(page, "digit 1 of problem 2", exact=True).click()
    button(page, "To the result").click()  # no student sits beside a paper: nothing is folded
    expect(figure(page, "rate")).to_have_text(re.compile(r"^\d$"))  # of 3 problems in a minute
    go_on(page, "Next: Ben C.")

    # Ben, who had finished, has a score at once. Put back by mistake, he is there again.
    expect(button(page, "To the result")).to_be_visible()
    button(page, "Score later").click()
    expect(page.get_by_text("2 papers to score")).to_be_visible()
    button(page, "Undo").click()
    button(page, "To the result").click()
    go_on(page, "All right")  # nothing is marked: it was asked once
    go_on(page, "Next: Cem D.")
    expect(button(page, "To the result")).to_be_visible()
    button(page, "To the result").click()
    go_on(page, "All right")
    go_on(page, "Yes, count it")  # three seconds can hardly be
    go_on(page, "Done")
    expect(button(page, re.compile("^Cem D..*Last probe today"))).to_be_visible()
    expect(page.get_by_text(re.compile("to score"))).to_have_count(0)


@pytest.mark.long
def test_who_has_finished_and_who_is_absent_is_said_by_the_keyboard_alone(page):
    for name in GROUP:
        add(page, name)
    button(page, "Give to a group").click()
    expect(page.get_by_text("3 students")).to_be_visible()
    go_on(page, "Start")
    expect(figure(page, "clock")).to_contain_text("seconds left")
    tab_to(page, "Ben C.")
    page.keyboard.press("Space")
    expect(button(page, re.compile("^Ben C. · finished at"))).to_be_focused()
    page.keyboard.press("Space")  # not yet, after all
    expect(button(page, "Ben C.")).to_be_focused()
    page.keyboard.press("s")
    expect(button(page, re.compile("^All finished early"))).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_text("3 papers to score")).to_be_visible()
    # Cem isn't there.
    tab_to(page, "More: Cem D.")
    page.keyboard.press("Space")
    expect(button(page, "More: Cem D.")).to_be_focused()
    tab_to(page, "Absent")
    page.keyboard.press("Space")
    expect(page.get_by_text("2 papers to score")).to_be_visible()
