"""What the district and the school ask for, beside the house's rules; the same on every device."""

import flet as ft

from probes.progress.run_rules import false_alarm
from records.decision_rules import RUNS
from records.enrolments import BadEnrolment, school_year
from records.open_records import OpenRecords
from screens.parts.controls import bold, card, choice, field, page_body, quiet
from screens.parts.page_head import page_head
from screens.parts.theme import GAP
from screens.settings.cut_points_card import CutPointsCard
from screens.settings.menu_card import MenuCard
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.figures import percent

HOUSE_ERRS = 10.2  # percent by 15 weekly points, the start measured by three: docs/decisions.md
FIELD = 140  # px


class DistrictScreen(Screen):
    """Each choice is kept as it is made."""

    tab = "settings"

    def __init__(self, nav: Navigation, records: OpenRecords) -> None:
        self._nav = nav
        self._rules = records.decision_rules
        self._enrolments = records.enrolments
        self._students = records.students
        self._today = records.clock.now().date()
        self._menu = MenuCard(nav, records.menu_choices)
        self._cuts = CutPointsCard(nav, records.cut_points, records.forms)

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        return page_body(
            self._nav.window.wide,
            page_head(palette, say("district.title"), self._back),
            self._menu.control(),
            self._run_card(),
            self._enrolment_card(),
            self._cuts.control(),
        )

    def _run_card(self) -> ft.Control:
        """Return the rule of points in a row, and beside it how often it errs."""
        palette = self._nav.window.palette
        options = {str(run): say(f"district.run.{run}") for run in (0, *RUNS)}
        told = [
            say(
                "district.run.errs",
                run=run,
                six=percent(round(100 * false_alarm(run, 6))),
                ten=percent(round(100 * false_alarm(run, 10))),
                fifteen=percent(round(100 * false_alarm(run, 15))),
            )
            for run in RUNS
        ]
        told.append(say("district.run.house", share=percent(HOUSE_ERRS)))
        return card(
            palette,
            bold(say("district.run"), 18, palette.title),
            quiet(palette, say("district.run.help"), 16),
            choice(palette, options, str(self._rules.run or 0), self._pick_run),
            *(ft.Text(one, size=16, color=palette.ink) for one in told),
        )

    def _enrolment_card(self) -> ft.Control:
        palette, year = self._nav.window.palette, school_year(self._today)
        everybody = [one for one in self._students.all() if one.grade and not one.archived]
        real = [one for one in everybody if not one.sample]
        grades = sorted({one.grade for one in real or everybody}, key=_by_grade)
        fields: list[ft.Control] = [self._grade_field(grade) for grade in grades]
        if not fields:
            fields = [quiet(palette, say("district.enrolment.none"))]
        return card(
            palette,
            bold(say("district.enrolment", year=f"{year}–{year + 1}"), 18, palette.title),
            quiet(palette, say("district.enrolment.help"), 16),
            ft.Row(fields, wrap=True, spacing=GAP, run_spacing=GAP),
        )

    def _grade_field(self, grade: str) -> ft.TextField:
        kept = self._enrolments.of(grade, self._today)

        def take(event: ft.Event[ft.TextField]) -> None:
            self._enrol(grade, event.control)

        return field(
            say("students.grade", grade=grade),
            str(kept or ""),
            width=FIELD,
            keyboard_type=ft.KeyboardType.NUMBER,
            on_blur=take,
            on_submit=take,
        )

    # What is chosen

    def _pick_run(self, run: str) -> None:
        chosen = next((one for one in RUNS if str(one) == run), None)
        self._nav.window.attempt(lambda: self._rules.set_run(chosen))
        self._nav.window.draw()

    def _enrol(self, grade: str, typed: ft.TextField) -> None:
        """Keep a grade's number, and say so if it is none."""
        text = (typed.value or "").strip()
        window = self._nav.window
        typed.error = None
        try:
            count = int(text or "0")
            if count != (self._enrolments.of(grade, self._today) or 0):
                self._enrolments.set(grade, self._today, count)
        except (BadEnrolment, ValueError):
            typed.error = say("district.enrolment.wrong")
        except OSError:
            window.notice(say("error.write"))
        window.update(typed)

    def _back(self) -> None:
        self._nav.go(routes.SettingsRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()


def _by_grade(grade: str) -> tuple[int, str]:
    return (int(grade) if grade.isdecimal() else 0, grade)
