"""The list of students, and the first steps for somebody new."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import flet as ft

from records.device_settings import DeviceSettings
from records.history import History
from records.name_comparison import found_by, normalised
from records.papers import Papers
from records.record_store import Clock
from records.students import Student, Students, group_names, in_group
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
    text_button,
)
from screens.parts.page_foot import with_foot
from screens.parts.score_text import still_to_do
from screens.parts.theme import GAP, RADIUS
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.students.reminders import Reminders
from screens.students.several_chosen import SeveralChosen
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words, in_words
from screens.words.one_line import one_line

ALL = "*"  # no group is called so: one that is shows as all
SEARCH_FROM = 8  # students from which a search is worth its room
MANY = 200  # scores to compute, from which it is said how far that is
FIRST = 60  # students drawn at once; a whole school takes a tablet seconds


class _Outline(NamedTuple):
    """What of the screen is there at all."""

    anybody: bool
    groupable: bool
    searchable: bool
    archived: bool


class StudentList(Screen):
    """Everybody on the list, by group, each one tap from a probe."""

    tab = "students"

    def __init__(
        self,
        nav: Navigation,
        students: Students,
        papers: Papers,
        history: History,
        clock: Clock,
        reminders: Reminders,
        settings: DeviceSettings,
        *,
        add_sample: Callable[[], None],
        reading: Callable[[], float | None] = lambda: None,
    ) -> None:
        """Show nothing yet.

        Args:
            add_sample: puts a sample class on record.
            reading: returns how much of the records is read, None once that is all.
        """
        self._reading = reading
        self._nav = nav
        self._students = students
        self._papers = papers
        self._history = history
        self._clock = clock
        self._reminders = reminders
        self._add_sample_class = add_sample
        self._settings = settings
        self._group = settings.now.shown_group or ALL
        self._several = SeveralChosen(nav, students, nav.window.draw)
        self._search = ""
        self._archived = False
        self._all_listed = False  # however many there are

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        self._drawn = self._outline()
        if not self._drawn.anybody:
            return self._welcome()
        window = self._nav.window
        actions = [
            secondary(say("groups.title"), lambda: self._nav.go(routes.GroupsRoute())),
            secondary(say("bring.title"), self._bring_in),
        ]
        if self._drawn.groupable:
            actions.append(secondary(say("students.group"), self._give_to_group))
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
        below: list[ft.Control] = []
        if not self._several.choosing:
            several = say("students.several")
            below.append(text_button(several, self._several.begin))
        if self._drawn.archived:
            key = "students.hide_archived" if self._archived else "students.show_archived"
            below.append(text_button(say(key), self._toggle_archived))
        parts.append(ft.Row(below, wrap=True, spacing=GAP))
        body = page_body(window.wide, *parts)
        if not self._several.choosing:
            add = primary(say("students.add"), self._add, width=None if window.phone else 320)
            return with_foot(palette, body, add, wide=window.wide, phone=window.phone)
        self._foot = ft.Row(alignment=ft.MainAxisAlignment.END, wrap=True, spacing=GAP)
        self._fill_foot()
        return with_foot(palette, body, self._foot, wide=window.wide, phone=False)

    def _fill_foot(self) -> None:
        self._foot.controls = self._several.steps(archived=self._archived)

    def _ticked(self) -> None:
        self._fill_foot()
        self._nav.window.update(self._foot)

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
        everybody = self._students.all()
        here = sum(student.archived == self._archived for student in everybody)
        return _Outline(
            anybody=bool(everybody),
            groupable=here > 1 and not self._archived,
            searchable=here >= SEARCH_FROM or bool(self._search),
            archived=any(student.archived for student in everybody),
        )

    def _fill(self) -> None:
        """Put in what changes while the rest stays."""
        here = [student for student in self._students.all() if student.archived == self._archived]
        waiting = self._papers.waiting() if self._history.loaded else []
        self._waiting = Counter(
            student.id
            for paper in waiting
            if (student := self._students.get(paper.head.student)) is not None
        )
        above = self._reminders.cards()
        if waiting:
            above.append(self._to_score(len(waiting)))
        named = group_names(here)
        if self._group not in named:
            self._group = ALL
        if len(named) > 1:
            groups = {ALL: say("students.all")}
            groups |= {one: one or say("students.no_group") for one in named}
            above.append(choice(self._nav.window.palette, groups, self._group, self._choose_group))
        if self._history.loaded:
            done, of = self._history.computed
            if of - done > MANY:
                said = say("students.computing", done=done, of=of)
                above.append(quiet(self._nav.window.palette, said, 16))
        elif (share := self._reading()) is not None:
            said = say("reading.probes", percent=int(100 * share))
            above.append(quiet(self._nav.window.palette, said, 16))
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
                    secondary(say("papers.open"), self._open_papers),
                ],
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                wrap=True,
            ),
        )

    def _open_papers(self) -> None:
        self._nav.go(routes.PapersRoute())

    def _add(self) -> None:
        self._nav.go(routes.EditStudentRoute())

    def _bring_in(self) -> None:
        self._nav.go(routes.BringInRoute())

    def _give_to_group(self) -> None:
        self._nav.go(routes.GroupSetupRoute(None if self._group == ALL else self._group))

    def _fill_list(self, here: list[Student]) -> None:
        palette = self._nav.window.palette
        of_group = here if self._group == ALL else in_group(here, self._group)
        found = [student for student in of_group if found_by(student.name, self._search)]
        last = self._last(here)
        self._alike = self._told_apart(here)
        self._list.controls = []
        shown = found if self._all_listed or len(found) <= FIRST + FIRST // 4 else found[:FIRST]
        under = {s.id: s.group if self._group == ALL else self._group for s in shown}
        groups = dict.fromkeys(under.values())
        for group in groups:
            rows = [self._row(one, last[one.id]) for one in shown if under[one.id] == group]
            if any(groups):
                title = group or say("students.no_group")
                self._list.controls.append(bold(title, 17, palette.title))
            self._list.controls.append(rows_card(palette, rows))
        if len(shown) < len(found):
            words = say("students.rest", count=len(found) - len(shown))
            self._list.controls.append(ft.Row([secondary(words, self._list_all)]))
        if not found:
            self._list.controls.append(quiet(palette, say("students.none_found"), 17))

    def _last(self, here: list[Student]) -> dict[str, str]:
        """Return what says when each student was given a probe last."""
        if not self._history.ready:
            return {student.id: say("students.reading") for student in here}
        days, today = self._history.last_days(), self._clock.now().date()
        to_do = self._history.still_to_do()
        said = {}
        for student in here:
            told = say("students.never")
            if student.id in days:
                told = in_words("students.last", days[student.id], today)
            if student.id in to_do:
                told = one_line([still_to_do(to_do[student.id], today), told])
            said[student.id] = told
        return said

    def _told_apart(self, here: list[Student]) -> dict[str, str]:
        """Return what tells students of one name and grade apart."""
        count = Counter((normalised(student.name), student.grade) for student in here)
        found = {}
        now = self._clock.now()
        for student in here:
            if count[normalised(student.name), student.grade] < 2 or student.archived:
                continue
            same = self._students.alike(student.name, student.grade)
            at_ms = self._students.added_ms(student.id)
            key = "students.alike.added" if at_ms else "students.alike"
            day = datetime.fromtimestamp(at_ms / 1000, now.tzinfo).date()
            found[student.id] = say(
                key,
                number=same.index(student.id) + 1,
                count=len(same),
                day=day_in_words(day, now.date()),
            )
        return found

    def _row(self, student: Student, last: str) -> ft.Control:
        palette = self._nav.window.palette
        about = [last]
        if student.grade:
            about.insert(0, say("students.grade", grade=student.grade))
        if student.sample:
            about.append(say("students.sample"))
        if student.id in self._alike:
            about.append(self._alike[student.id])
        if self._waiting[student.id]:
            about.append(count_of("papers.count", self._waiting[student.id]))

        def open_student() -> None:
            self._nav.go(routes.StudentRoute(student.id))

        def give() -> None:
            self._nav.go(routes.ReadyRoute(student.id))

        choosing = self._several.choosing
        told = say("today.give.to", name=student.name or say("students.no_name"))
        give_button = secondary(say("students.give"), give, spoken=told)
        return ft.ListTile(
            title=bold(student.name or say("students.no_name"), 18, palette.ink),
            subtitle=quiet(palette, one_line(about)),
            leading=self._several.box(student, self._ticked) if choosing else None,
            trailing=None if student.archived or choosing else give_button,
            on_click=None if choosing else open_student,
            enable_feedback=False,
            content_padding=ft.Padding.symmetric(horizontal=18, vertical=8),
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
        )

    def _welcome(self) -> ft.Control:
        palette = self._nav.window.palette
        steps = ("students.empty.one", "students.empty.two", "students.empty.three")
        window = self._nav.window
        body = page_body(
            window.wide,
            heading(palette, say("students.empty.title")),
            card(palette, *(ft.Text(say(step), size=18, color=palette.ink) for step in steps)),
            ft.Row([secondary(say("bring.open"), self._bring_in)]),
        )
        return with_foot(
            palette,
            body,
            secondary(say("students.empty.sample"), self._add_sample),
            primary(say("students.add"), self._add),
            wide=window.wide,
            phone=window.phone,
        )

    def _add_sample(self) -> None:
        if self._students.all():  # added in another tab meanwhile
            self._nav.go(routes.StudentListRoute())
        elif self._nav.window.attempt(self._add_sample_class):
            self._nav.window.draw()
            self._nav.window.notice(say("students.sample_added"))

    def _choose_group(self, group: str) -> None:
        """Show one group, or all; it stays so until another is chosen."""
        self._group, self._all_listed = group, False
        self._nav.window.attempt(lambda: self._settings.change(shown_group=group))
        self._nav.window.draw()

    def _toggle_archived(self) -> None:
        self._archived, self._all_listed = not self._archived, False
        self._nav.window.draw()

    def _list_all(self) -> None:
        self._all_listed = True
        self._refill()

    def _searched(self, event: ft.Event[ft.TextField]) -> None:
        self._search = event.control.value or ""
        self._refill()

    def _refill(self) -> None:
        self._fill_list([s for s in self._students.all() if s.archived == self._archived])
        self._nav.window.update(self._list)
