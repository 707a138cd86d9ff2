"""A roster of 34 from a spreadsheet, ready to give; a pasted list asked about and taken back."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

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
    button(page, "Give a probe").first.click()
    expect(button(page, "Start")).to_be_visible()


@pytest.mark.parametrize("page", ["phone", "tablet"], indirect=True)
def test_a_list_is_pasted_asked_about_and_taken_back(page):
    go_on(page, "Bring in a list or file")
    box = page.get_by_label("Paste a list")
    box.click()
    box.fill("Name,Grade,9/3/24,9/10/24\nAnna Lee,3,45,absent\nBen Cruz,3,38,4O\n")
    go_on(page, "Look at the list")
    expect(page.get_by_text("How are dates such as 3/4/2025 written")).to_be_visible()
    button(page, "Month first: March 4").click()
    expect(page.get_by_text("What do its scores measure?")).to_be_visible()
    button(page, "Oral reading").first.click()
    expect(page.get_by_text("2 scores come in.")).to_be_visible()
    expect(page.get_by_text("row 3, 9/10/24: “4O”", exact=False)).to_be_attached()
    go_on(page, "Bring in 2 students, without the rest")
    expect(button(page, re.compile("^Ben Cruz"))).to_be_visible()
    go_on(page, "Bring in")
    expect(page.get_by_text("Pasted list: 2 students, 2 scores")).to_be_visible()
    button(page, "Take back").click()
    expect(page.get_by_text("Pasted list: 2 students, 2 scores")).to_be_hidden()
    button(page, "Back").click()
    expect(page.get_by_text(re.compile("Welcome"))).to_be_visible()


def test_what_cannot_be_read_is_a_sentence(page):
    go_on(page, "Bring in a list or file")
    choose(page, "notes.pdf", b"%PDF-1.7 notes")
    expect(page.get_by_text("It is a PDF; copy its text, and paste it.")).to_be_visible()
