"""The main job and what can go wrong in it, as the examiner meets it."""

import json
import re
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from probes.forms import passages
from screens.parts.double_tap import SECOND_TAP_MS
from tests.browser.conftest import ROOT, go_on, ready, write

MINUTE_MS = 60_000


def button(page, name, **how):
    # A word of a passage may be "stop": a name that is a text is the whole of it.
    return page.get_by_role("button", name=name, **{"exact": isinstance(name, str), **how})


def word(page, number):
    """The box of a word, by its number from 1."""
    return button(page, re.compile(rf"^word {number}: "))


def figure(page, name):
    return page.locator(f'[flt-semantics-identifier="{name}"]')


def settled_box(locator):
    """Return where something is once it no longer moves."""
    before, box = None, locator.bounding_box()
    while box != before:
        locator.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        before, box = box, locator.bounding_box()
    return box


def add_student(page, name="R. T.", grade="2"):
    button(page, "Add a student").click()
    write(page, "Name, initials or district id", name)
    button(page, grade, exact=True).click()
    button(page, "Save").click()
    expect(button(page, "Edit")).to_be_visible()


def start_probe(page):
    """From a student's screen to the clock running: two taps."""
    button(page, "Give a probe").click()
    go_on(page, "Start")
    expect(word(page, 1)).to_be_visible()


def student_row(page):
    """The row of a student who was given a probe today."""
    return button(page, re.compile("Last probe today|A score to check"))


@pytest.fixture
def giving(page):
    """A tab in which the clock has just started."""
    add_student(page)
    start_probe(page)
    return page


def test_from_nothing_to_a_kept_score(app, page, visit, start):
    add_student(page)
    start_probe(page)
    for number in (3, 7, 12):
        word(page, number).click()
    expect(figure(page, "errors")).to_have_text("3 errors")
    word(page, 7).click()  # a second tap takes the mark off
    expect(figure(page, "errors")).to_have_text("2 errors")
    button(page, "Last word").click(timeout=MINUTE_MS + 10_000)
    word(page, 20).click()
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    expect(figure(page, "rate")).to_have_count(0)  # folded: the student sits beside
    go_on(page, "Show the score")
    expect(figure(page, "rate")).to_have_text("18")
    expect(page.get_by_text("90 %")).to_be_visible()
    go_on(page, "Done")
    expect(student_row(page)).to_be_visible()

    page.reload()
    ready(page)
    student_row(page).click()
    expect(page.get_by_text("18 WCPM · 90 %")).to_be_visible()

    page.seen.cut = True
    app.process.send_signal(signal.SIGTERM)
    assert app.process.wait(10) == 0
    again = visit(start(data=app.data).url)
    student_row(again).click()
    expect(again.get_by_text("18 WCPM · 90 %")).to_be_visible()


@pytest.mark.parametrize("page", ["phone", "desktop"], indirect=True)
def test_an_early_finish_is_prorated_at_every_size(giving):
    word(giving, 2).click()
    button(giving, "Stop").click()
    button(giving, re.compile("^Finished")).click()
    go_on(giving, "Show the score")
    expect(giving.get_by_text(re.compile(r"Words correct: \d+ in [\d.]+ seconds"))).to_be_visible()


@pytest.mark.long
def test_marks_can_still_be_put_right_from_the_result(giving):
    word(giving, 2).click()
    button(giving, "Stop").click()
    button(giving, re.compile("^Finished")).click()
    button(giving, "Back to the passage").click()
    word(giving, 5).click()
    expect(figure(giving, "errors")).to_have_text("2 errors")
    expect(figure(giving, "clock")).to_have_text("stopped")
    button(giving, "To the result").click()
    go_on(giving, "Show the score")
    expect(giving.get_by_text("Missed words")).to_be_visible()


def test_wait_skipped_line_place_and_undo(giving):
    button(giving, "Wait").click()
    expect(figure(giving, "status")).to_contain_text("next word")
    word(giving, 2).click()
    button(giving, "Skipped line").click()
    line_two = button(giving, re.compile(r"^to here: \d+ words$")).nth(1)
    line_two.click()
    expect(giving.get_by_role("button", name=re.compile(", skipped$")).first).to_be_visible()
    button(giving, re.compile(r"^to here: \d+ words$")).nth(2).click()
    expect(button(giving, re.compile("the student is here$"))).to_be_visible()
    expect(figure(giving, "rate")).to_contain_text("+", timeout=10_000)
    for _ in range(2):
        button(giving, "Undo").click()
    expect(giving.get_by_role("button", name=re.compile(", skipped$"))).to_have_count(0)
    expect(figure(giving, "errors")).to_have_text("1 error")


def opening(app):
    """How many words of the passage that was dealt are all wrong before stopping is suggested."""
    form = re.search(r'"form":"(\w+)"', (app.data / "sitting.log").read_text("utf-8"))[1]
    texts = (file.read_text("utf-8") for file in (ROOT / "probes/forms/orf").glob("*.txt"))
    dealt = next(one for one in map(passages.read, texts) if one.id == form)
    return max(10, len(dealt.line(0)))


def test_the_stopping_rule_is_offered_and_can_be_taken_back(app, giving):
    for number in range(1, opening(app) + 1):
        word(giving, number).click()
    button(giving, "Stop here").click()
    go_on(giving, "Show the score")
    expect(figure(giving, "rate")).to_have_text("0")
    button(giving, "Take back the stop").click()
    expect(figure(giving, "clock")).to_contain_text("seconds left")


@pytest.mark.long
def test_a_finger_that_is_down_while_the_pads_change_marks_its_word(app, giving):
    before = opening(app) - 1
    for number in range(1, before + 1):
        word(giving, number).click()
    for _ in range(before):
        giving.keyboard.press("ArrowRight")
    for errors in (before - 1, before):  # so the arrows have been taken
        giving.keyboard.press("Enter")
        expect(figure(giving, "errors")).to_have_text(f"{errors} errors")
    giving.keyboard.press("ArrowRight")
    box = settled_box(word(giving, 14))
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    tools = giving.context.new_cdp_session(giving)
    tools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    giving.keyboard.press("Enter")
    expect(button(giving, "Stop here")).to_be_visible()
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(button(giving, re.compile("^word 14: .*, error$"))).to_be_visible()


def test_by_keyboard_alone(page):
    add_student(page)
    button(page, "Give a probe").click()
    expect(button(page, "Start")).to_be_visible()
    page.wait_for_timeout(SECOND_TAP_MS)
    page.keyboard.press("Space")
    expect(word(page, 1)).to_be_visible()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(button(page, re.compile(r"^word 3: .*, error$"))).to_be_visible()
    page.keyboard.press("Space")  # does nothing any more
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(figure(page, "errors")).to_have_text("2 errors")
    page.keyboard.press("u")
    expect(figure(page, "errors")).to_have_text("1 error")
    page.keyboard.press("w")
    expect(figure(page, "status")).to_contain_text("next word")
    page.keyboard.press("s")
    expect(button(page, re.compile("^Interrupted"))).to_be_visible()


def test_a_lost_connection_loses_no_tap_that_was_shown(giving, trouble):
    for number in (2, 4, 6):
        word(giving, number).click()
    expect(figure(giving, "errors")).to_have_text("3 errors")
    for errors, number in ((4, 8), (5, 9), (6, 10)):  # the screen is right each time
        trouble.cut(giving)
        expect(giving.get_by_role("alert")).to_contain_text("taps are not taken")
        trouble.mend(giving)
        expect(giving.get_by_role("alert")).to_be_hidden(timeout=20_000)
        expect(figure(giving, "errors")).to_have_text(f"{errors - 1} errors")
        word(giving, number).click()
        expect(figure(giving, "errors")).to_have_text(f"{errors} errors")
    clock = figure(giving, "clock").inner_text()
    expect(figure(giving, "clock")).not_to_have_text(clock)


def test_only_one_tab_takes_taps(app, giving, visit):
    word(giving, 2).click()
    expect(figure(giving, "errors")).to_have_text("1 error")
    other = visit(app.url)
    expect(other.get_by_text("under way in another tab")).to_be_visible()
    button(other, "Take it over here").click()
    expect(figure(other, "errors")).to_have_text("1 error")
    expect(giving.get_by_text("taken over in another tab")).to_be_visible()
    word(other, 3).click()
    expect(figure(other, "errors")).to_have_text("2 errors")


@pytest.mark.long
def test_after_a_kill_the_probe_goes_on(app, giving, visit, start):
    for number in (2, 3):
        word(giving, number).click()
    expect(figure(giving, "errors")).to_have_text("2 errors")
    giving.seen.cut = True
    app.process.kill()
    app.process.wait(10)
    again = visit(start(data=app.data).url)
    expect(again.get_by_text("A probe was under way")).to_be_visible()
    button(again, "Go on").click()
    expect(figure(again, "errors")).to_have_text("2 errors")
    button(again, "Stop").click()
    button(again, re.compile("^Interrupted")).click()
    go_on(again, "Show the score")
    expect(again.get_by_text("Left out: interrupted")).to_be_visible()
    expect(again.get_by_text("Interrupted and taken up again.")).to_be_visible()
    go_on(again, "Done")
    expect(button(again, re.compile("Interrupted today, still to do"))).to_be_visible()


def test_a_second_start_hands_over(app):
    command = [sys.executable, "main.py", "--no-browser", "--data", str(app.data)]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == f"Aimline is already running with this data folder: {app.url}\n"


@pytest.mark.long
def test_kinds_note_and_dont_count_are_kept_with_the_probe(app, giving, tmp_path):
    read = [word(giving, number).inner_text().split(": ")[1] for number in (1, 2)]
    word(giving, 2).click()
    button(giving, "Stop").click()
    button(giving, re.compile("^Finished")).click()
    go_on(giving, "Show the score")
    button(giving, f"{read[1].strip(',.')}: an error").click()
    button(giving, "omission").click()
    expect(button(giving, f"{read[1].strip(',.')}: omission")).to_be_visible()
    button(giving, "Add a note").click()
    write(giving, re.compile("^A note about this probe"), "noisy hallway")
    button(giving, "Save").click()
    expect(giving.get_by_text("“noisy hallway”")).to_be_visible()
    button(giving, "Leave out").click()
    button(giving, "wrong passage").click()
    expect(giving.get_by_text("Left out: wrong passage")).to_be_visible()
    go_on(giving, "Done")
    expect(button(giving, re.compile("Wrong passage today, still to do"))).to_be_visible()
    everything = tmp_path / "everything.json"
    command = [sys.executable, "main.py", "export", "--data", app.data, "--to", everything]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=30)
    events = json.loads(everything.read_text())["administrations"][0]["events"]
    assert [(e["do"], e.get("kind")) for e in events] == [
        ("start", None),
        ("mark", "error"),
        ("stop", None),
        ("finish", None),
        ("mark", "omission"),
        ("note", None),
        ("spoil", None),
    ]


def test_a_passage_prints(page):
    add_student(page)
    button(page, "Give a probe").click()
    with page.expect_download() as download:
        button(page, "Print for the student").click()
    assert re.fullmatch(r"aimline-\w{6}-student\.pdf", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"%PDF")
