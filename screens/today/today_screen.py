"""The day: who is due, most pressing first, by the groups that meet, in the order they meet."""

from datetime import date

import flet as ft

from records.absences import Absences, Why
from records.device_settings import DeviceSettings
from records.due import TO_DO, Due
from records.groups import Group, Groups
from records.history import History
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
    spoken_of,
)
from screens.parts.page_foot import with_foot
from screens.parts.theme import GAP
from screens.sharing.glance import glance
from screens.sharing.sharing_client import SharingClient
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.students.reminders import Reminders
from screens.today.due_row import RowActions, called, due_row
from screens.today.empty_day import EmptyDay, nobody_due
from screens.today.printed_lists import print_today
from screens.words.catalogue import count_of, say
from screens.words.days import coming_day, whole_date
from screens.words.one_line import one_line

ALL = "*"  # no group has this id
SEARCH_FROM = 8  # rows from which a search is worth its room


class TodayScreen(Screen):
    """Today's list; everybody on it is one tap from a probe."""

    tab = "today"

    def __init__(
        self,
        nav: Navigation,
        week: Week,
        students: Students,
        history: History,
        monitoring: Monitoring,
        absences: Absences,
        papers: Papers,
        clock: Clock,
        sessions: Sessions,
        reminders: Reminders,
        store: RecordStore,
        sharing: SharingClient | None,
        groups: Groups,
        settings: DeviceSettings,
    ) -> None:
        self._nav = nav
        self._week = week
        self._students = students
        self._history = history
        self._monitoring = monitoring
        self._absences = absences
        self._papers = papers
        self._sessions = sessions
        self._clock = clock
        self._reminders = reminders
        self._store = store
        self._sharing = sharing
        self._groups = groups
        self._settings = settings
        day, _, group = settings.now.today_group.partition(" ")
        self._group = group if day == clock.now().date().isoformat() else ALL
        self._search = ""
        self._scores = False

    def build(self) -> ft.Control:
        """Build the screen."""
        window = self._nav.window
        day = self._clock.now().date()
        today = self._week.today(day)
        parts: list[ft.Control] = [self._title(today), *self._reminders.cards()]
        waiting = self._papers.waiting() if self._store.loaded else []
        if waiting:
            parts.append(self._to_score(len(waiting)))
        anybody = any(section.due for section in today.sections)
        step: ft.FilledButton | None = None
        if anybody:
            parts += self._filters(today)
        elif today.later:
            parts.append(nobody_due(window.palette, today, self._following(today)))
            step = primary(say("today.week"), lambda: self._nav.go(routes.WeekRoute()))
        else:
            empty = EmptyDay(self._nav, self._students, self._groups)
            parts += empty.steps()
            text, there = empty.next_step()
            step = primary(text, lambda: self._nav.go(there))
        if today.sections:
            self._list = ft.Column(
                spacing=GAP + 4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
            )
            self._today = today
            self._fill()
            parts += [self._list, self._links(anybody=anybody)]
        body = page_body(window.wide, *parts)
        if step is None:
            return body
        if not window.phone:
            step.width = 320
        return with_foot(window.palette, body, step, wide=window.wide, phone=window.phone)

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
            quiet(palette, one_line(said), 17),
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
        few = SEARCH_FROM * 2 if self._nav.window.phone else SEARCH_FROM  # the list comes first
        names = {ALL: say("today.all")} | {_key(s.group): called(s) for s in today.sections}
        if len(names) > 2:
            if self._group not in names:
                self._group = ALL
            parts.append(choice(palette, names, self._group, self._choose_group))
        if sum(len(section.due) for section in today.sections) >= few or self._search:
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
        title: list[ft.Control] = [bold(called(section), 18, palette.title)]
        group = section.group
        if group is not None:
            about = [group.settings.room] * bool(group.settings.room)
            if group.settings.minutes:
                about.append(say("today.minutes", count=group.settings.minutes))
            title.append(quiet(palette, one_line(about), 16))
        named = ft.Row(title, spacing=GAP, wrap=True, expand=True)
        if group is None:
            return named

        def open_session() -> None:
            self._nav.go(routes.GroupSessionRoute(group.id))

        kept = self._sessions.of_group(group.id, self._today.day) is not None
        key = "session.open.kept" if kept else "session.open"
        spoken = spoken_of(say(key), group.name)
        return ft.Row([named, secondary(say(key), open_session, spoken=spoken)])

    def _row(self, one: Due, name: str, today: date, *, next_step: bool) -> ft.Control:
        actions = RowActions(
            give=self._give,
            open=lambda due: self._nav.go(routes.StudentRoute(due.student, due.plan.series)),
            away=lambda due: self._note(due, "absent"),
            refused=lambda due: self._note(due, "refused"),
            here=self._take_back,
            probe=self._open_probe,
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

    def _links(self, *, anybody: bool) -> ft.Control:
        hide = "today.scores.hide" if self._scores else "today.scores.show"
        icon = ft.Icons.VISIBILITY_OFF_OUTLINED if self._scores else ft.Icons.VISIBILITY_OUTLINED
        return ft.Row(
            [
                secondary(say("today.week"), lambda: self._nav.go(routes.WeekRoute())),
                secondary(say("season.open"), lambda: self._nav.go(routes.SeasonRoute())),
                *(
                    [
                        icon_button(ft.Icons.PRINT_OUTLINED, say("today.print"), self._print),
                        icon_button(icon, say(hide), self._toggle_scores),
                    ]
                    if anybody
                    else []
                ),
            ],
            spacing=GAP,
            wrap=True,
        )

    # Nobody is due

    def _following(self, today: Today) -> str:
        """Return who is due next, in a sentence."""
        following = today.later[0]
        day = coming_day(following.day, today.day)
        return say("today.empty.next", name=self._name(following), day=day)

    # What is tapped

    def _give(self, one: Due) -> None:
        series = one.plan.series
        self._nav.go(routes.ReadyRoute(one.student, series.measure, level=series.level))

    def _open_probe(self, one: Due) -> None:
        """Open the probe that was given today, the last one of several."""
        day, measure = self._clock.now().date().isoformat(), one.plan.series.measure
        found = [
            entry.id
            for entry in self._history.entries(one.student)[0]
            if (entry.day, entry.measure) == (day, measure)
        ]
        there = routes.ReviewRoute(found[-1]) if found else routes.StudentRoute(one.student)
        self._nav.go(there)

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
        """Show one group, for as long as the day lasts: tomorrow nobody is left out again."""
        self._group = group
        kept = f"{self._today.day.isoformat()} {group}"
        self._nav.window.attempt(lambda: self._settings.change(today_group=kept))
        self._nav.window.draw()

    async def _print(self) -> None:
        await print_today(self._nav, self._settings, self._today, self._name)

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
