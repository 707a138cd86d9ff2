"""What next: what could change, those first that the record speaks for; the choice has a reason."""

from datetime import date

import flet as ft

from records.open_records import OpenRecords
from records.plan_phases import LONGEST_LABEL, LONGEST_REASON
from records.plans import LONGEST_NAME, Plan
from records.student_progress import StudentProgress
from records.students import Student
from screens.parts.controls import (
    bold,
    card,
    field,
    page_body,
    primary,
    quiet,
    rename,
    set_parts,
    tapped_whole,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP, TARGET
from screens.parts.tones import edged_card, tone_chip
from screens.progress.verdict_card import tone_of
from screens.shell.navigation import Navigation
from screens.shell.routes import Route
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.change_words import change_name
from screens.words.goal_words import goal_day, series_title
from screens.words.one_line import one_line
from screens.words.typed_days import day_to_type, nearest_day_typed
from screens.words.verdict_words import because_text, verdict_text

NO_CHANGE = ""  # beside the changes of the menu


class Decide(Screen):
    """The menu of changes, why, who and from when; or no change, because …"""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        records: OpenRecords,
        student: Student,
        progress: StudentProgress,
        plan: Plan,
        where: Route,
    ) -> None:
        """``where`` is what it was opened from, and goes back to."""
        self._nav = nav
        self._phases = records.phases
        self._where = where
        self._student = student
        self._progress = progress
        self._plan = plan
        self._today = records.clock.now().date()
        self._chosen: list[str] = []
        self._nothing = False
        self._label = ""
        self._labelled = False  # by hand: a choice no longer writes it
        suggestion = progress.judgement.suggestion
        changes = suggestion is not None and suggestion.kind == "change"
        self._why = because_text(progress)[0] if changes else ""
        self._who = records.settings.now.examiner
        self._day = day_to_type(self._today)
        self._wrong: dict[str, str] = {}

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette, progress = self._nav.window, self._nav.window.palette, self._progress
        about = f"{self._student.name} · {series_title(progress.series)}"
        head = page_head(palette, say("decide.title"), self._back, about)
        text = verdict_text(progress)
        verdict = edged_card(
            palette,
            tone_of(progress.judgement),
            ft.Row(
                [
                    tone_chip(palette, tone_of(progress.judgement), text.name),
                    ft.Text(text.sentence, size=17, color=palette.ink),
                ],
                wrap=True,
                spacing=GAP,
                run_spacing=8,
            ),
            quiet(palette, one_line(text.numbers)),
        )
        self._menu, reason = card(palette), self._reason()
        cards: list[ft.Control] = [self._menu, reason]
        if window.wide:
            self._menu.expand, reason.expand = 5, 4
            start = ft.CrossAxisAlignment.START
            cards = [ft.Row([*cards], spacing=GAP + 4, vertical_alignment=start)]
        body = page_body(window.wide, head, verdict, *cards)
        self._button = primary("", self._keep, width=None if window.phone else 320)
        self._fill()
        return with_foot(palette, body, self._button, wide=window.wide, phone=window.phone)

    def _fill(self) -> None:
        """Put in what was chosen, and what is wrong."""
        set_parts(self._menu, self._choices())
        for name, one in self._fields.items():
            one.error = self._wrong.get(name)
        self._fields["label"].visible = not self._nothing
        if not self._labelled:
            self._fields["label"].value = self._label
        rename(self._button, say("decide.keep.none" if self._nothing else "decide.keep"))
        self._button.disabled = not (self._chosen or self._nothing)

    def _redraw(self) -> None:
        self._fill()
        self._nav.window.update(self._menu, *self._fields.values(), self._button)

    def _choices(self) -> list[ft.Control]:
        palette = self._nav.window.palette
        rows: list[ft.Control] = [
            bold(say("decide.what"), 16, palette.title),
            quiet(palette, say("decide.what.help")),
        ]
        for item in self._progress.judgement.menu:
            because = [say(f"shown.{one.replace(' ', '_')}") for one in item.because]
            chosen = item.change in self._chosen
            rows.append(self._row(item.change, change_name(item.change), because, chosen))
        rows.append(self._row(NO_CHANGE, say("decide.no_change"), [], self._nothing))
        return rows

    def _row(self, change: str, name: str, because: list[str], chosen: bool) -> ft.Control:
        palette = self._nav.window.palette
        icon = ft.Icons.CHECK_CIRCLE if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED
        told: list[ft.Control] = [bold(name, 17, palette.ink)]
        if because:
            told.append(quiet(palette, one_line(because), 14))

        def choose() -> None:
            self._choose(change)

        return tapped_whole(
            ft.Row(
                [
                    ft.Icon(icon, color=palette.accent if chosen else palette.muted, size=24),
                    ft.Column(told, spacing=0, tight=True, expand=True),
                ],
                spacing=GAP,
            ),
            choose,
            chosen=chosen,
            padding=ft.Padding.symmetric(horizontal=14, vertical=10),
            bgcolor=palette.accent_tint if chosen else palette.surface,
            edge=ft.BorderSide(1, palette.accent if chosen else palette.line),
            height=None if because else TARGET + 4,
        )

    def _reason(self) -> ft.Container:
        palette = self._nav.window.palette
        self._fields = {
            "label": field(
                say("decide.label"),
                self._label,
                on_change=lambda e: self._typed("label", e),
                max_length=LONGEST_LABEL,
                counter="",
            ),
            "why": field(
                say("decide.why"),
                self._why,
                on_change=lambda e: self._typed("why", e),
                multiline=True,
                min_lines=2,
                max_lines=5,
                max_length=LONGEST_REASON,
                counter="",
            ),
            "who": field(
                say("decide.who"),
                self._who,
                on_change=lambda e: self._typed("who", e),
                max_length=LONGEST_NAME,
                counter="",
                helper=say("decide.who.help"),
            ),
            "day": field(
                say("decide.day"),
                self._day,
                on_change=lambda e: self._typed("day", e),
                helper=say("decide.day.help"),
            ),
        }
        return card(palette, bold(say("decide.reason"), 16, palette.title), *self._fields.values())

    # What is tapped

    def _typed(self, name: str, event: ft.Event[ft.TextField]) -> None:
        value = event.control.value or ""
        match name:
            case "label":
                self._label, self._labelled = value, bool(value)
            case "why":
                self._why = value
            case "who":
                self._who = value
            case "day":
                self._day = value

    def _choose(self, change: str) -> None:
        if change == NO_CHANGE:
            self._nothing, self._chosen = not self._nothing, []
        else:
            self._nothing = False
            if change in self._chosen:
                self._chosen.remove(change)
            else:
                self._chosen.append(change)
        if not self._labelled:
            self._label = ", ".join(map(change_name, self._chosen))[:LONGEST_LABEL]
        self._wrong = {}
        self._redraw()

    def _keep(self) -> None:
        day = nearest_day_typed(self._day, self._today)
        self._wrong = self._found_wrong(day)
        if self._wrong or day is None:
            self._redraw()
            return
        kept: list[str] = []

        def keep() -> None:
            kept.append(
                self._phases.add(
                    self._plan.id,
                    day=day,
                    label="" if self._nothing else self._label.strip(),
                    changed=tuple(self._chosen),
                    why=self._why.strip(),
                    who=self._who.strip(),
                )
            )

        window = self._nav.window
        if not window.attempt(keep):
            return

        def undo() -> None:
            if window.attempt(lambda: self._phases.take_back(kept[0], who=self._who.strip())):
                self._back()

        self._back()
        said = say("decide.kept.none" if self._nothing else "decide.kept")
        if day > self._today and not self._nothing:
            said = say("decide.kept.later", day=goal_day(day, self._today))
        window.notice(said, undo)

    def _found_wrong(self, day: date | None) -> dict[str, str]:
        wrong = {}
        if not self._nothing and not self._label.strip():
            wrong["label"] = say("decide.label.missing")
        if not self._why.strip():
            wrong["why"] = say("decide.why.missing")
        if day is None:
            wrong["day"] = say("day.typed.wrong")
        elif day < self._plan.since:
            since = goal_day(self._plan.since, self._today)
            wrong["day"] = say("decide.day.early", since=since)
        return wrong

    def _back(self) -> None:
        self._nav.go(self._where)

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
