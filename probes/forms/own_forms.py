"""Forms of one's own: words, letters, numbers or problems as a text or a CSV file.

    measure: facts
    level: 3
    title: Sevens and eights

    7 x 8, 6 x 7, 8 x 3
    8 x 8, 7 x 2, 7 x 7

Headers, then a row of the page a line. What stands in a row is parted by
commas, semicolons or tabs; where it has no spaces inside, spaces do too. So a
sheet saved as CSV is read as it is. A plain list, in one column or one row, is
set in rows.
"""

import re
import unicodedata
from itertools import chain
from typing import TypeVar

from probes.forms.cell_text import KINDS, BadCell, quoted, rows
from probes.forms.cell_text import form as form_of
from probes.forms.form import BadForm, Form
from probes.forms.generators import levels
from probes.forms.passages import LEVELS, MAX_HEADER, MAX_TEXT

HEADERS = ("measure", "level", "title", "licence")
SPACED = ("qd", "mn", "facts", "comp", "nwf", "psf")  # a space stands inside what is in one place

_SIGNS = {
    **dict.fromkeys("xX*·×", "×"),
    **dict.fromkeys("/:÷", "÷"),
    **dict.fromkeys("-–−", "−"),
    "+": "+",
}
_PROBLEM = re.compile(rf"(\d+) ?([{re.escape(''.join(_SIGNS))}]) ?(\d+)", re.ASCII)

T = TypeVar("T")
Place = tuple[int, int]  # row and column in the file, from 1


def read(text: str, measure: str = "", level: str = "", title: str = "") -> Form:
    """Return the form that a text describes.

    Args:
        measure, level, title: what was chosen beside the file; a header goes before.

    Raises:
        BadForm: the sentence names the row and column in the file, or the header,
            and quotes at most 40 characters.
    """
    if len(text) > MAX_TEXT:
        raise BadForm(
            f"the file has {len(text):,} characters, and a form may have {MAX_TEXT:,} at most; "
            "is it the right file?"
        )
    told = {"measure": measure, "level": level, "title": title}
    lines = _lines(text)
    body = _headers(lines, told)
    measure, level, title = _checked(told)
    found: list[list[str]] = []
    places: list[list[Place]] = []
    for number, line in enumerate(lines[body:], start=body + 1):
        row = _split(line, number, measure)
        if row:
            found.append(row)
            places.append([(number, column) for column in range(1, len(row) + 1)])
    if len(found) == 1 or all(len(row) == 1 for row in found):
        across = KINDS[measure].across
        found, places = _in_rows(found, across), _in_rows(places, across)
    try:
        return form_of(measure, level, title, found)
    except BadCell as problem:
        row_number, column = places[problem.row][problem.column]
        raise BadForm(f"row {row_number}, column {column}: {problem.reason}") from None


def written(form: Form) -> str:
    """Return a form as text; ``read`` makes the same form of it."""
    headers = f"measure: {form.measure}\nlevel: {form.level}\ntitle: {form.title}\n\n"
    return headers + "".join(", ".join(row) + "\n" for row in rows(form))


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


def _headers(lines: list[str], told: dict[str, str]) -> int:
    """Note what the headers say; return how many lines they take."""
    seen: set[str] = set()
    for number, line in enumerate(lines):
        name, colon, value = (part.strip() for part in line.partition(":"))
        name = name.lower()
        if not colon or name not in HEADERS:
            return number
        # A sheet saved as CSV has a comma for each empty cell behind.
        value = value.rstrip(",;\t ")
        if name in seen:
            raise BadForm(f"row {number + 1} gives the {name} a second time; keep one")
        if not 1 <= len(value) <= MAX_HEADER:
            raise BadForm(
                f"the {name} in row {number + 1} must have 1 to {MAX_HEADER} characters, "
                f"not {len(value)}"
            )
        seen.add(name)
        told[name] = value
    return len(lines)


def _checked(told: dict[str, str]) -> tuple[str, str, str]:
    measure, level, title = told["measure"], told["level"], told["title"]
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
    """Return what stands in the places of a row."""
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
    return [_with_our_sign(cell) for cell in row] if measure in ("facts", "comp") else row


def _with_our_sign(cell: str) -> str:
    found = _PROBLEM.fullmatch(cell)
    return f"{found[1]} {_SIGNS[found[2]]} {found[3]}" if found else cell


def _in_rows(lists: list[list[T]], across: int) -> list[list[T]]:
    flat = list(chain.from_iterable(lists))
    return [flat[at : at + across] for at in range(0, len(flat), across)]
