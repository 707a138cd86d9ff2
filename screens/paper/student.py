"""The page a student reads: the passage, large, and nothing that says how hard or long it is."""

from probes.form import Form
from screens.paper.sheet import MARGIN, PLAIN, READING, Lines, Sheet, Space, texts

TITLE_ROWS = 1.7  # from the title to the first line
ID_POINTS = 9.0


def space(sheet: Sheet) -> Space:
    """Return the room there is for the lines."""
    return Space(sheet.width, sheet.height, points=(10, 24), leading=(1.35, 1.7), rows=TITLE_ROWS)


def draw(sheet: Sheet, form: Form, lines: Lines) -> None:
    """Add the page. The form's id stands in the corner, for the examiner to match the copies."""
    sheet.pdf.add_page()
    left = (sheet.pdf.w - lines.width) / 2
    baseline = sheet.top + lines.points
    sheet.write(left, baseline, READING, lines.points * 1.2, form.title, sheet.right - left)
    baseline += lines.step * TITLE_ROWS
    for text in texts(form):
        sheet.write(left, baseline, READING, lines.points, text)
        baseline += lines.step
    sheet.write_right(
        sheet.right + MARGIN / 2, sheet.bottom + MARGIN / 2, PLAIN, ID_POINTS, form.id
    )
