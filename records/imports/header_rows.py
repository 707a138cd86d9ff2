"""Where a table's headers stand: below titles, in one row or two, of which one may be merged."""

from collections.abc import Sequence
from typing import NamedTuple

from probes.table_text import TableRow
from records.imports.cell_values import found_date, is_nothing, number, season
from records.imports.header_words import ABOUT_STUDENTS, measure_of, plain, use_of

LOOKED_AT = 30  # rows in which headers may be
_HEADERS_LOOKED_AT = 200  # cells by which a row is known for headers


class HeaderRows(NamedTuple):
    """The headers, how many rows of titles stand above, and the place of the first row below."""

    headers: list[str]
    titles: int
    first_row: int


def header_rows(rows: Sequence[TableRow], width: int) -> HeaderRows | None:
    """Return the headers of a table so many columns wide, None if no row is known for any."""
    best = max(
        range(min(len(rows), LOOKED_AT)),
        key=lambda place: (_recognised(rows[place].cells), -place),
        default=0,
    )
    if not rows or not _is_header(rows[best].cells):
        return None
    headers = [*rows[best].cells, *[""] * (width - len(rows[best].cells))]
    titles = best
    if best and _is_over(rows[best - 1].cells, headers):
        headers = _joined(rows[best - 1].cells, headers)
        titles = best - 1
    first = best + 1
    if first < len(rows) and _is_under(rows[first].cells, headers):
        headers = _joined(headers, [*rows[first].cells])
        first += 1
    return HeaderRows(headers, titles, first)


def _recognised(cells: Sequence[str]) -> int:
    """Return how much a row looks like headers: one that names students counts most."""
    uses = [use_of(cell) for cell in cells[:_HEADERS_LOOKED_AT] if cell]
    named = {use.kind for use in uses if use.kind in ABOUT_STUDENTS}
    scores = sum(use.kind not in ("ignore", *ABOUT_STUDENTS) for use in uses)
    return 10 * len(named) + min(scores, 9)


def _is_header(cells: Sequence[str]) -> bool:
    uses = [use_of(cell) for cell in cells[:_HEADERS_LOOKED_AT] if cell]
    kinds = {use.kind for use in uses}
    told = kinds & {"name", "first name", "last name", "number"}
    if not told and not (kinds & {"score"} and kinds & {"grade", "group", "study"}):
        return False
    # "Anna, 3, Group" is a row of a list, not its header
    return not any(number(cell) is not None and not is_nothing(cell) for cell in cells[:1])


def _is_over(above: Sequence[str], headers: Sequence[str]) -> bool:
    """Tell whether a row has what several columns below have in common, as merged cells do."""
    filled = [cell for cell in above if cell]
    if not filled or len(filled) > len([cell for cell in headers if cell]):
        return False
    if not above[0] or plain(above[0]) == "":
        return any(_says_of_scores(cell) for cell in filled)
    others = [
        cell
        for place, cell in enumerate(above)
        if place and cell and use_of(cell).kind not in ABOUT_STUDENTS
    ]
    return bool(others) and all(map(_says_of_scores, others))


def _is_under(below: Sequence[str], headers: Sequence[str]) -> bool:
    """Tell whether a row goes on with the headers: nothing below the students' own columns."""
    for place, header in enumerate(headers):
        cell = below[place] if place < len(below) else ""
        if cell and use_of(header).kind in ABOUT_STUDENTS:
            return False
    return any(_says_of_scores(cell) for cell in below if cell)


def _says_of_scores(cell: str) -> bool:
    return bool(measure_of(cell) or season(cell) or found_date(cell)) or use_of(cell).at is not None


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return two rows of headers as one; a merged cell counts for the columns without their own."""
    told, found = "", []
    for place in range(max(len(above), len(below))):
        up = above[place] if place < len(above) else ""
        down = below[place] if place < len(below) else ""
        told = up or told
        apart = use_of(down).kind in ABOUT_STUDENTS or use_of(up).kind in ABOUT_STUDENTS
        found.append(down or up if apart else f"{told} {down}".strip())
        if apart:
            told = ""
    return found
