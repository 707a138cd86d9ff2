"""A page that tells how to join the shared folder. The passphrase is written on it by hand."""

from screens.paper.pdf_document import BOLD, PLAIN, THICK, PdfDocument, Size
from screens.words.catalogue import say

TITLE, TEXT, STEP = 24.0, 14.0, 20.0  # letters, and from baseline to baseline
SPACE = 14.0  # between two steps
INDENT = 26.0  # of a step's text
WRITTEN = 34.0  # height of a line to write on
STEPS = ("card.one", "card.two", "card.three", "card.four")


def print_join_card(folder_name: str, size: Size) -> bytes:
    """Return the page as a PDF; the same folder always gives the same bytes."""
    sheet = PdfDocument(size, title=say("card.title"))
    sheet.add_page()
    area = sheet.area()
    room = area.width - INDENT
    y = area.top + TITLE
    sheet.write(area.left, y, BOLD, TITLE, say("card.title"))
    y += STEP
    for number, key in enumerate(STEPS, start=1):
        y += SPACE
        sheet.write(area.left, y + TEXT, BOLD, TEXT, f"{number}.")
        for line in sheet.wrap(PLAIN, TEXT, say(key), room):
            y += STEP
            sheet.write(area.left + INDENT, y - STEP + TEXT, PLAIN, TEXT, line)
        if key == "card.two":
            for line in _pieces(sheet, folder_name, room):
                y += STEP
                sheet.write(area.left + INDENT, y - STEP + TEXT, BOLD, TEXT, line)
        if key == "card.three":
            y += WRITTEN
            sheet.pdf.set_line_width(THICK)
            sheet.line(area.left + INDENT, area.right, y)
            y += SPACE
    y += 2 * SPACE
    for line in sheet.wrap(PLAIN, TEXT, say("card.care"), area.width):
        y += STEP
        sheet.write(area.left, y, PLAIN, TEXT, line)
    return sheet.to_bytes()


def _pieces(sheet: PdfDocument, address: str, room: float) -> list[str]:
    """Break an address, anywhere if need be, into lines no wider than ``room``."""
    lines = [""]
    for letter in address:
        if sheet.measure(BOLD, TEXT, lines[-1] + letter) > room:
            lines.append("")
        lines[-1] += letter
    return lines
