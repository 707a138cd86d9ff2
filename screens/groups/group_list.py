"""The groups: when each meets, where, and how many are in it."""

import flet as ft

from records.groups import Group, Groups
from screens.parts.controls import (
    bold,
    card,
    page_body,
    primary,
    quiet,
    rows_card,
    secondary,
    spoken_of,
    text_button,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import RADIUS
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.days import clock_time
from screens.words.one_line import one_line


class GroupList(Screen):
    """All groups; each opens what it is and who is in it."""

    tab = "students"
    foot = True

    def __init__(self, nav: Navigation, groups: Groups) -> None:
        self._nav = nav
        self._groups = groups
        self._archived = False

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        every = self._groups.all(archived=True)
        here = [group for group in every if group.archived == self._archived]
        parts: list[ft.Control] = [page_head(palette, say("groups.title"), self._back)]
        if here:
            parts.append(rows_card(palette, [self._row(group) for group in here]))
        else:
            parts.append(card(palette, quiet(palette, say("groups.empty"), 18)))
        if any(group.archived for group in every):
            key = "students.hide_archived" if self._archived else "students.show_archived"
            parts.append(ft.Row([text_button(say(key), self._toggle)]))
        window = self._nav.window
        return with_foot(
            palette,
            page_body(window.wide, *parts),
            secondary(say("groups.protocols"), lambda: self._nav.go(routes.ProtocolsRoute())),
            primary(say("groups.add"), lambda: self._nav.go(routes.EditGroupRoute())),
            wide=window.wide,
            phone=window.phone,
        )

    def _row(self, group: Group) -> ft.Control:
        palette, settings = self._nav.window.palette, group.settings
        days = [say(f"weekday.short.{day}") for day in settings.weekdays if day < 5]
        starts = [clock_time(settings.starts)] if settings.starts else []
        said = [" ".join([*days, *starts]) or say("groups.no_days")]
        said += [settings.room] * bool(settings.room)
        said.append(count_of("groups.members", len(group.members)))

        def put_back() -> None:
            if self._nav.window.attempt(lambda: self._groups.archive([group.id], archived=False)):
                self._nav.window.draw()
                self._nav.window.notice(say("groups.restored"))

        restore = say("edit.restore")
        return ft.ListTile(
            title=bold(group.name, 18, palette.ink),
            subtitle=quiet(palette, one_line(said)),
            trailing=secondary(restore, put_back, spoken=spoken_of(restore, group.name))
            if group.archived
            else None,
            on_click=lambda: self._nav.go(routes.EditGroupRoute(group.id)),
            enable_feedback=False,
            content_padding=ft.Padding.symmetric(horizontal=18, vertical=8),
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
        )

    def _toggle(self) -> None:
        self._archived = not self._archived
        self._nav.window.draw()

    def _back(self) -> None:
        self._nav.go(routes.StudentListRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
