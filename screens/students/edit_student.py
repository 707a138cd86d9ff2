"""Add a student, or change one."""

import flet as ft

from records.name_comparison import tidied
from records.students import GRADES, LONGEST_NAME, Student, Students
from screens.parts.controls import choice, field, heading, page_body, primary, secondary
from screens.parts.font_coverage import unseen
from screens.parts.theme import GAP
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say


class EditStudent(Screen):
    """Name, grade and group. Nothing else is asked."""

    def __init__(self, nav: Navigation, students: Students, student: Student | None) -> None:
        """``student`` is the one to change, None for a new one."""
        self._nav = nav
        self._students = students
        self._student = student
        self._grade = student.grade if student else ""
        self._name_text = student.name if student else ""
        self._group_text = student.group if student else ""

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, student = self._nav.window.palette, self._student
        self._name = field(
            say("edit.name"),
            self._name_text,
            helper=self._below_name(self._name_text),
            autofocus=student is None,
            max_length=LONGEST_NAME,
            on_change=self._typed,
            on_submit=self._save,
        )
        self._group = field(
            say("edit.group"),
            self._group_text,
            helper=_below(self._group_text, "edit.group.help"),
            max_length=LONGEST_NAME,
            on_change=self._typed,
            on_submit=self._save,
        )
        self._grades = ft.Container(self._grade_chips())
        actions: list[ft.Control] = [
            primary(say("save"), self._save),
            secondary(say("cancel"), self._back),
        ]
        if student is not None:
            key = "edit.restore" if student.archived else "edit.archive"
            actions.append(secondary(say(key), self._archive))
        return page_body(
            self._nav.window.wide,
            heading(palette, say("edit.title" if student else "edit.title.new")),
            ft.Container(
                ft.Column(
                    [
                        self._name,
                        ft.Text(say("edit.grade"), size=16, color=palette.ink),
                        self._grades,
                        self._group,
                        ft.Row(actions, wrap=True, spacing=GAP, run_spacing=GAP),
                    ],
                    spacing=GAP + 6,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                ),
                padding=ft.Padding.only(right=200 if self._nav.window.wide else 0),
            ),
        )

    def _grade_chips(self) -> ft.Control:
        grades = {grade: grade for grade in GRADES}
        return choice(self._nav.window.palette, grades, self._grade, self._choose_grade)

    def _choose_grade(self, grade: str) -> None:
        self._grade = "" if grade == self._grade else grade
        self._grades.content = self._grade_chips()
        self._name.helper = self._below_name(self._name.value or "")
        self._nav.window.update(self._grades, self._name)

    def _typed(self) -> None:
        # A screen drawn anew (turned, reconnected) shows what was typed.
        self._name_text, self._group_text = self._name.value or "", self._group.value or ""
        for typed, said in (
            (self._name, self._below_name(self._name_text)),
            (self._group, _below(self._group_text, "edit.group.help")),
        ):
            if typed.helper != said:
                typed.helper = said
                self._nav.window.update(typed)

    def _below_name(self, name: str) -> str:
        own = "" if self._student is None else self._student.id
        alike = {*self._students.alike(name, self._grade)} - {own} if tidied(name) else ()
        return _below(name, "edit.alike" if alike else "edit.name.help")

    def _save(self) -> None:
        name = tidied(self._name.value or "")
        if not name:
            self._name.error = say("edit.name.missing")
            self._nav.window.update(self._name)
            return
        student, grade = self._student, self._grade
        group = tidied(self._group.value or "")
        student_id = "" if student is None else student.id

        def save() -> None:
            nonlocal student_id
            if student is None:
                student_id = self._students.add(name=name, grade=grade, group=group)
            else:
                self._students.change(student_id, name=name, grade=grade, group=group)

        if self._nav.window.attempt(save):
            self._nav.go(routes.StudentRoute(student_id))

    def _archive(self) -> None:
        nav, students, student = self._nav, self._students, self._student
        assert student is not None

        def undo() -> None:
            if nav.window.attempt(lambda: students.archive(student.id, archived=student.archived)):
                nav.go(routes.StudentListRoute())

        if nav.window.attempt(lambda: students.archive(student.id, archived=not student.archived)):
            nav.go(routes.StudentListRoute())
            said = "students.restored" if student.archived else "students.archived"
            nav.window.notice(say(said), undo)

    def _back(self) -> None:
        if self._student is None:
            self._nav.go(routes.StudentListRoute())
        else:
            self._nav.go(routes.StudentRoute(self._student.id))

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; letters belong to the fields."""
        if event.key == "Escape":
            self._back()


def _below(text: str, help_: str) -> str:
    """Return what stands below a field: what it is for, or that some of it can't be seen."""
    missing = unseen(text)
    return say("edit.unseen", letters=" ".join(missing)) if missing else say(help_)
