"""What a probe came to. It is kept already; what is added here is kept as it is tapped.

The number is hidden until a tap shows it, because the student sits beside the examiner.
The sitting is put on record when the screen is left, so that its taps and what
was said about them afterwards are one administration.
"""

from datetime import datetime

import flet as ft

from probes.administration import Administration
from probes.giving import events
from probes.giving.events import Event
from probes.giving.session import Ended
from probes.scoring.score import Score
from records.device_settings import DeviceSettings
from records.monitoring import Monitoring
from records.papers import Paper, Papers
from records.plans import SeriesKey
from records.record_store import Clock
from records.score_entry import entry_of
from records.sittings import Sittings
from records.students import Students
from screens.giving.score_parts import score_parts
from screens.giving.sitting_flow import SittingFlow
from screens.parts.chart import Chart
from screens.parts.chart_spec import ChartSpec, Mark, MarkKind
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
from screens.parts.progress_chart import progress_chart
from screens.parts.score_text import chart_title
from screens.parts.theme import GAP
from screens.shell.navigation import Navigation
from screens.shell.routes import GiveRoute, ReadyRoute, StudentListRoute
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.days import day_in_words, time_in_words
from screens.words.measure_names import form_name, measure_name

REASONS = ("wrong_form", "interrupted", "student", "examiner")
LONGEST_NOTE = 500


class Result(Screen):
    """The score, the errors and their kinds, and the next student."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        flow: SittingFlow,
        sittings: Sittings,
        students: Students,
        papers: Papers,
        monitoring: Monitoring,
        settings: DeviceSettings,
        clock: Clock,
    ) -> None:
        assert sittings.current is not None
        self._nav = nav
        self._flow = flow
        self._sittings = sittings
        self._sitting = sittings.current
        self._students = students
        self._papers = papers
        self._monitoring = monitoring
        self._clock = clock
        self._unfolded = not settings.now.discreet
        self._asking = ""  # "note" or "spoil" while its question is open
        self._note_text = ""

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        student = self._students.get(self._sitting.head.student)
        given = self._sitting.administration()
        result = given.score()
        today = self._clock.now()
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
        if self._unfolded:
            spec = self._chart(given)
            if spec is not None:
                title = bold(chart_title(given.measure), 16, palette.title)
                drawn = Chart(palette, spec, today.date(), window.room, window.update)
                cards.append(card(palette, title, drawn.control))
        if window.wide and len(cards) > 1:
            for one, share in zip(cards, (2, 3), strict=True):
                one.expand = share
            cards = [ft.Row(cards, spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.START)]
        body = page_body(window.wide, head, *cards)
        return ft.Column([body, self._foot(result)], spacing=0, expand=True)

    def _chart(self, given: Administration) -> ChartSpec | None:
        """Return the chart with the new point, on its aim line where there is a goal."""
        mine, form = entry_of(given), given.form
        series = SeriesKey(given.measure, form.level, given.input_mode)
        day = datetime.fromisoformat(given.given_at).date()
        progress = self._monitoring.of_series(given.student, series, day)
        if progress is None or mine.rate is None:
            return None
        kind = MarkKind.LEFT_OUT if mine.spoiled else MarkKind.SCORE
        return progress_chart(progress, Mark(day, mine.rate, kind))

    def _score_card(self, result: Score) -> ft.Control:
        palette = self._nav.window.palette
        parts: list[ft.Control] = []
        if result.spoiled:
            reason = self._sitting.session.spoiled
            parts.append(bold(say("result.not_counted", reason=reason), 17, palette.caution))
        if not self._unfolded:
            return card(palette, *parts, ft.Row([secondary(say("result.show"), self._unfold)]))
        parts += score_parts(palette, self._sitting, result, self._set_kind)
        return card(palette, *parts)

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
        cancel = secondary(say("cancel"), self._cancel)
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
        self._unfolded = True
        self._nav.window.draw()

    def _begin_note(self) -> None:
        if self._nav.window.settled:  # a second tap on Finished lands here, on a phone
            self._ask("note")

    def _ask(self, what: str) -> None:
        self._asking = what
        self._nav.window.draw()

    def _cancel(self) -> None:
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
            self._nav.go(GiveRoute())  # its last word is still missing

    def _resume(self) -> None:
        if self._nav.window.attempt(lambda: self._sitting.do(events.Resume)):
            self._nav.go(GiveRoute(going_on=True))

    def _back(self) -> None:
        self._nav.go(GiveRoute())

    @property
    def _following(self) -> str | None:
        """The student after this one in the list, of the same group where there is one."""
        here = self._sitting.head.student
        students = [s for s in self._students.all() if not s.archived]
        mine = next((s for s in students if s.id == here), None)
        if mine is None:
            return None
        mates = [s.id for s in students if s.group == mine.group]
        place = mates.index(here) + 1
        return mates[place] if place < len(mates) else None

    @property
    def _next_paper(self) -> Paper | None:
        """The paper to score after this one: of those given with it, or else the first."""
        waiting = self._papers.waiting()
        with_it = [p for p in waiting if p.head.given_at == self._sitting.head.given_at]
        return next(iter([*with_it, *waiting]), None)

    def _next(self) -> None:
        if not self._nav.window.settled:
            return
        following, paper = self._following, self._next_paper
        if not self._sitting.done:
            self._nav.go(GiveRoute())
            return
        if not self._nav.window.attempt(self._sittings.keep):
            return
        if self._sitting.head.paper and paper is not None:
            self._flow.score_paper(paper)
            return
        if self._sitting.head.paper:
            following = None
        if following is None:
            self._nav.go(StudentListRoute())
        else:
            self._nav.go(ReadyRoute(following))
