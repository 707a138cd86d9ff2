"""The sample class exported as a spreadsheet and read back; one student, from their page."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from records.exports.export_format import read
from tests.browser.conftest import ROOT, go_on
from tests.browser.test_probe import button

NAMES = {"Ash B.", "Brook L.", "Coral M.", "Lake R."}


@pytest.fixture
def page(tmp_path, start, visit, request):
    """The sample class, in one tab."""
    data = tmp_path / "sample"
    command = [sys.executable, "main.py", "demo", "--data", data]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return visit(start(data=data).url, getattr(request, "param", "tablet"))


def go_to(page, tab):
    name = re.compile(f"^{tab}")
    page.get_by_role("tab", name=name).or_(button(page, name)).first.click()


def saved(page):
    with page.expect_download() as download:
        go_on(page, "Save the file")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("page", ["phone", "desktop"], indirect=True)
def test_a_spreadsheet_of_the_sample_is_read_back(page):
    go_to(page, "Settings")
    go_on(page, "Export tables or some students")
    name, raw = saved(page)
    assert re.fullmatch(r"aimline-export-\d{4}-\d\d-\d\d\.xlsx", name)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    rows = [*book["students"].iter_rows(values_only=True)]
    assert rows[0][1] == "Student name"
    assert {row[1] for row in rows[1:]} >= NAMES
    assert len(rows) == 9
    scores = [*book["scores"].iter_rows(values_only=True)]
    at = scores[0].index("Correct per minute")
    assert len(scores) == 105
    assert all(isinstance(row[at], int | float) for row in scores[1:] if row[at] is not None)
    expect(page.get_by_text("Saved: 8 students and 104 scores.").first).to_be_visible()


def test_one_student_is_exported_from_their_page(page):
    go_to(page, "Students")
    page.get_by_role("heading", name="Students", exact=True).wait_for()  # Today names them, too
    go_on(page, re.compile("Coral M"))
    go_on(page, "Export this student")
    name, raw = saved(page)
    assert re.fullmatch(r"aimline-student-\d{4}-\d\d-\d\d\.json", name)
    found = read(json.loads(raw))
    assert [row["name"] for row in found.students.values()] == ["Coral M."]
    assert found.administrations
    button(page, "Back").click()
    expect(button(page, "Export this student")).to_be_visible()
