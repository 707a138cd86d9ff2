"""The kinds of cells, as text: what a form has in one place of the page.

    word, letter, letter sound    fish | B | sh
    number                        14
    pair                          7 12
    row with a blank              4 _ 6
    problem                       8 + 7, 2.5 − 1.75, 3/8 + 2/8
    word of sounds                m i p, and r a_e m for "rame"
    word to segment               fish = f i sh

The key is computed: the larger number of a pair, the missing number of a row, the
digits of a problem's answer.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from probes.forms.digits import key as digits_of
from probes.forms.form import BadForm
from probes.forms.letters import bare
from probes.forms.written_problem import BadProblem

LONGEST_WORD = 40  # characters

_SPLIT = "_"  # between the two letters of a split digraph, which enclose another sound: a_e
_NUMBER = re.compile(r"0|[1-9][0-9]{0,3}")
_WHOLE = r"(?:0|[1-9][0-9]{0,5})"
_NUMERAL = (
    rf"(?:{_WHOLE}(?:\.[0-9]{{1,4}})?|(?:[1-9][0-9]{{0,2}} )?[1-9][0-9]{{0,2}}/[1-9][0-9]{{0,2}})"
)
_PROBLEM = re.compile(rf"{_NUMERAL} [+−×÷] {_NUMERAL}")
_SOUND = re.compile(r"[^\W\d_]{1,4}|[^\W\d_]{1,2}_[^\W\d_]")


def _joined(_prompt: str, items: Sequence[str]) -> str:
    return " ".join(items)


def _written_problem(prompt: str, _items: Sequence[str]) -> str:
    return prompt


def _written_segmented(prompt: str, items: Sequence[str]) -> str:
    return f"{prompt} = {' '.join(items)}"


@dataclass(frozen=True, slots=True)
class ParsedCell:
    """What one cell adds to a form."""

    items: tuple[str, ...]
    prompt: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a measure's cells are parsed and written, and how many a row has by default.

    ``parse`` raises BadForm with a message that lacks only the row and column.
    ``written`` returns a cell's text from its prompt and its items.
    """

    parse: Callable[[str], ParsedCell]
    written: Callable[[str, Sequence[str]], str] = _joined
    across: int = 5


def spelled(sounds: Iterable[str]) -> str:
    """Return the word spelled by sounds: m, a_e, p is "mape".

    The letter after an underscore comes after the next sound.
    """
    word, final = "", ""
    for sound in sounds:
        first, _, after = sound.partition(_SPLIT)
        word, final = word + first + final, after
    return word + final


def quoted(text: str) -> str:
    """Return at most 40 characters of a text, in quotation marks."""
    return f"“{text[:39]}…”" if len(text) > 40 else f"“{text}”"


def _word(text: str) -> ParsedCell:
    letters = bare(text).replace("’", "").replace("'", "").replace("-", "")
    if not letters.isalpha() or text[0] == "-" or len(text) > LONGEST_WORD:
        raise BadForm(
            f"{quoted(text)} should be one word, of at most {LONGEST_WORD} letters; "
            "give each word a place of its own"
        )
    return ParsedCell((text,))


def _letter(text: str) -> ParsedCell:
    if len(bare(text)) != 1 or not text[0].isalpha():
        raise BadForm(f"{quoted(text)} should be one letter")
    return ParsedCell((text,))


def _sound(text: str) -> ParsedCell:
    if not 1 <= len(bare(text)) <= 4 or not bare(text).isalpha():
        raise BadForm(f"{quoted(text)} should be a letter, or 2 to 4 that make one sound")
    return ParsedCell((text,))


def _number(text: str) -> ParsedCell:
    if not _NUMBER.fullmatch(text):
        raise BadForm(
            f"{quoted(text)} should be a whole number from 0 to 9999, without zeros before it "
            "and without a comma or a point in it"
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
    numbers = text.split(" ")
    known = [(index, int(n)) for index, n in enumerate(numbers) if _NUMBER.fullmatch(n)]
    if not 3 <= len(numbers) <= 6 or numbers.count("_") != 1 or len(known) != len(numbers) - 1:
        raise BadForm(
            f"{quoted(text)} should be 3 to 6 places with a space between: "
            "whole numbers, and _ for the one that is missing, such as 4 _ 6"
        )
    (first, one), (second, other) = known[:2]
    step, remainder = divmod(other - one, second - first)
    even = all(n == one + step * (index - first) for index, n in known)
    missing = one + step * (numbers.index("_") - first)
    if remainder or step == 0 or not even or missing < 0:
        raise BadForm(
            f"{quoted(text)} should count by equal steps and not below 0, "
            "such as 4 _ 6 or 5 10 15 _"
        )
    return ParsedCell((text,), key=str(missing))


def _problem(text: str) -> ParsedCell:
    if not _PROBLEM.fullmatch(text):
        raise BadForm(
            f"{quoted(text)} should be a problem of two numbers, whole up to 999999, decimals or "
            "fractions, such as 8 + 7, 46 × 23, 17 ÷ 5, 2.5 − 1.75 or 3/8 + 2/8, and no answer"
        )
    try:
        return ParsedCell(digits_of(text), prompt=text)
    except BadProblem:
        raise BadForm(
            f"{quoted(text)} has no answer from 0 up that can be written with 6 decimals; put the "
            "larger number first, don’t divide by 0, and don’t mix decimals and fractions"
        ) from None


def _sounds(text: str) -> ParsedCell:
    sounds = text.split(" ")
    if not 2 <= len(sounds) <= 8 or not all(map(_SOUND.fullmatch, map(bare, sounds))):
        raise BadForm(
            f"{quoted(text)} should be a word of 2 to 8 sounds with a space between, such as "
            "m i p, sh o g, or r a_e m for “rame”"
        )
    return ParsedCell(tuple(sounds), prompt=spelled(sounds))


def _segmented(text: str) -> ParsedCell:
    word, equals, sounds = text.partition(" = ")
    parts = sounds.split(" ")
    if not equals or not 1 <= len(parts) <= 12 or not all(map(_SOUND.fullmatch, map(bare, parts))):
        raise BadForm(
            f"{quoted(text)} should be a word, an equals sign and its sounds, such as fish = f i sh"
        )
    return ParsedCell(tuple(parts), prompt=_word(word).items[0])


KINDS = {
    "wrf": Kind(_word),
    "lnf": Kind(_letter, across=10),
    "lsf": Kind(_sound, across=10),
    "nwf": Kind(_sounds),
    "psf": Kind(_segmented, _written_segmented),
    "oc": Kind(_number, across=10),
    "ni": Kind(_number, across=10),
    "qd": Kind(_pair, across=4),
    "mn": Kind(_row_with_a_blank),
    "facts": Kind(_problem, _written_problem),
    "comp": Kind(_problem, _written_problem),
}
