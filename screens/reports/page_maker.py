"""Reports laid out, each in the language that it is read in."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from records.device_settings import DeviceSettings
from records.plans import SeriesKey
from records.record_store import Clock
from records.reports.report_texts import ReportTexts
from records.reports.reports import Reports
from screens.paper.drawn_page import DrawnPage
from screens.words.catalogue import say
from screens.words.family.english import SENTENCES
from screens.words.family.language import FamilyLanguage, family_languages

if TYPE_CHECKING:
    from screens.paper.report_printing import ReportPrinter

Laid = tuple[DrawnPage, ...]


def can_print() -> bool:
    """Tell whether there is what makes a PDF; a tablet may lack it."""
    return find_spec("fpdf") is not None


class PageMaker:
    """Lays out pages of a kind, as of today. Its first page takes the longest: fonts are read."""

    def __init__(
        self, reports: Reports, texts: ReportTexts, settings: DeviceSettings, clock: Clock
    ) -> None:
        self.reports = reports
        self.texts = texts
        self._settings = settings
        self._clock = clock
        self._printers: dict[str, ReportPrinter] = {}

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

    def student(self, kind: str, student_id: str, series: SeriesKey | None) -> Laid:
        """Return one student's pages of a kind; none if there is no such student."""
        makers = {"family": self._family}
        return makers[kind](student_id, series)

    def _family(self, student_id: str, series: SeriesKey | None) -> Laid:
        report = self.reports.family(student_id, self._clock.now().date(), series)
        if report is None:
            return ()
        languages = self.languages()
        words = languages.get(report.choice.language, languages["en"])
        return self.printer("family").family(report, words, self.texts.head(words.tag))
