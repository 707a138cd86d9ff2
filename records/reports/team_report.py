"""A student's whole record in one series, as a team or a school psychologist reads it."""

from dataclasses import dataclass

from probes.progress.error_patterns import ErrorPattern
from records.score_entry import ScoreEntry
from records.student_progress import ProbeAgreement, StudentProgress


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """A group of the student's, how often it meets, how many are in it, its protocol's name."""

    name: str
    days: int
    minutes: int
    size: int
    protocol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReport:
    """The record. ``entries`` are the series' probes as they came to a score, the oldest first.

    ``patterns`` are what errors of ``looked_at`` latest probes have in common.
    """

    name: str
    grade: str
    progress: StudentProgress
    entries: tuple[ScoreEntry, ...]
    patterns: tuple[ErrorPattern, ...]
    looked_at: int
    agreement: ProbeAgreement
    groups: tuple[TeamGroup, ...]
