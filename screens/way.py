"""The way from one screen to the next, in one tab.

A sitting's taps come from one tab only, its holder. Another tab says so, and
can take it over.
"""

import flet as ft

from probes.form import Form
from screens.catalogue import say
from screens.desk import Desk, Student
from screens.edit import Edit
from screens.elsewhere import Elsewhere
from screens.forms import Forms
from screens.give import Give
from screens.ready import Ready
from screens.recover import Recover
from screens.result import Result
from screens.settings import SettingsScreen
from screens.shown import Shown
from screens.student import StudentScreen
from screens.students import Students
from screens.window import Window


def open_tab(page: ft.Page, desk: Desk) -> "Way":
    """Show a new tab its first screen."""
    way = Way(page, desk)
    way.begin()
    return way


class Way:
    """Shows screens in one window; a screen asks it for the next one."""

    def __init__(self, page: ft.Page, desk: Desk) -> None:
        self.desk = desk
        self.window = Window(
            page,
            desk,
            {"students": self.students, "forms": self.forms, "settings": self.settings},
        )

    def begin(self) -> None:
        """Show where things stand: a sitting under way comes first."""
        sitting = self.desk.sitting
        if sitting is None:
            self.students()
        elif self._held_elsewhere():
            self.window.show(Elsewhere(self, taken=False))
        elif self.desk.recovered:
            self.window.show(Recover(self))
        else:
            self.take()
        if self.desk.settled or self.desk.set_aside:
            said = "recover.settled" if self.desk.settled else "recover.set_aside"
            self.desk.settled = self.desk.set_aside = False
            self.window.notice(say(said))

    def take(self) -> None:
        """Take the sitting's taps here."""
        holder = self.desk.holder
        self.desk.holder = self
        if isinstance(holder, Way) and holder is not self:
            holder.window.show(Elsewhere(holder, taken=True))
        if self.desk.sitting is None:
            self.students()
        elif self.desk.sitting.done:
            self.result()
        else:
            self.give()

    def students(self) -> None:
        """Show the list of students."""
        self.window.show(Students(self))

    def edit(self, student: Student | None) -> None:
        """Show the form for a new student, or for one there is."""
        self.window.show(Edit(self, student))

    def student(self, student_id: str) -> None:
        """Show one student."""
        self.window.show(StudentScreen(self, student_id))

    def ready(self, student_id: str) -> None:
        """Show what comes before the clock; a sitting under way elsewhere comes first."""
        if self.desk.sitting is not None:
            self.begin()
        else:
            self.window.show(Ready(self, student_id))

    def start(self, student: Student, form: Form) -> None:
        """Start the clock."""
        if self.desk.sitting is not None:
            self.begin()
        elif self.window.attempt(lambda: self.desk.start(student, form)):
            self.desk.recovered = False
            self.desk.holder = self
            self.give()

    def give(self) -> None:
        """Show the sitting under way."""
        self.window.show(Give(self))

    def result(self) -> None:
        """Show what the sitting came to."""
        self.window.show(Result(self))

    def forms(self) -> None:
        """Show the forms there are."""
        self.window.show(Forms(self))

    def shown(self, form: Form) -> None:
        """Show a form large, for the student to read from."""
        self.window.show(Shown(self, form))

    def settings(self) -> None:
        """Show the settings."""
        self.window.show(SettingsScreen(self))

    def _held_elsewhere(self) -> bool:
        holder = self.desk.holder
        return isinstance(holder, Way) and holder is not self and holder.window.connected
