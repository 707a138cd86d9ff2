"""One student's pages, seen as they print, and saved."""

import asyncio

import flet as ft

from records.plans import SeriesKey
from records.record_store import Clock
from records.reports.family_pages import FamilyChoice, FamilyPages
from records.students import Student
from screens.paper.family_page import home_words, school_words
from screens.parts.controls import (
    choice,
    page_body,
    primary,
    quiet,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP
from screens.reports.family_card import FamilyCard
from screens.reports.page_maker import PageMaker, can_print
from screens.reports.page_view import page_view
from screens.reports.saving import FRAME_S, save_pages
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.family.language import FamilyLanguage
from screens.words.goal_words import series_title

KINDS = ("family",)


class StudentPages(Screen):
    """The kinds of pages about one student; what is chosen for one stands beside it."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        maker: PageMaker,
        family_pages: FamilyPages,
        clock: Clock,
        student: Student,
        series: SeriesKey | None,
        kind: str,
    ) -> None:
        self._nav = nav
        self._maker = maker
        self._family_pages = family_pages
        self._day = clock.now().date()
        self._student = student
        self._series = series
        self._kind = kind
        self._left = False

    def build(self) -> ft.Control:
        """Build the screen; the page itself follows, since fonts have to be read first."""
        window = self._nav.window
        palette = window.palette
        progress = self._maker.reports.progress(self._student.id, self._day, self._series)
        about = series_title(progress.series) if progress is not None else ""
        head = page_head(
            palette,
            say("reports.title"),
            self._back,
            " · ".join(filter(None, [self._student.name, about])),
        )
        kinds = {kind: say(f"reports.kind.{kind}") for kind in KINDS}
        center = ft.CrossAxisAlignment.CENTER
        self._pages = ft.Column(spacing=GAP, horizontal_alignment=center)
        parts: list[ft.Control] = [head]
        if len(kinds) > 1:
            parts.append(choice(palette, kinds, self._kind, self._pick))
        parts += self._chosen()
        parts.append(self._pages)
        if not can_print():
            self._pages.controls = [quiet(palette, say("forms.no_printing"), 17)]
            return page_body(window.wide, *parts)
        self._pages.controls = [quiet(palette, say("reports.laying_out"), 17)]
        window.page.run_task(self._lay_out)
        save = primary(say("reports.save"), self._save)
        body = page_body(window.wide, *parts)
        return with_foot(palette, body, save, wide=window.wide, phone=window.phone)

    def _chosen(self) -> list[ft.Control]:
        """Return what can be chosen for the page."""
        report = self._maker.reports.family(self._student.id, self._day, self._series)
        if self._kind != "family" or report is None:
            return []

        def usual(words: FamilyLanguage) -> tuple[str, str]:
            done, home = school_words(report, words), home_words(report, words)
            return " ".join(done), "\n".join(home)

        languages = self._maker.languages()
        palette, nav = self._nav.window.palette, self._nav

        def open_head() -> None:
            nav.go(routes.SchoolHeadRoute(self._student.id, self._series))

        return [FamilyCard(palette, report, languages, usual, self._keep, open_head).build()]

    async def _lay_out(self) -> None:
        """Draw the pages once what is around them is on the screen."""
        await asyncio.sleep(FRAME_S)
        if self._left:
            return
        window = self._nav.window
        pages = self._maker.student(self._kind, self._student.id, self._series)
        self._pages.controls = [page_view(window.palette, page, window.room) for page in pages]
        window.update(self._pages)

    # What is tapped

    def _pick(self, kind: str) -> None:
        self._kind = kind
        self._nav.window.draw()

    def _keep(self, chosen: FamilyChoice) -> None:
        if self._nav.window.attempt(lambda: self._family_pages.keep(self._student.id, chosen)):
            self._nav.window.draw()

    def _save(self) -> None:
        self._nav.window.page.run_task(self._saved)

    async def _saved(self) -> None:
        await save_pages(
            self._nav.window,
            self._maker,
            self._kind,
            self._day,
            [lambda: self._maker.student(self._kind, self._student.id, self._series)],
        )

    def _back(self) -> None:
        self._nav.go(routes.StudentRoute(self._student.id, self._series))

    def leave(self) -> None:
        """Lay out no more."""
        self._left = True

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
