"""A page for a family, as a teacher makes it: seen, put into another language, saved."""

import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import go_on
from tests.browser.test_decisions_in_browser import app, both_sizes, open_student  # noqa: F401
from tests.browser.test_probe import button


def page_of(page, text):
    """The page as it will print, by what is read of it."""
    return page.get_by_role("img", name=re.compile(text))


@both_sizes
def test_a_family_page_is_seen_in_spanish_and_saved(page):
    open_student(page, "Rising R.")
    go_on(page, "Pages")
    expect(page_of(page, "How Rising R. is doing in reading")).to_be_visible()
    button(page, "Español").click()
    expect(page_of(page, "Cómo va Rising R. en lectura")).to_be_visible()
    with page.expect_download() as download:
        button(page, "Save as PDF").click()
    file = download.value
    assert re.fullmatch(r"aimline-family-\d{4}-\d\d-\d\d\.pdf", file.suggested_filename)
    text = PdfReader(file.path()).pages[0].extract_text()
    assert "Cómo va Rising R. en lectura" in text
    assert not re.search(r"Below B|Level L|Still S|Ready N|Two T", text)
    expect(page.get_by_text("Saved. Print it", exact=False)).to_be_visible()
