"""Which language a page is in, chosen beside it; where some of it stays English, it is said."""

from collections.abc import Callable, Mapping

import flet as ft

from screens.parts.controls import choice, quiet
from screens.parts.theme import Palette
from screens.words.catalogue import count_of, say
from screens.words.page_languages import PageLanguage


def language_choice(
    palette: Palette,
    languages: Mapping[str, PageLanguage],
    chosen: str,
    pick: Callable[[str], object],
) -> list[ft.Control]:
    """Return the choice; ``pick`` is given a language's tag. One that is gone is English."""
    chosen = chosen if chosen in languages else "en"
    names = {tag: one.name for tag, one in languages.items()}
    found = [quiet(palette, say("reports.page_language"), 16), choice(palette, names, chosen, pick)]
    lacking = languages[chosen].lacking
    if lacking:
        found.append(quiet(palette, count_of("reports.language.lacking", lacking), 16))
    return found
