"""Printing on the built site: what makes PDFs comes once, then everything prints without a host."""

import json
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import go_on
from tests.browser.test_probe import add_student, button
from tests.tablet.site.conftest import settle
from tests.tablet.site.test_site import UPDATED, newer

pytestmark = pytest.mark.full

# Whether the newest version on the device has the archive.
HERE = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    kept.push(!!(await (await caches.open(name)).match(new URL("printing.tar", location.href))));
  }
  return kept;
}"""


def printing_of(site):
    """The file on the host that makes PDFs."""
    worker = (site / "sw.js").read_text()
    files = json.loads(re.search(r"^const FILES = (.*?); //", worker, re.MULTILINE)[1])
    return f"files/{files['printing.tar'][0]}"


def open_pages(page):
    go_on(page, "Pages")
    return page.get_by_role("img", name=re.compile("How R. T. is doing in reading"))


def saved(page, how="Save as PDF"):
    with page.expect_download() as download:
        button(page, how).click()
    assert re.fullmatch(r"aimline-family-\d{4}-\d\d-\d\d\.pdf", download.value.suggested_filename)
    return download.value.path().read_bytes()


SHEET = """(fails) => {
  globalThis.given = [];
  navigator.canShare = () => true;
  navigator.share = async ({ files, ...more }) => {
    const [one] = files;
    const head = (await one.text()).slice(0, 5);
    given.push([files.length, one.name, one.type, head, Object.keys(more)]);
    if (fails !== "") throw new DOMException("it says so", fails);
  };
}"""


def test_a_page_is_shared_by_the_sheet_and_one_that_was_closed_has_told_nobody(device, host):
    page = device.visit(host.url)
    add_student(page)
    expect(open_pages(page)).to_be_visible()
    page.evaluate(SHEET, "AbortError")
    button(page, "Share").click()
    expect(page.get_by_text("Nothing was shared.", exact=False).first).to_be_visible()
    ((count, name, kind, head, more),) = page.evaluate("() => given")
    assert (count, kind, head, more) == (1, "application/pdf", "%PDF-", [])
    assert re.fullmatch(r"aimline-family-\d{4}-\d\d-\d\d\.pdf", name), "nobody's name"
    nobody = page.get_by_text("Nobody yet.", exact=False).first
    expect(nobody).to_be_visible()
    page.evaluate(SHEET, "")
    button(page, "Share").click()
    expect(page.get_by_text("Shared as you chose.").first).to_be_visible()
    expect(nobody).to_be_visible()  # it is noted by whoever knows to whom it went
    page.evaluate(SHEET, "DataError")
    assert saved(page, "Share").startswith(b"%PDF"), "it failed, so it is saved"


def test_what_prints_comes_once_and_prints_from_then_on_without_a_host(
    device, host, site, tmp_path
):
    archive = printing_of(site)
    host.refuse = lambda path: "gone" if path == archive else None
    page = device.visit(host.url)
    add_student(page)
    shown = open_pages(page)
    missing = page.get_by_text("What makes pages isn’t on this device yet.", exact=False)
    expect(missing.first).to_be_visible()
    host.refuse = lambda path: None
    go_on(page, "Try again")
    expect(shown).to_be_visible()
    first = saved(page)
    (tmp_path / "first.pdf").write_bytes(first)
    (sheet,) = PdfReader(tmp_path / "first.pdf").pages
    assert "How R. T. is doing in reading" in sheet.extract_text()
    assert host.asked.count(archive) == 2, "once in vain"
    assert saved(page, "Share") == first, "no share sheet here: it is saved"

    host.folder = tmp_path / "newer"
    newer(site, host.folder, ["page.css"])
    assert page.evaluate(UPDATED)[0] == "installed"
    assert page.evaluate(HERE) == [True, True], "an update brings it along"
    assert host.asked.count(archive) == 2, "from the version before"

    host.stop()
    page.reload()
    assert settle(page) == "usable"
    button(page, re.compile("^R. T.")).click()
    expect(open_pages(page)).to_be_visible()
    assert saved(page) == first
