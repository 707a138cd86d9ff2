"""A line a student: for a classroom teacher, and for a meeting about a caseload or a grade."""

from dataclasses import dataclass
from datetime import date

from records.caseload_reading import CaseloadRow
from records.reports.home_ideas import Idea
from records.student_progress import StudentProgress


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One student of a class on one series; ``practice`` is what the record speaks for."""

    name: str
    progress: StudentProgress
    practice: Idea


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassReport:
    """A class, or a group, by name; ``unmonitored`` are those who have no plan."""

    whose: str
    day: date
    lines: tuple[ClassLine, ...]
    unmonitored: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingReport:
    """A meeting's list: by need, the most pressing first; ``below`` says which groups are.

    ``below`` has each group's name, and how many of how many are below.
    """

    whose: str
    day: date
    rows: tuple[CaseloadRow, ...]
    below: tuple[tuple[str, int, int], ...]
