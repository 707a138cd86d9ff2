"""What was changed in a student's entry: who, when, what. Nothing is ever written over."""

from collections.abc import Sequence
from datetime import datetime

import flet as ft

from probes.measures.directions import LANGUAGES
from records.devices import Devices
from records.record_store import Clock
from records.student_changes import FieldChange, StudentChange
from records.students import Student
from screens.parts.controls import bold, page_body, quiet, rows_card
from screens.parts.page_head import page_head
from screens.sharing.device_names import device_name
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.days import day_in_words, time_in_words


class ChangeLog(Screen):
    """The changes of one student, newest first."""

    def __init__(
        self,
        nav: Navigation,
        student: Student,
        changes: Sequence[StudentChange],
        devices: Devices,
        clock: Clock,
    ) -> None:
        self._nav = nav
        self._student = student
        self._changes = changes
        self._devices = devices
        self._clock = clock

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        return page_body(
            self._nav.window.wide,
            page_head(palette, say("changes.title"), self._back),
            bold(self._student.name, 20, palette.ink),
            quiet(palette, say("changes.text"), 16),
            rows_card(palette, [self._row(change) for change in self._changes]),
        )

    def _row(self, change: StudentChange) -> ft.Control:
        palette, now = self._nav.window.palette, self._clock.now()
        at = datetime.fromtimestamp(change.at_ms / 1000, now.tzinfo)
        when = f"{day_in_words(at.date(), now.date())}, {time_in_words(at)}"
        by = device_name(self._devices, change.device)
        if change.device == self._devices.own:
            by = say("changes.here", device=by)
        texts: list[ft.Control] = [
            ft.Text(change_text(field), size=17, color=palette.ink) for field in change.fields
        ]
        return ft.Container(
            ft.Column([*texts, quiet(palette, f"{when} · {by}")], spacing=2, tight=True),
            padding=ft.Padding.symmetric(horizontal=18, vertical=10),
        )

    def _back(self) -> None:
        self._nav.go(routes.StudentRoute(self._student.id))

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()


def change_text(change: FieldChange) -> str:
    """Return what a change says, in a sentence."""
    match change.what:
        case "added":
            return say("changes.added", name=change.after)
        case "merged":
            return say("changes.merged")
        case "separated":
            return say("changes.apart")
        case "archived":
            return say("changes.archived" if change.after else "changes.restored")
    if change.what == "language":
        return say("changes.set", what=say("edit.language"), new=_language(change.after))
    what = say(f"edit.{change.what}")
    if not change.after or not isinstance(change.after, str):
        return say("changes.removed", what=what, old=change.before or "")
    if not change.before:
        return say("changes.set", what=what, new=change.after)
    return say("changes.changed", what=what, old=change.before, new=change.after)


def _language(told: object) -> str:
    """Return what a language is called, as kept with a student."""
    if told in LANGUAGES:
        return say(f"ready.language.{told}")
    return say("edit.language.device")
