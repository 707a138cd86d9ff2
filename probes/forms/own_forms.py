"""Forms that a school writes itself: words, letters, numbers or problems, as text or CSV.

    measure: facts
    level: 3
    title: Sevens and eights

    7 x 8, 6 x 7, 8 x 3
    8 x 8, 7 x 2, 7 x 7

Headers, then a line of text for each row of the page. The cells of a row are
separated as a spreadsheet does (``table_text``), or by spaces if the measure's cells have
no spaces inside. A plain list, in one column or one row, is divided into rows.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from probes.forms.cell_kinds import KINDS, quoted
from probes.forms.cell_text import BadCell, rows
from probes.forms.cell_text import form as form_of
from probes.forms.form import BadForm, Form
from probes.forms.generators import levels
from probes.forms.letters import simplified, unprintable
from probes.forms.passages import LEVELS, MAX_HEADER, MAX_TEXT, form_id
from probes.table_text import BadTable, TableRow, table

HEADERS = ("measure", "level", "title", "licence")
NAMED = 10  # rows in which the headers begin
SPACED = ("qd", "mn", "facts", "comp", "nwf", "psf")  # measures whose cells have spaces inside

_SIGNS = {
    **dict.fromkeys("xX*·×", "×"),
    **dict.fromkeys("/:÷", "÷"),
    **dict.fromkeys("-–−", "−"),
    "+": "+",
}
_SIGN = f"[{re.escape(''.join(_SIGNS))}]"
# With spaces around its sign a problem may have fractions: 17/5 divides, 1/7 + 5/7 adds.
_PROBLEMS = (
    re.compile(rf"([\d./]+|\d+ \d+/\d+) ({_SIGN}) ([\d./]+|\d+ \d+/\d+)", re.ASCII),
    re.compile(rf"([\d.]+) ?({_SIGN}) ?([\d.]+)", re.ASCII),
)

T = TypeVar("T")
Position = tuple[int, int]  # row and column in the file, from 1


def read(
    text: str,
    measure: str = "",
    level: str = "",
    title: str = "",
    unseen: Callable[[str], str] = lambda _text: "",
) -> Form:
    """Return the form described by a text.

    Args:
        measure, level, title: used for headers that the text lacks.
        unseen: returns the letters of a text that can't be drawn, "" if all can.

    Raises:
        BadForm: the message names the row and column in the file, or the header,
            and quotes at most 40 characters.
    """
    if len(text) > MAX_TEXT:
        raise BadForm(
            f"the file has {len(text):,} characters, and a form may have {MAX_TEXT:,} at most; "
            "is it the right file?"
        )
    headers_found = {"measure": measure, "level": level, "title": title}
    table_rows = _rows(text)
    margin = min((_empty_before(row) for row in table_rows), default=0)
    table_rows = [row._replace(cells=row.cells[margin:]) for row in table_rows]
    body = _headers(table_rows, headers_found)
    measure, level, title = _checked(headers_found)
    found: list[list[str]] = []
    positions: list[list[Position]] = []
    for number, cells in table_rows[body:]:
        row = _split(cells, number, margin, measure)
        found.append(row)
        positions.append([(number, margin + column) for column in range(1, len(row) + 1)])
    _check_seen(found, positions, unseen)
    if len(found) == 1 or all(len(row) == 1 for row in found):
        across = KINDS[measure].across
        found, positions = _in_rows(found, across), _in_rows(positions, across)
    try:
        return form_of(measure, level, title, found)
    except BadCell as problem:
        row_number, column = positions[problem.row][problem.column]
        raise BadForm(f"row {row_number}, column {column}: {problem.reason}") from None


def written(form: Form) -> str:
    """Return a form as text, from which ``read`` returns the same form."""
    headers = f"measure: {form.measure}\nlevel: {form.level}\ntitle: {form.title}\n\n"
    return headers + "".join(", ".join(row) + "\n" for row in rows(form))


def identified(form: Form) -> Form:
    """Return the same form under the id of a form of one's own.

    It is computed from what the form is, whatever is said of it: so a corrected title, level
    or genre makes no other form, and two devices come to one id.
    """
    parts = (map(str, part) if isinstance(part, tuple) else (str(part),) for part in form.content)
    return replace(form, id=form_id(form.measure, "", ("\t".join(part) for part in parts)))


def _rows(text: str) -> list[TableRow]:
    try:
        found = table(simplified(text)).rows
    except BadTable as problem:
        raise BadForm(str(problem)) from None
    for number, cells in found:
        for cell in cells:
            if wrong := unprintable(cell):
                raise BadForm(
                    f"row {number} has a character that cannot be seen or printed "
                    f"(U+{ord(wrong):04X}); delete it, or type the row anew"
                )
    return list(found)


def _headers(found: list[TableRow], headers_found: dict[str, str]) -> int:
    """Add the headers to ``headers_found``; return how many rows they take, with a name above.

    What stands alone above them is the name of the sheet.
    """
    first = next((i for i, row in enumerate(found[:NAMED]) if _header(row)), 0)
    if any(len(row.cells) > 1 for row in found[:first]):
        raise BadForm(
            f"row {found[first].number} has a header, and the form above it; put the headers first"
        )
    seen: set[str] = set()
    for place, row in enumerate(found[first:], start=first):
        header = _header(row)
        if header is None:
            return place
        name, value = header
        if name in seen:
            raise BadForm(f"row {row.number} gives the {name} a second time; keep one")
        if not 1 <= len(value) <= MAX_HEADER:
            raise BadForm(
                f"the {name} in row {row.number} must have 1 to {MAX_HEADER} characters, "
                f"not {len(value)}"
            )
        seen.add(name)
        headers_found[name] = value
    return len(found)


def _header(row: TableRow) -> tuple[str, str] | None:
    """Return a header's name and value, in one cell or two; None if the row is none."""
    name, colon, value = row.cells[0].partition(":")
    name = name.strip().lower()
    if name not in HEADERS or not (colon or len(row.cells) == 2):
        return None
    # A comma in a title is no other cell, unless a spreadsheet has quoted it.
    return name, ", ".join(part for part in (value.strip(), *row.cells[1:]) if part)


def _empty_before(row: TableRow) -> int:
    return next(i for i, cell in enumerate(row.cells) if cell)


def _check_seen(
    found: list[list[str]], positions: list[list[Position]], unseen: Callable[[str], str]
) -> None:
    """Refuse what a child would not see.

    Raises:
        BadForm: it names the letters and where they stand, five places at most.
    """
    places = [
        (position, missing)
        for cells, row in zip(found, positions, strict=True)
        for cell, position in zip(cells, row, strict=True)
        if (missing := unseen(cell))
    ]
    if places:
        told = [f"row {row}, column {column}: {' '.join(m[:9])}" for (row, column), m in places[:5]]
        more = f", and in {len(places) - 5} more places" if len(places) > 5 else ""
        raise BadForm(
            f"some letters can't be drawn here ({'; '.join(told)}{more}); "
            "write them otherwise, or take them out"
        )


def _checked(headers_found: dict[str, str]) -> tuple[str, str, str]:
    measure, level, title = headers_found["measure"], headers_found["level"], headers_found["title"]
    if measure not in KINDS:
        raise BadForm(
            f"the measure must be one of {', '.join(KINDS)}, not {quoted(measure)}; "
            "choose it, or write a first row such as “measure: facts”"
        )
    if level not in LEVELS and level not in levels(measure):
        raise BadForm(
            f"the level must be K or a grade from 1 to 12, not {quoted(level)}; "
            "choose it, or write a row such as “level: 3” above the form"
        )
    if not title:
        raise BadForm("the title is missing; write a row such as “title: Sevens” above the form")
    return measure, level, title


def _split(cells: Sequence[str], number: int, margin: int, measure: str) -> list[str]:
    """Return the cells of a row, ``margin`` of which are left out before."""
    if len(cells) == 1 and measure not in SPACED:
        cells = [part.strip('"') for part in cells[0].split()]
    row = [" ".join(cell.split()) for cell in cells]
    if "" in row:
        raise BadForm(
            f"row {number}, column {margin + row.index('') + 1} is empty; fill it, "
            "or move the row together"
        )
    return [_with_standard_sign(cell) for cell in row] if measure in ("facts", "comp") else row


def _with_standard_sign(cell: str) -> str:
    found = next(filter(None, (pattern.fullmatch(cell) for pattern in _PROBLEMS)), None)
    return f"{found[1]} {_SIGNS[found[2]]} {found[3]}" if found else cell


def _in_rows(lists: list[list[T]], across: int) -> list[list[T]]:
    flat = list(chain.from_iterable(lists))
    return [flat[at : at + across] for at in range(0, len(flat), across)]
