"""The same student under two entries: merged into one, which can be undone."""

import flet as ft

from records.history import History
from records.name_comparison import found_by, normalised, searched
from records.students import Student, Students
from screens.parts.controls import (
    bold,
    field,
    page_body,
    quiet,
    rows_card,
    secondary,
    spoken_of,
)
from screens.parts.page_head import page_head
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.one_line import one_line

SEARCH_FROM = 8  # students from which a search is worth its room


class MergeStudents(Screen):
    """Which other entry is the same student. This one's name, grade and group stay."""

    def __init__(
        self, nav: Navigation, students: Students, history: History, student: Student
    ) -> None:
        self._nav = nav
        self._students = students
        self._history = history
        self._student = student
        self._search = ""

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, student = self._nav.window.palette, self._student
        parts: list[ft.Control] = [
            page_head(palette, say("merging.title"), self._back),
            bold(student.name, 20, palette.ink),
            ft.Text(say("merging.text"), size=17, color=palette.ink),
        ]
        others = self._others()
        if len(others) >= SEARCH_FROM:
            parts.append(
                field(
                    say("students.search"),
                    self._search,
                    on_change=self._searched,
                    prefix_icon=ft.Icons.SEARCH,
                )
            )
        self._list = ft.Container(self._rows())
        return page_body(self._nav.window.wide, *parts, self._list)

    def _others(self) -> list[Student]:
        """Return everybody it could be, the likeliest first; no sample student is a real one."""
        mine = self._student
        merged = self._students.get(mine.id)
        own = mine.id if merged is None else merged.id
        alike, initial = normalised(mine.name), searched(mine.name)[:1]
        others = [s for s in self._students.all() if s.id != own and s.sample == mine.sample]
        return sorted(
            others,
            key=lambda s: (
                normalised(s.name) != alike,
                searched(s.name)[:1] != initial,
            ),
        )

    def _rows(self) -> ft.Control:
        palette = self._nav.window.palette
        found = [other for other in self._others() if found_by(other.name, self._search)]
        if not found:
            return quiet(palette, say("students.none_found"), 17)
        return rows_card(palette, [self._row(other) for other in found])

    def _row(self, other: Student) -> ft.Control:
        palette = self._nav.window.palette
        about = [say("students.grade", grade=other.grade)] if other.grade else []
        about += [one for one in (other.group, *other.others) if one]
        about.append(count_of("merging.probes", self._history.count(other.id)))

        def merge() -> None:
            self._merge(other)

        return ft.ListTile(
            title=bold(other.name, 18, palette.ink),
            subtitle=quiet(palette, one_line(about)),
            trailing=secondary(
                say("merging.do"), merge, spoken=spoken_of(say("merging.do"), other.name)
            ),
            content_padding=ft.Padding.symmetric(horizontal=18, vertical=8),
        )

    def _searched(self, event: ft.Event[ft.TextField]) -> None:
        self._search = event.control.value or ""
        self._list.content = self._rows()
        self._nav.window.update(self._list)

    def _merge(self, other: Student) -> None:
        nav, students, student = self._nav, self._students, self._student

        def undo() -> None:
            if nav.window.attempt(lambda: students.separate(student.id, other.id)):
                nav.go(routes.StudentRoute(student.id))

        if nav.window.attempt(lambda: students.merge(student.id, other.id)):
            nav.go(routes.StudentRoute(student.id))
            nav.window.notice(say("merging.done"), undo)

    def _back(self) -> None:
        self._nav.go(routes.StudentRoute(self._student.id))

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; letters belong to the field."""
        if event.key == "Escape":
            self._back()
