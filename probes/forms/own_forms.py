"""Forms that a school writes itself: words, letters, numbers or problems, as text or CSV.

    measure: facts
    level: 3
    title: Sevens and eights

    7 x 8, 6 x 7, 8 x 3
    8 x 8, 7 x 2, 7 x 7

Headers, then a line of text for each row of the page. The cells of a row are
separated by commas, semicolons or tabs, or by spaces if the measure's cells have no
spaces inside. So a spreadsheet saved as CSV is read unchanged. A plain list, in one
column or one row, is divided into rows.
"""

import re
import unicodedata
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from probes.forms.cell_kinds import KINDS, quoted
from probes.forms.cell_text import BadCell, rows
from probes.forms.cell_text import form as form_of
from probes.forms.form import BadForm, Form
from probes.forms.generators import levels
from probes.forms.passages import LEVELS, MAX_HEADER, MAX_TEXT, form_id

HEADERS = ("measure", "level", "title", "licence")
SPACED = ("qd", "mn", "facts", "comp", "nwf", "psf")  # measures whose cells have spaces inside

_SIGNS = {
    **dict.fromkeys("xX*·×", "×"),
    **dict.fromkeys("/:÷", "÷"),
    **dict.fromkeys("-–−", "−"),
    "+": "+",
}
_PROBLEM = re.compile(rf"(\d+) ?([{re.escape(''.join(_SIGNS))}]) ?(\d+)", re.ASCII)

T = TypeVar("T")
Position = tuple[int, int]  # row and column in the file, from 1


def read(text: str, measure: str = "", level: str = "", title: str = "") -> Form:
    """Return the form described by a text.

    Args:
        measure, level, title: used for headers that the text lacks.

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
    lines = _lines(text)
    body = _headers(lines, headers_found)
    measure, level, title = _checked(headers_found)
    found: list[list[str]] = []
    positions: list[list[Position]] = []
    for number, line in enumerate(lines[body:], start=body + 1):
        row = _split(line, number, measure)
        if row:
            found.append(row)
            positions.append([(number, column) for column in range(1, len(row) + 1)])
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


def _lines(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    text = text.replace("\r\n", "\n").replace("\u00a0", " ")
    lines = text.rstrip().split("\n")
    for number, line in enumerate(lines, start=1):
        for character in line.replace("\t", " "):
            if not character.isprintable():
                raise BadForm(
                    f"row {number} has a character that cannot be seen or printed "
                    f"(U+{ord(character):04X}); delete it, or type the row anew"
                )
    return lines


def _headers(lines: list[str], headers_found: dict[str, str]) -> int:
    """Add the headers to ``headers_found``; return how many lines they take."""
    seen: set[str] = set()
    for number, line in enumerate(lines):
        name, colon, value = (part.strip() for part in line.partition(":"))
        name = name.lower()
        if not colon or name not in HEADERS:
            return number
        # A spreadsheet saved as CSV has a comma for each empty cell after the value.
        value = value.rstrip(",;\t ")
        if name in seen:
            raise BadForm(f"row {number + 1} gives the {name} a second time; keep one")
        if not 1 <= len(value) <= MAX_HEADER:
            raise BadForm(
                f"the {name} in row {number + 1} must have 1 to {MAX_HEADER} characters, "
                f"not {len(value)}"
            )
        seen.add(name)
        headers_found[name] = value
    return len(lines)


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


def _split(line: str, number: int, measure: str) -> list[str]:
    """Return the cells of a row."""
    parts = re.split("[,;\t]", line)
    if len(parts) == 1 and measure not in SPACED:
        parts = line.split()
    row = [" ".join(part.strip().strip('"').split()) for part in parts]
    while row and not row[-1]:
        row.pop()
    if "" in row:
        raise BadForm(
            f"row {number}, column {row.index('') + 1} is empty; fill it, or move the row together"
        )
    return [_with_standard_sign(cell) for cell in row] if measure in ("facts", "comp") else row


def _with_standard_sign(cell: str) -> str:
    found = _PROBLEM.fullmatch(cell)
    return f"{found[1]} {_SIGNS[found[2]]} {found[3]}" if found else cell


def _in_rows(lists: list[list[T]], across: int) -> list[list[T]]:
    flat = list(chain.from_iterable(lists))
    return [flat[at : at + across] for at in range(0, len(flat), across)]
