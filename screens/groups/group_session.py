"""A session of a group as it was: who was there, for how long, which steps; two taps as planned."""

from dataclasses import replace
from datetime import date
from typing import get_args

import flet as ft

from records.devices import Devices
from records.group_settings import LONGEST_SESSION
from records.groups import Group, Groups
from records.instructional_days import DAY
from records.name_comparison import sort_key, tidied
from records.protocols import Protocols
from records.record_store import Clock
from records.school_calendar import SchoolCalendar
from records.sessions import LONGEST_NOTE, Cancelled, InterventionSession, Missed, Sessions
from records.students import Student, Students
from screens.groups.kept_before import kept_before
from screens.groups.next_session_card import NextSessionCard
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    page_body,
    primary,
    quiet,
    secondary,
    ticked,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import RADIUS, TARGET, edge
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.days import clock_time, whole_date
from screens.words.one_line import one_line

DAYS_BACK = 7  # calendar days: on Friday for the week
STEP = 5  # minutes between the ones that are offered
USUAL_MINUTES = 30  # where the group has none
HERE = "here"


class GroupSession(Screen):
    """Everybody is here until a tap says otherwise; no step is done until a tap says so."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        groups: Groups,
        students: Students,
        sessions: Sessions,
        protocols: Protocols,
        calendar: SchoolCalendar,
        devices: Devices,
        clock: Clock,
        who: str,
        group: Group,
        next_session: NextSessionCard,
        day: date | None = None,
    ) -> None:
        """``who`` is the examiner; ``day`` is today unless it says otherwise."""
        self._nav = nav
        self._groups = groups
        self._students = students
        self._sessions = sessions
        self._protocols = protocols
        self._devices = devices
        self._group = group
        self._next_session = next_session
        self._today = clock.now().date()
        self._taught = calendar.days().taught
        self._who = who
        self._take(self._today if day is None else day)

    def _take(self, day: date) -> None:
        """Take up what is kept of a day's session, or what was planned."""
        self._day = day
        self._kept = self._sessions.of_group(self._group.id, day)
        planned = self._group.settings.minutes or USUAL_MINUTES
        protocol = self._protocols.following(self._group.settings.protocol)
        if self._kept is not None:
            protocol = self._protocols.get(self._kept.protocol) or protocol
        self._protocol = protocol
        kept = self._kept
        self._minutes = kept.minutes if kept is not None and kept.held else planned
        self._cancelled: Cancelled = kept.cancelled if kept is not None else ""
        self._steps = dict(kept.steps) if kept is not None else {}
        self._note = kept.note if kept is not None else ""
        self._other = self._minutes not in self._offered()
        self._members = self._here_on(day)
        self._state: dict[str, str] = {
            one.id: kept.missed.get(one.id, HERE) if kept is not None else HERE
            for one in self._members
        }

    def _here_on(self, day: date) -> list[Student]:
        spans = self._groups.memberships()
        ids = {one.student for one in spans if one.group == self._group.id and one.holds(day)}
        ids |= self._students_kept()
        found = [self._students.get(one) for one in ids]
        kept = self._students_kept()
        here = [one for one in found if one is not None and (not one.archived or one.id in kept)]
        return sorted(here, key=lambda one: (sort_key(one.name), one.id))

    def _students_kept(self) -> set[str]:
        """Return who is kept in the day's session: also who has left the school since."""
        return {*self._kept.present, *self._kept.missed} if self._kept is not None else set()

    def _offered(self) -> list[int]:
        planned = self._group.settings.minutes or USUAL_MINUTES
        return [m for m in (planned - 2 * STEP, planned - STEP, planned, planned + STEP) if m > 0]

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        title = page_head(palette, self._group.name, self._back, self._about())
        parts: list[ft.Control] = [title, self._days()]
        if self._kept is not None:
            parts.append(quiet(palette, say("session.kept"), 16))
            before = self._sessions.kept_before(self._kept)
            parts += [kept_before(palette, self._devices, one) for one in before]
        if self._cancelled:
            parts.append(self._reasons())
        else:
            parts += [self._attendance(), self._minutes_card()]
            if self._protocol is not None and self._protocol.steps:
                parts.append(self._protocol_card())
            parts.append(self._note_field())
        following = self._next_session.control()
        parts += [following] if following is not None else []
        steps: list[ft.Control] = []
        if not self._cancelled:
            steps.append(secondary(say("session.not_held"), self._not_held))
        else:
            steps.append(secondary(say("session.held"), self._held))
        steps.append(primary(say("session.keep"), self._keep, width=200))
        body = page_body(window.wide, *parts)
        return with_foot(palette, body, *steps, wide=window.wide, phone=window.phone)

    def _about(self) -> ft.Control:
        settings = self._group.settings
        said = [whole_date(self._day)]
        said += [clock_time(settings.starts)] if settings.starts else []
        said += [settings.room] * bool(settings.room)
        said += [say("today.minutes", count=settings.minutes)] * bool(settings.minutes)
        return quiet(self._nav.window.palette, one_line(said), 16)

    def _days(self) -> ft.Control:
        """Return the days of the last week on which the group meets, today among them."""
        found = [self._today - n * DAY for n in range(DAYS_BACK)]
        meets = self._group.settings.weekdays
        days = [
            day
            for day in found
            if day in (self._today, self._day) or (day.weekday() in meets and self._taught(day))
        ]
        if self._day not in days:
            days.append(self._day)
        names = {}
        for day in sorted(days):
            done = self._sessions.of_group(self._group.id, day) is not None
            key = "session.day.kept" if done else "session.day"
            names[day.isoformat()] = say(key, day=whole_date(day))
        if len(names) == 1:
            return ft.Container()
        return choice(self._nav.window.palette, names, self._day.isoformat(), self._choose_day)

    def _attendance(self) -> ft.Control:
        palette = self._nav.window.palette
        if not self._members:
            return card(palette, quiet(palette, say("session.nobody"), 17))
        chips = [self._student_chip(one) for one in self._members]
        return card(
            palette,
            bold(say("session.who"), 17, palette.title),
            ft.Row(chips, wrap=True, spacing=8, run_spacing=8),
            quiet(palette, say("session.who.help")),
        )

    def _student_chip(self, student: Student) -> ft.Control:
        palette, state = self._nav.window.palette, self._state[student.id]
        here = state == HERE
        text = student.name if here else f"{student.name} · {say(f'session.missed.{state}')}"
        style = ft.TextStyle(decoration=None if here else ft.TextDecoration.LINE_THROUGH)
        told = say("session.chip.here" if here else f"session.chip.{state}", name=student.name)
        said = ft.Text(
            text,
            size=16,
            color=palette.ink if here else palette.muted,
            style=style,
            semantics_label=told,
        )

        def turn() -> None:
            """Here, absent, pulled, and here again."""
            order = (HERE, *get_args(Missed))
            self._state[student.id] = order[(order.index(state) + 1) % len(order)]
            self._nav.window.draw()

        return ft.OutlinedButton(
            content=said,
            icon=ft.Icon(ft.Icons.CHECK, color=palette.accent) if here else None,
            on_click=turn,
            height=TARGET,
            style=ft.ButtonStyle(
                enable_feedback=False,
                bgcolor=palette.surface,
                side=edge(ft.BorderSide(1, palette.line)),
                shape=ft.RoundedRectangleBorder(radius=RADIUS),
            ),
        )

    def _minutes_card(self) -> ft.Control:
        palette = self._nav.window.palette
        names = {str(one): str(one) for one in self._offered()} | {"": say("session.other")}
        chosen = "" if self._other else str(self._minutes)
        parts: list[ft.Control] = [
            bold(say("session.minutes"), 17, palette.title),
            choice(palette, names, chosen, self._choose_minutes),
        ]
        if self._other:
            self._typed = field(
                say("session.minutes.typed"),
                str(self._minutes),
                keyboard_type=ft.KeyboardType.NUMBER,
                on_change=self._type_minutes,
                width=240,
            )
            parts.append(ft.Row([self._typed]))
        return card(palette, *parts)

    def _protocol_card(self) -> ft.Control:
        palette, protocol = self._nav.window.palette, self._protocol
        assert protocol is not None
        done = sum(self._steps.values())
        counted = say("session.steps.count", done=done, of=len(protocol.steps))
        rows: list[ft.Control] = [
            bold(protocol.name, 17, palette.title),
            quiet(palette, counted if self._steps else say("session.steps.none"), 16),
        ]
        for number, step in enumerate(protocol.steps):
            rows.append(
                ticked(
                    palette,
                    step,
                    self._nav.window.room,
                    value=self._steps.get(number, False),
                    on_change=self._step_tapped(number),
                )
            )
        everything = secondary(say("session.steps.all"), self._all_steps)
        return card(palette, *rows, ft.Row([everything]))

    def _note_field(self) -> ft.Control:
        self._note_typed = field(
            say("session.note"),
            self._note,
            max_length=LONGEST_NOTE,
            multiline=True,
            max_lines=4,
            on_change=self._type_note,
        )
        return self._note_typed

    def _reasons(self) -> ft.Control:
        palette = self._nav.window.palette
        reasons = [why for why in get_args(Cancelled) if why]
        names = {why: say(f"session.cancelled.{why}") for why in reasons}
        return card(
            palette,
            bold(say("session.why"), 17, palette.title),
            choice(palette, names, self._cancelled, self._choose_reason),
            quiet(palette, say("session.why.help")),
        )

    # What is tapped

    def _choose_day(self, day: str) -> None:
        self._take(date.fromisoformat(day))
        self._nav.window.draw()

    def _choose_minutes(self, minutes: str) -> None:
        self._other = not minutes
        self._minutes = int(minutes) if minutes else self._minutes
        self._nav.window.draw()

    def _type_minutes(self) -> None:
        text = (self._typed.value or "").strip()
        fits = text.isascii() and text.isdigit() and 0 < int(text[:6]) <= LONGEST_SESSION
        self._minutes = int(text) if fits else 0
        told = None if fits else say("session.minutes.wrong", most=LONGEST_SESSION)
        if self._typed.error != told:
            self._typed.error = told
            self._nav.window.update(self._typed)

    def _type_note(self) -> None:
        self._note = self._note_typed.value or ""

    def _step_tapped(self, number: int) -> "ft.ControlEventHandler[ft.Checkbox]":
        def tapped(event: ft.Event[ft.Checkbox]) -> None:
            assert self._protocol is not None
            if not self._steps:  # the others were looked at, too, and not done
                self._steps = dict.fromkeys(range(len(self._protocol.steps)), False)
            self._steps[number] = bool(event.control.value)
            self._nav.window.draw()

        return tapped

    def _all_steps(self) -> None:
        assert self._protocol is not None
        self._steps = dict.fromkeys(range(len(self._protocol.steps)), True)
        self._nav.window.draw()

    def _not_held(self) -> None:
        """Keep at once that it wasn't held; why can be said afterwards."""
        self._cancelled = "other"
        self._put(stay=True)

    def _held(self) -> None:
        self._cancelled = ""
        self._nav.window.draw()

    def _choose_reason(self, why: str) -> None:
        self._cancelled = next(one for one in get_args(Cancelled) if one == why)
        self._put(stay=True)

    def _keep(self) -> None:
        self._put(stay=False)

    def _put(self, *, stay: bool) -> None:
        """Keep the session; ``stay`` on this screen, or go back to the day."""
        if not self._cancelled and not self._minutes:
            return  # the field says what is wrong
        session = InterventionSession(
            id="",
            day=self._day,
            group=self._group.id,
            minutes=0 if self._cancelled else self._minutes,
            planned=self._group.settings.minutes or self._minutes or USUAL_MINUTES,
            cancelled=self._cancelled,
            protocol=self._protocol.id if self._protocol is not None else "",
            steps={} if self._cancelled else self._steps,
            note=tidied(self._note),
            who=self._who,
        )
        if not self._cancelled:
            here = {i: self._minutes for i, state in self._state.items() if state == HERE}
            missed = {
                i: why
                for i, state in self._state.items()
                for why in get_args(Missed)
                if state == why
            }
            session = replace(session, present=here, missed=missed)
        window, before = self._nav.window, self._kept
        kept: list[str] = []
        if not window.attempt(lambda: kept.append(self._sessions.keep(session))):
            return
        if stay:
            self._take(self._day)
            window.draw()
        else:
            self._nav.go(routes.TodayRoute())

        def undo() -> None:
            if before is None:
                window.attempt(lambda: self._sessions.remove(kept[0]))
            else:
                window.attempt(lambda: self._sessions.keep(before))
            self._nav.go(routes.GroupSessionRoute(self._group.id, self._day))

        said = "session.done.not_held" if self._cancelled else "session.done"
        window.notice(say(said, group=self._group.name), undo)

    def _back(self) -> None:
        self._nav.go(routes.TodayRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
