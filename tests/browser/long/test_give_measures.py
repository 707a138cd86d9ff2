"""One form of each layout given with real fingers, from Start to the result."""

import json
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, go_on
from tests.browser.test_probe import MINUTE_MS, add_student, button, figure, student_row

pytestmark = pytest.mark.full

# test_every_measure.py gives every measure at both sizes; here the fingers are looked at, at one.
PHONE = pytest.mark.parametrize("page", ["phone"], indirect=True)
TABLET = pytest.mark.parametrize("page", ["tablet"], indirect=True)


def begin(page, area, measure, *options, grade="1"):
    """From nothing to the clock running."""
    add_student(page, grade=grade)
    button(page, "Give a probe").click()
    for name in (area, measure, *options):
        chip = button(page, name, exact=True)
        chip.or_(button(page, "More", exact=True)).first.wait_for()
        if not chip.count():
            button(page, "More", exact=True).click()
        chip.click()
        expect(chip).to_have_attribute("aria-current", "true")
    go_on(page, "Start")
    expect(button(page, "Stop")).to_be_visible()


def item(page, start):
    """The box whose name begins so."""
    return button(page, re.compile(rf"^{start}(?!\d)"))


def finish(page):
    """Stop: everything was done."""
    button(page, "Stop").click()
    button(page, re.compile("^Finished")).click()
    expect(page.get_by_text("Kept on this device")).to_be_visible()


def drag(page, start, end, *, sideways=0, up=0):
    """Draw a finger from one box to another, or from the first by so many pixels."""
    a = item(page, start).bounding_box()
    x, y = a["x"] + a["width"] / 2, a["y"] + a["height"] / 2
    if end is not None:
        b = item(page, end).bounding_box()
        sideways = b["x"] + b["width"] / 2 - x
    tools = page.context.new_cdp_session(page)
    tools.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for part in range(1, 11):
        point = {"x": x + sideways * part / 10, "y": y - up * part / 10}
        tools.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def events_kept(app, tmp_path):
    """What was done, as the export has it, without its times."""
    everything = tmp_path / "everything.json"
    command = [sys.executable, "main.py", "export", "--data", app.data, "--to", everything]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    [given] = json.loads(everything.read_text())["administrations"]
    return given, [{k: v for k, v in e.items() if k != "at_ms"} for e in given["events"]]


def leave(page):
    go_on(page, "Done")
    expect(student_row(page)).to_be_visible()


@TABLET
def test_a_grid_of_letters(app, page, tmp_path):
    begin(page, "Reading", "Letter names", grade="K")
    for number in (2, 5, 9):
        item(page, f"letter {number}:").tap()
    expect(figure(page, "errors")).to_have_text("3 errors")
    item(page, "letter 5:").tap()
    expect(figure(page, "errors")).to_have_text("2 errors")
    button(page, "Reminded: names").tap()
    expect(button(page, "Reminded: names")).to_have_count(0)
    item(page, "to here: 20 letters").tap()
    expect(figure(page, "rate")).to_contain_text("+", timeout=10_000)
    finish(page)
    leave(page)
    _, done = events_kept(app, tmp_path)
    assert {"do": "remind", "which": "say names"} in done
    assert [e["item"] for e in done if e["do"] in ("mark", "unmark")] == [1, 4, 8, 4]


def test_pairs_to_the_last_one_in_half_a_minute(page):
    begin(page, "Math", "Quantity discrimination", "30 seconds")
    item(page, "pair 3:").tap()
    button(page, "Last pair").tap(timeout=MINUTE_MS)
    item(page, "pair 11:").tap()
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    go_on(page, "Show the score")
    expect(figure(page, "rate")).to_have_text("20")  # 10 in 30 seconds


@PHONE
def test_counting_silent_at_first(app, page, tmp_path):
    begin(page, "Math", "Oral counting", grade="K")
    button(page, "Wait").tap()
    item(page, "number 1:").tap()
    item(page, "number 14:").tap()
    expect(figure(page, "errors")).to_have_text("2 errors")
    finish(page)
    leave(page)
    given, done = events_kept(app, tmp_path)
    marks = [(e["item"], e["kind"]) for e in done if e["do"] == "mark"]
    assert marks == [(0, "supplied"), (13, "error")]
    assert given["input_mode"] == "oral"


@PHONE
def test_a_finger_drawn_over_sounds_is_one_segment_and_up_the_screen_is_none(app, page, tmp_path):
    begin(page, "Reading", "Phoneme segmentation")
    item(page, "sound 1 of word 1").tap()
    drag(page, "sound 2 of word 1", "sound 3 of word 1")
    expect(figure(page, "segments")).to_have_text("2 segments")
    expect(
        button(page, re.compile("^sound 3 of word 1.*said with the sound before$"))
    ).to_be_visible()
    before = item(page, "sound 1 of word 4").bounding_box()["y"]
    drag(page, "sound 1 of word 4", None, up=60, sideways=6)
    page.wait_for_timeout(400)  # nothing is to happen, but the list to come to rest
    assert item(page, "sound 1 of word 4").bounding_box()["y"] < before - 20
    expect(figure(page, "segments")).to_have_text("2 segments")
    drag(page, "sound 2 of word 4", "sound 1 of word 4")
    expect(figure(page, "segments")).to_have_text("3 segments")
    finish(page)
    leave(page)
    _, done = events_kept(app, tmp_path)
    marks = [(e["item"], e.get("through")) for e in done if e["do"] == "mark"]
    first = given_item(app, tmp_path, 3)
    assert marks == [(0, None), (1, 2), (first, first + 1)]


def given_item(app, tmp_path, group):
    """The first item of a group of the form that was given."""
    given, _ = events_kept(app, tmp_path)
    return given["form"]["groups"][group]


@TABLET
def test_nonsense_words_to_the_end_of_the_minute_without_a_last_sound(page):
    begin(page, "Reading", "Nonsense words")
    item(page, "sound 1 of word 1").tap()
    item(page, "word 2:").tap()
    expect(button(page, re.compile("^word 2: .*whole$"))).to_be_visible()
    item(page, "word 2:").tap()
    expect(button(page, re.compile("^word 2: .*after sounds$"))).to_be_visible()
    so_far = figure(page, "credits").inner_text()
    button(page, "To the result").wait_for(timeout=MINUTE_MS + 10_000)
    item(page, "sound 2 of word 1").tap()
    expect(figure(page, "credits")).not_to_have_text(so_far)
    button(page, "To the result").tap()
    go_on(page, "Show the score")
    expect(figure(page, "rate")).to_have_text(str(int(so_far.split()[0]) + 1))


@PHONE
def test_problems_on_paper_are_marked_after_the_clock(app, page, tmp_path):
    begin(page, "Math", "Math facts", "on paper", grade="2")
    expect(button(page, "Wait")).to_have_count(0)
    button(page, "Stop").tap()
    button(page, re.compile("^Finished")).tap()
    go_on(page, "Mark errors first")  # nothing is marked yet, so it is asked once
    item(page, "digit 1 of problem 1").tap()
    item(page, "problem 2:").tap()
    held = item(page, "digit 1 of problem 3").bounding_box()
    page.mouse.move(held["x"] + 20, held["y"] + 20)
    page.mouse.down()
    expect(figure(page, "status")).to_contain_text("Digit 1 of problem 3")
    page.mouse.up()
    button(page, "Missing", exact=True).tap()
    expect(button(page, "digit 1 of problem 3, missing", exact=True)).to_be_visible()
    button(page, "Extra", exact=True).tap()
    item(page, "problem 4:").tap()
    button(page, "Enter", exact=True).tap()
    item(page, "problem 5:").tap()
    button(page, "enter 9", exact=True).tap()
    button(page, "enter 9", exact=True).tap()
    button(page, "Next", exact=True).tap()
    button(page, "Left out", exact=True).tap()
    button(page, "Close", exact=True).tap()
    expect(button(page, re.compile("^problem 6: .*left out$"))).to_be_visible()
    button(page, "To the result").tap()
    leave(page)
    given, done = events_kept(app, tmp_path)
    groups = given["form"]["groups"]
    assert given["input_mode"] == "paper"
    assert done[3:] == [
        {"do": "mark", "item": 0, "kind": "error"},
        {"do": "mark", "item": groups[1], "kind": "error", "through": groups[2] - 1},
        {"do": "mark", "item": groups[2], "kind": "missing"},
        {"do": "extra", "group": 3, "digits": 1},
        {"do": "answer", "group": 4, "text": "99"},
        {"do": "answer", "group": 5, "text": ""},
    ]
