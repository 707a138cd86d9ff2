"""Which rows below a table's headers are no student's: headers again, titles, footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from probes.table_text import TableRow
from records.imports.cell_values import is_footnote
from records.imports.header_rows import header_rows

PARTS_WORDS = ("group", "tier", "table", "class", "period", "mr", "mrs", "ms", "room", "grade")
_NAMES = 0.8  # of the cells below a list's title have to be of several words


@dataclass(slots=True)
class BodyRows:
    """What rows are that are no student's, by their place, and the title of each part by its own.

    A part begins where the headers stand again; what stands alone above them is its title.
    """

    left_out: dict[int, Literal["heading", "below"]] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)


def body_rows(rows: Sequence[TableRow], first_row: int, used: int) -> BodyRows:
    """Return what rows are that are no student's.

    Args:
        rows: the table's.
        first_row: the place of the first below the headers.
        used: how many columns count; of one a row can't be known for a footnote.
    """
    found = BodyRows()
    if first_row:
        headers = rows[first_row - 1].cells
        again = [n for n in range(first_row, len(rows)) if rows[n].cells == headers]
        for place in again:
            found.left_out[place] = "heading"
            if place > first_row and (title := _alone(rows[place - 1])):
                found.left_out[place - 1] = "heading"
                found.parts[place] = title
        if again and first_row > 1 and (title := _alone(rows[first_row - 2])):
            found.parts[first_row - 1] = title
    if used > 1:
        below = len(rows)
        while below > first_row and _alone(rows[below - 1]):
            below -= 1
        apart = first_row < below < len(rows) and rows[below].number > rows[below - 1].number + 1
        for place in range(below, len(rows)):
            if apart or is_footnote(_alone(rows[place])):
                found.left_out[place] = "below"
    return found


def listed_by_column(rows: Sequence[TableRow]) -> list[TableRow] | None:
    """Return a row a student of lists beside each other, a column a group; None if they are none.

    Such a table has a title of one word, or of a group, above each column, and names below.
    """
    width = max((len(row.cells) for row in rows), default=0)
    titles, body = (rows[0].cells, rows[1:]) if rows else ((), ())
    if not 1 < width == len({*titles}) == len(titles) or len(body) < 2:
        return None
    if header_rows(rows, width) is not None or not all(map(_is_title, titles)):
        return None
    for place in range(width):
        cells = [row.cells[place] for row in body if place < len(row.cells) and row.cells[place]]
        names = sum(len(cell.split()) > 1 and not _has_digit(cell) for cell in cells)
        if not cells or names < _NAMES * len(cells):
            return None
    listed = [TableRow(rows[0].number, ("Name", "Group"))]
    for title, place in zip(titles, range(width), strict=True):
        listed += [
            TableRow(row.number, (row.cells[place], title))
            for row in body
            if place < len(row.cells) and row.cells[place]
        ]
    return listed


def _alone(row: TableRow) -> str:
    """Return the only cell of a row that says something, "" if there are more."""
    filled = [cell for cell in row.cells if cell]
    return filled[0] if len(filled) == 1 else ""


def _is_title(cell: str) -> bool:
    words = cell.lower().replace(".", "").split()
    return len(words) == 1 or _has_digit(cell) or any(word in PARTS_WORDS for word in words)


def _has_digit(cell: str) -> bool:
    return any(letter.isdigit() for letter in cell)
