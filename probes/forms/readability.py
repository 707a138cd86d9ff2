"""The readability of a passage by a formula.

A formula uses only lengths. It screens a passage before a student reads it; it
doesn't show that two passages are equally hard.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_OPENING = "“‘\"'("
_STOP = re.compile(r"[.!?…][”’\"')]*$")

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = (
    re.compile(r"[^aeiouy]e$(?<![^aeiouyrw]le)"),  # home, but table
    re.compile(r"[^aeiouyscgxz]es$(?<!shes)(?<!ches)(?<![^aeiouyrw]les)"),  # homes, but boxes
    re.compile(r"[^aeiouytd]ed$(?<![^aeiouylrw]led)"),  # jumped, but settled
    re.compile(r"[aeiouy][^aeiouy]e(?:(?:ful|less)(?:ly)?|ly|ment|ness|ty)$"),  # hopeful
    re.compile(r"^(?:every|home|house|life|nine|side|some|there|where)[^aeioulsy]"),  # something
)
_APART = (
    re.compile(r"[aeiouy]ing$"),  # going
    re.compile(r"[^aeiouycglnst]i[aou]"),  # radio, but nation, onion
    re.compile(r"[^aeiouy]i(?:er|est)$"),  # easier
    re.compile(r"[^gq]ua[lrt]"),  # usual
    re.compile(r"[ao]y(?:a|e[^d]|o)"),  # player, but played
    re.compile(r"[^aeiouy]n’t$"),  # didn’t
)
_HISSING = ("s", "x", "z", "ce", "ch", "ge", "sh")

# Common words in children's texts whose syllables the rules above count wrongly.
_EXCEPTIONS = {
    "anyone": 3, "area": 3, "audience": 3, "beyond": 2, "business": 2, "cereal": 3, "create": 2,
    "created": 3, "creating": 3, "crooked": 2, "diet": 2, "drawer": 1, "element": 3,
    "elsewhere": 2, "evening": 2, "every": 2, "giant": 2, "hundred": 2, "idea": 3, "leo": 2,
    "lion": 2, "maybe": 2, "museum": 3, "naked": 2, "notebook": 2, "pier": 1, "poem": 2,
    "poet": 2, "priest": 1, "quiet": 2, "quietly": 3, "realize": 3, "ruin": 2, "science": 2,
    "scientist": 3, "skier": 2, "society": 4, "soldier": 2, "spaceship": 2, "strangely": 2,
    "tongue": 1, "variety": 4, "video": 3, "wednesday": 2, "wherever": 3, "whoever": 3,
    "wicked": 2, "zoe": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Readability:
    """The counts of a passage; each is at least 1."""

    words: int
    sentences: int
    syllables: int

    @property
    def sentence_length(self) -> float:
        """Mean sentence length in words."""
        return self.words / self.sentences

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade: a US school grade, below 0 for the easiest texts.

        Source:
            Kincaid, Fishburne, Rogers and Chissom 1975 (Naval Technical Training
            Command, Research Branch Report 8-75); docs/content.md has the formula.
        """
        return 0.39 * self.sentence_length + 11.8 * self.syllables / self.words - 15.59


def readability(words: Sequence[str]) -> Readability:
    """Return the counts of a passage's words, given with punctuation as in a form; at least one."""
    return Readability(len(words), sentences(words), sum(map(syllables, words)))


def sentences(words: Sequence[str]) -> int:
    """Return the number of sentences: one ends at . ! or ? before a capital, and at the last word.

    So “Look!” he said is one sentence, but “Look!” Sam said is counted as two.
    """
    return 1 + sum(
        _STOP.search(word) is not None and following.lstrip(_OPENING)[:1].isupper()
        for word, following in pairwise(words)
    )


def syllables(word: str) -> int:
    """Return the number of syllables of an English word by its spelling, at least 1.

    It is the number of vowel groups, less silent ones, plus groups spoken as two
    syllables. About one in twenty-five common words is wrong, nearly always by one.
    """
    letters = "".join(c for c in word.lower().replace("'", "’") if c.isalpha() or c == "’")
    bare = letters.strip("’")
    stem = bare.removesuffix("’s")
    hiss = stem != bare and stem.endswith(_HISSING)
    for known in (stem, stem.removesuffix("s")):
        if known in _EXCEPTIONS:
            return _EXCEPTIONS[known] + hiss
    count = len(_VOWELS.findall(stem)) + hiss
    count -= sum(rule.search(stem) is not None for rule in _SILENT)
    count += sum(rule.search(stem) is not None for rule in _APART)
    return max(1, count)
