"""How long a passphrase would stand against somebody who has the folder's files.

They can try as many as they like, at 600,000 rounds of PBKDF2-SHA256 each: one
strong graphics card tries some 15,000 a second (2 ** 14), a million in a minute
or so. The estimate assumes that they know how people choose: words count rather
than letters, and repeats or runs of the keyboard count for nothing. It can't
tell whether words were chosen at random; the screen says so.
"""

import re
import unicodedata
from typing import Literal

Strength = Literal["short", "weak", "fair", "good"]

SHORTEST = 8  # characters; the engine refuses fewer
FAIR, GOOD = 36, 44  # bits: a card needs weeks for the first, decades for the second

_WORD = 11.0  # bits of one of the 2,000 most common words
_DIGIT, _OTHER = 3.3, 4.0  # bits of a digit, and of a letter or sign outside a word
_DISGUISED, _DISGUISE = str.maketrans("01345@$", "oleasas"), 3.0  # signs that stand for letters
_TOKENS = re.compile(r"[^\W\d_]{3,}|\d|\S", re.UNICODE)
_RUNS = "abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm 01234567890 zyxwvut 9876543210"


def strength(passphrase: str) -> Strength:
    """Return how strong a passphrase is, without the space around it, as it is used."""
    text = unicodedata.normalize("NFKC", passphrase).strip()
    if len(text) < SHORTEST:
        return "short"
    bits = guesses_bits(text)
    return "weak" if bits < FAIR else "fair" if bits < GOOD else "good"


def guesses_bits(text: str) -> float:
    """Return the binary logarithm of the guesses needed to find a text: rough, and rather low."""
    folded = text.casefold()
    return min(_bits(folded), _bits(folded.translate(_DISGUISED)) + _DISGUISE)


def _bits(text: str) -> float:
    bits, seen, before = 0.0, set[str](), ""
    for token in _TOKENS.findall(text):
        follows = len(token) == 1 and before + token in _RUNS
        if token not in seen and not follows:
            word = len(token) > 1 and not _mixed(token)
            cost = _DIGIT if token.isdigit() else _WORD if word else _OTHER * len(set(token))
            bits += 1.0 if token in _RUNS and len(token) > 1 else cost
        seen.add(token)
        before = token[-1]
    return bits


def _mixed(token: str) -> bool:
    """Whether letters can't be pronounced, and so are no word."""
    vowels = sum(letter in "aeiouyäöüáéíóúàèìòùâêîôû" for letter in token)
    return token.isascii() and vowels == 0
