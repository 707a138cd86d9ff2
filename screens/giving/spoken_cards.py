"""What the examiner says before a probe: the practice, where there is one, and directions."""

from collections.abc import Callable

import flet as ft

from probes.measures.directions import LANGUAGES, Directions, Practice
from screens.parts.controls import bold, card, choice, quiet
from screens.parts.theme import PASSAGE_FONT, Palette
from screens.words.catalogue import say


def spoken_cards(
    palette: Palette, spoken: Directions, language: str, on_language: Callable[[str], object]
) -> list[ft.Container]:
    """Return the cards, with a switch of their language."""
    names: dict[str, str] = {name: say(f"ready.language.{name}") for name in LANGUAGES}
    switch = choice(palette, names, language, on_language)
    said = ft.Text(spoken.say, size=19, color=palette.ink)
    if not spoken.practice:
        return [card(palette, _titled(palette, "ready.say", switch), said)]
    practice = [_practice(palette, one) for one in spoken.practice]
    return [
        card(palette, _titled(palette, "ready.practice", switch), *practice),
        card(palette, _titled(palette, "ready.say"), said),
    ]


def _titled(palette: Palette, key: str, *beside: ft.Control) -> ft.Control:
    title = bold(say(key), 15, palette.title)
    between = ft.MainAxisAlignment.SPACE_BETWEEN
    return ft.Row([title, *beside], alignment=between, wrap=True)


def _practice(palette: Palette, one: Practice) -> ft.Control:
    said: list[ft.Control] = [
        ft.Text(one.ask, size=18, color=palette.ink),
        quiet(palette, say("ready.practice.right", say=one.right), 16),
        quiet(palette, say("ready.practice.wrong", say=one.wrong), 16),
    ]
    if one.shows:
        shown = ft.Text(one.shows, size=34, font_family=PASSAGE_FONT, color=palette.ink)
        said.insert(0, shown)
    return ft.Column(said, spacing=4, tight=True)
