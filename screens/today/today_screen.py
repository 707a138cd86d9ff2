"""The day: who is due, most pressing first, by the groups that meet, in the order they meet."""

from datetime import date

import flet as ft

from records.absences import Absences, Why
from records.due import TO_DO, Due
from records.groups import Group
from records.monitoring import Monitoring
from records.name_comparison import normalised
from records.papers import Papers
from records.record_store import Clock, RecordStore
from records.sessions import Sessions
from records.students import Students
from records.today import Section, Today, Week
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    heading,
    icon_button,
    page_body,
    primary,
    quiet,
    rows_card,
    secondary,
)
from screens.parts.theme import GAP
from screens.sharing.glance import glance
from screens.sharing.sharing_client import SharingClient
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.students.reminders import Reminders
from screens.today.due_row import RowActions, due_row
from screens.words.catalogue import count_of, say
from screens.words.days import clock_time, coming_day, whole_date

ALL = "\0all"
SEARCH_FROM = 8  # rows from which a search is worth its room


class TodayScreen(Screen):
    """Today's list; everybody on it is one tap from a probe."""

    tab = "today"

    def __init__(
        self,
        nav: Navigation,
        week: Week,
        students: Students,
        monitoring: Monitoring,
        absences: Absences,
        papers: Papers,
        clock: Clock,
        sessions: Sessions,
        reminders: Reminders,
        store: RecordStore,
        sharing: SharingClient | None,
    ) -> None:
        self._nav = nav
        self._week = week
        self._students = students
        self._monitoring = monitoring
        self._absences = absences
        self._papers = papers
        self._sessions = sessions
        self._clock = clock
        self._reminders = reminders
        self._store = store
        self._sharing = sharing
        self._group = ALL
        self._search = ""
        self._scores = False

    def build(self) -> ft.Control:
        """Build the screen."""
        window = self._nav.window
        day = self._clock.now().date()
        today = self._week.today(day)
        parts: list[ft.Control] = [self._title(today), *self._reminders.cards()]
        waiting = self._papers.waiting()
        if waiting:
            parts.append(self._to_score(len(waiting)))
        anybody = any(section.due for section in today.sections)
        if anybody:
            parts += self._filters(today)
        else:
            parts.append(self._nobody(today) if today.later else self._teach())
        if today.sections:
            self._list = ft.Column(
                spacing=GAP + 4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
            )
            self._today = today
            self._fill()
            parts += [self._list, self._links()]
        return page_body(window.wide, *parts)

    def refresh(self) -> None:
        """Show what has come in."""
        if not self._nav.window.covered:
            self._nav.window.draw()

    # What stands above the list

    def _title(self, today: Today) -> ft.Control:
        palette = self._nav.window.palette
        said = [whole_date(today.day)]
        if not today.taught:
            said.append(say("today.no_school"))
        if any(section.due for section in today.sections):
            to_give = count_of("today.due", today.to_do, minutes=today.minutes)
            said.append(to_give if today.to_do else say("today.done"))
            said += [say("today.given", count=today.given)] * bool(today.given)
            said += [say("today.away", count=today.away)] * bool(today.away)
        lines: list[ft.Control] = [
            heading(palette, say("today.title")),
            quiet(palette, " · ".join(said), 17),
        ]
        if today.window is not None:
            name = today.window.name or say("today.window.unnamed")
            until = coming_day(today.window.last, today.day)
            lines.append(quiet(palette, say("today.window", name=name, day=until), 17))
        title = ft.Column(lines, spacing=4)
        shared = glance(self._nav, self._sharing, self._store)
        return ft.Row(
            [title, *([shared] if shared is not None else [])],
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            vertical_alignment=ft.CrossAxisAlignment.START,
            wrap=True,
        )

    def _to_score(self, count: int) -> ft.Control:
        palette = self._nav.window.palette
        return card(
            palette,
            ft.Row(
                [
                    bold(count_of("papers.count", count), 19, palette.ink),
                    secondary(say("papers.open"), lambda: self._nav.go(routes.PapersRoute())),
                ],
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                wrap=True,
            ),
        )

    def _filters(self, today: Today) -> list[ft.Control]:
        palette = self._nav.window.palette
        parts: list[ft.Control] = []
        names = {ALL: say("today.all")} | {_key(s.group): _called(s) for s in today.sections}
        if len(names) > 2:
            if self._group not in names:
                self._group = ALL
            parts.append(choice(palette, names, self._group, self._choose_group))
        if sum(len(section.due) for section in today.sections) >= SEARCH_FROM or self._search:
            search = field(
                say("today.search"),
                self._search,
                on_change=self._searched,
                prefix_icon=ft.Icons.SEARCH,
            )
            parts.append(search)
        return parts

    # The list

    def _fill(self) -> None:
        palette, today = self._nav.window.palette, self._today
        wanted = normalised(self._search)
        first = True
        self._list.controls = []
        for section in today.sections:
            if self._group not in (ALL, _key(section.group)):
                continue
            rows = []
            for one in section.due:
                name = self._name(one)
                if wanted and wanted not in normalised(name):
                    continue
                next_step = first and one.state in TO_DO
                first = first and not next_step
                rows.append(self._row(one, name, today.day, next_step=next_step))
            if rows:
                self._list.controls += [self._section_title(section), rows_card(palette, rows)]
            elif not section.due and not wanted:
                nobody = quiet(palette, say("today.nobody_due"), 16)
                self._list.controls += [self._section_title(section), card(palette, nobody)]
        if not self._list.controls:
            self._list.controls.append(quiet(palette, say("today.none_found"), 17))

    def _section_title(self, section: Section) -> ft.Control:
        palette = self._nav.window.palette
        title: list[ft.Control] = [bold(_called(section), 18, palette.title)]
        group = section.group
        if group is not None:
            about = [group.settings.room] * bool(group.settings.room)
            if group.settings.minutes:
                about.append(say("today.minutes", count=group.settings.minutes))
            title.append(quiet(palette, " · ".join(about), 16))
        named = ft.Row(title, spacing=GAP, wrap=True, expand=True)
        if group is None:
            return named

        def open_session() -> None:
            self._nav.go(routes.GroupSessionRoute(group.id))

        kept = self._sessions.of_group(group.id, self._today.day) is not None
        key = "session.open.kept" if kept else "session.open"
        return ft.Row([named, secondary(say(key), open_session)])

    def _row(self, one: Due, name: str, today: date, *, next_step: bool) -> ft.Control:
        actions = RowActions(
            give=self._give,
            open=lambda due: self._nav.go(routes.StudentRoute(due.student)),
            away=lambda due: self._note(due, "absent"),
            refused=lambda due: self._note(due, "refused"),
            here=self._take_back,
        )
        return due_row(
            self._nav.window.palette,
            one,
            name,
            today,
            actions,
            next_step=next_step,
            phone=self._nav.window.phone,
            score=self._last_score(one) if self._scores else None,
        )

    def _last_score(self, one: Due) -> float | None:
        scores = self._monitoring.scores(one.student).get(one.plan.series)
        found = [p for p in scores.probes if p.counts and p.day == one.last] if scores else []
        return found[-1].value if found else None

    def _links(self) -> ft.Control:
        hide = "today.scores.hide" if self._scores else "today.scores.show"
        icon = ft.Icons.VISIBILITY_OFF_OUTLINED if self._scores else ft.Icons.VISIBILITY_OUTLINED
        return ft.Row(
            [
                secondary(say("today.week"), lambda: self._nav.go(routes.WeekRoute())),
                secondary(say("season.open"), lambda: self._nav.go(routes.SeasonRoute())),
                icon_button(icon, say(hide), self._toggle_scores),
            ],
            spacing=GAP,
            wrap=True,
        )

    # Nobody is due

    def _nobody(self, today: Today) -> ft.Control:
        palette, following = self._nav.window.palette, today.later[0]
        name = self._name(following)
        said = say("today.empty.next", name=name, day=coming_day(following.day, today.day))
        return card(
            palette,
            bold(say("today.empty.title"), 22, palette.title),
            quiet(palette, said, 18),
            ft.Row(
                [
                    primary(say("today.week"), lambda: self._nav.go(routes.WeekRoute())),
                    secondary(
                        say("today.empty.all"), lambda: self._nav.go(routes.StudentListRoute())
                    ),
                ],
                wrap=True,
                spacing=GAP,
                run_spacing=GAP,
            ),
        )

    def _teach(self) -> ft.Control:
        palette = self._nav.window.palette
        steps = ("today.teach.one", "today.teach.two", "today.teach.three")
        return card(
            palette,
            bold(say("today.teach.title"), 22, palette.title),
            *(ft.Text(say(step), size=18, color=palette.ink) for step in steps),
            ft.Row(
                [primary(say("today.empty.all"), lambda: self._nav.go(routes.StudentListRoute()))]
            ),
        )

    # What is tapped

    def _give(self, one: Due) -> None:
        series = one.plan.series
        self._nav.go(routes.ReadyRoute(one.student, series.measure, level=series.level))

    def _note(self, one: Due, why: Why) -> None:
        day = self._clock.now().date()
        window = self._nav.window
        before = self._absences.of(one.student).get(day)
        if window.attempt(lambda: self._absences.note([one.student], day, why)):
            window.draw()

            def undo() -> None:
                if before is None:
                    self._take_back(one)
                else:
                    self._note(one, before)

            window.notice(say(f"today.marked.{why}"), undo)

    def _take_back(self, one: Due) -> None:
        day = self._clock.now().date()
        if self._nav.window.attempt(lambda: self._absences.take_back([one.student], day)):
            self._nav.window.draw()

    def _choose_group(self, group: str) -> None:
        self._group = group
        self._nav.window.draw()

    def _toggle_scores(self) -> None:
        self._scores = not self._scores
        self._nav.window.draw()

    def _searched(self, event: ft.Event[ft.TextField]) -> None:
        self._search = event.control.value or ""
        self._fill()
        self._nav.window.update(self._list)

    def _name(self, one: Due) -> str:
        student = self._students.get(one.student)
        return student.name if student is not None else ""


def _key(group: Group | None) -> str:
    return "" if group is None else group.id


def _called(section: Section) -> str:
    """Return a section's name, with the time at which the group meets today."""
    if section.group is None:
        return say("today.others")
    starts = section.group.settings.starts
    if not (section.meets and starts):
        return section.group.name
    return f"{section.group.name} · {clock_time(starts)}"
