"""Rows of cells as text, and the form they make.

A cell is what stands in one place on the page:

    word, letter, letter sound    fish | B | sh
    number                        14
    pair                          7 12
    row with a blank              4 _ 6
    problem                       8 + 7
    word of sounds                m i p, and r a_e m for "rame"
    word to take apart            fish = f i sh

A row of cells is a line of the form. What can be computed is: the larger
number, the missing one, the digits of an answer. Long, because reading
and writing of each kind stand side by side.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from probes.forms.digits import BadProblem
from probes.forms.digits import key as digits_of
from probes.forms.form import BadForm, Form
from probes.forms.passages import form_id

MOST_ROWS = 200
MOST_CELLS = 500
MOST_ACROSS = 20
LONGEST_WORD = 40  # characters

_AROUND = "_"  # between two letters that make one sound around another: a_e
_NUMBER = re.compile(r"0|[1-9][0-9]{0,3}")
_PROBLEM = re.compile(r"(0|[1-9][0-9]{0,5}) [+−×÷] (0|[1-9][0-9]{0,5})")
_SOUND = re.compile(r"[^\W\d_]{1,4}|[^\W\d_]{1,2}_[^\W\d_]")


class BadCell(BadForm):
    """A cell that is not what its measure asks for. ``row`` and ``column`` count from 0."""

    def __init__(self, row: int, column: int, reason: str) -> None:
        super().__init__(f"row {row + 1}, column {column + 1}: {reason}")
        self.row = row
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ParsedCell:
    """What one place on the page adds to a form."""

    items: tuple[str, ...]
    prompt: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a measure's cells are read, and how many a row has where nobody says.

    ``read`` raises BadForm with a sentence that lacks only the place.
    """

    read: Callable[[str], ParsedCell]
    across: int = 5


def form(measure: str, level: str, title: str, rows: Iterable[Sequence[str]]) -> Form:
    """Return the form that rows of cells make. Its id is made from all four.

    Raises:
        BadCell: a cell is not what the measure asks for, or stands too far right.
        BadForm: there are too many cells, or none.
    """
    kind = KINDS[measure]
    items: list[str] = []
    lines: list[int] = []
    groups: list[int] = []
    prompts: list[str] = []
    key: list[str] = []
    written: list[str] = []
    for row, cells in enumerate(rows):
        lines.append(len(items))
        written.append(",".join(cells))
        if row >= MOST_ROWS or len(groups) + len(cells) > MOST_CELLS:
            raise BadForm(
                f"a form may have {MOST_ROWS} rows and {MOST_CELLS} places at most; "
                "make two forms of it"
            )
        for column, text in enumerate(cells):
            if column == MOST_ACROSS:
                raise BadCell(row, column, f"a row may have {MOST_ACROSS} places at most")
            try:
                cell = kind.read(text)
            except BadForm as problem:
                raise BadCell(row, column, str(problem)) from None
            groups.append(len(items))
            items += cell.items
            if cell.prompt:
                prompts.append(cell.prompt)
            if cell.key:
                key.append(cell.key)
    return Form(
        id=form_id(measure, title, (level, *written)),
        measure=measure,
        level=level,
        title=title,
        items=tuple(items),
        lines=tuple(lines),
        groups=tuple(groups) if prompts else (),
        prompts=tuple(prompts),
        key=tuple(key),
    )


def rows(form: Form) -> Iterator[tuple[str, ...]]:
    """Yield the rows of cells that make the form again."""
    read = KINDS[form.measure].read
    starts = form.groups or tuple(range(len(form.items)))
    lines = set(form.lines)
    cells: list[str] = []
    for group, (start, end) in enumerate(pairwise((*starts, len(form.items)))):
        if start in lines and cells:
            yield tuple(cells)
            cells = []
        inside = " ".join(form.items[start:end])
        if read is _segmented:
            inside = f"{form.prompts[group]} = {inside}"
        cells.append(form.prompts[group] if read is _problem else inside)
    yield tuple(cells)


def spelled(sounds: Iterable[str]) -> str:
    """Return the word that sounds spell: m, a_e, p is "mape".

    The letter after the mark comes behind the sound that follows.
    """
    word, late = "", ""
    for sound in sounds:
        first, _, behind = sound.partition(_AROUND)
        word, late = word + first + late, behind
    return word + late


def quoted(text: str) -> str:
    """Return at most 40 characters of a text, in quotation marks."""
    return f"“{text[:39]}…”" if len(text) > 40 else f"“{text}”"


def _word(text: str) -> ParsedCell:
    letters = text.replace("’", "").replace("'", "").replace("-", "")
    if not letters.isalpha() or text[0] == "-" or len(text) > LONGEST_WORD:
        raise BadForm(
            f"{quoted(text)} should be one word, of at most {LONGEST_WORD} letters; "
            "give each word a place of its own"
        )
    return ParsedCell((text,))


def _letter(text: str) -> ParsedCell:
    if len(text) != 1 or not text.isalpha():
        raise BadForm(f"{quoted(text)} should be one letter")
    return ParsedCell((text,))


def _sound(text: str) -> ParsedCell:
    if not 1 <= len(text) <= 4 or not text.isalpha():
        raise BadForm(f"{quoted(text)} should be a letter, or 2 to 4 that make one sound")
    return ParsedCell((text,))


def _number(text: str) -> ParsedCell:
    if not _NUMBER.fullmatch(text):
        raise BadForm(
            f"{quoted(text)} should be a whole number from 0 to 9999, without zeros before it"
        )
    return ParsedCell((text,))


def _pair(text: str) -> ParsedCell:
    numbers = text.split(" ")
    if len(numbers) != 2 or not all(map(_NUMBER.fullmatch, numbers)):
        raise BadForm(f"{quoted(text)} should be two whole numbers and a space, such as 7 12")
    if numbers[0] == numbers[1]:
        raise BadForm(f"{quoted(text)} has no larger number; choose two that differ")
    return ParsedCell((text,), key=max(numbers, key=int))


def _row_with_a_blank(text: str) -> ParsedCell:
    places = text.split(" ")
    known = [(place, int(n)) for place, n in enumerate(places) if _NUMBER.fullmatch(n)]
    if not 3 <= len(places) <= 6 or places.count("_") != 1 or len(known) != len(places) - 1:
        raise BadForm(
            f"{quoted(text)} should be 3 to 6 places with a space between: "
            "whole numbers, and _ for the one that is missing, such as 4 _ 6"
        )
    (here, one), (there, other) = known[:2]
    step, rest = divmod(other - one, there - here)
    even = all(n == one + step * (place - here) for place, n in known)
    missing = one + step * (places.index("_") - here)
    if rest or step == 0 or not even or missing < 0:
        raise BadForm(
            f"{quoted(text)} should count by equal steps and not below 0, "
            "such as 4 _ 6 or 5 10 15 _"
        )
    return ParsedCell((text,), key=str(missing))


def _problem(text: str) -> ParsedCell:
    if not _PROBLEM.fullmatch(text):
        raise BadForm(
            f"{quoted(text)} should be a problem of two whole numbers up to 999999, such as "
            "8 + 7, 12 − 5, 46 × 23 or 17 ÷ 5, and no answer"
        )
    try:
        return ParsedCell(digits_of(text), prompt=text)
    except BadProblem:
        raise BadForm(
            f"{quoted(text)} has no answer from 0 up; put the larger number first, "
            "and do not divide by 0"
        ) from None


def _sounds(text: str) -> ParsedCell:
    sounds = text.split(" ")
    if not 2 <= len(sounds) <= 8 or not all(map(_SOUND.fullmatch, sounds)):
        raise BadForm(
            f"{quoted(text)} should be a word of 2 to 8 sounds with a space between, such as "
            "m i p, sh o g, or r a_e m for “rame”"
        )
    return ParsedCell(tuple(sounds), prompt=spelled(sounds))


def _segmented(text: str) -> ParsedCell:
    word, equals, sounds = text.partition(" = ")
    parts = sounds.split(" ")
    if not equals or not 1 <= len(parts) <= 12 or not all(map(_SOUND.fullmatch, parts)):
        raise BadForm(
            f"{quoted(text)} should be a word, an equals sign and its sounds, such as fish = f i sh"
        )
    return ParsedCell(tuple(parts), prompt=_word(word).items[0])


KINDS = {
    "wrf": Kind(_word),
    "lnf": Kind(_letter, across=10),
    "lsf": Kind(_sound, across=10),
    "nwf": Kind(_sounds),
    "psf": Kind(_segmented),
    "oc": Kind(_number, across=10),
    "ni": Kind(_number, across=10),
    "qd": Kind(_pair, across=4),
    "mn": Kind(_row_with_a_blank),
    "facts": Kind(_problem),
    "comp": Kind(_problem),
}
