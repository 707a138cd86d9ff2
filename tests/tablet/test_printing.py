"""What a tablet prints is what a computer prints, page for page."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.tablet import pages_to_print
from tests.tablet.tablet_python import on_the_tablet


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """PDFs that the tablet's Python printed."""
    to = tmp_path_factory.mktemp("printed")
    on_the_tablet("write_pages", to, tmp_path_factory.mktemp("parts"))
    return to


def looks(raw):
    """What each page of a PDF draws, on which paper, with which fonts' outlines, and its tags."""
    reader = PdfReader(BytesIO(raw))
    found = []
    for page in reader.pages:
        fonts = page["/Resources"]["/Font"]
        outlines = {
            name: font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()
            for name, font in fonts.items()
        }
        found.append((tuple(page.mediabox), page.get_contents().get_data(), outlines))
    return found


@pytest.mark.long
def test_forms_the_card_and_each_kind_of_page_are_those_of_a_computer(printed):
    here = pages_to_print.pages()
    assert len(here) == 8
    for name, raw in here.items():
        there = (printed / f"{name}.pdf").read_bytes()
        assert looks(there) == looks(raw), name
