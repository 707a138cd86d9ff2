"""Add a student, or change one."""

import flet as ft

from probes.measures.directions import LANGUAGES
from records.groups import Groups
from records.name_comparison import found_by, tidied
from records.record_store import Clock
from records.students import GRADES, LONGEST_NAME, Student, Students
from screens.parts.controls import (
    choice,
    field,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.font_coverage import unseen
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say

OFFERED = 8  # groups by name, below the field


class EditStudent(Screen):
    """Name, grade, group and language. Nothing else is asked."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        students: Students,
        student: Student | None,
        groups: Groups,
        clock: Clock,
    ) -> None:
        """``student`` is the one to change, None for a new one; ``groups`` are offered by name."""
        self._groups = groups
        self._clock = clock
        self._nav = nav
        self._students = students
        self._student = student
        self._grade = student.grade if student else ""
        self._name_text = student.name if student else ""
        self._group_text = student.group if student else ""
        self._language = student.language if student else ""

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
        self._languages = ft.Container(self._language_chips())
        self._offered = ft.Container(self._group_chips())
        window = self._nav.window
        fields = ft.Column(
            [
                self._name,
                ft.Text(say("edit.grade"), size=16, color=palette.ink),
                self._grades,
                self._group,
                self._offered,
                ft.Text(say("edit.language"), size=16, color=palette.ink),
                self._languages,
                quiet(palette, say("edit.language.help")),
                *self._taken_off(),
            ],
            spacing=GAP + 6,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        head = page_head(palette, say("edit.title" if student else "edit.title.new"), self._back)
        body = page_body(
            window.wide,
            head,
            ft.Container(fields, padding=ft.Padding.only(right=200 if window.wide else 0)),
        )
        steps: list[ft.Control] = [
            primary(say("save"), self._save, width=110 if window.phone else 200)
        ]
        if student is None:
            steps.insert(0, secondary(say("edit.save_and_add"), self._save_and_add))
        return with_foot(palette, body, *steps, wide=window.wide, phone=window.phone)

    def _taken_off(self) -> list[ft.Control]:
        """Return what takes a student off the list, or an entry without a probe off every list."""
        student = self._student
        if student is None:
            return []
        key = "edit.restore" if student.archived else "edit.archive"
        actions = [secondary(say(key), self._archive)]
        if self._students.never_given(student.id):
            actions.append(secondary(say("edit.delete"), self._delete))
        return [ft.Row(actions, wrap=True, spacing=GAP, run_spacing=GAP)]

    def _language_chips(self) -> ft.Control:
        names = {"": say("edit.language.device")}
        names |= {one: say(f"ready.language.{one}") for one in LANGUAGES}
        return choice(self._nav.window.palette, names, self._language, self._choose_language)

    def _group_chips(self) -> ft.Control:
        """Return the groups whose name has what was typed, all while nothing was."""
        typed = tidied(self._group_text)
        there = [group.name for group in self._groups.all()]
        found = [one for one in there if one == typed or found_by(one, typed)]
        names = {one: one for one in found[:OFFERED]}
        return choice(self._nav.window.palette, names, typed, self._choose_group)

    def _choose_group(self, group: str) -> None:
        self._group_text = self._group.value = "" if group == tidied(self._group_text) else group
        self._offered.content = self._group_chips()
        self._nav.window.update(self._group, self._offered)

    def _choose_language(self, language: str) -> None:
        self._language = language
        self._languages.content = self._language_chips()
        self._nav.window.update(self._languages)

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
        before = self._group_text
        self._name_text, self._group_text = self._name.value or "", self._group.value or ""
        if self._group_text != before:
            self._offered.content = self._group_chips()
            self._nav.window.update(self._offered)
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
        student_id = self._keep()
        if student_id:
            self._nav.go(routes.StudentRoute(student_id))

    def _save_and_add(self) -> None:
        """Keep the student, and ask for the next one of the grade, group and language."""
        if self._keep():
            self._name_text = ""
            self._nav.window.draw()
            self._nav.window.notice(say("edit.added"))

    def _keep(self) -> str:
        """Keep what was typed; return the student's id, "" if it can't be kept."""
        name = tidied(self._name.value or "")
        if not name:
            self._name.error = say("edit.name.missing")
            self._nav.window.update(self._name)
            return ""
        student = self._student
        fields = {"name": name, "grade": self._grade, "group": tidied(self._group.value or "")}
        fields["language"] = self._language
        student_id = "" if student is None else student.id

        def save() -> None:
            nonlocal student_id
            if student is None:
                student_id = self._groups.enter(**fields)
            else:
                self._groups.change_shown(student, self._clock.now().date(), **fields)

        return student_id if self._nav.window.attempt(save) else ""

    def _delete(self) -> None:
        nav, students, student = self._nav, self._students, self._student
        assert student is not None

        def undo() -> None:
            if nav.window.attempt(lambda: students.delete(student.id, deleted=False)):
                nav.go(routes.StudentListRoute())

        if nav.window.attempt(lambda: students.delete(student.id)):
            nav.go(routes.StudentListRoute())
            nav.window.notice(say("edit.deleted"), undo)

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
