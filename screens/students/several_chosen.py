"""Several students at once on the list: ticked, then archived or taken out of the archive."""

from collections.abc import Callable

import flet as ft

from records.students import Student, Students
from screens.parts.controls import primary, secondary
from screens.shell.navigation import Navigation
from screens.words.catalogue import count_of, say


class SeveralChosen:
    """Who is ticked, while several are being chosen."""

    def __init__(self, nav: Navigation, students: Students, redraw: Callable[[], None]) -> None:
        """``redraw`` shows the list anew."""
        self._nav = nav
        self._students = students
        self._redraw = redraw
        self.choosing = False
        self._ticked: set[str] = set()

    def begin(self) -> None:
        """Let students be ticked."""
        self.choosing, self._ticked = True, set()
        self._redraw()

    def end(self) -> None:
        """Go back to the list as it is."""
        self.choosing, self._ticked = False, set()
        self._redraw()

    def box(self, student: Student, changed: Callable[[], None]) -> ft.Control:
        """Return the box of a student; ``changed`` updates the foot."""

        def turn(event: ft.Event[ft.Checkbox]) -> None:
            (self._ticked.add if event.control.value else self._ticked.discard)(student.id)
            changed()

        ticked = student.id in self._ticked
        return ft.Checkbox(value=ticked, on_change=turn, semantics_label=student.name)

    def steps(self, *, archived: bool) -> list[ft.Control]:
        """Return the buttons of the foot; ``archived`` says that those on the list are."""
        count = len(self._ticked)
        said = say("edit.restore" if archived else "edit.archive")
        if count and archived:
            said = count_of("students.restore_some", count)
        elif count:
            said = count_of("students.archive_some", count)
        step = primary(
            said,
            lambda: self._archive(archived=not archived),
            disabled=not count,
        )
        return [secondary(say("cancel"), self.end), step]

    def _archive(self, *, archived: bool) -> None:
        window, chosen = self._nav.window, sorted(self._ticked)
        if not window.attempt(lambda: self._students.archive(*chosen, archived=archived)):
            return
        self.end()

        def undo() -> None:
            if window.attempt(lambda: self._students.archive(*chosen, archived=not archived)):
                self._redraw()

        if archived:
            said = count_of("students.archived_some", len(chosen))
        else:
            said = count_of("students.restored_some", len(chosen))
        window.notice(said, undo)
