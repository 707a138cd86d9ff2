"""What was chosen for a student's family page: its language, and what was typed instead of ours."""

from dataclasses import dataclass
from typing import Self

from records.derived_ids import family_page_id
from records.record_store import RecordStore, Row
from records.reports.report_texts import is_tag
from records.students import Students
from records.tables import checked

TABLE = "family_pages"
LONGEST = 600  # letters of what was typed


class BadFamilyPage(ValueError):
    """A family page can't be so; the sentence says why, and nothing was written."""


@dataclass(frozen=True, slots=True)
class FamilyChoice:
    """A family's ``language``; ``done`` and ``home`` were typed in it, "" for our own words.

    ``done`` is what is done at school, ``home`` what helps at home.
    """

    language: str = "en"
    done: str = ""
    home: str = ""

    @classmethod
    def read(cls, row: Row) -> Self:
        """Return what a row says; what can't be read is as if nobody had chosen."""
        fields = checked(TABLE, row)
        language = fields.get("language", "")
        return cls(
            language if is_tag(language) else "en",
            fields.get("done", "")[:LONGEST],
            fields.get("home", "")[:LONGEST],
        )


class FamilyPages:
    """Every student's choice, English and our own words where nobody chose."""

    def __init__(self, records: RecordStore, students: Students) -> None:
        self._records = records
        self._students = students

    def of(self, student_id: str) -> FamilyChoice:
        """Return what was chosen for a student's family; of two who are one, for either."""
        merges = self._students.merges()
        student = merges.resolve(student_id)
        for one in dict.fromkeys((student, *merges.parts(student))):
            row = self._records.row(TABLE, family_page_id(one))
            if row is not None:
                return FamilyChoice.read(row)
        return FamilyChoice()

    def keep(self, student_id: str, choice: FamilyChoice) -> None:
        """Keep what was chosen; where the language changes, what was typed is in that one.

        Raises:
            BadFamilyPage: a text is too long, or the language is none; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        if not is_tag(choice.language):
            raise BadFamilyPage("choose one of the languages on the list")
        if max(len(choice.done), len(choice.home)) > LONGEST:
            raise BadFamilyPage(f"write at most {LONGEST} characters")
        student = self._students.merges().resolve(student_id)
        row: Row = {
            "student": student,
            "language": choice.language,
            "done": choice.done.strip(),
            "home": choice.home.strip(),
        }
        self._records.put((TABLE, family_page_id(student), row))
