"""One clock for several students: who takes part, what is on their papers, and Start."""

from collections import Counter

import flet as ft

from probes.forms.form import Form
from probes.forms.rotation import FormUse, choose
from probes.measures.directions import LANGUAGES, directions
from probes.measures.measure import MATH_FACTS, MEASURES
from records.device_settings import DeviceSettings
from records.form_library import FormLibrary, first_level
from records.history import History
from records.record_store import Clock
from records.students import Student, Students, group_names, in_group
from screens.forms.freshness import freshness
from screens.forms.level_choice import LevelChoice
from screens.forms.printing import save_pdf
from screens.giving.ready import SHOWN_FORMS
from screens.giving.rules_in_words import rules
from screens.giving.sitting_flow import SittingFlow
from screens.parts.controls import (
    bold,
    card,
    choice,
    primary,
    quiet,
    secondary,
    text_button,
    ticked,
)
from screens.parts.page_head import page_head
from screens.parts.scrolled_page import ScrolledPage
from screens.parts.theme import GAP
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.clock_times import in_minutes
from screens.words.measure_names import form_name, level_name, measure_name
from screens.words.one_line import one_line

ALL = "\0all"
NAME_WIDTH = 208  # px of a student's tick and name


class GroupSetup(Screen):
    """Everything that is settled before the clock of a group; Start is the next step.

    ``group`` is the one whose students are ticked at first, None for all there are.
    """

    def __init__(
        self,
        nav: Navigation,
        flow: SittingFlow,
        students: Students,
        forms: FormLibrary,
        history: History,
        settings: DeviceSettings,
        clock: Clock,
        group: str | None,
    ) -> None:
        self._nav = nav
        self._flow = flow
        self._library = forms
        self._history = history
        self._settings = settings
        self._clock = clock
        self._students = [student for student in students.all() if not student.archived]
        self._group = ALL if group is None else group
        self._uses_by_student: dict[str, list[FormUse]] = {}
        self._choosing = self._picked = self._all_forms = False
        self._tick_all()
        self._choose_measure(MATH_FACTS.id)

    @property
    def _here(self) -> list[Student]:
        return self._students if self._group == ALL else in_group(self._students, self._group)

    @property
    def _taking_part(self) -> list[Student]:
        return [student for student in self._here if student.id in self._ticked]

    @property
    def _grade(self) -> str:
        """The grade of most of them."""
        grades = Counter(student.grade for student in self._taking_part or self._here)
        return grades.most_common(1)[0][0] if grades else ""

    def _tick_all(self) -> None:
        self._ticked = {student.id for student in self._here}

    def _choose_measure(self, measure: str) -> None:
        self._measure = MEASURES[measure]
        self._seconds = self._measure.seconds_at(self._grade)
        self._levels = LevelChoice(
            self._nav,
            self._library,
            self._choose_level,
            usual_in=self._grade,
            redraw=self._redraw,
        )
        self._choose_level(first_level(self._library.levels(measure), self._grade))

    def _choose_level(self, level: str) -> None:
        self._level = level
        self._picked = self._all_forms = False
        self._levels.show(self._measure.id, level)
        self._choose_form()

    def _choose_form(self) -> None:
        """Take the form that has rested longest among all who take part, unless one was picked."""
        if not self._picked:
            forms = self._library.of(self._level, self._measure.id)
            self._form = choose(forms, self._form_uses, self._clock.now().date())

    @property
    def _form_uses(self) -> list[FormUse]:
        """Which forms those who take part have read, each student asked about once."""
        taking_part = self._taking_part
        for student in taking_part:
            if student.id not in self._uses_by_student:
                self._uses_by_student[student.id] = self._history.form_uses(student)
        return [one for student in taking_part for one in self._uses_by_student[student.id]]

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
        window, palette = self._nav.window, self._nav.window.palette
        head = page_head(palette, say("group.title"), self._back)
        who, probe, said, told = self._who(), self._probe(), self._said(), self._told()
        if window.wide:
            columns: list[ft.Control] = [_column(who, probe), _column(said, told)]
            across = ft.CrossAxisAlignment.START
            cards: list[ft.Control] = [ft.Row(columns, spacing=GAP + 4, vertical_alignment=across)]
        else:
            cards = [who, probe, said, told]
        count = len(self._taking_part)
        start = primary(
            say("ready.start"),
            self._start,
            disabled=self._form is None or not count,
            expand=window.phone,
            width=None if window.phone else 320,
        )
        counted = quiet(palette, count_of("group.students", count), 16)
        foot = ft.Row([counted, start], alignment=ft.MainAxisAlignment.END, spacing=GAP + 4)
        return [head, *cards], foot

    def _who(self) -> ft.Container:
        palette = self._nav.window.palette
        parts: list[ft.Control] = [bold(say("group.who"), 15, palette.title)]
        groups = {one: one or say("students.no_group") for one in group_names(self._students)}
        if len(groups) > 1:
            offered = {ALL: say("students.all"), **groups}
            parts.append(choice(palette, offered, self._group, self._pick_group))
        names = [self._name(student) for student in self._here]
        parts.append(ft.Row(names, wrap=True, spacing=8, run_spacing=0))
        everybody = len(self._taking_part) == len(self._here)
        more = say("group.none" if everybody else "group.all")
        parts.append(ft.Row([text_button(more, self._tick_or_clear)]))
        return card(palette, *parts)

    def _name(self, student: Student) -> ft.Control:
        def tick(event: ft.Event[ft.Checkbox]) -> None:
            (self._ticked.add if event.control.value else self._ticked.discard)(student.id)
            self._choose_form()
            self._redraw()

        taking_part = student.id in self._ticked
        palette = self._nav.window.palette
        return ticked(palette, student.name, NAME_WIDTH, value=taking_part, on_change=tick)

    def _probe(self) -> ft.Container:
        palette, form, measure = self._nav.window.palette, self._form, self._measure
        written = {m.id: measure_name(m.id) for m in MEASURES.values() if "paper" in m.modes}
        parts: list[ft.Control] = [choice(palette, written, measure.id, self._pick_measure)]
        if form is None:
            parts.append(ft.Text(say("ready.no_forms"), size=17, color=palette.ink))
        else:
            parts.append(bold(form_name(form), 22, palette.ink))
            about = (level_name(self._level), form.id, self._freshness(form))
            parts.append(quiet(palette, one_line(about)))
        if len(measure.durations) > 1:
            texts = {str(seconds): in_minutes(seconds) for seconds in measure.durations}
            parts.append(quiet(palette, say("ready.seconds")))
            parts.append(choice(palette, texts, str(self._seconds), self._pick_seconds))
        actions: list[ft.Control] = [secondary(say("group.print"), self._print)]
        if not self._choosing:
            actions.insert(0, secondary(say("ready.choose"), self._begin_choosing))
        parts.append(ft.Row(actions, wrap=True, spacing=GAP, run_spacing=GAP))
        if self._choosing:
            parts += [self._levels.control(), self._forms()]
        return card(palette, *parts)

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

    def _said(self) -> ft.Container:
        """Return what to say: in each language that somebody here hears, and who that is."""
        palette, device = self._nav.window.palette, self._settings.now.directions
        taking_part = self._taking_part
        title: list[ft.Control] = [bold(say("group.say"), 15, palette.title)]
        if not taking_part or any(not one.language for one in taking_part):
            names: dict[str, str] = {name: say(f"ready.language.{name}") for name in LANGUAGES}
            title.append(choice(palette, names, device, self._pick_language))
        between = ft.MainAxisAlignment.SPACE_BETWEEN
        parts: list[ft.Control] = [ft.Row(title, alignment=between, wrap=True)]
        heard = {student.id: student.hears(device) for student in taking_part}
        spoken = [one for one in LANGUAGES if one in heard.values()] or [device]
        for language in spoken:
            if len(spoken) > 1:
                who = ", ".join(s.name for s in taking_part if heard[s.id] == language)
                name = say(f"ready.language.{language}")
                parts.append(quiet(palette, say("group.say.to", language=name, who=who), 16))
            told = directions(self._measure.id, "paper", language).say
            parts.append(ft.Text(told, size=19, color=palette.ink))
        return card(palette, *parts)

    def _told(self) -> ft.Container:
        palette = self._nav.window.palette
        told = rules(self._measure, self._settings.now.rules(self._measure.id), "paper")
        told = [*told, say("group.early")]
        return card(
            palette,
            bold(say("ready.rules"), 15, palette.title),
            *(ft.Text(rule, size=16, color=palette.ink) for rule in told),
        )

    def _freshness(self, form: Form) -> str:
        return freshness(form, self._form_uses, self._clock.now().date())

    # What the examiner chooses

    def _pick_group(self, group: str) -> None:
        self._group = group
        self._tick_all()
        self._choose_measure(self._measure.id)
        self._redraw()

    def _tick_or_clear(self) -> None:
        if len(self._taking_part) == len(self._here):
            self._ticked = set()
        else:
            self._tick_all()
        self._choose_form()
        self._redraw()

    def _pick_measure(self, measure: str) -> None:
        if measure != self._measure.id:
            self._choosing = False
            self._choose_measure(measure)
            self._redraw()

    def _begin_choosing(self) -> None:
        self._choosing = True
        self._redraw()

    def _show_forms(self) -> None:
        self._all_forms = True
        self._redraw()

    def _pick_form(self, form_id: str) -> None:
        self._form = self._levels.form(form_id, self._form)
        self._picked = self._form is not None
        self._redraw()

    def _pick_seconds(self, seconds: str) -> None:
        self._seconds = int(seconds)
        self._redraw()

    def _pick_language(self, language: str) -> None:
        self._nav.window.attempt(lambda: self._settings.change(directions=language))
        self._redraw()

    async def _print(self) -> None:
        if self._form is not None:
            copies = [self._form] * max(len(self._taking_part), 1)
            await save_pdf(self._nav, self._library, self._settings, copies, "student")

    def _start(self) -> None:
        if self._form is not None and self._taking_part and self._nav.window.settled:
            self._flow.start_group(self._taking_part, self._form, self._seconds)

    def _back(self) -> None:
        self._nav.go(routes.StudentListRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()


def _column(*cards: ft.Container) -> ft.Control:
    return ft.Column(
        [*cards],
        spacing=GAP + 4,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
