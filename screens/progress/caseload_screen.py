"""Everybody who is monitored, by need: the group before the child, and each with its reasons."""

import asyncio
from collections.abc import Callable, Sequence

import flet as ft

from records.benchmark_results import BenchmarkResults
from records.caseload_reading import Caseload, CaseloadReading, CaseloadRow, GroupRows, Need
from records.groups import Group, Groups
from records.history import History
from records.plans import SeriesKey
from screens.parts.controls import (
    bold,
    card,
    choice,
    heading,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.theme import GAP
from screens.parts.tones import Tone, edged_card
from screens.progress.caseload_rows import caseload_table
from screens.progress.class_results_card import class_results_card
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.goal_words import series_title
from screens.words.one_line import one_line
from screens.words.verdict_words import group_below_text

VIEWS = ("need", "group", "measure")
FIRST = 40  # rows drawn at once; a whole caseload takes a tablet a second


class CaseloadScreen(Screen):
    """Rows come as they are judged; what is open stays open."""

    tab = "caseload"

    def __init__(
        self,
        nav: Navigation,
        groups: Groups,
        history: History,
        reading: Callable[[], CaseloadReading],
        results: BenchmarkResults,
    ) -> None:
        self._nav = nav
        self._groups = groups
        self._history = history
        self._begin = reading
        self._results = results
        self._view = "need"
        self._all = False
        self._left = False
        self._reading: CaseloadReading | None = None

    def build(self) -> ft.Control:
        """Build the screen; what isn't judged yet follows by itself."""
        palette = self._nav.window.palette
        stretch = ft.CrossAxisAlignment.STRETCH
        self._about = quiet(palette, say("caseload.reading"), 16)
        self._list = ft.Column(spacing=GAP + 4, horizontal_alignment=stretch)
        if self._reading is None and self._history.ready:
            self._reading = self._begin()
            self._reading.read_on()
        pending = True
        if self._reading is not None:
            caseload = self._reading.caseload()
            pending = caseload.pending > 0
            self._fill(caseload)
        if pending:
            self._nav.window.page.run_task(self._read_on)
        views = {name: say(f"caseload.view.{name}") for name in VIEWS}
        return page_body(
            self._nav.window.wide,
            ft.Row(
                [
                    ft.Column(
                        [heading(palette, say("caseload.title")), self._about],
                        spacing=2,
                        tight=True,
                        expand=True,
                    ),
                    secondary(say("reports.open"), self._open_pages),
                ],
                vertical_alignment=ft.CrossAxisAlignment.START,
            ),
            choice(palette, views, self._view, self._pick_view),
            self._list,
        )

    async def _read_on(self) -> None:
        """Judge the others, between taps, and show them when all are there."""
        await asyncio.sleep(0)
        if self._reading is None:
            self._reading = self._begin()
        while self._reading.read_on():
            if self._left:
                return
            await asyncio.sleep(0)
        if not self._left:
            self._fill(self._reading.caseload())
            self._nav.window.update(self._about, self._list)

    def leave(self) -> None:
        """Judge no more."""
        self._left = True

    def _fill(self, caseload: Caseload) -> None:
        rows = caseload.by_need
        self._about.value = self._summary(caseload)
        if not rows and not caseload.pending:
            self._list.controls = self._empty()
            return
        match self._view:
            case "group":
                self._list.controls = self._by_group(caseload)
            case "measure":
                self._list.controls = self._by_measure(caseload)
            case _:
                self._list.controls = [
                    *(self._banner(one) for one in caseload.below),
                    *self._table(rows, caseload),
                ]
        if caseload.unplanned and not caseload.pending:
            said = count_of("caseload.unplanned", len(caseload.unplanned))
            self._list.controls.append(quiet(self._nav.window.palette, said))

    def _summary(self, caseload: Caseload) -> str:
        """Return how many there are, and what is asked of whoever reads this."""
        if caseload.pending:
            return count_of("caseload.pending", caseload.pending)
        students = {row.student.id for row in caseload.by_need}
        early = sum(row.need is Need.TOO_EARLY for row in caseload.by_need)
        said = [count_of("caseload.students", len(students))]
        if caseload.decisions:
            said.append(count_of("caseload.decisions", caseload.decisions))
        if early:
            said.append(count_of("caseload.early", early))
        return one_line(said)

    def _table(self, rows: Sequence[CaseloadRow], caseload: Caseload) -> list[ft.Control]:
        window = self._nav.window
        shown = rows if self._all or len(rows) <= FIRST + FIRST // 4 else rows[:FIRST]
        parts: list[ft.Control] = [
            caseload_table(window.palette, shown, caseload.day, window.wide, self._open)
        ]
        if len(shown) < len(rows):
            rest = count_of("caseload.rest", len(rows) - len(shown))
            parts.append(ft.Row([secondary(rest, self._show_all)]))
        return parts

    def _banner(self, one: GroupRows) -> ft.Control:
        """Return that most of a group are below: before anything is said of a child."""
        palette, below = self._nav.window.palette, one.below
        assert below is not None
        said = group_below_text(below)
        return edged_card(
            palette,
            Tone.WATCH,
            bold(said, 18, palette.ink),
            ft.Text(say("caseload.below.todo"), size=16, color=palette.ink),
        )

    def _by_group(self, caseload: Caseload) -> list[ft.Control]:
        palette = self._nav.window.palette
        parts: list[ft.Control] = []
        seen = set()
        for one in caseload.by_group:
            seen.add(one.group.id)
            parts.append(self._group_head(one.group, series_title(one.series)))
            if one.below is not None:
                parts.append(self._banner(one))
            parts += self._classes(one.series, caseload, one.group)
            parts += self._table(one.rows, caseload)
        if caseload.without_group:
            parts.append(bold(say("students.no_group"), 18, palette.title))
            parts += self._table(caseload.without_group, caseload)
        if not caseload.pending:
            rest = [g for g in self._groups.all() if g.id not in seen and self._goes_on(g)]
            for group in rest:
                parts.append(self._group_head(group, say("caseload.nobody")))
                for series in dict.fromkeys(one.series for one in self._results.of(caseload.day)):
                    parts += self._classes(series, caseload, group)
        return parts

    def _by_measure(self, caseload: Caseload) -> list[ft.Control]:
        palette = self._nav.window.palette
        parts: list[ft.Control] = []
        for series, rows in caseload.by_measure.items():
            parts.append(bold(series_title(series), 18, palette.title))
            parts += self._classes(series, caseload)
            parts += self._table(rows, caseload)
        if not caseload.pending:  # what was benchmarked, and nobody is monitored on
            tested = dict.fromkeys(one.series for one in self._results.of(caseload.day))
            for series in [one for one in tested if one not in caseload.by_measure]:
                found = self._classes(series, caseload)
                if found:
                    parts += [bold(series_title(series), 18, palette.title), *found]
        return parts

    def _classes(
        self, series: SeriesKey, caseload: Caseload, group: Group | None = None
    ) -> list[ft.Control]:
        """Return what the series' grade, or a group in it, came to in its latest season."""
        if caseload.pending:
            return []
        mine = [one for one in self._results.of(caseload.day) if one.series == series]
        if not mine:
            return []
        latest, palette = mine[-1], self._nav.window.palette
        if group is None:
            found = class_results_card(palette, latest)
        else:
            result = latest.of(group.members)
            found = class_results_card(palette, latest, result) if result else None
        return [found] if found else []

    def _group_head(self, group: Group, about: str) -> ft.Control:
        palette = self._nav.window.palette

        def set_goals() -> None:
            self._nav.go(routes.GroupGoalsRoute(group.id))

        return ft.Row(
            [
                ft.Column([bold(group.name, 18, palette.title), quiet(palette, about)], spacing=0),
                secondary(say("group_goals.open"), set_goals),
            ],
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            wrap=True,
        )

    def _empty(self) -> list[ft.Control]:
        """Return the first steps, and where they begin."""
        palette = self._nav.window.palette
        steps = ("caseload.empty.one", "caseload.empty.two", "caseload.empty.three")
        told = [ft.Text(say(step), size=18, color=palette.ink) for step in steps]
        parts: list[ft.Control] = [
            card(palette, bold(say("caseload.empty"), 19, palette.title), *told)
        ]
        groups = [group for group in self._groups.all() if self._goes_on(group)]
        parts += [self._group_head(group, say("caseload.nobody")) for group in groups]
        if not groups:
            start = primary(say("caseload.empty.start"), self._students)
            parts.append(ft.Row([start]))
        return parts

    @staticmethod
    def _goes_on(group: Group) -> bool:
        return bool(group.members) and not group.archived

    # What is tapped

    def _open_pages(self) -> None:
        self._nav.go(routes.ClassPagesRoute())

    def _pick_view(self, view: str) -> None:
        self._view, self._all = view, False
        self._nav.window.draw()

    def _show_all(self) -> None:
        self._all = True
        if self._reading is not None:
            self._fill(self._reading.caseload())
            self._nav.window.update(self._list)

    def _open(self, row: CaseloadRow) -> None:
        self._nav.go(routes.StudentRoute(row.student.id, row.series))

    def _students(self) -> None:
        self._nav.go(routes.StudentListRoute())
