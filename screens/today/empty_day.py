"""A day with nobody on it, as a whole screen: who comes next, or the first steps."""

from collections.abc import Callable

import flet as ft

from records.groups import Group, Groups
from records.students import Students
from records.today import Today
from screens.parts.controls import bold, card, quiet, secondary
from screens.parts.theme import GAP, Palette
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.words.catalogue import count_of, say


class EmptyDay:
    """What stands on Today before anybody has a plan: three steps, each done or to do."""

    def __init__(self, nav: Navigation, students: Students, groups: Groups) -> None:
        self._nav = nav
        here = {one.id for one in students.all() if not one.archived}
        self._count = len(here)
        self._groups = [group for group in groups.all() if group.members & here]

    def steps(self) -> list[ft.Control]:
        """Return the three steps; the one that comes next has its buttons."""
        palette = self._nav.window.palette
        added = bool(self._count)
        one = self._step(1, "today.teach.one", done=added)
        two = self._step(2, "today.teach.two", done=False)
        three = self._step(3, "today.teach.three", done=False)
        parts: list[ft.Control] = [bold(say("today.teach.title"), 22, palette.title)]
        if not added:
            return [card(palette, *parts, one, two, three)]
        counted = count_of("group.students", self._count)
        said = quiet(palette, counted, 16)
        return [card(palette, *parts, one, said, two, *self._whole_groups(), three)]

    def next_step(self) -> tuple[str, routes.Route]:
        """Return what the biggest button says, and where it leads."""
        if not self._count:
            return say("students.add"), routes.EditStudentRoute()
        if len(self._groups) == 1:
            return say("today.teach.plan"), self._planning(self._groups[0])
        if not self._groups:
            return say("groups.add"), routes.EditGroupRoute()
        return say("today.empty.all"), routes.StudentListRoute()

    def _whole_groups(self) -> list[ft.Control]:
        """Return a button for each group, which plans all of it at once."""
        if len(self._groups) < 2:
            return []
        buttons = [secondary(group.name, self._plan(group)) for group in self._groups]
        return [
            quiet(self._nav.window.palette, say("today.teach.groups"), 16),
            ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP),
        ]

    def _plan(self, group: Group) -> Callable[[], None]:
        def open_plan() -> None:
            self._nav.go(self._planning(group))

        return open_plan

    @staticmethod
    def _planning(group: Group) -> routes.Route:
        return routes.GroupGoalsRoute(group.id, from_today=True)

    def _step(self, number: int, key: str, *, done: bool) -> ft.Control:
        palette = self._nav.window.palette
        mark: ft.Control = bold(str(number), 18, palette.on_accent)
        if done:
            said_done = say("today.teach.done")
            mark = ft.Icon(ft.Icons.CHECK, color=palette.on_accent, semantics_label=said_done)
        dot = ft.Container(
            mark,
            width=36,
            height=36,
            border_radius=18,
            bgcolor=palette.last if done else palette.accent,
            alignment=ft.Alignment.CENTER,
        )
        said = ft.Text(say(key), size=18, color=palette.ink, expand=True)
        return ft.Row([dot, said], spacing=GAP)


def nobody_due(palette: Palette, today: Today, following: str) -> ft.Control:
    """Return what says that nobody is due, and who is next."""
    lines: list[ft.Control] = [
        bold(say("today.empty.title"), 22, palette.title),
        quiet(palette, following, 18),
    ]
    if not today.taught:
        lines.append(quiet(palette, say("today.empty.no_school"), 16))
    return card(palette, *lines)
