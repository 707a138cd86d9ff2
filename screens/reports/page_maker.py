"""Reports laid out, each in the language that it is read in."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING

from records.open_records import OpenRecords
from records.plans import SeriesKey
from screens.paper.drawn_page import DrawnPage
from screens.words.catalogue import in_page_language
from screens.words.family.language import FamilyLanguage, family_languages
from screens.words.page_languages import EVERY_PAGE, PageLanguage, page_languages

if TYPE_CHECKING:
    from screens.paper.report_printing import ReportPrinter

Laid = tuple[DrawnPage, ...]


class PageMaker:
    """Lays out pages of a kind, as of today. Its first page takes the longest: fonts are read."""

    def __init__(self, records: OpenRecords) -> None:
        """The screens of this room find in it what they change: texts, choices, contacts."""
        self.reports = records.reports
        self.texts = records.report_texts
        self.family_pages = records.family_pages
        self.periods = records.periods
        self.contacts = records.contacts
        self.groups = records.groups
        self._settings = records.settings
        self._clock = records.clock
        self._printers: dict[str, ReportPrinter] = {}

    @property
    def day(self) -> date:
        """Today, whose numbers the pages have."""
        return self._clock.now().date()

    @property
    def examiner(self) -> str:
        """Who works on this device, "" if nobody said."""
        return self._settings.now.examiner

    def languages(self) -> dict[str, FamilyLanguage]:
        """Return every language that a family's page can be in, by its tag."""
        return family_languages(self.texts.languages(EVERY_PAGE))

    def page_languages(self) -> dict[str, PageLanguage]:
        """Return every language that any other page can be in, by its tag."""
        return page_languages(self.texts.languages(EVERY_PAGE))

    def printer(self) -> "ReportPrinter":
        """Return what lays out and prints pages, on the paper that was chosen."""
        from screens.paper.report_printing import ReportPrinter  # slow, and only for who prints

        size = self._settings.now.paper
        if size not in self._printers:
            self._printers[size] = ReportPrinter(size)
        return self._printers[size]

    def student(
        self, kind: str, student_id: str, series: SeriesKey | None, language: str = "en"
    ) -> Laid:
        """Return one student's pages of a kind; none if there is no such student.

        A family's page and an own graph are in the family's language, a period report and the
        team's record in the one that is asked for.
        """
        if kind == "period":
            return self._period(student_id, series, language)
        if kind == "team":
            return self._team(student_id, series, language)
        makers = {"family": self._family, "own": self._own}
        return makers[kind](student_id, series)

    def class_page(self, whose: str, name: Callable[[], str], language: str = "en") -> Laid:
        """Return a line a student, of those that ``Reports.students`` returns, in a language."""
        printer = self.printer()
        with self._speaking(language):
            report = self.reports.class_page(whose, name(), self.day)
            return printer.class_page(report, self.texts.head(language))

    def meeting(self, whose: str, name: Callable[[], str], language: str = "en") -> Laid:
        """Return a meeting's list, of those that ``Reports.students`` returns, in a language."""
        printer = self.printer()
        with self._speaking(language):
            report = self.reports.meeting(whose, name(), self.day)
            return printer.meeting(report, self.texts.head(language))

    def _speaking(self, language: str) -> AbstractContextManager[None]:
        """Say everything inside it in a page's language; in English if it was taken off."""
        spoken = self.page_languages()
        return in_page_language(spoken.get(language, spoken["en"]).sentences)

    def _team(self, student_id: str, series: SeriesKey | None, language: str) -> Laid:
        report = self.reports.team(student_id, self.day, series)
        if report is None:
            return ()
        printer = self.printer()
        with self._speaking(language):
            return printer.team(report, self.reports.norms(), self.texts.head(language))

    def _period(self, student_id: str, series: SeriesKey | None, language: str) -> Laid:
        """Return the latest period report that was kept."""
        progress = self.reports.progress(student_id, self.day, series)
        name = self.reports.name(student_id)
        found = self.periods.of(student_id, progress.series) if progress is not None else []
        if not found:
            return ()
        printer = self.printer()
        with self._speaking(language):
            return printer.period(found[0], name, self.texts.head(language))

    def _own(self, student_id: str, series: SeriesKey | None) -> Laid:
        report = self.reports.family(student_id, self.day, series)
        if report is None:
            return ()
        languages = self.languages()
        words = languages.get(report.choice.language, languages["en"])
        return self.printer().own_graph(report, words, self.texts.head(words.tag))

    def _family(self, student_id: str, series: SeriesKey | None) -> Laid:
        report = self.reports.family(student_id, self.day, series)
        if report is None:
            return ()
        languages = self.languages()
        words = languages.get(report.choice.language, languages["en"])
        return self.printer().family(report, words, self.texts.head(words.tag))
