"""Names as they are compared, searched and sorted: one normalisation for the whole tree."""

import re
import unicodedata
from functools import lru_cache

# Written in several ways that look alike.
_ALIKE = str.maketrans(
    dict.fromkeys("’‘ʼʻ′`´＇", "'") | dict.fromkeys("‐‑‒–—−", "-"),
)
# Letters that a mark runs through, which Unicode doesn't take apart.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_JOINERS = "\u200c\u200d"  # between the letters of some scripts they make a difference
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters that are drawn as nothing
_ACCENTS = re.compile("[\u0300-\u036f]")
_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 20  # digits that are sorted as a number


@lru_cache(maxsize=4096)
def tidied(name: str) -> str:
    """Return a name as it is shown: NFC, single spaces, none around it, nothing invisible.

    A name of nothing that can be seen is none.
    """
    if name.isascii() and name.isprintable():  # as most are: nothing in it to look up
        return " ".join(name.split())
    name = unicodedata.normalize("NFC", name)
    seen = "".join(
        c
        for c in name
        if c in _JOINERS or unicodedata.category(c) not in ("Cf", "Cc") or c.isspace()
    )
    if not any(c.isprintable() and not c.isspace() and c not in _BLANK for c in seen):
        return ""
    return unicodedata.normalize("NFC", " ".join(seen.split()))


@lru_cache(maxsize=4096)
def normalised(name: str) -> str:
    """Return a name as it is compared: as it is shown, casefolded, apostrophes and dashes alike."""
    shown = tidied(name)
    if shown.isascii():
        return shown.translate(_ALIKE).lower()
    return tidied(shown.translate(_ALIKE).casefold())


@lru_cache(maxsize=4096)
def searched(name: str) -> str:
    """Return a name as it is searched: as it is compared, without accents.

    "elodie" is found in "Élodie", and the other way round.
    """
    apart = unicodedata.normalize("NFD", normalised(name).translate(_PLAIN))
    return tidied(_ACCENTS.sub("", apart))


def found_by(name: str, wanted: str) -> bool:
    """Return whether a name has each word that was typed into a search."""
    whole = searched(name)
    return all(word in whole for word in searched(wanted).split())


@lru_cache(maxsize=4096)
def sort_key(name: str) -> tuple[str, str, str]:
    """Return what names are sorted by: É with E, apostrophes ignored, numbers by their size."""
    plain = searched(name).replace("'", "")
    by_number = _DIGITS.sub(lambda found: found[0].zfill(_LONGEST_NUMBER), plain)
    return by_number, normalised(name), name
