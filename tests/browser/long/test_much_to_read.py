"""A log that takes long to read: the page is there at once, then the list, then all of it."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.long

MB = 60
WAIT_MS = 200_000
BAR = "Reading your records"
MAKE = f"""
import sys
from pathlib import Path
from bench.large_log import indexed, made
made(Path(sys.argv[1]), {MB})
indexed(Path(sys.argv[1]))
"""  # in a process of its own: while Playwright runs, asyncio.run is barred


def test_the_list_comes_first_with_the_days_that_the_index_knows(start, visit, tmp_path):
    folder = tmp_path / "much"
    folder.mkdir(mode=0o700)
    subprocess.run([sys.executable, "-c", MAKE, folder], cwd=ROOT, check=True)
    page = visit(start(data=folder).url)
    expect(page.get_by_text(BAR).or_(page.get_by_text("Add a student")).first).to_be_attached(
        timeout=WAIT_MS
    )
    expect(page.get_by_text("Add a student").first).to_be_attached(timeout=WAIT_MS)
    row = page.get_by_role("button", name=re.compile("Student 0 Grade 2 · Last probe"))
    expect(row.first).to_be_attached()  # as the index says, whether or not all is read


def test_what_cannot_be_opened_is_said_on_the_page(start, visit, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir(mode=0o700)
    (folder / "records.log").write_bytes(b"some other program's file\n" * 500_000)
    page = visit(start(data=folder).url)
    expect(page.get_by_text("can’t be opened").first).to_be_attached(timeout=WAIT_MS)
    expect(page.get_by_text("is not a log of Aimline").first).to_be_attached()
