"""The languages of pages that aren't a family's: English, Spanish, and those that a school filled.

A school's table of sentences has a family's first, then those of the other pages: all that
``screens/words/spanish`` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from screens.words.english import ENGLISH
from screens.words.family.english import SENTENCES as FAMILY
from screens.words.family.spanish import SENTENCES as FAMILY_IN_SPANISH
from screens.words.spanish import SPANISH

LANG = "reports.lang"  # a language's tag: nobody translates it
PAGES = {key: ENGLISH[key] for key in SPANISH if key != LANG}
EVERY_PAGE = {**FAMILY, **PAGES}
EVERY_PAGE_IN_SPANISH = {**FAMILY_IN_SPANISH, **SPANISH}


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """What a language calls itself, its sentences by key, and how many are still in English."""

    name: str
    sentences: Mapping[str, str]
    lacking: int = 0


def page_languages(own: Mapping[str, Mapping[str, str]]) -> dict[str, PageLanguage]:
    """Return every language of such a page by its tag.

    Args:
        own: the sentences that the school brought, by tag; a language that has only a family's is
            left out.
    """
    found = {"en": PageLanguage("English", {}), "es": PageLanguage("Español", SPANISH)}
    for tag, sentences in own.items():
        filled = {key: sentences[key] for key in PAGES if key in sentences}
        if filled:
            name = sentences.get("family.language", tag)
            lacking = len(PAGES) - len(filled)
            found.setdefault(tag, PageLanguage(name, {**filled, LANG: tag}, lacking))
    return found
