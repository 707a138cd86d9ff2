"""Every sentence shown to people, in the language they chose.

``say("students.grade", grade=2)`` fills a sentence; ``count_of("give.errors", 3)``
chooses between one and many first. The sentences lie in ``screens/words/english``,
a file an area. A second language is a second folder with the same keys and
values (a test compares them), named in ``LANGUAGES``. A page can be in a language by itself
(``screens/words/page_languages.py``).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from screens.words.english import ENGLISH
from screens.words.no_break import with_units

LANGUAGES = {"en": ENGLISH}
_spoken = ENGLISH


def speak(language: str) -> None:
    """Say everything in a language of ``LANGUAGES`` from now on."""
    global _spoken
    _spoken = LANGUAGES[language]


@contextmanager
def in_page_language(sentences: Mapping[str, str]) -> Iterator[None]:
    """Say everything inside it in a page's ``sentences``; what they lack, as before."""
    global _spoken
    before = _spoken
    _spoken = {**before, **sentences}
    try:
        yield
    finally:
        _spoken = before


def say(key: str, **values: object) -> str:
    """Return a sentence with its values filled in; a number isn't parted from its unit.

    Raises:
        KeyError: the catalogue has no such sentence, or a value is missing.
    """
    return with_units(_spoken[key].format(**values))


def count_of(key: str, count: int, **values: object) -> str:
    """Return the sentence for one, or for many."""
    return say(f"{key}.one" if count == 1 else f"{key}.many", count=count, **values)
