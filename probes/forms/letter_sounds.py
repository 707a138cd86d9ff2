"""The correct sounds of a letter or digraph, given by key words.

House rule (docs/content.md, "Early reading"): a sound is correct if the letter has it
in one of its key words. Vowels are short; c, g and th have two sounds. A sound
followed by a short "uh" is correct as well.
"""

from collections.abc import Mapping

HEARD_IN: Mapping[str, tuple[str, ...]] = {
    "a": ("apple",),
    "b": ("bat",),
    "c": ("cat", "city"),
    "d": ("dog",),
    "e": ("egg",),
    "f": ("fish",),
    "g": ("goat", "giant"),
    "h": ("hat",),
    "i": ("itch",),
    "j": ("jam",),
    "k": ("kite",),
    "l": ("leaf",),
    "m": ("moon",),
    "n": ("nest",),
    "o": ("octopus",),
    "p": ("pig",),
    "q": ("queen",),
    "r": ("rain",),
    "s": ("sun",),
    "t": ("top",),
    "u": ("up",),
    "v": ("van",),
    "w": ("web",),
    "x": ("box",),
    "y": ("yes",),
    "z": ("zip",),
    "ch": ("chin",),
    "ck": ("duck",),
    "ng": ("ring",),
    "qu": ("queen",),
    "sh": ("ship",),
    "th": ("thin", "this"),
    "wh": ("whale",),
}

# Spellings of one sound that only made-up words have. An e after the consonant is silent.
SPELLED: Mapping[str, tuple[str, ...]] = {
    "a_e": ("cake",),
    "e_e": ("these",),
    "i_e": ("bike",),
    "o_e": ("home",),
    "u_e": ("cute", "rule"),
    "ai": ("rain",),
    "ar": ("car",),
    "ee": ("feet",),
    "er": ("her",),
    "ir": ("bird",),
    "oa": ("boat",),
    "oi": ("coin",),
    "or": ("fork",),
    "ur": ("turn",),
}
