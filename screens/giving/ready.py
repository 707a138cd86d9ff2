"""Before the clock: what is given, what to say, the rules, and Start."""

import flet as ft

from probes.administration import PartOfSet
from probes.forms.form import Form
from probes.forms.rotation import choose_for_set
from probes.measures.directions import LANGUAGES, directions
from probes.measures.measure import MATH_FACTS, MEASURES, ORAL_READING, Mode
from records.device_settings import DeviceSettings
from records.form_library import FormLibrary, first_level
from records.history import History
from records.prepared_forms import PreparedForms
from records.record_store import Clock
from records.sittings import THREE
from records.students import Student, Students
from screens.forms.freshness import freshness
from screens.forms.level_choice import LevelChoice
from screens.forms.printing import HEARD_ONLY, save_pdf
from screens.giving.rules_in_words import rules, starts_at_answer
from screens.giving.sitting_flow import SittingFlow
from screens.giving.spoken_cards import spoken_cards
from screens.giving.who_scores import ALONG, who_scores
from screens.parts.controls import (
    bold,
    card,
    choice,
    primary,
    quiet,
    secondary,
    text_button,
)
from screens.parts.page_head import page_head
from screens.parts.scrolled_page import ScrolledPage
from screens.parts.theme import GAP
from screens.shell.navigation import Navigation
from screens.shell.routes import StudentRoute
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.clock_times import in_minutes
from screens.words.measure_names import AREAS, form_name, in_area, level_name, measure_name, usual
from screens.words.one_line import one_line

SHOWN_FORMS = 6  # to choose among, before all of them are asked for


class Ready(Screen):
    """Everything that is read before the minute, on one screen; Start is the next step.

    What the student was given last is chosen already, or the measure asked for, in a form that
    is fresh. A benchmark set that was begun today is gone on with.
    """

    def __init__(
        self,
        nav: Navigation,
        flow: SittingFlow,
        student: Student,
        forms: FormLibrary,
        history: History,
        settings: DeviceSettings,
        clock: Clock,
        students: Students,
        prepared: PreparedForms,
        *,
        measure: str = "",
        three: bool = False,
        level: str = "",
    ) -> None:
        self._nav = nav
        self._flow = flow
        self._student = student
        self._library = forms
        self._settings = settings
        self._clock = clock
        self._students = students
        self._prepared = prepared
        self._language = student.hears(settings.now.directions)
        self._form_uses = history.form_uses(student)
        self._choosing = False
        self._all_measures = False
        self._all_forms = False
        self._levels = LevelChoice(
            nav, forms, self._choose_level, usual_in=student.grade, redraw=self._redraw
        )
        self._last_given = history.last_given(student.id)
        self._set = history.open_set(student.id, clock.now().date())
        self._three = three or self._set is not None
        self._along = False
        begin = [*self._last_given] or [self._first_measure("reading")]
        if self._set is not None:
            begin = [self._set.given[-1].measure]
        self._choose_measure(measure or begin[-1])
        if self._set is not None and self._in_set:
            self._choose_level(self._set.given[-1].level)
        elif level in forms.levels(self._measure.id):
            self._choose_level(level)

    def _choose_measure(self, measure: str) -> None:
        """Take a measure up where it was left, or else as is usual in the student's grade."""
        grade = self._student.grade
        self._measure = MEASURES[measure]
        levels = self._library.levels(measure)
        last = self._last_given.get(measure)
        known = last is not None and last.level in levels
        self._seconds = self._measure.seconds_at(grade) if last is None else last.seconds
        self._mode: Mode = self._measure.modes[0] if last is None else last.mode
        self._choose_level(last.level if last is not None and known else first_level(levels, grade))

    def _choose_level(self, level: str) -> None:
        self._level = level
        self._all_forms = False
        self._levels.show(self._measure.id, level)
        today = self._clock.now().date()
        if self._in_set:
            forms = self._library.of(level, self._measure.id)
            used = {part.form for part in self._set.given} if self._set else set()
            self._form = choose_for_set(forms, self._form_uses, today, used)
        else:
            self._form = self._prepared.offered(self._student, self._measure.id, level, today)

    @property
    def _in_set(self) -> bool:
        """Whether a passage of a benchmark set is to be given."""
        return self._three and self._measure.layout == "passage"

    @property
    def _part(self) -> PartOfSet | None:
        """The part of a set that is to be given, None for none; the other device has it."""
        if not self._in_set or self._scores_along:
            return None
        place = None if self._set is None else self._set.next_place
        if self._set is None or place is None:
            return self._flow.new_set()
        return PartOfSet(self._set.id, place, self._set.of)

    def _first_measure(self, area: str) -> str:
        """Return what an area begins with: what the student was given, or is usual first."""
        here = self._usual(area)
        given = [measure for measure in self._last_given if MEASURES[measure].area == area]
        if given:
            return given[-1]
        main = ORAL_READING.id if area == "reading" else MATH_FACTS.id
        return main if main in here and self._student.grade != "K" else here[0]

    def _usual(self, area: str) -> list[str]:
        """Return the measures of an area that are usual in the student's grade."""
        grade = self._student.grade
        every = {m.id: sum(self._library.levels(m.id).values(), ()) for m in in_area(area)}
        return usual(every, grade)

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
        head = page_head(palette, self._student.name, self._back)
        probe, told, spoken = self._probe_card(), self._rules_card(), self._spoken_cards()
        if not window.wide:
            return [head, probe, *spoken, told]
        beside = len(spoken) > 1  # with practice, the right column is long enough
        left, right = ([probe, told], spoken) if beside else ([probe], [*spoken, told])
        columns: list[ft.Control] = [_column(left), _column(right)]
        across = ft.CrossAxisAlignment.START
        return [head, ft.Row(columns, spacing=GAP + 4, vertical_alignment=across)]

    def _foot(self) -> ft.Control:
        window = self._nav.window
        # It gets the focus, so that Space starts; on another button Space is that button's.
        start = primary(
            say("ready.start"),
            self._start,
            autofocus=True,
            disabled=self._form is None,
            expand=window.phone,
            width=None if window.phone else 320,
        )
        heard = ft.Semantics(label=say("ready.headphones"), content=ft.Container(width=1, height=1))
        steps: list[ft.Control] = [heard, start]
        if starts_at_answer(self._measure, self._mode) and self._form is not None:
            silent = secondary(say("ready.silent"), self._start_silent)
            steps.insert(1, ft.Container(silent, padding=ft.Padding.only(right=GAP)))
        return ft.Row(steps, alignment=ft.MainAxisAlignment.END, spacing=0)

    def _probe_card(self) -> ft.Container:
        palette, form = self._nav.window.palette, self._form
        parts: list[ft.Control] = [self._areas(), self._measures()]
        if form is None:
            parts.append(ft.Text(say("ready.no_forms"), size=17, color=palette.ink))
        else:
            parts.append(bold(form_name(form), 22, palette.ink))
            about = [level_name(self._level), form.id]
            if self._in_set:
                place = self._set.next_place if self._set else 0
                about.insert(0, say("ready.set.place", place=(place or 0) + 1, of=THREE))
            if self._measure.layout != "count":  # everybody counts from one
                about.append(self._freshness(form))
            parts.append(quiet(palette, one_line(about)))
        parts += self._options()
        heard = self._measure.id in HEARD_ONLY
        printed = say("ready.print.heard" if heard else "ready.print")
        actions: list[ft.Control] = [secondary(printed, self._print)]
        if not self._choosing and self._others:
            actions.insert(0, secondary(say("ready.choose"), self._begin_choosing))
        parts.append(ft.Row(actions, wrap=True, spacing=GAP, run_spacing=GAP))
        if self._choosing:
            parts += [self._levels.control(), self._forms()]
        return card(palette, *parts)

    @property
    def _others(self) -> bool:
        """Whether there is another form to choose, or another level."""
        library, measure = self._library, self._measure.id
        return len(library.levels(measure)) > 1 or len(library.of(self._level, measure)) > 1

    def _areas(self) -> ft.Control:
        areas = {area: say(f"area.{area}") for area in AREAS}
        return choice(self._nav.window.palette, areas, self._measure.area, self._pick_area)

    def _measures(self) -> ft.Control:
        palette, area = self._nav.window.palette, self._measure.area
        first = {*self._usual(area), self._measure.id}
        every = [measure.id for measure in in_area(area)]
        shown = [m for m in every if m in first or self._all_measures]  # always in one order
        names = {measure: measure_name(measure) for measure in shown}
        chips = choice(palette, names, self._measure.id, self._pick_measure)
        if len(first) < len(every):
            assert isinstance(chips, ft.Row)
            more = say("ready.fewer" if self._all_measures else "ready.more")
            chips.controls.append(text_button(more, self._show_measures))
        return chips

    def _forms(self) -> ft.Control:
        forms = self._library.of(self._level, self._measure.id)
        shown = forms if self._all_forms else forms[:SHOWN_FORMS]
        if self._form is not None and self._form not in shown:
            shown = [self._form, *shown]
        names = {form.id: f"{form_name(form)} · {self._freshness(form)}" for form in shown}
        chosen = "" if self._form is None else self._form.id
        chips = choice(self._nav.window.palette, names, chosen, self._pick_form)
        if len(shown) < len(forms):
            assert isinstance(chips, ft.Row)
            more = say("forms.rest", count=len(forms))
            chips.controls.append(text_button(more, self._show_forms))
        return chips

    def _options(self) -> list[ft.Control]:
        """Return how long and how answered, where there is something to choose."""
        palette, measure = self._nav.window.palette, self._measure
        parts: list[ft.Control] = []
        if measure.layout == "passage":
            many = {"one": say("ready.set.one"), "three": say("ready.set.three")}
            parts.append(choice(palette, many, "three" if self._three else "one", self._pick_many))
        if len(measure.durations) > 1:
            texts = {str(seconds): in_minutes(seconds) for seconds in measure.durations}
            parts.append(quiet(palette, say("ready.seconds")))
            parts.append(choice(palette, texts, str(self._seconds), self._pick_seconds))
        if len(measure.modes) > 1:
            modes: dict[str, str] = {mode: say(f"mode.{mode}") for mode in measure.modes}
            parts.append(quiet(palette, say("ready.mode")))
            parts.append(choice(palette, modes, self._mode, self._pick_mode))
        if self._mode == "oral":
            parts += who_scores(palette, self._pick_along, along=self._along)
        return parts

    @property
    def _scores_along(self) -> bool:
        """Whether another device gives this probe; what is written is scored from the paper."""
        return self._along and self._mode == "oral"

    def _spoken_cards(self) -> list[ft.Container]:
        """Return the practice, where the measure has one, and the directions."""
        spoken = directions(self._measure.id, self._mode, self._language)
        return spoken_cards(self._nav.window.palette, spoken, self._language, self._pick_language)

    def _rules_card(self) -> ft.Container:
        palette, profile = self._nav.window.palette, self._settings.now.rules(self._measure.id)
        told = rules(self._measure, profile, self._mode)
        return card(
            palette,
            bold(say("ready.rules"), 15, palette.title),
            *(ft.Text(rule, size=16, color=palette.ink) for rule in told),
            *([quiet(palette, say("ready.keys"))] if self._nav.window.wide else []),
        )

    def _freshness(self, form: Form) -> str:
        today = self._clock.now().date()
        waiting = self._prepared.waiting(self._student.id, form.measure, form.level)
        return freshness(form, self._form_uses, today, printed=form.id in waiting)

    # What the examiner chooses

    def _pick_area(self, area: str) -> None:
        if area != self._measure.area:
            self._all_measures = False
            self._pick_measure(self._first_measure(area))

    def _pick_measure(self, measure: str) -> None:
        if measure == self._measure.id:
            return  # a screen drawn anew would lose the tap on Start that may follow at once
        self._choosing = False
        self._choose_measure(measure)
        self._redraw()

    def _show_measures(self) -> None:
        self._all_measures = not self._all_measures
        self._redraw()

    def _begin_choosing(self) -> None:
        self._choosing = True
        self._redraw()

    def _show_forms(self) -> None:
        self._all_forms = True
        self._redraw()

    def _pick_form(self, form_id: str) -> None:
        self._form = self._levels.form(form_id, self._form)
        self._redraw()

    def _pick_many(self, many: str) -> None:
        self._three = many == "three"
        self._choose_level(self._level)
        self._redraw()

    def _pick_seconds(self, seconds: str) -> None:
        self._seconds = int(seconds)
        self._redraw()

    def _pick_mode(self, mode: str) -> None:
        self._mode = next(m for m in self._measure.modes if m == mode)
        self._redraw()

    def _pick_along(self, who: str) -> None:
        self._along = who == ALONG
        self._redraw()

    def _pick_language(self, language: str) -> None:
        """Keep the language with the student: whoever gives the next probe says it in that one."""
        student = self._student.id
        if self._nav.window.attempt(lambda: self._students.change(student, language=language)):
            self._language = next(one for one in LANGUAGES if one == language)
        self._redraw()

    async def _print(self) -> None:
        if self._form is not None:
            heard = self._measure.id in HEARD_ONLY
            await save_pdf(
                self._nav,
                self._library,
                self._settings,
                [self._form],
                "examiner" if heard else "student",
                self._language,
            )

    def _start(self) -> None:
        self._begin(silent=False)

    def _start_silent(self) -> None:
        self._begin(silent=True)

    def _begin(self, *, silent: bool) -> None:
        if self._form is not None and self._nav.window.settled:
            student, form = self._student, self._form
            self._flow.start(
                student,
                form,
                self._seconds,
                self._mode,
                silent=silent,
                part=self._part,
                along=self._scores_along,
            )

    def _back(self) -> None:
        self._nav.go(StudentRoute(self._student.id))

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()


def _column(cards: list[ft.Container]) -> ft.Control:
    return ft.Column(
        [*cards],
        spacing=GAP + 4,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
