"""What to look at in a passage of one's own before it is kept: how doubtful words count."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import flet as ft

from screens.parts.controls import bold, card, quiet, secondary
from screens.parts.theme import GAP, Palette
from screens.words.catalogue import count_of, say

if TYPE_CHECKING:
    from probes.forms.own_passages import Doubtful

MOST = 30  # words that are named
MOST_LINES = 5  # lines that are named for each


def doubts_card(
    palette: Palette, doubtful: "Sequence[Doubtful]", on_otherwise: Callable[[str], object]
) -> ft.Control | None:
    """Return the doubtful words, each once with its lines; None if there are none.

    ``on_otherwise`` is told a word, without case, that is to count the other way.
    """
    together: dict[tuple[str, str, int, int], list[int]] = {}
    for one in doubtful:
        key = (one.doubt, one.word, one.words, one.parts)
        together.setdefault(key, []).append(one.line)
    if not together:
        return None
    rows: list[ft.Control] = []
    for (doubt, word, words, parts), lines in list(together.items())[:MOST]:
        seen = [*dict.fromkeys(map(str, lines))]
        told = ", ".join(seen[:MOST_LINES]) + (", …" if len(seen) > MOST_LINES else "")
        at = say("own.at.one" if len(seen) == 1 else "own.at.many", lines=told)
        counted = count_of("own.words", words)
        if doubt == "left out":
            said = say("own.left_out", word=_short(word))
        else:
            said = say(f"own.doubt.{doubt}", word=_short(word), words=counted)
        row: list[ft.Control] = [
            ft.Column(
                [ft.Text(said, size=17, color=palette.ink), quiet(palette, at)],
                spacing=0,
                tight=True,
                expand=True,
            )
        ]
        if parts:
            row.append(_otherwise(word, 1 if words > 1 else parts, on_otherwise))
        rows.append(ft.Row(row, spacing=GAP))
    if len(together) > MOST:
        rows.append(quiet(palette, say("own.more", count=len(together) - MOST)))
    return card(palette, bold(say("own.look"), 17, palette.title), *rows)


def _otherwise(word: str, words: int, on_otherwise: Callable[[str], object]) -> ft.Control:
    def count() -> None:
        on_otherwise(word.casefold())

    return secondary(say("own.hyphen.other", words=count_of("own.words", words)), count)


def _short(word: str) -> str:
    return word if len(word) <= 40 else f"{word[:39]}…"
