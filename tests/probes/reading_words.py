"""Which words of a passage are rare, and which a first grader can decode.

Rare: not among the 5,000 most frequent words of English as spoken in films, by the counts of
pyspellchecker (MIT; counted from OpenSubtitles), nor an inflection of one, nor a name.

Decodable: one syllable of the patterns below, which are taught in grade 1, with one of the
endings below or without; or one of the words that are learned by sight.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spellchecker import SpellChecker

FREQUENT = 5_000

# What is taken off, and what may have to be put back: tried to try, hoping to hope, hopped to hop.
_ENDINGS = (
    ("’s", ""), ("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ied", "y"),
    ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("est", "e"),
    ("iest", "y"), ("ly", ""), ("ily", "y"),
)  # fmt: skip

_SIGHT = """
    a above again air all almost always an any anything are around away baby because been before
    behind both bought brother buy by can’t color come comes could day do does doing don’t done door
    down eight even ever every eye eyes find first five floor for four friend from full gave give go
    goes gone good great grew half have head hear heard heavy her here his hold how I inside into is
    kind know laugh learn leave light little live look love many may more morning most mother move
    much my never new next nothing now of off old on once one only open other our out over own part
    people picture play please pull push put ready right room said saw say says school see seven
    should show sister small some something soon sure the their them then there these they thing
    think this those thought three through to today together told too took try turn two under until
    up us very walk want wanted was wash water way we well went were what when where which while who
    whole why will wish with woman word words work would year yellow yes you young your
"""
_FIRST = (
    r"(?:bl|br|ch|cl|cr|dr|dw|fl|fr|gl|gr|pl|pr|qu|sc|scr|sh|shr|sk|sl|sm|sn|sp|spl|spr|st|str|sw"
    r"|th|thr|tr|tw|wh|kn|wr|[bcdfghjklmnprstvwyz])?"
)
_LAST = (
    r"(?:bb|ck|ct|dd|ff|ft|gg|ld|lf|lk|ll|lm|lp|lt|lth|mp|nch|nd|ng|nk|nt|nth|pt|sh|sk|sp|ss|st"
    r"|tch|ch|th|zz|xt|[bdfgklmnpstvxz])"
)
_TEAM = r"(?:ai|ay|ee|ea|oa|oo|ou|ow|oi|oy|aw|ew|ie|igh|ar|er|ir|or|ur|all)"
_SYLLABLE = re.compile(
    rf"{_FIRST}(?:[aeiouy]{_LAST}|[aeiou](?:[bcdfgklmnprstvz]|st|th|ng)e|{_TEAM}{_LAST}?(?:e|r|se|ve)?"
    r"|[eoy])"
)


def bare(word: str) -> str:
    """Return a word without marks and in small letters."""
    return word.strip("“”.,!?").lower()


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending, back in _ENDINGS:
        if word.endswith(ending) and len(stem := word.removesuffix(ending)) > 1:
            yield stem + back
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def _frequent(most: int) -> frozenset[str]:
    counts = SpellChecker(language="en").word_frequency.dictionary
    words = sorted(counts, key=lambda word: (-counts[word], word))[:most]
    return frozenset(word.replace("'", "’") for word in words)


@cache
def rare(word: str) -> bool:
    """Whether a word is rare; whoever asks knows that it is no name."""
    return not any(stem in _frequent(FREQUENT) for stem in _stems(bare(word)))


@cache
def usual(word: str) -> bool:
    """Whether a word is so common that it says nothing of what a passage is about."""
    return any(stem in _frequent(1_000) for stem in _stems(bare(word)))


@cache
def decodable(word: str) -> bool:
    """Whether a first grader can decode a word or knows it by sight."""
    return any(
        stem in _SIGHT.split() or stem == "i" or _SYLLABLE.fullmatch(stem)
        for stem in _stems(bare(word))
    )


@cache
def usual_pairs() -> Counter[str]:
    """Count the pairs of letters in frequent words, where a word begins and ends too."""
    return Counter(
        one + other for word in _frequent(FREQUENT) for one, other in pairwise(f" {word} ")
    )
