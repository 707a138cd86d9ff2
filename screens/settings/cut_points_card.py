"""A publisher's cut points: those that were entered, each to be removed, and a form for more."""

import flet as ft

from probes.measures.measure import ORAL_READING
from probes.progress.norms import SEASONS, Season
from records.cut_points import BadCutPoint, CutPoint, CutPoints
from records.form_library import FormLibrary
from screens.forms.level_choice import LevelChoice
from screens.parts.controls import bold, card, choice, field, icon_button, quiet, secondary
from screens.parts.theme import GAP
from screens.shell.navigation import Navigation
from screens.words.catalogue import say
from screens.words.figures import whole
from screens.words.measure_names import in_area, level_name, measure_name

FIELD = 200  # px


class CutPointsCard:
    """What was typed stays while chips are tapped."""

    def __init__(self, nav: Navigation, cut_points: CutPoints, forms: FormLibrary) -> None:
        self._nav = nav
        self._cut_points = cut_points
        self._forms = forms
        self._typed = {"publisher": "", "benchmark": "", "risk": ""}
        self._wrong = ""
        self._season: Season = "fall"
        self._levels = LevelChoice(nav, forms, self._pick_level)
        self._measure = ORAL_READING.id
        self._level = ""
        self._take(ORAL_READING.id)

    def control(self) -> ft.Control:
        """Return the card."""
        palette = self._nav.window.palette
        kept = self._cut_points.all()
        measures = {
            one.id: measure_name(one.id) for area in ("reading", "math") for one in in_area(area)
        }
        seasons: dict[str, str] = {one: say(f"district.season.{one}") for one in SEASONS}
        return card(
            palette,
            bold(say("district.cuts"), 18, palette.title),
            quiet(palette, say("district.cuts.help"), 16),
            *(self._row(one) for one in kept),
            self._field("publisher", width=2 * FIELD),
            choice(palette, measures, self._measure, self._pick_measure),
            self._levels.control(),
            choice(palette, seasons, self._season, self._pick_season),
            ft.Row(
                [self._field("benchmark", width=FIELD), self._field("risk", width=FIELD)],
                wrap=True,
                spacing=GAP,
                run_spacing=GAP,
            ),
            ft.Row([secondary(say("district.cuts.add"), self._add)]),
        )

    def _field(self, name: str, width: int) -> ft.TextField:
        def take(event: ft.Event[ft.TextField]) -> None:
            self._typed[name] = event.control.value or ""

        number = {} if name == "publisher" else {"keyboard_type": ft.KeyboardType.NUMBER}
        return field(
            say(f"district.cuts.{name}"),
            self._typed[name],
            width=width,
            on_change=take,
            error=say(f"district.cuts.wrong.{name}") if self._wrong == name else None,
            **number,
        )

    def _row(self, one: CutPoint) -> ft.Control:
        palette = self._nav.window.palette
        series, season = _series(one), say(f"season.{one.season}")
        said = say(
            "district.cuts.row", series=series, season=season, benchmark=whole(one.benchmark)
        )
        if one.risk:
            said = say("district.cuts.row.risk", row=said, risk=whole(one.risk))
        label = say("district.cuts.remove", publisher=one.publisher, series=series, season=season)
        told = ft.Column(
            [bold(one.publisher, 16, palette.ink), quiet(palette, said)],
            spacing=0,
            tight=True,
            expand=True,
        )
        return ft.Row([told, icon_button(ft.Icons.CLOSE, label, lambda: self._remove(one))])

    # What is tapped

    def _take(self, measure: str) -> None:
        self._measure = measure
        self._level = next(iter(self._forms.levels(measure)))
        self._levels.show(measure, self._level)

    def _pick_measure(self, measure: str) -> None:
        self._take(measure)
        self._nav.window.draw()

    def _pick_level(self, level: str) -> None:
        self._level = level  # the chips draw the screen anew
        self._levels.show(self._measure, level)

    def _pick_season(self, season: str) -> None:
        self._season = next(one for one in SEASONS if one == season)
        self._nav.window.draw()

    def _add(self) -> None:
        window = self._nav.window
        numbers = {}
        self._wrong = ""
        for name in ("benchmark", "risk"):
            try:
                numbers[name] = float(self._typed[name].replace(",", ".").strip() or 0)
            except ValueError:
                self._wrong = self._wrong or name
        point = CutPoint(
            publisher=self._typed["publisher"],
            measure=self._measure,
            level=self._level,
            season=self._season,
            benchmark=numbers.get("benchmark", 0.0),
            risk=numbers.get("risk", 0.0),
        )
        try:
            point.check()
        except BadCutPoint as problem:
            self._wrong = self._wrong or problem.part
        if not self._wrong and window.attempt(lambda: self._cut_points.set(point)):
            self._typed |= {"benchmark": "", "risk": ""}
        window.draw()

    def _remove(self, one: CutPoint) -> None:
        window = self._nav.window

        def undo() -> None:
            window.attempt(lambda: self._cut_points.remove(one, removed=False))
            window.draw()

        if window.attempt(lambda: self._cut_points.remove(one)):
            window.draw()
            window.notice(say("district.cuts.removed"), undo)


def _series(one: CutPoint) -> str:
    return f"{measure_name(one.measure)} · {level_name(one.level)}"
