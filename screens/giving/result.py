"""What a probe came to. It is kept already; what is added here is kept as it is tapped.

The number is folded until one tap unfolds it, because the student sits beside.
The sitting is put on record when the screen is left, so that its taps and what
was said about them afterwards are one administration. Long, because all that can still
be said about a probe is said here.
"""

from datetime import datetime
from typing import TYPE_CHECKING

import flet as ft

from probes.giving import events
from probes.giving.events import Event
from probes.giving.session import Ended
from probes.scoring.score import Score
from records import papers
from screens.giving.marked_form import marked
from screens.parts.chart import chart
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    heading,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.score_text import (
    accuracy_text,
    chart_title,
    counted,
    error_rate_text,
    points,
    rate_text,
    rounded,
    series_of,
    unit_name,
)
from screens.parts.theme import GAP, Palette
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words, time_in_words
from screens.words.names import form_name, measure_name

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation

REASONS = ("wrong_form", "interrupted", "student", "examiner")
LONGEST_NOTE = 500
SLIP_S, SLIP_RATE = 10, 300  # who finishes sooner, or is so quick, has hardly read it


class Result(Screen):
    """The score, the errors and their kinds, and the next student."""

    foot = True

    def __init__(self, nav: "Navigation") -> None:
        self._nav = nav
        sitting = nav.desk.sitting
        assert sitting is not None
        self._sitting = sitting
        self._open = not nav.desk.settings.discreet
        self._asking = ""  # "note" or "spoil" while its question is open
        self._note_text = ""

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        student = self._nav.desk.student(self._sitting.head.student)
        given = self._sitting.administration()
        result = given.score()
        today = self._nav.desk.clock.now()
        at = datetime.fromisoformat(given.given_at)
        name = f"{measure_name(given.measure)} · {form_name(given.form)}"
        about = f"{name} · {day_in_words(at.date(), today.date())}, {time_in_words(at)}"
        head = ft.Column(
            [
                heading(palette, student.name if student else ""),
                ft.Row(
                    [
                        ft.Icon(ft.Icons.CHECK_CIRCLE_OUTLINE, color=palette.last, size=20),
                        bold(say("result.kept"), 16, palette.last),
                        quiet(palette, about),
                    ],
                    wrap=True,
                    spacing=8,
                ),
            ],
            spacing=4,
        )
        cards: list[ft.Control] = [self._score_card(result)]
        if self._open:
            history, _ = self._nav.desk.history(self._sitting.head.student)
            mine = series_of(given)
            drawn = points([*(one for one in history if series_of(one) == mine), given])
            if drawn:
                what = counted(given.measure)
                title = bold(chart_title(given.measure), 16, palette.title)
                labels = window.chart_labels
                cards.append(
                    card(palette, title, chart(palette, drawn, what, today.date(), labels))
                )
        if window.wide and len(cards) > 1:
            for one, share in zip(cards, (2, 3), strict=True):
                one.expand = share
            cards = [ft.Row(cards, spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.START)]
        body = page_body(window.wide, head, *cards)
        return ft.Column([body, self._foot(result)], spacing=0, expand=True)

    def _score_card(self, result: Score) -> ft.Control:
        palette = self._nav.window.palette
        parts: list[ft.Control] = []
        if result.spoiled:
            reason = self._sitting.session.spoiled
            parts.append(bold(say("result.not_counted", reason=reason), 17, palette.caution))
        if not self._open:
            return card(palette, *parts, ft.Row([secondary(say("result.show"), self._unfold)]))
        if result.rate is None:
            parts.append(bold(say("result.no_score"), 34, palette.title))
            parts.append(quiet(palette, say("result.no_score.why"), 17))
        else:
            parts += self._rate(result)
        parts.append(marked(palette, self._sitting.session, self._set_kind))
        last = self._sitting.session.last
        beyond = sum(last is not None and item > last for item in self._sitting.session.marks)
        if beyond:
            parts.append(bold(count_of("result.beyond", beyond), 15, palette.caution))
        if result.skipped_lines:
            parts.append(quiet(palette, count_of("result.skipped", result.skipped_lines)))
        if result.self_corrections:
            parts.append(quiet(palette, count_of("result.self", result.self_corrections)))
        if self._sitting.conditions:
            parts.append(quiet(palette, say("result.interrupted")))
        parts += [quiet(palette, f"“{note}”") for note in self._sitting.session.notes]
        if result.profile != "house":
            rules = say(f"profile.{result.profile}")
            parts.append(quiet(palette, say("result.profile", profile=rules)))
        return card(palette, *parts)

    def _rate(self, result: Score) -> list[ft.Control]:
        palette, what = self._nav.window.palette, counted(result.measure)
        assert result.rate is not None
        ink = palette.muted if result.spoiled else palette.title
        big = _big(rate_text(result), ink)
        unit = unit_name(result.measure)
        parts: list[ft.Control] = []
        if result.prorated:
            seconds = f"{result.seconds:.1f}".removesuffix(".0")
            told = say(
                "result.prorated",
                counted=what.capitalize(),
                correct=result.correct,
                seconds=seconds,
            )
            parts.append(quiet(palette, told, 16))
            slip = result.seconds < SLIP_S or result.rate > SLIP_RATE
            if slip and not result.spoiled:
                parts.append(bold(say("result.slip"), 16, palette.caution))
        main: list[ft.Control] = [
            ft.Semantics(identifier="rate", content=big),
            ft.Text(unit, size=18, color=palette.ink),
        ]
        if result.words_whole is None:
            parts += main
        else:  # a score of its own, beside the sounds
            parts.append(
                ft.Row(
                    [ft.Column(main, spacing=0, tight=True), _words(palette, result, ink)],
                    wrap=True,
                    spacing=40,
                    vertical_alignment=ft.CrossAxisAlignment.START,
                )
            )
        if result.discontinued:
            stopped = say("result.discontinued", correct=rounded(result.rate))
            parts.append(quiet(palette, stopped, 16))
        parts.append(_figures(palette, result))
        if result.missing:
            parts.append(quiet(palette, count_of("result.missing", result.missing)))
        if result.extra:
            parts.append(quiet(palette, count_of("result.extra", result.extra)))
        return parts

    def _foot(self, result: Score) -> ft.Control:
        window, session = self._nav.window, self._sitting.session
        small: list[ft.Control] = [secondary(say("result.note"), self._begin_note)]
        if result.spoiled:
            small.append(secondary(say("result.count"), self._count_after_all))
        else:
            small.append(secondary(say("result.spoil"), lambda: self._ask("spoil")))
        if session.ended is Ended.DISCONTINUED:
            small.append(secondary(say("result.resume"), self._resume))
        else:
            passage = session.measure.layout == "passage"
            back = say("result.back" if passage else "result.back.form")
            small.append(secondary(back, self._back))
        paper = self._sitting.head.paper
        following = self._next_paper is not None if paper else self._following is not None
        following_said = say("papers.next" if paper else "result.next")
        done = primary(
            following_said if following else say("result.done"),
            self._next,
            width=300 if window.wide else None,
            expand=not window.wide,
        )
        rows: list[ft.Control]
        if self._asking:
            rows = [self._question()]
        elif window.phone:
            rows = [ft.Row(small, wrap=True, spacing=8, run_spacing=8), ft.Row([done])]
        else:
            space = [ft.Container(expand=True)] if window.wide else []
            rows = [ft.Row([*small, *space, done], spacing=GAP)]
        return ft.Container(
            ft.Column(rows, spacing=GAP, tight=True),
            padding=ft.Padding.symmetric(horizontal=36 if window.wide else 16, vertical=12),
            bgcolor=window.palette.surface,
        )

    def _question(self) -> ft.Control:
        palette = self._nav.window.palette
        cancel = secondary(say("cancel"), self._fold)
        if self._asking == "spoil":
            reasons = {reason: say(f"result.reason.{reason}") for reason in REASONS}
            title = bold(say("result.spoil.title"), 16, palette.title)
            chips = choice(palette, reasons, "", self._spoil)
            return ft.Column([title, chips, ft.Row([cancel])], spacing=GAP, tight=True)
        self._note = field(
            say("result.note.title"),
            self._note_text,
            hint_text=say("result.note.hint"),
            max_length=LONGEST_NOTE,
            autofocus=True,
            on_change=self._typed,
            on_submit=self._add_note,
        )
        save = secondary(say("save"), self._add_note)
        return ft.Column(
            [self._note, ft.Row([save, cancel], spacing=GAP)],
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    # What the examiner does

    def _do(self, what: type[Event], /, **fields: object) -> bool:
        done = self._nav.window.attempt(lambda: self._sitting.do(what, **fields))
        self._nav.window.draw()
        return done

    def _set_kind(self, item: int, kind: str) -> None:
        if kind == "none":
            self._do(events.Unmark, item=item)
        else:
            self._do(events.Mark, item=item, kind=kind)

    def _unfold(self) -> None:
        self._open = True
        self._nav.window.draw()

    def _begin_note(self) -> None:
        if self._nav.window.settled:  # a second tap on Finished lands here, on a phone
            self._ask("note")

    def _ask(self, what: str) -> None:
        self._asking = what
        self._nav.window.draw()

    def _fold(self) -> None:
        self._note_text = ""
        self._ask("")

    def _typed(self) -> None:
        self._note_text = self._note.value or ""

    def _add_note(self) -> None:
        text = (self._note.value or "").strip()
        self._asking, self._note_text = "", ""
        if text:
            self._do(events.Note, text=text)
        else:
            self._nav.window.draw()

    def _spoil(self, reason: str) -> None:
        self._asking = ""
        self._do(events.Spoil, reason=say(f"result.reason.{reason}"))

    def _count_after_all(self) -> None:
        if self._do(events.Unspoil) and not self._sitting.done:
            self._nav.give()  # its last word is still missing

    def _resume(self) -> None:
        if self._nav.window.attempt(lambda: self._sitting.do(events.Resume)):
            self._nav.give(going_on=True)

    def _back(self) -> None:
        self._nav.give()

    @property
    def _following(self) -> str | None:
        """The student after this one in the list, of the same group where there is one."""
        here = self._sitting.head.student
        students = [s for s in self._nav.desk.students() if not s.archived]
        mine = next((s for s in students if s.id == here), None)
        if mine is None:
            return None
        mates = [s.id for s in students if s.group == mine.group]
        place = mates.index(here) + 1
        return mates[place] if place < len(mates) else None

    @property
    def _next_paper(self) -> papers.Paper | None:
        """The paper to score after this one: of those given with it, or else the first."""
        waiting = papers.waiting(self._nav.desk)
        with_it = [p for p in waiting if p.head.given_at == self._sitting.head.given_at]
        return next(iter([*with_it, *waiting]), None)

    def _next(self) -> None:
        if not self._nav.window.settled:
            return
        following, paper = self._following, self._next_paper
        if not self._sitting.done:
            self._nav.give()
            return
        if not self._nav.window.attempt(self._nav.desk.keep):
            return
        if self._sitting.head.paper and paper is not None:
            self._nav.score_paper(paper)
            return
        if self._sitting.head.paper:
            following = None
        if following is None:
            self._nav.students()
        else:
            self._nav.ready(following)


def _big(number: str, ink: str) -> ft.Text:
    """Return a score, as near to what it counts as its digits allow."""
    return bold(number, 84, ink, style=ft.TextStyle(height=1.1))


def _words(palette: Palette, result: Score, ink: str) -> ft.Control:
    """Return the words of a probe whose rate counts sounds."""
    return ft.Column(
        [
            ft.Semantics(identifier="words", content=_big(str(result.words_whole), ink)),
            ft.Text(say("result.words_whole"), size=18, color=palette.ink),
            quiet(palette, say("result.words_whole.help"), 14),
            quiet(palette, count_of("result.words_recoded", result.words_recoded or 0), 14),
        ],
        spacing=0,
        tight=True,
    )


def _figures(palette: Palette, result: Score) -> ft.Control:
    """Return the smaller figures, those that the measure has."""
    figures: list[tuple[str, str, str]] = []
    if result.problems_correct is not None:  # digits
        digits = say("result.digits.of", correct=result.correct, possible=result.possible)
        problems = say(
            "result.digits.of",
            correct=result.problems_correct,
            possible=result.problems_attempted,
        )
        figures += [
            ("result.digits", digits, palette.ink),
            ("result.problems", problems, palette.ink),
            ("result.epm", error_rate_text(result), palette.error),
        ]
    if result.accuracy is not None:
        figures.append(("result.accuracy", accuracy_text(result), palette.ink))
    if result.problems_correct is None and result.words_whole is None:
        figures.append(("result.errors", str(result.errors), palette.error))
    return ft.Row(
        [
            ft.Column([quiet(palette, say(key), 14), bold(text, 28, color)], spacing=0, tight=True)
            for key, text, color in figures
        ],
        wrap=True,
        spacing=32,
        run_spacing=8,
    )
