"""What a probe came to. It is kept already; what is added here is kept as it is tapped.

The number is hidden until a tap shows it, because the student sits beside the examiner; with a
paper nobody does. The sitting is put on record when the screen is left, so that its taps and
what was said about them afterwards are one administration. Between two passages of a benchmark
set no score is shown at all.
"""

from collections.abc import Callable
from datetime import datetime

import flet as ft

from probes.administration import Administration
from probes.giving import events
from probes.giving.events import Event
from probes.giving.session import Ended
from probes.scoring.score import Score
from records.benchmark_sets import BenchmarkSet, sets_of
from records.device_settings import DeviceSettings
from records.history import History
from records.monitoring import Monitoring
from records.papers import Paper, Papers
from records.plans import SeriesKey
from records.record_store import Clock
from records.score_entry import ScoreEntry, entry_of
from records.sittings import Sittings
from records.students import Students
from records.today import Week
from screens.giving.folded import end_said, folded, kept_line
from screens.giving.marked_form import marked
from screens.giving.score_parts import doubt_parts, score_parts, set_parts
from screens.giving.sitting_flow import SittingFlow
from screens.giving.whose_turn import next_paper, whose_turn
from screens.parts.chart import Chart
from screens.parts.chart_spec import ChartMark, MarkKind
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    heading,
    icon_button,
    primary,
    quiet,
    secondary,
)
from screens.parts.progress_chart import progress_chart
from screens.parts.score_text import chart_title
from screens.parts.scrolled_page import ScrolledPage
from screens.parts.theme import GAP
from screens.shell.navigation import Navigation
from screens.shell.routes import (
    GiveRoute,
    PapersRoute,
    ReadyRoute,
    Route,
    StudentListRoute,
    TodayRoute,
)
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.days import day_in_words, time_in_words
from screens.words.measure_names import form_name, measure_name
from screens.words.one_line import one_line

REASONS = ("wrong_form", "interrupted", "student", "examiner")
LONGEST_NOTE = 500
MAIN_WIDTH = 300  # px


class Result(Screen):
    """The score, the errors and their kinds, and the next student.

    ``picked`` is the item whose kind of error is being chosen, ``asking`` the question that is
    open below: "note" or "spoil".
    """

    foot = True

    def __init__(
        self,
        nav: Navigation,
        flow: SittingFlow,
        sittings: Sittings,
        students: Students,
        papers: Papers,
        history: History,
        monitoring: Monitoring,
        week: Week,
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
        self._history = history
        self._monitoring = monitoring
        self._week = week
        self._today = clock.now().date()
        self._clock = clock
        self._unfolded = not settings.now.discreet or self._sitting.head.paper
        self._asking = ""
        self._picked: int | None = None
        self._note_text = ""

    # Drawing

    def build(self) -> ft.Control:
        """Build the screen."""
        window = self._nav.window
        self._page = ScrolledPage(window.palette, self._parts(), self._foot(), wide=window.wide)
        return self._page.control

    def _redraw(self) -> None:
        self._nav.window.update(*self._page.refill(self._parts(), self._foot()))

    def _parts(self) -> list[ft.Control]:
        window, palette = self._nav.window, self._nav.window.palette
        given = self._sitting.administration()
        result, whole = given.score(), self._set(given)
        between = whole is not None and whole.next_place is not None
        asks = doubt_parts(
            palette, self._sitting.session, result, self._confirm, lambda: self._ask("spoil")
        )
        if between or not self._unfolded:
            said: list[ft.Control] = [quiet(palette, self._about(given), 17)]
            said[0].text_align = ft.TextAlign.CENTER  # type: ignore[attr-defined]
            if whole is not None:
                told = say("result.set.place", place=given.part.index + 1 if given.part else 1)
                said.append(bold(told, 17, palette.title))
            below: list[ft.Control] = [*asks]
            if between:
                below.append(quiet(palette, say("result.set.later"), 17))
            else:
                below.append(secondary(say("result.show"), self._unfold, width=240))
            phone = window.phone
            return [
                self._head(),
                folded(palette, self._sitting.session, said, below, phone=phone, asks=bool(asks)),
            ]
        cards: list[ft.Control] = [self._score_card(result, whole, asks)]
        cards += self._chart(given, whole)
        if window.wide and len(cards) > 1:
            for one, share in zip(cards, (2, 3), strict=True):
                one.expand = share
            cards = [ft.Row(cards, spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.START)]
        line = kept_line(palette, self._about(given), left_out=result.spoiled)
        return [self._head(line), *cards]

    def _head(self, *under: ft.Control) -> ft.Control:
        palette = self._nav.window.palette
        return ft.Row(
            [
                icon_button(ft.Icons.HOME_OUTLINED, say(self._home_name()), self._home),
                ft.Column([heading(palette, self._name), *under], spacing=4, expand=True),
            ]
        )

    @property
    def _name(self) -> str:
        student = self._students.get(self._sitting.head.student)
        return student.name if student else ""

    def _about(self, given: Administration) -> str:
        at = datetime.fromisoformat(given.given_at)
        day = day_in_words(at.date(), self._clock.now().date())
        return one_line(
            (measure_name(given.measure), form_name(given.form), f"{day}, {time_in_words(at)}")
        )

    def _score_card(
        self, result: Score, whole: BenchmarkSet | None, asks: list[ft.Control]
    ) -> ft.Control:
        palette, session = self._nav.window.palette, self._sitting.session
        parts: list[ft.Control] = []
        if result.spoiled:
            told = say("result.not_counted", reason=session.spoiled)
            parts.append(bold(told, 17, palette.caution))
        parts += asks
        if whole is not None and whole.point is not None and not result.spoiled:
            parts += set_parts(palette, whole)
            parts.append(bold(form_name(session.form), 16, palette.title))
            parts.append(
                marked(palette, session, self._set_kind, picked=self._picked, on_pick=self._pick)
            )
        else:
            parts += score_parts(
                palette,
                self._sitting,
                result,
                self._set_kind,
                picked=self._picked,
                on_pick=self._pick,
            )
        parts.append(ft.Row([end_said(palette, session)]))
        return card(palette, *parts)

    def _chart(self, given: Administration, whole: BenchmarkSet | None) -> list[ft.Control]:
        """Return the chart with the new point, on its aim line where there is a goal."""
        window, palette = self._nav.window, self._nav.window.palette
        mine = entry_of(given)
        kind = MarkKind.LEFT_OUT if mine.spoiled else MarkKind.SCORE
        if whole is not None and whole.point is not None:
            mine, kind = whole.point, MarkKind.BENCHMARK
        series = SeriesKey(given.measure, given.form.level, given.input_mode)
        day = datetime.fromisoformat(given.given_at).date()
        progress = self._monitoring.of_series(given.student, series, day)
        if progress is None or mine.rate is None:
            return []
        new = None if mine.doubt else ChartMark(day, mine.rate, kind)
        spec = progress_chart(progress, new)
        if spec is None:
            return []
        title = bold(chart_title(given.measure), 16, palette.title)
        drawn = Chart(palette, spec, self._clock.now().date(), window.room, window.update)
        return [card(palette, title, drawn.control)]

    def _entries(self, given: Administration) -> list[ScoreEntry]:
        """Return the student's probes, this one at the end."""
        entries, _ = self._history.entries(self._sitting.head.student)
        return [*(one for one in entries if one.id != given.id), entry_of(given)]

    def _set(self, given: Administration) -> BenchmarkSet | None:
        """The benchmark set that this is a part of, None for none."""
        if given.part is None:
            return None
        return sets_of(self._entries(given)).get(given.part.id)

    def _foot(self) -> ft.Control:
        window, session = self._nav.window, self._sitting.session
        given = self._sitting.administration()
        if self._asking:
            return self._question()
        small: list[ft.Control] = [secondary(say("result.note"), self._begin_note)]
        if session.spoiled is not None:
            small.append(secondary(say("result.count"), self._count_after_all))
        else:
            small.append(secondary(say("result.spoil"), lambda: self._ask("spoil")))
        if session.ended is Ended.DISCONTINUED:
            small.append(secondary(say("result.resume"), self._resume))
        else:
            back = "result.back" if session.measure.layout == "passage" else "result.back.form"
            small.append(secondary(say(back), self._back))
        if given.score().doubt is not None:
            del small[1]  # the question offers it
        (text, step), *others = self._steps()
        small += [secondary(words, do) for words, do in others]
        done = primary(
            text, step, width=MAIN_WIDTH if window.wide else None, expand=not window.wide
        )
        if not window.wide:
            beside = ft.Row(small, wrap=True, spacing=8, run_spacing=8)
            return ft.Column([beside, ft.Row([done])], spacing=GAP, tight=True)
        return ft.Row([*small, ft.Container(expand=True), done], spacing=GAP)

    def _steps(self) -> list[tuple[str, Callable[[], None]]]:
        """Return what comes next, the likeliest first, and what that does."""
        head, given = self._sitting.head, self._sitting.administration()
        if head.paper:
            paper = next_paper(self._papers, head)
            if paper is None:
                return [(say("result.done"), lambda: self._leave_for(StudentListRoute()))]
            found = self._students.get(paper.head.student)
            text = say("result.next.named", name=found.name) if found else say("papers.next")
            return [(text, lambda: self._score(paper))]
        steps: list[tuple[str, Callable[[], None]]] = []
        again = ReadyRoute(head.student, head.measure, three=given.part is not None)
        whole = self._set(given)
        if whole is not None and whole.next_place is not None:
            steps.append((say("result.set.next"), lambda: self._leave_for(again)))
        elif self._sitting.session.spoiled is not None:
            steps.append((say("result.again"), lambda: self._leave_for(again)))
        turn = whose_turn(self._week, self._students, head, self._today, in_set=bool(given.part))
        text = say("result.next.named", name=turn.name) if turn.name else say("result.done")
        steps.append((text, lambda: self._leave_for(turn.route)))
        return steps

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
        self._redraw()
        return done

    def _pick(self, item: int) -> None:
        self._picked = None if self._picked == item else item
        self._redraw()

    def _set_kind(self, item: int, kind: str) -> None:
        self._picked = None
        if kind == "none":
            self._do(events.Unmark, item=item)
        else:
            self._do(events.Mark, item=item, kind=kind)

    def _unfold(self) -> None:
        self._unfolded = True
        self._redraw()

    def _confirm(self) -> None:
        self._do(events.Confirm)

    def _begin_note(self) -> None:
        if self._nav.window.settled:  # a second tap on Finished lands here, on a phone
            self._ask("note")

    def _ask(self, what: str) -> None:
        self._asking = what
        self._redraw()

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
            self._redraw()

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

    def _home(self) -> None:
        day: Route = TodayRoute() if self._week.planned else StudentListRoute()
        self._leave_for(PapersRoute() if self._sitting.head.paper else day)

    def _home_name(self) -> str:
        day = self._week.planned and not self._sitting.head.paper
        return "result.home.day" if day else "result.home"

    def _keep(self) -> bool:
        """Put the sitting on record, and tell whether the screen may be left."""
        if not self._nav.window.settled:
            return False
        if not self._sitting.done:
            self._nav.go(GiveRoute())
            return False
        return self._nav.window.attempt(self._sittings.keep)

    def _leave_for(self, route: Route) -> None:
        if self._keep():
            self._nav.go(route)

    def _score(self, paper: Paper) -> None:
        if self._keep():
            self._flow.score_paper(paper)

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back: from what is asked, or else from the result, which is kept."""
        if event.key == "Escape":
            (self._cancel if self._asking else self._home)()
