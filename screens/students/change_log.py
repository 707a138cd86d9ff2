"""What was changed in a student's entry: who, when, what. Nothing is ever written over."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import flet as ft

from records.merges import TABLE as MERGES
from screens.desk import Desk, Row
from screens.parts.controls import bold, heading, icon_button, page_body, quiet, rows_card
from screens.sharing.device_names import device_name
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.days import day_in_words, time_in_words

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation

FIELDS = ("name", "grade", "group", "archived")  # what people change; the rest is Aimline's


class LoggedChange(NamedTuple):
    """One change: the device it was made on, when by its clock, and what it says in sentences."""

    device: str
    at_ms: int
    said: tuple[str, ...]


def changes(desk: Desk, student_id: str) -> list[LoggedChange]:
    """Return every change of a student's entries, those that were merged too, newest first.

    Reads all that is kept: for a screen that somebody asked for.
    """
    parts = desk.merges().parts(student_id)
    found = [change for part in parts for change in _of(desk, part)]
    rows = desk.records.rows(MERGES)
    merged = {i for i, row in rows.items() if {row.get("from"), row.get("into")} & {*parts}}
    for row_id, row in rows.items():
        if row_id in merged or row.get("undoes") in merged:
            said = say("changes.apart" if "undoes" in row else "changes.merged")
            past = desk.records.past(MERGES, row_id)
            found += [LoggedChange(device, at_ms, (said,)) for device, at_ms, _ in past[:1]]
    return sorted(found, key=lambda change: (change.at_ms, change.device), reverse=True)


def _of(desk: Desk, student_id: str) -> list[LoggedChange]:
    before: Row = {}
    found = []
    for device, at_ms, fields in desk.records.past("students", student_id):
        if not before:
            said = [say("changes.added", name=fields.get("name", ""))]
        else:
            said = [
                _said(name, before.get(name), fields[name]) for name in FIELDS if name in fields
            ]
        before = {**before, **fields}
        if said:
            found.append(LoggedChange(device, at_ms, tuple(said)))
    return found


def _said(name: str, old: object, new: object) -> str:
    if name == "archived":
        return say("changes.archived" if new else "changes.restored")
    what = say(f"edit.{name}")
    if not new or not isinstance(new, str):
        return say("changes.removed", what=what, old=old or "")
    if not old:
        return say("changes.set", what=what, new=new)
    return say("changes.changed", what=what, old=old, new=new)


class ChangeLog(Screen):
    """The list."""

    def __init__(self, nav: "Navigation", student_id: str) -> None:
        self._nav = nav
        self._student_id = student_id

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, desk = self._nav.window.palette, self._nav.desk
        student = desk.student(self._student_id)
        now = desk.clock.now()
        rows = []
        for change in changes(desk, self._student_id):
            at = datetime.fromtimestamp(change.at_ms / 1000, now.tzinfo)
            when = f"{day_in_words(at.date(), now.date())}, {time_in_words(at)}"
            by = device_name(desk, change.device)
            if change.device == desk.records.device:
                by = say("changes.here", device=by)
            texts: list[ft.Control] = [
                ft.Text(said, size=17, color=palette.ink) for said in change.said
            ]
            rows.append(
                ft.Container(
                    ft.Column([*texts, quiet(palette, f"{when} · {by}")], spacing=2, tight=True),
                    padding=ft.Padding.symmetric(horizontal=18, vertical=10),
                )
            )
        head = ft.Row(
            [
                icon_button(ft.Icons.ARROW_BACK, say("back"), self._back),
                ft.Container(heading(palette, say("changes.title")), expand=True),
            ],
        )
        return page_body(
            self._nav.window.wide,
            head,
            bold("" if student is None else student.name, 20, palette.ink),
            quiet(palette, say("changes.text"), 16),
            rows_card(palette, [*rows]),
        )

    def _back(self) -> None:
        self._nav.student(self._student_id)

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
