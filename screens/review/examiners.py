"""How each examiner's probes agree with a second scorer's, over some weeks or a school year."""

from datetime import date, datetime, timedelta
from functools import partial

import flet as ft

from probes.scoring.agreement import MOST_SYSTEMATIC, SHARE
from records.record_store import Clock
from records.second_scores import Examiner, SecondScore, SecondScores
from records.students import Students
from screens.parts.controls import (
    bold,
    card,
    choice,
    page_body,
    quiet,
    secondary,
    spoken_of,
)
from screens.parts.page_head import page_head
from screens.parts.score_text import percent_text
from screens.parts.theme import GAP
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words, time_in_words
from screens.words.measure_names import form_name, measure_name
from screens.words.one_line import one_line

TERM = timedelta(weeks=12)
YEAR_BEGINS = 8  # the month, August


class Examiners(Screen):
    """One card an examiner."""

    def __init__(
        self,
        nav: Navigation,
        second_scores: SecondScores,
        students: Students,
        clock: Clock,
        probe: str = "",
    ) -> None:
        self._nav = nav
        self._second_scores = second_scores
        self._students = students
        self._clock = clock
        self._probe = probe
        self._span = "term"

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        today = self._clock.now().date()
        found = self._second_scores.by_examiner(self._since(today), today)
        head = page_head(palette, say("second.examiners"), self._back)
        spans = {span: say(f"second.span.{span}") for span in ("term", "year")}
        parts: list[ft.Control] = [
            head,
            choice(palette, spans, self._span, self._choose),
            quiet(palette, say("second.examiners.help", share=SHARE), 16),
        ]
        if not found:
            parts.append(quiet(palette, say("second.examiners.none"), 17))
        waiting = [self._waiting_card(one) for one in self._second_scores.waiting()]
        if waiting:
            waiting.insert(0, bold(say("second.waiting"), 18, palette.title))
        cards = [self._card(one) for one in found]
        return page_body(self._nav.window.wide, *parts, *cards, *waiting)

    def _since(self, today: date) -> date:
        if self._span == "term":
            return today - TERM
        return date(today.year - (today.month < YEAR_BEGINS), YEAR_BEGINS, 1)

    def _card(self, one: Examiner) -> ft.Control:
        palette = self._nav.window.palette
        parts: list[ft.Control] = [
            bold(one.name or say("second.nobody"), 18, palette.ink),
            quiet(
                palette,
                say(
                    "second.share",
                    twice=len(one.found),
                    probes=one.probes,
                    percent=percent_text(one.share),
                ),
                16,
            ),
        ]
        if one.by_item is not None:
            text = say("second.by_item", percent=percent_text(one.by_item))
            parts.append(bold(text, 20, palette.title))
        if one.below:
            parts.append(bold(count_of("second.below", one.below), 16, palette.caution))
        if one.systematic:
            text = say("second.systematic", most=MOST_SYSTEMATIC)
            parts.append(bold(text, 16, palette.caution))
        if one.needed:
            text = count_of("second.needed", one.needed, share=SHARE)
            parts.append(ft.Text(text, size=16, color=palette.ink))
        else:
            parts.append(bold(say("second.enough", share=SHARE), 16, palette.last))
        return card(palette, *parts)

    def _waiting_card(self, one: SecondScore) -> ft.Control:
        """Return what was scored along, why it isn't compared, and what can be done about it."""
        palette, today = self._nav.window.palette, self._clock.now().date()
        at = datetime.fromisoformat(one.at)
        student = self._students.get(one.scored.student)
        name = student.name if student else say("papers.nobody")
        mine, remove = say("second.mine.short"), say("second.remove")
        about = [
            measure_name(one.scored.measure),
            form_name(one.scored.form),
            f"{day_in_words(at.date(), today)}, {time_in_words(at)}",
            one.examiner,
        ]
        return card(
            palette,
            bold(name, 18, palette.ink),
            quiet(palette, one_line(about), 16),
            ft.Text(say(f"second.waiting.{one.why.replace(' ', '_')}"), size=16, color=palette.ink),
            ft.Row(
                [
                    secondary(
                        mine, lambda: self._keep_as_probe(one.id), spoken=spoken_of(mine, name)
                    ),
                    secondary(remove, lambda: self._remove(one.id), spoken=spoken_of(remove, name)),
                ],
                wrap=True,
                spacing=GAP,
                run_spacing=GAP,
            ),
        )

    def _keep_as_probe(self, row_id: str) -> None:
        if self._nav.window.attempt(lambda: self._second_scores.keep_as_probe(row_id)):
            self._nav.go(routes.ReviewRoute(row_id))

    def _remove(self, row_id: str, *, removed: bool = True) -> None:
        if self._nav.window.attempt(lambda: self._second_scores.remove(row_id, removed=removed)):
            self._nav.window.draw()
            if removed:
                back = partial(self._remove, row_id, removed=False)
                self._nav.window.notice(say("second.removed"), back)

    def _choose(self, span: str) -> None:
        self._span = span
        self._nav.window.draw()

    def _back(self) -> None:
        asked_from = routes.AgreementRoute(self._probe) if self._probe else routes.SettingsRoute()
        self._nav.go(asked_from)

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
