"""A benchmark season: who is done, who is left, make-ups first; one tap to the next student."""

import flet as ft

from probes.measures.measure import MATH_FACTS, MEASURES, ORAL_READING
from records.absences import Absences
from records.benchmark_results import BenchmarkResults
from records.device_settings import DeviceSettings
from records.form_library import FormLibrary
from records.name_comparison import found_by
from records.record_store import Clock
from records.season_coverage import SeasonCoverage, Seasons, SeasonStudent
from records.students import GRADES, Students
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    page_body,
    primary,
    quiet,
    rows_card,
    secondary,
    spoken_of,
    tapped_whole,
    text_button,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP, TARGET
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.today.season_norms import season_norms
from screens.words.catalogue import count_of, say
from screens.words.days import coming_day, day_in_words, in_words
from screens.words.measure_names import AREAS, in_area, measure_name, usual
from screens.words.one_line import one_line

EVERYBODY = "\0all"
MAIN = (ORAL_READING.id, MATH_FACTS.id)  # the others are a tap away
FIRST = 60  # students drawn at once; a whole school takes a tablet seconds
SEARCH_FROM = 8


class SeasonScreen(Screen):
    """A grade or the whole school in one window, on one measure."""

    tab = "today"
    foot = True

    def __init__(
        self,
        nav: Navigation,
        seasons: Seasons,
        students: Students,
        forms: FormLibrary,
        absences: Absences,
        settings: DeviceSettings,
        clock: Clock,
        results: BenchmarkResults,
    ) -> None:
        self._nav = nav
        self._seasons = seasons
        self._forms = forms
        self._absences = absences
        self._settings = settings
        self._results = results
        self._today = clock.now().date()
        self._window = seasons.window(self._today)
        here = {one.grade for one in students.all() if not one.archived}
        self._grades = [grade for grade in GRADES if grade in here] + [""] * ("" in here)
        kept = settings.now.season.split(" ")
        self._grade = kept[0] if kept[0] in self._grades else EVERYBODY
        usual_here = self._measures()
        self._measure = kept[-1] if kept[-1] in usual_here else usual_here[0]
        self._search = ""
        self._all_listed = False
        self._all_measures = False

    def _measures(self) -> list[str]:
        """Return the measures that are usual in the grade, oral reading first where it is."""
        every = {
            one.id: sum(self._forms.levels(one.id).values(), ())
            for area in AREAS
            for one in in_area(area)
        }
        found = [*every] if self._grade == EVERYBODY else usual(every, self._grade)
        if self._grade == "K":
            return found
        return sorted(found, key=lambda one: one != ORAL_READING.id)

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        if self._window is None:
            calendar = routes.CalendarRoute(window=True)
            there = primary(say("season.calendar"), lambda: self._nav.go(calendar))
            none = ft.Text(say("season.none"), size=18, color=palette.ink)
            body = page_body(
                window.wide,
                page_head(palette, say("season.title"), self._back),
                card(palette, none),
            )
            return with_foot(palette, body, there, wide=window.wide, phone=window.phone)
        grade = None if self._grade == EVERYBODY else self._grade
        season = self._seasons.coverage(self._window, self._measure, grade, self._today)
        self._season = season
        parts: list[ft.Control] = [self._title(), *self._choices(), self._coverage(season)]
        parts += season_norms(palette, season, self._results, self._today)
        if len(season.students) >= SEARCH_FROM or self._search:
            parts.append(
                field(
                    say("students.search"),
                    self._search,
                    on_change=self._searched,
                    prefix_icon=ft.Icons.SEARCH,
                )
            )
        across = ft.CrossAxisAlignment.STRETCH
        self._list = ft.Column(spacing=GAP + 4, horizontal_alignment=across)
        self._fill()
        export = secondary(say("export.open.season"), self._export)
        body = page_body(window.wide, *parts, self._list, ft.Row([export]))
        to_do = [one for one in season.students if one.step != "done"]
        if not to_do:
            return body
        following = to_do[0]
        said = say("season.next", name=following.student.name)
        step = primary(said, lambda: self._give(following), width=None if window.phone else 320)
        return with_foot(palette, body, step, wide=window.wide, phone=window.phone)

    def _export(self) -> None:
        self._nav.go(routes.ExportRoute(season=self._window))

    # What stands above the list

    def _title(self) -> ft.Control:
        assert self._window is not None
        palette, span = self._nav.window.palette, self._window
        name = span.name or say("today.window.unnamed")
        if span.last < self._today:
            about = in_words("season.over", span.last, self._today)
        elif span.first > self._today:
            about = say("season.ahead", day=coming_day(span.first, self._today))
        else:
            about = say("season.until", day=coming_day(span.last, self._today))
        return page_head(palette, name, self._back, about)

    def _choices(self) -> list[ft.Control]:
        palette = self._nav.window.palette
        grades = {EVERYBODY: say("season.school")}
        grades |= {g: say("students.grade", grade=g) if g else say("season.no_grade")
                   for g in self._grades}  # fmt: skip
        every = self._measures()
        first = [one for one in every if one in (*MAIN, self._measure)] or every[:1]
        shown = every if self._all_measures else first
        names = {one: measure_name(one) for one in shown}
        chips = choice(palette, names, self._measure, self._pick_measure)
        if len(first) < len(every):
            assert isinstance(chips, ft.Row)
            more = say("ready.fewer" if self._all_measures else "ready.more")
            chips.controls.append(text_button(more, self._turn_measures))
        by_grade = choice(palette, grades, self._grade, self._pick_grade)
        return [*([by_grade] if len(grades) > 2 else []), chips]

    def _turn_measures(self) -> None:
        self._all_measures = not self._all_measures
        self._nav.window.draw()

    def _coverage(self, season: SeasonCoverage) -> ft.Control:
        palette = self._nav.window.palette
        done, of = len(season.done), len(season.students)
        steps = [one.step for one in season.students]
        said = [
            count_of(f"season.{step}", steps.count(step))
            for step in ("make_up", "begun", "left")
            if steps.count(step)
        ]
        parts: list[ft.Control] = [
            bold(say("season.coverage", done=done, of=of), 20, palette.title),
            ft.ProgressBar(
                value=done / of if of else 0,
                color=palette.accent,
                bgcolor=palette.line,
                bar_height=8,
                semantics_label=say("season.coverage", done=done, of=of),
            ),
        ]
        if said:
            parts.append(quiet(palette, one_line(said), 16))
        if len(season.by_grade) > 1:
            grades = [
                say("season.grade", grade=grade or "–", done=some, of=every)
                for grade, (some, every) in season.by_grade.items()
            ]
            parts.append(quiet(palette, one_line(grades), 16))
        if season.by_examiner:
            by = [
                say("season.by", who=who or say("season.unsigned"), count=count)
                for who, count in season.by_examiner.items()
            ]
            parts.append(quiet(palette, one_line(by), 16))
        return card(palette, *parts)

    # The list

    def _fill(self) -> None:
        palette, season = self._nav.window.palette, self._season
        found = [one for one in season.students if found_by(one.student.name, self._search)]
        shown = found if self._all_listed else found[:FIRST]
        self._list.controls = []
        for step in dict.fromkeys(one.step for one in shown):
            rows = [self._row(one) for one in shown if one.step == step]
            count = sum(one.step == step for one in found)
            title = bold(count_of(f"season.{step}", count), 17, palette.title)
            self._list.controls += [title, rows_card(palette, rows)]
        if len(shown) < len(found):
            rest = say("students.rest", count=len(found) - len(shown))
            self._list.controls.append(ft.Row([secondary(rest, self._list_all)]))
        if not found:
            self._list.controls.append(quiet(palette, say("students.none_found"), 17))

    def _row(self, one: SeasonStudent) -> ft.Control:
        palette, done = self._nav.window.palette, one.step == "done"
        name = bold(one.student.name, 18, palette.muted if done else palette.ink)
        about = ft.Column(
            [name, quiet(palette, one_line(self._details(one)))], spacing=2, expand=True
        )
        opened = tapped_whole(
            ft.Row([about]),
            lambda: self._nav.go(routes.StudentRoute(one.student.id)),
            expand=True,
        )
        buttons = [] if done else self._buttons(one)
        if self._nav.window.phone and buttons:
            right = ft.Row(buttons, alignment=ft.MainAxisAlignment.END, spacing=GAP / 2)
            content: ft.Control = ft.Column(
                [ft.Row([opened]), right],
                spacing=GAP / 2,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            )
        else:
            content = ft.Row([opened, *buttons], spacing=GAP)
        return ft.Container(content, padding=ft.Padding.symmetric(horizontal=18, vertical=12))

    def _details(self, one: SeasonStudent) -> list[str]:
        said = [say("students.grade", grade=one.student.grade)] if one.student.grade else []
        if one.day is not None and one.why is not None:
            said.append(in_words(f"today.{one.why}_last", one.day, self._today))
        elif one.day is not None:
            said.append(say("season.given", day=day_in_words(one.day, self._today)))
        if one.step == "begun":
            said.append(count_of("season.passages", one.given))
        if one.examiner:
            said.append(one.examiner)
        return said

    def _buttons(self, one: SeasonStudent) -> list[ft.Control]:
        name = one.student.name
        told = say("today.give.to", name=name)
        give = secondary(say("today.give"), lambda: self._give(one), spoken=told)
        if one.step != "left" or self._window is None or not self._window.holds(self._today):
            return [give]

        def away() -> None:
            student, window = one.student.id, self._nav.window
            if window.attempt(lambda: self._absences.note([student], self._today, "absent")):
                window.draw()

                def undo() -> None:
                    window.attempt(lambda: self._absences.take_back([student], self._today))
                    window.draw()

                window.notice(say("season.marked"), undo)

        absent = say("today.absent")
        label = ft.Text(absent, size=16, semantics_label=spoken_of(absent, name))
        style = ft.ButtonStyle(enable_feedback=False)
        return [ft.TextButton(content=label, on_click=away, height=TARGET, style=style), give]

    # What is tapped

    def _give(self, one: SeasonStudent) -> None:
        three = MEASURES[self._measure].layout == "passage"
        route = routes.ReadyRoute(one.student.id, self._measure, three=three, level=one.level)
        self._nav.go(route)

    def _pick_grade(self, grade: str) -> None:
        self._grade = grade
        found = self._measures()
        if self._measure not in found:
            self._measure = found[0]
        self._remember()

    def _pick_measure(self, measure: str) -> None:
        self._measure = measure
        self._remember()

    def _remember(self) -> None:
        grade = "" if self._grade == EVERYBODY else self._grade
        kept = f"{grade} {self._measure}"
        self._nav.window.attempt(lambda: self._settings.change(season=kept))
        self._nav.window.draw()

    def _list_all(self) -> None:
        self._all_listed = True
        self._fill()
        self._nav.window.update(self._list)

    def _searched(self, event: ft.Event[ft.TextField]) -> None:
        self._search = event.control.value or ""
        self._fill()
        self._nav.window.update(self._list)

    def _back(self) -> None:
        self._nav.go(routes.TodayRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
