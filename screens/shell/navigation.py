"""The way from one screen to the next, in one tab.

A sitting's taps come from one tab only, its holder. Another tab says so, and
can take it over.
"""

import flet as ft

from probes.forms.form import Form
from probes.giving.events import Event
from probes.measures.measure import Mode
from records import papers
from records.papers import Paper
from screens.desk import Desk, Student
from screens.forms.form_list import Forms
from screens.forms.student_view import StudentView
from screens.giving.give import Give
from screens.giving.ready import Ready
from screens.giving.recover import Recover
from screens.giving.result import Result
from screens.groups.group_clock import GroupClock
from screens.groups.group_setup import Group
from screens.groups.papers_to_score import ToScore
from screens.settings.lock_screen import LockScreen
from screens.settings.settings_screen import SettingsScreen
from screens.sharing.change_passphrase import Repassphrase
from screens.sharing.joining import Joining
from screens.sharing.sharing_client import SharingClient
from screens.sharing.sharing_screen import SharingScreen
from screens.shell.other_tab import OtherTab
from screens.shell.window import Window
from screens.students.change_log import ChangeLog
from screens.students.edit_student import Edit
from screens.students.merge_students import Merging
from screens.students.student_list import Students
from screens.students.student_page import StudentScreen
from screens.words.catalogue import say


def open_tab(page: ft.Page, desk: Desk) -> "Navigation":
    """Show a new tab its first screen."""
    nav = Navigation(page, desk)
    nav.begin()
    if desk.shared is not None:
        desk.shared.soon()
    return nav


class Navigation:
    """Shows screens in one window; a screen asks it for the next one."""

    def __init__(self, page: ft.Page, desk: Desk) -> None:
        self.desk = desk
        self.window = Window(
            page,
            desk,
            {"students": self.students, "forms": self.forms, "settings": self.settings},
            lambda: LockScreen(self),
        )

        self._arrived = 0
        self._nudged: object = None
        if desk.shared is not None:
            self._arrived = desk.shared.status.arrived
            self._nudged = self._pointed_out(desk.shared)
            desk.shared.watch(self._came_in)

    def begin(self) -> None:
        """Show where things stand: a sitting under way comes first."""
        sitting = self.desk.sitting
        if sitting is None and self.desk.group is not None:
            self.window.show(GroupClock(self))
        elif sitting is None:
            self.students()
        elif self._held_elsewhere():
            self.window.show(OtherTab(self, taken=False))
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
        if isinstance(holder, Navigation) and holder is not self:
            holder.window.show(OtherTab(holder, taken=True))
        if self.desk.sitting is None:
            self.students()
        elif self.desk.sitting.done and not self.desk.sitting.head.paper:
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
        if self._under_way:
            self.begin()
        else:
            self.window.show(Ready(self, student_id))

    def start(
        self,
        student: Student,
        form: Form,
        seconds: int | None = None,
        mode: Mode | None = None,
        *,
        silent: bool = False,
    ) -> None:
        """Start the clock; ``silent`` says that help was given for the first item before."""
        if self._under_way:
            self.begin()
        elif self.window.attempt(
            lambda: self.desk.start(student, form, seconds=seconds, mode=mode, silent=silent)
        ):
            self.desk.recovered = False
            self.desk.holder = self
            self.give()

    def group(self, group: str | None = None) -> None:
        """Show what comes before the clock of a group, or of any students."""
        if self._under_way:
            self.begin()
        else:
            self.window.show(Group(self, group))

    def start_group(self, students: list[Student], form: Form, seconds: int) -> None:
        """Start the clock of a group."""
        if self._under_way or self.window.attempt(
            lambda: papers.hand_out(self.desk, students, form, seconds)
        ):
            self.begin()

    def leave_clock(self) -> None:
        """The papers are collected: their clock is needed no more."""
        self.desk.group = None
        if self.desk.shared is not None:
            self.desk.shared.soon()

    def to_score(self) -> None:
        """Show the papers that wait to be scored."""
        self.window.show(ToScore(self))

    def score_paper(self, paper: Paper, done: tuple[Event, ...] = ()) -> None:
        """Score a paper; a sitting under way comes first."""
        if self._under_way:
            self.begin()
        elif all(paper.id != waiting.id for waiting in papers.waiting(self.desk)):
            self.to_score()  # scored, or left out, in another tab
        elif self.window.attempt(lambda: papers.take_up(self.desk, paper, done)):
            self.desk.holder = self
            self.give()

    def put_back(self) -> None:
        """Put the paper that is being scored back among those that wait, as if untouched."""
        sitting = self.desk.sitting
        if sitting is None or not self.window.attempt(self.desk.discard):
            return
        self.to_score()
        mine = [p for p in papers.waiting(self.desk) if p.id == sitting.head.administration]
        if mine:
            self.window.notice(
                say("papers.put_back"),
                lambda: self.score_paper(mine[0], sitting.session.events),
            )

    def give(self, *, going_on: bool = False) -> None:
        """Show the sitting under way; ``going_on`` after a stop that was taken back."""
        self.window.show(Give(self, going_on=going_on))

    def result(self) -> None:
        """Show what the sitting came to."""
        self.window.show(Result(self))

    def forms(self, near: Form | None = None) -> None:
        """Show the forms there are: those near one, or else the passages."""
        self.window.show(Forms(self, near))

    def shown(self, form: Form) -> None:
        """Show a form large, for the student to read from."""
        self.window.show(StudentView(self, form))

    def settings(self) -> None:
        """Show the settings."""
        self.window.show(SettingsScreen(self))

    def sharing(self) -> None:
        """Show how things stand with the shared folder."""
        self.window.show(SharingScreen(self))

    def joining(self, shared: SharingClient, *, founding: bool) -> None:
        """Show what is asked of whoever starts a shared folder, or joins one."""
        self.window.show(Joining(self, shared, founding=founding))

    def repassphrase(self, shared: SharingClient) -> None:
        """Show what is asked for a new passphrase."""
        self.window.show(Repassphrase(self, shared))

    def merging(self, student: Student) -> None:
        """Show who else could be the same student."""
        self.window.show(Merging(self, student))

    def changes(self, student_id: str) -> None:
        """Show what was changed in a student's entry."""
        self.window.show(ChangeLog(self, student_id))

    def refresh(self) -> None:
        """Fill the list of students anew, if that is what is shown."""
        if isinstance(self.window.screen, Students):
            self.window.screen.refresh()

    def _came_in(self) -> None:
        """Fill the list anew when others' changes came in, or what it points out has changed."""
        shared = self.desk.shared
        if shared is None:
            return
        before, self._nudged = self._nudged, self._pointed_out(shared)
        nudged = self._nudged != before
        if nudged and shared.status.out and self.desk.browser is not None:
            self.desk.went_out(shared.status.out)
        if shared.status.arrived != self._arrived or nudged:
            self._arrived = shared.status.arrived
            self.refresh()

    def _pointed_out(self, shared: SharingClient) -> tuple[object, ...]:
        """Return what decides whether the list points something out."""
        now = shared.status
        asked = now.joined, now.wants_passphrase, now.wants_login
        if self.desk.browser is None:
            return asked
        return *asked, now.known, now.wants_permission, now.at, now.out, now.stuck

    @property
    def _under_way(self) -> bool:
        return self.desk.sitting is not None or self.desk.group is not None

    def _held_elsewhere(self) -> bool:
        holder = self.desk.holder
        return isinstance(holder, Navigation) and holder is not self and holder.window.connected
