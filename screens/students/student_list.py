"""The list of students, and the first steps for somebody new."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import flet as ft

from records import papers
from screens.desk import Student
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    heading,
    page_body,
    primary,
    quiet,
    rows_card,
    secondary,
)
from screens.parts.theme import GAP, RADIUS
from screens.shell.window import Screen
from screens.students.reminders import reminders
from screens.words.catalogue import count_of, say
from screens.words.days import in_words

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation

ALL = "\0all"
SEARCH_FROM = 8  # students from which a search is worth its room
FIRST = 60  # students drawn at once; a whole school takes a tablet seconds


class _Outline(NamedTuple):
    """What of the screen is there at all."""

    anybody: bool
    groupable: bool
    searchable: bool
    archived: bool


class Students(Screen):
    """Everybody on the list, by group, each one tap from a probe."""

    tab = "students"

    def __init__(self, nav: "Navigation") -> None:
        self._nav = nav
        self._group = ALL
        self._search = ""
        self._archived = False
        self._whole = False  # everybody is listed, however many

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        self._drawn = self._outline()
        if not self._drawn.anybody:
            return self._welcome()
        actions = [secondary(say("students.add"), lambda: self._nav.edit(None))]
        if self._drawn.groupable:
            actions.insert(0, secondary(say("students.group"), self._give_to_group))
        title = ft.Row(
            [
                heading(palette, say("students.title")),
                ft.Row(actions, wrap=True, spacing=GAP, run_spacing=GAP),
            ],
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            wrap=True,
        )
        stretch = ft.CrossAxisAlignment.STRETCH
        self._above = ft.Column(spacing=GAP + 4, horizontal_alignment=stretch)
        self._list = ft.Column(spacing=GAP + 4, horizontal_alignment=stretch)
        self._fill()
        parts: list[ft.Control] = [title, self._above]
        if self._drawn.searchable:
            parts.append(
                field(
                    say("students.search"),
                    self._search,
                    on_change=self._searched,
                    prefix_icon=ft.Icons.SEARCH,
                )
            )
        parts.append(self._list)
        if self._drawn.archived:
            key = "students.hide_archived" if self._archived else "students.show_archived"
            parts.append(ft.Row([ft.TextButton(content=say(key), on_click=self._toggle_archived)]))
        return page_body(self._nav.window.wide, *parts)

    def refresh(self) -> None:
        """Show what has come in, and leave what somebody is just typing alone."""
        if self._nav.window.covered:
            return  # and this may not have been built at all
        if self._outline() == self._drawn and self._drawn.anybody:
            self._fill()
            self._nav.window.update(self._above, self._list)
        else:
            self._nav.window.draw()

    def _outline(self) -> _Outline:
        everybody = self._nav.desk.students()
        here = sum(student.archived == self._archived for student in everybody)
        return _Outline(
            anybody=bool(everybody),
            groupable=here > 1 and not self._archived,
            searchable=here >= SEARCH_FROM or bool(self._search),
            archived=any(student.archived for student in everybody),
        )

    def _fill(self) -> None:
        """Put in what changes while the rest stays."""
        desk = self._nav.desk
        here = [student for student in desk.students() if student.archived == self._archived]
        waiting = papers.waiting(desk) if desk.records.loaded else []
        self._waiting = Counter(
            student.id
            for paper in waiting
            if (student := desk.student(paper.head.student)) is not None
        )
        above = reminders(self._nav)
        if waiting:
            above.append(self._to_score(len(waiting)))
        if len({student.group for student in here}) > 1:
            groups = {ALL: say("students.all")}
            groups |= {s.group: s.group or say("students.no_group") for s in here}
            if self._group not in groups:
                self._group = ALL
            above.append(choice(self._nav.window.palette, groups, self._group, self._choose_group))
        self._above.controls = above
        self._above.visible = bool(above)
        self._fill_list(here)

    def _to_score(self, count: int) -> ft.Control:
        """Return what says how many papers wait; it opens their list."""
        palette = self._nav.window.palette
        return card(
            palette,
            ft.Row(
                [
                    bold(count_of("papers.count", count), 19, palette.ink),
                    secondary(say("papers.open"), self._nav.to_score),
                ],
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                wrap=True,
            ),
        )

    def _give_to_group(self) -> None:
        self._nav.group(None if self._group == ALL else self._group)

    def _fill_list(self, here: list[Student]) -> None:
        palette = self._nav.window.palette
        wanted = self._search.casefold().strip()
        found = [
            student
            for student in here
            if self._group in (ALL, student.group) and wanted in student.name.casefold()
        ]
        last = self._last(here)
        self._list.controls = []
        shown = found if self._whole or len(found) <= FIRST + FIRST // 4 else found[:FIRST]
        groups = dict.fromkeys(student.group for student in shown)
        for group in groups:
            rows = [
                self._row(student, last[student.id]) for student in shown if student.group == group
            ]
            if any(groups):
                title = group or say("students.no_group")
                self._list.controls.append(bold(title, 17, palette.title))
            self._list.controls.append(rows_card(palette, rows))
        if len(shown) < len(found):
            words = say("students.rest", count=len(found) - len(shown))
            self._list.controls.append(ft.Row([secondary(words, self._show_whole)]))
        if not found:
            self._list.controls.append(quiet(palette, say("students.none_found"), 17))

    def _last(self, here: list[Student]) -> dict[str, str]:
        """Return what says when each student was given a probe last."""
        desk = self._nav.desk
        if not desk.records.loaded:
            return {student.id: say("students.reading") for student in here}
        days, today = desk.last_days(), desk.clock.now().date()
        return {
            student.id: in_words("students.last", days[student.id], today)
            if student.id in days
            else say("students.never")
            for student in here
        }

    def _row(self, student: Student, last: str) -> ft.Control:
        palette = self._nav.window.palette
        about = [last]
        if student.grade:
            about.insert(0, say("students.grade", grade=student.grade))
        if student.sample:
            about.append(say("students.sample"))
        if self._waiting[student.id]:
            about.append(count_of("papers.count", self._waiting[student.id]))

        def open_student() -> None:
            self._nav.student(student.id)

        def give() -> None:
            self._nav.ready(student.id)

        return ft.ListTile(
            title=bold(student.name, 18, palette.ink),
            subtitle=quiet(palette, " · ".join(about)),
            trailing=None if student.archived else secondary(say("students.give"), give),
            on_click=open_student,
            enable_feedback=False,
            content_padding=ft.Padding.symmetric(horizontal=18, vertical=8),
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
        )

    def _welcome(self) -> ft.Control:
        palette = self._nav.window.palette
        steps = ("students.empty.one", "students.empty.two", "students.empty.three")
        return page_body(
            self._nav.window.wide,
            heading(palette, say("students.empty.title")),
            card(palette, *(ft.Text(say(step), size=18, color=palette.ink) for step in steps)),
            ft.Row(
                [
                    primary(say("students.add"), lambda: self._nav.edit(None)),
                    secondary(say("students.empty.sample"), self._add_sample),
                ],
                wrap=True,
                spacing=GAP,
                run_spacing=GAP,
            ),
        )

    def _add_sample(self) -> None:
        desk = self._nav.desk
        if desk.students():  # added in another tab meanwhile
            self._nav.students()
        elif self._nav.window.attempt(
            lambda: desk.records.put(*desk.sample(desk.clock.now().date()))
        ):
            self._nav.window.draw()
            self._nav.window.notice(say("students.sample_added"))

    def _choose_group(self, group: str) -> None:
        self._group, self._whole = group, False
        self._nav.window.draw()

    def _toggle_archived(self) -> None:
        self._archived, self._whole = not self._archived, False
        self._nav.window.draw()

    def _show_whole(self) -> None:
        self._whole = True
        self._refill()

    def _searched(self, event: ft.Event[ft.TextField]) -> None:
        self._search = event.control.value or ""
        self._refill()

    def _refill(self) -> None:
        self._fill_list([s for s in self._nav.desk.students() if s.archived == self._archived])
        self._nav.window.update(self._list)
