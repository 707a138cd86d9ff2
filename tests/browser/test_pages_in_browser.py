"""A page for a family, as a teacher makes it: seen, put into another language, saved."""

import re
from zipfile import ZipFile

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import go_on, write
from tests.browser.test_decisions_in_browser import app, both_sizes, go_to, open_student  # noqa: F401
from tests.browser.test_probe import button, word


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
    expect(page.get_by_text("Saved. Print it", exact=False).first).to_be_visible()


def test_a_meetings_list_is_printed_and_what_was_decided_kept(page):
    go_to(page, "Caseload")
    go_on(page, "Pages")
    expect(page_of(page, "Everybody: meeting list")).to_be_visible()
    button(page, re.compile(r"^What next\?: ")).first.scroll_into_view_if_needed()
    go_on(page, "Family page")
    go_on(page, "A file each")
    with page.expect_download() as download:
        button(page, "Save as PDF").click()
    file = download.value
    assert re.fullmatch(r"aimline-family-\d{4}-\d\d-\d\d\.zip", file.suggested_filename)
    with ZipFile(file.path()) as archive:
        names = archive.namelist()
    assert len(names) == 6
    assert all(re.fullmatch(r"aimline-family-\d{4}-\d\d-\d\d-\d\d\.pdf", one) for one in names)


@both_sizes
def test_who_was_told_is_noted_and_taken_back(page):
    open_student(page, "Rising R.")
    go_on(page, "Pages")
    expect(page_of(page, "How Rising R. is doing in reading")).to_be_visible()
    button(page, "Note that they were told").click()
    noted = page.get_by_text(re.compile(r"Family · letter · Family page"))
    expect(noted.first).to_be_visible()
    button(page, "Take back: Family").click()
    expect(noted).to_have_count(0)


def test_a_period_report_warns_and_keeps_its_numbers_when_a_later_probe_is_given(page):
    open_student(page, "Below B.")
    go_on(page, "Pages")
    go_on(page, "Period report")
    report = page_of(page, "Below B.: progress on the goal")
    expect(report).to_have_count(0)
    goal = page.get_by_role("textbox", name="The goal, as the IEP has it")
    write(page, "What the team says", "Reading is improving. We go on.")
    goal.click()  # leaves the field
    warning = page.get_by_text("These words say growth; the numbers don’t show it yet")
    expect(warning.first).to_be_visible()
    go_on(page, "Keep with today’s numbers")
    expect(report).to_be_visible()
    kept = report.get_attribute("aria-label")
    for part in ("Below B. will reach 83 words correct", "Reading is improving. We go on."):
        assert part in " ".join(kept.split())
    assert "12 probe days in 11 weeks" in kept

    go_on(page, "Back")
    button(page, "Give a probe").click()
    go_on(page, "Start")
    word(page, 12).click()
    button(page, "Stop").click()
    button(page, re.compile("^Finished")).click()
    go_on(page, "Yes, count it")  # so few seconds are asked about
    go_on(page, "Show the score")
    go_on(page, "Done")
    open_student(page, "Below B.")
    go_on(page, "Pages")
    go_on(page, "Period report")
    expect(report).to_be_visible()
    assert report.get_attribute("aria-label") == kept
    # The numbers beside it, of which the next report would be made, are today's.
    expect(page.get_by_text(re.compile("13 probe days")).first).to_be_visible()
