"""A roster of 34 from a spreadsheet, ready to give; a pasted list asked about and taken back."""

import io
import re
import shutil

import openpyxl
import pytest
from playwright.sync_api import expect

from screens.parts.double_tap import SECOND_TAP_MS
from tests.browser.conftest import go_on
from tests.browser.test_probe import button

GROUPS = ("Blue", "Green", "Red", "Yellow")


def roster(count=34):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["Reading groups 2026"])
    sheet.append(["Last name", "First name", "Grade", "Student number", "Group"])
    for n in range(count):
        sheet.append([f"Lastname{n:02}", f"First{n:02}", 1 + n % 3, f"00{n:03}", GROUPS[n % 4]])
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def choose(page, name, data):
    with page.expect_file_chooser() as chooser:
        go_on(page, "Choose a file")
    chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": data})


def test_a_roster_of_34_in_four_groups_is_ready_to_give(page):
    go_on(page, "Bring in a list or file")
    choose(page, "groups.xlsx", roster())
    expect(page.get_by_text("34 students are new.")).to_be_visible()
    expect(page.get_by_text("4 groups are new.")).to_be_visible()
    go_on(page, "Bring in 34 students")
    expect(button(page, "Add a student")).to_be_visible()
    button(page, "Blue").click()
    expect(button(page, re.compile("^First00 Lastname00"))).to_be_visible()
    expect(button(page, re.compile("^First01 Lastname01"))).to_be_hidden()
    button(page, "Give a probe to First00 Lastname00").click()
    expect(button(page, "Start")).to_be_visible()


def test_the_sheets_of_a_workbook_come_in_one_after_the_other(page):
    made = openpyxl.Workbook()
    made.active.title = "Third grade"
    rows = {"Third grade": ("Anna Lee", "Ben Cruz"), "Fourth grade": ("Cy Day",), "Notes": ()}
    for title, names in rows.items():
        sheet = made[title] if title in made.sheetnames else made.create_sheet(title)
        sheet.append(["Name", "Grade"] if names else ["a word to whoever opens it"])
        for name in names:
            sheet.append([name, 3 if title == "Third grade" else 4])
    held = io.BytesIO()
    made.save(held)
    go_on(page, "Bring in a list or file")
    choose(page, "grades.xlsx", held.getvalue())
    expect(page.get_by_text("Sheets, brought in one at a time")).to_be_visible()
    go_on(page, "Bring in 2 students")
    expect(page.get_by_text("It is in. Next: Fourth grade.").last).to_be_visible()
    expect(button(page, "Third grade (in)")).to_be_visible()
    go_on(page, "Bring in 1 student")
    expect(button(page, re.compile("^Cy Day"))).to_be_visible()
    expect(button(page, re.compile("^Anna Lee"))).to_be_visible()


@pytest.mark.parametrize("page", ["phone", "tablet"], indirect=True)
def test_a_list_is_pasted_asked_about_and_taken_back(page):
    go_on(page, "Bring in a list or file")
    box = page.get_by_label("Paste a list")
    box.click()
    box.fill("Name,Grade,9/3/24,9/10/24\nAnna Lee,3,45,absent\nBen Cruz,3,38,4O\n")
    expect(button(page, "Look at the list")).to_be_visible()
    below = [
        button(page, name).bounding_box()["y"] for name in ("Look at the list", "Choose a file")
    ]
    assert min(below) > page.viewport_size["height"] * 0.75  # in the bar that stays
    go_on(page, "Look at the list")
    expect(page.get_by_text("How are dates such as 3/4/2025 written")).to_be_visible()
    button(page, "Month first: March 4").click()
    expect(page.get_by_text("What do its scores measure?")).to_be_visible()
    button(page, "Oral reading").first.click()
    expect(page.get_by_text("2 scores come in.")).to_be_visible()
    expect(page.get_by_text("row 3, 9/10/24: “4O”", exact=False)).to_be_attached()
    go_on(page, "Bring in 2 without the rest")
    expect(button(page, re.compile("^Ben Cruz"))).to_be_visible()
    go_on(page, "Bring in")
    expect(page.get_by_text("Pasted list: 2 students, 2 scores")).to_be_visible()
    button(page, "Take back: Pasted list").click()
    expect(page.get_by_text("Pasted list: 2 students, 2 scores")).to_be_hidden()
    button(page, "Back").click()
    expect(page.get_by_text(re.compile("Welcome"))).to_be_visible()


def test_what_cannot_be_read_is_a_sentence(page):
    go_on(page, "Bring in a list or file")
    choose(page, "notes.pdf", b"%PDF-1.7 notes")
    expect(page.get_by_text("It is a PDF; copy its text, and paste it.")).to_be_visible()


DROP = """([name, bytes]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name));
  const about = { bubbles: true, cancelable: true, dataTransfer: transfer };
  document.body.dispatchEvent(new DragEvent("dragover", about));
  document.body.dispatchEvent(new DragEvent("drop", about));
}"""
PASTE = """([name, bytes]) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([new Uint8Array(bytes)], name));
  const about = { bubbles: true, cancelable: true, clipboardData };
  document.body.dispatchEvent(new ClipboardEvent("paste", about));
}"""


@pytest.mark.parametrize("given", [DROP, PASTE])
def test_a_file_that_is_dropped_or_pasted_is_read(page, given):
    page.evaluate(given, ["early.csv", [*b"Name,Grade\nAnna Lee,3\n"]])  # nobody takes it here
    go_on(page, "Bring in a list or file")
    expect(button(page, "Choose a file")).to_be_visible()
    page.evaluate(given, ["groups.xlsx", [*roster(7)]])
    expect(page.get_by_text("7 students are new.")).to_be_visible()
    expect(page.get_by_text("groups.xlsx")).to_be_visible()
    button(page, "Choose another file").click()
    page.wait_for_timeout(SECOND_TAP_MS)
    choose(page, "three.csv", b"Name,Grade\nCy Day,2\nDee Fox,2\nEd Gray,2\n")
    expect(page.get_by_text("3 students are new.")).to_be_visible()


def test_a_folder_that_is_dropped_is_read(page, shared_data, tmp_path):
    folder = tmp_path / "roster"
    shutil.copytree(shared_data / "rosters" / "oneroster_1_1", folder)
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7 notes")
    go_on(page, "Bring in a list or file")
    expect(button(page, "Choose a file")).to_be_visible()
    devtools = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": kind, "x": 200, "y": 300, "data": data})
    expect(page.get_by_text("Read as OneRoster")).to_be_visible()
    expect(page.get_by_text("2 students are new.")).to_be_visible()


def test_a_folder_of_a_roster_is_chosen(page, shared_data, tmp_path):
    folder = tmp_path / "roster"
    shutil.copytree(shared_data / "rosters" / "oneroster_1_1", folder)
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7 notes")
    go_on(page, "Bring in a list or file")
    with page.expect_file_chooser() as chooser:
        go_on(page, "Choose a folder of a roster")
    chooser.value.set_files(folder)
    expect(page.get_by_text("Read as OneRoster")).to_be_visible()
    expect(page.get_by_text("2 students are new.")).to_be_visible()
