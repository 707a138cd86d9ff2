"""The lines of a form as rows of a page: how large they can be, and on how many pages.

The form's own lines are kept. Where one is too long for letters that can be
read, it goes on in the next row; where the rows are too many, on the next page.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from probes.forms.form import Form
from screens.paper.cell_style import GAP, Style
from screens.paper.page_cells import PageCell, PageLine, lines_of
from screens.paper.pdf_document import PLAIN, Area, PdfDocument

COUNTS = 48.0  # what the counts at the line ends take, with the gap before them


class Row(NamedTuple):
    """Cells beside each other. ``total`` is what stands at the end, where a form's line ends.

    ``above`` is the room above it, in rows.
    """

    cells: Sequence[PageCell]
    total: int | None
    above: float = 0


class RowLayout(NamedTuple):
    """How the rows of a form are set: letter size, row to row, cell to cell, and the pages.

    ``room`` is what a cell has, ``width`` what the whole takes.
    """

    points: float
    step: float
    column: float
    room: float
    width: float
    pages: list[list[Row]]


def largest(sheet: PdfDocument, form: Form, style: Style, area: Area, above: float) -> float:
    """Return the largest letters with which a form fits, on as few pages as it needs.

    That may be less than the style allows. ``above`` is what else stands on a page,
    counted in rows.
    """
    lines = lines_of(form)
    least, most = style.points
    across, by_width = _across(sheet, lines, style, area)
    pages = _pages(list(_rows(lines, across, style)), _fitting(least, style, area, above))
    by_height = area.height / (max(map(_height, pages)) + above) / style.leading[0]
    return int(min(most, by_width, by_height) * 2) / 2


def set_in(
    sheet: PdfDocument, form: Form, style: Style, area: Area, above: float, points: float
) -> RowLayout:
    """Set a form in letters of one size."""
    lines = lines_of(form)
    across, _ = _across(sheet, lines, style, area)
    pages = _pages(list(_rows(lines, across, style)), _fitting(points, style, area, above))
    step = min(area.height / (max(map(_height, pages)) + above), points * style.leading[1])
    content = min(_widest(sheet, lines, style) * points, area.width)
    column = content
    if across > 1:  # from edge to edge, but few cells don't stand far apart
        column = min((area.width - content) / (across - 1), area.width / across * 1.2)
    return RowLayout(
        points=points,
        step=step,
        column=column,
        room=content,
        width=column * (across - 1) + content,
        pages=pages,
    )


def draw(
    sheet: PdfDocument,
    rows: Sequence[Row],
    style: Style,
    table: RowLayout,
    left: float,
    top: float,
    *,
    counted: bool,
) -> None:
    """Draw the rows of one page, with the counts at the line ends if they are wanted."""
    right = left + table.width + COUNTS
    for row in rows:
        top += table.step * row.above
        for place, cell in enumerate(row.cells):
            style.draw(sheet, cell, left + table.column * place, top, table.room, table.points)
        if counted and row.total is not None:
            sheet.write_right(right, top + table.points, PLAIN, table.points, str(row.total))
        top += table.step


def _widest(sheet: PdfDocument, lines: Sequence[PageLine], style: Style) -> float:
    return max(style.width(sheet, cell) for line in lines for cell in line.cells)


def _across(
    sheet: PdfDocument, lines: Sequence[PageLine], style: Style, area: Area
) -> tuple[int, float]:
    """Return how many cells stand in a row, and the letter size that leaves room for."""
    longest = max(len(line.cells) for line in lines)
    widest = _widest(sheet, lines, style)

    def by_width(across: int) -> float:
        return area.width / (across * (widest + GAP) - GAP)

    fitting = (n for n in range(longest, 1, -1) if by_width(n) >= style.points[0])
    most = next(fitting, 1)
    across = ceil(longest / ceil(longest / most))  # no line ends in a short row
    return across, by_width(across)


def _fitting(points: float, style: Style, area: Area, above: float) -> float:
    """Return how many rows a page has room for."""
    return max(1, area.height / (points * style.leading[0]) - above + 1e-6)


def _height(rows: Sequence[Row]) -> float:
    """Return how high rows are, in rows."""
    return len(rows) + sum(row.above for row in rows)


def _pages(rows: list[Row], fitting: float) -> list[list[Row]]:
    """Return the rows on as few pages as they need, each with as many as another."""
    for a_page in range(len(rows), 0, -1):
        pages = [rows[at : at + a_page] for at in range(0, len(rows), a_page)]
        evenly = ceil(len(rows) / len(pages)) == a_page
        if a_page == 1 or (evenly and max(map(_height, pages)) <= fitting):
            return pages
    raise ValueError("there are no rows")


def _rows(lines: Sequence[PageLine], across: int, style: Style) -> Iterator[Row]:
    for line in lines:
        for at in range(0, len(line.cells), across):
            ends = at + across >= len(line.cells)
            above = style.paragraph if line.begins and not at else 0
            yield Row(line.cells[at : at + across], line.total if ends else None, above)
