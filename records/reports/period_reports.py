"""Period reports of an IEP goal: the numbers as they were on the day, and what the team says.

The team's words are typed and never computed. Where they contradict the numbers, whoever types is
warned, and decides.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from probes.progress.look import SAY_BELOW, Verdict
from records.calendar_days import read_day
from records.plans import SeriesKey
from records.record_store import Row
from records.reports.frozen_numbers import FrozenNumbers, frozen
from records.reports.student_rows import StudentRows
from records.student_progress import StudentProgress
from records.tables import checked

TABLE = "periods"
LONGEST_WORDS = 1_500
LONGEST_SENTENCE = 1_000
MOST_NUMBERS = 100_000  # letters of the frozen numbers

Contradiction = Literal["growing", "on track", "met", "below"]

_NOT = r"(?:not|isn.t|hasn.t|haven.t|never|no longer|no)\s+(?:\w+\s+){0,2}?"
_SAYS: dict[Contradiction, str] = {
    "growing": r"grow(?:s|n|ing|th)?|improv\w+|making (?:good |sufficient |adequate )?progress",
    "on track": r"on track|sufficient progress|adequate progress|on pace|will meet",
    "met": (
        r"(?:met|reached|achieved|mastered) (?:the |this |her |his |their )?\w*\s*goal"
        r"|goal (?:is |was |has been )?(?:met|reached|achieved|mastered)"
    ),
    "below": r"below (?:the |goal )?(?:line|pace|goal)|insufficient progress|behind",
}
_NEGATED = re.compile(_NOT, re.IGNORECASE)
_REACHED = (Verdict.GOAL_MET, Verdict.GOAL_DAY_MET)
_ON_THE_WAY = (Verdict.ON_TRACK, Verdict.ABOVE, *_REACHED)


class BadPeriodReport(ValueError):
    """A period report can't be kept so; the sentence says why, and nothing was written."""


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """A report as it was given out, with the progress command's ``numbers`` of its ``day``."""

    id: str
    student: str
    series: SeriesKey
    day: date
    sentence: str
    numbers: FrozenNumbers
    words: str
    who: str
    when: str

    @classmethod
    def read(cls, report_id: str, row: Row) -> Self | None:
        """Return the report of a row; None if it makes no sense, or was taken back."""
        fields = checked(TABLE, row)
        day, text = read_day(fields.get("day", "")), fields.get("numbers", "")
        if day is None or fields.get("removed", False) or len(text) > MOST_NUMBERS:
            return None
        try:
            numbers = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(numbers, dict):
            return None
        series = SeriesKey(*(fields.get(name, "") for name in ("measure", "level", "mode")))
        texts = (fields.get(name, "") for name in ("sentence", "words", "who", "when"))
        sentence, words, who, when = texts
        student = fields.get("student", "")
        read = FrozenNumbers.read(numbers)
        return cls(report_id, student, series, day, sentence, read, words, who, when)


class PeriodReports(StudentRows):
    """Every period report that stands."""

    table = TABLE

    def of(self, student_id: str, series: SeriesKey) -> list[PeriodReport]:
        """Return a student's reports in a series, the latest first."""
        read = (PeriodReport.read(row_id, row) for row_id, row in self._rows(student_id))
        wanted = [one for one in read if one is not None and one.series == series]
        return sorted(wanted, key=lambda one: (one.day, one.when, one.id), reverse=True)

    def freeze(self, progress: StudentProgress, *, sentence: str, words: str, who: str) -> str:
        """Keep a report of a series as it is on its day; return the row's id.

        Args:
            sentence: the goal's, as the IEP has it.
            words: what the team says.

        Raises:
            BadPeriodReport: nothing was typed, or too much; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        if not words.strip() or len(words) > LONGEST_WORDS:
            raise BadPeriodReport(f"write what the team says, in 1 to {LONGEST_WORDS} characters")
        if len(sentence) > LONGEST_SENTENCE:
            raise BadPeriodReport(f"a goal’s sentence has at most {LONGEST_SENTENCE} characters")
        row: Row = {
            **progress.series._asdict(),
            "day": progress.day.isoformat(),
            "sentence": sentence.strip(),
            "numbers": json.dumps(frozen(progress), ensure_ascii=False),
            "words": words.strip(),
            "who": who,
        }
        return self._add(progress.student, row)


def contradictions(words: str, progress: StudentProgress) -> tuple[Contradiction, ...]:
    """Return what typed words claim that the numbers don't allow; a warning, and no more.

    English words alone are looked for. A claim that is denied just before it is none.
    """
    found, verdict = progress.judgement, progress.judgement.verdict
    rises = found.interval is not None and found.interval[0] > 0
    allowed: dict[Contradiction, bool] = {
        "growing": rises,
        "on track": verdict in _ON_THE_WAY,
        "met": verdict in _REACHED,
        "below": verdict in SAY_BELOW
        or verdict in (Verdict.GOAL_DAY_NOT_MET, Verdict.NOT_MASTERED),
    }
    return tuple(
        claim for claim, pattern in _SAYS.items() if not allowed[claim] and _claims(words, pattern)
    )


def _claims(words: str, pattern: str) -> bool:
    for one in re.finditer(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
        before = words[max(0, one.start() - 30) : one.start()]
        denied = [match for match in _NEGATED.finditer(before) if match.end() == len(before)]
        if not denied:
            return True
    return False
