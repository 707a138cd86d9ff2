"""The forms there are, to print or to show, and forms of one's own."""

from collections.abc import Callable

import flet as ft

from probes.forms.form import Form
from probes.measures.measure import MEASURES, ORAL_READING
from probes.progress.form_difficulty import FormDifficulty
from records.cut_points import CutPoints
from records.device_settings import DeviceSettings
from records.form_effects import FormEffects
from records.form_library import FormLibrary
from records.history import History
from records.plans import SeriesKey
from screens.forms.level_choice import LevelChoice
from screens.forms.printing import HEARD_ONLY, Copy, save_pdf
from screens.parts.controls import (
    bold,
    card,
    choice,
    heading,
    page_body,
    quiet,
    secondary,
    spoken_of,
    text_button,
)
from screens.parts.theme import GAP, RADIUS
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.figures import tenth
from screens.words.measure_names import AREAS, form_name, in_area, level_name, measure_name
from screens.words.one_line import one_line

SHOWN_FORMS = 6  # before all of them are asked for
GENRES = {
    "story": "forms.story",
    "true": "forms.true",
    "letter": "forms.genre.letter",
    "how-to": "forms.genre.how-to",
}


class FormList(Screen):
    """Forms by measure and level."""

    tab = "forms"

    def __init__(
        self,
        nav: Navigation,
        forms: FormLibrary,
        settings: DeviceSettings,
        effects: FormEffects,
        cut_points: CutPoints,
        history: History,
        near: Form | None = None,
    ) -> None:
        """``near`` is a form whose measure and level are listed first."""
        self._nav = nav
        self._library = forms
        self._settings = settings
        self._effects = effects
        self._cut_points = cut_points
        self._history = history
        self._levels = LevelChoice(nav, forms, self._choose_level)
        self._all_forms = False
        self._choose_measure(ORAL_READING.id if near is None else near.measure)
        if near is not None:
            self._choose_level(near.level)

    def _choose_measure(self, measure: str) -> None:
        self._measure = MEASURES[measure]
        self._choose_level(next(iter(self._library.levels(measure))))

    def _choose_level(self, level: str) -> None:
        self._level = level
        self._all_forms = False
        self._levels.show(self._measure.id, level)

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, library = self._nav.window.palette, self._library
        if self._level not in library.levels(self._measure.id):  # its last form was taken off
            self._choose_measure(self._measure.id)
        areas = {area: say(f"area.{area}") for area in AREAS}
        measures = {one.id: measure_name(one.id) for one in in_area(self._measure.area)}
        forms = library.of(self._level, self._measure.id)
        own = {form.id for form in library.own_of(self._measure.id, self._level)}
        ours = sorted(forms, key=lambda form: form.id not in own)  # one's own come first
        effects = self._known_effects()
        shown = ours if self._all_forms else ours[: max(SHOWN_FORMS, len(own))]
        parts: list[ft.Control] = [
            ft.Row(
                [
                    heading(palette, say("forms.title")),
                    secondary(say("forms.bring"), self._bring),
                ],
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                wrap=True,
            ),
            quiet(palette, say("forms.intro"), 16),
            choice(palette, areas, self._measure.area, self._pick_area),
            choice(palette, measures, self._measure.id, self._pick_measure),
            self._levels.control(),
            *(self._form(form, effects.get(form.id), own=form.id in own) for form in shown),
        ]
        if len(shown) < len(forms):
            more = say("forms.rest", count=len(forms))
            parts.append(ft.Row([text_button(more, self._show_all)]))
        name = level_name(self._level)
        if len(forms) > 1:
            title = bold(say("forms.all", level=name), 18, palette.ink)
            parts.append(card(palette, title, ft.Row(self._prints(forms), wrap=True, spacing=GAP)))
        parts.append(self._bring_help(name))
        return page_body(self._nav.window.wide, *parts)

    def _known_effects(self) -> dict[str, FormDifficulty]:
        """Return how each form of the level compares with the others, where enough have read it."""
        if not self._history.loaded:
            return {}  # a tablet reads all probes first; the list doesn't wait
        return {
            one.form: one
            for mode in self._measure.modes
            for one in self._effects.of(SeriesKey(self._measure.id, self._level, mode))
        }

    def _form(self, form: Form, effect: FormDifficulty | None, *, own: bool) -> ft.Control:
        palette = self._nav.window.palette
        about = [form.id]
        if form.groups and self._measure.marked == "digits":
            about.insert(0, say("forms.digits", count=len(form.items)))
            about.insert(0, say("forms.problems", count=len(form.groups)))
        elif self._measure.item == "word":
            about.insert(0, say("forms.words", count=len(form.items)))
        if form.genre:
            known = GENRES.get(form.genre)
            about.insert(0, say(known) if known else form.genre)
        if own:
            about.insert(0, say("forms.own"))
        name = form_name(form)
        actions = self._prints([form], name)
        if form.measure not in HEARD_ONLY:
            actions.append(self._about(name, "forms.show", lambda: self._show(form)))
        if own:
            actions.append(self._about(name, "forms.remove", lambda: self._remove(form)))
        return card(
            palette,
            bold(name, 20, palette.ink),
            quiet(palette, one_line(about)),
            *self._told(effect),
            *(self._whose(form) if own else ()),
            ft.Row(
                actions, wrap=True, spacing=6, run_spacing=GAP
            ),  # two copies, side by side at 360 px
        )

    def _whose(self, form: Form) -> list[ft.Control]:
        """Return the choice of whose a form is, where the school entered a publisher's cut points.

        Those hold for that publisher's forms alone.
        """
        palette, mine = self._nav.window.palette, self._cut_points.publisher_of(form.id)
        publishers = [*dict.fromkeys([*self._cut_points.publishers(), *filter(None, [mine])])]
        if not publishers:
            return []

        def mark(publisher: str) -> None:
            if self._nav.window.attempt(lambda: self._cut_points.mark(form.id, publisher)):
                self._nav.window.draw()

        named = {"": say("forms.publisher.none"), **{one: one for one in publishers}}
        return [
            quiet(palette, say("forms.publisher"), 14),
            choice(palette, named, mine if mine in named else "", mark),
        ]

    def _told(self, effect: FormDifficulty | None) -> list[ft.Control]:
        """Return how a form compares with the others; what is odd is pointed out."""
        palette = self._nav.window.palette
        if effect is None:
            return []
        said = effect_text(effect)
        if not effect.odd:
            return [quiet(palette, said, 14)]
        told = ft.Text(say("forms.odd", effect=said), size=16, color=palette.ink)
        return [ft.Container(told, bgcolor=palette.caution_tint, border_radius=RADIUS, padding=12)]

    def _prints(self, forms: list[Form], name: str = "") -> list[ft.Control]:
        def save(copy: Copy) -> ft.Control:
            async def work() -> None:
                await save_pdf(self._nav, self._library, self._settings, forms, copy)

            return self._about(name, f"forms.{copy}_copy", work)

        copies: list[Copy] = ["student", "examiner"]
        if self._measure.id in HEARD_ONLY:
            copies.remove("student")
        return [save(copy) for copy in copies]

    @staticmethod
    def _about(name: str, key: str, work: Callable[[], object]) -> ft.Control:
        """Return a button of the form of this name; without one, of all of them."""
        return secondary(say(key), work, spoken=spoken_of(say(key), name) if name else None)

    def _bring_help(self, level: str) -> ft.Control:
        palette, measure = self._nav.window.palette, measure_name(self._measure.id)
        return card(
            palette,
            bold(say("forms.bring"), 18, palette.ink),
            quiet(palette, say("forms.bring.help", measure=measure, level=level)),
        )

    # What the examiner does

    def _pick_area(self, area: str) -> None:
        if area != self._measure.area:
            self._pick_measure(in_area(area)[0].id)

    def _pick_measure(self, measure: str) -> None:
        self._choose_measure(measure)
        self._nav.window.draw()

    def _show(self, form: Form) -> None:
        self._nav.go(routes.StudentViewRoute(form))

    def _show_all(self) -> None:
        self._all_forms = True
        self._nav.window.draw()

    def _bring(self) -> None:
        self._nav.go(routes.OwnFormRoute(self._measure.id, self._level))

    def _remove(self, form: Form) -> None:
        if self._unlist(form):
            self._nav.window.notice(say("forms.removed"), undo=lambda: self._list_again(form))

    def _unlist(self, form: Form) -> bool:
        done = self._nav.window.attempt(lambda: self._library.list_own(form, listed=False))
        self._nav.window.draw()
        return done

    def _list_again(self, form: Form) -> None:
        if self._nav.window.attempt(lambda: self._library.list_own(form, listed=True)):
            self._choose_measure(form.measure)
            self._choose_level(form.level)
        self._nav.window.draw()


def effect_text(effect: FormDifficulty) -> str:
    """Return how much higher or lower a form's scores are, and how sure that is."""
    way = "easier" if effect.effect >= 0 else "harder"
    return say(
        "forms.effect",
        effect=say(f"forms.effect.{way}", points=tenth(abs(effect.effect))),
        low=tenth(effect.low),
        high=tenth(effect.high),
        students=count_of("forms.effect.students", effect.students),
    )
