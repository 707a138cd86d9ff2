"""The papers that wait to be scored, by name; one tap opens the next one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import groupby

import flet as ft

from records.form_library import FormLibrary
from records.papers import ABSENT, UNUSABLE, Paper, Papers
from records.record_store import Clock
from records.students import Students
from screens.giving.sitting_flow import SittingFlow
from screens.parts.controls import (
    bold,
    choice,
    field,
    primary,
    quiet,
    rows_card,
    secondary,
    spoken_of,
    text_button,
)
from screens.parts.page_head import page_head
from screens.parts.scrolled_page import ScrolledPage
from screens.parts.theme import GAP, RADIUS
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words, time_in_words
from screens.words.measure_names import form_name, measure_name
from screens.words.one_line import one_line

SCORED_LATELY = timedelta(days=7)
NO_SCORE = (ABSENT, UNUSABLE)


class PapersToScore(Screen):
    """What is left to score, those given first at the front."""

    def __init__(
        self,
        nav: Navigation,
        flow: SittingFlow,
        papers: Papers,
        students: Students,
        forms: FormLibrary,
        clock: Clock,
    ) -> None:
        self._nav = nav
        self._flow = flow
        self._papers = papers
        self._students = students
        self._forms = forms
        self._clock = clock
        self._asked = ""  # the paper that was asked about
        self._wrong = False  # what was entered as its seconds can't be
        self._all = False  # those left out are shown too
        self._scored = False  # those that have their score, too

    # Drawing

    def build(self) -> ft.Control:
        """Build the screen."""
        window = self._nav.window
        self._page = ScrolledPage(window.palette, *self._shown(), wide=window.wide)
        return self._page.control

    def _redraw(self) -> None:
        self._nav.window.update(*self._page.refill(*self._shown()))

    def _shown(self) -> tuple[list[ft.Control], ft.Control]:
        """Return what scrolls, and the foot."""
        palette = self._nav.window.palette
        waiting = self._papers.waiting()
        out = self._papers.left_out()
        head = page_head(palette, count_of("papers.count", len(waiting)), self._back)
        parts: list[ft.Control] = [head]
        if waiting:
            parts.append(quiet(palette, say("papers.help"), 16))
        parts += self._lists(waiting, self._row)
        if out:
            key = "papers.hide_left_out" if self._all else "papers.show_left_out"
            parts.append(ft.Row([text_button(say(key), self._toggle)]))
        if self._all:
            parts += self._lists(out, self._row_left_out)
        scored = self._papers.scored(self._clock.now().date() - SCORED_LATELY)
        if scored:
            key = "papers.hide_scored" if self._scored else "papers.show_scored"
            parts.append(ft.Row([text_button(say(key), self._turn)]))
        if self._scored:
            parts += self._lists(scored, self._row_scored)
        return parts, ft.Row([self._next_step(waiting)], alignment=ft.MainAxisAlignment.END)

    def _next_step(self, waiting: list[Paper]) -> ft.Control:
        text, step = say("result.done"), self._back
        if waiting:
            first = waiting[0]
            text = say("papers.score", name=self._name(first))

            def step() -> None:
                self._flow.score_paper(first)

        phone = self._nav.window.phone
        return primary(text, step, expand=phone, width=None if phone else 320)

    def _lists(self, found: list[Paper], row: Callable[[Paper], ft.Control]) -> list[ft.Control]:
        """Return the papers, those given together under one title."""
        palette = self._nav.window.palette
        parts: list[ft.Control] = []
        for (_, form_id), together in groupby(found, lambda p: (p.head.wall_ms, p.head.form)):
            given = list(together)
            head, form = given[0].head, self._forms.get(form_id, given[0].head.measure)
            at = datetime.fromisoformat(head.given_at)
            day = day_in_words(at.date(), self._clock.now().date())
            about = [measure_name(head.measure), form_name(form) if form else form_id]
            about += [f"{day}, {time_in_words(at)}", head.examiner]
            parts.append(bold(one_line(about), 17, palette.title))
            parts.append(rows_card(palette, [row(paper) for paper in given]))
        return parts

    def _name(self, paper: Paper) -> str:
        student = self._students.get(paper.head.student)
        return student.name if student else say("papers.nobody")

    def _row(self, paper: Paper) -> ft.Control:
        def score() -> None:
            self._flow.score_paper(paper)

        def ask() -> None:
            self._ask("" if self._asked == paper.id else paper.id)

        told = [self._used(paper)] + [say("papers.begun")] * bool(paper.marked)
        used = quiet(self._nav.window.palette, one_line(told))
        row = self._tile(paper, used, self._about(paper, "papers.more", ask))
        row.on_click = score
        if self._asked != paper.id:
            return row
        inset = ft.Padding.only(left=18, top=8, right=18, bottom=14)
        question = ft.Container(self._question(paper), padding=inset)
        return ft.Column([row, question], spacing=0, tight=True)

    def _row_left_out(self, paper: Paper) -> ft.Control:
        def back() -> None:
            self._leave_out(paper, "")

        why = quiet(self._nav.window.palette, say(f"papers.why.{paper.left_out}"))
        return self._tile(paper, why, self._about(paper, "papers.score_after_all", back))

    def _row_scored(self, paper: Paper) -> ft.Control:
        def open_it() -> None:
            self._nav.go(routes.ReviewRoute(paper.id))

        palette = self._nav.window.palette
        beside = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=palette.muted)
        row = self._tile(paper, quiet(palette, say("papers.has_score")), beside)
        row.on_click = open_it
        return row

    def _about(self, paper: Paper, key: str, work: Callable[[], None]) -> ft.Control:
        return secondary(say(key), work, spoken=spoken_of(say(key), self._name(paper)))

    def _tile(self, paper: Paper, under: ft.Control, beside: ft.Control) -> ft.ListTile:
        return ft.ListTile(
            title=bold(self._name(paper), 18, self._nav.window.palette.ink),
            subtitle=under,
            trailing=beside,
            enable_feedback=False,
            content_padding=ft.Padding.symmetric(horizontal=18, vertical=8),
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
        )

    def _used(self, paper: Paper) -> str:
        if paper.used_ms is None:
            return say("papers.all_the_time")
        return say("papers.finished", seconds=f"{paper.used_ms / 1000:.1f}".removesuffix(".0"))

    def _question(self, paper: Paper) -> ft.Control:
        palette = self._nav.window.palette
        why = {reason: say(f"papers.why.{reason}") for reason in NO_SCORE}
        chips = choice(palette, why, "", lambda reason: self._leave_out(paper, reason))
        most = paper.head.seconds - 1
        seconds = "" if paper.used_ms is None else str(max(round(paper.used_ms / 1000), 1))

        def save() -> None:
            self._enter(paper, self._seconds.value or "")

        self._seconds = field(
            say("papers.seconds"),
            seconds,
            helper=say("papers.seconds.help", seconds=paper.head.seconds),
            error=say("papers.seconds.wrong", most=most) if self._wrong else None,
            keyboard_type=ft.KeyboardType.NUMBER,
            on_submit=save,
            width=None if self._nav.window.phone else 420,
        )
        return ft.Column(
            [
                self._seconds,
                ft.Row([secondary(say("save"), save)]),
                quiet(palette, say("papers.no_score"), 16),
                chips,
            ],
            spacing=GAP,
            tight=True,
        )

    # What the examiner does

    def _ask(self, paper_id: str) -> None:
        self._asked, self._wrong = paper_id, False
        self._redraw()

    def _turn(self) -> None:
        self._scored = not self._scored
        self._redraw()

    def _toggle(self) -> None:
        self._all = not self._all
        self._redraw()

    def _enter(self, paper: Paper, text: str) -> None:
        """Take the seconds in which a student had finished; none for all the time."""
        text = text.strip()
        self._wrong = bool(text) and not (
            text.isascii() and text.isdecimal() and 0 < int(text[:6]) < paper.head.seconds
        )
        if self._wrong:
            self._redraw()
            return
        used_ms = int(text) * 1000 if text else None
        if self._change(paper, used_ms=used_ms):
            self._ask("")

    def _leave_out(self, paper: Paper, reason: str) -> None:
        before = paper.left_out
        if not self._change(paper, left_out=reason):
            return
        self._ask("")
        if reason:

            def undo() -> None:
                self._change(paper, left_out=before)
                self._nav.go(routes.PapersRoute())

            self._nav.window.notice(say("papers.left_out"), undo)

    def _change(self, paper: Paper, **fields: object) -> bool:
        return self._nav.window.attempt(lambda: self._papers.change([paper], **fields))

    def _back(self) -> None:
        self._nav.go(routes.StudentListRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
