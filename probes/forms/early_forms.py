"""Forms of early reading and early numeracy, made from a level and a seed.

Each row of a form has the same mix, such as short and long words, or pairs with
small and large differences, so that no part of a form and no form is made harder
than another.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations, islice
from math import log
from string import ascii_lowercase, ascii_uppercase

from probes.forms import cell_text, nonsense
from probes.forms.balance import HAND, balanced
from probes.forms.form import BadForm, Form
from probes.forms.letter_sounds import HEARD_IN
from probes.forms.seeded_random import SeededRandom

# By measure, 1 where nothing is said. With another one, every seed is another form.
VERSIONS: Mapping[str, int] = {"nwf": 2, "wrf": 2, "mn": 2, "qd": 2}

# The names, without .txt, of the texts in probes/forms/words that forms are made from.
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
_Pair = tuple[int, int]


def form(measure: str, level: str, seed: int, texts: Mapping[str, str]) -> Form:
    """Return the form of a measure, level and seed, the same one every time.

    Args:
        texts: the texts of ``probes/forms/words`` by name, without ``.txt``: ``TEXTS``.

    Raises:
        KeyError: there is no such measure or level.
    """
    if level not in LEVELS[measure]:
        raise KeyError(level)
    version = VERSIONS.get(measure, 1)
    rng = SeededRandom.seeded_by("early", version, measure, level, seed)
    rows = _rows_of(measure, level, rng, texts)
    return cell_text.form(measure, level, f"{version}.{seed:02}", rows)


def _rows_of(measure: str, level: str, rng: SeededRandom, texts: Mapping[str, str]) -> Rows:
    match measure:
        case "wrf":
            return _words(rng, bands(texts["graded"])[level])
        case "lnf":
            return _letters(rng)
        case "lsf":
            return _letter_sounds(rng, level)
        case "nwf":
            return _nonsense_words(rng, level, texts["real"], texts["indecent"])
        case "psf":
            return _words_to_segment(rng, level, by_length(texts["sounds"]))
        case "ni":
            return _numbers(rng, level)
        case "qd":
            return _pairs(rng, level)
        case "mn":
            return _missing_numbers(rng, level)
    # Oral counting: the student doesn't see the form, and starts at 1.
    return [[str(n) for n in range(first, first + 10)] for first in range(1, COUNT_TO, 10)]


def _letters(rng: SeededRandom) -> Rows:
    upper, lower = rng.cycle(ascii_uppercase), rng.cycle(ascii_lowercase)
    rows = [[*islice(upper, 5), *islice(lower, 5)] for _ in range(10)]
    return _in_shuffled_rows(rng, rows, lambda a, b: a.lower() == b.lower())


def _letter_sounds(rng: SeededRandom, level: str) -> Rows:
    vowels = rng.cycle("aeiou")
    if level == "K":
        shares = [(2, vowels), (8, rng.cycle("bcdfghjklmnpqrstvwxyz"))]
    else:  # q is among the digraphs, as qu
        shares = [
            (2, vowels),
            (5, rng.cycle("bcdfghjklmnprstvwxyz")),
            (3, rng.cycle(_DIGRAPHS)),
        ]
    return _in_shuffled_rows(rng, _rows(10, shares), _same)


def _words(rng: SeededRandom, bands: Sequence[Sequence[str]]) -> Rows:
    shares = [(1, rng.cycle(band)) for band in bands]
    return _in_shuffled_rows(rng, _rows(20, shares), _same)


def _nonsense_words(rng: SeededRandom, level: str, real: str, indecent: str) -> Rows:
    kinds = [
        kind
        for _ in range(12)
        for kind in zip(nonsense.LEVELS[level], rng.shuffled(nonsense.VOWELS), strict=True)
    ]
    words = [" ".join(word) for word in nonsense.balanced(rng, kinds, real, indecent)]
    rows = [words[at : at + 5] for at in range(0, len(words), 5)]
    return _in_shuffled_rows(rng, rows, _same)


def _words_to_segment(rng: SeededRandom, level: str, words: Mapping[int, Sequence[str]]) -> Rows:
    lengths = {"K": {2: 1, 3: 3, 4: 1}, "1": {3: 2, 4: 2, 5: 1}}[level]
    shares = [(count, rng.cycle(words[length])) for length, count in lengths.items()]
    return _in_shuffled_rows(rng, _rows(6, shares), _same)


def _numbers(rng: SeededRandom, level: str) -> Rows:
    if level == "K":
        shares = [(5, range(10)), (5, range(10, 21))]
    else:
        shares = [(1, range(10)), (2, range(10, 20)), (7, range(20, 101))]
    sources = [(count, rng.cycle(tuple(map(str, numbers)))) for count, numbers in shares]
    return _in_shuffled_rows(rng, _rows(10, sources), _same)


def _pairs(rng: SeededRandom, level: str) -> Rows:
    shares = []
    for pairs, nearness in _pairs_near_and_far(level):
        hand = min(HAND, len(pairs) // 3)
        shares.append((2, balanced(rng.cycle(pairs), nearness, _nearness, hand)))
    rows: Rows = []
    for _ in range(15):
        row = [pair for count, dealt in shares for pair in islice(dealt, count)]
        swapped = rng.shuffled((True, True, False, False))
        rows.append(
            [f"{b} {a}" if swap else f"{a} {b}" for (a, b), swap in zip(row, swapped, strict=True)]
        )
    return _in_shuffled_rows(rng, rows, lambda a, b: sorted(a.split()) == sorted(b.split()))


@cache
def _pairs_near_and_far(level: str) -> tuple[tuple[tuple[_Pair, ...], tuple[int, ...]], ...]:
    """Return a level's pairs that differ little, and the others, each with their nearness."""
    end = {"K": 11, "1": 21, "2": 100}[level]
    near = 2 if end < 22 else 10
    pairs = list(combinations(range(end), 2))
    parts = (
        tuple((a, b) for a, b in pairs if (b - a <= near) is is_near) for is_near in (True, False)
    )
    return tuple((part, tuple(map(_nearness, part))) for part in parts)


@lru_cache(maxsize=8192)
def _nearness(pair: _Pair) -> int:
    """Return what makes a pair hard: the log of L / (L - S) (Moyer and Landauer 1967), times 1000.

    Whole, as no two machines need agree on a logarithm's last digit.
    """
    return round(1000 * log(pair[1] / (pair[1] - pair[0])))


def _missing_numbers(rng: SeededRandom, level: str) -> Rows:
    """In K all rows count by ones. Else seven of ten do; by 2, 5 and 10 the blank is last.

    The others count by 2, 5 and 10, with the blank last after three numbers: two numbers
    don't show the rule, as 2 4 is followed by 6 or by 8.
    """
    if level == "K":  # up to 20, by ones alone, none twice
        dealt = [rng.cycle([_row(n, 1, 3, blank) for n in range(19)]) for blank in range(3)]
        to_20 = [[next(dealt[n % 3]) for n in range(block, block + 10)] for block in range(4)]
        return _in_shuffled_rows(rng, to_20, _same, across=5)
    end = 100

    def rows(step: int, length: int, blank: int) -> Iterator[str]:
        last = max(end, step * 8) - step * (length - 1)
        return rng.cycle([_row(first, step, length, blank) for first in range(0, last + 1, step)])

    ones = [rows(1, 3, blank) for blank in range(3)]
    skips = [rows(step, 4, 3) for step in (2, 5, 10)]
    blocks = []
    for block in range(4):
        blanks = [*range(3), *range(3), block % 3]
        blocks.append([*(next(ones[blank]) for blank in blanks), *map(next, skips)])
    return _in_shuffled_rows(rng, blocks, _same, across=5)


def _row(first: int, step: int, length: int, blank: int) -> str:
    return " ".join("_" if index == blank else str(first + step * index) for index in range(length))


@cache
def bands(graded: str) -> dict[str, list[tuple[str, ...]]]:
    """Return the words of each grade in bands, from easy to hard.

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
    """Return the words to segment, as cells, by their number of sounds."""
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


def _in_shuffled_rows(
    rng: SeededRandom, blocks: Rows, alike: Callable[[str, str], bool], across: int | None = None
) -> Rows:
    """Return shuffled blocks, no two neighbours alike, in rows as long as a block or ``across``."""
    row = rng.shuffled_blocks(blocks, alike)
    width = across or len(blocks[0])
    return [row[at : at + width] for at in range(0, len(row), width)]


def _same(one: str, other: str) -> bool:
    return one == other
