"""Which sounds of a letter, or of letters that make one sound, are right.

House rule (docs/content.md, "Early reading"): the sound that the letter has in the word given, or
in any of several. Vowels are short; c, g and th have two sounds. A sound said
with a short "uh" after it is right too.
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
