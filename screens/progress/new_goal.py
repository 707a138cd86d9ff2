"""A new goal: what is measured and how often, the measured baseline, goals side by side."""

from contextlib import suppress
from datetime import date

import flet as ft

from probes.measures.measure import MEASURES, ORAL_READING
from probes.progress.baseline import Baseline, BaselineMissing
from probes.progress.goal import HIGHEST, Goal
from probes.progress.verdict import STALE
from records.device_settings import DeviceSettings
from records.form_library import FormLibrary
from records.levels_tried import fitting_level
from records.monitoring import Monitoring
from records.plans import SeriesKey
from records.plans_with_goals import PlansWithGoals, SetTogether, Wanted
from records.progress import first_day, proposals
from records.record_store import Clock
from records.student_progress import StudentProgress
from records.students import Student
from screens.forms.level_choice import LevelChoice
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    page_body,
    primary,
    quiet,
    rename,
    set_parts,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP, TARGET
from screens.progress.goal_options import GoalOption, option_cards, options_of, typed_option
from screens.progress.level_hint import level_hint
from screens.progress.usual_series import series_of, usual_series
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.goal_words import EVERY, every_text, measured_text, series_title
from screens.words.measure_names import in_area, measure_name
from screens.words.typed_days import coming_day_typed, day_to_type

DEFAULT_EVERY = 5
FIELD = 340  # px, of a field that holds little


class NewGoal(Screen):
    """Plan and goal of one student, on one screen; the fitting goal is chosen already."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        monitoring: Monitoring,
        planned: PlansWithGoals,
        forms: FormLibrary,
        settings: DeviceSettings,
        clock: Clock,
        student: Student,
        series: SeriesKey | None,
    ) -> None:
        self._nav = nav
        self._monitoring = monitoring
        self._planned = planned
        self._forms = forms
        self._settings = settings
        self._student = student
        self._today = clock.now().date()
        self._choosing = series is None
        self._levels = LevelChoice(nav, forms, self._pick_level, usual_in=student.grade)
        self._typed_target = ""
        self._holds = False
        self._wrong = ""
        found = monitoring.progress(student.id, self._today)
        self._fits = fitting_level(found, student.grade)
        self._take_up(series or self._first_series())

    def _first_series(self) -> SeriesKey:
        """Return what is usual first in the student's grade, on the level that fits."""
        usual = usual_series(self._forms, self._student.grade, "reading")[0]
        if usual.measure == ORAL_READING.id and self._fits.why == "off level":
            return usual._replace(level=self._fits.level)
        return usual

    def _series_of(self, measure: str) -> SeriesKey:
        return series_of(self._forms, measure, self._student.grade)

    def _take_up(self, series: SeriesKey) -> None:
        """Look at a series: its plan, its baseline, and the goals there could be."""
        self._series = series
        found = self._monitoring.of_series(self._student.id, series, self._today)
        assert found is not None
        self._progress: StudentProgress = found
        plan = found.plan if found.is_monitored else None
        self._every = plan.every if plan else DEFAULT_EVERY
        self._day_text = day_to_type(found.proposed_day)
        self._chosen: GoalOption | None = None
        self._levels.show(series.measure, series.level)
        self._propose()

    @property
    def _start(self) -> Baseline | None:
        """The measured start, or a benchmark where nothing was measured."""
        first = self._progress.start
        return first if isinstance(first, Baseline) else self._progress.screening

    def _propose(self) -> None:
        """Compute the goals up to the day that was typed; keep the one chosen, if it is there."""
        self._end, self._day_wrong = coming_day_typed(self._day_text, self._today)
        start, found = self._start, self._progress
        self._options: list[GoalOption] = []
        if start is None or self._end is None:
            self._chosen = None
            return
        trend = found.judgement.trend
        norms = self._monitoring.school().norms
        own = trend.fit if trend else None
        self._options = options_of(
            proposals(start, self._end, self._series, self._student.grade, norms, own)
        )
        typed = self._typed_number()
        if typed is not None and not self._is_low(typed):
            self._options.append(typed_option(typed, start, self._end, level=self._holds))
        before = self._chosen
        same = [one for one in self._options if before and one.name == before.name]
        fitting = [one for one in self._options if one.fits]
        self._chosen = next(iter([*same, *fitting, *self._options[-1:]]), None)

    def _typed_number(self) -> float | None:
        with suppress(ValueError):
            number = float(self._typed_target.replace(",", ".").strip())
            if 0 < number <= HIGHEST:
                return number
        return None

    def build(self) -> ft.Control:
        """Build the screen; what is tapped changes its parts where they stand."""
        window, palette = self._nav.window, self._nav.window.palette
        head = page_head(palette, say("goal.new"), self._back, self._student.name)
        self._what, self._measured = card(palette), card(palette)
        cards: list[ft.Control] = [self._what, self._measured]
        if window.wide:
            self._what.expand = self._measured.expand = True
            start = ft.CrossAxisAlignment.START
            cards = [ft.Row([*cards], spacing=GAP + 4, vertical_alignment=start)]
        self._goal_box = self._goal_card()
        self._button = primary("", self._keep, width=None if window.phone else 320)
        self._fill()
        body = page_body(window.wide, head, *cards, self._goal_box)
        return with_foot(palette, body, self._button, wide=window.wide, phone=window.phone)

    def _fill(self) -> None:
        """Put in what was chosen."""
        window, palette = self._nav.window, self._nav.window.palette
        set_parts(self._what, self._what_parts())
        set_parts(self._measured, self._baseline_parts())
        self._goal_box.visible = self._start is not None
        if self._options:
            self._area.controls = [
                option_cards(palette, self._options, self._chosen, window.wide, self._pick)
            ]
        elif self._end is not None:
            self._area.controls = [quiet(palette, say("goal.options.none"), 16)]
        else:
            self._area.controls = []
        shapes = {"line": say("goal.shape.line"), "level": say("goal.shape.level")}
        chosen = "level" if self._holds else "line"
        self._shapes.controls = [choice(palette, shapes, chosen, self._pick_shape)]
        self._day.error = self._day_wrong or None
        self._number.error = self._wrong or None
        begins = self._start is None
        rename(self._button, say("plan.begin" if begins else "goal.keep"))
        self._button.disabled = not begins and (self._chosen is None or bool(self._wrong))

    def _redraw(self) -> None:
        self._fill()
        parts = (self._what, self._measured, self._goal_box, self._button)
        self._nav.window.update(*parts)

    def _what_parts(self) -> list[ft.Control]:
        palette = self._nav.window.palette
        parts: list[ft.Control] = [bold(say("plan.what"), 16, palette.title)]
        if self._choosing:
            parts += self._measures()
        else:
            other = ft.TextButton(
                content=say("plan.other"), on_click=self._begin_choosing, height=TARGET
            )
            named = bold(series_title(self._series), 19, palette.ink)
            between = ft.MainAxisAlignment.SPACE_BETWEEN
            parts.append(ft.Row([named, other], alignment=between, wrap=True))
        hint = level_hint(self._series, self._fits)
        if hint:
            parts.append(ft.Text(hint, size=16, color=palette.caution))
        parts.append(quiet(palette, say("plan.every")))
        every = {str(days): every_text(days) for days in sorted({*EVERY, self._every})}
        parts.append(choice(palette, every, str(self._every), self._pick_every))
        return parts

    def _measures(self) -> list[ft.Control]:
        palette, measure = self._nav.window.palette, MEASURES[self._series.measure]
        names = {
            one.id: measure_name(one.id) for area in ("reading", "math") for one in in_area(area)
        }
        parts: list[ft.Control] = [choice(palette, names, measure.id, self._pick_measure)]
        parts.append(self._levels.control())
        if len(measure.modes) > 1:
            modes: dict[str, str] = {mode: say(f"mode.{mode}") for mode in measure.modes}
            parts.append(choice(palette, modes, self._series.mode, self._pick_mode))
        return parts

    def _baseline_parts(self) -> list[ft.Control]:
        palette, start = self._nav.window.palette, self._start
        parts: list[ft.Control] = [bold(say("baseline.title"), 16, palette.title)]
        if start is not None:
            parts.append(ft.Text(measured_text(start, self._today), size=17, color=palette.ink))
            school_days = self._monitoring.school().school_days
            if school_days(start.day, self._today) > STALE:
                parts.append(ft.Text(say("goal.baseline.old"), size=16, color=palette.caution))
            if start.wide:
                parts.append(ft.Text(say("goal.baseline.wide"), size=16, color=palette.caution))
            return parts
        found = self._progress.start
        if isinstance(found, BaselineMissing):
            parts.append(ft.Text(count_of("goal.missing", found.more), size=17, color=palette.ink))
        parts.append(quiet(palette, say("goal.missing.why")))
        parts.append(quiet(palette, say("plan.begin.help")))
        return parts

    def _goal_card(self) -> ft.Container:
        """Return the card with its fields, which stay while what is around them changes."""
        window, palette = self._nav.window, self._nav.window.palette
        room = {"expand": True} if window.phone else {"width": FIELD}
        self._day = field(
            say("goal.day"),
            self._day_text,
            on_change=self._day_typed,
            helper=say("goal.day.help"),
            **room,
        )
        self._number = field(
            say("goal.typed"),
            self._typed_target,
            on_change=self._number_typed,
            helper=say("goal.typed.help"),
            keyboard_type=ft.KeyboardType.NUMBER,
            **room,
        )
        stretch = ft.CrossAxisAlignment.STRETCH
        self._area = ft.Column(spacing=GAP, tight=True, horizontal_alignment=stretch)
        self._shapes = ft.Column(tight=True)
        title = bold(say("goal.options"), 16, palette.title)
        day, number = ft.Row([self._day]), ft.Row([self._number])
        return card(palette, title, day, self._area, number, self._shapes)

    # What is tapped

    def _begin_choosing(self) -> None:
        self._choosing = True
        self._redraw()

    def _pick_measure(self, measure: str) -> None:
        self._take_up(self._series_of(measure))
        self._redraw()

    def _pick_level(self, level: str) -> None:
        self._take_up(self._series._replace(level=level))  # the chips draw the screen anew

    def _pick_mode(self, mode: str) -> None:
        self._take_up(self._series._replace(mode=mode))
        self._redraw()

    def _pick_every(self, days: str) -> None:
        self._every = int(days)
        self._redraw()

    def _pick(self, option: GoalOption) -> None:
        self._chosen = option
        self._redraw()

    def _pick_shape(self, shape: str) -> None:
        self._holds = shape == "level"
        self._number_is(self._typed_target)

    def _day_typed(self, event: ft.Event[ft.TextField]) -> None:
        text = event.control.value or ""
        if text != self._day_text:
            self._day_text = text
            self._propose()
            self._redraw()

    def _number_typed(self, event: ft.Event[ft.TextField]) -> None:
        text = event.control.value or ""
        if text != self._typed_target:
            self._number_is(text)

    def _number_is(self, text: str) -> None:
        """Take a goal's number, and choose it where it can be one."""
        self._typed_target = text
        number = self._typed_number()
        self._wrong = ""
        if text.strip() and number is None:
            self._wrong = say("goal.typed.wrong", most=HIGHEST)
        elif self._is_low(number):
            self._wrong = say("goal.typed.low")
        self._propose()
        if number is not None and not self._wrong and self._options:
            self._chosen = self._options[-1]
        self._redraw()

    def _is_low(self, number: float | None) -> bool:
        """Tell whether a line can't rise to a number."""
        start = self._start
        return (
            number is not None and start is not None and not self._holds and number <= start.value
        )

    def _keep(self) -> None:
        window, who = self._nav.window, self._settings.now.examiner
        wanted, done = self._wanted(), list[SetTogether]()

        def undo() -> None:
            if window.attempt(lambda: self._planned.take_back(done[0], who=who)):
                self._back()

        if window.attempt(lambda: done.append(self._planned.set([wanted], self._series, who=who))):
            self._back()
            window.notice(say("goal.kept" if done[0].goals else "plan.begun"), undo)

    def _wanted(self) -> Wanted:
        """Return the plan that goes on, or begins, and the goal that was chosen."""
        found, start, chosen = self._progress, self._start, self._chosen
        goal = None
        if start is not None and chosen is not None and self._end is not None:
            goal = Goal(
                kind=chosen.kind,
                baseline=start.value,
                start=start.day,
                target=chosen.target,
                end=self._end,
                source=chosen.source,
            )
        return Wanted(
            student=self._student.id,
            plan=found.plan if found.is_monitored else None,
            since=self._since(),
            every=self._every,
            baseline=start,
            goal=goal,
        )

    def _since(self) -> date:
        """Return the plan's first day."""
        return first_day(self._start, self._today, self._monitoring.school().school_days)

    def _back(self) -> None:
        self._nav.go(routes.StudentRoute(self._student.id, self._series))

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
