"""Forms of early reading and early numeracy, made from a level and a seed.

Each row of a page has the same mix (so many short words and long ones, near
pairs and far ones), so no part of a page and no form is harder by its making.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, islice
from string import ascii_lowercase, ascii_uppercase

from probes.forms import cell_text, nonsense
from probes.forms.chance import Chance
from probes.forms.form import BadForm, Form
from probes.forms.letter_sounds import HEARD_IN

# By measure, 1 where nothing is said. With another one, every seed is another form.
VERSIONS: Mapping[str, int] = {"nwf": 2, "wrf": 2, "mn": 2}

# The texts of probes/forms/words that forms are made of.
TEXTS = ("graded", "sounds", "real", "indecent")

LEVELS: Mapping[str, tuple[str, ...]] = {
    "wrf": ("1", "2", "3"),
    "lnf": ("K",),
    "lsf": ("K", "1"),
    "nwf": tuple(nonsense.LEVELS),
    "psf": ("K", "1"),
    "oc": ("K",),
    "ni": ("K", "1"),
    "qd": ("K", "1", "2"),
    "mn": ("K", "1"),
}

COUNT_TO = 120

_DIGRAPHS = tuple(sound for sound in HEARD_IN if len(sound) == 2)

Rows = list[list[str]]


def form(measure: str, level: str, seed: int, texts: Mapping[str, str]) -> Form:
    """Make one form; the same seed makes the same form.

    Args:
        texts: the texts of ``probes/forms/words`` by name, without ``.txt``: ``TEXTS``.

    Raises:
        KeyError: there is no such measure or level.
    """
    if level not in LEVELS[measure]:
        raise KeyError(level)
    version = VERSIONS.get(measure, 1)
    chance = Chance.of("early", version, measure, level, seed)
    rows = _rows_of(measure, level, chance, texts)
    return cell_text.form(measure, level, f"{version}.{seed:02}", rows)


def _rows_of(measure: str, level: str, chance: Chance, texts: Mapping[str, str]) -> Rows:
    match measure:
        case "wrf":
            return _words(chance, bands(texts["graded"])[level])
        case "lnf":
            return _letters(chance)
        case "lsf":
            return _letter_sounds(chance, level)
        case "nwf":
            return _nonsense_words(chance, level, texts["real"], texts["indecent"])
        case "psf":
            return _words_to_take_apart(chance, level, by_length(texts["sounds"]))
        case "ni":
            return _numbers(chance, level)
        case "qd":
            return _pairs(chance, level)
        case "mn":
            return _missing_numbers(chance, level)
    # Oral counting: nobody sees it, and everybody starts at 1.
    return [[str(n) for n in range(first, first + 10)] for first in range(1, COUNT_TO, 10)]


def _letters(chance: Chance) -> Rows:
    upper, lower = chance.deck(ascii_uppercase), chance.deck(ascii_lowercase)
    rows = [[*islice(upper, 5), *islice(lower, 5)] for _ in range(10)]
    return _apart(chance, rows, lambda a, b: a.lower() == b.lower())


def _letter_sounds(chance: Chance, level: str) -> Rows:
    vowels = chance.deck("aeiou")
    if level == "K":
        shares = [(2, vowels), (8, chance.deck("bcdfghjklmnpqrstvwxyz"))]
    else:  # q is there with its u
        shares = [
            (2, vowels),
            (5, chance.deck("bcdfghjklmnprstvwxyz")),
            (3, chance.deck(_DIGRAPHS)),
        ]
    return _apart(chance, _rows(10, shares), _same)


def _words(chance: Chance, bands: Sequence[Sequence[str]]) -> Rows:
    shares = [(1, chance.deck(band)) for band in bands]
    return _apart(chance, _rows(20, shares), _same)


def _nonsense_words(chance: Chance, level: str, real: str, indecent: str) -> Rows:
    kinds = [
        kind
        for _ in range(12)
        for kind in zip(nonsense.LEVELS[level], chance.shuffled(nonsense.VOWELS), strict=True)
    ]
    words = [" ".join(word) for word in nonsense.balanced(chance, kinds, real, indecent)]
    rows = [words[at : at + 5] for at in range(0, len(words), 5)]
    return _apart(chance, rows, _same)


def _words_to_take_apart(chance: Chance, level: str, words: Mapping[int, Sequence[str]]) -> Rows:
    lengths = {"K": {2: 1, 3: 3, 4: 1}, "1": {3: 2, 4: 2, 5: 1}}[level]
    shares = [(count, chance.deck(words[length])) for length, count in lengths.items()]
    return _apart(chance, _rows(6, shares), _same)


def _numbers(chance: Chance, level: str) -> Rows:
    if level == "K":
        shares = [(5, range(10)), (5, range(10, 21))]
    else:
        shares = [(1, range(10)), (2, range(10, 20)), (7, range(20, 101))]
    dealt = [(count, chance.deck(tuple(map(str, numbers)))) for count, numbers in shares]
    return _apart(chance, _rows(10, dealt), _same)


def _pairs(chance: Chance, level: str) -> Rows:
    end = {"K": 11, "1": 21, "2": 100}[level]
    near = 2 if end < 22 else 10
    pairs = list(combinations(range(end), 2))
    shares = [
        (2, chance.deck([(a, b) for a, b in pairs if b - a <= near])),
        (2, chance.deck([(a, b) for a, b in pairs if b - a > near])),
    ]
    rows: Rows = []
    for _ in range(15):
        row = [pair for count, dealt in shares for pair in islice(dealt, count)]
        turned = chance.shuffled((True, True, False, False))
        rows.append(
            [f"{b} {a}" if turn else f"{a} {b}" for (a, b), turn in zip(row, turned, strict=True)]
        )
    return _apart(chance, rows, lambda a, b: sorted(a.split()) == sorted(b.split()))


def _missing_numbers(chance: Chance, level: str) -> Rows:
    """In K all rows count by ones. Else seven of ten do; by 2, 5 and 10 the blank is last.

    Two numbers don't tell what a row counts by (2 4 is followed by 6, or by 8), so those
    rows have three.
    """
    if level == "K":  # up to 20, by ones alone, none twice
        dealt = [chance.deck([_row(n, 1, 3, blank) for n in range(19)]) for blank in range(3)]
        to_20 = [[next(dealt[n % 3]) for n in range(block, block + 10)] for block in range(4)]
        return _apart(chance, to_20, _same, across=5)
    end = 100

    def rows(step: int, places: int, blank: int) -> Iterator[str]:
        last = max(end, step * 8) - step * (places - 1)
        return chance.deck([_row(first, step, places, blank) for first in range(0, last + 1, step)])

    ones = [rows(1, 3, blank) for blank in range(3)]
    skips = [rows(step, 4, 3) for step in (2, 5, 10)]
    blocks = []
    for block in range(4):
        blanks = [*range(3), *range(3), block % 3]
        blocks.append([*(next(ones[blank]) for blank in blanks), *map(next, skips)])
    return _apart(chance, blocks, _same, across=5)


def _row(first: int, step: int, places: int, blank: int) -> str:
    return " ".join("_" if place == blank else str(first + step * place) for place in range(places))


@cache
def bands(graded: str) -> dict[str, list[tuple[str, ...]]]:
    """Return the words to read by grade, in bands from easy to hard.

    Raises:
        BadForm: a paragraph does not begin with a grade and a colon.
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for paragraph in _paragraphs(graded):
        grade, colon, words = paragraph.partition(":")
        if not colon or not words.split():
            raise BadForm("each paragraph of words must begin with its grade and a colon")
        found.setdefault(grade, []).append(tuple(words.split()))
    return found


@cache
def by_length(sounds: str) -> dict[int, tuple[str, ...]]:
    """Return the words to take apart as cells, by how many sounds they have."""
    found: dict[int, list[str]] = {}
    for paragraph in _paragraphs(sounds):
        for cell in paragraph.replace("\n", " ").split(","):
            text = cell.strip()
            found.setdefault(len(text.split()) - 2, []).append(text)
    return {length: tuple(words) for length, words in found.items()}


def _paragraphs(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [part.strip() for part in "\n".join(lines).split("\n\n") if part.strip()]


def _rows(count: int, shares: list[tuple[int, Iterator[str]]]) -> Rows:
    return [[cell for n, dealt in shares for cell in islice(dealt, n)] for _ in range(count)]


def _apart(
    chance: Chance, blocks: Rows, alike: Callable[[str, str], bool], across: int | None = None
) -> Rows:
    """Shuffle each block, no two alike side by side; set all in rows of a block, or ``across``."""
    row = chance.apart(blocks, alike)
    width = across or len(blocks[0])
    return [row[at : at + width] for at in range(0, len(row), width)]


def _same(one: str, other: str) -> bool:
    return one == other
