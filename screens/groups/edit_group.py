"""A group: what it is called, when and where it meets, what it follows, and who is in it."""

import flet as ft

from records.group_settings import LONGEST_NAME, LONGEST_SESSION, BadGroup, GroupSettings
from records.groups import Group, Groups
from records.name_comparison import normalised
from records.protocols import Protocols
from records.record_store import Clock
from records.students import Student, Students
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    icon_button,
    page_body,
    primary,
    quiet,
    secondary,
    told_chosen,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import TARGET
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.one_line import one_line

SCHOOL_WEEK = 5
_NAMES = ("name", "name there", "name archived")  # what may be wrong with a name
_WRONG = {
    "name": "groups.name.wrong",
    "name there": "groups.name.there",
    "name archived": "groups.name.archived",
    "starts": "groups.starts.wrong",
    "minutes": "groups.minutes.wrong",
}


class EditGroup(Screen):
    """Everything about a group on one screen; students come and go with today's date."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        groups: Groups,
        students: Students,
        protocols: Protocols,
        clock: Clock,
        group: Group | None,
    ) -> None:
        """``group`` is the one to change, None for a new one."""
        self._nav = nav
        self._groups = groups
        self._students = students
        self._protocols = protocols
        self._clock = clock
        self._id = None if group is None else group.id
        settings = GroupSettings(name="") if group is None else group.settings
        self._name = settings.name
        self._area = settings.area
        self._room = settings.room
        self._days = {*settings.weekdays}
        self._starts = settings.starts
        self._minutes = str(settings.minutes or "")
        following = protocols.following(settings.protocol)
        self._protocol = "" if following is None else following.id
        self._wrong: dict[str, str] = {}
        self._adding = False

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        group = None if self._id is None else self._groups.get(self._id)
        titled = say("groups.edit.title" if group else "groups.edit.new")
        title = page_head(palette, titled, self._back)
        self._fields = {
            "name": field(
                say("groups.name"),
                self._name,
                max_length=LONGEST_NAME,
                autofocus=group is None,
                error=self._wrong.get("name"),
                on_change=self._typed,
            ),
            "room": field(
                say("groups.room"), self._room, max_length=LONGEST_NAME, on_change=self._typed
            ),
            "starts": field(
                say("groups.starts"),
                self._starts,
                helper=say("groups.starts.help"),
                error=self._wrong.get("starts"),
                on_change=self._typed,
            ),
            "minutes": field(
                say("groups.minutes"),
                self._minutes,
                error=self._wrong.get("minutes"),
                keyboard_type=ft.KeyboardType.NUMBER,
                on_change=self._typed,
            ),
        }
        areas = {
            "": say("groups.area.any"),
            "reading": say("area.reading"),
            "math": say("area.math"),
        }
        about = card(
            palette,
            self._fields["name"],
            bold(say("groups.area"), 16, palette.ink),
            choice(palette, areas, self._area, self._choose_area),
            bold(say("groups.days"), 16, palette.ink),
            self._day_chips(),
            self._fields["starts"],
            self._fields["minutes"],
            self._fields["room"],
            bold(say("groups.protocol"), 16, palette.ink),
            choice(palette, self._protocol_names(), self._protocol, self._choose_protocol),
        )
        parts: list[ft.Control] = [title, about]
        if group is not None:
            parts.append(self._members(group))
        if group is not None and group.members:
            parts.append(ft.Row([secondary(say("export.open.group"), self._export)], wrap=True))
        steps: list[ft.Control] = []
        if group is not None and not group.archived:
            steps.append(secondary(say("edit.archive"), self._archive))
        steps.append(primary(say("save"), self._save, width=200))
        body = page_body(window.wide, *parts)
        return with_foot(palette, body, *steps, wide=window.wide, phone=window.phone)

    def _export(self) -> None:
        self._nav.go(routes.ExportRoute(group=self._id or ""))

    def _protocol_names(self) -> dict[str, str]:
        found = {one.id: one.name for one in self._protocols.current()}
        return {"": say("groups.protocol.none")} | found

    def _day_chips(self) -> ft.Control:
        def chip(day: int) -> ft.Control:
            chosen = day in self._days

            def turn() -> None:
                self._days ^= {day}
                self._nav.window.draw()

            kind = ft.FilledButton if chosen else ft.OutlinedButton
            button = kind(
                content=ft.Text(say(f"weekday.short.{day}"), size=16),
                on_click=turn,
                height=TARGET,
                style=ft.ButtonStyle(
                    enable_feedback=False, padding=ft.Padding.symmetric(horizontal=14)
                ),
            )
            return told_chosen(button, chosen=chosen)

        return ft.Row([chip(day) for day in range(SCHOOL_WEEK)], wrap=True, spacing=8)

    # Who is in it

    def _members(self, group: Group) -> ft.Control:
        palette = self._nav.window.palette
        here = [one for one in self._students.all() if not one.archived]
        inside = [one for one in here if one.id in group.members]
        rows: list[ft.Control] = [bold(say("groups.students"), 17, palette.title)]
        rows += [self._member(group, one) for one in inside]
        if not inside:
            rows.append(quiet(palette, say("groups.students.none"), 16))
        others = [one for one in here if one.id not in group.members]
        if self._adding:
            chips = {one.id: one.name for one in others}
            rows.append(choice(palette, chips, "", lambda student: self._join(group, student)))
        elif others:
            rows.append(ft.Row([secondary(say("groups.students.add"), self._show_others)]))
        return card(palette, *rows)

    def _member(self, group: Group, student: Student) -> ft.Control:
        palette = self._nav.window.palette

        def leave() -> None:
            day = self._clock.now().date()
            window = self._nav.window
            if window.attempt(lambda: self._groups.remove(student, group, day)):
                window.draw()
                window.notice(
                    say("groups.left", name=student.name, group=group.name),
                    lambda: self._join(group, student.id),
                )

        said = [student.name]
        said += [say("students.grade", grade=student.grade)] * bool(student.grade)
        return ft.Row(
            [
                ft.Text(one_line(said), size=17, color=palette.ink, expand=True),
                icon_button(ft.Icons.CLOSE, say("groups.take_out", name=student.name), leave),
            ]
        )

    def _show_others(self) -> None:
        self._adding = True
        self._nav.window.draw()

    def _join(self, group: Group, student_id: str) -> None:
        student, window = self._students.get(student_id), self._nav.window
        day = self._clock.now().date()
        if student is not None and window.attempt(lambda: self._groups.add(student, group, day)):
            window.draw()

    # What is tapped

    def _typed(self) -> None:
        typed = {name: one.value or "" for name, one in self._fields.items()}
        self._name, self._room = typed["name"], typed["room"]
        self._starts, self._minutes = typed["starts"], typed["minutes"]

    def _choose_area(self, area: str) -> None:
        self._area = area
        self._nav.window.draw()

    def _choose_protocol(self, protocol: str) -> None:
        self._protocol = protocol
        self._nav.window.draw()

    def _save(self) -> None:
        self._typed()
        minutes = self._minutes.strip()
        number = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else 0
        if minutes and not number:
            number = LONGEST_SESSION + 1
        hour, colon, minute = self._starts.strip().partition(":")
        starts = f"{hour.zfill(2)}:{minute}" if colon else hour
        settings = GroupSettings(
            name=self._name,
            area=self._area,
            room=self._room,
            weekdays=tuple(sorted(self._days)),
            starts=starts,
            minutes=number,
            protocol=self._protocol,
        )
        window = self._nav.window
        saved: list[str] = []
        try:
            settings.check()
            self._check_name(settings.name)
        except BadGroup as refused:
            key = _WRONG.get(refused.field, "groups.name.wrong")
            field_name = "name" if refused.field in _NAMES else refused.field
            self._wrong = {field_name: say(key, most=LONGEST_SESSION)}
            window.draw()
            window.notice(self._wrong[field_name])  # the field may be scrolled out of sight
            return
        self._wrong = {}
        if window.attempt(lambda: saved.append(self._groups.save(settings, self._id))):
            if self._id is None:
                self._id, self._adding = saved[0], True
                window.draw()
            else:
                self._back()
            window.notice(say("groups.saved"))

    def _check_name(self, name: str) -> None:
        """See whether a name that was typed is another group's: whoever reads it would mix them up.

        Raises:
            BadGroup: it is.
        """
        mine = None if self._id is None else self._groups.get(self._id)
        if mine is not None and normalised(mine.name) == normalised(name):
            return
        other = self._groups.called(name)
        if other is not None and other.id != self._id:
            raise BadGroup("name archived" if other.archived else "name there")

    def _archive(self) -> None:
        group, window = self._id, self._nav.window
        assert group is not None
        if window.attempt(lambda: self._groups.archive([group])):
            self._back()

            def undo() -> None:
                if window.attempt(lambda: self._groups.archive([group], archived=False)):
                    window.draw()

            window.notice(say("groups.archived"), undo)

    def _back(self) -> None:
        self._nav.go(routes.GroupsRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
