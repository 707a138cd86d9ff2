"""Two people on one probe: how far they agree, and item by item where they don't."""

from collections.abc import Callable
from datetime import datetime

import flet as ft

from probes.forms.form import Form
from probes.scoring.agreement import Agreement, Difference
from records.history import History
from records.record_store import Clock
from records.second_scores import SecondScore, SecondScores
from screens.parts.controls import (
    bold,
    card,
    page_body,
    quiet,
    secondary,
    spoken_of,
)
from screens.parts.page_head import page_head
from screens.parts.score_text import percent_text, score_text
from screens.parts.theme import GAP, Palette
from screens.review.item_names import item_name
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words, time_in_words
from screens.words.one_line import one_line

FIRST = 40  # differences listed at once


class AgreementScreen(Screen):
    """A probe's second scores, the latest first."""

    def __init__(
        self,
        nav: Navigation,
        history: History,
        second_scores: SecondScores,
        clock: Clock,
        probe: str,
    ) -> None:
        self._nav = nav
        self._history = history
        self._second_scores = second_scores
        self._clock = clock
        self._probe = probe

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        found = self._second_scores.of(self._probe)
        head = page_head(palette, say("second.title"), self._back)
        parts: list[ft.Control] = [head, *(self._card(one) for one in found)]
        if not found:
            parts.append(quiet(palette, say("second.none"), 17))
        everybody = ft.TextButton(
            content=say("second.examiners"),
            on_click=lambda: self._nav.go(routes.ExaminersRoute(self._probe)),
            height=48,
        )
        return page_body(self._nav.window.wide, *parts, ft.Row([everybody]))

    def _card(self, second: SecondScore) -> ft.Control:
        palette, now = self._nav.window.palette, self._clock.now()
        at = datetime.fromisoformat(second.at).astimezone(now.tzinfo)
        when = f"{day_in_words(at.date(), now.date())}, {time_in_words(at)}"
        about = one_line([second.examiner or say("second.nobody"), when])
        compared = self._second_scores.compare(second)
        parts: list[ft.Control] = [quiet(palette, about)]
        if compared is None:
            parts.append(ft.Text(say("second.other_form"), size=16, color=palette.ink))
        else:
            original = self._history.original(self._probe)
            assert original is not None
            parts += agreement_parts(palette, compared)
            scores = score_text(original.score()), score_text(second.scored.score())
            parts.append(quiet(palette, say("second.scores", first=scores[0], second=scores[1])))
            parts += self._differences(compared, second.scored.form)
        remove = say("second.remove")
        spoken = spoken_of(remove, about)
        parts.append(ft.Row([secondary(remove, self._remover(second.id), spoken=spoken)]))
        return card(palette, *parts)

    def _differences(self, compared: Agreement, form: Form) -> list[ft.Control]:
        palette = self._nav.window.palette
        if not compared.differences:
            return []
        rows: list[ft.Control] = [
            ft.Row(
                [
                    ft.Container(
                        ft.Text(item_name(form, one.item), size=16, color=palette.ink), expand=1
                    ),
                    ft.Container(quiet(palette, difference_text(one)), expand=1),
                ],
                spacing=GAP,
            )
            for one in compared.differences[:FIRST]
        ]
        more = len(compared.differences) - FIRST
        if more > 0:
            rows.append(quiet(palette, count_of("second.more", more)))
        return [bold(say("second.differ"), 16, palette.title), *rows]

    def _remover(self, row_id: str) -> Callable[[], None]:
        def put(*, removed: bool) -> bool:
            return self._nav.window.attempt(
                lambda: self._second_scores.remove(row_id, removed=removed)
            )

        def back() -> None:
            if put(removed=False):
                self._nav.window.draw()

        def remove() -> None:
            if put(removed=True):
                self._nav.window.draw()
                self._nav.window.notice(say("second.removed"), back)

        return remove

    def _back(self) -> None:
        self._nav.go(routes.ReviewRoute(self._probe))

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()


def agreement_parts(palette: Palette, compared: Agreement) -> list[ft.Control]:
    """Return how far two scorers agree, against what they should."""
    if compared.by_item is None:
        return [quiet(palette, say("second.nothing"), 16)]
    ink = palette.last if compared.meets_target else palette.caution
    parts: list[ft.Control] = [
        bold(say("second.by_item", percent=percent_text(compared.by_item)), 26, palette.title),
        quiet(palette, say("second.items", agreed=compared.agreed, items=compared.items)),
        bold(
            say("second.met" if compared.meets_target else "second.missed", target=compared.target),
            16,
            ink,
        ),
    ]
    if compared.by_total is not None:
        total = say("second.by_total", percent=percent_text(compared.by_total))
        parts.append(quiet(palette, total))
    if compared.systematic:
        parts.append(bold(say(f"second.{compared.systematic}"), 16, palette.caution))
    return parts


def difference_text(one: Difference) -> str:
    """Return what each of two scorers made of an item."""
    first, second = (
        say(f"second.state.{state.replace(' ', '_')}") for state in (one.first, one.second)
    )
    if one.extra[0] != one.extra[1]:
        first, second = (
            f"{said} · {count_of('result.extra', count)}" if count else said
            for said, count in zip((first, second), one.extra, strict=True)
        )
    return say("second.difference", first=first, second=second)
