"""What a student's errors have in common: named from three on, with the words and the days."""

from collections.abc import Sequence
from datetime import date

import flet as ft

from probes.progress.error_patterns import ErrorPattern
from screens.parts.controls import bold, card, quiet
from screens.parts.theme import Palette
from screens.words.catalogue import count_of, say
from screens.words.goal_words import goal_day
from screens.words.one_line import one_line

SHOWN = 4  # patterns, the most frequent first
WORDS = 6  # of a pattern; how many more there are is said
DAYS = 5  # the latest


def error_card(
    palette: Palette, patterns: Sequence[ErrorPattern], today: date
) -> ft.Container | None:
    """Return the card, None where nothing happened three times."""
    if not patterns:
        return None
    parts: list[ft.Control] = [bold(say("errors.title"), 16, palette.title)]
    for one in patterns[:SHOWN]:
        told = quiet(palette, one_line([_words(one), _days(one, today)]))
        parts.append(
            ft.Column([bold(pattern_text(one), 16, palette.ink), told], spacing=2, tight=True)
        )
    return card(palette, *parts)


def pattern_text(one: ErrorPattern) -> str:
    """Return what a pattern is, and how often: "Long words: 7 of 18 not right"."""
    name = one.common.replace(" ", "_").replace("-", "_")
    detail = say(f"kind.{one.detail}") if one.common == "kind" else one.detail
    said = say(f"errors.{name}", detail=detail) if detail else say(f"errors.{name}")
    if one.of is None or one.common == "same item":
        return say("errors.times", name=said, times=count_of("errors.count", one.count))
    return say("errors.share", name=said, count=one.count, of=one.of)


def _words(one: ErrorPattern) -> str:
    named = [
        say("errors.word", word=word, count=count) if count > 1 else word
        for word, count in one.items[:WORDS]
    ]
    more = len(one.items) - len(named)
    return ", ".join(named + [say("errors.more", count=more)] * bool(more))


def _days(one: ErrorPattern, today: date) -> str:
    latest = one.days[-DAYS:]
    return ", ".join(
        say("errors.day", day=goal_day(day, today), count=count) for day, count in latest
    )
