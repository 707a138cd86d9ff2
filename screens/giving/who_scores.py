"""Who scores a probe that is given now: this device alone, or beside the one that gives it."""

from collections.abc import Callable

import flet as ft

from screens.parts.controls import choice, quiet
from screens.parts.theme import Palette
from screens.words.catalogue import say

GIVE, ALONG = "give", "along"


def who_scores(
    palette: Palette, on_choose: Callable[[str], object], *, along: bool
) -> list[ft.Control]:
    """Return the choice, and what scoring along comes to, where that is chosen."""
    options = {GIVE: say("ready.give"), ALONG: say("ready.along")}
    parts: list[ft.Control] = [choice(palette, options, ALONG if along else GIVE, on_choose)]
    if along:
        parts.append(quiet(palette, say("ready.along.help"), 16))
    return parts
