"""Every measure is chosen on Ready and given once, and its result says what it should.

One running app a size: a measure takes a few seconds, starting the app as many.
"""

import re

import pytest
from playwright.sync_api import expect

from probes.measures.measure import MEASURES
from screens.parts.double_tap import SECOND_TAP_MS
from tests.browser.conftest import go_on, listening, write

pytestmark = pytest.mark.long

CELL = {"word": "word", "letter": "letter", "sound": "letter", "number": "number"}
CELL |= {"pair": "pair", "row": "row"}
NAMES = {
    "orf": "Oral reading",
    "wrf": "Word reading",
    "lnf": "Letter names",
    "lsf": "Letter sounds",
    "nwf": "Nonsense words",
    "psf": "Phoneme segmentation",
    "oc": "Oral counting",
    "ni": "Number identification",
    "qd": "Quantity discrimination",
    "mn": "Missing number",
    "facts": "Math facts",
    "comp": "Computation",
}


def button(page, name, **how):
    # A word of a passage may be "stop": a name that is a text is the whole of it.
    return page.get_by_role("button", name=name, **{"exact": isinstance(name, str), **how})


def tap(page, name, **how):
    """Click what may stand below the fold: the list is scrolled as by a finger."""
    found = button(page, name, **how)
    size = page.viewport_size
    for _ in range(30):
        found.wait_for(state="attached")
        box = found.bounding_box()  # None while the screen is drawn anew
        if box is not None and box["y"] + box["height"] < size["height"] - 100:
            break
        page.mouse.move(size["width"] / 2 - 60, size["height"] / 2)
        page.mouse.wheel(0, 150)
        page.wait_for_timeout(100)
    found.click()


def pick(page, name):
    """Choose a chip, and wait until the screen is drawn with it chosen."""
    tap(page, name, exact=True)
    expect(button(page, name, exact=True)).to_have_attribute("aria-current", "true")


def figure(page, name):
    return page.locator(f'[flt-semantics-identifier="{name}"]')


def add_student(page, grade=""):
    button(page, "Add a student").click()
    write(page, "Name, initials or district id", "R. T.")
    if grade:
        button(page, grade, exact=True).click()
    button(page, "Save").click()
    expect(button(page, "Edit")).to_be_visible()


def choose(page, measure):
    """From a student's screen to a measure, chosen on Ready."""
    expect(button(page, "Edit")).to_be_visible()
    button(page, "Give a probe").click()
    expect(page.get_by_text("Say to the student")).to_be_visible()
    pick(page, MEASURES[measure].area.capitalize())
    pick(page, NAMES[measure])


def mark(page, measure):
    """Mark the first item that can be marked; return what the result then has to say."""
    marked = MEASURES[measure].marked
    if marked == "errors":
        button(page, re.compile(rf"^{CELL[MEASURES[measure].item]} 2: ")).click()
        return "Missed"
    if marked == "digits":
        button(page, "digit 1 of problem 1", exact=True).click()
        return "problems correct"
    button(page, re.compile("^sound 1 of word 1: ")).click()
    expect(button(page, re.compile("^sound 1 of word 1: .*credit"))).to_be_visible()
    return "Not right:"


def finish(page):
    button(page, "Stop").click()
    button(page, re.compile("^Finished")).click()
    go_on(page, "Show the score")


@pytest.mark.parametrize("page", ["tablet", "phone"], indirect=True)
def test_every_measure_from_ready_to_result(page):
    add_student(page)
    for measure in MEASURES:
        choose(page, measure)
        go_on(page, "Start")
        says = mark(page, measure)
        finish(page)
        expect(page.get_by_text(re.compile(f"^{NAMES[measure]} · "))).to_be_visible()
        expect(figure(page, "rate")).to_have_text(re.compile(r"^\d+$"))
        expect(page.get_by_text(says).first).to_be_visible()
        expect(figure(page, "words")).to_have_count(1 if measure == "nwf" else 0)
        go_on(page, "Done")
        button(page, re.compile("Last probe today|A score to check")).click()
    # The last one is where the next one begins.
    expect(button(page, "Edit")).to_be_visible()
    button(page, "Give a probe").click()
    expect(page.get_by_text("used today").or_(page.get_by_text("not used yet"))).to_be_visible()
    expect(page.get_by_text("How long")).to_be_visible()


def test_what_was_chosen_is_there_the_next_time(page):
    add_student(page, "3")
    choose(page, "facts")
    expect(page.get_by_text("Quantity discrimination")).to_be_visible()  # usual in grade 3
    expect(page.get_by_text("Oral counting")).to_have_count(0)
    tap(page, "Choose another form")
    pick(page, "Multiplication")
    pick(page, "times 7")
    expect(page.get_by_text("Multiplication: times 7")).to_be_visible()
    pick(page, "2 minutes")
    pick(page, "aloud")
    expect(page.get_by_text("tell me just the answer")).to_be_visible()
    pick(page, "Español")
    expect(page.get_by_text("dime en inglés solo la respuesta")).to_be_visible()
    go_on(page, "Start")
    expect(figure(page, "clock")).to_contain_text(re.compile(r"1[012]\d"))  # of 120 seconds
    button(page, "digit 1 of problem 2", exact=True).click()
    finish(page)
    expect(page.get_by_text("digits correct a minute (DCPM)", exact=True)).to_be_visible()
    go_on(page, "Done")
    button(page, re.compile("Last probe today|A score to check")).click()
    expect(page.get_by_text("Math facts · Multiplication: times 7 · aloud").first).to_be_visible()
    button(page, "Give a probe").click()
    expect(page.get_by_text("Say to the student")).to_be_visible()
    expect(page.get_by_text("Multiplication: times 7")).to_be_visible()
    expect(page.get_by_text("not used yet")).to_be_visible()
    expect(page.get_by_text("dime en inglés solo la respuesta")).to_be_visible()
    go_on(page, "Start")
    expect(figure(page, "clock")).to_contain_text(re.compile(r"1[012]\d"))  # of 120 seconds


def choose_file(page, name, data):
    with page.expect_file_chooser() as chooser:
        button(page, "Choose a file").click()
    chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": data})


def test_a_form_of_ones_own_is_brought_given_and_taken_off(page):
    add_student(page, "3")
    button(page, "Back").click()
    button(page, re.compile("^Forms")).click()
    pick(page, "Math")
    pick(page, "Math facts")
    button(page, "Bring a form of your own").click()
    choose_file(page, "Sevens.csv", b"7 x 8,6 x 7\n8 x 8,eight\n")
    expect(page.get_by_text("row 2, column 2")).to_be_visible()
    saved = "sep=;\r\nlevel;3;\r\n7 x 8;6 x 7;\r\n8 x 8;7 x 2;\r\n"
    choose_file(page, "Sevens.csv", saved.encode("utf-16"))
    expect(page.get_by_text("4 problems in 2 lines")).to_be_visible()
    go_on(page, "Keep this form")
    expect(
        page.get_by_text(re.compile("^your own · 4 problems · 8 possible digits"))
    ).to_be_visible()
    button(page, re.compile("^Show to the student: ")).first.click()
    expect(page.get_by_text("× 8").first).to_be_visible()
    expect(page.get_by_text("56")).to_have_count(0)
    page.keyboard.press("Escape")
    tap(page, re.compile("^Take off the list: "))
    expect(page.get_by_text(re.compile("^your own"))).to_have_count(0)
    button(page, "Undo").click()
    expect(page.get_by_text(re.compile("^your own"))).to_be_visible()


def test_rules_are_chosen_for_a_measure(page):
    add_student(page, "1")
    button(page, "Back").click()
    button(page, re.compile("^Settings")).click()
    pick(page, "Letter names")
    pick(page, "Stop after three rows without one right")
    button(page, re.compile("^Students")).click()
    button(page, re.compile("^R. T.")).click()
    choose(page, "lnf")
    expect(page.get_by_text("Not one right in the first 3 rows: you may stop.")).to_be_visible()
    go_on(page, "Start")
    mark(page, "lnf")
    finish(page)
    expect(page.get_by_text("Scored by: Stop after three rows")).to_be_visible()


def test_a_passage_is_pasted_looked_at_and_kept(page):
    add_student(page, "3")
    button(page, "Back").click()
    button(page, re.compile("^Forms")).click()
    button(page, "Bring a form of your own").click()
    button(page, "Grade 3", exact=True).click()
    page.wait_for_timeout(SECOND_TAP_MS)  # it draws the screen anew; nobody types as soon
    write(page, "Title", "Pie day")
    text = "Our open-faced pie cost $12.50, and o\ufb00ers came from Dr. Lee. " * 4
    write(page, "The passage", text)
    expect(page.get_by_text("48 words in 5 lines")).to_be_visible()
    expect(page.get_by_text("“open-faced” counts as 2 words.")).to_be_visible()
    button(page, "Count as 1 word").click()
    expect(page.get_by_text("44 words in 5 lines")).to_be_visible()
    button(page, "Count as 2 words").click()
    expect(page.get_by_text("48 words in 5 lines")).to_be_visible()
    write(page, "The passage", text + "\nשלום")
    expect(page.get_by_text("line 2: ש ל ו ם")).to_be_visible()
    write(page, "The passage", text)
    go_on(page, "Keep this form")
    expect(page.get_by_text(re.compile("^your own · 48 words"))).to_be_visible()


@pytest.mark.long
def test_a_thousand_words_are_pasted_at_the_first_try(page):
    button(page, re.compile("^Forms")).click()
    button(page, "Bring a form of your own").click()
    button(page, "Grade 3", exact=True).click()
    page.wait_for_timeout(SECOND_TAP_MS)  # it draws the screen anew; nobody types as soon
    write(page, "Title", "A long day")
    words = "The bus was late, so we walked to school in the rain. " * 83 + "Then we were there."
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", words)
    listening(page, "The passage")
    page.keyboard.press("Control+V")
    expect(page.get_by_text(re.compile("^1,?000 words in"))).to_be_visible()
    go_on(page, "Keep this form")
    expect(page.get_by_text(re.compile("^your own · 1,?000 words"))).to_be_visible()
