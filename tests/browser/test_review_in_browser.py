"""From a kept probe to a corrected score, a replay and a second score, as the examiner meets it."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, go_on, ready, write
from tests.browser.test_probe import button, figure, word


@pytest.fixture
def page(tmp_path, start, visit, request):
    """A kept probe of a sample student, opened from the history."""
    data = tmp_path / "sample"
    subprocess.run(
        [sys.executable, "main.py", "demo", "--data", data],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    tab = visit(start(data=data).url, getattr(request, "param", "tablet"))
    open_probe(tab)
    return tab


def open_probe(tab):
    """From wherever a start leads, Today or the list, to the latest probe of a student."""
    students = re.compile("^Students")
    tab.get_by_role("tab", name=students).or_(button(tab, students)).first.click()
    tab.get_by_role("heading", name="Students", exact=True).wait_for()  # Today names them, too
    go_on(tab, re.compile("Coral M"))
    go_on(tab, re.compile("WCPM"))
    expect(figure(tab, "score")).to_be_visible()


def score_twice(tab):
    """From a kept probe to what a second person makes of it, compared."""
    button(tab, "Second scorer").click()
    button(tab, "Score it now").click()
    expect(word(tab, 3)).to_be_visible()
    word(tab, 3).click()
    button(tab, "Last word").click()
    word(tab, 20).click()
    go_on(tab, "Keep and compare")
    expect(tab.get_by_text(re.compile("% of items agree"))).to_be_visible()


def score_of(tab):
    """The rate shown, as a number."""
    text = figure(tab, "score").inner_text() or figure(tab, "score").text_content()
    return int(re.search(r"(\d+)\sWCPM", text)[1])


@pytest.mark.parametrize("page", ["tablet", "phone"], indirect=True)
def test_a_kept_probe_is_corrected_and_the_original_stays(page):
    before = score_of(page)
    number = next(n for n in range(1, 30) if _plain(page, n))
    word(page, number).click()
    button(page, "omission").click()
    expect(button(page, re.compile(rf"^word {number}: .*, error"))).to_be_visible()
    assert score_of(page) == before - 1
    said = button(page, "Undo").bounding_box()  # over no button of the foot
    for name in (re.compile("^Correct"), "Leave out", "Done"):
        assert button(page, name).first.bounding_box()["y"] >= said["y"] + said["height"]
    expect(button(page, "Show as it was kept")).to_be_visible()

    button(page, "Leave out").click()
    button(page, "wrong child").click()
    expect(page.get_by_text("Left out: wrong child").first).to_be_visible()
    expect(page.get_by_text(re.compile("It had counted as"))).to_be_visible()
    button(page, "Undo").click()
    expect(page.get_by_text(re.compile("It had counted as"))).to_have_count(0)

    button(page, "Show as it was kept").click()
    expect(word(page, number)).not_to_have_accessible_name(re.compile("error"))
    button(page, "Show as it counts").click()

    page.reload()  # the tab comes back to the same probe
    ready(page)
    expect(figure(page, "score")).to_be_visible()
    assert score_of(page) == before - 1


def _plain(tab, number):
    return not re.search(
        "error|self|last|skipped", word(tab, number).first.get_attribute("aria-label") or ""
    )


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_what_is_not_on_the_page_is_corrected_by_menus(page):
    button(page, re.compile("^Correct")).first.click()
    button(page, re.compile("^How it ended")).click()
    button(page, "finished").click()
    button(page, re.compile("^Correct")).first.click()
    button(page, re.compile("^Ended after")).click()
    write(page, "Seconds until it ended", "50")
    button(page, "Save").click()
    expect(page.get_by_text(re.compile("Ended after: .*now 50 seconds")).first).to_be_visible()
    button(page, re.compile("^Correct")).first.click()
    button(page, "Close").click()
    expect(button(page, "Done")).to_be_visible()


def test_by_keyboard(page):
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(re.compile("^Word 2 “"))).to_be_visible()
    page.keyboard.press("2")
    expect(button(page, re.compile("^word 2: .*, error"))).to_be_visible()
    page.keyboard.press("u")
    expect(button(page, re.compile("^word 2: .*, error"))).to_have_count(0)


def test_it_is_replayed_and_scored_by_a_second_person(page):
    button(page, "Replay").click()
    button(page, "8 ×").click()
    button(page, "Play").click()
    expect(figure(page, "clock")).to_have_text("60 of 60 seconds")
    page.keyboard.press("Escape")

    score_twice(page)
    expect(page.get_by_text("Where they differ")).to_be_visible()
    button(page, "Agreement by examiner").click()
    expect(page.get_by_text(re.compile("probes scored twice")).first).to_be_visible()


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_scored_along_it_waits_for_the_other_device_and_can_be_the_students_probe(page):
    go_on(page, "Done")
    go_on(page, "Give a probe")
    go_on(page, "I score along")
    expect(page.get_by_text(re.compile("Somebody else gives it"))).to_be_visible()
    go_on(page, "Start")
    expect(page.get_by_text(re.compile("second score"))).to_be_visible()
    word(page, 3).click()
    go_on(page, "Stop")
    button(page, re.compile("^Finished")).click()
    go_on(page, "Keep as second score")
    expect(button(page, "Give a probe")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name=re.compile("^Settings")).click()
    scrolled_to(page, "Agreement by examiner").click()
    waits = page.get_by_text(re.compile("other device’s probe is not here"))
    expect(waits.first).to_be_attached()
    scrolled_to(page, re.compile("^Keep as the student’s probe: ")).click()
    expect(figure(page, "score")).to_be_visible()


def scrolled_to(tab, name):
    """A button of a long screen; what is far below isn't there yet."""
    size = tab.viewport_size
    tab.mouse.move(size["width"] / 2, size["height"] / 2)
    for _ in range(20):
        if button(tab, name).count():
            break
        tab.mouse.wheel(0, 300)
        tab.wait_for_timeout(500)
    return button(tab, name)
