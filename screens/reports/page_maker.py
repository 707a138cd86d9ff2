"""Reports laid out, each in the language that it is read in."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from records.open_records import OpenRecords
from records.plans import SeriesKey
from screens.paper.drawn_page import DrawnPage
from screens.words.catalogue import in_page_language, say
from screens.words.family.english import SENTENCES
from screens.words.family.language import FamilyLanguage, family_languages

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
        return family_languages(self.texts.languages(SENTENCES))

    def printer(self, kind: str) -> "ReportPrinter":
        """Return what lays out and prints a kind of page, on the paper that was chosen."""
        from screens.paper.report_printing import ReportPrinter  # slow, and only for who prints

        size = self._settings.now.paper
        name = f"{kind} {size}"
        if name not in self._printers:
            self._printers[name] = ReportPrinter(size, say(f"reports.kind.{kind}"))
        return self._printers[name]

    def student(
        self, kind: str, student_id: str, series: SeriesKey | None, language: str = "en"
    ) -> Laid:
        """Return one student's pages of a kind; none if there is no such student.

        A family's page and an own graph are in the family's language, a period report in the one
        that is asked for, the team's in ours.
        """
        if kind == "period":
            return self._period(student_id, series, language)
        makers = {
            "family": self._family,
            "team": self._team,
            "own": self._own,
        }
        return makers[kind](student_id, series)

    def class_page(self, whose: str, name: Callable[[], str], language: str = "en") -> Laid:
        """Return a line a student, of those that ``Reports.students`` returns, in a language."""
        printer = self.printer("class")
        with in_page_language(language):
            report = self.reports.class_page(whose, name(), self.day)
            return printer.class_page(report, self.texts.head(language))

    def meeting(self, whose: str, name: str) -> Laid:
        """Return a meeting's list, of those that ``Reports.students`` returns."""
        report = self.reports.meeting(whose, name, self.day)
        return self.printer("meeting").meeting(report, self.texts.head("en"))

    def _team(self, student_id: str, series: SeriesKey | None) -> Laid:
        report = self.reports.team(student_id, self.day, series)
        if report is None:
            return ()
        return self.printer("team").team(report, self.reports.norms(), self.texts.head("en"))

    def _period(self, student_id: str, series: SeriesKey | None, language: str) -> Laid:
        """Return the latest period report that was kept."""
        progress = self.reports.progress(student_id, self.day, series)
        name = self.reports.name(student_id)
        found = self.periods.of(student_id, progress.series) if progress is not None else []
        if not found:
            return ()
        printer = self.printer("period")
        with in_page_language(language):
            return printer.period(found[0], name, self.texts.head(language))

    def _own(self, student_id: str, series: SeriesKey | None) -> Laid:
        report = self.reports.family(student_id, self.day, series)
        if report is None:
            return ()
        languages = self.languages()
        words = languages.get(report.choice.language, languages["en"])
        return self.printer("own").own_graph(report, words, self.texts.head(words.tag))

    def _family(self, student_id: str, series: SeriesKey | None) -> Laid:
        report = self.reports.family(student_id, self.day, series)
        if report is None:
            return ()
        languages = self.languages()
        words = languages.get(report.choice.language, languages["en"])
        return self.printer("family").family(report, words, self.texts.head(words.tag))
