"""One student: scores over time, and every probe given."""

from collections.abc import Callable
from datetime import datetime

import flet as ft

from records.devices import Devices
from records.form_library import FormLibrary
from records.history import History, given_before, repeated
from records.record_store import Clock
from records.score_entry import ScoreEntry
from records.students import Student, Students
from screens.parts.controls import (
    bold,
    card,
    page_body,
    primary,
    quiet,
    secondary,
    spoken_of,
    tapped_whole,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.score_text import (
    flags,
    score_text,
    series_name,
    series_of,
)
from screens.parts.theme import GAP, RADIUS, TARGET
from screens.progress.progress_cards import ProgressCards
from screens.sharing.device_names import named_makers
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words, time_in_words
from screens.words.measure_names import form_name
from screens.words.one_line import one_line

PROBES = "administrations"
RECENT = 12  # probes listed at first: more take longer than a look at them


class StudentPage(Screen):
    """What the scores mean, every probe, and the next one."""

    def __init__(
        self,
        nav: Navigation,
        students: Students,
        forms: FormLibrary,
        history: History,
        devices: Devices,
        clock: Clock,
        student_id: str,
        progress: ProgressCards,
    ) -> None:
        self._nav = nav
        self._students = students
        self._forms = forms
        self._history = history
        self._devices = devices
        self._clock = clock
        self._student_id = student_id
        self._progress = progress
        self._all = False  # earlier probes are listed too

    def build(self) -> ft.Control:
        """Build the screen."""
        nav, palette = self._nav, self._nav.window.palette
        student = self._students.get(self._student_id)
        assert student is not None
        entries, unreadable = self._history.entries(student.id)
        about = [say("students.grade", grade=student.grade)] if student.grade else []
        about += [one for one in (student.group, *student.others) if one]
        edit = secondary(say("student.edit"), lambda: nav.go(routes.EditStudentRoute(student.id)))
        pages = secondary(say("reports.open"), lambda: nav.go(routes.StudentPagesRoute(student.id)))
        beside = [edit] if nav.window.phone else [pages, edit]
        head = page_head(palette, student.name, self._back, one_line(about), *beside)
        parts: list[ft.Control] = [head]
        progress = self._progress.build()
        parts += self._begin(student) if progress is None else [progress]
        listed = entries if self._all else entries[-RECENT:]
        signed = [(PROBES, entry.id, self._history.signed(entry.id)) for entry in listed]
        by, before = named_makers(self._devices, signed), given_before(entries)
        rows: list[ft.Control] = [
            self._row(entry, by[entry.id], before.get(entry.id)) for entry in reversed(listed)
        ]
        if len(listed) < len(entries):
            rows.append(self._earlier(len(entries) - len(listed)))
        if unreadable:
            rows.append(quiet(palette, say("student.unreadable", count=unreadable)))
        if not rows:
            rows.append(quiet(palette, say("student.none"), 17))
        parts += self._repeated(entries)
        parts.append(card(palette, bold(say("student.history"), 16, palette.title), *rows))
        parts += self._merges(student)
        give = primary(say("students.give"), lambda: self._give(student))
        body = page_body(nav.window.wide, *parts)
        if student.archived:
            return body
        steps = [pages, give] if nav.window.phone else [give]
        return with_foot(palette, body, *steps, wide=nav.window.wide, phone=nav.window.phone)

    def _give(self, student: Student) -> None:
        """Give a probe of the series that is shown."""
        shown = self._progress.shown
        measure, level = (shown.measure, shown.level) if shown and shown.level else ("", "")
        self._nav.go(routes.ReadyRoute(student.id, measure, level=level))

    def _begin(self, student: Student) -> list[ft.Control]:
        """Return where monitoring begins, before the first probe."""
        if student.archived:
            return []
        nav, palette = self._nav, self._nav.window.palette
        begin = secondary(say("plan.begin"), lambda: nav.go(routes.NewGoalRoute(student.id)))
        told = ft.Text(say("plan.none"), size=17, color=palette.ink)
        return [card(palette, told, ft.Row([begin]))]

    def _repeated(self, entries: list[ScoreEntry]) -> list[ft.Control]:
        """Point out probes of one form on one day; all of them count until somebody decides."""
        palette = self._nav.window.palette
        return [
            ft.Container(
                ft.Text(
                    say(
                        "student.twice",
                        count=len(same),
                        form=self._form_name(same[0]),
                        day=self._day(same[0]),
                    ),
                    size=16,
                    color=palette.ink,
                ),
                bgcolor=palette.caution_tint,
                border_radius=RADIUS,
                padding=14,
            )
            for same in repeated(entries)
        ]

    def _merges(self, student: Student) -> list[ft.Control]:
        """Return what was merged into this student, and where to merge and to look back."""
        nav, palette = self._nav, self._nav.window.palette

        def separate(part: str) -> Callable[[], None]:
            def work() -> None:
                if nav.window.attempt(lambda: self._students.separate(student.id, part)):
                    nav.window.draw()
                    nav.window.notice(say("merging.undone"))

            return work

        back = say("merging.back")
        parts: list[ft.Control] = [
            card(
                palette,
                ft.Text(say("merging.with", name=name), size=16, color=palette.ink),
                ft.Row([secondary(back, separate(part), spoken=spoken_of(back, name))]),
            )
            for part, name in self._students.merged_into(student.id).items()
        ]
        links: list[ft.Control] = [
            ft.TextButton(
                content=say("changes.title"),
                on_click=lambda: nav.go(routes.ChangeLogRoute(student.id)),
                height=TARGET,
            ),
            ft.TextButton(
                content=say("export.open.student"),
                on_click=lambda: nav.go(routes.ExportRoute(student=student.id)),
                height=TARGET,
            ),
            ft.TextButton(
                content=say("merging.title"),
                on_click=lambda: nav.go(routes.MergeStudentsRoute(student.id)),
                height=TARGET,
            ),
        ]
        return [*parts, ft.Row(links, wrap=True, spacing=GAP)]

    def _earlier(self, count: int) -> ft.Control:
        """Return what lists the others, too."""

        def show() -> None:
            self._all = True
            self._nav.window.draw()

        return ft.Row([secondary(count_of("student.earlier", count), show)])

    def _row(self, entry: ScoreEntry, by: str, before: ScoreEntry | None) -> ft.Control:
        """Return a probe's row; ``by`` gave it, ``before`` is the one its form was given for."""
        palette = self._nav.window.palette
        about = [
            series_name(series_of(entry)),
            self._form_name(entry),
            *flags(entry),
            *entry.notes,
            by,
        ]
        lines: list[ft.Control] = [
            bold(score_text(entry), 17, palette.muted if entry.spoiled else palette.ink),
            quiet(palette, one_line(about), 14),
        ]
        if before is not None:
            lines.append(bold(self._given_before(entry, before), 14, palette.caution))

        def open_it() -> None:
            self._nav.go(routes.ReviewRoute(entry.id))

        row = ft.Row(
            [
                ft.Container(
                    quiet(palette, self._day(entry)), width=78 if self._nav.window.phone else 110
                ),
                ft.Column(lines, spacing=0, expand=True),
                ft.Icon(ft.Icons.CHEVRON_RIGHT, color=palette.muted),
            ],
            spacing=GAP,
        )
        return tapped_whole(row, open_it, padding=ft.Padding.symmetric(vertical=6))

    def _given_before(self, entry: ScoreEntry, before: ScoreEntry) -> str:
        """Return when this form had been given before; of one day, at what time."""
        when = self._day(before)
        if entry.day == before.day:
            when = f"{when}, {time_in_words(datetime.fromisoformat(before.given_at))}"
        return say("student.given_before", when=when)

    def _day(self, entry: ScoreEntry) -> str:
        day = datetime.fromisoformat(entry.given_at).date()
        return day_in_words(day, self._clock.now().date())

    def _form_name(self, entry: ScoreEntry) -> str:
        form = self._forms.get(entry.form, entry.measure)
        return entry.form if form is None else form_name(form)

    def _back(self) -> None:
        self._nav.go(routes.StudentListRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
