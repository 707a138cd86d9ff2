"""Nonsense words by phonics pattern, none of them a word.

A word is its sounds as the key shows them: m i p; sh o g; r a_e m for "rame".
Letters with two usual sounds where they stand are left out: c and g before e
and i, w before a and o, s at the end. So are v and z at the end, where hardly a
word that is taught first has them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice, product

from probes.forms.cell_kinds import spelled
from probes.forms.seeded_random import SeededRandom

VOWELS = "aeiou"

# A row of five has one word of each pattern, each with a different vowel.
LEVELS: Mapping[str, tuple[str, ...]] = {
    "K": ("short", "short", "short", "short", "short"),
    "1": ("short", "short", "short", "digraph first", "digraph last"),
    "2": ("blend first", "blend last", "digraph first", "silent e", "silent e"),
    "3": (
        "blend first and last",
        "blend and digraph",
        "blend and silent e",
        "team",
        "digraph last",
    ),
}

_FIRST = "bcdfghjklmnprstvwyz"
_LAST = "bdfgmnpt"
_BEFORE_E = "bdfklmnptv"

# How often a letter comes up, beside one that is taught early.
_SELDOM: Mapping[str, float] = {"j": 0.5, "k": 0.5, "w": 0.5, "v": 0.25, "y": 0.25, "z": 0.25}

_AMONG = 24  # words, of which the one that balances best is taken: more would take long

_DIGRAPHS_FIRST = ("ch", "sh", "th")
_DIGRAPHS_LAST = ("ch", "ck", "sh", "th")
_BLENDS_FIRST = tuple(
    f"{one} {other}"
    for others, ones in (("l", "bcfgps"), ("r", "bcdfgpt"), ("kmnpt", "s"), ("w", "st"))
    for one, other in product(ones, others)
)
_BLENDS_LAST = ("f t", "m p", "n d", "n t", "p t", "s k", "s p", "s t")
_TEAMS = {
    "a": ("ai", "ar"),
    "e": ("ee", "er"),
    "i": ("ir",),
    "o": ("oa", "oi", "or"),
    "u": ("ur",),
}


def candidates(pattern: str, vowel: str) -> Iterator[tuple[str, ...]]:
    """Yield the sounds of every word of a pattern, including real words."""
    short, silent = (vowel,), (f"{vowel}_e",)
    parts: tuple[Iterable[str], Iterable[str], Iterable[str]] = {
        "short": (_FIRST, short, _LAST),
        "digraph first": (_DIGRAPHS_FIRST, short, _LAST),
        "digraph last": (_FIRST, short, _DIGRAPHS_LAST),
        "blend first": (_BLENDS_FIRST, short, _LAST),
        "blend last": (_FIRST, short, _BLENDS_LAST),
        "silent e": (_FIRST, silent, _BEFORE_E),
        "blend first and last": (_BLENDS_FIRST, short, _BLENDS_LAST),
        "blend and digraph": (_BLENDS_FIRST, short, _DIGRAPHS_LAST),
        "blend and silent e": (_BLENDS_FIRST, silent, _BEFORE_E),
        "team": (_FIRST, _TEAMS[vowel], _LAST),
    }[pattern]
    for first, middle, last in product(*parts):
        if _has_one_pronunciation(first, vowel, last):
            yield tuple(f"{first} {middle} {last}".split())


@cache
def pool(pattern: str, vowel: str, real: str, indecent: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a pattern that may be used.

    Args:
        real: the words to leave out because they are real or sound like a real word,
            one or more to a line; a line that begins with # is a comment.
        indecent: strings in the same format, which no word may contain.
    """
    words, strings = _listed(real), _listed(indecent)
    return tuple(
        sounds
        for sounds in candidates(pattern, vowel)
        if (word := spelled(sounds)) not in words and not any(s in word for s in strings)
    )


def balanced(
    rng: SeededRandom, kinds: Iterable[tuple[str, str]], real: str, indecent: str
) -> list[tuple[str, ...]]:
    """Return a word for each pattern and vowel, none twice, with the letters in balance.

    Of the next words that are left it takes one whose consonants came up least, beside how
    often they should. Raises ValueError where a pattern has too few words.
    """
    came: Counter[str] = Counter()
    left: dict[tuple[str, str], Iterator[tuple[str, ...]]] = {}
    hands: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    words = []

    def cost(sounds: tuple[str, ...]) -> float:
        return sum((came[s] + 1) / _SELDOM.get(s, 1) for s in sounds if s[0] not in VOWELS)

    for kind in kinds:
        if kind not in left:
            words_there = pool(*kind, real, indecent)
            left[kind] = islice(rng.cycle(words_there), len(words_there))
            hands[kind] = list(islice(left[kind], _AMONG))
        hand = hands[kind]
        word = min(hand, key=cost)
        hand.remove(word)
        hand.extend(islice(left[kind], 1))
        came.update(word)
        words.append(word)
    return words


@cache
def _listed(text: str) -> frozenset[str]:
    return frozenset(word for line in _lines(text) for word in line.split())


def _lines(text: str) -> Iterable[str]:
    return (line for line in text.splitlines() if not line.startswith("#"))


def _has_one_pronunciation(first: str, vowel: str, last: str) -> bool:
    """Return whether each letter has only one usual sound in this word."""
    before = first[-1:]
    if before in ("c", "g") and len(first) == 1 and vowel in "ei":
        return False
    if before == "k" and vowel not in "ei":  # English writes c there
        return False
    if before == "w" and vowel in "aou":
        return False
    # "find" and "wind", "most" and "cost"
    return (vowel, last) not in {("i", "n d"), ("o", "s t")}
