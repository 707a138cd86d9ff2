"""Progress on a student's page: the verdict first, then the chart, then goal and decisions."""

import flet as ft

from probes.measures.measure import MEASURES
from records.open_records import OpenRecords
from records.plan_phases import KeptPhase
from records.plans import SeriesKey
from records.student_progress import StudentProgress
from screens.parts.chart import Chart
from screens.parts.controls import bold, card, choice, quiet
from screens.parts.progress_chart import progress_chart
from screens.parts.score_text import chart_title
from screens.parts.theme import GAP, TARGET
from screens.progress.decision_cards import decisions_card
from screens.progress.error_card import error_card
from screens.progress.goal_card import goal_card
from screens.progress.score_table import score_table
from screens.progress.verdict_card import verdict_card
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.words.catalogue import say
from screens.words.goal_words import iep_sentence, series_title, standing_text
from screens.words.no_break import with_plain_spaces


class ProgressCards:
    """The part of a student's page that says what the scores mean."""

    def __init__(
        self,
        nav: Navigation,
        records: OpenRecords,
        student_id: str,
        series: SeriesKey | None = None,
    ) -> None:
        """``series`` is the one to show first; else the one in use. It is ``shown`` once built."""
        self._nav = nav
        self._monitoring = records.monitoring
        self._plans = records.plans
        self._phases = records.phases
        self._errors = records.error_history
        self._closer = records.closer
        self._standings = records.standings
        self._devices = records.devices
        self._clock = records.clock
        self._student_id = student_id
        self._series = series
        self.shown: SeriesKey | None = None
        self._details = False
        self._table = False
        self._sentence = ""  # what was copied

    def build(self) -> ft.Control | None:
        """Return the cards; None for a student who was never given a probe and has no plan."""
        stretch = ft.CrossAxisAlignment.STRETCH
        self._inside = ft.Column(spacing=GAP + 4, tight=True, horizontal_alignment=stretch)
        self._fill()
        return self._inside if self._inside.controls else None

    def _redraw(self) -> None:
        """Draw the cards anew where they stand."""
        self._fill()
        self._nav.window.update(self._inside)

    def _fill(self) -> None:
        closer = self._closer if self._details else None  # all numbers: the caseload's own, too
        found = self._monitoring.progress(self._student_id, self._clock.now().date(), closer)
        window = self._nav.window
        shown = next((one for one in found if one.series == self._series), next(iter(found), None))
        self.shown = shown.series if shown else None
        if shown is None:
            self._inside.controls = []
            return
        parts: list[ft.Control] = self._chips(found, shown)
        parts.append(
            verdict_card(
                window.palette,
                shown,
                details=self._details,
                toggle=self._toggle_details,
                set_goal=lambda: self._set_goal(shown),
                decide=lambda: self._decide(shown),
            )
        )
        parts += self._chart(shown)
        goal = goal_card(
            window.palette,
            shown,
            self._devices,
            set_goal=lambda: self._set_goal(shown),
            copy=lambda: self._copy(shown),
            end=lambda: self._end(shown),
            sentence=self._sentence,
        )
        decided = decisions_card(
            window.palette, shown, self._devices, lambda: self._decide(shown), self._take_back
        )
        if window.wide:
            goal.expand = decided.expand = True
            start = ft.CrossAxisAlignment.START
            parts.append(ft.Row([goal, decided], spacing=GAP + 4, vertical_alignment=start))
        else:
            parts += [goal, decided]
        patterns = self._errors.patterns(self._student_id, shown.series, shown.day)
        patterned = error_card(window.palette, patterns, shown.day)
        if patterned is not None:
            parts.append(patterned)
        self._inside.controls = parts

    def _chips(self, found: list[StudentProgress], shown: StudentProgress) -> list[ft.Control]:
        """Return the names of all series, which keep their order whichever is shown."""
        palette = self._nav.window.palette
        if len(found) == 1:
            return []
        order = list(MEASURES)
        keys = sorted((one.series for one in found), key=lambda s: (order.index(s.measure), s))
        names = {str(number): series_title(key) for number, key in enumerate(keys)}

        def choose(number: str) -> None:
            self._series, self._details, self._sentence = keys[int(number)], False, ""
            self._redraw()

        return [choice(palette, names, str(keys.index(shown.series)), choose)]

    def _chart(self, shown: StudentProgress) -> list[ft.Control]:
        window, norms = self._nav.window, self._monitoring.school().norms
        stands = {
            mark.occasion.day: standing_text(
                self._standings.of(shown.series, shown.grade, mark), mark.occasion.value
            )
            for mark in shown.benchmarks
        }
        spec = progress_chart(shown, norms=norms, stands=stands)
        if spec is None:
            return []
        palette = window.palette
        other = ft.TextButton(
            content=say("table.hide" if self._table else "table.show"),
            on_click=self._toggle_table,
            height=TARGET,
        )
        title = bold(series_title(shown.series), 17, palette.title)
        unit = quiet(palette, chart_title(shown.series.measure))
        if self._table:
            return [card(palette, title, unit, score_table(palette, spec), ft.Row([other]))]
        drawn = Chart(palette, spec, shown.day, window.room, window.update, other)
        parts: list[ft.Control] = [ft.Column([title, unit], spacing=0, tight=True), drawn.control]
        if shown.brought_in:
            parts.append(quiet(palette, say("chart.brought_in", count=shown.brought_in), 14))
        return [card(palette, *parts)]

    # What is tapped

    def _toggle_details(self) -> None:
        self._details = not self._details
        self._redraw()

    def _toggle_table(self) -> None:
        self._table = not self._table
        self._redraw()

    def _set_goal(self, shown: StudentProgress) -> None:
        self._nav.go(routes.NewGoalRoute(self._student_id, shown.series))

    def _end(self, shown: StudentProgress) -> None:
        """End what is monitored here, and offer to go on after all."""
        window, ids = self._nav.window, [plan.id for plan in shown.plans]
        today = self._clock.now().date()

        def again() -> None:
            if window.attempt(lambda: self._plans.go_on(*ids)):
                window.draw()

        if window.attempt(lambda: self._plans.end(*ids, day=today)):
            window.draw()
            window.notice(say("plan.ended"), again)

    def _decide(self, shown: StudentProgress) -> None:
        self._nav.go(routes.DecideRoute(self._student_id, shown.series))

    def _copy(self, shown: StudentProgress) -> None:
        """Put the goal's sentence where it can be pasted from, and show it."""
        if shown.goal is None:
            return
        probes = len(shown.kept_goal.probes) if shown.kept_goal else 0
        window = self._nav.window
        self._sentence = text = iep_sentence(shown, shown.goal, probes)
        self._redraw()

        async def copy() -> None:
            await ft.Clipboard().set(with_plain_spaces(text))
            window.notice(say("goal.copied"))

        window.page.run_task(copy)

    def _take_back(self, one: KeptPhase) -> None:
        window = self._nav.window

        def again() -> None:
            if window.attempt(lambda: self._phases.take_back(back[0], who=one.who)):
                self._redraw()

        back: list[str] = []
        if window.attempt(lambda: back.append(self._phases.take_back(one.id, who=one.who))):
            self._redraw()
            window.notice(say("phase.taken_back"), again)
