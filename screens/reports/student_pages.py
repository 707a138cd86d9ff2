"""One student's pages, seen as they print, and saved."""

import asyncio

import flet as ft

from records.plans import SeriesKey
from records.reports.contacts import Contact, How
from records.reports.family_pages import FamilyChoice
from records.reports.period_reports import PeriodReport
from records.reports.student_rows import StudentRows
from records.students import Student
from screens.paper.family_page import home_words, school_words
from screens.parts.controls import (
    choice,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP
from screens.reports.family_card import FamilyCard
from screens.reports.language_choice import language_choice
from screens.reports.page_maker import Laid, PageMaker
from screens.reports.page_view import no_pages, page_view
from screens.reports.period_card import PeriodCard
from screens.reports.saving import FRAME_S, hand_out
from screens.reports.told_card import ToldCard
from screens.shell import routes
from screens.shell.file_dialogs import can_share
from screens.shell.navigation import Navigation
from screens.shell.printing import can_print
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.family.language import FamilyLanguage
from screens.words.goal_words import series_title
from screens.words.one_line import one_line

KINDS = ("family", "team", "period", "own")
SPOKEN = ("team", "period")  # in a language chosen beside the page; the others' is the family's


class StudentPages(Screen):
    """The kinds of pages about one student; what is chosen for one stands beside it."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        maker: PageMaker,
        student: Student,
        series: SeriesKey | None,
        kind: str,
    ) -> None:
        self._nav = nav
        self._maker = maker
        self._day = maker.day
        self._student = student
        self._series = series
        self._kind = kind
        self._left = False
        self._large = False
        self._language = "en"  # of a team record or a period report

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
            one_line([self._student.name, about]),
        )
        kinds = {kind: say(f"reports.kind.{kind}") for kind in KINDS}
        center = ft.CrossAxisAlignment.CENTER
        self._pages = ft.Column(spacing=GAP, horizontal_alignment=center)
        parts: list[ft.Control] = [head]
        if len(kinds) > 1:
            parts.append(choice(palette, kinds, self._kind, self._pick))
        parts += self._chosen()
        if window.phone:
            shown = say("reports.smaller" if self._large else "reports.larger")
            parts.append(ft.Row([secondary(shown, self._resize)]))
        parts += [self._pages, self._told()]
        self._pages.controls = [quiet(palette, say("reports.laying_out"), 17)]
        window.page.run_task(self._lay_out)
        steps: list[ft.Control] = [primary(say("reports.save"), lambda: self._save(share=False))]
        if can_share(window):
            steps.insert(0, secondary(say("reports.share"), lambda: self._save(share=True)))
        body = page_body(window.wide, *parts)
        return with_foot(palette, body, *steps, wide=window.wide, phone=window.phone)

    def _chosen(self) -> list[ft.Control]:
        """Return what can be chosen for the page."""
        report = self._maker.reports.family(self._student.id, self._day, self._series)
        if self._kind in SPOKEN:
            self._spoken = ft.Column(self._languages(), spacing=GAP)
            return [*(self._period() if self._kind == "period" else []), self._spoken]
        if self._kind != "family" or report is None:
            return []

        def usual(words: FamilyLanguage) -> tuple[str, str]:
            done, home = school_words(report, words), home_words(report, words)
            return " ".join(done), "\n".join(home)

        languages = self._maker.languages()
        palette, nav = self._nav.window.palette, self._nav

        def open_head() -> None:
            nav.go(routes.SchoolHeadRoute(self._student.id, self._series))

        made = FamilyCard(
            palette,
            report,
            languages,
            usual,
            self._choose,
            self._keep,
            open_head,
            self._nav.window.update,
        )
        return [made.build()]

    def _period(self) -> list[ft.Control]:
        """Return where a period report is written."""
        window, student = self._nav.window, self._student
        progress = self._maker.reports.progress(student.id, self._day, self._series)
        if progress is None:
            return []

        def keep(sentence: str, words: str, who: str) -> None:
            def work() -> None:
                self._maker.periods.freeze(
                    progress, sentence=sentence, words=words, who=who or self._maker.examiner
                )

            if window.attempt(work):
                window.draw()
                window.notice(say("reports.period.is_kept"))

        def take_back(one: PeriodReport) -> None:
            self._take_back(self._maker.periods, one.id)

        kept = self._maker.periods.of(student.id, progress.series)
        made = PeriodCard(
            window.palette, progress, student.name, kept, window.update, keep, take_back
        )
        return [made.build()]

    def _told(self) -> ft.Control:
        """Return who was told what, and where that is noted."""
        window, student = self._nav.window, self._student
        report = self._maker.reports.family(student.id, self._day, self._series)
        family = report.choice.language if report is not None else ""
        spoken = self._language if self._kind in SPOKEN else family
        known = self._maker.page_languages() if self._kind in SPOKEN else self._maker.languages()

        def note(how: How, whom: str, more: str) -> None:
            def work() -> None:
                self._maker.contacts.note(
                    student.id,
                    day=self._day,
                    how=how,
                    whom=whom,
                    who=self._maker.examiner,
                    page=self._kind,
                    language=spoken if spoken in known or not spoken else "en",  # as it was laid
                    note=more,
                )

            if window.attempt(work):
                window.draw()
                window.notice(say("reports.told.kept"))

        def take_back(one: Contact) -> None:
            self._take_back(self._maker.contacts, one.id)

        found = self._maker.contacts.of(student.id)
        names = {tag: one.name for tag, one in self._maker.languages().items()}
        card = ToldCard(
            window.palette, found, self._day, self._kind, names, window.update, note, take_back
        )
        return card.build()

    async def _lay_out(self) -> None:
        """Draw the pages once what is around them is on the screen."""
        await asyncio.sleep(FRAME_S)
        if self._left:
            return
        window = self._nav.window
        if not await can_print(window):
            self._pages.controls = no_pages(window.palette, self._nav.window.draw)
            window.update(self._pages)
            return
        if self._left:
            return
        pages = self._laid()
        palette, room, large = window.palette, window.room, self._large
        self._pages.controls = [page_view(palette, page, room, large=large) for page in pages]
        if not pages:
            self._pages.controls = [quiet(window.palette, say("reports.period.none"), 17)]
        window.update(self._pages)

    # What is tapped

    def _pick(self, kind: str) -> None:
        self._kind = kind
        self._nav.window.draw()

    def _languages(self) -> list[ft.Control]:
        palette, spoken = self._nav.window.palette, self._maker.page_languages()
        return language_choice(palette, spoken, self._language, self._pick_language)

    def _pick_language(self, language: str) -> None:
        """Show the page in another language; what is being typed stays."""
        window = self._nav.window
        self._language = language
        self._spoken.controls = self._languages()
        window.update(self._spoken)
        window.page.run_task(self._lay_out)

    def _laid(self) -> Laid:
        return self._maker.student(self._kind, self._student.id, self._series, self._language)

    def _resize(self) -> None:
        self._large = not self._large
        self._nav.window.draw()

    def _take_back(self, kept: StudentRows, row_id: str) -> None:
        """Take back what was kept; the notice puts it back."""
        window = self._nav.window

        def again() -> None:
            if window.attempt(lambda: kept.take_back(row_id, removed=False)):
                window.draw()

        if window.attempt(lambda: kept.take_back(row_id)):
            window.draw()
            window.notice(say("reports.taken_back"), again)

    def _choose(self, chosen: FamilyChoice) -> None:
        """Keep another language, or our own words, which the fields then have."""
        if self._keep(chosen):
            self._nav.window.draw()

    def _keep(self, chosen: FamilyChoice) -> bool:
        """Keep what was chosen; tell whether it was.

        What was typed redraws the page alone: a tap that took the focus out of a field goes on.
        """
        window, pages = self._nav.window, self._maker.family_pages
        if not window.attempt(lambda: pages.keep(self._student.id, chosen)):
            return False
        window.page.run_task(self._lay_out)
        return True

    def _save(self, *, share: bool) -> None:
        self._nav.window.page.run_task(self._handed_out, share)

    async def _handed_out(self, share: bool) -> None:
        """Save or share the page that is shown; a period report has to be kept first."""
        if not await can_print(self._nav.window):
            return
        if not self._laid():
            self._nav.window.notice(say("reports.period.none"))
            return
        await hand_out(
            self._nav.window,
            self._maker,
            self._kind,
            self._day,
            [self._laid],
            share=share,
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
