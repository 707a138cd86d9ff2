"""The same student, entered twice: shown as one, and taken apart again."""

from typing import TYPE_CHECKING

import flet as ft

from records.merges import TABLE
from screens.desk import Desk, Student
from screens.parts.controls import (
    bold,
    field,
    heading,
    icon_button,
    page_body,
    quiet,
    rows_card,
    secondary,
)
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation

SEARCH_FROM = 8  # students from which a search is worth its room


class Merging(Screen):
    """Which other entry is the same student. This one's name, grade and group stay."""

    def __init__(self, nav: "Navigation", student: Student) -> None:
        self._nav = nav
        self._student = student
        self._search = ""

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, student = self._nav.window.palette, self._student
        title = say("merging.title")
        parts: list[ft.Control] = [
            ft.Row(
                [
                    icon_button(ft.Icons.ARROW_BACK, say("back"), self._back),
                    ft.Container(heading(palette, title), expand=True),
                ],
            ),
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
        """Everybody it could be, the likeliest first; nobody made up merges with somebody real."""
        mine = self._student
        here = self._nav.desk.student(mine.id)
        own = mine.id if here is None else here.id
        alike = mine.name.casefold()[:1]
        others = [s for s in self._nav.desk.students() if s.id != own and s.sample == mine.sample]
        return sorted(
            others,
            key=lambda s: (
                s.name.casefold() != mine.name.casefold(),
                s.name.casefold()[:1] != alike,
            ),
        )

    def _rows(self) -> ft.Control:
        palette = self._nav.window.palette
        wanted = self._search.casefold().strip()
        found = [other for other in self._others() if wanted in other.name.casefold()]
        if not found:
            return quiet(palette, say("students.none_found"), 17)
        return rows_card(palette, [self._row(other) for other in found])

    def _row(self, other: Student) -> ft.Control:
        palette, desk = self._nav.window.palette, self._nav.desk
        about = [say("students.grade", grade=other.grade)] if other.grade else []
        about += [other.group] if other.group else []
        about.append(count_of("merging.probes", len(desk.probes(other.id))))

        def merge() -> None:
            self._merge(other)

        return ft.ListTile(
            title=bold(other.name, 18, palette.ink),
            subtitle=quiet(palette, " · ".join(about)),
            trailing=secondary(say("merging.do"), merge),
            content_padding=ft.Padding.symmetric(horizontal=18, vertical=8),
        )

    def _searched(self, event: ft.Event[ft.TextField]) -> None:
        self._search = event.control.value or ""
        self._list.content = self._rows()
        self._nav.window.update(self._list)

    def _merge(self, other: Student) -> None:
        nav, student = self._nav, self._student

        def put() -> None:
            row = {"from": other.id, "into": student.id}
            nav.desk.records.put((TABLE, nav.desk.new_id(), row))

        def back() -> None:
            if nav.window.attempt(lambda: take_apart(nav.desk, student.id, other.id)):
                nav.student(student.id)

        if nav.window.attempt(put):
            nav.student(student.id)
            nav.window.notice(say("merging.done"), undo=back)

    def _back(self) -> None:
        self._nav.student(self._student.id)

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; letters belong to the field."""
        if event.key == "Escape":
            self._back()


def merged_in(desk: Desk, student_id: str) -> dict[str, str]:
    """Return the entries that are shown as part of a student: their names, by id."""
    names, merges = {}, desk.merges()
    whole = merges.resolve(student_id)
    for merge in merges.of(student_id):
        if merge.from_ == whole:  # merged in a circle
            continue
        row = desk.records.row("students", merge.from_) or {}
        names[merge.from_] = str(row.get("name", ""))
    return names


def take_apart(desk: Desk, student_id: str, part: str) -> None:
    """Take a merge back: the part is a student of their own again, with the probes given to them.

    Raises:
        OSError: it could not be written; nothing has changed.
    """
    merges = desk.merges()
    both = {merges.resolve(student_id), part}
    found = [one for one in merges.of(student_id) if one.from_ == part or {*one[1:]} == both]
    rows = [(TABLE, desk.new_id(), {"undoes": one.id, "from": one.from_}) for one in found]
    desk.records.put(*rows)
